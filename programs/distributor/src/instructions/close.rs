//! Close: a list that holds nothing any more goes, and its rent goes back to who paid it.

use anchor_lang::prelude::*;
use groundswell_program::at;

use crate::{error::DistributorError, state::Distributor};

/// Closes the list.
///
/// Who: anyone. When: after the end, once every vault is clawed back and every page closed.
/// Errors: `NotEnded`, `NothingToClose`.
#[derive(Accounts)]
pub struct Close {
    /// Gets the rent back.
    #[account(mut, at::address = distributor.rent_payer)]
    pub rent_payer: UncheckedAccount,

    #[account(mut)]
    pub distributor: Account<Distributor>,
}

impl Close {
    /// Accounts, validate, effects.
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        ctx.accounts.validate(now)?;
        ctx.accounts.distributor.close(*ctx.accounts.rent_payer.account())
    }

    fn validate(&self, now: i64) -> Result<()> {
        let list = &self.distributor;
        require!(list.has_ended(now), DistributorError::NotEnded);
        let empty = list.opened_vaults == 0 && list.open_pages == 0;
        require!(empty, DistributorError::NothingToClose);
        Ok(())
    }
}
