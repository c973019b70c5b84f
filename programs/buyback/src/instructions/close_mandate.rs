//! Close a mandate: it is over and holds nothing any more.

use anchor_lang::prelude::*;
use anchor_spl::associated_token;
use groundswell_program::{
    at,
    launch::is_paid_out,
    tokens::{self, Burn, balance, close_account},
};

use crate::{error::BuybackError, state::Mandate};

/// Closes a mandate and its vaults; their rent goes back to who paid it. Base tokens that strangers
/// sent to the vault are burned.
///
/// A launch's mandate stays until the launch sends no more proceeds.
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
        let left = [balance(self.quote_vault.account())?, sent, mandate.receipts.into()];
        let dry = left == [0; 3] && is_paid_out(self.launch.account());
        require!(dry, BuybackError::NothingToClose);
        Ok(())
    }

    fn empty(&mut self) -> Result<()> {
        let mandate = &self.mandate;
        let donated = balance(self.base_vault.account())?;
        let seeds = mandate.signer_seeds();
        let burn = Burn {
            program: self.base_token_program.address(),
            from: self.base_vault.cpi_handle_mut().into(),
            mint: self.base_mint.cpi_handle_mut().into(),
            authority: mandate.cpi_handle(),
        };
        burn.invoke(donated, mandate.base_decimals, &[&seeds]);
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
