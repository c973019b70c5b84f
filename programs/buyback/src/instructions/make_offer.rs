//! Make an offer: a holder names a price and puts tokens into escrow.
#![allow(unused_variables, reason = "the derive binds the arguments also where it needs none")]

use anchor_lang::prelude::*;
use groundswell_program::{
    at,
    tokens::{self, Transfer},
};

use crate::{
    error::BuybackError,
    event::Offered,
    state::{Mandate, Offer, Tender},
};

/// Offers base units at `price_bps` of the reference price, which is on a tick. The seller gets
/// the clearing price, which is never less. Offering again at the same price adds.
///
/// Who: the owner of the tokens; anyone may pay the rent. When: while the tender is open, until its
/// freeze. Errors: `OutsideTender`, `ZeroAmount`, `AboveCeiling`, `OffTick`, `MintExtension`,
/// `Overflow`, and the token program's own if the tokens are not there.
#[derive(Accounts)]
#[instruction(price_bps: u16, amount: u64)]
pub struct MakeOffer {
    /// Pays the offer's rent and gets it back.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub owner: Signer,

    #[account(mut, at::address = tender.mandate)]
    pub mandate: Account<Mandate>,
    #[account(mut)]
    pub tender: Account<Tender>,
    /// At its tick; a price that has none is refused below.
    #[account(
        init_if_needed,
        payer = payer,
        seeds = [
            Offer::SEED,
            tender.address().as_ref(),
            owner.address().as_ref(),
            &[mandate.tick_of(price_bps).unwrap_or(u8::MAX)],
        ],
        bump,
    )]
    pub offer: Account<Offer>,

    #[account(at::address = mandate.base_mint)]
    pub base_mint: UncheckedAccount,
    /// Any account of the owner's; the token program checks owner and mint.
    #[account(mut)]
    pub owner_base: UncheckedAccount,
    #[account(mut, at::address = mandate.base_vault)]
    pub base_vault: UncheckedAccount,

    #[account(at::address = mandate.base_token_program)]
    pub base_token_program: UncheckedAccount,
    pub system_program: Program<System>,
}

impl MakeOffer {
    /// Accounts, validate, effects, transfer, event.
    pub fn handle(ctx: &mut Context<Self>, price_bps: u16, amount: u64) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        let tick = ctx.accounts.validate(price_bps, amount, now)?;
        let event = ctx.accounts.record(tick, amount, ctx.bumps.offer, now)?;
        ctx.accounts.take(amount);

        emit!(event);
        Ok(())
    }

    /// The tick of the price.
    fn validate(&self, price_bps: u16, amount: u64, now: i64) -> Result<u8> {
        require!(self.tender.takes_offers(now), BuybackError::OutsideTender);
        require!(amount > 0, BuybackError::ZeroAmount);
        require!(tokens::is_allowed_mint(self.base_mint.account()), BuybackError::MintExtension);
        Ok(self.mandate.tick_of(price_bps).map_err(BuybackError::from)?)
    }

    fn record(&mut self, tick: u8, amount: u64, bump: u8, now: i64) -> Result<Offered> {
        let MakeOffer { mandate, tender, offer, .. } = self;
        if offer.is_new() {
            offer.tender = *tender.address();
            offer.owner = *self.owner.address();
            offer.rent_payer = *self.payer.address();
            offer.tick = tick;
            offer.bump = bump;
            tender.add_offer()?;
        }
        let before = offer.amount;
        let total = before.checked_add(amount).ok_or(BuybackError::Overflow)?;
        tender.shift(mandate, tick, before, total)?;
        offer.amount = total;
        Ok(Offered {
            mandate: tender.mandate,
            owner: offer.owner,
            cycle: tender.cycle.into(),
            tick: tick.into(),
            base: amount,
            total,
            time: now,
            sequence: mandate.next_sequence()?,
        })
    }

    fn take(&mut self, amount: u64) {
        let transfer = Transfer {
            program: self.base_token_program.address(),
            from: self.owner_base.cpi_handle_mut().into(),
            mint: self.base_mint.cpi_handle(),
            to: self.base_vault.cpi_handle_mut().into(),
            authority: self.owner.cpi_handle(),
        };
        transfer.invoke(amount, self.mandate.base_decimals, &[]);
    }
}
