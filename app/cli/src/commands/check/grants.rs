//! The vesting plans of a launch in plain words: who gets what, when, and who may change it; the
//! governor over them; the treasury's stream; and what is still missing.

use std::fmt::Write;

use groundswell_math::{charter::Kind, schedule::Schedule};
use groundswell_sdk::{grants::WalletBound, vesting_program::state::Policy};

use super::{
    airdrop::shares,
    summary::{moment, share},
};
use crate::{
    duration::duration,
    file::{Places, kind_name},
    money::{grouped, percent, plain},
    plan::{Deliverable, GrantsPlan, Plan},
    report::units::count,
    rules,
};

/// What there is to say of each plan, of the governor and of the stream: a name, and its lines.
pub fn lines(plan: &Plan) -> Vec<(&'static str, Vec<String>)> {
    let of = |grants: &GrantsPlan| {
        let mut lines = vec![recipients(plan, grants), times(plan, grants), changes(grants)];
        lines.extend(duties(grants));
        (grants.kind(plan).map_or("", kind_name), lines)
    };
    let mut said: Vec<_> = plan.grants.iter().map(of).collect();
    if plan.has_insiders() {
        said.push(("governor", vec![governor(plan)]));
    }
    said.push(("stream", vec![stream(plan)]));
    said
}

/// Who gets what.
fn recipients(plan: &Plan, grants: &GrantsPlan) -> String {
    if let Some(list) = &grants.grants {
        return shares(plan, list.dataset());
    }
    let amount = grouped(grants.amount(plan), plan.base_decimals);
    let by = match grants.kind(plan).is_some_and(Kind::is_listed) {
        true => "by a list that is still missing",
        false => "to whom the creator grants it, without a list",
    };
    format!("{amount} {} {by}", plan.symbol)
}

/// When it vests. The sale settles at its close at the earliest.
fn times(plan: &Plan, grants: &GrantsPlan) -> String {
    let tranche = plan.tranches.get(grants.tranche);
    let linear = tranche.map_or(0, |tranche| tranche.linear_seconds);
    let schedule = grants.schedule(plan);
    let (cliff, end) = match schedule.rule() {
        Schedule::Linear { cliff, .. } if linear == 0 => (cliff, cliff),
        Schedule::Linear { cliff, end, .. } => (cliff, end),
        steps => (0, steps.end()),
    };
    let at = |seconds: i64| moment(plan.terms.closes_at.saturating_add(seconds));
    let long = |seconds: i64| duration(seconds.unsigned_abs());
    let from = match cliff {
        0 => "the settlement".to_owned(),
        _ => format!("{} after the settlement", long(cliff)),
    };
    if end == cliff {
        let when = if cliff == 0 { format!("at {from}") } else { from };
        return format!("all of it vests {when}, on {} at the earliest", at(cliff));
    }
    format!(
        "vests evenly from {from} to {} after it, from {} to {} at the earliest",
        long(end),
        at(cliff),
        at(end)
    )
}

/// Who may change a grant, and where goes what that frees.
fn changes(grants: &GrantsPlan) -> String {
    let who = |policy: Policy| match policy {
        Policy::Neither => "nobody",
        Policy::Grantor => "the creator",
        Policy::Recipient => "its recipient",
        Policy::Either => "the creator or its recipient",
    };
    format!(
        "{} can cancel a grant, {} can pass it on; what is forfeited {}",
        who(grants.cancel),
        who(grants.reassign),
        grants.sink.words()
    )
}

/// What recipients have to do, if anything.
fn duties(grants: &GrantsPlan) -> Vec<String> {
    let disclosure = grants.needs_disclosure;
    let disclosure =
        disclosure.then(|| "nothing is paid before its recipient has disclosed".to_owned());
    let deliverable = grants.deliverable.map(|Deliverable { attester, by, window }| {
        format!(
            "the deliverable is due {} after the settlement; for {} {attester} can mark it as \
             missed, which forfeits what has not vested",
            duration(by),
            duration(window)
        )
    });
    disclosure.into_iter().chain(deliverable).collect()
}

/// What all insiders together may take out, and how long that takes at least.
fn governor(plan: &Plan) -> String {
    let limit = plan.governor.limit(plan.supply);
    let insiders = rules::charter(plan, &rules::tranches(plan)).sum(Kind::is_insider);
    let epochs = match limit {
        0 => "no number of epochs is enough".to_owned(),
        _ => {
            let epochs = insiders.div_ceil(u128::from(limit));
            format!("at least {}", count(usize::try_from(epochs).unwrap_or(usize::MAX), "epoch"))
        }
    };
    format!(
        "insiders together take out at most {} {} ({}) in an epoch of {}: for all of theirs, {epochs}",
        grouped(limit, plan.base_decimals),
        plan.symbol,
        percent(share(plan, limit.into())),
        duration(plan.governor.epoch_seconds)
    )
}

