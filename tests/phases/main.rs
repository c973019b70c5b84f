//! Every instruction of every program in every phase of the account that it is about: accepted, or
//! refused with the error in outcomes.json, and then nothing has changed. In every phase also with
//! each signature missing, which is always refused, and with another key in each signer's place.
//! docs/access.md is drawn from that file.
//!
//! ```text
//! phases
//! ├── launch ....... a launch: none, draft, sealed, open, frozen, closed, settled, failed
//! ├── distributor .. a list: none, made, active, claims, ended
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

use report::Section;

/// Every row of a program, in the order of its `#[program]` module.
fn section(program: &'static str, phases: &'static [story::Phase], of: report::Stories) -> Section {
    let rows = report::instructions(program).into_iter().flat_map(|instruction| {
        let stories = of(&instruction);
        assert!(!stories.is_empty(), "no story of {program}.{instruction}");
        let row = |(variant, story): (&'static str, story::Story)| report::Row {
            instruction: instruction.clone(),
            variant,
            told: story.tell(program, phases),
        };
        stories.into_iter().map(row).collect::<Vec<_>>()
    });
    Section { program, phases, rows: rows.collect() }
}

#[test]
fn every_instruction_in_every_phase_is_as_recorded() {
    let sections = [
        section("launch", &launch::PHASES, launch::stories),
        section("distributor", &distributor::PHASES, distributor::stories),
        section("vesting", &vesting::PHASES, vesting::stories),
        section("buyback", &buyback::PHASES, buyback::stories),
    ];
    for section in &sections {
        for row in &section.rows {
            let somewhere = row.told.outcomes.iter().any(|outcome| outcome == story::ACCEPTED);
            assert!(somewhere, "{}.{} is accepted nowhere", section.program, row.instruction);
        }
    }
    report::compare("outcomes.json", &report::text(&sections));
}
