//! Withdraw an offer: a holder takes tokens back while the tender is open.

use anchor_lang::prelude::*;
use groundswell_program::{
    at,
    tokens::{self, Transfer},
};

use crate::{
    error::BuybackError,
    event::Withdrawn,
    state::{Mandate, Offer, Tender},
};

/// Takes base units out of an offer; taking all closes it and returns its rent.
///
/// Who: the owner. When: until the tender's freeze. Errors: `OutsideTender`, `ZeroAmount`,
/// `MoreThanOffered`, `MintExtension`.
#[derive(Accounts)]
pub struct WithdrawOffer {
    #[account(at::address = offer.owner)]
    pub owner: Signer,
    /// Gets the rent back when everything is taken out.
    #[account(mut, unsafe(dup), at::address = offer.rent_payer)]
    pub rent_payer: UncheckedAccount,

    #[account(mut, at::address = tender.mandate)]
    pub mandate: Account<Mandate>,
    #[account(mut, at::address = offer.tender)]
    pub tender: Account<Tender>,
    #[account(mut)]
    pub offer: Account<Offer>,

    #[account(at::address = mandate.base_mint)]
    pub base_mint: UncheckedAccount,
    /// Any account the owner names; the token program checks the mint.
    #[account(mut)]
    pub owner_base: UncheckedAccount,
    #[account(mut, at::address = mandate.base_vault)]
    pub base_vault: UncheckedAccount,

    #[account(at::address = mandate.base_token_program)]
    pub base_token_program: UncheckedAccount,
}

impl WithdrawOffer {
    /// Accounts, validate, effects, transfer, event.
    pub fn handle(ctx: &mut Context<Self>, amount: u64) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        let rest = ctx.accounts.validate(amount, now)?;
        let event = ctx.accounts.record(amount, rest, now)?;
        ctx.accounts.give_back(amount);

        emit!(event);
        Ok(())
    }

    /// What stays in, if the amount may be taken out.
    fn validate(&self, amount: u64, now: i64) -> Result<u64> {
        require!(self.tender.takes_offers(now), BuybackError::OutsideTender);
        require!(amount > 0, BuybackError::ZeroAmount);
        require!(tokens::is_allowed_mint(self.base_mint.account()), BuybackError::MintExtension);
        let rest = self.offer.amount.checked_sub(amount);
        Ok(rest.ok_or(BuybackError::MoreThanOffered)?)
    }

    fn record(&mut self, amount: u64, rest: u64, now: i64) -> Result<Withdrawn> {
        let WithdrawOffer { mandate, tender, offer, .. } = self;
        tender.shift(mandate, offer.tick, offer.amount, rest)?;
        offer.amount = rest;
        let event = Withdrawn {
            mandate: tender.mandate,
            owner: offer.owner,
            cycle: tender.cycle.into(),
            tick: offer.tick.into(),
            base: amount,
            total: rest,
            time: now,
            sequence: mandate.next_sequence()?,
        };
        if rest == 0 {
            tender.remove_offer()?;
            offer.close(*self.rent_payer.account())?;
        }
        Ok(event)
    }

    fn give_back(&mut self, amount: u64) {
        let seeds = self.mandate.signer_seeds();
        let transfer = Transfer {
            program: self.base_token_program.address(),
            from: self.base_vault.cpi_handle_mut().into(),
            mint: self.base_mint.cpi_handle(),
            to: self.owner_base.cpi_handle_mut().into(),
            authority: self.mandate.cpi_handle(),
        };
        transfer.invoke(amount, self.mandate.base_decimals, &[&seeds]);
    }
}