fn stream(plan: &Plan) -> String {
    let to = match plan.treasury.recipient {
        Some(recipient) => recipient.to_string(),
        None => "a wallet that is still missing".to_owned(),
    };
    format!(
        "the treasury's {} of the raise, evenly over {} from the settlement on, to {to}",
        percent(plan.terms.treasury_bps),
        duration(plan.treasury.over)
    )
}

/// What is missing before it can be sealed, and what will not do what it seems to.
pub fn notes(plan: &Plan, places: &Places) -> String {
    let mut text = String::new();
    let path = plan.path.display();
    for grants in &plan.grants {
        for (key, note) in [
            ("grants", missing_list(plan, grants)),
            ("grants", missing_columns(plan, grants)),
            ("deliver_by", late_deliverable(plan, grants)),
        ] {
            let key = format!("tranche[{}].{key}", grants.tranche);
            let line = places.line(&key).unwrap_or(1);
            if let Some(note) = note {
                let name = rules::tranche_name(plan, grants.tranche);
                // Writing to a string cannot fail.
                let _ = writeln!(text, "note: {path}:{line}: {name}: {note}");
            }
        }
    }
    if plan.treasury.recipient.is_none() {
        let line = places.line("treasury").or_else(|| places.line("proceeds.treasury"));
        let _ = writeln!(
            text,
            "note: {path}:{}: the treasury's share of the raise has no recipient yet; a rehearsal \
             pays a wallet of its own. Before sealing, name one in a section [treasury], with \
             `recipient = \"ADDRESS\"`.",
            line.unwrap_or(1)
        );
    }
    text
}

/// A plan whose list must be published has none.
fn missing_list(plan: &Plan, grants: &GrantsPlan) -> Option<String> {
    let kind = grants.kind(plan).filter(|kind| kind.is_listed() && grants.grants.is_none())?;
    let bound = WalletBound::of(kind, plan.supply)?;
    let tranche = plan.tranches.get(grants.tranche)?;
    let decimals = plan.base_decimals;
    let (amount, most) = (plain(grants.amount(plan), decimals), plain(bound.most, decimals));
    let (header, says) = columns(plan, grants, true);
    let kind_name = kind_name(kind);
    let several = plan.tranches.iter().filter(|other| other.kind == kind as u8).count() > 1;
    let number = grants.number();
    let name = if several { format!("{kind_name}-{number}") } else { kind_name.to_owned() };
    let [cliff, linear] = [tranche.cliff_seconds, tranche.linear_seconds.max(1)]
        .map(|seconds| duration(seconds).replace(' ', ""));
    let quote = match tranche.price {
        0 => String::new(),
        _ => format!(" --quote-decimals {}", plan.quote_decimals),
    };
    Some(format!(
        "no list of grants yet; a rehearsal draws one. Before sealing, write {header} lines that \
         add up to {amount} {}, at most {most} for one wallet{says}; name the file with `grants = \
         \"{name}.csv\"`, and build its plan:\n  groundswell vest build {name}.csv --mint MINT \
         --grantor WALLET --id {number} --kind {kind_name} --cliff {cliff} --linear {linear} \
         --decimals {decimals}{quote} --supply {} --out {name}",
        plan.symbol,
        plain(plan.supply, decimals)
    ))
}

/// The header of a list, or of what it lacks, and what the columns after the amount say.
fn columns(plan: &Plan, grants: &GrantsPlan, whole: bool) -> (String, String) {
    let price = plan.tranches.get(grants.tranche).map_or(0, |tranche| tranche.price);
    let has_price = grants.grants.as_ref().is_some_and(|list| list.price() != 0);
    let has_disclosure = grants.grants.as_ref().is_some_and(|list| list.needs_disclosure());
    let mut names = if whole { vec!["recipient", "amount"] } else { Vec::new() };
    let mut says = String::new();
    if price != 0 && !has_price {
        names.push("price");
        let price = plain(price, plan.quote_decimals);
        let _ = write!(says, ", price {price} ({} for the whole sale)", plan.quote_symbol);
    }
    if grants.needs_disclosure && !has_disclosure {
        names.push("disclosure");
        says.push_str(", disclosure yes");
    }
    (names.join(","), says)
}

/// A plan is built from its list alone, which says less than the launch file.
fn missing_columns(plan: &Plan, grants: &GrantsPlan) -> Option<String> {
    grants.grants.as_ref()?;
    let (names, says) = columns(plan, grants, false);
    (!names.is_empty()).then(|| {
        format!(
            "the plan that `groundswell vest build` makes of its list would lack what this file \
             says: before sealing, add to each line of the list{}.",
            says.trim_start_matches(',')
        )
    })
}

/// A deliverable that is due when nothing is left to forfeit.
fn late_deliverable(plan: &Plan, grants: &GrantsPlan) -> Option<String> {
    let by = grants.deliverable?.by;
    let end = grants.schedule(plan).rule().end();
    (i64::from(by) >= end).then(|| {
        format!(
            "the deliverable is due {} after the settlement, when everything has vested: nothing \
             can be forfeited.",
            duration(by)
        )
    })
}
