//! Retire: what others sent to the mandate leaves for good.

use anchor_lang::prelude::*;
use groundswell_program::{
    at,
    tokens::{self, balance},
};

use crate::{
    disposal::{Disposal, supply},
    error::BuybackError,
    event::Retired,
    state::Mandate,
};

/// Burns or locks, as `sink_bought` does, all that the mandate's associated account of the base
/// mint holds: lists and plans whose sink is this mandate send it there, and so can anyone. The
/// bump is that of the account's address.
///
/// Who: anyone. When: whenever something arrived there. Errors: `NotTheOwnersAccount`,
/// `NothingToSink`, `WrongSink`, `MintExtension`.
#[derive(Accounts)]
pub struct Retire {
    #[account(mut)]
    pub mandate: Account<Mandate>,

    #[account(mut, at::address = mandate.base_mint)]
    pub base_mint: UncheckedAccount,
    /// The mandate's associated account, proven below.
    #[account(mut)]
    pub mandate_base: UncheckedAccount,

    /// The mandate's, compared where it is read.
    pub sink_plan: Option<UncheckedAccount>,
    /// The plan's, compared where that is read.
    #[account(mut)]
    pub sink_vault: Option<UncheckedAccount>,

    #[account(at::address = mandate.base_token_program)]
    pub base_token_program: UncheckedAccount,
}

impl Retire {
    /// Accounts, validate, effects, transfers, event.
    pub fn handle(ctx: &mut Context<Self>, bump: u8) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        let disposal = ctx.accounts.validate(bump)?;
        let event = ctx.accounts.record(&disposal, now)?;
        let Retire { mandate, base_mint, mandate_base, sink_vault, base_token_program, .. } =
            &mut ctx.accounts;
        let (program, to) = (base_token_program.address(), sink_vault.as_mut());
        disposal.invoke(mandate, program, mandate_base, base_mint, to);

        emit!(event);
        Ok(())
    }

    /// How what is there ends.
    fn validate(&self, bump: u8) -> Result<Disposal> {
        let (mandate, account) = (&self.mandate, self.mandate_base.account());
        let ours = tokens::is_associated(
            account,
            mandate.address(),
            &mandate.base_mint,
            &mandate.base_token_program,
            bump,
        );
        require!(ours, BuybackError::NotTheOwnersAccount);
        require!(tokens::is_allowed_mint(self.base_mint.account()), BuybackError::MintExtension);
        let amount = balance(account)?;
        require!(amount > 0, BuybackError::NothingToSink);
        let plan = self.sink_plan.as_ref().map(|plan| plan.account());
        let vault = self.sink_vault.as_ref().map(|vault| vault.account());
        Disposal::of(mandate, amount, plan, vault)
    }

    fn record(&mut self, disposal: &Disposal, now: i64) -> Result<Retired> {
        let Disposal { burned, locked } = *disposal;
        let mandate = &mut self.mandate;
        let supply_after = supply(self.base_mint.account())?.checked_sub(burned);
        let all = burned.checked_add(locked).ok_or(BuybackError::Overflow)?;
        mandate.retired = mandate.retired.checked_add(all).ok_or(BuybackError::Overflow)?;
        Ok(Retired {
            mandate: *mandate.address(),
            burned,
            locked,
            supply_after: supply_after.ok_or(BuybackError::Overflow)?,
            time: now,
            sequence: mandate.next_sequence()?,
        })
    }
}
