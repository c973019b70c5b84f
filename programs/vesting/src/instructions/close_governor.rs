//! Close a governor: nothing it bounds exists any more.

use anchor_lang::prelude::*;
use groundswell_program::at;

use crate::{error::VestingError, state::Governor};

/// Closes a governor; its rent goes back to who paid it.
///
/// Who: the creator. When: once no plan names it. Errors: `NothingToClose`.
#[derive(Accounts)]
pub struct CloseGovernor {
    #[account(at::address = governor.creator)]
    pub creator: Signer,
    /// Gets the rent back.
    #[account(mut, unsafe(dup), at::address = governor.rent_payer)]
    pub rent_payer: UncheckedAccount,
    #[account(mut)]
    pub governor: Account<Governor>,
}

impl CloseGovernor {
    /// Accounts, validate, effects.
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        require!(ctx.accounts.governor.plans == 0, VestingError::NothingToClose);
        ctx.accounts.governor.close(*ctx.accounts.rent_payer.account())
    }
}
