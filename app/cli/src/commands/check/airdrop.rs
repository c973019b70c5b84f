//! The airdrops of a launch in plain words: who gets what, when, until when, and where the rest
//! goes; and what is still missing.

use std::fmt::Write;

use groundswell_sdk::list::Dataset;

use super::summary::moment;
use crate::{
    distribution::Distribution,
    file::Places,
    money::{about, grouped, percent, plain},
    plan::{AirdropPlan, Plan, Unlock},
    report::units::count,
};

/// Steps that are named one by one.
const NAMED: usize = 4;

/// Who gets what.
pub fn recipients(plan: &Plan, airdrop: &AirdropPlan) -> String {
    let Some(list) = &airdrop.list else {
        let amount = grouped(airdrop.amount(plan), plan.base_decimals);
        return format!("{amount} {} by a list that is still missing", plan.symbol);
    };
    shares(plan, list)
}

/// How a list shares its tokens out.
pub fn shares(plan: &Plan, list: &Dataset) -> String {
    let distribution = Distribution::of(list);
    let [sum, median, largest] = [list.sum(), distribution.median(), distribution.largest.1]
        .map(|units| about(units, plan.base_decimals));
    let wallets = distribution.wallets();
    if wallets == 1 {
        return format!("1 wallet gets {sum} {}", plan.symbol);
    }
    format!(
        "{} share {sum} {}: the one in the middle gets {median}, the largest {largest}",
        count(wallets, "wallet"),
        plan.symbol
    )
}

/// When it unlocks, until when it can be claimed, and what becomes of the rest.
pub fn times(plan: &Plan, airdrop: &AirdropPlan) -> String {
    let steps = airdrop.steps(plan);
    let at = |seconds: i64| moment(seconds);
    let unlocks = match (&airdrop.unlock[..], &steps[..]) {
        ([_], [only]) => format!("all of it unlocks on {}", at(only.unlocks_at)),
        (_, [first, .., last]) if steps.len() > NAMED => format!(
            "unlocks in {} steps from {} to {}",
            steps.len(),
            at(first.unlocks_at),
            at(last.unlocks_at)
        ),
        (unlock, steps) => {
            let adds = Unlock::adds(unlock);
            let named = adds
                .zip(steps)
                .map(|(adds, step)| format!("{} on {}", percent(adds), at(step.unlocks_at)));
            format!("unlocks {}", named.collect::<Vec<_>>().join(", "))
        }
    };
    let ends = at(airdrop.ends_at(plan));
    format!("{unlocks}; claims until {ends}; what is not claimed {}", airdrop.sink.words())
}

/// What the lists that are missing need.
pub fn notes(plan: &Plan, places: &Places) -> String {
    let mut text = String::new();
    let path = plan.path.display();
    for airdrop in plan.airdrops.iter().filter(|airdrop| airdrop.list.is_none()) {
        let line = places.line(&format!("tranche[{}]", airdrop.tranche)).unwrap_or(1);
        let amount = plain(airdrop.amount(plan), plan.base_decimals);
        let number = airdrop.number;
        let drawn = count(plan.claims.wallets as usize, "wallet");
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "note: {path}:{line}: the airdrop has no list yet; a rehearsal draws one of {drawn}. \
             Before sealing, write address,amount lines that add up to {amount} {}, name the file \
             with `list = \"airdrop.csv\"`, and publish it:\n  groundswell list build airdrop.csv \
             --mint MINT --creator WALLET --id {number} --decimals {} --out airdrop",
            plan.symbol, plan.base_decimals
        );
    }
    text
}
