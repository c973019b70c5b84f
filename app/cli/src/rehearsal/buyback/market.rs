//! What the token costs elsewhere, and what holders ask: drawn with a seed, so that a rehearsal can
//! be repeated. No promise and no forecast: a walk that goes up and down.

use rand_chacha::{ChaCha8Rng, rand_core::RngCore};

use crate::sample;

/// The sale's price (bps).
const SALE: u32 = 10_000;
/// Between these it stays (bps of the sale's price).
const RANGE: (u32, u32) = (1_500, 30_000);
/// From cycle to cycle it becomes so much of what it was (bps): a little more often less.
const STEP: (u32, u32) = (7_600, 12_200);
/// What a holder asks, of what it costs elsewhere (bps).
const ASK: (u32, u32) = (8_800, 10_800);
/// What a holder offers of what they hold (bps).
const PART: (u32, u32) = (500, 4_000);

/// The walk.
pub struct Market {
    random: ChaCha8Rng,
    bps: u32,
}

impl Market {
    /// A walk that begins at the sale's price.
    pub fn new(seed: u64) -> Market {
        Market { random: sample::market_stream(seed), bps: SALE }
    }

    /// The price of the next cycle (bps of the sale's price).
    pub fn step(&mut self) -> u32 {
        let step = self.between(STEP);
        // Both are below 2^15.
        self.bps = (self.bps * step / SALE).clamp(RANGE.0, RANGE.1);
        self.bps
    }

    /// What a holder asks (bps of the sale's price), rounded up to a multiple of `tick_bps`.
    pub fn ask(&mut self, tick_bps: u16) -> u16 {
        let ask = self.bps * self.between(ASK) / SALE;
        let tick = u32::from(tick_bps.max(1));
        u16::try_from(ask.div_ceil(tick) * tick).unwrap_or(u16::MAX)
    }

    /// What a holder of `held` offers.
    pub fn part(&mut self, held: u64) -> u64 {
        let part = u128::from(held) * u128::from(self.between(PART)) / u128::from(SALE);
        u64::try_from(part).unwrap_or(u64::MAX)
    }

    /// One of `count` holders.
    pub fn pick(&mut self, count: usize) -> usize {
        let count = (count as u64).max(1);
        usize::try_from(self.random.next_u64() % count).unwrap_or(0)
    }

    fn between(&mut self, (from, to): (u32, u32)) -> u32 {
        from + self.random.next_u32() % (to - from + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_walks_the_same_way_and_stays_in_range() {
        let walk = |seed| {
            let mut market = Market::new(seed);
            (0..500).map(|_| market.step()).collect::<Vec<_>>()
        };
        let first = walk(7);
        assert_eq!(first, walk(7));
        assert_ne!(first, walk(8));
        assert!(first.iter().all(|bps| (RANGE.0..=RANGE.1).contains(bps)));
        assert!(first.iter().any(|bps| *bps < 6_000) && first.iter().any(|bps| *bps > 8_000));
    }

    #[test]
    fn asks_lie_on_ticks_near_the_market() {
        let mut market = Market::new(7);
        for _ in 0..200 {
            let bps = market.step();
            let ask = market.ask(250);
            assert_eq!(ask % 250, 0);
            let ask = u32::from(ask);
            assert!(ask >= bps * ASK.0 / SALE && ask <= bps * ASK.1 / SALE + 250);
            assert!((500..=4_000).contains(&market.part(10_000)));
        }
    }
}
