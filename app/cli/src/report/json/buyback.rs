//! The mandate in `report.json`, cycle by cycle.

use serde::Serialize;

use super::{Price, Units};
use crate::rehearsal::{BuybackOutcome, CycleOutcome, CycleResult, Tendered};

/// What a mandate did. Amounts of money are quote units.
#[derive(Serialize)]
pub struct Buyback {
    mandate: String,
    /// The sale's price.
    reference: Price,
    ceiling_bps: u16,
    per_cycle: Units,
    funded: Units,
    spent: Units,
    /// Base units, all of which were burned.
    bought: Units,
    /// Base units of the buyback tranche, which were burned at once.
    retired: Units,
    /// What went to the pool in the end.
    left: Units,
    offers: usize,
    ended_at: i64,
    rent: Rent,
    cycles: Vec<Cycle>,
}

/// Lamports of tenders, offers and receipts.
#[derive(Serialize)]
struct Rent {
    kept: Units,
    returned: Units,
}

#[derive(Serialize)]
struct Cycle {
    /// From 0.
    cycle: u32,
    opens_at: i64,
    closes_at: i64,
    /// What the token cost elsewhere, which is made up: a share of the sale's price.
    market_bps: u32,
    /// `held`, `blacked out` or `no budget`.
    result: &'static str,
    budget: Units,
    spent: Units,
    /// Quote units for the base units of `reference`; null if nothing was bought.
    price: Option<Units>,
    bought: Units,
    offers: usize,
    /// Base units of all offers.
    offered: Units,
    /// The mint's supply after it.
    supply_after: Units,
}

/// A mandate.
pub fn buyback(buyback: &BuybackOutcome) -> Buyback {
    let reference = Price {
        quote: buyback.reference_quote.to_string(),
        base: buyback.reference_base.to_string(),
    };
    Buyback {
        mandate: buyback.mandate.to_string(),
        reference,
        ceiling_bps: buyback.ceiling_bps,
        per_cycle: buyback.per_cycle.to_string(),
        funded: buyback.funded.to_string(),
        spent: buyback.spent().to_string(),
        bought: buyback.bought().to_string(),
        retired: buyback.retired.to_string(),
        left: buyback.left.to_string(),
        offers: buyback.offers,
        ended_at: buyback.ended_at,
        rent: Rent { kept: buyback.rent.to_string(), returned: buyback.rent.to_string() },
        cycles: buyback.cycles.iter().map(cycle).collect(),
    }
}

fn cycle(cycle: &CycleOutcome) -> Cycle {
    let (result, tendered) = match cycle.result {
        CycleResult::Held(tendered) => ("held", tendered),
        CycleResult::BlackedOut => ("blacked out", Tendered::default()),
        CycleResult::NoBudget => ("no budget", Tendered::default()),
    };
    Cycle {
        cycle: cycle.cycle,
        opens_at: cycle.opens_at,
        closes_at: cycle.closes_at,
        market_bps: cycle.market_bps,
        result,
        budget: tendered.budget.to_string(),
        spent: tendered.spent.to_string(),
        price: (tendered.bought > 0).then(|| tendered.price.to_string()),
        bought: tendered.bought.to_string(),
        offers: tendered.offers,
        offered: tendered.offered.to_string(),
        supply_after: cycle.supply_after.to_string(),
    }
}
