//! docs/assurance.md is what the counts of the matrix, the envelope, the state machine and the hostile
//! programs give.
//! `GROUNDSWELL_WRITE_SNAPSHOTS=1` writes it anew.

use crate::{
    coverage, mutants, phases,
    repository::{at, files, read},
};
use serde_json::Value;
use std::{env, fmt::Write, fs};

const HEAD: &str = "\
# What was tried, in figures

Drawn from the counts that the suites below keep beside themselves, by
`tests/documents/assurance.rs`, which also compares it with them. Every seed is fixed, so every run
gives the same figures; a change of a program shows here.

    just assurance

Mutants and coverage are measured by themselves, as their sections say.
";

const TAIL: &str = "
## What these do not show

- The walks sell at open gates, for classic mints, with lists of one vault; extensions, gates and
  lists of several vaults have tests of their own.
- The reference model says what a step does, not whether it should be refused.
- Mutants weaken checks that are written as such. That an account may be written or is made at its seeds,
  and which program one is, is declared by a word or type that is not mutated: the matrix puts other
  accounts there. Of arithmetic only that of the rules is mutated.
- A phase is tried in one second, with one account of each kind and one way there; the seconds around
  boundaries are for the programs' own tests.
- A line or branch that is reached is not thereby right. An early return by `?` is neither a line nor a
  branch, and not every one of them is taken.
- The coverage of the programs themselves is not measured: their tests run bytecode, which has no
  counters in it.
- Nothing here is an audit.
";

const MACHINE: &str = "\
Two launches on one ledger, driven by `proptest-state-machine`: a sequence that fails is cut down to
the fewest steps that still fail. After every step all invariants are asked, against a model of its
own. The steps are every instruction of the four programs, gifts of tokens and lamports, also to
addresses where nothing is yet, token accounts that are opened, closed and frozen, warps of time and
of slots, the same instruction twice in one transaction, and addresses that are used again. A state
is a launch's phase, how far its list is, which of its plans have started, are funded, have grants
and are closed, and whether its mandate has a price, tenders that wait, sellers to pay and has
finished. What each step was refused with is recorded in `tests/properties/summary.json`.

Drawn at random are the arguments of `contribute` (amount, tick), `withdraw` of a sale, `make_offer`
(price, amount), `withdraw_offer` (amount), `create_grant` (amount), `add_tranche`, `remove_tranche`
and one term of `create`; and seldom, of `claim` and `claim_many` of a list and of `open_grant`, a
leaf's place or amount that is not on the list. The other instructions have no arguments, or are sent
with those that are right in the state they meet: their wrong values are sent by the envelope and the
matrix.

";

fn counts(name: &str) -> Value {
    serde_json::from_str(&read(&format!("tests/{name}/summary.json"))).unwrap()
}

fn number(value: &Value) -> String {
    let digits = value.as_u64().unwrap().to_string();
    let places = digits.len();
    let comma = |at: usize| if at > 0 && (places - at).is_multiple_of(3) { "," } else { "" };
    digits.chars().enumerate().map(|(at, digit)| format!("{}{digit}", comma(at))).collect()
}

fn sum(counts: &Value) -> u64 {
    counts.as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum()
}

fn matrix(page: &mut String) {
    let counts = counts("matrix");
    let all = &counts["all"];
    let [instructions, controls] = ["instructions", "controls"].map(|key| number(&counts[key]));
    let [cases, refused, accepted] = ["cases", "refused", "accepted"].map(|key| number(&all[key]));
    *page += "\n## Substitution matrix (tests/matrix)\n\n";
    writeln!(
        page,
        "{instructions} instructions, {controls} controls that succeed first, {cases} cases: {refused} \
         refused with a recorded error and nothing changed, {accepted} rightly accepted, each kind with \
         its reason.\n"
    )
    .unwrap();
    *page += "| mutation | cases | refused | accepted |\n|---|---|---|---|\n";
    let mutations = counts["mutations"].as_object().unwrap();
    let mut names: Vec<&String> = mutations.keys().collect();
    names.sort_by_key(|name| name[1..].parse::<u32>().unwrap());
    for name in names {
        let [cases, refused, accepted] =
            ["cases", "refused", "accepted"].map(|key| number(&mutations[name][key]));
        writeln!(page, "| {name} | {cases} | {refused} | {accepted} |").unwrap();
    }
}

