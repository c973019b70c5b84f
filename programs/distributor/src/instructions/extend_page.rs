//! Extend a page: a list of many steps has pages that one instruction cannot make.

use anchor_lang::{AccountRealloc, prelude::*};
use groundswell_program::at;

use crate::{
    error::DistributorError,
    state::{Distributor, Page},
};

/// Gives a page all its bits.
///
/// Who: whoever opened the page, who pays the rest of its rent. When: any time. Errors:
/// `PageComplete`.
#[derive(Accounts)]
pub struct ExtendPage {
    #[account(mut, at::address = page.rent_payer)]
    pub payer: Signer,

    #[account(at::address = page.distributor)]
    pub distributor: Account<Distributor>,
    #[account(mut)]
    pub page: Account<Page>,

    pub system_program: Program<System>,
}

impl ExtendPage {
    /// Accounts, validate, effects.
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let space = Page::space(ctx.accounts.distributor.step_count);

        ctx.accounts.validate(space)?;
        let payer = *ctx.accounts.payer.account();
        ctx.accounts.page.realloc_account(space, payer, true)
    }

    fn validate(&self, space: usize) -> Result<()> {
        require!(self.page.current_space() < space, DistributorError::PageComplete);
        Ok(())
    }
}
