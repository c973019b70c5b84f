//! Open a cycle: its tender takes offers.
#![allow(unused_variables, reason = "the derive binds the arguments also where it needs none")]

use anchor_lang::prelude::*;
use groundswell_program::{at, tokens::balance};

use crate::{
    error::BuybackError,
    event::Opened,
    state::{Mandate, Receipt, Tender},
};

/// Opens the tender of the present cycle, with its budget, and the receipt that stays of it. What
/// arrived is counted first, as `fund` does: nobody can open a cycle on less than is there.
///
/// `cycle` must be the one that the clock is in. Behind the accounts named here follow the
/// mandate's plans, in its order.
///
/// Who: anyone, who pays the rent and gets it back. When: in the first half of the time that the
/// cycle's tender has for offers, unless a blackout meets it. Errors: `NotStarted`, `WrongCycle`,
/// `OutsideTender`, `TenderOpen`, `WrongPlan`, `PlanWaiting`, `BlackedOut`, `NoBudget`.
#[derive(Accounts)]
#[instruction(cycle: u32)]
pub struct OpenCycle {
    #[account(mut)]
    pub payer: Signer,

    #[account(mut)]
    pub mandate: Account<Mandate>,
    #[account(
        init,
        payer = payer,
        seeds = [Tender::SEED, mandate.address().as_ref(), &cycle.to_le_bytes()],
        bump,
    )]
    pub tender: Account<Tender>,
    #[account(
        init,
        payer = payer,
        seeds = [Receipt::SEED, mandate.address().as_ref(), &cycle.to_le_bytes()],
        bump,
    )]
    pub receipt: Account<Receipt>,
    #[account(at::address = mandate.quote_vault)]
    pub quote_vault: UncheckedAccount,

    pub system_program: Program<System>,
}

impl OpenCycle {
    /// Accounts, validate, effects, event.
    pub fn handle(ctx: &mut Context<Self>, cycle: u32) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;
        let plans = ctx.remaining_accounts()?;

        ctx.accounts.validate(cycle, &plans, now)?;
        let bumps = (ctx.bumps.tender, ctx.bumps.receipt);
        let event = ctx.accounts.record(cycle, bumps, now)?;

        emit!(event);
        Ok(())
    }

    fn validate(&self, cycle: u32, plans: &[AccountView], now: i64) -> Result<()> {
        let mandate = &self.mandate;
        let calendar = mandate.calendar();
        require!(mandate.is_started(), BuybackError::NotStarted);
        let present = calendar.cycle_at(now) == Some(cycle) && cycle >= mandate.next_cycle;
        require!(present, BuybackError::WrongCycle);
        let tender = calendar.tender_of(cycle).ok_or(BuybackError::WrongCycle)?;
        require!(tender.may_open(now), BuybackError::OutsideTender);
        require!(!mandate.has_tender.get(), BuybackError::TenderOpen);
        require!(!mandate.is_blacked_out(tender, plans)?, BuybackError::BlackedOut);
        Ok(())
    }

    fn record(&mut self, cycle: u32, bumps: (u8, u8), now: i64) -> Result<Opened> {
        let OpenCycle { payer, mandate, tender, receipt, .. } = self;
        let counted = mandate.count(balance(self.quote_vault.account())?)?;
        let budget = mandate.budget(cycle)?;
        mandate.open(cycle)?;
        let times = mandate.calendar().tender_of(cycle).ok_or(BuybackError::WrongCycle)?;

        tender.mandate = *mandate.address();
        tender.receipt = *receipt.address();
        tender.rent_payer = *payer.address();
        tender.budget = budget;
        (tender.freezes_at, tender.closes_at) = (times.freezes_at, times.closes_at);
        tender.cycle = cycle;

        receipt.mandate = *mandate.address();
        receipt.tender = *tender.address();
        receipt.rent_payer = *payer.address();
        receipt.budget = budget;
        receipt.opened_at = now;
        receipt.cycle = cycle;
        (tender.bump, receipt.bump) = bumps;
        Ok(Opened {
            mandate: *mandate.address(),
            cycle: cycle.into(),
            budget,
            counted,
            time: now,
            sequence: mandate.next_sequence()?,
        })
    }
}
