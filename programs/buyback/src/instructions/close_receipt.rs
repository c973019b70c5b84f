//! Close a receipt: the mandate is over, and what the tender bought has left.

use anchor_lang::prelude::*;
use groundswell_program::at;

use crate::{
    error::BuybackError,
    state::{Mandate, Receipt},
};

/// Closes a receipt; its rent goes back to who paid it.
///
/// Who: anyone. When: after the mandate's end, once every offer is collected and everything that
/// was bought is sunk. Errors: `NotEnded`, `NothingToClose`.
#[derive(Accounts)]
pub struct CloseReceipt {
    /// Gets the rent back.
    #[account(mut, at::address = receipt.rent_payer)]
    pub rent_payer: UncheckedAccount,
    #[account(mut, at::address = receipt.mandate)]
    pub mandate: Account<Mandate>,
    #[account(mut)]
    pub receipt: Account<Receipt>,
}

impl CloseReceipt {
    /// Accounts, validate, effects.
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        let CloseReceipt { rent_payer, mandate, receipt } = &mut ctx.accounts;
        require!(mandate.is_over(now), BuybackError::NotEnded);
        let done = receipt.is_final.get() && receipt.sink_due()? == 0;
        require!(done, BuybackError::NothingToClose);
        mandate.receipts = mandate.receipts.checked_sub(1).ok_or(BuybackError::Overflow)?;
        receipt.close(*rent_payer.account())
    }
}
