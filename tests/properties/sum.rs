//! What runs come to, in numbers.

use groundswell_sdk::{Address, buyback, distributor, launch, vesting};
use groundswell_tests::ledger::{Outcome, program_id};
use serde_json::json;
use solana_instruction::{Instruction, error::InstructionError};
use std::collections::{BTreeMap, BTreeSet};

use crate::{model::Name, run::Run, summary};

/// Of one run.
#[derive(Clone, Default)]
pub struct Counts {
    /// Successes and refusals by action.
    pub actions: BTreeMap<Name, [u64; 2]>,
    /// What each was refused with.
    pub errors: BTreeMap<Name, BTreeSet<String>>,
    /// Launches as they were seen, see `Run::note_states`.
    pub states: BTreeSet<String>,
    /// First bytes of every instruction that succeeded.
    pub sent: BTreeSet<(Address, Vec<u8>)>,
}

impl Counts {
    /// Counts what became of one transaction.
    pub fn add(&mut self, name: Name, instructions: &[Instruction], outcome: &Outcome) {
        let first = &instructions[0];
        self.actions.entry(name).or_default()[usize::from(outcome.result.is_err())] += 1;
        match &outcome.result {
            Ok(()) => {
                let code = first.data.iter().take(8).copied().collect();
                self.sent.insert((first.program_id, code));
            }
            Err(error) => {
                let words = words(&first.program_id, error);
                self.errors.entry(name).or_default().insert(words);
            }
        }
    }
}

/// An error by the name its program gives it.
fn words(program: &Address, error: &InstructionError) -> String {
    type Explain = fn(u32) -> Option<(&'static str, &'static str)>;
    let programs: [(&str, Explain); 4] = [
        ("launch", launch::explain),
        ("distributor", distributor::explain),
        ("vesting", vesting::explain),
        ("buyback", buyback::explain),
    ];
    let explain = programs.iter().find(|(name, _)| program_id(name) == *program);
    match (error, explain) {
        (InstructionError::Custom(code), Some((name, explain))) => match explain(*code) {
            Some((error, _)) => format!("{name}: {error}"),
            None => format!("{error:?}"),
        },
        _ => format!("{error:?}"),
    }
}

/// Of all runs of one test.
#[derive(Default)]
pub struct Sum {
    pub sequences: u64,
    pub steps: u64,
    settled: u64,
    failed: u64,
    pub all: Counts,
}

impl Sum {
    /// Adds a run that is over.
    pub fn add(&mut self, run: &Run) {
        let one = run.counts.clone();
        for (name, [done, refused]) in one.actions {
            let sum = self.all.actions.entry(name).or_default();
            *sum = [sum[0] + done, sum[1] + refused];
            self.steps += done + refused;
        }
        for (name, errors) in one.errors {
            self.all.errors.entry(name).or_default().extend(errors);
        }
        self.all.states.extend(one.states);
        self.all.sent.extend(one.sent);
        self.sequences += 1;
        let sales = || run.sides.iter().map(|side| &side.model.sale);
        self.settled += sales().filter(|sale| sale.outcome.is_some()).count() as u64;
        self.failed += sales().filter(|sale| sale.phase(run.world.now) == 4).count() as u64;
    }

    /// Compares it with what is recorded under `name`.
    pub fn compare(&self, name: &str, seed: u8) {
        let none = BTreeSet::new();
        let row = |(name, [done, refused]): (&Name, &[u64; 2])| {
            let errors = self.all.errors.get(name).unwrap_or(&none);
            let row = json!({ "succeeded": done, "refused": refused, "with": errors });
            ((*name).to_string(), row)
        };
        let actions: serde_json::Map<_, _> = self.all.actions.iter().map(row).collect();
        let errors: BTreeSet<_> = self.all.errors.values().flatten().collect();
        summary::compare(
            name,
            json!({
                "seed": seed,
                "sequences": self.sequences,
                "steps": self.steps,
                "states": self.all.states.len(),
                "launches_settled": self.settled,
                "launches_failed": self.failed,
                "actions": actions,
                "kinds_of_refusal": errors.len(),
            }),
        );
    }
}
