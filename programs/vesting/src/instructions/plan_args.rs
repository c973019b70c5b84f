//! What a grantor states about a plan, and which of it is refused.

use alloc::vec::Vec;

use anchor_lang::prelude::*;
use groundswell_math::{
    charter::Kind,
    schedule::{SCHEDULE_MAX_SECONDS, Schedule},
    window::Step,
};

use crate::{
    error::VestingError,
    state::{Plan, Policy, ScheduleKind, Sink},
};

/// The plan. Amounts in base units, durations in seconds, shares in bps.
#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Debug)]
#[expect(missing_docs, reason = "each field is the field of Plan of that name")]
pub struct CreatePlanArgs {
    pub id: u64,
    pub total: u64,
    pub largest: u64,
    pub price: u64,
    pub root: [u8; 32],
    pub count: u32,
    pub dataset_sha256: [u8; 32],
    pub tranche_kind: u8,
    /// Zero where the plan states its own time zero.
    pub launch: Address,
    /// Time zero (unix seconds) where no launch gives it; else zero.
    pub starts_at: i64,
    pub start: i64,
    pub cliff: i64,
    pub end: i64,
    /// Steps (seconds since time zero, bps); empty for a linear schedule.
    pub steps: Vec<PlanStep>,
    pub cancel: u8,
    pub reassign: u8,
    pub sink: u8,
    pub sink_address: Address,
    /// Makes the plan a stream to this wallet; zero for plans with a total.
    pub recipient: Address,
    pub needs_disclosure: bool,
    pub attester: Address,
    pub deliver_by: i64,
    pub mark_seconds: i64,
}

/// From `vests_at` (seconds since time zero) on, `share_bps` of every grant has vested, earlier
/// steps included.
#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "said above")]
pub struct PlanStep {
    pub vests_at: i64,
    pub share_bps: u16,
}

impl CreatePlanArgs {
    /// Refuses what would surprise. `now` is when the plan is made (unix seconds).
    pub(super) fn check(&self, now: i64) -> Result<()> {
        if is_default(&self.recipient) {
            self.check_amounts()?;
        } else {
            self.check_stream()?;
        }
        require!(Kind::from_u8(self.tranche_kind).is_some(), VestingError::UnknownKind);
        let policies = [self.cancel, self.reassign].map(Policy::from_u8);
        require!(policies.iter().all(Option::is_some), VestingError::UnknownPolicy);
        let no_sink = is_default(&self.sink_address);
        if Sink::from_u8(self.sink).ok_or(VestingError::UnknownSink)? == Sink::Burn {
            require!(no_sink, VestingError::SinkUnused);
        } else {
            require!(!no_sink, VestingError::SinkMissing);
        }
        self.check_times(now)?;
        let steps = self.schedule_steps();
        let schedule = self.schedule(&steps);
        schedule.check().map_err(VestingError::from)?;
        // A deliverable that is due when all has vested, or whose window never closes, is none.
        let window = self.deliver_by.checked_add(self.mark_seconds);
        let in_time = window.is_some_and(|ends| ends <= SCHEDULE_MAX_SECONDS);
        let asked = !is_default(&self.attester);
        require!(!asked || in_time && self.deliver_by < schedule.end(), VestingError::Attester);
        Ok(())
    }

    fn check_amounts(&self) -> Result<()> {
        require!(self.total > 0, VestingError::ZeroTotal);
        require!((1..=self.total).contains(&self.largest), VestingError::LargestGrant);
        let parts = [self.root, self.dataset_sha256].map(|hash| hash != [0; 32]);
        require!(parts == [self.count > 0; 2], VestingError::EmptyList);
        Ok(())
    }

    /// A stream pays one wallet whatever arrives: everything else that a plan can state would
    /// bound an amount that nobody knows yet, or take it from the recipient.
    fn check_stream(&self) -> Result<()> {
        let no_total = [self.total, self.largest, self.price, u64::from(self.count)] == [0; 4];
        let no_list = [self.root, self.dataset_sha256] == [[0; 32]; 2];
        let neither = [self.cancel, self.reassign] == [Policy::Neither as u8; 2];
        let no_end = neither && self.sink == Sink::Burn as u8;
        let no_duty = !self.needs_disclosure && is_default(&self.attester);
        require!(no_total && no_list && no_end && no_duty, VestingError::StreamTerms);
        Ok(())
    }

    fn check_times(&self, now: i64) -> Result<()> {
        let by_launch = !is_default(&self.launch);
        require!(by_launch == (self.starts_at == 0), VestingError::Clock);
        let parts = [!is_default(&self.attester), self.deliver_by > 0, self.mark_seconds > 0];
        let [first, ..] = parts;
        require!(parts == [first; 3], VestingError::Attester);
        let negative = self.deliver_by < 0 || self.mark_seconds < 0 || self.starts_at < 0;
        require!(!negative, VestingError::Clock);
        let latest = now.saturating_add(SCHEDULE_MAX_SECONDS);
        require!(by_launch || self.starts_at <= latest, VestingError::TooLong);
        Ok(())
    }

    /// Writes the schedule, which was checked.
    pub(super) fn record_schedule(&self, plan: &mut Plan) -> Result<()> {
        let steps = self.schedule_steps();
        plan.end = self.schedule(&steps).end();
        plan.step_count = u8::try_from(steps.len()).map_err(|_| VestingError::StepCount)?;
        if steps.is_empty() {
            plan.schedule = ScheduleKind::Linear as u8;
            (plan.start, plan.cliff) = (self.start, self.cliff);
            return Ok(());
        }
        plan.schedule = ScheduleKind::Steps as u8;
        for (slot, step) in plan.step_times.iter_mut().zip(&steps) {
            *slot = step.unlocks_at;
        }
        for (slot, step) in plan.step_shares.iter_mut().zip(&steps) {
            *slot = step.share_bps;
        }
        Ok(())
    }

    fn schedule_steps(&self) -> Vec<Step> {
        let step = |s: &PlanStep| Step { unlocks_at: s.vests_at, share_bps: s.share_bps };
        self.steps.iter().map(step).collect()
    }

    /// The schedule that the arguments mean: by steps, if there are any.
    fn schedule<'a>(&self, steps: &'a [Step]) -> Schedule<'a> {
        if steps.is_empty() {
            let CreatePlanArgs { start, cliff, end, .. } = *self;
            Schedule::Linear { start, cliff, end }
        } else {
            Schedule::Steps(steps)
        }
    }
}

fn is_default(address: &Address) -> bool {
    *address == Address::default()
}
