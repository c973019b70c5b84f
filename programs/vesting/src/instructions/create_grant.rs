//! Create a grant: the grantor of a plan without a list names a recipient.

use anchor_lang::prelude::*;
use groundswell_program::at;

use super::open_grant::{record, require_opening};
use crate::{
    error::VestingError,
    state::{Grant, Plan},
};

/// Gives `recipient` a grant of `amount` out of what the plan has not granted.
///
/// Who: the grantor; anyone may pay the rent. When: once the plan is funded, until 180 days
/// after everything has vested. Errors: `NotFunded`, `HasList`, `IsStream`, `OpeningEnded`, `ZeroAmount`,
/// `GrantTooLarge`, `MoreThanTotal`.
#[derive(Accounts)]
pub struct CreateGrant {
    /// Pays the rent and gets it back.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(at::address = plan.grantor)]
    pub grantor: Signer,
    pub recipient: UncheckedAccount,

    #[account(mut)]
    pub plan: Account<Plan>,
    #[account(
        init,
        payer = payer,
        seeds = [Grant::SEED, plan.address().as_ref(), recipient.address().as_ref()],
        bump,
    )]
    pub grant: Account<Grant>,

    pub system_program: Program<System>,
}

impl CreateGrant {
    /// Accounts, validate, effects, event.
    pub fn handle(ctx: &mut Context<Self>, amount: u64) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        require!(!ctx.accounts.plan.has_list(), VestingError::HasList);
        require!(!ctx.accounts.plan.is_stream(), VestingError::IsStream);
        require_opening(&ctx.accounts.plan, now)?;
        let CreateGrant { payer, recipient, plan, grant, .. } = &mut ctx.accounts;
        let (payer, recipient) = (*payer.address(), *recipient.address());
        let event = record(plan, grant, payer, recipient, amount, ctx.bumps.grant, now)?;

        emit!(event);
        Ok(())
    }
}