fn envelope(page: &mut String) {
    let counts = counts("envelope");
    *page += "\n## Envelope (tests/envelope)\n\n";
    *page +=
        "Truncated, extended, random and oversized instruction data. None ended a program.\n\n";
    *page += "| program | instructions | cases | refused | accepted | most compute units |\n";
    *page += "|---|---|---|---|---|---|\n";
    for (program, counts) in counts["programs"].as_object().unwrap() {
        let (refused, accepted) = (sum(&counts["refused"]), sum(&counts["accepted"]));
        let [instructions, most] =
            ["instructions", "most_compute_units"].map(|key| number(&counts[key]));
        let [cases, refused, accepted] =
            [refused + accepted, refused, accepted].map(|count| number(&count.into()));
        writeln!(
            page,
            "| {program} | {instructions} | {cases} | {refused} | {accepted} | {most} |"
        )
        .unwrap();
    }
    assert_eq!(counts["findings"], Value::Array(vec![]));
}

/// Lines that were aimed for, of the reference model.
const MODEL_AIM: usize = 300;

fn machine(page: &mut String) {
    let counts = counts("properties");
    *page += "\n## State machine (tests/properties)\n\n";
    *page += MACHINE;
    let model = files("tests/properties/model", ".rs");
    let lines: usize = model.iter().map(|path| read(path).lines().count()).sum();
    writeln!(page, "The reference model has {lines} lines, where {MODEL_AIM} were aimed for.\n")
        .unwrap();
    *page += "| run | seed | sequences | steps | succeeded | different states | launches settled | failed | different errors |\n";
    *page += "|---|---|---|---|---|---|---|---|---|\n";
    for (name, words) in [
        ("walks", "random walks"),
        ("hostile", "hostile admin"),
        ("endings", "strangers get everyone out"),
    ] {
        let run = &counts[name];
        let actions = run["actions"].as_object().unwrap().values();
        let succeeded: u64 = actions.map(|action| action["succeeded"].as_u64().unwrap()).sum();
        let [seed, sequences, steps, states, settled, failed, errors] = [
            "seed",
            "sequences",
            "steps",
            "states",
            "launches_settled",
            "launches_failed",
            "kinds_of_refusal",
        ]
        .map(|key| number(&run[key]));
        let succeeded = number(&succeeded.into());
        writeln!(
            page,
            "| {words} | {seed} | {sequences} | {steps} | {succeeded} | {states} | {settled} | {failed} | {errors} |"
        )
        .unwrap();
    }
    *page += "\n| action of the walks | succeeded | refused |\n|---|---|---|\n";
    for (action, counts) in counts["walks"]["actions"].as_object().unwrap() {
        let [succeeded, refused] = ["succeeded", "refused"].map(|key| number(&counts[key]));
        writeln!(page, "| {action} | {succeeded} | {refused} |").unwrap();
    }
    *page += "\n| planted mistake | caught by |\n|---|---|\n";
    for planted in counts["planted"].as_array().unwrap() {
        let [what, by] = ["planted", "caught_by"].map(|key| planted[key].as_str().unwrap());
        writeln!(page, "| {what} | {by} |").unwrap();
    }
}

fn hostile(page: &mut String) {
    let counts = counts("hostile");
    *page += "\n## Hostile programs and mints (tests/hostile)\n\n";
    *page += "Every call of the matrix, relayed by a program of an attacker's, and with every extension of\nToken-2022 on its mints.\n\n";
    *page += "| tried | cases | became |\n|---|---|---|\n";
    for (tried, outcomes) in counts.as_object().unwrap() {
        let became = outcomes.as_object().unwrap().iter();
        let became = became.map(|(outcome, count)| format!("{outcome} {}", number(count)));
        let became = became.collect::<Vec<_>>().join(", ");
        writeln!(page, "| {tried} | {} | {became} |", number(&sum(outcomes).into())).unwrap();
    }
}

#[test]
fn the_figures_are_those_of_the_suites() {
    let mut page = HEAD.to_owned();
    matrix(&mut page);
    envelope(&mut page);
    machine(&mut page);
    phases::section(&mut page);
    coverage::section(&mut page);
    mutants::section(&mut page);
    hostile(&mut page);
    page += TAIL;
    if env::var_os("GROUNDSWELL_WRITE_SNAPSHOTS").is_some() {
        fs::write(at("docs/assurance.md"), &page).unwrap();
    }
    assert_eq!(read("docs/assurance.md"), page, "the counts have changed: see the page's head");
}
