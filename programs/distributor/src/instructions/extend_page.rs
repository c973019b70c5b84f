//! Extend a page: a list of many steps has pages that one instruction cannot make.

use anchor_lang::{AccountRealloc, prelude::*};
use groundswell_program::at;

use crate::{
    error::DistributorError,
    state::{Distributor, Page},
};

/// Gives a page all its bits. Their rent was paid when it was opened.
///
/// Who: anyone. When: any time. Errors: `PageComplete`.
#[derive(Accounts)]
pub struct ExtendPage {
    #[account(at::address = page.distributor)]
    pub distributor: Account<Distributor>,
    #[account(mut)]
    pub page: Account<Page>,
}

impl ExtendPage {
    /// Accounts, validate, effects.
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let space = Page::space(ctx.accounts.distributor.step_count);

        ctx.accounts.validate(space)?;
        // Nobody pays: no lamports are missing.
        let payer = *ctx.accounts.distributor.account();
        ctx.accounts.page.realloc_account(space, payer, true)
    }

    fn validate(&self, space: usize) -> Result<()> {
        require!(self.page.current_space() < space, DistributorError::PageComplete);
        Ok(())
    }
}
