//! Withdraw: a contributor takes money back out while the sale is open.

use anchor_lang::prelude::*;
use groundswell_math::{ladder::Change, phase::Phase};
use groundswell_program::at;

use crate::{
    error::LaunchError,
    event::Withdrawn,
    state::{Contribution, Launch},
    tokens,
};

/// Takes quote units out; taking all closes the contribution and returns its rent.
///
/// Who: the contributor. When: `Open`, until the withdraw freeze. Errors: `NotOpen`,
/// `WithdrawalsFrozen`, `ZeroAmount`, `MoreThanDeposited`, `UnderWalletMinimum` (a rest
/// between zero and the minimum).
#[derive(Accounts)]
pub struct Withdraw {
    #[account(at::address = contribution.contributor)]
    pub contributor: Signer,
    /// Gets the rent back when everything is taken out.
    #[account(mut, unsafe(dup), at::address = contribution.rent_payer)]
    pub rent_payer: UncheckedAccount,

    #[account(mut, at::address = contribution.launch)]
    pub launch: Account<Launch>,
    #[account(mut)]
    pub contribution: Account<Contribution>,

    /// Any account the contributor names; the token program checks the mint.
    #[account(mut)]
    pub contributor_quote: UncheckedAccount,
    #[account(mut, at::address = launch.quote_vault)]
    pub quote_vault: UncheckedAccount,

    pub token_program: Program<Token>,
}

impl Withdraw {
    /// Accounts, validate, effects, transfer, event.
    pub fn handle(ctx: &mut Context<Self>, amount: u64) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        let rest = ctx.accounts.validate(amount, now)?;
        let event = ctx.accounts.record(amount, rest, now)?;
        tokens::pay_quote(
            &ctx.accounts.launch,
            &mut ctx.accounts.quote_vault,
            &mut ctx.accounts.contributor_quote,
            &ctx.accounts.token_program,
            amount,
        );

        emit!(event);
        Ok(())
    }

    /// What stays in, if the amount may be taken out.
    fn validate(&self, amount: u64, now: i64) -> Result<u64> {
        let launch = &self.launch;
        require!(launch.phase(now) == Phase::Open, LaunchError::NotOpen);
        require!(launch.timeline().may_withdraw(now), LaunchError::WithdrawalsFrozen);
        require!(amount > 0, LaunchError::ZeroAmount);
        let rest = self.contribution.amount.get().checked_sub(amount);
        let rest = rest.ok_or(LaunchError::MoreThanDeposited)?;
        let enough = rest == 0 || rest >= launch.wallet_min;
        require!(enough, LaunchError::UnderWalletMinimum);
        Ok(rest)
    }

    fn record(&mut self, amount: u64, rest: u64, now: i64) -> Result<Withdrawn> {
        let launch = &mut self.launch;
        let contribution = &mut self.contribution;
        let before = contribution.amount.get();
        launch.change_deposit(Change { tick: contribution.tick, before, after: rest })?;
        contribution.amount = rest.into();
        let event = Withdrawn {
            launch: *launch.address(),
            contributor: contribution.contributor,
            amount,
            total: rest,
            deposited: launch.deposited,
            time: now,
            sequence: launch.next_sequence()?,
        };
        if rest == 0 {
            launch.remove_contributor()?;
            contribution.close(*self.rent_payer.account())?;
        }
        Ok(event)
    }
}
