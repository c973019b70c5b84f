//! The sections `[sale]` and `[proceeds]`: the terms.

use groundswell_math::ladder::Rule;
use groundswell_sdk::{Address, program::CreateArgs};

use super::section::{Keys, Section};
use crate::price::Measure;

pub const SALE: Keys = &[
    ("id", "1"),
    ("rule", "\"level\""),
    ("target", "3_000_000"),
    ("levels", "[250, 1_000, 5_000]"),
    ("prices", "[0.005, 0.0075, 0.01]"),
    ("min_raise", "1_000_000"),
    ("wallet_min", "50"),
    ("wallet_max", "5_000"),
    ("opens_at", "2027-03-01T15:00:00Z"),
    ("closes_at", "2027-03-05T15:00:00Z"),
    ("withdraw_freeze", "\"6h\""),
    ("settle_grace", "\"7d\""),
    ("unsold", "\"burn\""),
    ("on_failure", "\"burn\""),
    ("max_opening_valuation", "10_000_000"),
    ("gate", ""),
];
const PROCEEDS: Keys = &[("liquidity", "\"40%\""), ("buyback", "\"10%\""), ("treasury", "\"50%\"")];

/// Reads the terms. The gate's key, sum and count are left open.
pub fn read(root: &Section, measure: &Measure, gate: u8) -> anyhow::Result<CreateArgs> {
    let sale = root.section("sale", SALE)?;
    let proceeds = root.section("proceeds", PROCEEDS)?;
    let money = |key: &str| sale.required(key)?.amount(measure.quote_decimals);
    let rules = [("level", Rule::Level), ("pro-rata", Rule::ProRata), ("auction", Rule::Auction)];
    let rule = sale.required("rule")?.choice(&rules)?;
    let (target, ticks) = ladder(&sale, rule, measure)?;
    Ok(CreateArgs {
        id: match sale.optional("id") {
            Some(field) => field.whole_number(0, u32::MAX)?.into(),
            None => 0,
        },
        rule: rule as u8,
        target,
        ticks,
        min_raise: money("min_raise")?,
        wallet_min: money("wallet_min")?,
        wallet_max: money("wallet_max")?,
        max_opening_fdv: money("max_opening_valuation")?,
        opens_at: sale.required("opens_at")?.moment()?,
        closes_at: sale.required("closes_at")?.moment()?,
        withdraw_freeze: sale.required("withdraw_freeze")?.duration()?,
        settle_grace: sale.required("settle_grace")?.duration()?,
        liquidity_bps: proceeds.required("liquidity")?.share()?,
        buyback_bps: proceeds.required("buyback")?.share()?,
        treasury_bps: proceeds.required("treasury")?.share()?,
        unsold: sale.required("unsold")?.choice(&[("burn", 0), ("airdrop", 1)])?,
        on_failure: sale.required("on_failure")?.choice(&[("burn", 0), ("return", 1)])?,
        gate,
        gate_key: Address::default(),
        gate_sum: 0,
        gate_count: 0,
    })
}

/// Target and ticks.
fn ladder(sale: &Section, rule: Rule, measure: &Measure) -> anyhow::Result<(u64, Vec<u64>)> {
    let target = || sale.required("target")?.positive_amount(measure.quote_decimals);
    match rule {
        Rule::ProRata => {
            sale.refuse(&["levels", "prices"], "in a pro-rata sale")?;
            Ok((target()?, Vec::new()))
        }
        Rule::Level => {
            sale.refuse(&["prices"], "in a level sale, whose price is target / amount for sale")?;
            let levels = sale.required("levels")?.list()?;
            let levels = levels.iter().map(|level| level.amount(measure.quote_decimals));
            Ok((target()?, levels.collect::<Result<_, _>>()?))
        }
        Rule::Auction => {
            sale.refuse(&["levels"], "in an auction")?;
            sale.refuse(&["target"], "in an auction, whose lowest price is its target")?;
            let prices = sale.required("prices")?.list()?;
            let prices = prices.iter().map(|price| price.price(measure));
            let prices = prices.collect::<Result<Vec<_>, _>>()?;
            Ok((prices.first().copied().unwrap_or(0), prices))
        }
    }
}
