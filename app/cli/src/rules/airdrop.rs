//! The rules for airdrops: what the launch program asks of their lists when it seals, and the
//! distributor program when they are made.

use groundswell_math::{charter::Finding, terms::Terms, window::CLAIM_MAX_SECONDS};

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

    verdicts.push(length(plan, airdrop, ends_at));
    verdicts
}

/// How long the list exists.
fn length(plan: &Plan, airdrop: &AirdropPlan, ends_at: i64) -> Verdict {
    let found = ends_at.saturating_sub(plan.terms.opens_at.saturating_sub(LEAD));
    let (tranche, most) = (airdrop.tranche, CLAIM_MAX_SECONDS);
    let show = |seconds: i64| Unit::Time.show(plan, u128::try_from(seconds).unwrap_or(0));
    let rule = "the list, made a day before the opening, ends within";
    let over = found.saturating_sub(most);
    Verdict {
        rule: format!("{}: {rule} {}", tranche_name(plan, tranche), show(most)),
        found: show(found),
        bound: format!("at most {}", show(most)),
        off: (over > 0).then(|| format!("{} over", show(over))),
        keys: ["claim_for", "unlock"].map(|key| format!("tranche[{tranche}].{key}")).to_vec(),
        holds: over <= 0,
    }
}
