//! Claim: one contributor's tokens and refund, in one go, whoever asks.

use anchor_lang::prelude::*;
use groundswell_math::phase::Phase;
use groundswell_program::{at, tokens::Transfer};

use crate::{
    error::LaunchError,
    event::Claimed,
    state::{Contribution, Launch},
    tokens,
};

/// Pays a contribution out to the contributor's associated token accounts and closes it.
///
/// An account is only needed where something is paid into it; the caller creates it first.
/// The bumps are those of the two accounts' addresses.
///
/// Who: anyone. When: `Settled`. Errors: `NotSettled`, `NotTheOwnersAccount`,
/// `MintExtension`.
#[derive(Accounts)]
pub struct Claim {
    /// Gets the contribution's rent back.
    #[account(mut, at::address = contribution.rent_payer)]
    pub rent_payer: UncheckedAccount,

    #[account(mut, at::address = contribution.launch)]
    pub launch: Account<Launch>,
    #[account(mut)]
    pub contribution: Account<Contribution>,

    #[account(at::address = launch.base_mint)]
    pub base_mint: UncheckedAccount,
    #[account(mut, at::address = launch.base_vault)]
    pub base_vault: UncheckedAccount,
    /// The contributor's associated account, proven where it is paid.
    #[account(mut)]
    pub contributor_base: UncheckedAccount,

    #[account(mut, at::address = launch.quote_vault)]
    pub quote_vault: UncheckedAccount,
    /// The contributor's associated account, proven where it is paid.
    #[account(mut)]
    pub contributor_quote: UncheckedAccount,

    #[account(at::address = launch.base_token_program)]
    pub base_token_program: UncheckedAccount,
    pub token_program: Program<Token>,
}

impl Claim {
    /// Accounts, validate, effects, transfers, event.
    pub fn handle(ctx: &mut Context<Self>, base_bump: u8, quote_bump: u8) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        ctx.accounts.validate(now)?;
        let event = ctx.accounts.record(now)?;
        ctx.accounts.pay_tokens(&event, base_bump)?;
        ctx.accounts.pay_refund(&event, quote_bump)?;
        let rent_payer = *ctx.accounts.rent_payer.account();
        ctx.accounts.contribution.close(rent_payer)?;

        emit!(event);
        Ok(())
    }

    fn validate(&self, now: i64) -> Result<()> {
        require!(self.launch.phase(now) == Phase::Settled, LaunchError::NotSettled);
        tokens::require_allowed_mint(self.base_mint.account())
    }

    fn record(&mut self, now: i64) -> Result<Claimed> {
        let contribution = &self.contribution;
        let allocation = self.launch.pay_out(contribution.amount.get(), contribution.tick)?;
        Ok(Claimed {
            launch: *self.launch.address(),
            contributor: contribution.contributor,
            accepted: allocation.accepted,
            refund: allocation.refund,
            tokens: allocation.tokens,
            time: now,
            sequence: self.launch.next_sequence()?,
        })
    }

    fn pay_tokens(&mut self, event: &Claimed, bump: u8) -> Result<()> {
        if event.tokens == 0 {
            return Ok(());
        }
        let program = self.base_token_program.address();
        let account = self.contributor_base.account();
        tokens::require_associated(
            account,
            &event.contributor,
            self.base_mint.address(),
            program,
            bump,
        )?;
        let seeds = self.launch.signer_seeds();
        let transfer = Transfer {
            program,
            from: self.base_vault.cpi_handle_mut().into(),
            mint: self.base_mint.cpi_handle(),
            to: self.contributor_base.cpi_handle_mut().into(),
            authority: self.launch.cpi_handle(),
        };
        transfer.invoke(event.tokens, self.launch.base_decimals, &[&seeds]);
        Ok(())
    }

    fn pay_refund(&mut self, event: &Claimed, bump: u8) -> Result<()> {
        if event.refund == 0 {
            return Ok(());
        }
        tokens::require_associated(
            self.contributor_quote.account(),
            &event.contributor,
            &self.launch.quote_mint,
            self.token_program.address(),
            bump,
        )?;
        tokens::pay_quote(
            &self.launch,
            &mut self.quote_vault,
            &mut self.contributor_quote,
            &self.token_program,
            event.refund,
        );
        Ok(())
    }
}
