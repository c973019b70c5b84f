//! One recipient's part of a plan.

use anchor_lang::prelude::*;
use groundswell_math::schedule;

use super::Plan;
use crate::error::VestingError;

/// One grant. There is one for each wallet that a plan names, for as long as its list can be
/// opened: that it exists is what keeps a leaf from being paid twice.
#[account]
pub struct Grant {
    /// The plan.
    pub plan: Address,
    /// Who is paid.
    pub recipient: Address,
    /// Who paid this account's rent and gets it back.
    pub rent_payer: Address,
    /// What it promises (base units).
    pub amount: u64,
    /// The most that will ever be paid: the amount, or what had vested when it was cancelled.
    pub entitled: u64,
    /// What was paid (base units).
    pub withdrawn: u64,
    /// It was cancelled, or forfeited for a missed deliverable.
    pub is_cancelled: PodBool,
    /// The recipient has posted the disclosure.
    pub is_disclosed: PodBool,
    /// There is a disclosure, of this recipient or of one before.
    pub has_disclosure: PodBool,
    /// Of this account's address.
    pub bump: u8,
    /// Unused; keeps the size a multiple of eight.
    pub reserved: [u8; 4],
}

impl Grant {
    /// First seed of the address; then the plan and the wallet that the plan names.
    pub const SEED: &'static [u8] = b"grant";

    /// What has vested at `now` (unix seconds) and was not withdrawn.
    pub fn due(&self, plan: &Plan, now: i64) -> Result<u64> {
        Ok(schedule::due(plan.vested(self.amount, now)?, self.entitled, self.withdrawn))
    }

    /// Books what arrived for a stream's grant.
    pub fn receive(&mut self, amount: u64) -> Result<()> {
        self.amount = self.amount.checked_add(amount).ok_or(VestingError::Overflow)?;
        self.entitled = self.entitled.checked_add(amount).ok_or(VestingError::Overflow)?;
        Ok(())
    }

    /// Books what is paid.
    pub fn withdraw(&mut self, amount: u64) -> Result<()> {
        let withdrawn = self.withdrawn.checked_add(amount).ok_or(VestingError::Overflow)?;
        require!(withdrawn <= self.entitled, VestingError::Overflow);
        self.withdrawn = withdrawn;
        Ok(())
    }

    /// Ends the grant at what has vested at `now` (unix seconds); returns what is forfeited.
    pub fn end(&mut self, plan: &Plan, now: i64) -> Result<u64> {
        require!(!self.is_cancelled.get(), VestingError::AlreadyCancelled);
        let vested = plan.vested(self.amount, now)?.max(self.withdrawn);
        let forfeited = self.amount.checked_sub(vested).ok_or(VestingError::Overflow)?;
        require!(forfeited > 0, VestingError::FullyVested);
        self.entitled = vested;
        self.is_cancelled = true.into();
        Ok(forfeited)
    }

    /// What it may still pay (base units).
    pub fn unpaid(&self) -> Result<u64> {
        Ok(self.entitled.checked_sub(self.withdrawn).ok_or(VestingError::Overflow)?)
    }

    /// Whether everything it will ever pay is paid.
    pub fn is_paid(&self) -> bool {
        self.withdrawn == self.entitled
    }
}
