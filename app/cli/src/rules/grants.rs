//! The rules for vesting plans, for the governor over them and for the treasury's stream: what
//! the launch program asks of them when it seals, and the vesting program when they are made.

use std::cmp::Ordering;

use groundswell_math::{
    amount::bps_floor,
    charter::{Finding, Kind, TREASURY_STREAM},
    governor::{self, EPOCH_MAX_SECONDS, EPOCH_MIN_SECONDS, EPOCH_SHARE_MAX_BPS},
    schedule::SCHEDULE_MAX_SECONDS,
};
use groundswell_sdk::{grants::Grants, vesting_program::state::Policy};

use super::{Unit, Verdict, between, list_sum, verdict, wording::tranche_name};
use crate::{
    file::policy_name,
    money::percent,
    plan::{GrantsPlan, Plan},
    price::Measure,
};

/// Who may reassign grants of those whose list must be published.
const FIXED: [Policy; 2] = [Policy::Neither, Policy::Recipient];

/// Every rule for every plan, in the order of the charter; then for what they share.
pub fn verdicts(plan: &Plan) -> Vec<Verdict> {
    let mut verdicts: Vec<_> = plan.grants.iter().flat_map(|grants| of(plan, grants)).collect();
    verdicts.extend(ends(plan));
    if plan.has_insiders() {
        verdicts.extend([epoch(plan), limit(plan)]);
        verdicts.extend(drains(plan));
    }
    verdicts.push(stream(plan));
    verdicts
}

fn of(plan: &Plan, grants: &GrantsPlan) -> Vec<Verdict> {
    let Some(kind) = grants.kind(plan) else { return Vec::new() };
    let mut verdicts = Vec::new();
    if let Some(list) = &grants.grants {
        let (sum, amount) = (list.dataset().sum(), grants.amount(plan));
        verdicts.push(list_sum(plan, grants.tranche, "grants", sum, amount));
        kind.wallet_findings(list.largest(), plan.supply, &mut |finding| {
            let index = u8::try_from(grants.tranche).unwrap_or(u8::MAX);
            verdicts.push(verdict(plan, &Finding { index, ..finding }));
        });
        verdicts.extend(price(plan, grants, list));
    }
    verdicts.extend(reassign(plan, grants, kind));
    verdicts
}

/// Whether the list has the price of its tranche, if it states one. A list states what the whole
/// sale would cost at it.
fn price(plan: &Plan, grants: &GrantsPlan, list: &Grants) -> Option<Verdict> {
    let stated = Some(list.price()).filter(|price| *price != 0)?;
    let price = plan.tranches.get(grants.tranche)?.price;
    let show = |price: u64| Unit::Quote.show(plan, price.into());
    let off = match stated.cmp(&price) {
        Ordering::Less => Some("less"),
        Ordering::Equal => None,
        Ordering::Greater => Some("more"),
    };
    let name = tranche_name(plan, grants.tranche);
    let each = Measure::of(plan).shown(price);
    let quote = &plan.quote_symbol;
    Some(Verdict {
        rule: format!("{name}: the list states the tranche's price, for the whole sale"),
        found: show(stated),
        bound: format!("exactly {}, which is {each} {quote} each", show(price)),
        off: off.map(|off| format!("{} {off}", show(stated.abs_diff(price)))),
        keys: keys(grants, ["grants", "price"]),
        holds: off.is_none(),
    })
}

/// Where one wallet's part is bounded, nobody but the wallets on the list may change it.
fn reassign(plan: &Plan, grants: &GrantsPlan, kind: Kind) -> Option<Verdict> {
    if !kind.is_listed() {
        return None;
    }
    let holds = FIXED.contains(&grants.reassign);
    let name = tranche_name(plan, grants.tranche);
    Some(Verdict {
        rule: format!("{name}: nobody but its recipient passes a grant on"),
        found: policy_name(grants.reassign).to_owned(),
        bound: FIXED.map(policy_name).join(" or "),
        off: (!holds).then(|| "the published list would not bind the creator".to_owned()),
        keys: vec![format!("tranche[{}].reassign", grants.tranche)],
        holds,
    })
}

