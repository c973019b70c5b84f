//! What a launch file says of the mandate that buys back.

use groundswell_math::{
    amount::bps_floor,
    mandate::Calendar,
    tender::{Grid, tick_of},
};
use groundswell_sdk::math::charter::Kind;

use super::Plan;

/// The creator's number for the mandate.
pub const MANDATE_NUMBER: u64 = 1;
const DAY: u32 = 86_400;

/// The mandate of a launch. What it buys is burned; what it does not spend goes to the pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuybackPlan {
    /// It buys for so long, from the last moment at which the sale can settle (seconds).
    pub lasts: u32,
    /// Length of a cycle (seconds).
    pub cycle: u32,
    /// Length of its tender (seconds).
    pub tender: u32,
    /// The last part of a tender, in which nothing is offered or withdrawn (seconds).
    pub freeze: u32,
    /// What a cycle may spend (quote units). `None` where the file does not say: an equal share of
    /// what the buyback gets of the target, for each cycle.
    pub budget: Option<u64>,
    /// Unspent budgets add to later ones.
    pub carries: bool,
    /// No price is above this share of the sale's (bps).
    pub ceiling_bps: u16,
    /// From one price to the next (bps of the sale's).
    pub tick_bps: u16,
    /// What an offer has up to this comes first at the clearing price (base units). `None` where
    /// the file does not say: what the smallest contribution buys.
    pub small: Option<u64>,
    /// So long before and after each unlock of an insider plan nothing is bought (seconds); zero
    /// for no such blackout.
    pub around_unlocks: u32,
}

impl Default for BuybackPlan {
    /// A year of months, three days each, up to nine tenths of the sale's price.
    fn default() -> Self {
        BuybackPlan {
            lasts: 360 * DAY,
            cycle: 30 * DAY,
            tender: 3 * DAY,
            freeze: DAY / 4,
            budget: None,
            carries: false,
            ceiling_bps: 9_000,
            tick_bps: 500,
            small: None,
            around_unlocks: 3 * DAY,
        }
    }
}

impl BuybackPlan {
    /// When its cycles and tenders are.
    pub fn calendar(&self, plan: &Plan) -> Calendar {
        let terms = &plan.terms;
        let opens_at = terms.closes_at.saturating_add(terms.settle_grace.into());
        Calendar {
            opens_at,
            ends_at: opens_at.saturating_add(self.lasts.into()),
            cycle_seconds: self.cycle,
            tender_seconds: self.tender,
            freeze_seconds: self.freeze,
        }
    }

    /// What a cycle may spend (quote units).
    pub fn per_cycle(&self, plan: &Plan) -> u64 {
        let share = bps_floor(plan.terms.target, plan.terms.buyback_bps).unwrap_or(0);
        let cycles = u64::from(self.calendar(plan).cycles()).max(1);
        self.budget.unwrap_or(share / cycles)
    }

    /// What comes first of an offer at the clearing price (base units).
    pub fn small_limit(&self, plan: &Plan) -> u64 {
        let for_sale = plan
            .tranches
            .iter()
            .filter(|tranche| tranche.kind == Kind::CommunitySale as u8)
            .fold(0u64, |sum, tranche| sum.saturating_add(tranche.amount));
        let smallest = u128::from(plan.terms.wallet_min) * u128::from(for_sale)
            / u128::from(plan.terms.target.max(1));
        self.small.unwrap_or(u64::try_from(smallest).unwrap_or(u64::MAX)).max(1)
    }

    /// Its prices, where so many quote units buy so many base units at the sale's.
    pub fn grid(&self, quote: u64, base: u64) -> Grid {
        Grid { quote, base, tick_bps: self.tick_bps, ceiling_bps: self.ceiling_bps }
    }

    /// Whether an offer may be made at `price_bps` of the sale's price.
    pub fn takes(&self, price_bps: u16) -> bool {
        tick_of(price_bps, self.tick_bps, self.ceiling_bps).is_ok()
    }

    /// The tranches around whose plans' unlocks nothing is bought, at most four: a mandate watches
    /// no more.
    pub fn watched(&self, plan: &Plan) -> Vec<usize> {
        if self.around_unlocks == 0 {
            return vec![];
        }
        let insiders =
            plan.grants.iter().filter(|grants| grants.kind(plan).is_some_and(Kind::is_insider));
        insiders.map(|grants| grants.tranche).take(4).collect()
    }
}
