//! Refusals, boundaries and examples worked by hand.

use groundswell_math::tender::{Clearing, Fill, Grid, Tick, offered, shift};
use proptest::{collection::vec, prelude::*};

use crate::given::{Case, Offer, fixed, tender};

fn tick(small: u64, rest: u64) -> Tick {
    Tick { small, rest }
}

/// Price, bought and spent.
fn cleared(case: &Case) -> (u64, u64, u64) {
    let clearing = case.clearing();
    (clearing.price, clearing.bought, clearing.spent)
}

#[test]
fn only_the_layers_between_before_and_after_move() {
    let mut ticks = [tick(100, 100); 2];
    let mut go = |before, after| shift(&mut ticks, 1, 10, before, after).map(|()| ticks[1]);
    assert_eq!(go(0, 10), Some(tick(110, 100)));
    assert_eq!(go(10, 11), Some(tick(110, 101)));
    assert_eq!(go(11, 4), Some(tick(104, 100)));
    assert_eq!(go(4, 0), Some(tick(100, 100)));
    assert_eq!(ticks[0], tick(100, 100));
}

#[test]
fn a_sum_that_leaves_u64_is_refused_and_changes_nothing() {
    let most = u64::MAX;
    let shifted = |held: Tick, at, before, after| {
        let mut ticks = [held];
        let done = shift(&mut ticks, at, 10, before, after);
        assert!(done.is_some() || ticks == [held]);
        done.map(|()| ticks[0])
    };
    assert_eq!(shifted(tick(most - 10, 0), 0, 0, 10), Some(tick(most, 0)));
    assert_eq!(shifted(tick(most - 9, 0), 0, 0, 10), None);
    assert_eq!(shifted(tick(0, most - 5), 0, 0, 15), Some(tick(10, most)));
    assert_eq!(shifted(tick(0, most - 4), 0, 0, 15), None);
    assert_eq!(shifted(tick(7, 9), 0, 7, 0), Some(tick(0, 9)));
    assert_eq!(shifted(tick(7, 9), 0, 8, 0), None);
    assert_eq!(shifted(tick(10, 9), 0, 19, 0), Some(tick(0, 0)));
    assert_eq!(shifted(tick(10, 9), 0, 20, 0), None);
    assert_eq!(shifted(tick(0, 0), 1, 0, 1), None);
    assert_eq!(shift::<Tick>(&mut [], 0, 10, 0, 0), None);
}

#[test]
fn more_than_u64_offered_does_not_clear() {
    let grid = Grid { quote: 100, base: 100, tick_bps: 1_000, ceiling_bps: 10_000 };
    let clear = |ticks: &[Tick]| Clearing::compute(&grid, ticks, 1);
    assert!(clear(&[tick(u64::MAX - 1, 0), tick(0, 1)]).is_some());
    assert!(clear(&[tick(u64::MAX, 0), tick(0, 1)]).is_none());
    assert!(clear(&[tick(u64::MAX, 1)]).is_none());
    assert_eq!(offered(&[tick(1, 2), tick(3, u64::MAX - 6)]), Some(u64::MAX));
    assert_eq!(offered(&[tick(1, 2), tick(4, u64::MAX - 6)]), None);
}

#[test]
fn a_grid_without_base_or_price_does_not_clear() {
    let grid = Grid { quote: 100, base: 100, tick_bps: 1_000, ceiling_bps: 2_000 };
    let clear = |grid: Grid, ticks: &[Tick]| Clearing::compute(&grid, ticks, 9).map(|c| c.bought);
    assert_eq!(clear(grid, &[tick(0, 0), tick(5, 0)]), Some(5));
    assert_eq!(clear(grid, &[tick(0, 0), tick(0, 0), tick(5, 0)]), None);
    assert_eq!(clear(grid, &[tick(0, 0); 300]), Some(0));
    assert_eq!(clear(Grid { base: 0, ..grid }, &[tick(5, 0)]), None);
    assert_eq!(clear(Grid { quote: 9, ..grid }, &[tick(5, 0)]), None);
    assert_eq!(clear(Grid { tick_bps: 0, ..grid }, &[tick(5, 0)]), None);
}

#[test]
fn nothing_is_bought_where_nothing_is_offered_or_affordable() {
    for case in [tender(100, 5, &[]), tender(0, 5, &[(10, 0)]), tender(100, 5, &[(0, 3)])] {
        assert_eq!(cleared(&case), (0, 0, 0), "{case:?}");
        for tick in 0..10 {
            let fill = case.fill_of(Offer { amount: 7, tick });
            assert_eq!(fill, Fill { taken: 0, paid: 0, returned: 7 });
        }
    }
    // One base unit is worth a hundredth of a quote unit at most, and one whole base is worth R.
    let dear = Grid { quote: 1_000, base: 1, tick_bps: 5_000, ceiling_bps: 10_000 };
    let at = |budget| Case { grid: dear, ..tender(budget, 5, &[(3, 0)]) };
    assert_eq!(cleared(&at(499)), (0, 0, 0));
    assert_eq!(cleared(&at(500)), (500, 1, 500));
    assert_eq!(cleared(&at(1_499)), (500, 2, 1_000));
    assert_eq!(cleared(&at(1_500)), (500, 3, 1_500));
}

