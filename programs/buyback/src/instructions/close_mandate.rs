//! Close a mandate: it is over and holds nothing any more.

use anchor_lang::prelude::*;
use anchor_spl::associated_token;
use groundswell_program::{
    at,
    launch::never_settles,
    tokens::{self, Burn, NATIVE_MINTS, balance, close_account},
};

use crate::{error::BuybackError, state::Mandate};

/// Closes a mandate and its vaults; their rent goes back to who paid it. Base tokens that strangers
/// sent to the vault are burned.
///
/// A launch's mandate stays as long as the launch exists or can settle: what lists and plans pass on
/// goes to this address, and another mandate could stand there with another sink. What strangers
/// sent to the mandate of a launch that failed is burned.
///
/// Who: anyone. When: after the end, once every receipt is closed, the quote vault is empty and so
/// is the mandate's associated account, where there is one. Errors: `NotEnded`, `NothingToClose`,
/// `NotTheOwnersAccount`, `MintExtension`.
#[derive(Accounts)]
pub struct CloseMandate {
    /// Gets the rent back.
    #[account(mut, at::address = mandate.rent_payer)]
    pub rent_payer: UncheckedAccount,
    #[account(mut)]
    pub mandate: Account<Mandate>,
    /// The mandate's, if it has one.
    #[account(at::address = mandate.launch)]
    pub launch: UncheckedAccount,

    #[account(mut, at::address = mandate.base_mint)]
    pub base_mint: UncheckedAccount,
    #[account(mut, at::address = mandate.base_vault)]
    pub base_vault: UncheckedAccount,
    /// The mandate's associated account, whether it exists or not; derived below.
    pub mandate_base: UncheckedAccount,
    #[account(mut, at::address = mandate.quote_mint)]
    pub quote_mint: UncheckedAccount,
    #[account(mut, at::address = mandate.quote_vault)]
    pub quote_vault: UncheckedAccount,

    #[account(at::address = mandate.base_token_program)]
    pub base_token_program: UncheckedAccount,
    pub token_program: Program<Token>,
}

impl CloseMandate {
    /// Accounts, validate, effects, transfers.
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        ctx.accounts.validate(now)?;
        ctx.accounts.empty()?;
        ctx.accounts.mandate.close(*ctx.accounts.rent_payer.account())
    }

    fn validate(&self, now: i64) -> Result<()> {
        let mandate = &self.mandate;
        require!(mandate.is_over(now), BuybackError::NotEnded);
        require!(tokens::is_allowed_mint(self.base_mint.account()), BuybackError::MintExtension);
        let program = &mandate.base_token_program;
        let seeds = [mandate.address().as_ref(), program.as_ref(), mandate.base_mint.as_ref()];
        let (associated, _) = Address::find_program_address(&seeds, &associated_token::ID);
        let account = self.mandate_base.account();
        require!(associated == *account.address(), BuybackError::NotTheOwnersAccount);
        let sent = if account.owned_by(program) { balance(account)? } else { 0 };
        // What strangers sent to the mandate of a launch that failed is nobody's: its pool, which
        // would get it, is gone. Wrapped SOL cannot be burned, so it keeps the mandate open.
        let stray = !mandate.is_started()
            && mandate.launch != Address::default()
            && mandate.remainder_owner == mandate.launch
            && !NATIVE_MINTS.contains(&mandate.quote_mint);
        let quote = if stray { 0 } else { balance(self.quote_vault.account())? };
        let dry = [quote, sent, mandate.receipts.into()] == [0; 3];
        let over = never_settles(self.launch.account(), now);
        require!(dry && over, BuybackError::NothingToClose);
        Ok(())
    }

    fn empty(&mut self) -> Result<()> {
        let mandate = &self.mandate;
        let seeds = mandate.signer_seeds();
        let (base, quote) = (mandate.base_decimals, mandate.quote_decimals);
        for (program, vault, mint, decimals) in [
            (self.base_token_program.address(), &mut self.base_vault, &mut self.base_mint, base),
            (self.token_program.address(), &mut self.quote_vault, &mut self.quote_mint, quote),
        ] {
            let donated = balance(vault.account())?;
            let burn = Burn {
                program,
                from: vault.cpi_handle_mut().into(),
                mint: mint.cpi_handle_mut().into(),
                authority: mandate.cpi_handle(),
            };
            burn.invoke(donated, decimals, &[&seeds]);
        }
        for (program, vault) in [
            (self.base_token_program.address(), &mut self.base_vault),
            (self.token_program.address(), &mut self.quote_vault),
        ] {
            close_account(
                program,
                vault.cpi_handle_mut().into(),
                self.rent_payer.cpi_handle_mut().into(),
                mandate.cpi_handle(),
                &[&seeds],
            );
        }
        Ok(())
    }
}
