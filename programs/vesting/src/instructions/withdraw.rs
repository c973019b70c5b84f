//! Withdraw: what has vested goes to its recipient, whoever asks.

use anchor_lang::prelude::*;
use groundswell_program::{
    at,
    tokens::{self, Transfer},
};

use crate::{
    error::VestingError,
    event::Withdrawn,
    state::{Governor, Grant, Plan},
};

/// Pays what has vested and was not withdrawn to the recipient's associated token account, as
/// much of it as the plan's governor lets out in this epoch; the rest stays vested and waits.
/// The caller creates the account first, where it does not exist; the bump is that of its
/// address. A plan without a governor needs none.
///
/// Who: anyone. When: once something has vested. Errors: `DisclosureMissing`, `NothingVested`,
/// `WrongGovernor`, `EpochSpent`, `NotTheOwnersAccount`, `MintExtension`.
#[derive(Accounts)]
pub struct Withdraw {
    #[account(mut, at::address = grant.plan)]
    pub plan: Account<Plan>,
    #[account(mut)]
    pub grant: Account<Grant>,
    /// The plan's, compared where it is asked.
    #[account(mut)]
    pub governor: Option<Account<Governor>>,

    #[account(at::address = plan.mint)]
    pub mint: UncheckedAccount,
    #[account(mut, at::address = plan.vault)]
    pub vault: UncheckedAccount,
    /// The recipient's associated account, proven where it is paid.
    #[account(mut)]
    pub recipient_tokens: UncheckedAccount,

    #[account(at::address = plan.token_program)]
    pub token_program: UncheckedAccount,
}

impl Withdraw {
    /// Accounts, validate, effects, transfer, event.
    pub fn handle(ctx: &mut Context<Self>, bump: u8) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        let due = ctx.accounts.validate(bump, now)?;
        let event = ctx.accounts.record(due, now)?;
        ctx.accounts.pay(event.amount);

        emit!(event);
        Ok(())
    }

    /// What has vested and was not withdrawn.
    fn validate(&self, bump: u8, now: i64) -> Result<u64> {
        let (plan, grant) = (&self.plan, &self.grant);
        let due = grant.due(plan, now)?;
        let disclosed = !plan.needs_disclosure.get() || grant.is_disclosed.get();
        require!(disclosed, VestingError::DisclosureMissing);
        require!(due > 0, VestingError::NothingVested);
        require!(tokens::is_allowed_mint(self.mint.account()), VestingError::MintExtension);
        let named = self.governor.as_ref().map_or(Address::default(), |g| *g.address());
        require!(named == plan.governor, VestingError::WrongGovernor);
        let theirs = tokens::is_associated(
            self.recipient_tokens.account(),
            &grant.recipient,
            &plan.mint,
            &plan.token_program,
            bump,
        );
        require!(theirs, VestingError::NotTheOwnersAccount);
        Ok(due)
    }

    fn record(&mut self, due: u64, now: i64) -> Result<Withdrawn> {
        let amount = match &mut self.governor {
            Some(governor) => governor.take(due, now),
            None => due,
        };
        require!(amount > 0, VestingError::EpochSpent);
        self.grant.withdraw(amount)?;
        self.plan.withdraw(amount)?;
        Ok(Withdrawn {
            plan: self.grant.plan,
            recipient: self.grant.recipient,
            amount,
            waiting: due.checked_sub(amount).ok_or(VestingError::Overflow)?,
            time: now,
            sequence: self.plan.next_sequence()?,
        })
    }

    fn pay(&mut self, amount: u64) {
        let seeds = self.plan.signer_seeds();
        let transfer = Transfer {
            program: self.token_program.address(),
            from: self.vault.cpi_handle_mut().into(),
            mint: self.mint.cpi_handle(),
            to: self.recipient_tokens.cpi_handle_mut().into(),
            authority: self.plan.cpi_handle(),
        };
        transfer.invoke(amount, self.plan.decimals, &[&seeds]);
    }
}
