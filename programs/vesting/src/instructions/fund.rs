//! Fund: what the vault lacks is moved into it, and the plan counts as funded.

use anchor_lang::prelude::*;
use groundswell_program::{
    at,
    tokens::{self, Transfer, balance},
};

use crate::{error::VestingError, event::Funded, state::Plan};

/// Moves what the vault lacks to hold the plan's total, and counts it as funded. A vault that
/// holds it already, by plain transfers, needs no funder. A launch's plan takes no tokens before
/// its clock runs: a launch that fails never starts it, and they would stay for ever.
///
/// Who: anyone who has the tokens; anyone, once they are there. When: once. Errors:
/// `IsStream`, `AlreadyFunded`, `NotStarted`, `Underfunded`, `MintExtension`, and the token program's own if
/// the tokens are not there.
#[derive(Accounts)]
pub struct Fund {
    pub funder: Option<Signer>,
    /// Any account of the funder's; the token program checks owner and mint.
    #[account(mut)]
    pub funder_tokens: Option<UncheckedAccount>,

    #[account(mut)]
    pub plan: Account<Plan>,
    #[account(at::address = plan.mint)]
    pub mint: UncheckedAccount,
    #[account(mut, at::address = plan.vault)]
    pub vault: UncheckedAccount,

    #[account(at::address = plan.token_program)]
    pub token_program: UncheckedAccount,
}

impl Fund {
    /// Accounts, validate, effects, transfer, event.
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        let amount = ctx.accounts.validate()?;
        ctx.accounts.plan.is_funded = true.into();
        let event = Funded {
            plan: *ctx.accounts.plan.address(),
            amount,
            time: now,
            sequence: ctx.accounts.plan.next_sequence()?,
        };
        ctx.accounts.pay(amount)?;

        emit!(event);
        Ok(())
    }

    /// What is missing.
    fn validate(&self) -> Result<u64> {
        let plan = &self.plan;
        require!(!plan.is_stream(), VestingError::IsStream);
        require!(!plan.is_funded.get(), VestingError::AlreadyFunded);
        require!(plan.is_started(), VestingError::NotStarted);
        require!(tokens::is_allowed_mint(self.mint.account()), VestingError::MintExtension);
        let held = balance(self.vault.account())?.min(plan.total);
        Ok(plan.total.checked_sub(held).ok_or(VestingError::Overflow)?)
    }

    fn pay(&mut self, amount: u64) -> Result<()> {
        if amount == 0 {
            return Ok(());
        }
        let (Some(funder), Some(from)) = (&self.funder, &mut self.funder_tokens) else {
            return Err(VestingError::Underfunded.into());
        };
        let transfer = Transfer {
            program: self.token_program.address(),
            from: from.cpi_handle_mut().into(),
            mint: self.mint.cpi_handle(),
            to: self.vault.cpi_handle_mut().into(),
            authority: funder.cpi_handle(),
        };
        transfer.invoke(amount, self.plan.decimals, &[]);
        Ok(())
    }
}
