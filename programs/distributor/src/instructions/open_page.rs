//! Open a page: the account that records the claims of 8,192 leaves.
#![allow(unused_variables, reason = "the derive binds the arguments also where it needs none")]

use anchor_lang::{
    cpi::rent_exempt_lamports,
    prelude::*,
    system_program::{Transfer, transfer},
};
use groundswell_math::bitmap::{PAGE_LEAVES, pages};

use crate::{
    error::DistributorError,
    state::{Distributor, Page},
};

/// Makes page `number`. A list of 10 to 12 steps has pages too large for one instruction:
/// `extend_page` completes them, at no further cost.
///
/// Who: anyone, who pays the whole page's rent and gets it back. When: until the end, once the vault
/// that pays these leaves is open. Errors: `Ended`, `NoSuchPage`, `NoSuchVault`.
#[derive(Accounts)]
#[instruction(number: u32)]
pub struct OpenPage {
    #[account(mut)]
    pub payer: Signer,

    #[account(mut)]
    pub distributor: Account<Distributor>,
    #[account(
        init,
        payer = payer,
        space = Page::first_space(distributor.step_count),
        seeds = [Page::SEED, distributor.address().as_ref(), &number.to_le_bytes()],
        bump,
    )]
    pub page: Account<Page>,

    pub system_program: Program<System>,
}

impl OpenPage {
    /// Accounts, validate, effects.
    pub fn handle(ctx: &mut Context<Self>, number: u32) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        ctx.accounts.validate(number, now)?;
        ctx.accounts.record(number, ctx.bumps.page)?;
        ctx.accounts.pay_rent()
    }

    fn validate(&self, number: u32, now: i64) -> Result<()> {
        let list = &self.distributor;
        require!(!list.has_ended(now), DistributorError::Ended);
        require!(number < pages(list.count), DistributorError::NoSuchPage);
        Ok(())
    }

    fn record(&mut self, number: u32, bump: u8) -> Result<()> {
        let list = &mut self.distributor;
        let first = number.checked_mul(PAGE_LEAVES).ok_or(DistributorError::NoSuchPage)?;
        let page = &mut self.page;
        page.vault = *list.vault(list.vault_of(first)?)?;
        page.distributor = *list.address();
        page.rent_payer = *self.payer.address();
        page.number = number;
        page.bump = bump;
        list.add_page()
    }

    /// Pays the rent of what `extend_page` will add, so that it needs nobody's money.
    fn pay_rent(&mut self) -> Result<()> {
        let whole = rent_exempt_lamports(Page::space(self.distributor.step_count))?;
        let Some(lamports) = whole.checked_sub(self.page.account().lamports()) else {
            return Ok(());
        };
        if lamports == 0 {
            return Ok(());
        }
        let accounts =
            Transfer { from: self.payer.cpi_handle_mut(), to: self.page.cpi_handle_mut() };
        transfer(CpiContext::new(self.system_program.address(), accounts), lamports)
    }
}
