//! Remove a tranche: the creator changes a draft's mind.

use anchor_lang::{bytemuck::Zeroable, prelude::*};
use groundswell_math::phase::Phase;
use groundswell_program::at;

use crate::{
    error::LaunchError,
    state::{Launch, TrancheRecord},
};

/// Takes tranche `index` out; those behind it move up.
///
/// Who: the creator. When: `Draft`. Errors: `NotDraft`, `NoSuchTranche`.
#[derive(Accounts)]
pub struct RemoveTranche {
    #[account(at::address = launch.creator)]
    pub creator: Signer,
    #[account(mut)]
    pub launch: Account<Launch>,
}

impl RemoveTranche {
    /// Accounts, validate, effects.
    pub fn handle(ctx: &mut Context<Self>, index: u8) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        ctx.accounts.validate(index, now)?;
        ctx.accounts.record(index)
    }

    fn validate(&self, index: u8, now: i64) -> Result<()> {
        require!(self.launch.phase(now) == Phase::Draft, LaunchError::NotDraft);
        require!(index < self.launch.tranche_count, LaunchError::NoSuchTranche);
        Ok(())
    }

    fn record(&mut self, index: u8) -> Result<()> {
        let launch = &mut self.launch;
        let count = launch.tranche_count;
        let used = launch.tranches.get_mut(usize::from(index)..usize::from(count));
        let used = used.ok_or(LaunchError::NoSuchTranche)?;
        used.rotate_left(1);
        *used.last_mut().ok_or(LaunchError::NoSuchTranche)? = TrancheRecord::zeroed();
        launch.tranche_count = count.checked_sub(1).ok_or(LaunchError::NoSuchTranche)?;
        Ok(())
    }
}
