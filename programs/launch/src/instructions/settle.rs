//! Settle: the ladder clears and the price is fixed, for however many contributors.

use anchor_lang::prelude::*;
use groundswell_math::phase::Phase;

use crate::{error::LaunchError, event::Settled, state::Launch};

/// Computes the clearing and starts every lock's clock.
///
/// Who: anyone. When: `Closed`. Errors: `NotClosed`.
#[derive(Accounts)]
pub struct Settle {
    #[account(mut)]
    pub launch: Account<Launch>,
}

impl Settle {
    /// Accounts, validate, effects, event.
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        ctx.accounts.validate(now)?;
        let clearing = ctx.accounts.launch.settle(now)?;

        let launch = &mut ctx.accounts.launch;
        emit!(Settled {
            launch: *launch.address(),
            price: clearing.price,
            raise: clearing.raise,
            deposited: launch.deposited,
            contributors: launch.contributors,
            time: now,
            sequence: launch.next_sequence()?,
        });
        Ok(())
    }

    fn validate(&self, now: i64) -> Result<()> {
        require!(self.launch.phase(now) == Phase::Closed, LaunchError::NotClosed);
        Ok(())
    }
}
