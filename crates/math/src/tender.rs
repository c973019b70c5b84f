//! The tender: a vault with a budget buys tokens back from whoever asks least, at one price for
//! all and without an oracle.
//!
//! A price is a ratio: `price` quote units buy the `base` units of the whole sale. Offers name
//! theirs on a [`Grid`] of ticks up to a ceiling. Each tick keeps two sums, so clearing is
//! O(ticks) whatever the number of offers.
//!
//! At a price, all that is offered up to its tick can be bought, as far as the budget goes; the
//! [`Clearing`] is at the cheapest price at which most is bought. Cheaper ticks are taken whole,
//! dearer ones not at all, and the clearing one as far as the budget goes:
//!
//! - first the small parts: what every offer there has up to a limit, in proportion if the
//!   budget does not reach further;
//! - then, in proportion, what the larger ones have above it.
//!
//! So at the clearing tick several wallets come before one, as at the ladder's Level: an offer
//! of which `a` base units are taken gets, over m wallets, at least `a - (m - 1)` and at most
//! `m * a`; what is up to the limit anyway, or at any other tick, gains nothing. Only a gate
//! makes a wallet a person. Nobody else gains by it, and price and sum stay as they are.
//!
//! More budget never buys less, at a lower price, of anyone. More offered never buys less, and
//! asking less is never taken for less. But one price for all also means that whoever offers
//! more may be paid less, in price and in sum, and that a budget may be left although dearer
//! offers are: if paying their price to everyone would buy no more than stopping before them.
//!
//! Every division rounds down, in the vault's favour: it never pays more than its budget. All
//! sellers together are taken for less than one base unit each below [`Clearing::bought`] and
//! paid for at most [`Clearing::spent`]; what is not taken returns, exactly.

use core::cmp::Ordering;

use crate::amount::{BPS, mul_div_floor};

/// Most ticks a grid may have: clearing stays cheap whatever the number of offers.
pub const MAX_TICKS: usize = 64;

/// The prices at which may be offered: every `tick_bps` of the reference price up to the
/// ceiling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grid {
    /// R: quote units that buy `base` at the reference price.
    pub quote: u64,
    /// S: the base units of the whole sale.
    pub base: u64,
    /// From one tick to the next, and from zero to the first (bps of the reference price).
    pub tick_bps: u16,
    /// No tick is above this (bps of the reference price).
    pub ceiling_bps: u16,
}

/// Why a grid is none, or a price not on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TenderError {
    /// The reference price is zero.
    QuoteZero,
    /// The reference price is of nothing.
    BaseZero,
    /// Ticks have no distance.
    TickZero,
    /// The ceiling is above the reference price.
    CeilingTooHigh,
    /// The lowest tick is above the ceiling.
    NoTicks,
    /// There are more than [`MAX_TICKS`].
    TooManyTicks,
    /// The lowest price rounds down to zero.
    PriceZero,
    /// The price asked is above the ceiling.
    AboveCeiling,
    /// The price asked is zero or between two ticks.
    OffTick,
}

/// The tick (from 0) at which `price_bps` of the reference price is asked.
pub fn tick_of(price_bps: u16, tick_bps: u16, ceiling_bps: u16) -> Result<u8, TenderError> {
    if price_bps > ceiling_bps {
        return Err(TenderError::AboveCeiling);
    }
    if price_bps.checked_rem(tick_bps) != Some(0) {
        return Err(TenderError::OffTick);
    }
    let count = price_bps.checked_div(tick_bps).unwrap_or(0);
    let tick = count.checked_sub(1).ok_or(TenderError::OffTick)?;
    let within = u8::try_from(tick).ok().filter(|tick| usize::from(*tick) < MAX_TICKS);
    within.ok_or(TenderError::TooManyTicks)
}

