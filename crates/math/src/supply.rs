//! What has become of the supply: of each tranche, and of all of it together.
//!
//! A part of a moment to come is what the clock does by itself: nobody collects, sells or burns
//! anything until then, and no governor holds anybody up.

use crate::{
    charter::Kind,
    ladder::Clearing,
    phase::Phase,
    schedule::{self, OPENING_SECONDS, Schedule},
    window::{self, Step},
};

/// What has become of one tranche; the four add up to it (base units), whatever it was made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Was paid to those whom the charter names. Of a list or plan that is closed, all of it.
    pub paid: u128,
    /// Is theirs, and was not collected.
    pub unclaimed: u128,
    /// Has still to unlock, or to be paid out by the launch.
    pub locked: u128,
    /// Goes to nobody: unsold, forfeited, not claimed in time, the buyback's.
    pub gone: u128,
}

/// What a launch says of one of its tranches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Where the launch stands.
    pub phase: Phase,
    /// Base units in its vault by its books.
    pub base_held: u64,
    /// The tranche has left for the list, the plan or the mandate that it goes to.
    pub is_funded: bool,
}

/// The books of a sale that was settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sale {
    /// Base units for sale.
    pub for_sale: u64,
    /// Contributions that were not paid out.
    pub contributors: u64,
    /// The outcome.
    pub clearing: Clearing,
    /// Base units paid to those who have claimed.
    pub paid: u64,
    /// Unsold base units that were burned or joined the airdrop.
    pub swept: u64,
}

/// The books of a list of claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct List<'a> {
    /// Sum of all leaves (base units).
    pub sum: u64,
    /// Of those, base units that were claimed.
    pub claimed: u128,
    /// When it unlocks.
    pub steps: &'a [Step],
    /// First second at which nothing can be claimed (unix seconds).
    pub ends_at: i64,
}

/// The books of a vesting plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan<'a> {
    /// When its grants vest.
    pub schedule: Schedule<'a>,
    /// All grants together (base units).
    pub total: u64,
    /// Of those, base units promised by grants that were opened.
    pub granted: u64,
    /// Base units paid to recipients.
    pub withdrawn: u64,
    /// Base units forfeited.
    pub forfeited: u64,
}

/// One grant of a plan that was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// What it promises (base units).
    pub amount: u64,
    /// The most that will ever be paid of it (base units).
    pub entitled: u64,
    /// What was paid (base units).
    pub withdrawn: u64,
}

impl Part {
    /// Of a tranche that is all locked.
    pub fn locked(amount: u64) -> Part {
        Part::divided(amount, 0, 0, 0)
    }

    /// Of a tranche that is nobody's.
    pub fn gone(amount: u64) -> Part {
        Part::divided(amount, 0, 0, amount.into())
    }

    /// Of a tranche whose list or plan is not there: it was paid out and closed, or never funded.
    pub fn closed(amount: u64, is_funded: bool) -> Part {
        if is_funded { Part::divided(amount, amount.into(), 0, 0) } else { Part::locked(amount) }
    }

    /// Of a tranche where the launch decides it alone; `None` where the sale, the list or the plan
    /// of the tranche has to be asked.
    pub fn of_launch(kind: Kind, amount: u64, stage: Stage) -> Option<Part> {
        match stage.phase {
            Phase::Failed if stage.base_held == 0 => return Some(Part::gone(amount)),
            Phase::Settled => {}
            _ => return Some(Part::locked(amount)),
        }
        match kind {
            Kind::Buyback if stage.is_funded => Some(Part::gone(amount)),
            Kind::Liquidity | Kind::Buyback => Some(Part::locked(amount)),
            Kind::CommunityAirdrop if !stage.is_funded => Some(Part::locked(amount)),
            _ => None,
        }
    }

    /// Of the tranche of `amount` that was sold. What nobody bought is locked until it is swept.
    pub fn sold(amount: u64, sale: &Sale) -> Part {
        let sold = match sale.contributors {
            // Everyone was paid: what rounding left was not sold either.
            0 => None,
            _ => sale.clearing.tokens(sale.clearing.raise, sale.for_sale),
        };
        let unclaimed = sold.and_then(|sold| sold.checked_sub(sale.paid)).unwrap_or(0);
        Part::divided(amount, sale.paid.into(), unclaimed.into(), sale.swept.into())
    }

