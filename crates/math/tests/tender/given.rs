//! Tenders to test with: small, realistic and at the edge of `u64`, with budgets that often pay
//! exactly, or one unit beside, for everything up to a tick.

use groundswell_math::tender::{Clearing, Fill, Grid, Tick, shift};
use proptest::{
    collection::vec,
    prelude::*,
    sample::Index,
    test_runner::{Config, RngSeed},
};

/// `cases` runs from one fixed seed: the same tenders on every machine.
pub fn fixed(cases: u32) -> Config {
    let rng_seed = RngSeed::Fixed(20_260_801);
    Config { cases, rng_seed, failure_persistence: None, ..Config::default() }
}

/// What one wallet offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    pub amount: u64,
    pub tick: u8,
}

/// One tender and the offers in it when it closes.
#[derive(Clone, Debug)]
pub struct Case {
    pub grid: Grid,
    pub small_limit: u64,
    pub budget: u64,
    pub offers: Vec<Offer>,
}

impl Case {
    /// The sums that the offers leave behind, one after the other.
    pub fn ticks(&self) -> Vec<Tick> {
        let mut ticks = vec![Tick::default(); usize::from(self.grid.count())];
        for offer in &self.offers {
            shift(&mut ticks, offer.tick, self.small_limit, 0, offer.amount).expect("it fits");
        }
        ticks
    }

    pub fn clearing(&self) -> Clearing {
        Clearing::compute(&self.grid, &self.ticks(), self.budget).expect("the tender clears")
    }

    pub fn fill_of(&self, offer: Offer) -> Fill {
        let Offer { amount, tick } = offer;
        let fill = self.clearing().fill(amount, tick, self.small_limit, self.grid.base);
        fill.expect("it is filled")
    }

    pub fn fills(&self) -> Vec<Fill> {
        self.offers.iter().map(|offer| self.fill_of(*offer)).collect()
    }

    pub fn taken(&self) -> Vec<u64> {
        self.fills().iter().map(|fill| fill.taken).collect()
    }

    pub fn price(&self, tick: u8) -> u64 {
        self.grid.price(tick).expect("a tick of the grid")
    }

    pub fn offered(&self) -> u64 {
        self.offers.iter().map(|offer| offer.amount).sum()
    }

    /// The same tender where offer `of` is another one.
    pub fn with_offer(&self, of: usize, offer: Offer) -> Case {
        let mut case = self.clone();
        case.offers[of] = offer;
        case
    }

    /// The same tender where offer `of` comes from several wallets; the parts come last.
    pub fn split(&self, of: usize, parts: &[u64]) -> Case {
        let mut case = self.clone();
        let whole = case.offers.remove(of);
        assert_eq!(parts.iter().sum::<u64>(), whole.amount);
        case.offers.extend(parts.iter().map(|&amount| Offer { amount, ..whole }));
        case
    }
}

/// A tender at prices of 10, 20, .. 100 for 100 base units, with these offers (amount, tick).
pub fn tender(budget: u64, small_limit: u64, offers: &[(u64, u8)]) -> Case {
    let grid = Grid { quote: 100, base: 100, tick_bps: 1_000, ceiling_bps: 10_000 };
    let offers = offers.iter().map(|&(amount, tick)| Offer { amount, tick }).collect();
    Case { grid, small_limit, budget, offers }
}

/// Any grid that is one.
pub fn any_grid() -> impl Strategy<Value = Grid> {
    let quote = prop_oneof![1..=300u64, 10u64.pow(9)..=10u64.pow(16), u64::MAX - 99..=u64::MAX];
    let base = prop_oneof![1..=300u64, 10u64.pow(6)..=10u64.pow(18), u64::MAX - 99..=u64::MAX];
    let ticks = prop_oneof![1..=5u16, 1..=64u16];
    (quote, base, ticks, any::<u16>(), any::<u16>()).prop_map(
        |(quote, base, ticks, size, above)| {
            // Ticks that are wide enough for the lowest price not to round to zero, if they can be.
            let smallest = 10_000u64.div_ceil(quote) as u16;
            let widest = (10_000 / ticks).max(1);
            let tick_bps = (smallest + size % widest).min(widest).max(smallest);
            let ticks = ticks.min(10_000 / tick_bps);
            let ceiling_bps = (tick_bps * ticks + above % tick_bps).min(10_000);
            Grid { quote, base, tick_bps, ceiling_bps }
        },
    )
}

