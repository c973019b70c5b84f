//! What came of a rehearsal: what the ledger holds when it is over.

use groundswell_sdk::{
    Address,
    launch::LaunchKeys,
    math::{ladder::Clearing, phase::Phase},
    program::state::Launch,
};

use super::{
    airdrop::AirdropOutcome, buyback::BuybackOutcome, grants::VestingOutcome, meter::Meter,
};

/// What one contributor put in and has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// The wallet, as the CSV names it.
    pub wallet: Address,
    /// The auction tick it bid at; zero at fixed prices.
    pub tick: u8,
    /// Quote units in the sale when it closed.
    pub deposited: u64,
    /// Quote units kept.
    pub accepted: u64,
    /// Quote units that came back to its account.
    pub refunded: u64,
    /// Base units that came to its account.
    pub tokens: u64,
}

/// What the launch's vaults hold in the end, and what went from them to mandate and stream.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Vaults {
    /// Base units of the liquidity tranche, which wait for the pool.
    pub base: u64,
    /// Quote units of the raise that wait for the pool, without what the mandate left to it.
    pub liquidity: u64,
    /// Quote units that went to the mandate.
    pub buyback: u64,
    /// Quote units that went to the treasury's stream.
    pub treasury: u64,
}

impl Vaults {
    /// Quote units of all proceeds. They were in one vault of 64 bits before.
    pub fn proceeds(&self) -> u64 {
        self.liquidity.saturating_add(self.buyback).saturating_add(self.treasury)
    }
}

/// Lamports that came back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rent {
    /// To contributors, for their places in the sale.
    pub contributors: u64,
    /// To the launch's rent payer.
    pub creator: u64,
}

/// A rehearsal that went through.
#[derive(Clone)]
pub struct Outcome {
    /// Addresses of the launch.
    pub keys: LaunchKeys,
    /// `Settled` or `Failed`.
    pub phase: Phase,
    /// The launch as it was settled or failed, before anyone was paid.
    pub launch: Launch,
    /// The price, if it was settled.
    pub clearing: Option<Clearing>,
    /// Everyone in the CSV, in the order of their first rows.
    pub shares: Vec<Share>,
    /// What the vaults hold, and what went from them.
    pub vaults: Vaults,
    /// Base units that the launch burned: unsold ones, or the supply of a failed sale.
    pub burned: u64,
    /// The airdrops, in the order of the charter.
    pub airdrops: Vec<AirdropOutcome>,
    /// What vested.
    pub vesting: VestingOutcome,
    /// What the mandate did, if the sale was settled.
    pub buyback: Option<BuybackOutcome>,
    /// Base units that were added to the airdrop.
    pub added_to_airdrop: u64,
    /// Base units that went back to the creator.
    pub returned: u64,
    /// Quote units that rounding left, which went to the treasury in the end.
    pub dust: u64,
    /// The mint's supply in the end (base units).
    pub supply: u64,
    /// What accounts had kept.
    pub rent: Rent,
    /// Transactions and their costs.
    pub meter: Meter,
    /// How long it took.
    pub seconds: f64,
}

impl Outcome {
    /// Base units for sale.
    pub fn for_sale(&self) -> u64 {
        self.launch.for_sale
    }

    /// Quote units kept from all contributors.
    pub fn accepted(&self) -> u64 {
        self.shares.iter().map(|share| share.accepted).sum()
    }

    /// Quote units that came back to all contributors.
    pub fn refunded(&self) -> u64 {
        self.shares.iter().map(|share| share.refunded).sum()
    }

    /// Base units that were burned: those that nobody claimed, that were forfeited and
    /// that were bought back included.
    pub fn burned_in_all(&self) -> u64 {
        let unclaimed = self.airdrops.iter().map(|airdrop| airdrop.burned);
        let forfeited = self.vesting.plans.iter().map(|plan| plan.burned);
        let bought = self.buyback.iter().map(|buyback| buyback.bought() + buyback.retired);
        self.burned.saturating_add(unclaimed.chain(forfeited).chain(bought).sum())
    }

    /// Base units that contributors got.
    pub fn sold(&self) -> u64 {
        self.shares.iter().map(|share| share.tokens).sum()
    }
}