    /// Of an airdrop `at` a moment (unix seconds).
    pub fn listed(list: &List, at: i64) -> Part {
        if at >= list.ends_at {
            return Part::divided(list.sum, list.claimed, 0, list.sum.into());
        }
        let steps = || list.steps.iter().copied();
        let unlocked = window::share(steps(), window::unlocked(steps(), at), list.sum);
        let unlocked = unlocked.map_or(0, u128::from);
        Part::divided(list.sum, list.claimed, unlocked.saturating_sub(list.claimed), 0)
    }

    /// Of a plan of whose grants so much is [due](Grant::due) together (base units), `elapsed`
    /// seconds after its time zero. Each grant is rounded for itself, as they are paid; those that
    /// nobody opened as one.
    pub fn granted(plan: &Plan, due: u128, elapsed: i64) -> Part {
        let unopened = plan.total.saturating_sub(plan.granted);
        let is_open = elapsed < plan.schedule.end().saturating_add(OPENING_SECONDS);
        let (vested, lost) = match is_open {
            true => (plan.schedule.vested(unopened, elapsed), 0),
            false => (0, unopened),
        };
        let unclaimed = due.saturating_add(vested.into());
        let gone = u128::from(plan.forfeited).saturating_add(lost.into());
        Part::divided(plan.total, plan.withdrawn.into(), unclaimed, gone)
    }

    /// Cuts `amount` up: paid first, then what is nobody's, then what is unclaimed, and the rest is
    /// locked. Books that claim more than there is get no more than is left.
    fn divided(amount: u64, paid: u128, unclaimed: u128, gone: u128) -> Part {
        let amount = u128::from(amount);
        let paid = paid.min(amount);
        let left = amount.saturating_sub(paid);
        let gone = gone.min(left);
        let left = left.saturating_sub(gone);
        let unclaimed = unclaimed.min(left);
        Part { paid, unclaimed, gone, locked: left.saturating_sub(unclaimed) }
    }
}

impl Grant {
    /// What may be paid of it (base units), `elapsed` seconds after its plan's time zero.
    pub fn due(&self, schedule: &Schedule, elapsed: i64) -> u64 {
        schedule::due(schedule.vested(self.amount, elapsed), self.entitled, self.withdrawn)
    }
}

/// The whole supply at a moment (base units). The five add up to what was minted, where no more
/// exists and the vaults hold what they owe.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Whole {
    /// Is in hands: neither in a vault of the launch nor burned.
    pub circulating: u128,
    /// Can be collected by whom it belongs to.
    pub unclaimed: u128,
    /// Is locked.
    pub locked: u128,
    /// Lies in vaults and belongs to nobody any more: to be burned, or sent there by strangers.
    pub waiting: u128,
    /// Does not exist any more.
    pub burned: u128,
}

/// What vaults of a launch hold of its token (base units).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// In the vaults of the launch, its lists and its plans, and sent to the mandate to be burned.
    pub vaults: u128,
    /// In the mandate's vault: offered to it, or bought.
    pub mandate: u128,
    /// Of that, what holders offer: it is still theirs.
    pub offered: u128,
}

impl Held {
    /// What is not in hands.
    pub fn total(&self) -> u128 {
        self.vaults.saturating_add(self.mandate.saturating_sub(self.offered))
    }
}

impl Whole {
    /// Of a token of which so much was `minted` and so much `exists`, with so much in vaults, and so
    /// much of all tranches unclaimed and locked.
    pub fn of(minted: u128, exists: u128, held: &Held, unclaimed: u128, locked: u128) -> Whole {
        let circulating = exists.saturating_sub(held.total());
        let burned = minted.saturating_sub(exists);
        let known = [circulating, unclaimed, locked, burned];
        let known = known.into_iter().fold(0, u128::saturating_add);
        let waiting = minted.saturating_sub(known);
        Whole { circulating, unclaimed, locked, waiting, burned }
    }
}