/// Any tender, with or without offers.
pub fn any_case() -> impl Strategy<Value = Case> {
    let weight = prop_oneof![6 => 1..=100u64, 2 => 1_000..=1_000_000u64, 1 => Just(0u64)];
    let all = prop_oneof![1..=200u64, 1_000_000..=10u64.pow(14), u64::MAX - 200..=u64::MAX];
    let offers = vec((weight, any::<u8>()), 0..=20);
    (any_grid(), all, offers, any::<(u8, u16)>(), any::<(u8, u16)>()).prop_map(
        |(grid, all, weights, limit, aim)| {
            let amounts = divide(all, &weights.iter().map(|(w, _)| *w).collect::<Vec<u64>>());
            let offers: Vec<Offer> = amounts
                .into_iter()
                .zip(&weights)
                .map(|(amount, (_, at))| Offer { amount, tick: at % grid.count() as u8 })
                .collect();
            let small_limit = given_limit(&offers, limit);
            let budget = given_budget(&grid, &offers, small_limit, aim);
            Case { grid, small_limit, budget, offers }
        },
    )
}

/// A tender with offers, and one of them.
pub fn someone() -> impl Strategy<Value = (Case, usize)> {
    let inhabited = any_case().prop_filter("no offers", |case| !case.offers.is_empty());
    (inhabited, any::<Index>()).prop_map(|(case, who)| {
        let who = who.index(case.offers.len());
        (case, who)
    })
}

fn given_limit(offers: &[Offer], (kind, at): (u8, u16)) -> u64 {
    let largest = offers.iter().map(|offer| offer.amount).max().unwrap_or(0);
    match kind % 8 {
        0 => 0,
        1 => u64::MAX,
        2..=4 => part(largest, at),
        _ => offers.get(usize::from(at) % offers.len().max(1)).map_or(1, |offer| offer.amount),
    }
}

/// Mostly what the offers up to some tick cost there, whole or only the small parts of the
/// last; or a part of that, or more, or a unit beside.
fn given_budget(grid: &Grid, offers: &[Offer], limit: u64, (kind, at): (u8, u16)) -> u64 {
    let tick = (at % grid.count()) as u8;
    let reached = |offer: &&Offer| offer.tick <= tick;
    let amount = |offer: &Offer| match kind % 3 {
        0 if offer.tick == tick => offer.amount.min(limit),
        _ => offer.amount,
    };
    let units: u128 = offers.iter().filter(reached).map(|o| u128::from(amount(o))).sum();
    let price = u128::from(grid.price(tick).expect("a tick of the grid"));
    let cost = units.saturating_mul(price) / u128::from(grid.base);
    let cost = u64::try_from(cost).unwrap_or(u64::MAX);
    match kind % 16 {
        0..=3 => part(cost, at.rotate_left(7)),
        4 => u64::MAX,
        5..=8 => cost,
        9..=11 => cost.saturating_sub(1),
        12 => cost.saturating_mul(2),
        _ => cost.saturating_add(1),
    }
}

/// `all` divided in proportion to `weights`, to the unit; the first gets what rounding leaves.
fn divide(all: u64, weights: &[u64]) -> Vec<u64> {
    let sum = weights.iter().copied().map(u128::from).sum::<u128>().max(1);
    let share = |w: &u64| (u128::from(all) * u128::from(*w) / sum) as u64;
    let mut parts: Vec<u64> = weights.iter().map(share).collect();
    let rest = all - parts.iter().sum::<u64>();
    if let Some(first) = parts.first_mut() {
        *first += rest;
    }
    parts
}

/// The share `of / 65,536` of `all`.
pub fn part(all: u64, of: u16) -> u64 {
    ((u128::from(all) * u128::from(of)) >> 16) as u64
}
