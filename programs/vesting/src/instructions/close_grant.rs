//! Close a grant: it is paid, or can no longer be, and its leaf can no longer be opened again.

use anchor_lang::prelude::*;
use groundswell_program::at;

use crate::{
    error::VestingError,
    state::{Disclosure, Grant, OPENING_SECONDS, Plan},
};

/// Closes a grant and its disclosure, if there is one; their rent goes back to who paid it.
///
/// Where the plan asks for a disclosure and the recipient never posted one, what the grant still
/// owes is forfeited: else one silent recipient would keep the plan open for ever.
///
/// Who: anyone. When: from 180 days after everything has vested, once the grant is paid or
/// forfeited; of a stream that nothing reached, any time. Errors: `NothingToClose`, `WrongDisclosure`.
#[derive(Accounts)]
pub struct CloseGrant {
    /// Gets the grant's rent back.
    #[account(mut, unsafe(dup), at::address = grant.rent_payer)]
    pub rent_payer: UncheckedAccount,
    /// Gets the disclosure's rent back; compared where it does.
    #[account(mut, unsafe(dup))]
    pub discloser: Option<UncheckedAccount>,

    #[account(mut, at::address = grant.plan)]
    pub plan: Account<Plan>,
    #[account(mut)]
    pub grant: Account<Grant>,
    #[account(mut)]
    pub disclosure: Option<Account<Disclosure>>,
}

impl CloseGrant {
    /// Accounts, validate, effects.
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        let lapsed = ctx.accounts.validate(now)?;
        ctx.accounts.plan.forfeit(lapsed)?;
        ctx.accounts.plan.close_grant()?;
        ctx.accounts.close_disclosure()?;
        ctx.accounts.grant.close(*ctx.accounts.rent_payer.account())
    }

    /// What is forfeited.
    fn validate(&self, now: i64) -> Result<u64> {
        let (plan, grant) = (&self.plan, &self.grant);
        // A stream that nothing reached owes nothing, and its grantor may want to give it up.
        let idle = plan.is_stream() && !plan.is_funded.get();
        let over = idle || plan.is_over(now, OPENING_SECONDS);
        let silent = plan.needs_disclosure.get() && !grant.is_disclosed.get();
        require!(over && (grant.is_paid() || silent), VestingError::NothingToClose);
        let here = self.disclosure.as_ref().map(|disclosure| disclosure.grant);
        let expected = self.grant.has_disclosure.get().then_some(*self.grant.address());
        require!(here == expected, VestingError::WrongDisclosure);
        grant.unpaid()
    }

    fn close_disclosure(&mut self) -> Result<()> {
        let Some(disclosure) = &mut self.disclosure else { return Ok(()) };
        let discloser = self.discloser.as_ref().ok_or(VestingError::WrongDisclosure)?;
        let theirs = *discloser.address() == disclosure.rent_payer;
        require!(theirs, VestingError::WrongDisclosure);
        disclosure.close(*discloser.account())
    }
}
