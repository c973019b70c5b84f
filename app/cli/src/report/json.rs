//! `report.json`: for those who recompute. Amounts are base units, as decimal strings.

mod airdrop;
mod buyback;
mod vesting;

use std::collections::BTreeMap;

use groundswell_math::ladder::Clearing;
use groundswell_programs::ALL;
use serde::Serialize;

use super::figures::{self, Figures};
use crate::{
    file,
    rehearsal::{Outcome, Share},
};

/// An amount as JSON readers take it whole: 64 bits are more than a double holds.
type Units = String;

#[derive(Serialize)]
struct Report {
    launch: Launch,
    sale: Sale,
    contributors: Vec<Contributor>,
    compute_units: BTreeMap<String, Cost>,
    transactions: u64,
    seconds: f64,
    proceeds: Proceeds,
    token: Token,
    airdrops: Vec<airdrop::Airdrop>,
    vesting: vesting::Vesting,
    /// Null if the sale failed.
    buyback: Option<buyback::Buyback>,
    circulating: Vec<vesting::Circulating>,
    tranches: Vec<Tranche>,
    rent_returned: Rent,
    made_with: MadeWith,
}

#[derive(Serialize)]
struct Launch {
    base_mint: String,
    quote_mint: String,
    phase: String,
    address: String,
    name: String,
    base_symbol: String,
    base_decimals: u8,
    quote_symbol: String,
    quote_decimals: u8,
    opens_at: i64,
    closes_at: i64,
    settled_at: Option<i64>,
}

#[derive(Serialize)]
struct Sale {
    rule: &'static str,
    supply: Units,
    target: Units,
    min_raise: Units,
    deposited: Units,
    accepted: Units,
    refunded: Units,
    tokens_sold: Units,
    tokens_unsold: Units,
    clearing_price: Option<Price>,
    ladder: Vec<Step>,
    filled: Filled,
    opening_valuation: Option<Units>,
    max_opening_valuation: Units,
}

/// `quote` units buy `base` units.
#[derive(Serialize)]
struct Price {
    quote: Units,
    base: Units,
}

#[derive(Serialize)]
struct Step {
    from: Units,
    to: Units,
    demand: Units,
}

#[derive(Serialize)]
struct Filled {
    whole: usize,
    in_part: usize,
    not: usize,
}

#[derive(Serialize)]
struct Contributor {
    wallet: String,
    deposited: Units,
    accepted: Units,
    refunded: Units,
    tokens: Units,
}

#[derive(Serialize)]
struct Cost {
    min: u64,
    median: u64,
    max: u64,
    count: usize,
}

#[derive(Serialize)]
struct Proceeds {
    liquidity: Units,
    buyback: Units,
    treasury: Units,
    /// What rounding left, which is part of the treasury's.
    dust: Units,
}

#[derive(Serialize)]
struct Token {
    supply: Units,
    /// Unsold, unclaimed, forfeited and bought ones, and the buyback's own; all of a failed sale.
    burned: Units,
    added_to_airdrop: Units,
    returned_to_creator: Units,
    waiting_in_vault: Units,
    supply_after: Units,
}

#[derive(Serialize)]
struct Tranche {
    kind: &'static str,
    amount: Units,
    price: Units,
    cliff_seconds: u32,
    linear_seconds: u32,
}

/// Lamports.
#[derive(Serialize)]
struct Rent {
    contributors: Units,
    creator: Units,
}

#[derive(Serialize)]
struct MadeWith {
    groundswell: &'static str,
    /// SHA-256 of each program's sources.
    programs: BTreeMap<&'static str, &'static str>,
}

/// The report as JSON.
pub fn json(figures: &Figures) -> anyhow::Result<String> {
    let mut json = serde_json::to_string_pretty(&report(figures))?;
    json.push('\n');
    Ok(json)
}

