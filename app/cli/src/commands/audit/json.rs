//! For machines: amounts are base units, as strings; every check names its account.

use groundswell_cluster::audit::{Check, Moment, Part, Supply, Verdict, kind_name};
use serde_json::{Value, json};

use super::text::word;
use crate::{
    commands::{status::phase_name, verify},
    report::audit::Audited,
};

/// The whole audit.
pub fn answer(audited: &Audited) -> Value {
    let view = &audited.evidence.view;
    json!({
        "launch": view.launch.at.to_string(),
        "release": env!("CARGO_PKG_VERSION"),
        "place": audited.place,
        "now": view.now,
        "phase": phase_name(view.phase()),
        "holds": audited.holds(false),
        "passed": audited.count(Verdict::Passed),
        "failed": audited.count(Verdict::Failed),
        "warned": audited.count(Verdict::Warned),
        "not_applicable": audited.count(Verdict::NotApplicable),
        "checks": audited.checks.iter().map(check).collect::<Vec<_>>(),
        "programs": audited.evidence.programs.iter().map(verify::json).collect::<Vec<_>>(),
        "supply": audited.supply.as_ref().map(supply),
    })
}

fn check(check: &Check) -> Value {
    json!({
        "id": check.id,
        "of": check.of,
        "verdict": word(check.verdict),
        "expected": check.expected,
        "found": check.found,
        "at": check.at.to_string(),
        "why": check.why,
    })
}

fn supply(supply: &Supply) -> Value {
    let tranche = |(place, it): (usize, &groundswell_cluster::audit::TrancheSupply)| {
        json!({
            "tranche": it.tranche,
            "kind": kind_name(it.kind),
            "amount": it.amount.to_string(),
            "now": supply.now.parts.get(place).map(part),
        })
    };
    json!({
        "minted": supply.minted.to_string(),
        "tranches": supply.tranches.iter().enumerate().map(tranche).collect::<Vec<_>>(),
        "now": moment(&supply.now),
        "months": supply.later.iter().map(moment).collect::<Vec<_>>(),
    })
}

fn moment(moment: &Moment) -> Value {
    json!({
        "at": moment.at,
        "circulating": moment.circulating.to_string(),
        "unclaimed": moment.unclaimed.to_string(),
        "locked": moment.locked.to_string(),
        "waiting": moment.waiting.to_string(),
        "burned": moment.burned.to_string(),
        "tranches": moment.parts.iter().map(part).collect::<Vec<_>>(),
    })
}

fn part(part: &Part) -> Value {
    json!({
        "paid": part.paid.to_string(),
        "unclaimed": part.unclaimed.to_string(),
        "locked": part.locked.to_string(),
        "gone": part.gone.to_string(),
    })
}
