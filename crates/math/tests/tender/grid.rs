//! Grids: what is refused, and which prices there are.

use groundswell_math::tender::{
    Grid, MAX_TICKS,
    TenderError::{self, *},
    tick_of,
};
use proptest::prelude::*;

use crate::given::{any_grid, fixed};

const GRID: Grid = Grid { quote: 1_000, base: 1_000, tick_bps: 100, ceiling_bps: 5_000 };

fn refusal(grid: Grid) -> Option<TenderError> {
    grid.check().err()
}

#[test]
fn refuses_a_reference_price_that_is_none() {
    assert_eq!(refusal(GRID), None);
    assert_eq!(refusal(Grid { quote: 0, ..GRID }), Some(QuoteZero));
    assert_eq!(refusal(Grid { base: 0, ..GRID }), Some(BaseZero));
    assert_eq!(refusal(Grid { base: 1, ..GRID }), None);
    assert_eq!(refusal(Grid { quote: u64::MAX, base: u64::MAX, ..GRID }), None);
}

#[test]
fn refuses_a_ceiling_above_the_reference_price_or_below_the_lowest_tick() {
    let ceiling = |tick_bps, ceiling_bps| refusal(Grid { tick_bps, ceiling_bps, ..GRID });
    assert_eq!(ceiling(200, 10_000), None);
    assert_eq!(ceiling(200, 10_001), Some(CeilingTooHigh));
    assert_eq!(ceiling(200, u16::MAX), Some(CeilingTooHigh));
    assert_eq!(ceiling(100, 100), None);
    assert_eq!(ceiling(100, 99), Some(NoTicks));
    assert_eq!(ceiling(100, 0), Some(NoTicks));
    assert_eq!(ceiling(10_000, 10_000), None);
}

#[test]
fn refuses_ticks_without_distance_and_more_than_sixty_four() {
    assert_eq!(MAX_TICKS, 64);
    assert_eq!(refusal(Grid { tick_bps: 0, ..GRID }), Some(TickZero));
    let ticks = |ceiling_bps| refusal(Grid { quote: 10_000, tick_bps: 1, ceiling_bps, ..GRID });
    assert_eq!(ticks(64), None);
    assert_eq!(ticks(65), Some(TooManyTicks));
    assert_eq!(refusal(Grid { ceiling_bps: 6_499, ..GRID }), None);
    assert_eq!(refusal(Grid { ceiling_bps: 6_500, ..GRID }), Some(TooManyTicks));
}

#[test]
fn refuses_a_lowest_price_that_rounds_to_zero() {
    assert_eq!(refusal(Grid { quote: 100, ..GRID }), None);
    assert_eq!(refusal(Grid { quote: 99, ..GRID }), Some(PriceZero));
    assert_eq!(Grid { quote: 99, ..GRID }.price(0), None);
    assert_eq!(Grid { quote: 99, ..GRID }.price(1), Some(1));
}

#[test]
fn an_offer_names_a_tick_up_to_the_ceiling() {
    let at = |price_bps| tick_of(price_bps, 100, 550);
    assert_eq!(at(100), Ok(0));
    assert_eq!(at(500), Ok(4));
    assert_eq!(at(550), Err(OffTick));
    assert_eq!(at(551), Err(AboveCeiling));
    assert_eq!(at(600), Err(AboveCeiling));
    assert_eq!([0, 1, 99, 101].map(at), [Err(OffTick); 4]);
    assert_eq!(tick_of(100, 0, 100), Err(OffTick));
    assert_eq!(tick_of(0, 0, 0), Err(OffTick));
    assert_eq!(tick_of(64, 1, u16::MAX), Ok(63));
    assert_eq!(tick_of(65, 1, u16::MAX), Err(TooManyTicks));
    assert_eq!(tick_of(u16::MAX, 1, u16::MAX), Err(TooManyTicks));
}

#[test]
fn prices_are_shares_of_the_reference_rounded_down() {
    let grid = Grid { quote: 33_333, base: 7, tick_bps: 150, ceiling_bps: 460 };
    assert_eq!(grid.count(), 3);
    // 33,333 * 1.5 % = 499.995, and twice and three times that.
    assert_eq!([0, 1, 2, 3].map(|i| grid.price(i)), [Some(499), Some(999), Some(1_499), None]);
    let all = Grid { quote: u64::MAX, base: 1, tick_bps: 10_000, ceiling_bps: 10_000 };
    assert_eq!([0, 1, u8::MAX].map(|i| all.price(i)), [Some(u64::MAX), None, None]);
    // A grid that `check` refuses has no price above the reference either.
    let above = Grid { ceiling_bps: u16::MAX, ..all };
    assert_eq!([0, 1, 5].map(|i| above.price(i)), [Some(u64::MAX), None, None]);
}

proptest! {
    #![proptest_config(fixed(5_000))]

    #[test]
    fn prices_are_exact_ascend_and_stay_below_the_ceiling(grid in any_grid()) {
        let mut below = 0;
        for tick in 0..=u8::MAX {
            let bps = u128::from(grid.tick_bps) * (u128::from(tick) + 1);
            let exact = u128::from(grid.quote) * bps / 10_000;
            let expected = (bps <= u128::from(grid.ceiling_bps)).then_some(exact as u64);
            prop_assert_eq!(grid.price(tick), expected);
            prop_assert!(expected.is_none_or(|price| price > below));
            below = expected.unwrap_or(0);
            let price_bps = u16::try_from(bps).unwrap_or(u16::MAX);
            let named = tick_of(price_bps, grid.tick_bps, grid.ceiling_bps);
            prop_assert_eq!(named, expected.map(|_| tick).ok_or(AboveCeiling));
        }
    }

    #[test]
    fn whatever_the_grid_nothing_panics(
        quote: u64, base: u64, tick_bps: u16, ceiling_bps: u16, price_bps: u16, tick: u8,
    ) {
        let grid = Grid { quote, base, tick_bps, ceiling_bps };
        let _ = (grid.count(), grid.price(tick), tick_of(price_bps, tick_bps, ceiling_bps));
        let ticks = usize::from(grid.count());
        if grid.check().is_ok() {
            prop_assert!((1..=MAX_TICKS).contains(&ticks));
            prop_assert!(grid.price((ticks - 1) as u8).is_some_and(|price| price <= quote));
        }
    }
}
