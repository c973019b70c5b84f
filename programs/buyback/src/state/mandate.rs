//! One vault of quote tokens, the rules by which it buys, and what it has bought.

use anchor_lang::{bytemuck, prelude::*};
use groundswell_math::{
    amount::mul_div_floor,
    mandate::{self, Calendar, Span, around, unlocks},
    tender::{Clearing, Fill, Grid, TenderError, tick_of},
};

use super::{load_plan, plan_terms};
use crate::error::BuybackError;

/// Most blackouts of fixed times.
pub const MAX_BLACKOUTS: usize = 8;
/// Most plans around whose unlocks nothing is bought.
pub const MAX_PLANS: usize = 4;

/// What becomes of bought tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Sink {
    /// They are burned.
    Burn = 0,
    /// They go to the vault of a vesting plan, as far as it lacks them; what is more is burned.
    Lock = 1,
}

impl Sink {
    /// The sink with this number.
    pub fn from_u8(number: u8) -> Option<Sink> {
        [Sink::Burn, Sink::Lock].get(usize::from(number)).copied()
    }
}

/// One mandate. The account is also the authority of its vaults. Its terms never change; nobody,
/// its creator included, can take anything out.
#[account]
pub struct Mandate {
    /// Who made it.
    pub creator: Address,
    /// Who paid the rent of this account and of the vaults, and gets it back.
    pub rent_payer: Address,
    /// What it buys ..
    pub base_mint: Address,
    /// .. and the program that belongs to, Token or Token-2022.
    pub base_token_program: Address,
    /// What it pays with, of the classic program.
    pub quote_mint: Address,
    /// Holds what is offered, and what was bought until it is sunk.
    pub base_vault: Address,
    /// Holds what it pays with.
    pub quote_vault: Address,
    /// Its settlement gives the reference price; zero where the mandate states its own.
    pub launch: Address,
    /// The token account that gets what is left in the end.
    pub remainder: Address,
    /// The stream or the mandate whose vault that is.
    pub remainder_owner: Address,
    /// [`plan_terms`] of that stream; zero for a mandate.
    pub remainder_terms: [u8; 32],
    /// The plan that bought tokens are locked into; zero where they are burned.
    pub sink_plan: Address,
    /// Its [`plan_terms`].
    pub sink_terms: [u8; 32],
    /// Around their unlocks nothing is bought.
    pub plans: [Address; MAX_PLANS],
    /// Their [`plan_terms`]: another plan in the place of one of them counts for nothing.
    pub watched_terms: [[u8; 32]; MAX_PLANS],

    /// Quote units that buy `reference_base` at the reference price; zero until it is known.
    pub reference_quote: u64,
    /// See `reference_quote`.
    pub reference_base: u64,
    /// First second of cycle 0 (unix seconds).
    pub opens_at: i64,
    /// First second after the mandate (unix seconds).
    pub ends_at: i64,
    /// Blackouts: first second of each (unix seconds) ..
    pub blackout_from: [i64; MAX_BLACKOUTS],
    /// .. and first second after it.
    pub blackout_until: [i64; MAX_BLACKOUTS],
    /// What an offer has up to this comes before what it has above (base units).
    pub small_limit: u64,
    /// What each cycle may spend (quote units).
    pub per_cycle: u64,
    /// Quote units that arrived and were counted.
    pub funded: u64,
    /// Quote units that cleared tenders have paid or still owe.
    pub spent: u64,
    /// Quote units that are here by the books ..
    pub held: u64,
    /// .. and of those what sellers of cleared tenders are owed.
    pub owed: u64,
    /// Base units bought.
    pub bought: u64,
    /// Of those, base units that were burned or locked.
    pub sunk: u64,
    /// Base units that others sent to the associated account and that were burned or locked.
    pub retired: u64,
    /// The creator's number for it.
    pub id: u64,
    /// Counts this mandate's events.
    pub sequence: u64,
    /// Length of a cycle (seconds).
    pub cycle_seconds: u32,
    /// Length of a tender (seconds).
    pub tender_seconds: u32,
    /// The last part of a tender, in which nothing is offered or withdrawn (seconds).
    pub freeze_seconds: u32,
    /// So long before and after an unlock of `plans` nothing is bought (seconds).
    pub plan_seconds: u32,
    /// No cycle before this has a tender any more.
    pub next_cycle: u32,
    /// Receipts that exist.
    pub receipts: u32,
    /// From one price to the next, and from zero to the first (bps of the reference price).
    pub tick_bps: u16,
    /// No price is above this (bps of the reference price).
    pub ceiling_bps: u16,
    /// Blackouts in use.
    pub blackout_count: u8,
    /// Plans in use.
    pub plan_count: u8,
    /// What earlier cycles left adds to the budget.
    pub carries: PodBool,
    /// A [`Sink`] by number.
    pub sink: u8,
    /// A tender is open and not cleared.
    pub has_tender: PodBool,
    /// Decimals of the base mint.
    pub base_decimals: u8,
    /// Decimals of the quote mint.
    pub quote_decimals: u8,
    /// Of this account's address.
    pub bump: u8,
    /// Unused; keeps the size a multiple of eight.
    pub reserved: [u8; 4],
}

