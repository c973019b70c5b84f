//! Cancel: the creator calls the launch off while nobody's money is in.

use anchor_lang::prelude::*;
use groundswell_math::phase::Phase;
use groundswell_program::at;

use crate::{error::LaunchError, event::Cancelled, state::Launch};

/// Calls the launch off. A draft is closed on the spot; a sealed launch has failed from now
/// on, and `sweep` moves its tokens to where the charter says.
///
/// Who: the creator. When: `Draft`, `Sealed`. Errors: `AlreadyOpen`.
#[derive(Accounts)]
pub struct Cancel {
    #[account(at::address = launch.creator)]
    pub creator: Signer,
    /// Gets a draft's rent back.
    #[account(mut, unsafe(dup), at::address = launch.rent_payer)]
    pub rent_payer: UncheckedAccount,
    #[account(mut)]
    pub launch: Account<Launch>,
}

impl Cancel {
    /// Accounts, validate, effects, event.
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        let phase = ctx.accounts.validate(now)?;
        ctx.accounts.launch.is_cancelled = true.into();
        let sequence = ctx.accounts.launch.next_sequence()?;
        let launch = *ctx.accounts.launch.address();
        if phase == Phase::Draft {
            let rent_payer = *ctx.accounts.rent_payer.account();
            ctx.accounts.launch.close(rent_payer)?;
        }

        emit!(Cancelled { launch, time: now, sequence });
        Ok(())
    }

    fn validate(&self, now: i64) -> Result<Phase> {
        let phase = self.launch.phase(now);
        let before_opening = matches!(phase, Phase::Draft | Phase::Sealed);
        require!(before_opening, LaunchError::AlreadyOpen);
        Ok(phase)
    }
}