impl Grid {
    /// Refuses a grid on which nothing, or too much, could be asked.
    pub fn check(&self) -> Result<(), TenderError> {
        let refusals = [
            (self.quote == 0, TenderError::QuoteZero),
            (self.base == 0, TenderError::BaseZero),
            (self.tick_bps == 0, TenderError::TickZero),
            (u64::from(self.ceiling_bps) > BPS, TenderError::CeilingTooHigh),
            (self.count() == 0, TenderError::NoTicks),
            (usize::from(self.count()) > MAX_TICKS, TenderError::TooManyTicks),
            (self.price(0).is_none(), TenderError::PriceZero),
        ];
        let first = refusals.into_iter().find(|(refused, _)| *refused);
        first.map_or(Ok(()), |(_, error)| Err(error))
    }

    /// How many ticks there are at or below the ceiling.
    pub fn count(&self) -> u16 {
        self.ceiling_bps.checked_div(self.tick_bps).unwrap_or(0)
    }

    /// What is asked at this tick: quote units for `base`, rounded down. Ascending. `None` above
    /// the ceiling or the reference price, and where it rounds to zero: nobody sells for nothing.
    pub fn price(&self, tick: u8) -> Option<u64> {
        let bps = u64::from(self.tick_bps).checked_mul(u64::from(tick).checked_add(1)?)?;
        if bps > u64::from(self.ceiling_bps) || bps > BPS {
            return None;
        }
        // The tens of thousands apart from the rest: neither part exceeds the quote, and on
        // chain nothing wider than u64 is multiplied or divided.
        let whole = self.quote.checked_div(BPS)?.wrapping_mul(bps);
        let part = self.quote.checked_rem(BPS)?.checked_mul(bps)?.checked_div(BPS)?;
        whole.checked_add(part).filter(|price| *price > 0)
    }
}

/// What is offered at one tick (base units).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(C)]
pub struct Tick {
    /// What each offer has up to the small limit, together.
    pub small: u64,
    /// What each offer has above it, together.
    pub rest: u64,
}

impl Tick {
    /// All of it. `None` if it exceeds `u64`.
    pub fn offered(&self) -> Option<u64> {
        self.small.checked_add(self.rest)
    }
}

/// An offer's part up to the limit, and its part above.
fn layers(offer: u64, small_limit: u64) -> Option<(u64, u64)> {
    let small = offer.min(small_limit);
    Some((small, offer.checked_sub(small)?))
}

/// Moves one offer at `tick` from `before` to `after` base units. `T` is [`Tick`] or a packed
/// form of it. `None`, with nothing changed, if the tick does not exist or a sum leaves `u64`.
pub fn shift<T>(ticks: &mut [T], tick: u8, small_limit: u64, before: u64, after: u64) -> Option<()>
where
    T: Copy + Into<Tick> + From<Tick>,
{
    let slot = ticks.get_mut(usize::from(tick))?;
    let held: Tick = (*slot).into();
    let (small_before, rest_before) = layers(before, small_limit)?;
    let (small_after, rest_after) = layers(after, small_limit)?;
    let small = held.small.checked_sub(small_before)?.checked_add(small_after)?;
    let rest = held.rest.checked_sub(rest_before)?.checked_add(rest_after)?;
    *slot = Tick { small, rest }.into();
    Some(())
}

/// What all ticks together offer (base units). `None` if it exceeds `u64`.
pub fn offered<T: Copy + Into<Tick>>(ticks: &[T]) -> Option<u64> {
    ticks.iter().try_fold(0u64, |sum, tick| sum.checked_add((*tick).into().offered()?))
}

/// The outcome of a tender: enough to compute anyone's fill, in constant time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clearing {
    /// Quote units that all are paid for `base`; zero if nothing is bought.
    pub price: u64,
    /// Base units taken of all together, before each one's rounding.
    pub bought: u64,
    /// Quote units that buy them, rounded down: at most the budget.
    pub spent: u64,
    /// The tick of the price. Cheaper ones are taken whole, dearer ones not at all.
    pub tick: u8,
    /// At it, what an offer has up to the small limit is taken in this ..
    pub small_numerator: u64,
    /// .. proportion. Never zero.
    pub small_denominator: u64,
    /// At it, what an offer has above the small limit is taken in this ..
    pub rest_numerator: u64,
    /// .. proportion. Never zero.
    pub rest_denominator: u64,
}

