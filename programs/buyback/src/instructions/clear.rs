//! Clear: a tender is over, and one price is found for all.

use anchor_lang::prelude::*;
use groundswell_program::at;

use crate::{
    error::BuybackError,
    event::Cleared,
    state::{Mandate, Receipt, Tender},
};

/// Finds what the budget buys, the cheapest first, and at which price; from now on it is owed to
/// the sellers. O(ticks), whatever the number of offers. A tender without offers is closed at
/// once.
///
/// Who: anyone. When: once, from the tender's close on. Errors: `TooEarly`, `AlreadyCleared`.
#[derive(Accounts)]
pub struct Clear {
    /// Gets the tender's rent back where nobody offered.
    #[account(mut, at::address = tender.rent_payer)]
    pub rent_payer: UncheckedAccount,
    #[account(mut, at::address = tender.mandate)]
    pub mandate: Account<Mandate>,
    #[account(mut)]
    pub tender: Account<Tender>,
    #[account(mut, at::address = tender.receipt)]
    pub receipt: Account<Receipt>,
}

impl Clear {
    /// Accounts, validate, effects, event.
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        ctx.accounts.validate(now)?;
        let event = ctx.accounts.record(now)?;

        emit!(event);
        Ok(())
    }

    fn validate(&self, now: i64) -> Result<()> {
        require!(now >= self.tender.closes_at, BuybackError::TooEarly);
        require!(!self.tender.is_cleared.get(), BuybackError::AlreadyCleared);
        Ok(())
    }

    fn record(&mut self, now: i64) -> Result<Cleared> {
        let Clear { mandate, tender, receipt, .. } = self;
        let clearing = tender.clear(mandate)?;
        mandate.clear(&clearing)?;
        receipt.clear(&clearing, now);
        let event = Cleared {
            mandate: tender.mandate,
            cycle: tender.cycle.into(),
            price: clearing.price,
            most_bought: clearing.bought,
            most_paid: clearing.spent,
            time: now,
            sequence: mandate.next_sequence()?,
        };
        if tender.offers == 0 {
            receipt.is_final = true.into();
            tender.close(*self.rent_payer.account())?;
        }
        Ok(event)
    }
}
