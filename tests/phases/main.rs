//! Every instruction of every program in every phase of the account that it is about: accepted, or
//! refused with the error in outcomes.json, and then nothing has changed. In every phase also with
//! each signature missing, which is always refused, and with another key in each signer's place.
//! docs/access.md is drawn from that file.
//!
//! ```text
//! phases
//! ├── launch ....... a launch: none, draft, sealed, cancelled, open, frozen, closed, ..
//! ├── distributor .. a list: none, made, lapsed, active, claims, ended
//! ├── vesting ...... a plan: none, made, funded, vesting, vested, over
//! └── buyback ...... a mandate: none, made, opening, offers, frozen, clearing, ended
//! ```
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop right there")]

mod buyback;
mod distributor;
mod launch;
mod report;
mod story;
mod vesting;

use groundswell_tests::sources;
use report::{Row, Section};

/// Every row of a program, in the order of its `#[program]` module.
fn section(program: &'static str, phases: &'static [story::Phase], of: report::Stories) -> Section {
    let mut rows = vec![];
    for instruction in sources::instructions(program) {
        let stories = of(&instruction.name);
        assert!(!stories.is_empty(), "no story of {program}.{}", instruction.name);
        for (variant, story) in stories {
            let told = story.tell(program, phases);
            let somewhere = told.outcomes.iter().any(|outcome| outcome == story::ACCEPTED);
            assert!(somewhere, "{program}.{} is accepted nowhere", instruction.name);
            rows.push(Row { instruction: instruction.clone(), variant, told });
        }
    }
    Section { program, phases, rows }
}

#[test]
fn every_instruction_in_every_phase_is_as_recorded() {
    let sections = [
        section("launch", &launch::PHASES, launch::stories),
        section("distributor", &distributor::PHASES, distributor::stories),
        section("vesting", &vesting::PHASES, vesting::stories),
        section("buyback", &buyback::PHASES, buyback::stories),
    ];
    report::compare("outcomes.json", &report::text(&sections));
}
