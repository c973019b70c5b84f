//! The mandate of a launch: made before the charter is sealed, filled by the sweep, it buys for as
//! long as the launch file says, from holders who offer what they think fit.

mod market;
mod outcome;
mod setup;
mod tenders;

use groundswell_sdk::math::mandate::Calendar;

pub use outcome::{BuybackOutcome, CycleOutcome, CycleResult, Tendered};

use super::Rehearsal;
use crate::draft::MandateDraft;
use market::Market;

/// The mandate, and what it has bought so far.
pub struct Buying {
    /// Where its accounts are, and what it is made with.
    pub draft: MandateDraft,
    /// What the token costs elsewhere.
    market: Market,
    /// What comes next.
    stage: Stage,
    /// The tender that is held.
    open: Option<Open>,
    cycles: Vec<CycleOutcome>,
    /// Cycles whose receipts exist.
    receipts: Vec<u32>,
    funded: u64,
    retired: u64,
    left: u64,
    offers: usize,
    rent: u64,
}

/// What comes next, with the number of its cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// It has no price yet.
    Waiting,
    /// Its tender opens.
    Opening(u32),
    /// Holders offer.
    Offering(u32),
    /// Its tender closes, is cleared and paid out.
    Clearing(u32),
    /// What is left moves on.
    Ending,
    /// It is over.
    Over,
}

/// A tender that is held.
struct Open {
    budget: u64,
    offers: Vec<Made>,
}

/// An offer that was made.
struct Made {
    /// Whose, by the number of the contributor.
    wallet: usize,
    price_bps: u16,
    amount: u64,
}

impl Buying {
    fn calendar(&self) -> Calendar {
        Calendar {
            opens_at: self.draft.args.opens_at,
            ends_at: self.draft.args.ends_at,
            cycle_seconds: self.draft.args.cycle_seconds,
            tender_seconds: self.draft.args.tender_seconds,
            freeze_seconds: self.draft.args.freeze_seconds,
        }
    }

    /// When what comes next happens (unix seconds). `None` before it has a price, and once it is
    /// over.
    fn next_moment(&self) -> Option<i64> {
        let tender = |cycle| self.calendar().tender_of(cycle);
        match self.stage {
            Stage::Waiting | Stage::Over => None,
            Stage::Opening(cycle) => Some(tender(cycle)?.opens_at),
            Stage::Offering(cycle) => {
                let tender = tender(cycle)?;
                Some(tender.opens_at + (tender.freezes_at - tender.opens_at) / 2)
            }
            Stage::Clearing(cycle) => Some(tender(cycle)?.closes_at),
            Stage::Ending => Some(self.draft.args.ends_at),
        }
    }

    /// What comes after a cycle.
    fn after(&self, cycle: u32) -> Stage {
        let next = cycle + 1;
        if next < self.calendar().cycles() { Stage::Opening(next) } else { Stage::Ending }
    }
}

impl Rehearsal<'_> {
    /// Lets everything that vests or is bought back happen until `until` (unix seconds), that
    /// second included, each in its turn.
    pub fn pass(&mut self, until: i64) -> anyhow::Result<()> {
        while let Some(next) = self.next_moment().filter(|next| *next <= until) {
            if self.buying.next_moment() == Some(next) {
                self.ledger.warp(next.max(self.ledger.now()));
                self.trade()?;
            } else {
                self.vest(next)?;
            }
        }
        Ok(())
    }

    /// When something vests or is bought back next (unix seconds). `None` once all is over.
    pub fn next_moment(&self) -> Option<i64> {
        let moments = [self.vesting.next_moment(), self.buying.next_moment()];
        moments.into_iter().flatten().min()
    }
}
