//! Mark missed: the attester says, in the window for it, that a deliverable was not delivered.

use anchor_lang::prelude::*;
use groundswell_program::at;

use super::cancel::end;
use crate::{
    error::VestingError,
    event::Cancelled,
    state::{Grant, Plan},
};

/// Ends a grant at what has vested. The attester can do nothing else, and nothing outside the
/// plan's window.
///
/// Who: the plan's attester. When: from the deliverable's date on, within the window, until
/// everything has vested, once. Errors: `NotAttester`, `OutsideWindow`, `AlreadyCancelled`,
/// `FullyVested`.
#[derive(Accounts)]
pub struct MarkMissed {
    pub attester: Signer,
    #[account(mut, at::address = grant.plan)]
    pub plan: Account<Plan>,
    #[account(mut)]
    pub grant: Account<Grant>,
}

impl MarkMissed {
    /// Accounts, validate, effects, event.
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        ctx.accounts.validate(now)?;
        let MarkMissed { plan, grant, .. } = &mut ctx.accounts;
        let event: Cancelled = end(plan, grant, true, now)?;

        emit!(event);
        Ok(())
    }

    fn validate(&self, now: i64) -> Result<()> {
        let plan = &self.plan;
        // A plan without an attester names the address that nobody can sign for.
        let theirs = *self.attester.address() == plan.attester;
        require!(theirs, VestingError::NotAttester);
        let until = plan.deliver_by.checked_add(plan.mark_seconds);
        let window = plan.deliver_by..until.ok_or(VestingError::Overflow)?;
        require!(window.contains(&plan.elapsed(now)?), VestingError::OutsideWindow);
        Ok(())
    }
}
