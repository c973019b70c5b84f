//! Top up: what arrived in a stream's vault counts.

use anchor_lang::prelude::*;
use groundswell_program::{at, tokens::balance};

use crate::{
    error::VestingError,
    event::ToppedUp,
    state::{Grant, Plan},
};

/// Counts what a stream's vault holds beyond its books: it vests with the rest, by the schedule
/// that began at time zero. Whoever sends a stream tokens gives them to its recipient.
///
/// Who: anyone. When: whenever something arrived. Errors: `NoStream`, `NothingArrived`.
#[derive(Accounts)]
pub struct TopUp {
    #[account(mut, at::address = grant.plan)]
    pub plan: Account<Plan>,
    /// The stream's one grant.
    #[account(mut)]
    pub grant: Account<Grant>,
    #[account(at::address = plan.vault)]
    pub vault: UncheckedAccount,
}

impl TopUp {
    /// Accounts, validate, effects, event.
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        let amount = ctx.accounts.validate()?;
        let TopUp { plan, grant, .. } = &mut ctx.accounts;
        plan.receive(amount)?;
        grant.receive(amount)?;
        let sequence = plan.next_sequence()?;

        emit!(ToppedUp { plan: *plan.address(), amount, total: plan.total, time: now, sequence });
        Ok(())
    }

    /// What arrived.
    fn validate(&self) -> Result<u64> {
        let plan = &self.plan;
        require!(plan.is_stream(), VestingError::NoStream);
        let arrived = balance(self.vault.account())?.checked_sub(plan.held()?);
        let arrived = arrived.ok_or(VestingError::Overflow)?;
        require!(arrived > 0, VestingError::NothingArrived);
        Ok(arrived)
    }
}
