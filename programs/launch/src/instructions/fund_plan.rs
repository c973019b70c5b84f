//! Fund a plan: a granted tranche goes to the vesting plan that pays it out.

use anchor_lang::prelude::*;
use groundswell_math::phase::Phase;
use groundswell_program::{
    at,
    tokens::{Burn, Transfer},
};

use crate::{error::LaunchError, event::PlanFunded, state::Launch, tokens};

/// Moves the granted tranche number `tranche` into the vault of its plan, whose clock runs. Then
/// anyone can have the plan count it. Should a stranger have funded the plan with tokens of their
/// own, the tranche is burned: no plan is funded twice. So it is if the plan was paid out and
/// closed since, or if another stands in its place.
///
/// Who: anyone. When: `Settled`, once for each granted tranche. Errors: `NotSettled`,
/// `NoSuchTranche`, `NotGranted`, `AlreadyFunded`, `PlanAccount`, `PlanNotStarted`,
/// `MintExtension`.
#[derive(Accounts)]
pub struct FundPlan {
    #[account(mut)]
    pub launch: Account<Launch>,

    #[account(mut, at::address = launch.base_mint)]
    pub base_mint: UncheckedAccount,
    #[account(mut, at::address = launch.base_vault)]
    pub base_vault: UncheckedAccount,
    /// The destination of the tranche, compared where it is read.
    pub plan: UncheckedAccount,
    /// The plan's, compared where that is read.
    #[account(mut)]
    pub plan_vault: UncheckedAccount,

    #[account(at::address = launch.base_token_program)]
    pub base_token_program: UncheckedAccount,
}

impl FundPlan {
    /// Accounts, validate, effects, transfers, event.
    pub fn handle(ctx: &mut Context<Self>, tranche: u8) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        let (amount, burns) = ctx.accounts.validate(tranche, now)?;
        let FundPlan { launch, plan, .. } = &mut ctx.accounts;
        launch.fund_tranche(tranche, amount)?;
        let event = PlanFunded {
            launch: *launch.address(),
            plan: *plan.address(),
            amount: if burns { 0 } else { amount },
            burned: if burns { amount } else { 0 },
            time: now,
            sequence: launch.next_sequence()?,
        };
        ctx.accounts.pay(&event);

        emit!(event);
        Ok(())
    }

    /// What leaves, and whether it is burned.
    fn validate(&self, tranche: u8, now: i64) -> Result<(u64, bool)> {
        let launch = &self.launch;
        require!(launch.phase(now) == Phase::Settled, LaunchError::NotSettled);
        let tranche = launch.unfunded(tranche)?;
        require!(tranche.is_granted(), LaunchError::NotGranted);
        tokens::require_allowed_mint(self.base_mint.account())?;
        let (amount, account) = (tranche.amount, self.plan.account());
        require!(*account.address() == tranche.destination, LaunchError::PlanAccount);
        let Some(plan) = launch.sealed_plan(&tranche, account, launch.address()) else {
            return Ok((amount, true));
        };
        require!(*self.plan_vault.address() == plan.vault, LaunchError::PlanAccount);
        require!(plan.is_started(), LaunchError::PlanNotStarted);
        Ok((amount, plan.is_funded.get()))
    }

    fn pay(&mut self, event: &PlanFunded) {
        let seeds = self.launch.signer_seeds();
        let program = self.base_token_program.address();
        let burn = Burn {
            program,
            from: self.base_vault.cpi_handle_mut().into(),
            mint: self.base_mint.cpi_handle_mut().into(),
            authority: self.launch.cpi_handle(),
        };
        burn.invoke(event.burned, self.launch.base_decimals, &[&seeds]);
        let transfer = Transfer {
            program,
            from: self.base_vault.cpi_handle_mut().into(),
            mint: self.base_mint.cpi_handle(),
            to: self.plan_vault.cpi_handle_mut().into(),
            authority: self.launch.cpi_handle(),
        };
        transfer.invoke(event.amount, self.launch.base_decimals, &[&seeds]);
    }
}
