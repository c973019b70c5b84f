//! Close a plan: it holds nothing any more, or never held anything.

use anchor_lang::prelude::*;
use groundswell_program::{
    at, launch,
    tokens::{self, Burn, NATIVE_MINTS, balance, close_account},
};

use crate::{
    error::VestingError,
    state::{Governor, OPENING_SECONDS, Plan},
};

/// Closes a plan and its vault; their rent goes back to who paid it. What strangers sent to the
/// vault is burned, but for a stream, which closes with an empty vault only, unless it belongs to a
/// launch that failed.
///
/// Who: anyone, once every grant is closed and everything that was forfeited or never opened has
/// left. The grantor, as long as the plan is not funded, unless it belongs to a launch that can
/// still settle. A launch's stream waits in both cases until the launch sends no more proceeds. Errors: `NothingToClose`, `WrongGovernor`, `MintExtension`.
#[derive(Accounts)]
pub struct ClosePlan {
    /// Signs to give up a plan that was never funded.
    pub grantor: Option<Signer>,
    /// Gets the rent back.
    #[account(mut, unsafe(dup), at::address = plan.rent_payer)]
    pub rent_payer: UncheckedAccount,

    #[account(mut)]
    pub plan: Account<Plan>,
    /// The plan's, if it has one.
    #[account(mut)]
    pub governor: Option<Account<Governor>>,
    /// The plan's, if it has one.
    #[account(at::address = plan.launch)]
    pub launch: UncheckedAccount,

    #[account(mut, at::address = plan.mint)]
    pub mint: UncheckedAccount,
    #[account(mut, at::address = plan.vault)]
    pub vault: UncheckedAccount,

    #[account(at::address = plan.token_program)]
    pub token_program: UncheckedAccount,
}

impl ClosePlan {
    /// Accounts, validate, effects, transfers.
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        ctx.accounts.validate(now)?;
        if let Some(governor) = &mut ctx.accounts.governor {
            governor.remove_plan()?;
        }
        ctx.accounts.empty()?;
        ctx.accounts.plan.close(*ctx.accounts.rent_payer.account())
    }

    fn validate(&self, now: i64) -> Result<()> {
        let plan = &self.plan;
        let launch = self.launch.account();
        let failed = launch::never_settles(launch, now);
        let done = if plan.is_funded.get() {
            plan.is_over(now, OPENING_SECONDS) && plan.sink_due(now)? == 0
        } else {
            let theirs = self.grantor.as_ref().is_some_and(|g| *g.address() == plan.grantor);
            theirs && (plan.is_stream() || failed)
        };
        // What strangers sent to a stream that can never start is nobody's; but wrapped SOL, which
        // cannot be burned, keeps it open.
        let over = failed || launch::is_paid_out(launch);
        let stray = failed && !plan.is_started() && !NATIVE_MINTS.contains(&plan.mint);
        let empty = stray || balance(self.vault.account())? == 0;
        let dry = !plan.is_stream() || over && empty;
        require!(done && dry && plan.grants == 0, VestingError::NothingToClose);
        let named = self.governor.as_ref().map_or(Address::default(), |g| *g.address());
        require!(named == plan.governor, VestingError::WrongGovernor);
        require!(tokens::is_allowed_mint(self.mint.account()), VestingError::MintExtension);
        Ok(())
    }

    fn empty(&mut self) -> Result<()> {
        let plan = &self.plan;
        let donated = balance(self.vault.account())?;
        let seeds = plan.signer_seeds();
        let program = self.token_program.address();
        let burn = Burn {
            program,
            from: self.vault.cpi_handle_mut().into(),
            mint: self.mint.cpi_handle_mut().into(),
            authority: plan.cpi_handle(),
        };
        burn.invoke(donated, plan.decimals, &[&seeds]);
        close_account(
            program,
            self.vault.cpi_handle_mut().into(),
            self.rent_payer.cpi_handle_mut().into(),
            plan.cpi_handle(),
            &[&seeds],
        );
        Ok(())
    }
}