fn report(figures: &Figures) -> Report {
    let Figures { plan, outcome } = *figures;
    let launch = &outcome.launch;
    Report {
        launch: Launch {
            base_mint: outcome.keys.base_mint.to_string(),
            quote_mint: outcome.keys.quote_mint.to_string(),
            phase: format!("{:?}", outcome.phase).to_lowercase(),
            address: outcome.keys.at.launch.to_string(),
            name: plan.name.clone(),
            base_symbol: plan.symbol.clone(),
            base_decimals: plan.base_decimals,
            quote_symbol: plan.quote_symbol.clone(),
            quote_decimals: plan.quote_decimals,
            opens_at: launch.opens_at,
            closes_at: launch.closes_at,
            settled_at: figures.is_settled().then_some(launch.settled_at),
        },
        sale: sale(figures),
        contributors: contributors(outcome),
        compute_units: outcome
            .meter
            .costs()
            .into_iter()
            .map(|(step, c)| {
                (step, Cost { min: c.min, median: c.median, max: c.max, count: c.count })
            })
            .collect(),
        transactions: outcome.meter.transactions(),
        seconds: (outcome.seconds * 1_000.0).round() / 1_000.0,
        proceeds: Proceeds {
            liquidity: outcome.vaults.liquidity.to_string(),
            buyback: outcome.vaults.buyback.to_string(),
            treasury: outcome.vaults.treasury.to_string(),
            dust: outcome.dust.to_string(),
        },
        token: Token {
            supply: plan.supply.to_string(),
            burned: outcome.burned_in_all().to_string(),
            added_to_airdrop: outcome.added_to_airdrop.to_string(),
            returned_to_creator: outcome.returned.to_string(),
            waiting_in_vault: outcome.vaults.base.to_string(),
            supply_after: outcome.supply.to_string(),
        },
        airdrops: airdrop::airdrops(&outcome.airdrops, &outcome.meter),
        vesting: vesting::vesting(figures),
        buyback: outcome.buyback.as_ref().map(buyback::buyback),
        circulating: vesting::circulating(figures),
        tranches: tranches(outcome),
        rent_returned: Rent {
            contributors: outcome.rent.contributors.to_string(),
            creator: outcome.rent.creator.to_string(),
        },
        made_with: MadeWith {
            groundswell: env!("CARGO_PKG_VERSION"),
            programs: ALL.iter().map(|program| (program.name, program.source.trim())).collect(),
        },
    }
}

fn sale(figures: &Figures) -> Sale {
    let outcome = figures.outcome;
    let launch = &outcome.launch;
    let filled = figures.filled();
    let step = |step: figures::Step| Step {
        from: step.from.to_string(),
        to: step.to.to_string(),
        demand: step.demand.to_string(),
    };
    let price = |clearing: Clearing| Price {
        quote: clearing.price.to_string(),
        base: outcome.for_sale().to_string(),
    };
    Sale {
        rule: figures.rule_name(),
        supply: outcome.for_sale().to_string(),
        target: launch.target.to_string(),
        min_raise: launch.min_raise.to_string(),
        deposited: launch.deposited.to_string(),
        accepted: outcome.accepted().to_string(),
        refunded: outcome.refunded().to_string(),
        tokens_sold: outcome.sold().to_string(),
        tokens_unsold: figures.unsold().to_string(),
        clearing_price: outcome.clearing.map(price),
        ladder: figures.ladder().into_iter().map(step).collect(),
        filled: Filled { whole: filled.whole, in_part: filled.in_part, not: filled.not },
        opening_valuation: figures.opening_valuation().map(|value| value.to_string()),
        max_opening_valuation: launch.max_opening_fdv.to_string(),
    }
}

fn contributors(outcome: &Outcome) -> Vec<Contributor> {
    let contributor = |share: &Share| Contributor {
        wallet: share.wallet.to_string(),
        deposited: share.deposited.to_string(),
        accepted: share.accepted.to_string(),
        refunded: share.refunded.to_string(),
        tokens: share.tokens.to_string(),
    };
    outcome.shares.iter().map(contributor).collect()
}

fn tranches(outcome: &Outcome) -> Vec<Tranche> {
    let tranches = outcome.launch.tranches().iter();
    tranches
        .map(|tranche| Tranche {
            kind: tranche.kind().map(file::kind_name).unwrap_or_default(),
            amount: tranche.amount.to_string(),
            price: tranche.price.to_string(),
            cliff_seconds: tranche.cliff_seconds,
            linear_seconds: tranche.linear_seconds,
        })
        .collect()
}
