//! For people.

use std::fmt::Write;

use groundswell_cluster::audit::{Check, Moment, Verdict, kind_name};

use crate::{
    commands::status::phase_name,
    money::grouped,
    report::{audit::Audited, units::percent},
    table,
    unlocks::calendar,
};

/// What failed and why it matters, how much was checked, and where the supply is.
pub fn describe(audited: &Audited, all: bool) -> String {
    let view = &audited.evidence.view;
    let mut text = table::facts([
        ("launch", view.launch.at.to_string()),
        ("ledger", audited.place.clone()),
        ("at", calendar::moment(view.now)),
        ("phase", phase_name(view.phase()).to_owned()),
        ("verdict", verdict(audited)),
    ]);
    // Writing to a string cannot fail.
    for (title, wanted) in [("Failed", Verdict::Failed), ("To know", Verdict::Warned)] {
        for check in audited.checks.iter().filter(|check| check.verdict == wanted) {
            let _ = writeln!(text, "\n{title}: {}, {}\n{}", check.id, check.of, reasons(check));
        }
    }
    let _ = writeln!(text, "\n{}", if all { every(audited) } else { summary(audited) });
    if let Some(supply) = supply(audited) {
        let _ = writeln!(text, "{supply}");
    }
    text
}

/// How it came out, in one line.
fn verdict(audited: &Audited) -> String {
    let count = |verdict| audited.count(verdict);
    format!(
        "{}: {} passed, {} failed, {} to know, {} not applicable",
        if audited.holds(false) { "holds" } else { "DOES NOT HOLD" },
        count(Verdict::Passed),
        count(Verdict::Failed),
        count(Verdict::Warned),
        count(Verdict::NotApplicable)
    )
}

fn reasons(check: &Check) -> String {
    let rows = [
        ("  expected", check.expected.clone()),
        ("  found", check.found.clone()),
        ("  read from", check.at.to_string()),
        ("  why", check.why.to_owned()),
    ];
    table::facts(rows).trim_end().to_owned()
}

/// One word for a verdict.
pub fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Passed => "passed",
        Verdict::Failed => "failed",
        Verdict::Warned => "warned",
        Verdict::NotApplicable => "not applicable",
    }
}

/// How often each rule was checked, and what came of it.
fn summary(audited: &Audited) -> String {
    let mut ids: Vec<&str> = audited.checks.iter().map(|check| check.id).collect();
    ids.dedup();
    let mut seen: Vec<&str> = Vec::new();
    let mut rows = table::ruled(["check", "passed", "failed", "warned", "n/a"]);
    for id in ids {
        if seen.contains(&id) {
            continue;
        }
        seen.push(id);
        let of = |verdict: Verdict| {
            let checks = audited.checks.iter().filter(|check| check.id == id);
            match checks.filter(|check| check.verdict == verdict).count() {
                0 => String::new(),
                count => count.to_string(),
            }
        };
        rows.add_row([
            id.to_owned(),
            of(Verdict::Passed),
            of(Verdict::Failed),
            of(Verdict::Warned),
            of(Verdict::NotApplicable),
        ]);
    }
    rows.to_string()
}

/// Every check.
fn every(audited: &Audited) -> String {
    let mut rows = table::ruled(["check", "of", "expected", "found", ""]);
    for check in &audited.checks {
        rows.add_row([check.id, &check.of, &check.expected, &check.found, word(check.verdict)]);
    }
    rows.to_string()
}

/// Where the supply is, now and at the beginning of months.
fn supply(audited: &Audited) -> Option<String> {
    let supply = audited.supply.as_ref()?;
    let decimals = audited.evidence.view.launch.value.base_decimals;
    let show = |units: u128| grouped(units, decimals);
    let mut tranches = table::ruled(["tranche", "paid", "vested, not claimed", "locked", "gone"]);
    for (tranche, part) in supply.tranches.iter().zip(&supply.now.parts) {
        let number = u16::from(tranche.tranche).saturating_add(1);
        tranches.add_row([
            format!("{number} {}", kind_name(tranche.kind)),
            show(part.paid),
            show(part.unclaimed),
            show(part.locked),
            show(part.gone),
        ]);
    }
    let mut months =
        table::ruled(["from", "circulating", "vested, not claimed", "locked", "to burn", "burned"]);
    let row = |moment: &Moment| {
        let share = percent(moment.circulating, supply.minted);
        [
            calendar::day(moment.at),
            format!("{} ({share})", show(moment.circulating)),
            show(moment.unclaimed),
            show(moment.locked),
            show(moment.waiting),
            show(moment.burned),
        ]
    };
    for moment in std::iter::once(&supply.now).chain(&supply.later) {
        months.add_row(row(moment));
    }
    Some(format!("{tranches}\n\nThe months ahead. {}\n{months}\n", audited.assumes()))
}
