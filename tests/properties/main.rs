//! Two launches at once, with all their lists, plans and mandates, and random steps of everyone, as a
//! state machine: after every step the ledger is what a reference model says, and every invariant
//! holds. A sequence that fails is cut down to the fewest steps that still do.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop right there")]

mod actions;
mod below;
mod beside;
mod between;
mod covered;
mod cranks;
mod ended;
mod ending;
mod instructions;
mod invariants;
mod kinds;
mod likely;
mod machine;
mod model;
mod planted;
mod run;
mod setup;
mod side;
mod sum;
mod summary;
mod tenders;

use machine::explore;

#[test]
fn two_launches_at_once_keep_every_invariant_after_every_step() {
    let sum = explore::<false, 0>(1, 20, 900..1_200);

    let done = |name: &str| sum.all.actions.get(name).is_some_and(|[done, _]| *done > 0);
    let never: Vec<_> =
        kinds::ALL.iter().map(|kind| kind.name).filter(|name| !done(name)).collect();
    assert!(never.is_empty(), "never succeeded: {never:?}");
    instructions::all_are_among(&sum.all.sent);
    sum.compare("walks", 1);
}

#[test]
fn inv_a2_strangers_get_everyone_out_of_any_state() {
    explore::<false, 1>(2, 16, 20..1_000).compare("endings", 2);
}

#[test]
fn inv_a1_whoever_holds_every_admin_key_takes_nothing_from_anyone() {
    explore::<true, 2>(3, 16, 100..1_000).compare("hostile", 3);
}
