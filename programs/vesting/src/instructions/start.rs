//! Start: the clock of a launch's plan runs from the launch's settlement.

use anchor_lang::prelude::*;
use groundswell_program::{at, launch};

use crate::{error::VestingError, state::Plan};

/// Takes time zero from the launch that the plan names.
///
/// Who: anyone. When: once, after the launch has settled. Errors: `AlreadyStarted`, `NotSettled`.
#[derive(Accounts)]
pub struct Start {
    #[account(mut)]
    pub plan: Account<Plan>,
    #[account(at::address = plan.launch)]
    pub launch: UncheckedAccount,
}

impl Start {
    /// Accounts, validate, effects.
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        require!(!ctx.accounts.plan.is_started(), VestingError::AlreadyStarted);
        let settled_at = launch::settled_at(ctx.accounts.launch.account());
        let plan = &mut ctx.accounts.plan;
        plan.starts_at = settled_at.ok_or(VestingError::NotSettled)?;
        plan.has_started = true.into();
        Ok(())
    }
}
