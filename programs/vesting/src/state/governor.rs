//! How much all insiders of one mint may take out together in one epoch.

use anchor_lang::prelude::*;
use groundswell_math::governor::Meter;

use crate::error::VestingError;

/// One governor. Plans name it when they are made; nothing about it ever changes but the meter.
#[account]
pub struct Governor {
    /// Who made it. This key has no power over it.
    pub creator: Address,
    /// Who paid this account's rent and gets it back.
    pub rent_payer: Address,
    /// Of which token it lets so much out.
    pub mint: Address,
    /// Base units that may leave in one epoch.
    pub limit: u64,
    /// The epoch in which something last left, counted from 1970.
    pub epoch: u64,
    /// Base units that left in it.
    pub left: u64,
    /// Plans that name it and exist.
    pub plans: u32,
    /// How long an epoch lasts (seconds).
    pub epoch_seconds: u32,
    /// How many plans may ever name it: nobody can join later and use up the epochs of those
    /// who were there.
    pub seats: u32,
    /// How many plans ever named it.
    pub taken: u32,
    /// The creator's number for it.
    pub id: u64,
    /// Of this account's address.
    pub bump: u8,
    /// Unused; keeps the size a multiple of eight.
    pub reserved: [u8; 7],
}

impl Governor {
    /// First seed of the address; then the mint, the creator, the id.
    pub const SEED: &'static [u8] = b"governor";

    /// Lets out what of `wanted` the epoch still allows at `now` (unix seconds), and books it.
    pub fn take(&mut self, wanted: u64, now: i64) -> u64 {
        let meter = Meter { epoch: self.epoch, left: self.left };
        let (granted, meter) = meter.take(wanted, self.limit, self.epoch_seconds, now);
        (self.epoch, self.left) = (meter.epoch, meter.left);
        granted
    }

    /// Books a plan that was made.
    pub fn add_plan(&mut self) -> Result<()> {
        require!(self.taken < self.seats, VestingError::NoSeat);
        self.taken = self.taken.checked_add(1).ok_or(VestingError::Overflow)?;
        self.plans = self.plans.checked_add(1).ok_or(VestingError::Overflow)?;
        Ok(())
    }

    /// Books a plan that was closed.
    pub fn remove_plan(&mut self) -> Result<()> {
        self.plans = self.plans.checked_sub(1).ok_or(VestingError::Overflow)?;
        Ok(())
    }
}
