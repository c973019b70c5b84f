//! Sink: what a tender bought leaves for good.

use anchor_lang::prelude::*;
use groundswell_program::{at, tokens};

use crate::{
    disposal::{Disposal, supply},
    error::BuybackError,
    event::Sunk,
    state::{Mandate, Receipt},
};

/// Burns what was bought in the receipt's tender and collected since the last time; or moves it to
/// the sink plan's vault, as long as the plan lacks it, and burns what is more. Burning needs
/// neither `sink_plan` nor `sink_vault`.
///
/// Who: anyone. When: whenever something was collected. Errors: `NothingToSink`, `WrongSink`,
/// `MintExtension`.
#[derive(Accounts)]
pub struct SinkBought {
    #[account(mut, at::address = receipt.mandate)]
    pub mandate: Account<Mandate>,
    #[account(mut)]
    pub receipt: Account<Receipt>,

    #[account(mut, at::address = mandate.base_mint)]
    pub base_mint: UncheckedAccount,
    #[account(mut, at::address = mandate.base_vault)]
    pub base_vault: UncheckedAccount,

    /// The mandate's, compared where it is read.
    pub sink_plan: Option<UncheckedAccount>,
    /// The plan's, compared where that is read.
    #[account(mut)]
    pub sink_vault: Option<UncheckedAccount>,

    #[account(at::address = mandate.base_token_program)]
    pub base_token_program: UncheckedAccount,
}

impl SinkBought {
    /// Accounts, validate, effects, transfers, event.
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        let disposal = ctx.accounts.validate()?;
        let event = ctx.accounts.record(&disposal, now)?;
        let SinkBought { mandate, base_mint, base_vault, sink_vault, base_token_program, .. } =
            &mut ctx.accounts;
        let (program, to) = (base_token_program.address(), sink_vault.as_mut());
        disposal.invoke(mandate, program, base_vault, base_mint, to);

        emit!(event);
        Ok(())
    }

    /// How what is due ends.
    fn validate(&self) -> Result<Disposal> {
        let amount = self.receipt.sink_due()?;
        require!(amount > 0, BuybackError::NothingToSink);
        require!(tokens::is_allowed_mint(self.base_mint.account()), BuybackError::MintExtension);
        let plan = self.sink_plan.as_ref().map(|plan| plan.account());
        let vault = self.sink_vault.as_ref().map(|vault| vault.account());
        Disposal::of(&self.mandate, amount, plan, vault)
    }

    fn record(&mut self, disposal: &Disposal, now: i64) -> Result<Sunk> {
        let SinkBought { mandate, receipt, .. } = self;
        let before = supply(self.base_mint.account())?;
        mandate.sink(receipt.sink_due()?)?;
        receipt.sunk = receipt.bought;
        receipt.supply_after = before.checked_sub(disposal.burned).ok_or(BuybackError::Overflow)?;
        Ok(Sunk {
            mandate: receipt.mandate,
            cycle: receipt.cycle.into(),
            burned: disposal.burned,
            locked: disposal.locked,
            supply_after: receipt.supply_after,
            time: now,
            sequence: mandate.next_sequence()?,
        })
    }
}