/// What becomes of one offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fill {
    /// Base units bought of it.
    pub taken: u64,
    /// Quote units paid for them.
    pub paid: u64,
    /// Base units given back: the offer less `taken`.
    pub returned: u64,
}

impl Clearing {
    /// What `budget` quote units buy of `ticks`, the cheapest first. `None` if everything
    /// offered exceeds `u64`, the grid has no base, or no price for a tick that is reached.
    pub fn compute<T>(grid: &Grid, ticks: &[T], budget: u64) -> Option<Clearing>
    where
        T: Copy + Into<Tick>,
    {
        offered(ticks)?;
        let most = product(budget, grid.base)?;
        let mut clearing = Self::at(0, 0, 0, (0, 1), (0, 1));
        for (index, tick) in ticks.iter().enumerate() {
            let tick: Tick = (*tick).into();
            let held = tick.offered()?;
            if held == 0 {
                continue;
            }
            let index = u8::try_from(index).ok()?;
            let (price, below) = (grid.price(index)?, clearing.bought);
            let together = below.checked_add(held)?;
            if product(together, price)? <= most {
                clearing = Self::at(price, together, index, (1, 1), (1, 1));
                continue;
            }
            // Not everything up to here is affordable: less than `together`, so it fits.
            let affordable = mul_div_floor(budget, grid.base, price)?;
            if let Some(room) = affordable.checked_sub(below).filter(|room| *room > 0) {
                let (small, rest) = match room.checked_sub(tick.small).filter(|left| *left > 0) {
                    Some(left) => ((1, 1), (left, tick.rest)),
                    None => ((room, tick.small), (0, 1)),
                };
                clearing = Self::at(price, affordable, index, small, rest);
            }
            break;
        }
        clearing.spent = mul_div_floor(clearing.bought, clearing.price, grid.base)?;
        Some(clearing)
    }

    /// Nothing is spent yet; proportions are numerator and denominator.
    fn at(price: u64, bought: u64, tick: u8, small: (u64, u64), rest: (u64, u64)) -> Clearing {
        let (small_numerator, small_denominator) = small;
        let (rest_numerator, rest_denominator) = rest;
        Clearing {
            price,
            bought,
            spent: 0,
            tick,
            small_numerator,
            small_denominator,
            rest_numerator,
            rest_denominator,
        }
    }

    /// Base units taken of an `offer` at `tick`, rounded down.
    pub fn taken(&self, offer: u64, tick: u8, small_limit: u64) -> Option<u64> {
        match tick.cmp(&self.tick) {
            Ordering::Less => Some(offer),
            Ordering::Greater => Some(0),
            Ordering::Equal => {
                let (small, rest) = layers(offer, small_limit)?;
                // One of the two is whole or zero: only one division rounds.
                let small = mul_div_floor(small, self.small_numerator, self.small_denominator)?;
                let rest = mul_div_floor(rest, self.rest_numerator, self.rest_denominator)?;
                small.checked_add(rest)
            }
        }
    }

    /// What becomes of an `offer` (base units) at `tick`, with the limit and the base that it
    /// was made with: paid at the clearing's price, rounded down.
    pub fn fill(&self, offer: u64, tick: u8, small_limit: u64, base: u64) -> Option<Fill> {
        let taken = self.taken(offer, tick, small_limit)?;
        let returned = offer.checked_sub(taken)?;
        Some(Fill { taken, paid: mul_div_floor(taken, self.price, base)?, returned })
    }
}

/// Two `u64` always fit.
fn product(a: u64, b: u64) -> Option<u128> {
    u128::from(a).checked_mul(u128::from(b))
}
