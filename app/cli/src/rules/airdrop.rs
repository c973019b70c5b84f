//! The rules for airdrops: what the launch program asks of their lists when it seals, and the
//! distributor program when they are made.

use groundswell_math::{
    charter::Finding,
    terms::Terms,
    window::{CLAIM_MAX_SECONDS, CLAIM_MIN_SECONDS},
};

use super::{Unit, Verdict, list_sum, verdict, wording::tranche_name};
use crate::plan::{AirdropPlan, LEAD, Plan};

/// Every rule for every airdrop, in the order of the charter.
pub fn verdicts(plan: &Plan) -> Vec<Verdict> {
    plan.airdrops.iter().flat_map(|airdrop| of(plan, airdrop)).collect()
}

fn of(plan: &Plan, airdrop: &AirdropPlan) -> Vec<Verdict> {
    let ends_at = airdrop.ends_at(plan);
    let sum = airdrop
        .list
        .as_ref()
        .map(|list| list_sum(plan, airdrop.tranche, "list", list.sum(), airdrop.amount(plan)));
    let mut verdicts: Vec<Verdict> = sum.into_iter().collect();
    let terms = &plan.terms;
    let last = airdrop.steps(plan).last().map_or(terms.closes_at, |step| step.unlocks_at);
    Terms::airdrop_findings(terms.closes_at, terms.settle_grace, last, ends_at, &mut |finding| {
        let index = u8::try_from(airdrop.tranche).unwrap_or(u8::MAX);
        verdicts.push(verdict(plan, &Finding { index, ..finding }));
    });

    verdicts.push(length(
        plan,
        airdrop,
        Length {
            rule: "claims stay possible after the last step for",
            found: ends_at.saturating_sub(last),
            least: true,
            limit: CLAIM_MIN_SECONDS,
            keys: ["claim_for", "unlock"],
        },
    ));
    verdicts.push(length(
        plan,
        airdrop,
        Length {
            rule: "the list, made a day before the opening, ends within",
            found: ends_at.saturating_sub(terms.opens_at.saturating_sub(LEAD)),
            least: false,
            limit: CLAIM_MAX_SECONDS,
            keys: ["claim_for", "unlock"],
        },
    ));
    verdicts
}

/// A rule about a length of time (seconds).
struct Length {
    rule: &'static str,
    found: i64,
    /// Whether the limit is the least; else it is the most.
    least: bool,
    limit: i64,
    keys: [&'static str; 2],
}

fn length(plan: &Plan, airdrop: &AirdropPlan, length: Length) -> Verdict {
    let Length { rule, found, least, limit, keys: names } = length;
    // A window that ends before it begins has no length.
    let show = |seconds: i64| Unit::Time.show(plan, u128::try_from(seconds).unwrap_or(0));
    let holds = if least { found >= limit } else { found <= limit };
    let (bound, off) = if least { ("at least", "short") } else { ("at most", "over") };
    let distance = found.abs_diff(limit).try_into().unwrap_or(i64::MAX);
    Verdict {
        rule: format!("{}: {rule} {}", tranche_name(plan, airdrop.tranche), show(limit)),
        found: show(found),
        bound: format!("{bound} {}", show(limit)),
        off: (!holds).then(|| format!("{} {off}", show(distance))),
        keys: keys(airdrop, names),
        holds,
    }
}

fn keys(airdrop: &AirdropPlan, names: [&str; 2]) -> Vec<String> {
    names.iter().map(|name| format!("tranche[{}].{name}", airdrop.tranche)).collect()
}
