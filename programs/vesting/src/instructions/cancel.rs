//! Cancel: a grant ends at what has vested, if the plan's policy lets the caller.

use anchor_lang::prelude::*;
use groundswell_program::at;

use crate::{
    error::VestingError,
    event::Cancelled,
    state::{Grant, Plan, Policy},
};

/// Ends a grant at what has vested, which stays the recipient's to withdraw; the rest goes to
/// the plan's sink by `forfeit`.
///
/// Who: grantor or recipient, as the plan's policy says. When: until everything has vested,
/// once. Errors: `PolicyForbids`, `AlreadyCancelled`, `FullyVested`.
#[derive(Accounts)]
pub struct Cancel {
    pub authority: Signer,
    #[account(mut, at::address = grant.plan)]
    pub plan: Account<Plan>,
    #[account(mut)]
    pub grant: Account<Grant>,
}

impl Cancel {
    /// Accounts, validate, effects, event.
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        ctx.accounts.validate()?;
        let Cancel { plan, grant, .. } = &mut ctx.accounts;
        let event = end(plan, grant, false, now)?;

        emit!(event);
        Ok(())
    }

    fn validate(&self) -> Result<()> {
        let policy = Policy::from_u8(self.plan.cancel).ok_or(VestingError::UnknownPolicy)?;
        let who = *self.authority.address();
        let may = policy.allows(who == self.plan.grantor, who == self.grant.recipient);
        require!(may, VestingError::PolicyForbids);
        Ok(())
    }
}

/// Ends a grant at what has vested at `now` (unix seconds), and books what it forfeits.
pub(super) fn end(
    plan: &mut Account<Plan>,
    grant: &mut Account<Grant>,
    missed: bool,
    now: i64,
) -> Result<Cancelled> {
    let forfeited = grant.end(plan, now)?;
    plan.forfeit(forfeited)?;
    Ok(Cancelled {
        plan: grant.plan,
        recipient: grant.recipient,
        entitled: grant.entitled,
        forfeited,
        missed: u64::from(missed),
        time: now,
        sequence: plan.next_sequence()?,
    })
}
