//! Collect: one offer is paid, and what was not bought of it goes back, whoever asks.

use anchor_lang::prelude::*;
use groundswell_math::tender::Fill;
use groundswell_program::{
    at,
    tokens::{self, ClassicTransfer, Transfer},
};

use crate::{
    error::BuybackError,
    event::Collected,
    state::{Mandate, Offer, Receipt, Tender},
};

/// Pays an offer to its owner's associated token accounts and closes it. With the last one the
/// tender closes, and what rounding left of its budget is free again.
///
/// An account is only needed where something is paid into it; the caller creates it first. The
/// bumps are those of the two accounts' addresses.
///
/// Who: anyone. When: once for each offer, after the tender is cleared. Errors: `NotCleared`,
/// `NotTheOwnersAccount`, `MintExtension`.
#[derive(Accounts)]
pub struct Collect {
    /// Gets the offer's rent back.
    #[account(mut, unsafe(dup), at::address = offer.rent_payer)]
    pub rent_payer: UncheckedAccount,
    /// Gets the tender's rent back with the last offer.
    #[account(mut, unsafe(dup), at::address = tender.rent_payer)]
    pub tender_rent_payer: UncheckedAccount,

    #[account(mut, at::address = tender.mandate)]
    pub mandate: Account<Mandate>,
    #[account(mut, at::address = offer.tender)]
    pub tender: Account<Tender>,
    #[account(mut, at::address = tender.receipt)]
    pub receipt: Account<Receipt>,
    #[account(mut)]
    pub offer: Account<Offer>,

    #[account(at::address = mandate.base_mint)]
    pub base_mint: UncheckedAccount,
    #[account(mut, at::address = mandate.base_vault)]
    pub base_vault: UncheckedAccount,
    /// The owner's associated account, proven where it is paid.
    #[account(mut)]
    pub owner_base: UncheckedAccount,

    #[account(mut, at::address = mandate.quote_vault)]
    pub quote_vault: UncheckedAccount,
    /// The owner's associated account, proven where it is paid.
    #[account(mut)]
    pub owner_quote: UncheckedAccount,

    #[account(at::address = mandate.base_token_program)]
    pub base_token_program: UncheckedAccount,
    pub token_program: Program<Token>,
}

impl Collect {
    /// Accounts, validate, effects, transfers, event.
    pub fn handle(ctx: &mut Context<Self>, base_bump: u8, quote_bump: u8) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        let fill = ctx.accounts.validate()?;
        ctx.accounts.check_accounts(&fill, base_bump, quote_bump)?;
        let event = ctx.accounts.record(&fill, now)?;
        ctx.accounts.pay(&fill);
        ctx.accounts.close()?;

        emit!(event);
        Ok(())
    }

    /// What becomes of the offer.
    fn validate(&self) -> Result<Fill> {
        let (tender, offer) = (&self.tender, &self.offer);
        require!(tender.is_cleared.get(), BuybackError::NotCleared);
        require!(tokens::is_allowed_mint(self.base_mint.account()), BuybackError::MintExtension);
        tender.fill(&self.mandate, offer.amount, offer.tick)
    }

    fn check_accounts(&self, fill: &Fill, base_bump: u8, quote_bump: u8) -> Result<()> {
        let Collect { mandate, offer, .. } = self;
        let base = (&self.owner_base, &mandate.base_mint, self.base_token_program.address());
        let quote = (&self.owner_quote, &mandate.quote_mint, self.token_program.address());
        for (amount, (account, mint, program), bump) in
            [(fill.returned, base, base_bump), (fill.paid, quote, quote_bump)]
        {
            let theirs = amount == 0
                || tokens::is_associated(account.account(), &offer.owner, mint, program, bump);
            require!(theirs, BuybackError::NotTheOwnersAccount);
        }
        Ok(())
    }

    fn record(&mut self, fill: &Fill, now: i64) -> Result<Collected> {
        let Collect { mandate, tender, receipt, offer, .. } = self;
        mandate.collect(fill)?;
        receipt.collect(fill)?;
        tender.remove_offer()?;
        if tender.offers == 0 {
            mandate.release(receipt.unpaid()?)?;
            receipt.is_final = true.into();
        }
        Ok(Collected {
            mandate: tender.mandate,
            owner: offer.owner,
            cycle: tender.cycle.into(),
            bought: fill.taken,
            paid: fill.paid,
            returned: fill.returned,
            time: now,
            sequence: mandate.next_sequence()?,
        })
    }

    fn pay(&mut self, fill: &Fill) {
        let seeds = self.mandate.signer_seeds();
        let back = Transfer {
            program: self.base_token_program.address(),
            from: self.base_vault.cpi_handle_mut().into(),
            mint: self.base_mint.cpi_handle(),
            to: self.owner_base.cpi_handle_mut().into(),
            authority: self.mandate.cpi_handle(),
        };
        back.invoke(fill.returned, self.mandate.base_decimals, &[&seeds]);
        let payment = ClassicTransfer {
            program: &self.token_program,
            from: self.quote_vault.cpi_handle_mut().into(),
            to: self.owner_quote.cpi_handle_mut().into(),
            authority: self.mandate.cpi_handle(),
        };
        payment.invoke(fill.paid, &[&seeds]);
    }

    fn close(&mut self) -> Result<()> {
        if self.tender.offers == 0 {
            self.tender.close(*self.tender_rent_payer.account())?;
        }
        self.offer.close(*self.rent_payer.account())
    }
}