impl Mandate {
    /// First seed of the address; then the base mint, the creator, the id.
    pub const SEED: &'static [u8] = b"mandate";
    /// First seed of the vault of base tokens; then the mandate.
    pub const BASE_VAULT_SEED: &'static [u8] = b"base_vault";
    /// First seed of the vault of quote tokens; then the mandate.
    pub const QUOTE_VAULT_SEED: &'static [u8] = b"quote_vault";

    /// With these the program signs as the mandate.
    pub fn signer_seeds(&self) -> [&[u8]; 5] {
        [
            Self::SEED,
            self.base_mint.as_ref(),
            self.creator.as_ref(),
            bytemuck::bytes_of(&self.id),
            core::slice::from_ref(&self.bump),
        ]
    }

    /// When its cycles and tenders are.
    pub fn calendar(&self) -> Calendar {
        Calendar {
            opens_at: self.opens_at,
            ends_at: self.ends_at,
            cycle_seconds: self.cycle_seconds,
            tender_seconds: self.tender_seconds,
            freeze_seconds: self.freeze_seconds,
        }
    }

    /// At which prices it buys.
    pub fn grid(&self) -> Grid {
        Grid {
            quote: self.reference_quote,
            base: self.reference_base,
            tick_bps: self.tick_bps,
            ceiling_bps: self.ceiling_bps,
        }
    }

    /// Whether the reference price is known.
    pub fn is_started(&self) -> bool {
        self.reference_base > 0
    }

    /// The tick at which `price_bps` of the reference price is asked.
    pub fn tick_of(&self, price_bps: u16) -> core::result::Result<u8, TenderError> {
        tick_of(price_bps, self.tick_bps, self.ceiling_bps)
    }

    /// The fixed blackouts.
    pub fn blackouts(&self) -> impl Iterator<Item = Span> {
        let spans = self.blackout_from.iter().zip(&self.blackout_until);
        let spans = spans.map(|(from, until)| Span { from: *from, until: *until });
        spans.take(usize::from(self.blackout_count))
    }

