//! Fund the buyback: a buyback tranche goes to the mandate, which retires it.

use anchor_lang::prelude::*;
use groundswell_math::phase::Phase;
use groundswell_program::{at, tokens::Transfer};

use crate::{error::LaunchError, event::BuybackFunded, state::Launch, tokens};

/// Moves the buyback tranche number `tranche` to the mandate's associated account of the launched
/// token, which the caller creates where it is missing; the bump is that of its address. There
/// anyone can have the mandate retire it.
///
/// Who: anyone. When: `Settled`, once for each buyback tranche. Errors: `NotSettled`,
/// `NoSuchTranche`, `NotBuyback`, `AlreadyFunded`, `NotTheOwnersAccount`, `MintExtension`.
#[derive(Accounts)]
pub struct FundBuyback {
    #[account(mut)]
    pub launch: Account<Launch>,

    #[account(at::address = launch.base_mint)]
    pub base_mint: UncheckedAccount,
    #[account(mut, at::address = launch.base_vault)]
    pub base_vault: UncheckedAccount,
    /// The mandate's associated account, proven where it is paid.
    #[account(mut)]
    pub mandate_base: UncheckedAccount,

    #[account(at::address = launch.base_token_program)]
    pub base_token_program: UncheckedAccount,
}

impl FundBuyback {
    /// Accounts, validate, effects, transfer, event.
    pub fn handle(ctx: &mut Context<Self>, tranche: u8, mandate_bump: u8) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        let amount = ctx.accounts.validate(tranche, mandate_bump, now)?;
        let launch = &mut ctx.accounts.launch;
        launch.fund_tranche(tranche, amount)?;
        let event = BuybackFunded {
            launch: *launch.address(),
            mandate: launch.mandate,
            amount,
            time: now,
            sequence: launch.next_sequence()?,
        };
        ctx.accounts.pay(amount);

        emit!(event);
        Ok(())
    }

    /// What leaves.
    fn validate(&self, tranche: u8, mandate_bump: u8, now: i64) -> Result<u64> {
        let launch = &self.launch;
        require!(launch.phase(now) == Phase::Settled, LaunchError::NotSettled);
        let tranche = launch.unfunded(tranche)?;
        require!(tranche.is_buyback(), LaunchError::NotBuyback);
        tokens::require_allowed_mint(self.base_mint.account())?;
        let (mint, program) = (&launch.base_mint, &launch.base_token_program);
        let to = self.mandate_base.account();
        tokens::require_associated(to, &launch.mandate, mint, program, mandate_bump)?;
        Ok(tranche.amount)
    }

    fn pay(&mut self, amount: u64) {
        let seeds = self.launch.signer_seeds();
        let transfer = Transfer {
            program: self.base_token_program.address(),
            from: self.base_vault.cpi_handle_mut().into(),
            mint: self.base_mint.cpi_handle(),
            to: self.mandate_base.cpi_handle_mut().into(),
            authority: self.launch.cpi_handle(),
        };
        transfer.invoke(amount, self.launch.base_decimals, &[&seeds]);
    }
}
