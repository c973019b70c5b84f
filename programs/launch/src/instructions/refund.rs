//! Refund: a failed sale gives a contributor everything back, whoever asks.

use anchor_lang::prelude::*;
use groundswell_math::phase::Phase;
use groundswell_program::at;

use crate::{
    error::LaunchError,
    event::Refunded,
    state::{Contribution, Launch},
    tokens,
};

/// Pays a whole deposit back to the contributor's associated token account and closes the
/// contribution. The bump is that of the account's address.
///
/// Who: anyone. When: `Failed`. Errors: `NotFailed`, `NotTheOwnersAccount`.
#[derive(Accounts)]
pub struct Refund {
    /// Gets the contribution's rent back.
    #[account(mut, at::address = contribution.rent_payer)]
    pub rent_payer: UncheckedAccount,

    #[account(mut, at::address = contribution.launch)]
    pub launch: Account<Launch>,
    #[account(mut)]
    pub contribution: Account<Contribution>,

    #[account(mut, at::address = launch.quote_vault)]
    pub quote_vault: UncheckedAccount,
    /// The contributor's associated account.
    #[account(mut)]
    pub contributor_quote: UncheckedAccount,

    pub token_program: Program<Token>,
}

impl Refund {
    /// Accounts, validate, effects, transfer, event.
    pub fn handle(ctx: &mut Context<Self>, quote_bump: u8) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        ctx.accounts.validate(now, quote_bump)?;
        let event = ctx.accounts.record(now)?;
        tokens::pay_quote(
            &ctx.accounts.launch,
            &mut ctx.accounts.quote_vault,
            &mut ctx.accounts.contributor_quote,
            &ctx.accounts.token_program,
            event.amount,
        );
        let rent_payer = *ctx.accounts.rent_payer.account();
        ctx.accounts.contribution.close(rent_payer)?;

        emit!(event);
        Ok(())
    }

    fn validate(&self, now: i64, quote_bump: u8) -> Result<()> {
        require!(self.launch.phase(now) == Phase::Failed, LaunchError::NotFailed);
        tokens::require_associated(
            self.contributor_quote.account(),
            &self.contribution.contributor,
            &self.launch.quote_mint,
            self.token_program.address(),
            quote_bump,
        )
    }

    fn record(&mut self, now: i64) -> Result<Refunded> {
        self.launch.remove_contributor()?;
        Ok(Refunded {
            launch: *self.launch.address(),
            contributor: self.contribution.contributor,
            amount: self.contribution.amount.get(),
            time: now,
            sequence: self.launch.next_sequence()?,
        })
    }
}
