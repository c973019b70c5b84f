//! Reassign: a grant becomes another wallet's, which accepts it.

use anchor_lang::prelude::*;
use groundswell_program::at;

use crate::{
    error::VestingError,
    event::Reassigned,
    state::{Grant, Plan, Policy},
};

/// Gives a grant, with all it has vested and not paid, to a wallet that signs for it.
///
/// Who: grantor or recipient, as the plan's policy says, and the new recipient. When: any time.
/// Errors: `PolicyForbids`, `SameRecipient`.
#[derive(Accounts)]
pub struct Reassign {
    pub authority: Signer,
    pub new_recipient: Signer,
    #[account(mut, at::address = grant.plan)]
    pub plan: Account<Plan>,
    #[account(mut)]
    pub grant: Account<Grant>,
}

impl Reassign {
    /// Accounts, validate, effects, event.
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        ctx.accounts.validate()?;
        let Reassign { new_recipient, plan, grant, .. } = &mut ctx.accounts;
        let (from, to) = (grant.recipient, *new_recipient.address());
        grant.recipient = to;
        // Whoever is paid from now on has to disclose.
        grant.is_disclosed = false.into();
        let sequence = plan.next_sequence()?;

        emit!(Reassigned { plan: grant.plan, from, to, time: now, sequence });
        Ok(())
    }

    fn validate(&self) -> Result<()> {
        let policy = Policy::from_u8(self.plan.reassign).ok_or(VestingError::UnknownPolicy)?;
        let who = *self.authority.address();
        let may = policy.allows(who == self.plan.grantor, who == self.grant.recipient);
        require!(may, VestingError::PolicyForbids);
        let other = *self.new_recipient.address() != self.grant.recipient;
        require!(other, VestingError::SameRecipient);
        Ok(())
    }
}
