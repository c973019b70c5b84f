//! Fund: what arrived in the quote vault counts.

use anchor_lang::prelude::*;
use groundswell_program::{at, tokens::balance};

use crate::{error::BuybackError, event::Funded, state::Mandate};

/// Counts what the quote vault holds beyond the books. Money comes in by plain transfers; it
/// leaves to sellers, and in the end to `remainder`.
///
/// Who: anyone. When: whenever something arrived. Errors: `NothingArrived`.
#[derive(Accounts)]
pub struct Fund {
    #[account(mut)]
    pub mandate: Account<Mandate>,
    #[account(at::address = mandate.quote_vault)]
    pub quote_vault: UncheckedAccount,
}

impl Fund {
    /// Accounts, validate, effects, event.
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        let Fund { mandate, quote_vault } = &mut ctx.accounts;
        let amount = mandate.count(balance(quote_vault.account())?)?;
        require!(amount > 0, BuybackError::NothingArrived);
        let sequence = mandate.next_sequence()?;

        let (mandate, total) = (*mandate.address(), mandate.funded);
        emit!(Funded { mandate, amount, total, time: now, sequence });
        Ok(())
    }
}
