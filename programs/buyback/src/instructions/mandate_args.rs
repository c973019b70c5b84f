//! What a creator states about a mandate, and which of it is refused.

use alloc::vec::Vec;

use anchor_lang::prelude::*;
use groundswell_math::{
    mandate::{CYCLE_MAX, Calendar, MANDATE_MAX_SECONDS, Span},
    tender::Grid,
};

use crate::{
    error::BuybackError,
    state::{MAX_BLACKOUTS, Mandate, Sink},
};

/// The mandate. Amounts in units of the mint they belong to, times in unix seconds, durations in
/// seconds, shares of the reference price in bps.
#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Debug)]
#[expect(missing_docs, reason = "each field is the field of Mandate of that name")]
pub struct CreateMandateArgs {
    pub id: u64,
    /// Zero where the mandate states its reference price.
    pub launch: Address,
    /// Zero, with the base, where a launch gives the reference price.
    pub reference_quote: u64,
    pub reference_base: u64,
    pub tick_bps: u16,
    pub ceiling_bps: u16,
    pub opens_at: i64,
    pub ends_at: i64,
    pub cycle_seconds: u32,
    pub tender_seconds: u32,
    pub freeze_seconds: u32,
    /// In order, none overlapping the next.
    pub blackouts: Vec<Blackout>,
    /// Zero without plans.
    pub plan_seconds: u32,
    pub small_limit: u64,
    pub per_cycle: u64,
    pub carries: bool,
    pub sink: u8,
}

/// When nothing is bought (unix seconds): a tender that meets it is not held.
#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy, Debug)]
pub struct Blackout {
    /// First second.
    pub from: i64,
    /// First second after.
    pub until: i64,
}

impl CreateMandateArgs {
    /// Refuses what a mandate cannot mean. Its accounts are checked elsewhere.
    pub(super) fn check(&self, now: i64) -> Result<()> {
        require!(self.per_cycle > 0, BuybackError::ZeroPerCycle);
        require!(self.small_limit > 0, BuybackError::ZeroSmallLimit);
        Sink::from_u8(self.sink).ok_or(BuybackError::UnknownSink)?;
        self.check_prices()?;
        self.check_times(now)
    }

    fn check_prices(&self) -> Result<()> {
        let Self { reference_quote, reference_base, tick_bps, ceiling_bps, .. } = *self;
        let by_launch = self.launch != Address::default();
        let stated = [reference_quote, reference_base].map(|part| part > 0);
        require!(stated == [!by_launch; 2], BuybackError::Reference);
        // A price that is not known yet is checked once it is; no price rounds this one to zero.
        let quote = if by_launch { u64::MAX } else { reference_quote };
        let base = if by_launch { 1 } else { reference_base };
        let grid = Grid { quote, base, tick_bps, ceiling_bps };
        Ok(grid.check().map_err(BuybackError::from)?)
    }

    fn check_times(&self, now: i64) -> Result<()> {
        let calendar = self.calendar();
        calendar.check().map_err(BuybackError::from)?;
        let ahead = self.opens_at.checked_sub(now).and_then(|ahead| u64::try_from(ahead).ok());
        let soon = ahead.is_some_and(|ahead| ahead <= MANDATE_MAX_SECONDS);
        require!(soon, BuybackError::Opening);

        require!(self.blackouts.len() <= MAX_BLACKOUTS, BuybackError::BlackoutCount);
        let each = self.blackouts.iter().all(|one| one.from < one.until);
        let mut pairs = self.blackouts.iter().zip(self.blackouts.iter().skip(1));
        let ordered = each && pairs.all(|(one, next)| one.until <= next.from);
        require!(ordered, BuybackError::BlackoutOrder);
        let span = |one: &Blackout| Span { from: one.from, until: one.until };
        let spans: Vec<Span> = self.blackouts.iter().map(span).collect();
        require!(calendar.first_free(&spans).is_some(), BuybackError::AllBlackedOut);
        Ok(())
    }

    /// Refuses a blackout around the unlocks of this many plans that is none.
    pub(super) fn check_plans(&self, plans: usize) -> Result<()> {
        let range = if plans == 0 { 0..=0 } else { 1..=CYCLE_MAX };
        require!(range.contains(&self.plan_seconds), BuybackError::PlanSeconds);
        Ok(())
    }

    fn calendar(&self) -> Calendar {
        Calendar {
            opens_at: self.opens_at,
            ends_at: self.ends_at,
            cycle_seconds: self.cycle_seconds,
            tender_seconds: self.tender_seconds,
            freeze_seconds: self.freeze_seconds,
        }
    }

    /// Writes what was checked.
    pub(super) fn record(&self, mandate: &mut Mandate) -> Result<()> {
        mandate.id = self.id;
        mandate.launch = self.launch;
        mandate.reference_quote = self.reference_quote;
        mandate.reference_base = self.reference_base;
        mandate.tick_bps = self.tick_bps;
        mandate.ceiling_bps = self.ceiling_bps;
        mandate.opens_at = self.opens_at;
        mandate.ends_at = self.ends_at;
        mandate.cycle_seconds = self.cycle_seconds;
        mandate.tender_seconds = self.tender_seconds;
        mandate.freeze_seconds = self.freeze_seconds;
        mandate.plan_seconds = self.plan_seconds;
        mandate.small_limit = self.small_limit;
        mandate.per_cycle = self.per_cycle;
        mandate.carries = self.carries.into();
        mandate.sink = self.sink;
        let count = u8::try_from(self.blackouts.len());
        mandate.blackout_count = count.map_err(|_| BuybackError::BlackoutCount)?;
        let slots = mandate.blackout_from.iter_mut().zip(&mut mandate.blackout_until);
        for ((from, until), one) in slots.zip(&self.blackouts) {
            (*from, *until) = (one.from, one.until);
        }
        Ok(())
    }
}
