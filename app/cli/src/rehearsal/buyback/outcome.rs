//! What came of the mandate.

use groundswell_sdk::Address;

/// A mandate that has come and gone.
#[derive(Clone, Debug)]
pub struct BuybackOutcome {
    /// Where it was.
    pub mandate: Address,
    /// The sale's price: so many quote units buy `reference_base`.
    pub reference_quote: u64,
    /// See `reference_quote`.
    pub reference_base: u64,
    /// No price was above this share of it (bps).
    pub ceiling_bps: u16,
    /// What a cycle may spend (quote units).
    pub per_cycle: u64,
    /// Quote units that arrived.
    pub funded: u64,
    /// Every cycle, in order.
    pub cycles: Vec<CycleOutcome>,
    /// Base units of the buyback tranche and of other programs' sinks that were burned.
    pub retired: u64,
    /// Quote units that were not spent and went to the pool.
    pub left: u64,
    /// Offers that were made.
    pub offers: usize,
    /// When it ended (unix seconds).
    pub ended_at: i64,
    /// Lamports that tenders, offers and receipts kept, all of which came back. The mandate and its
    /// vaults stay as long as the launch.
    pub rent: u64,
}

/// One cycle.
#[derive(Clone, Copy, Debug)]
pub struct CycleOutcome {
    /// Its number, from 0.
    pub cycle: u32,
    /// When its tender opened, or would have (unix seconds).
    pub opens_at: i64,
    /// When it closed, or would have (unix seconds).
    pub closes_at: i64,
    /// What the token cost elsewhere, as the rehearsal drew it (bps of the sale's price).
    pub market_bps: u32,
    /// What came of it.
    pub result: CycleResult,
    /// The mint's supply after it (base units).
    pub supply_after: u64,
}

/// What came of a cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CycleResult {
    /// A blackout met its tender.
    BlackedOut,
    /// Nothing was left to spend.
    NoBudget,
    /// It was held.
    Held(Tendered),
}

/// A tender, as its receipt says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tendered {
    /// What it could spend (quote units).
    pub budget: u64,
    /// What it spent (quote units).
    pub spent: u64,
    /// One price for all: quote units for `reference_base` base units; zero if nothing was bought.
    pub price: u64,
    /// What it bought, all of which was burned (base units).
    pub bought: u64,
    /// Offers, and what they came to (base units).
    pub offers: usize,
    /// See `offers`.
    pub offered: u64,
}

impl BuybackOutcome {
    /// Every tender that was held.
    pub fn held(&self) -> impl Iterator<Item = (&CycleOutcome, Tendered)> {
        self.cycles.iter().filter_map(|cycle| match cycle.result {
            CycleResult::Held(tendered) => Some((cycle, tendered)),
            _ => None,
        })
    }

    /// Quote units spent in all.
    pub fn spent(&self) -> u64 {
        self.held().map(|(_, tendered)| tendered.spent).sum()
    }

    /// Base units bought and burned in all.
    pub fn bought(&self) -> u64 {
        self.held().map(|(_, tendered)| tendered.bought).sum()
    }
}
