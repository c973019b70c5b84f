//! What docs/access.md shows of phases is what tests/phases recorded on the bytecode, and agrees with
//! what the sources say of themselves.

use crate::{
    access::{errors, instructions},
    repository::{quoted, read},
};
use groundswell_tests::sources::PROGRAMS;
use serde_json::Value;
use std::fmt::Write;

const ACCEPTED: &str = "accepted";
const NOT_THERE: [&str; 2] = ["AccountDataTooSmall", "UninitializedAccount"];
const THERE_ALREADY: &str = "system: 0";

/// What the page says of these tables, once for all programs.
pub const WORDS: &str = "\
The tables of phases are drawn from `tests/phases/outcomes.json`: each instruction was sent to the
bytecode in each phase, with everything that it needs and that the phase allows, and a refusal changed
nothing. \"not there\" is a refusal because an account does not exist yet (`AccountDataTooSmall`,
`UninitializedAccount`), \"there already\" one because it does (the system program's error 0); where an
account's address is not recorded yet, `ConstraintAddress` says so. A \"yes\" is not for ever: what can
be done once, within bounds, or as a policy allows is said under \"when\". In every phase each call was
also sent without each of its signatures, which is refused, always, and with another key in each
signer's place, which is accepted in no phase where the right one is refused; where that is accepted,
the last table says what becomes of the other.
";

fn recorded(program: &str) -> Value {
    let all: Value = serde_json::from_str(&read("tests/phases/outcomes.json")).unwrap();
    all[program].clone()
}

fn list(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap()
}

/// A row's instruction, and what is special about it.
fn name(row: &Value) -> String {
    let name = format!("`{}` {}", text(row, "instruction"), text(row, "variant"));
    name.trim_end().to_string()
}

fn cell(outcome: &str) -> String {
    match outcome {
        ACCEPTED => "yes".into(),
        THERE_ALREADY => "there already".into(),
        name if NOT_THERE.contains(&name) => "not there".into(),
        name => format!("`{name}`"),
    }
}

/// The tables of a program.
pub fn tables(program: &str) -> String {
    let recorded = recorded(program);
    let phases = recorded["phases"].as_array().unwrap();
    let names: Vec<&str> = phases.iter().map(|phase| text(phase, "name")).collect();
    let mut page = "\n| phase | after | from |\n|---|---|---|\n".to_string();
    for phase in phases {
        let after = Some(text(phase, "after")).filter(|after| !after.is_empty());
        let (name, after) = (text(phase, "name"), after.unwrap_or("-"));
        writeln!(page, "| {name} | {after} | {} |", text(phase, "when")).unwrap();
    }
    writeln!(page, "\n| in phase | {} |", names.join(" | ")).unwrap();
    writeln!(page, "|---|{}", "---|".repeat(names.len())).unwrap();
    let rows = recorded["rows"].as_array().unwrap();
    for row in rows {
        let cells: Vec<String> = list(&row["outcomes"]).into_iter().map(cell).collect();
        writeln!(page, "| {} | {} |", name(row), cells.join(" | ")).unwrap();
    }
    page += "\n| instruction | signer | another key in its place |\n|---|---|---|\n";
    for row in rows {
        for (slot, other) in row["others"].as_object().unwrap() {
            writeln!(page, "| {} | `{slot}` | {} |", name(row), cell(other.as_str().unwrap()))
                .unwrap();
        }
    }
    page
}

/// The section of docs/assurance.md.
pub fn section(page: &mut String) {
    *page += "\n## Phases (tests/phases)\n\n";
    *page += "Every instruction in every phase of its program's account; the outcomes are in\n\
              [access.md](access.md).\n\n";
    *page += "| program | phases | calls | accepted | refused | keys replaced |\n";
    *page += "|---|---|---|---|---|---|\n";
    for program in PROGRAMS {
        let recorded = recorded(program);
        let rows = recorded["rows"].as_array().unwrap();
        let phases = recorded["phases"].as_array().unwrap().len();
        let outcomes: Vec<&str> = rows.iter().flat_map(|row| list(&row["outcomes"])).collect();
        let all = outcomes.len();
        let accepted = outcomes.iter().filter(|outcome| **outcome == ACCEPTED).count();
        let keys: usize = rows.iter().map(|row| row["others"].as_object().unwrap().len()).sum();
        let (refused, calls) = (all - accepted, rows.len());
        assert_eq!(all, calls * phases);
        writeln!(page, "| {program} | {phases} | {calls} | {accepted} | {refused} | {keys} |")
            .unwrap();
    }
}

#[test]
fn every_instruction_was_tried_with_each_of_its_signers() {
    for program in PROGRAMS {
        let recorded = recorded(program);
        let rows = recorded["rows"].as_array().unwrap();
        for one in instructions(program) {
            let own = rows.iter().filter(|row| text(row, "instruction") == one.name);
            let tried: Vec<&String> =
                own.flat_map(|row| row["others"].as_object().unwrap().keys()).collect();
            for signature in &one.signatures {
                let slot = &signature.slot;
                assert!(tried.contains(&slot), "{program}.{}: {slot} was not replaced", one.name);
            }
            let exists = rows.iter().any(|row| text(row, "instruction") == one.name);
            assert!(exists, "{program}.{} has no row", one.name);
        }
    }
}

#[test]
fn every_refusal_is_one_that_the_instruction_names() {
    for program in PROGRAMS {
        let recorded = recorded(program);
        let (known, all) = (errors(program), instructions(program));
        let of = |name: &str| &all.iter().find(|one| one.name == name).unwrap().errors;
        for row in recorded["rows"].as_array().unwrap() {
            let instruction = text(row, "instruction");
            let mut named = quoted(of(instruction));
            if named.contains(&"claim") {
                named.extend(quoted(of("claim")));
            }
            let others = row["others"].as_object().unwrap().values();
            let met = list(&row["outcomes"]).into_iter().chain(others.map(|o| o.as_str().unwrap()));
            for error in met.filter(|error| known.contains(error)) {
                assert!(named.contains(&error), "{program}.{instruction} names not {error}");
            }
        }
    }
}

#[test]
fn phases_that_an_instruction_names_are_those_in_which_it_goes_through() {
    let recorded = recorded("launch");
    let names: Vec<&str> =
        recorded["phases"].as_array().unwrap().iter().map(|phase| text(phase, "name")).collect();
    for one in instructions("launch") {
        let said: Vec<&str> =
            quoted(&one.when).into_iter().filter(|name| names.contains(name)).collect();
        for row in recorded["rows"].as_array().unwrap() {
            if text(row, "instruction") != one.name || said.is_empty() {
                continue;
            }
            let outcomes = list(&row["outcomes"]);
            let through = names.iter().zip(outcomes).filter(|(_, outcome)| *outcome == ACCEPTED);
            // The last part of Open and one way to fail have names of their own only here.
            let through: Vec<&str> = through
                .map(|(name, _)| *name)
                .filter(|name| !["Frozen", "Cancelled"].contains(name))
                .collect();
            assert_eq!(through, said, "launch.{}", one.name);
        }
    }
}
