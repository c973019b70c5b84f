//! Start: the reference price of a launch's mandate is the price the launch settled at.

use anchor_lang::prelude::*;
use groundswell_program::{at, launch};

use crate::{error::BuybackError, state::Mandate};

/// Takes the reference price from the launch that the mandate names.
///
/// Who: anyone. When: once, after the launch has settled. Errors: `AlreadyStarted`, `NotSettled`,
/// `WrongLaunch`, `PriceZero`.
#[derive(Accounts)]
pub struct Start {
    #[account(mut)]
    pub mandate: Account<Mandate>,
    #[account(at::address = mandate.launch)]
    pub launch: UncheckedAccount,
}

impl Start {
    /// Accounts, validate, effects.
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let Start { mandate, launch } = &mut ctx.accounts;
        require!(!mandate.is_started(), BuybackError::AlreadyStarted);
        let settled = launch::settlement(launch.account()).ok_or(BuybackError::NotSettled)?;
        let pair = (settled.base_mint, settled.quote_mint);
        require!(pair == (mandate.base_mint, mandate.quote_mint), BuybackError::WrongLaunch);
        (mandate.reference_quote, mandate.reference_base) = (settled.quote, settled.base);
        Ok(mandate.grid().check().map_err(BuybackError::from)?)
    }
}
