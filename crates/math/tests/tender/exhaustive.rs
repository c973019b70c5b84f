//! Every tender of up to three offers of 1 to 5 over small grids: nothing is sampled, so what
//! holds here holds without luck.

use groundswell_math::tender::Grid;

use crate::{
    given::{Case, Offer},
    reference::{actual, conserves, settle},
};

/// Prices of 1, 2 and 3 for one base unit or for seven; of 3 and 6 for 4; and of 5, 11 and 16.
const GRIDS: [Grid; 4] = [
    Grid { quote: 10, base: 1, tick_bps: 1_000, ceiling_bps: 3_000 },
    Grid { quote: 10, base: 7, tick_bps: 1_000, ceiling_bps: 3_000 },
    Grid { quote: 10, base: 4, tick_bps: 3_000, ceiling_bps: 8_000 },
    Grid { quote: 11, base: 3, tick_bps: 5_000, ceiling_bps: 10_000 },
];
const LIMITS: [u64; 4] = [0, 1, 3, 5];

/// Every non-descending sequence of up to three of `items`: order never matters, as
/// `every_order_leaves_the_same_sums` shows.
fn multisets<T: Copy>(items: &[T]) -> Vec<Vec<T>> {
    let mut all: Vec<(usize, Vec<T>)> = vec![(0, vec![])];
    let mut grown = 0;
    while grown < all.len() {
        let (from, set) = all[grown].clone();
        if set.len() < 3 {
            let more = (from..items.len()).map(|at| (at, [&set[..], &[items[at]]].concat()));
            all.extend(more);
        }
        grown += 1;
    }
    all.into_iter().map(|(_, set)| set).collect()
}

fn offers(ticks: u8) -> Vec<Vec<Offer>> {
    let each = (1..=5).flat_map(|amount| (0..ticks).map(move |tick| Offer { amount, tick }));
    multisets(&each.collect::<Vec<_>>())
}

/// Every tender, at every budget up to the first that buys everything.
fn every(mut check: impl FnMut(&Case)) {
    for grid in GRIDS {
        for offers in offers(grid.count() as u8) {
            for small_limit in LIMITS {
                let mut case = Case { grid, small_limit, budget: 0, offers: offers.clone() };
                loop {
                    check(&case);
                    if case.clearing().bought == case.offered() {
                        break;
                    }
                    case.budget += 1;
                }
            }
        }
    }
}

#[test]
fn no_tender_is_left_out() {
    // Sets of up to three of n with repetition: (n + 3) over 3.
    assert_eq!([2, 3].map(|ticks| offers(ticks).len()), [286, 816]);
}

#[test]
fn every_small_tender_is_as_the_model_says_and_conserves() {
    every(|case| {
        assert_eq!(actual(case), settle(case), "{case:?}");
        conserves(case).expect("it conserves");
    });
}

/// By search over prices: no other affordable price of the grid would have bought more, and no
/// lower one as much.
#[test]
fn every_small_tender_buys_the_most_that_one_price_can_at_the_lowest_such_price() {
    every(|case| {
        let clearing = case.clearing();
        for tick in 0..case.grid.count() as u8 {
            let price = case.price(tick);
            let willing: u64 =
                case.offers.iter().filter(|o| o.tick <= tick).map(|o| o.amount).sum();
            let affordable = |units: &u64| units * price <= case.budget * case.grid.base;
            let most = (0..=willing).rev().find(affordable).expect("nothing costs nothing");
            assert!(most <= clearing.bought, "{case:?}");
            assert!(price >= clearing.price || most < clearing.bought, "{case:?}");
        }
    });
}

#[test]
fn one_more_quote_unit_never_buys_less_of_anyone() {
    every(|case| {
        let next = Case { budget: case.budget + 1, ..case.clone() };
        assert!(next.clearing().price >= case.clearing().price, "{case:?}");
        for (before, after) in case.fills().iter().zip(next.fills()) {
            assert!(before.taken <= after.taken && before.paid <= after.paid, "{case:?}");
        }
    });
}

#[test]
fn every_order_leaves_the_same_sums() {
    for set in offers(3).into_iter().filter(|set| set.len() == 3) {
        for [a, b, c] in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            for small_limit in LIMITS {
                let case = Case { grid: GRIDS[0], small_limit, budget: 1, offers: set.clone() };
                let other = Case { offers: vec![set[a], set[b], set[c]], ..case.clone() };
                assert_eq!(case.ticks(), other.ticks());
            }
        }
    }
}