    /// Whether a blackout meets this tender. `plans` are the mandate's, in its order: one that is
    /// gone, or has another in its place, unlocks nothing. One that waits for the launch of this
    /// mandate, which has settled, must be started first: it does unlock.
    pub fn is_blacked_out(&self, tender: mandate::Tender, plans: &[AccountView]) -> Result<bool> {
        let count = usize::from(self.plan_count);
        let stated = self.plans.iter().take(count);
        let same = plans.len() == count
            && stated.zip(plans).all(|(address, plan)| address == plan.address());
        require!(same, BuybackError::WrongPlan);
        if mandate::is_blacked_out(tender, self.blackouts()) {
            return Ok(true);
        }
        for (account, terms) in plans.iter().zip(&self.watched_terms) {
            let plan = load_plan(account).filter(|plan| plan_terms(plan) == *terms);
            let Some(plan) = plan else { continue };
            require!(plan.is_started(), BuybackError::PlanWaiting);
            let span = |at: i64| around(plan.starts_at.saturating_add(at), self.plan_seconds);
            let meets = plan.with_schedule(|schedule| {
                mandate::is_blacked_out(tender, unlocks(&schedule).map(span))
            });
            if meets {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The terms of a plan around whose unlocks nothing is to be bought, if it is one that can be
    /// watched: of the base mint, with a total, and one that nobody can give up, because it is
    /// funded or belongs to the launch of this mandate.
    pub fn watched_plan(&self, account: &AccountView) -> Option<[u8; 32]> {
        let plan = load_plan(account)?;
        let ours = self.launch != Address::default() && plan.launch == self.launch;
        let lasts = ours || plan.is_funded.get();
        let fits = plan.mint == self.base_mint && !plan.is_stream() && lasts;
        fits.then(|| plan_terms(&plan))
    }

    /// Books what arrived of the `balance` of the quote vault; returns it.
    pub fn count(&mut self, balance: u64) -> Result<u64> {
        let arrived = balance.checked_sub(self.held).ok_or(BuybackError::Overflow)?;
        self.funded = self.funded.checked_add(arrived).ok_or(BuybackError::Overflow)?;
        self.held = balance;
        Ok(arrived)
    }

    /// What nobody is owed (quote units).
    pub fn free(&self) -> Result<u64> {
        Ok(self.held.checked_sub(self.owed).ok_or(BuybackError::Overflow)?)
    }

    /// What the tender of `cycle` can spend (quote units). Error if that buys nothing.
    pub fn budget(&self, cycle: u32) -> Result<u64> {
        let (per_cycle, carries) = (self.per_cycle, self.carries.get());
        let budget = mandate::budget(per_cycle, carries, cycle, self.spent, self.free()?, None);
        let lowest = self.grid().price(0).ok_or(BuybackError::PriceZero)?;
        // More than fits is more than nothing.
        let bought = mul_div_floor(budget, self.reference_base, lowest);
        require!(bought != Some(0), BuybackError::NoBudget);
        Ok(budget)
    }

    /// Books that the tender of `cycle` is open.
    pub fn open(&mut self, cycle: u32) -> Result<()> {
        self.next_cycle = cycle.checked_add(1).ok_or(BuybackError::Overflow)?;
        self.receipts = self.receipts.checked_add(1).ok_or(BuybackError::Overflow)?;
        self.has_tender = true.into();
        Ok(())
    }

    /// Books what a tender came to: from now on it is owed.
    pub fn clear(&mut self, clearing: &Clearing) -> Result<()> {
        self.spent = self.spent.checked_add(clearing.spent).ok_or(BuybackError::Overflow)?;
        self.owed = self.owed.checked_add(clearing.spent).ok_or(BuybackError::Overflow)?;
        self.has_tender = false.into();
        Ok(())
    }

    /// Books that an offer is paid.
    pub fn collect(&mut self, fill: &Fill) -> Result<()> {
        self.held = self.held.checked_sub(fill.paid).ok_or(BuybackError::Overflow)?;
        self.owed = self.owed.checked_sub(fill.paid).ok_or(BuybackError::Overflow)?;
        self.bought = self.bought.checked_add(fill.taken).ok_or(BuybackError::Overflow)?;
        Ok(())
    }

    /// Books what rounding left of a tender: it is free again.
    pub fn release(&mut self, amount: u64) -> Result<()> {
        self.spent = self.spent.checked_sub(amount).ok_or(BuybackError::Overflow)?;
        self.owed = self.owed.checked_sub(amount).ok_or(BuybackError::Overflow)?;
        Ok(())
    }

    /// Books what leaves to the sink.
    pub fn sink(&mut self, amount: u64) -> Result<()> {
        self.sunk = self.sunk.checked_add(amount).ok_or(BuybackError::Overflow)?;
        Ok(())
    }

    /// Whether `now` (unix seconds) is after the mandate and the last tender is cleared.
    pub fn is_over(&self, now: i64) -> bool {
        now >= self.ends_at && !self.has_tender.get()
    }

    /// The number of the event that is about to be emitted.
    pub fn next_sequence(&mut self) -> Result<u64> {
        let next = self.sequence.checked_add(1).ok_or(BuybackError::Overflow)?;
        self.sequence = next;
        Ok(next)
    }
}
