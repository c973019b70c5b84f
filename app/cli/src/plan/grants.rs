//! What a launch file says of its vesting plans, of the governor over them, and of the stream that
//! pays the treasury.

use groundswell_math::charter::Kind;
use groundswell_sdk::{
    Address,
    grants::{Grants, PlanSchedule},
    math::governor::{EPOCH_SECONDS, EPOCH_SHARE_BPS},
    vesting_program::state::Policy,
};

use super::{Plan, SinkPlan};

/// The grantor's number for the treasury's stream: plans of tranches have their tranche's.
pub const STREAM_NUMBER: u64 = 0;
/// The grantor's number for the insiders' governor.
pub const GOVERNOR_NUMBER: u64 = 1;
/// How long a treasury's stream lasts where the file does not say (seconds): two years.
const STREAM_SECONDS: u32 = 2 * 365 * 86_400;

/// The vesting plan of one tranche of kind kol, vc, team or treasury.
#[derive(Clone, Debug)]
pub struct GrantsPlan {
    /// Its place in [`Plan::tranches`]. The grantor's number for it is one more.
    pub tranche: usize,
    /// Who gets what. `None` where the file names no list yet.
    pub grants: Option<Grants>,
    /// Who may cancel a grant.
    pub cancel: Policy,
    /// Who may reassign one.
    pub reassign: Policy,
    /// The first withdrawal waits for the recipient's disclosure.
    pub needs_disclosure: bool,
    /// What recipients have to deliver, if anything.
    pub deliverable: Option<Deliverable>,
    /// Where forfeited tokens go.
    pub sink: SinkPlan,
}

/// What recipients have to deliver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deliverable {
    /// Who may mark it as missed. A rehearsal signs with a key of its own instead.
    pub attester: Address,
    /// When it is due (seconds after the settlement).
    pub by: u32,
    /// For how long after it may be marked (seconds).
    pub window: u32,
}

/// How much all insiders together may take out in an epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GovernorPlan {
    /// Share of the supply (bps).
    pub share_bps: u16,
    /// How long an epoch lasts (seconds).
    pub epoch_seconds: u32,
}

/// How the treasury's share of the raise is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TreasuryPlan {
    /// To whom. `None` where the file does not say yet.
    pub recipient: Option<Address>,
    /// Evenly over this, from the settlement on (seconds).
    pub over: u32,
}

impl Default for GovernorPlan {
    fn default() -> Self {
        GovernorPlan { share_bps: EPOCH_SHARE_BPS, epoch_seconds: EPOCH_SECONDS }
    }
}

impl Default for TreasuryPlan {
    fn default() -> Self {
        TreasuryPlan { recipient: None, over: STREAM_SECONDS }
    }
}

impl GrantsPlan {
    /// The plan of tranche `tranche`, with nothing said of it: nobody cancels, recipients may
    /// give their grants away, nothing is asked of them.
    pub fn at(tranche: usize) -> Self {
        GrantsPlan {
            tranche,
            grants: None,
            cancel: Policy::Neither,
            reassign: Policy::Recipient,
            needs_disclosure: false,
            deliverable: None,
            sink: SinkPlan::Burn,
        }
    }

    /// The grantor's number for it.
    pub fn number(&self) -> u64 {
        self.tranche as u64 + 1
    }

    /// What all its grants add up to (base units).
    pub fn amount(&self, plan: &Plan) -> u64 {
        plan.tranches.get(self.tranche).map_or(0, |tranche| tranche.amount)
    }

    /// Which tranche it is.
    pub fn kind(&self, plan: &Plan) -> Option<Kind> {
        Kind::from_u8(plan.tranches.get(self.tranche)?.kind)
    }

    /// When it vests: exactly as the tranche's lock says. A tranche without a lock vests within
    /// its first second.
    pub fn schedule(&self, plan: &Plan) -> PlanSchedule {
        let (cliff, linear) = plan
            .tranches
            .get(self.tranche)
            .map_or((0, 0), |tranche| (tranche.cliff_seconds, tranche.linear_seconds));
        PlanSchedule::lock(cliff, linear.max(1))
    }
}

impl GovernorPlan {
    /// What may leave in an epoch of a supply (base units, rounded down).
    pub fn limit(&self, supply: u64) -> u64 {
        groundswell_math::amount::bps_floor(supply, self.share_bps).unwrap_or(0)
    }
}

impl Plan {
    /// Whether a governor bounds anyone.
    pub fn has_insiders(&self) -> bool {
        let kinds = self.tranches.iter().filter_map(|tranche| Kind::from_u8(tranche.kind));
        kinds.into_iter().any(Kind::is_insider)
    }
}
