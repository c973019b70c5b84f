//! Close a page: nobody can claim any more, so nobody needs to know who did.

use anchor_lang::prelude::*;
use groundswell_program::at;

use crate::{
    error::DistributorError,
    state::{Distributor, Page},
};

/// Closes a page; its rent goes back to who paid it. A page is never closed while claims are
/// possible: its bits are what keeps a leaf from being paid twice.
///
/// Who: anyone. When: after the end. Errors: `NotEnded`.
#[derive(Accounts)]
pub struct ClosePage {
    /// Gets the rent back.
    #[account(mut, at::address = page.rent_payer)]
    pub rent_payer: UncheckedAccount,

    #[account(mut, at::address = page.distributor)]
    pub distributor: Account<Distributor>,
    #[account(mut)]
    pub page: Account<Page>,
}

impl ClosePage {
    /// Accounts, validate, effects.
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        let ended = ctx.accounts.distributor.has_ended(now);
        require!(ended, DistributorError::NotEnded);
        ctx.accounts.distributor.remove_page()?;
        ctx.accounts.page.close(*ctx.accounts.rent_payer.account())
    }
}
