//! The substitution matrix (attack_01 to 05, 07, 10, 12, 13, 15, 16): every account of every
//! instruction, swapped for everything that it is not. Each case starts from a call that succeeds,
//! is refused with the error in errors.json, and changes nothing on the ledger but the fee payer;
//! those that are rightly accepted stand in accepted.rs. The instructions and their accounts are
//! read from the sources: one without a control fails the suite.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop right there")]

mod accepted;
mod accepted_states;
mod control;
mod controls_buyback;
mod controls_distributor;
mod controls_launch;
mod controls_vesting;
mod inits;
mod mutations;
mod mutations_rest;
mod report;
mod run;
mod send;
mod tokens;

use std::{env, sync::OnceLock, thread};

use control::{Control, controls};
use groundswell_tests::sources::{self, PROGRAMS};
use run::Verdict;
use serde_json::{Map, Value};

/// A case, and what became of it.
pub struct Outcome {
    control: String,
    slot: String,
    mutation: String,
    verdict: Verdict,
}

/// `program.instruction`, if one alone is asked for: then the counts and what is nowhere found cannot
/// be compared.
fn alone() -> Option<String> {
    env::var("GROUNDSWELL_INSTRUCTION").ok()
}

/// Every case of every instruction of a program.
fn matrix(program: &'static str) -> Vec<Outcome> {
    let mut outcomes = vec![];
    let asked = |listed: &sources::Listed| {
        alone().is_none_or(|alone| alone == format!("{program}.{}", listed.name))
    };
    for listed in sources::instructions(program).into_iter().filter(asked) {
        let controls = controls(program, &listed.name);
        assert!(!controls.is_empty(), "no control for {program}::{}", listed.name);
        for (variant, setup) in controls {
            let control = Control::new(program, variant, &listed, setup);
            has_no_sysvars(&control);
            let after = run::control(&control);
            let mut cases = mutations::of_accounts(&control);
            cases.extend(mutations_rest::of_bumps(&control, |at| after.get_account(at)));
            cases.extend(mutations_rest::of_remaining(&control, listed.slots.len()));
            cases.extend(mutations_rest::of_data(&control));
            outcomes.extend(cases.into_iter().map(|case| Outcome {
                verdict: run::case(&control, &after, &case),
                control: control.name.clone(),
                slot: case.slot,
                mutation: case.mutation,
            }));
        }
    }
    outcomes
}

/// M10 has nothing to forge: the programs ask the runtime for the time and the rent.
fn has_no_sysvars(control: &Control) {
    for meta in &control.call.accounts {
        let address = meta.pubkey.to_string();
        assert!(!address.starts_with("Sysvar"), "{} names {address}", control.name);
    }
}

/// All cases of all programs, in their order.
fn all() -> &'static [Outcome] {
    static ALL: OnceLock<Vec<Outcome>> = OnceLock::new();
    ALL.get_or_init(|| {
        let of = |program| thread::Builder::new().spawn(move || matrix(program)).unwrap();
        let running: Vec<_> = PROGRAMS.into_iter().map(of).collect();
        running.into_iter().flat_map(|one| one.join().unwrap()).collect()
    })
}

#[test]
fn every_case_ends_as_recorded() {
    let errors = report::errors(all());
    if alone().is_none() {
        return report::compare("errors.json", &errors);
    }
    let [recorded, measured]: [Map<String, Value>; 2] =
        [report::recorded("errors.json"), errors].map(|text| serde_json::from_str(&text).unwrap());
    for (control, errors) in measured {
        assert_eq!(recorded[&control], errors, "{control}");
    }
}

#[test]
fn what_is_accepted_is_listed_and_what_is_listed_is_accepted() {
    let is_accepted = |one: &Outcome| !matches!(one.verdict, Verdict::Refused(_));
    let mut wrong = vec![];
    for one in all() {
        let reasons = accepted::reasons(&one.control, &one.slot, &one.mutation);
        if reasons != usize::from(is_accepted(one)) {
            let Outcome { control, slot, mutation, verdict } = one;
            let word = report::word(verdict);
            wrong.push(format!("{control} / {slot} / {mutation}: {word}, {reasons} reasons"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let key = |one: &'static Outcome| (&one.control[..], &one.slot[..], &one.mutation[..]);
    let unused = accepted::unused(&all().iter().map(key).collect::<Vec<_>>());
    assert!(
        unused.is_empty() || alone().is_some(),
        "listed, but there is no such case: {unused:#?}"
    );
}

#[test]
fn the_counts_are_as_recorded() {
    let instructions = PROGRAMS.map(|program| sources::instructions(program).len());
    let summary = report::summary(all(), instructions.iter().sum());
    println!("{summary}");
    report::compare("summary.json", &summary);
}
