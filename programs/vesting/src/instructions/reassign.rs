//! Reassign: a grant becomes another wallet's, which accepts it.

use anchor_lang::prelude::*;
use groundswell_program::at;

use crate::{
    error::VestingError,
    event::Reassigned,
    state::{Grant, OPENING_SECONDS, Plan, Policy},
};

/// Gives a grant to a wallet that signs for it. What has vested and was not paid goes with it
/// where the recipient gives it away; the grantor can only once that is paid, for it is the
/// recipient's.
///
/// Who: grantor or recipient, as the plan's policy says, and the new recipient. When: any time;
/// where the plan asks for a disclosure, until 180 days after everything has vested, for then
/// whoever has not disclosed forfeits. Errors: `PolicyForbids`, `SameRecipient`, `VestedUnpaid`,
/// `OpeningEnded`.
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

        ctx.accounts.validate(now)?;
        let Reassign { new_recipient, plan, grant, .. } = &mut ctx.accounts;
        let (from, to) = (grant.recipient, *new_recipient.address());
        grant.recipient = to;
        // Whoever is paid from now on has to disclose.
        grant.is_disclosed = false.into();
        let sequence = plan.next_sequence()?;

        emit!(Reassigned { plan: grant.plan, from, to, time: now, sequence });
        Ok(())
    }

    fn validate(&self, now: i64) -> Result<()> {
        let policy = Policy::from_u8(self.plan.reassign).ok_or(VestingError::UnknownPolicy)?;
        let who = *self.authority.address();
        let theirs = who == self.grant.recipient;
        let may = policy.allows(who == self.plan.grantor, theirs);
        require!(may, VestingError::PolicyForbids);
        let other = *self.new_recipient.address() != self.grant.recipient;
        require!(other, VestingError::SameRecipient);
        let by_recipient = theirs && policy != Policy::Grantor;
        let settled = by_recipient || self.grant.due(&self.plan, now)? == 0;
        require!(settled, VestingError::VestedUnpaid);
        let lapses = self.plan.needs_disclosure.get() && self.plan.is_over(now, OPENING_SECONDS);
        require!(!lapses, VestingError::OpeningEnded);
        Ok(())
    }
}
