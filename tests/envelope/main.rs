//! Arbitrary bytes: every instruction of every program is sent cut short, too long, with
//! random arguments, with lengths no transaction could hold and with other accounts, at every turn
//! of a launch, a list, plans and a mandate. It must be refused by an error that is listed here, or
//! do what it says, and never end a program: INV-A6.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop right there")]

mod cases;
mod launches;
mod lists;
mod mandates;
mod outcome;
mod plans;
mod scene;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde_json::json;
use solana_address::Address;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use cases::Kind;
use outcome::{Verdict, judge};
use scene::{Control, Scene};

/// What one instruction may cost that asks for no more.
const LIMIT: u64 = 200_000;

/// What came of all cases of one program.
#[derive(Default)]
struct Tally {
    instructions: BTreeSet<&'static str>,
    accepted_as_is: BTreeSet<&'static str>,
    sent: BTreeMap<Kind, u64>,
    accepted: BTreeMap<Kind, u64>,
    refused: BTreeMap<String, u64>,
    most_units: u64,
    unmeant: Vec<String>,
}

impl Tally {
    fn count(
        &mut self,
        scene: &Scene,
        control: &Control,
        random: &mut ChaCha8Rng,
        pool: &[Address],
    ) {
        self.instructions.insert(control.name);
        let mut meant = vec![];
        for (kind, instruction) in cases::cases(&control.instruction, pool, random) {
            let outcome = scene.simulate(&instruction);
            *self.sent.entry(kind).or_default() += 1;
            self.most_units = self.most_units.max(outcome.compute_units);
            if kind == Kind::Control {
                meant.clone_from(&outcome.changed);
            }
            let verdict = judge(control, kind, &outcome, &meant);
            let told = || {
                let (name, data) = (control.name, hex(&instruction.data));
                let logs = outcome.logs.join("\n");
                format!("{name} at {}: {kind:?} {data} {:?}\n{logs}", scene.name, outcome.error)
            };
            match verdict {
                Verdict::Accepted => {
                    *self.accepted.entry(kind).or_default() += 1;
                    if kind == Kind::Control {
                        self.accepted_as_is.insert(control.name);
                    }
                }
                Verdict::Refused(by) => *self.refused.entry(by).or_default() += 1,
                Verdict::Unmeant => self.unmeant.push(told()),
            }
            if outcome.compute_units > LIMIT {
                self.unmeant.push(told());
            }
        }
    }
}

/// The instructions a program has, read from its source.
fn declared(program: &str) -> Vec<String> {
    let path = format!("../programs/{program}/src/lib.rs");
    let source = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    let name = |line: &str| Some(line.strip_prefix("    pub fn ")?.split_once('(')?.0.to_owned());
    source.lines().filter_map(name).collect()
}

fn hex(data: &[u8]) -> String {
    data.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn kinds(counts: &BTreeMap<Kind, u64>) -> BTreeMap<String, u64> {
    counts.iter().map(|(kind, count)| (format!("{kind:?}"), *count)).collect()
}

#[test]
fn inv_a6_no_bytes_end_a_program_or_cost_more_than_one_instruction_may() {
    let scenes =
        [launches::scenes(), lists::scenes(), plans::scenes(), mandates::scenes()].concat();
    let mut all: BTreeMap<&str, Tally> = BTreeMap::new();
    for (seed, scene) in (0..).zip(&scenes) {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let named = scene.controls.iter().flat_map(|control| &control.instruction.accounts);
        let pool: Vec<Address> = named.map(|account| account.pubkey).collect();
        for control in &scene.controls {
            let tally = all.entry(control.program).or_default();
            tally.count(scene, control, &mut random, &pool);
        }
    }

    for (program, tally) in &all {
        assert_eq!(tally.instructions, declared(program).iter().map(String::as_str).collect());
        let unmeant = tally.unmeant.join("\n\n");
        assert!(tally.unmeant.is_empty(), "{program}: {} unmeant\n{unmeant}", tally.unmeant.len());
        // Every instruction succeeds as it is at one turn: refusals are not of the accounts alone.
        assert_eq!(tally.accepted_as_is, tally.instructions, "{program}");
    }
    let program = |tally: &Tally| {
        json!({
            "instructions": tally.instructions.len(),
            "sent": kinds(&tally.sent),
            "accepted": kinds(&tally.accepted),
            "refused": tally.refused,
            "most_compute_units": tally.most_units,
            "unmeant": tally.unmeant.len(),
        })
    };
    let programs: BTreeMap<_, _> = all.iter().map(|(name, tally)| (name, program(tally))).collect();
    compare(&json!({ "turns": scenes.len(), "findings": [], "programs": programs }));
}

/// The counts are kept beside this file, for a document; a change must be looked at.
fn compare(measured: &serde_json::Value) {
    let measured = serde_json::to_string_pretty(measured).unwrap() + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("envelope/summary.json");
    if std::env::var_os("GROUNDSWELL_WRITE_SNAPSHOTS").is_some() {
        fs::write(&path, &measured).unwrap();
    }
    let recorded = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(recorded, measured, "counts have changed: write them anew and look at the diff");
}
