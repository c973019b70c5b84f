//! Close a governor: nothing it bounds exists any more.

use anchor_lang::prelude::*;
use groundswell_program::at;

use crate::{error::VestingError, state::Governor};

/// Closes a governor; its rent goes back to who paid it.
///
/// Who: anyone, once every plan that could ever name it did and is closed. The creator, once no
/// plan names it. Errors: `NothingToClose`.
#[derive(Accounts)]
pub struct CloseGovernor {
    /// Signs to give up what more plans could name.
    pub creator: Option<Signer>,
    /// Gets the rent back.
    #[account(mut, unsafe(dup), at::address = governor.rent_payer)]
    pub rent_payer: UncheckedAccount,
    #[account(mut)]
    pub governor: Account<Governor>,
}

impl CloseGovernor {
    /// Accounts, validate, effects.
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        ctx.accounts.validate()?;
        ctx.accounts.governor.close(*ctx.accounts.rent_payer.account())
    }

    fn validate(&self) -> Result<()> {
        let governor = &self.governor;
        let theirs = self.creator.as_ref().is_some_and(|c| *c.address() == governor.creator);
        let done = theirs || governor.taken == governor.seats;
        require!(done && governor.plans == 0, VestingError::NothingToClose);
        Ok(())
    }
}
