//! What came of the vesting plans, of the governor and of the treasury's stream.

use groundswell_sdk::{Address, grants::PlanSchedule};

/// A plan whose grants have come and gone. Of a sale that failed: one that was given up, with
/// nothing but its address, its rent and what it would have been.
#[derive(Clone, Debug)]
pub struct PlanOutcome {
    /// The tranche's place in the charter.
    pub tranche: usize,
    /// Where it was.
    pub plan: Address,
    /// All its grants together (base units).
    pub total: u64,
    /// Whether it committed to a list; else its grantor made the grants.
    pub is_listed: bool,
    /// Whether the rehearsal drew the grants, as the launch file names none.
    pub is_drawn: bool,
    /// When it vested (seconds since time zero).
    pub schedule: PlanSchedule,
    /// Time zero: the settlement (unix seconds).
    pub starts_at: i64,
    /// Base units that the launch moved to it: the total, or zero.
    pub funded: u64,
    /// Every grant.
    pub grants: Vec<GrantOutcome>,
    /// Moments (unix seconds), and what all recipients had by then (base units), ascending.
    pub track: Vec<(i64, u64)>,
    /// Withdrawals.
    pub withdrawals: usize,
    /// Base units that were paid to recipients.
    pub paid: u64,
    /// Base units that were forfeited, all of which were burned.
    pub burned: u64,
    /// Moments (unix seconds), and what was burned by then (base units), ascending.
    pub burns: Vec<(i64, u64)>,
    /// When it was closed (unix seconds).
    pub closed_at: i64,
    /// Lamports that plan, vault, grants and disclosures kept, all of which came back.
    pub rent: u64,
}

/// One grant.
#[derive(Clone, Debug)]
pub struct GrantOutcome {
    /// Whose it was, as the list names it.
    pub wallet: Address,
    /// What it promised (base units).
    pub amount: u64,
    /// What it paid (base units).
    pub paid: u64,
    /// When its recipient disclosed, if so (unix seconds).
    pub disclosed_at: Option<i64>,
    /// How it ended.
    pub fate: Fate,
}

/// How a grant ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Everything was paid.
    Paid,
    /// The grantor cancelled it at this moment (unix seconds); what had vested was paid.
    Cancelled(i64),
    /// The attester marked its deliverable as missed at this moment (unix seconds); what had
    /// vested was paid.
    Missed(i64),
    /// Its recipient never disclosed, so nothing was paid.
    Silent,
}

/// The governor, seen from the ledger.
#[derive(Clone, Debug)]
pub struct GovernorOutcome {
    /// Base units that may leave in an epoch.
    pub limit: u64,
    /// How long an epoch lasts (seconds).
    pub epoch_seconds: u32,
    /// Epochs in which all of it left.
    pub spent_epochs: usize,
    /// Moments (unix seconds), and what had vested and waited after everyone had tried (base
    /// units), ascending.
    pub waiting: Vec<(i64, u64)>,
}

/// The treasury's stream.
#[derive(Clone, Debug)]
pub struct StreamOutcome {
    /// Where it was.
    pub plan: Address,
    /// To whom it paid.
    pub recipient: Address,
    /// When it had paid everything (unix seconds).
    pub ends_at: i64,
    /// Quote units that arrived.
    pub arrived: u64,
    /// Quote units that were paid.
    pub paid: u64,
    /// Moments (unix seconds), and what was paid by then (quote units), ascending.
    pub track: Vec<(i64, u64)>,
    /// Lamports that it kept, all of which came back.
    pub rent: u64,
}

/// Everything that vested.
#[derive(Clone, Debug, Default)]
pub struct VestingOutcome {
    /// The plans, in the order of the charter.
    pub plans: Vec<PlanOutcome>,
    /// The governor, if there are insiders and the sale was settled.
    pub governor: Option<GovernorOutcome>,
    /// The treasury's stream, if the sale was settled.
    pub stream: Option<StreamOutcome>,
}

impl PlanOutcome {
    /// What recipients had by `at` (unix seconds), in base units.
    pub fn paid_by(&self, at: i64) -> u64 {
        by(&self.track, at)
    }
}

impl GovernorOutcome {
    /// The most that ever waited for a later epoch (base units).
    pub fn most_waiting(&self) -> u64 {
        self.waiting.iter().map(|(_, units)| *units).max().unwrap_or(0)
    }
}

/// What a track says of `at`.
pub fn by(track: &[(i64, u64)], at: i64) -> u64 {
    let place = track.partition_point(|(moment, _)| *moment <= at);
    place.checked_sub(1).and_then(|last| track.get(last)).map_or(0, |(_, units)| *units)
}
