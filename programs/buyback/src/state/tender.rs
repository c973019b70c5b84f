//! One cycle's tender: what is offered at which price, and how it cleared.

use anchor_lang::{
    bytemuck::{Pod, Zeroable},
    prelude::*,
};
use groundswell_math::tender::{self, Clearing, Fill, MAX_TICKS, Tick};

use super::Mandate;
use crate::error::BuybackError;

/// What is offered at one tick, as stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, IdlType)]
#[repr(C)]
pub struct TickSums {
    /// What each offer has up to the small limit, together (base units).
    pub small: u64,
    /// What each offer has above it, together (base units).
    pub rest: u64,
}

// SAFETY: repr(C) of two integers of one size, so that nothing is padding.
unsafe impl Pod for TickSums {}
// SAFETY: all zeros is a valid value of both fields.
unsafe impl Zeroable for TickSums {}

impl From<Tick> for TickSums {
    fn from(Tick { small, rest }: Tick) -> Self {
        TickSums { small, rest }
    }
}

impl From<TickSums> for Tick {
    fn from(TickSums { small, rest }: TickSums) -> Self {
        Tick { small, rest }
    }
}

/// One tender, from the opening of its cycle until the last offer is collected.
#[account]
pub struct Tender {
    /// The mandate.
    pub mandate: Address,
    /// What stays of it.
    pub receipt: Address,
    /// Who paid this account's rent and gets it back.
    pub rent_payer: Address,
    /// What is offered at each price, the cheapest first.
    pub ticks: [TickSums; MAX_TICKS],
    /// What it can spend (quote units).
    pub budget: u64,
    /// The [`Clearing`]: quote units that everyone is paid for the base units of the reference.
    pub price: u64,
    /// Base units taken of all together.
    pub bought: u64,
    /// Quote units that buy them.
    pub spent: u64,
    /// At its tick, the proportion in which small parts are taken ..
    pub small_numerator: u64,
    /// .. of this.
    pub small_denominator: u64,
    /// At its tick, the proportion in which the rest is taken ..
    pub rest_numerator: u64,
    /// .. of this.
    pub rest_denominator: u64,
    /// First second in which nothing is offered or withdrawn (unix seconds).
    pub freezes_at: i64,
    /// First second in which it clears (unix seconds).
    pub closes_at: i64,
    /// Which cycle of the mandate it is.
    pub cycle: u32,
    /// Offers that exist.
    pub offers: u32,
    /// The tick of its price.
    pub tick: u8,
    /// It has cleared.
    pub is_cleared: PodBool,
    /// Of this account's address.
    pub bump: u8,
    /// Unused; keeps the size a multiple of eight.
    pub reserved: [u8; 5],
}

impl Tender {
    /// First seed of the address; then the mandate, the cycle.
    pub const SEED: &'static [u8] = b"tender";

    /// Whether offers are made and withdrawn at `now` (unix seconds).
    pub fn takes_offers(&self, now: i64) -> bool {
        now < self.freezes_at
    }

    /// Books that an offer at `tick` goes from `before` to `after` base units.
    pub fn shift(&mut self, mandate: &Mandate, tick: u8, before: u64, after: u64) -> Result<()> {
        let shifted = tender::shift(&mut self.ticks, tick, mandate.small_limit, before, after);
        Ok(shifted.ok_or(BuybackError::Overflow)?)
    }

    /// Books an offer that exists from now on.
    pub fn add_offer(&mut self) -> Result<()> {
        self.offers = self.offers.checked_add(1).ok_or(BuybackError::Overflow)?;
        Ok(())
    }

    /// Books an offer that does not exist any more.
    pub fn remove_offer(&mut self) -> Result<()> {
        self.offers = self.offers.checked_sub(1).ok_or(BuybackError::Overflow)?;
        Ok(())
    }

    /// Finds what the budget buys, and keeps it.
    pub fn clear(&mut self, mandate: &Mandate) -> Result<Clearing> {
        let clearing = Clearing::compute(&mandate.grid(), &self.ticks, self.budget);
        let clearing = clearing.ok_or(BuybackError::Overflow)?;
        self.price = clearing.price;
        self.bought = clearing.bought;
        self.spent = clearing.spent;
        self.tick = clearing.tick;
        self.small_numerator = clearing.small_numerator;
        self.small_denominator = clearing.small_denominator;
        self.rest_numerator = clearing.rest_numerator;
        self.rest_denominator = clearing.rest_denominator;
        self.is_cleared = true.into();
        Ok(clearing)
    }

    /// What becomes of an offer, once it has cleared.
    pub fn fill(&self, mandate: &Mandate, amount: u64, tick: u8) -> Result<Fill> {
        let clearing = Clearing {
            price: self.price,
            bought: self.bought,
            spent: self.spent,
            tick: self.tick,
            small_numerator: self.small_numerator,
            small_denominator: self.small_denominator,
            rest_numerator: self.rest_numerator,
            rest_denominator: self.rest_denominator,
        };
        let fill = clearing.fill(amount, tick, mandate.small_limit, mandate.reference_base);
        Ok(fill.ok_or(BuybackError::Overflow)?)
    }
}