/// When everything has vested: shown once where all end in time, and where some do not, for
/// those.
fn ends(plan: &Plan) -> Vec<Verdict> {
    let end = |grants: &&GrantsPlan| grants.schedule(plan).rule().end().unsigned_abs();
    let most = SCHEDULE_MAX_SECONDS.unsigned_abs();
    let shown = Unit::Time.show(plan, most.into());
    let verdict = |grants: &GrantsPlan, whose: &str| Verdict {
        rule: format!("{whose} ends within {shown} of the settlement"),
        bound: format!("at most {shown}"),
        keys: keys(grants, ["linear", "cliff"]),
        ..between(plan, end(&grants), 0..=most)
    };
    let late = plan.grants.iter().filter(|grants| end(grants) > most);
    let named =
        |grants| verdict(grants, &format!("{}: its plan", tranche_name(plan, grants.tranche)));
    let late: Vec<_> = late.map(named).collect();
    if !late.is_empty() {
        return late;
    }
    let last = plan.grants.iter().max_by_key(end);
    last.map(|grants| verdict(grants, "every plan")).into_iter().collect()
}

fn epoch(plan: &Plan) -> Verdict {
    let lengths = u64::from(EPOCH_MIN_SECONDS)..=u64::from(EPOCH_MAX_SECONDS);
    Verdict {
        rule: "an epoch of the governor is neither too short nor too long".to_owned(),
        keys: vec!["governor.epoch".to_owned()],
        ..between(plan, plan.governor.epoch_seconds.into(), lengths)
    }
}

/// What the insiders may take out in an epoch.
fn limit(plan: &Plan) -> Verdict {
    let limit = plan.governor.limit(plan.supply);
    let most = bps_floor(plan.supply, EPOCH_SHARE_MAX_BPS).unwrap_or(0);
    let show = |units: u64| Unit::Share.show(plan, units.into());
    let (bound, off) = match limit {
        0 => ("more than zero".to_owned(), Some("nothing would ever leave".to_owned())),
        limit => {
            let over = limit.checked_sub(most).filter(|over| *over > 0);
            (format!("at most {}", show(most)), over.map(|over| format!("{} over", show(over))))
        }
    };
    let share = percent(EPOCH_SHARE_MAX_BPS);
    Verdict {
        rule: format!("insiders together take out at most {share} of the supply in an epoch"),
        found: show(limit),
        bound,
        holds: off.is_none(),
        off,
        keys: vec!["governor.share".to_owned()],
    }
}

/// Whether the insiders' plans can all be paid by the latest end that a plan may have, where
/// anything leaves at all.
fn drains(plan: &Plan) -> Option<Verdict> {
    let insiders = plan.grants.iter().filter(|one| one.kind(plan).is_some_and(Kind::is_insider));
    let all: u128 = insiders.map(|grants| u128::from(grants.amount(plan))).sum();
    let (limit, length) = (plan.governor.limit(plan.supply), plan.governor.epoch_seconds);
    if limit == 0 {
        return None;
    }
    let longest = Unit::Time.show(plan, SCHEDULE_MAX_SECONDS.unsigned_abs().into());
    let takes = all.div_ceil(u128::from(limit)).saturating_mul(length.into());
    let holds = governor::drains(limit, length, all);
    Some(Verdict {
        rule: format!("the governor lets all of the insiders' tokens out within {longest}"),
        found: Unit::Time.show(plan, takes),
        bound: format!("at most {longest}"),
        off: (!holds).then(|| "some grants would never be paid".to_owned()),
        holds,
        keys: vec!["governor.share".to_owned(), "governor.epoch".to_owned()],
    })
}

/// How slowly the treasury's share of the raise arrives.
fn stream(plan: &Plan) -> Verdict {
    let lengths = u64::from(TREASURY_STREAM.linear_seconds)..=SCHEDULE_MAX_SECONDS.unsigned_abs();
    let least = Unit::Time.show(plan, TREASURY_STREAM.linear_seconds.into());
    Verdict {
        rule: format!("the treasury's share of the raise arrives over at least {least}"),
        keys: vec!["treasury.over".to_owned()],
        ..between(plan, plan.treasury.over.into(), lengths)
    }
}

fn keys(grants: &GrantsPlan, names: [&str; 2]) -> Vec<String> {
    names.iter().map(|name| format!("tranche[{}].{name}", grants.tranche)).collect()
}
