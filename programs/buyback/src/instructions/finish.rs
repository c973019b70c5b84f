//! Finish: what a mandate has not spent goes on to where it said.

use anchor_lang::prelude::*;
use groundswell_program::{
    at,
    tokens::{ClassicTransfer, balance},
};

use crate::{error::BuybackError, event::Finished, state::Mandate};

/// Moves all quote tokens that no seller is owed, donations included, to the mandate's
/// `remainder`; again, if more arrives. Its owner must still be what it was when the mandate was
/// made. If it is gone, or another stands in its place, the tokens stay and wait for it: there is
/// no second receiver, and least of all the creator.
///
/// Who: anyone. When: after the end, once the last tender is cleared. Errors: `NotEnded`,
/// `NothingLeft`, `RemainderGone`.
#[derive(Accounts)]
pub struct Finish {
    #[account(mut)]
    pub mandate: Account<Mandate>,
    #[account(mut, at::address = mandate.quote_vault)]
    pub quote_vault: UncheckedAccount,
    #[account(mut, at::address = mandate.remainder)]
    pub remainder: UncheckedAccount,
    #[account(at::address = mandate.remainder_owner)]
    pub remainder_owner: UncheckedAccount,

    pub token_program: Program<Token>,
}

impl Finish {
    /// Accounts, validate, effects, transfer, event.
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        ctx.accounts.validate(now)?;
        let event = ctx.accounts.record(now)?;
        ctx.accounts.pay(event.amount);

        emit!(event);
        Ok(())
    }

    fn validate(&self, now: i64) -> Result<()> {
        let mandate = &self.mandate;
        require!(mandate.is_over(now), BuybackError::NotEnded);
        let terms =
            mandate.remainder_terms(self.remainder_owner.account(), self.remainder.address());
        require!(terms == Some(mandate.remainder_terms), BuybackError::RemainderGone);
        Ok(())
    }

    fn record(&mut self, now: i64) -> Result<Finished> {
        let mandate = &mut self.mandate;
        mandate.count(balance(self.quote_vault.account())?)?;
        let amount = mandate.free()?;
        require!(amount > 0, BuybackError::NothingLeft);
        mandate.held = mandate.owed;
        let sequence = mandate.next_sequence()?;
        Ok(Finished { mandate: *mandate.address(), amount, time: now, sequence })
    }

    fn pay(&mut self, amount: u64) {
        let seeds = self.mandate.signer_seeds();
        let transfer = ClassicTransfer {
            program: &self.token_program,
            from: self.quote_vault.cpi_handle_mut().into(),
            to: self.remainder.cpi_handle_mut().into(),
            authority: self.mandate.cpi_handle(),
        };
        transfer.invoke(amount, &[&seeds]);
    }
}