/// 20 and then 60 base units at 10 and 50: 2 quote units pay for the first, 40 for both.
#[test]
fn a_tick_is_taken_whole_when_the_budget_pays_its_price_to_all() {
    let offers = [(20, 0), (60, 4), (99, 9)];
    let at = |budget| tender(budget, 0, &offers);
    assert_eq!(cleared(&at(1)), (10, 10, 1));
    assert_eq!(cleared(&at(2)), (10, 20, 2));
    // At 50, ten quote units pay for 20 base units: until then the second tick adds nothing.
    assert_eq!(cleared(&at(10)), (10, 20, 2));
    assert_eq!((cleared(&at(11)), at(11).taken()), ((50, 22, 11), vec![20, 2, 0]));
    assert_eq!((cleared(&at(39)), at(39).taken()), ((50, 78, 39), vec![20, 58, 0]));
    assert_eq!((cleared(&at(40)), at(40).taken()), ((50, 80, 40), vec![20, 60, 0]));
    assert_eq!(cleared(&at(80)), (50, 80, 40));
    assert_eq!(cleared(&at(81)), (100, 81, 81));
    assert_eq!(cleared(&at(u64::MAX)), (100, 179, 179));
}

/// Offers of 5, 15 and 40 at 30, small up to 10: 25 are small, 35 are above.
#[test]
fn the_clearing_tick_as_worked_by_hand() {
    let case = tender(12, 10, &[(5, 2), (15, 2), (40, 2)]);
    assert_eq!(case.ticks()[2], tick(25, 35));
    // 12 * 100 / 30 = 40: all small parts and 15 of 35. 5 * 15/35 = 2.1, 30 * 15/35 = 12.9.
    let clearing = case.clearing();
    assert_eq!((clearing.small_numerator, clearing.small_denominator), (1, 1));
    assert_eq!((clearing.rest_numerator, clearing.rest_denominator), (15, 35));
    assert_eq!(cleared(&case), (30, 40, 12));
    assert_eq!(
        case.fills(),
        [
            Fill { taken: 5, paid: 1, returned: 0 },
            Fill { taken: 12, paid: 3, returned: 3 },
            Fill { taken: 22, paid: 6, returned: 18 },
        ]
    );
    // 6 * 100 / 30 = 20 of 25 small ones.
    let clearing = Case { budget: 6, ..case.clone() }.clearing();
    assert_eq!((clearing.small_numerator, clearing.small_denominator), (20, 25));
    assert_eq!((clearing.rest_numerator, clearing.rest_denominator), (0, 1));
    assert_eq!(Case { budget: 6, ..case }.taken(), [4, 8, 8]);
}

#[test]
fn the_largest_numbers_clear() {
    let most = u64::MAX;
    let grid = Grid { quote: most, base: most, tick_bps: 10_000, ceiling_bps: 10_000 };
    for (budget, bought) in [(most, most), (most - 1, most - 1), (1, 1)] {
        let offers = vec![Offer { amount: most, tick: 0 }];
        let case = Case { grid, small_limit: most / 2, budget, offers };
        assert_eq!(cleared(&case), (most, bought, bought));
        assert_eq!(case.fills(), [Fill { taken: bought, paid: bought, returned: most - bought }]);
    }
}

#[test]
fn sixty_four_ticks_clear_at_each() {
    let grid = Grid { quote: 6_400, base: 1, tick_bps: 100, ceiling_bps: 6_400 };
    let offers: Vec<Offer> = (0..64).map(|tick| Offer { amount: 1, tick }).collect();
    for last in 1..=64u64 {
        let budget = last * last * 64;
        let case = Case { grid, small_limit: 1, budget, offers: offers.clone() };
        assert_eq!(cleared(&case), (last * 64, last, budget));
        assert_eq!(case.taken().iter().sum::<u64>(), last);
    }
}

/// An account that was never cleared is all zeros: nothing can be filled from it.
#[test]
fn zeros_are_no_clearing() {
    let (price, bought, spent, tick) = (0, 0, 0, 0);
    let (small_numerator, small_denominator, rest_numerator, rest_denominator) = (0, 0, 0, 0);
    let zeros = Clearing {
        price,
        bought,
        spent,
        tick,
        small_numerator,
        small_denominator,
        rest_numerator,
        rest_denominator,
    };
    assert_eq!(zeros.fill(5, 0, 3, 100), None);
}

proptest! {
    #![proptest_config(fixed(5_000))]

    #[test]
    fn whatever_the_input_nothing_panics(
        numbers: [u64; 10], bps: [u16; 2], at: u8, sums in vec(any::<(u64, u64)>(), 0..70),
    ) {
        let [quote, base, budget, offer, small_limit, before, ..] = numbers;
        let grid = Grid { quote, base, tick_bps: bps[0], ceiling_bps: bps[1] };
        let mut ticks: Vec<Tick> = sums.iter().map(|(s, r)| tick(s >> 8, r >> 8)).collect();
        if let Some(clearing) = Clearing::compute(&grid, &ticks, budget) {
            prop_assert!(clearing.spent <= budget);
            if let Some(fill) = clearing.fill(offer, at, small_limit, base) {
                prop_assert_eq!(fill.taken.checked_add(fill.returned), Some(offer));
            }
        }
        let _ = shift(&mut ticks, at, small_limit, before, offer);
        let wild = Clearing {
            price: quote,
            bought: base,
            spent: budget,
            tick: at,
            small_numerator: numbers[6],
            small_denominator: numbers[7],
            rest_numerator: numbers[8],
            rest_denominator: numbers[9],
        };
        let _ = wild.fill(offer, at, small_limit, base);
    }
}
