//! What an auction promises: one price that nobody exceeds their bid for, more demand never
//! makes it cheaper, and each tick is treated by where it stands to the clearing one.

use groundswell_math::ladder::Rule;
use proptest::{prelude::*, sample::Index};

use crate::given::{Case, auction, case_of, fixed, part};

fn auctions() -> impl Strategy<Value = Case> {
    case_of(Just(Rule::Auction))
}

/// A(i): all bids at ticks >= i.
fn demand_from(case: &Case, tick: usize) -> u64 {
    case.contributions.iter().filter(|c| c.tick >= tick).map(|c| c.deposit).sum()
}

proptest! {
    #![proptest_config(fixed(5_000))]

    /// Another way to say what the clearing is: the floor, or the most that any tick can both
    /// ask and pay, whichever is higher.
    #[test]
    fn the_price_is_the_most_that_a_tick_both_asks_and_pays(case in auctions()) {
        let paid = |i: usize| case.ticks[i].min(demand_from(&case, i));
        let most = (0..case.ticks.len()).map(paid).max().unwrap_or(0);
        prop_assert_eq!(case.clearing().price, most.max(case.ticks[0]));
    }

    #[test]
    fn the_price_never_falls_when_demand_grows(
        case in auctions(), who in any::<Index>(), less in any::<u16>(),
    ) {
        prop_assume!(!case.contributions.is_empty());
        let who = who.index(case.contributions.len());
        let smaller = case.with_deposit(who, part(case.contributions[who].deposit, less));

        let (with, without) = (case.clearing(), smaller.clearing());
        prop_assert!(without.price <= with.price);
        prop_assert!(without.raise <= with.raise);
        prop_assert!(without.tick <= with.tick);
    }

    #[test]
    fn the_price_never_falls_when_a_bid_moves_up(
        case in auctions(), who in any::<Index>(), lower in any::<Index>(),
    ) {
        prop_assume!(!case.contributions.is_empty());
        let who = who.index(case.contributions.len());
        let mut moved = case.clone();
        moved.contributions[who].tick = lower.index(case.contributions[who].tick + 1);

        prop_assert!(moved.clearing().price <= case.clearing().price);
    }

    #[test]
    fn bids_above_the_clearing_tick_are_filled_and_bids_below_get_nothing(case in auctions()) {
        let clearing = case.clearing();
        for (c, a) in case.contributions.iter().zip(case.allocations()) {
            match c.tick.cmp(&usize::from(clearing.tick)) {
                std::cmp::Ordering::Greater => prop_assert_eq!(a.accepted, c.deposit),
                std::cmp::Ordering::Less => prop_assert_eq!(a.accepted, 0),
                std::cmp::Ordering::Equal => prop_assert!(a.accepted <= c.deposit),
            }
        }
    }

    #[test]
    fn nobody_pays_more_than_they_bid(case in auctions()) {
        let price = case.clearing().price;
        for (c, a) in case.contributions.iter().zip(case.allocations()) {
            prop_assert!(a.accepted == 0 || price <= case.ticks[c.tick]);
        }
    }

    /// The charter's opening valuation rests on this.
    #[test]
    fn never_clears_above_the_last_tick_or_below_the_first(case in auctions()) {
        let price = case.clearing().price;
        prop_assert!(case.ticks[0] <= price && price <= case.ticks[case.ticks.len() - 1]);
    }

    /// Where anyone is refused, the sale is sold out.
    #[test]
    fn refuses_nobody_while_tokens_are_left(case in auctions()) {
        let clearing = case.clearing();
        let refused = case.allocations().iter().any(|a| a.refund > 0);
        prop_assert!(!refused || clearing.raise == clearing.price);
    }
}

/// Price, and what each bid is accepted for.
fn cleared(ticks: &[u64], bids: &[(u64, usize)]) -> (u64, Vec<u64>) {
    let case = auction(ticks, bids);
    (case.clearing().price, case.allocations().iter().map(|a| a.accepted).collect())
}

#[test]
fn demand_up_to_the_floor_is_accepted_whole_at_the_floor() {
    assert_eq!(cleared(&[100, 200], &[(60, 0), (39, 1)]), (100, vec![60, 39]));
    assert_eq!(cleared(&[100, 200], &[(60, 0), (40, 1)]), (100, vec![60, 40]));
    assert_eq!(cleared(&[100, 200], &[(60, 0), (41, 1)]), (100, vec![59, 41]));
}

#[test]
fn demand_that_meets_a_tick_exactly_clears_there_and_one_unit_less_does_not() {
    let exact = auction(&[100, 200], &[(500, 0), (200, 1)]);
    assert_eq!((exact.clearing().price, exact.clearing().tick), (200, 1));
    assert_eq!(cleared(&[100, 200], &[(500, 0), (200, 1)]), (200, vec![0, 200]));

    let short = auction(&[100, 200], &[(500, 0), (199, 1)]);
    assert_eq!((short.clearing().price, short.clearing().tick), (199, 0));
    assert_eq!(cleared(&[100, 200], &[(500, 0), (199, 1)]), (199, vec![0, 199]));
}

#[test]
fn bids_above_a_tick_set_the_price_once_they_alone_reach_it() {
    assert_eq!(cleared(&[100, 200], &[(50, 0), (99, 1)]), (100, vec![1, 99]));
    assert_eq!(cleared(&[100, 200], &[(50, 0), (100, 1)]), (100, vec![0, 100]));
    assert_eq!(cleared(&[100, 200], &[(50, 0), (101, 1)]), (101, vec![0, 101]));
}

#[test]
fn the_clearing_tick_is_shared_in_proportion() {
    let bids = [(30, 0), (60, 0), (70, 1), (10, 1)];
    // 20 of 90 remain at the floor: a third of 20 is 6.67, two thirds are 13.33.
    assert_eq!(cleared(&[100, 200], &bids), (100, vec![6, 13, 70, 10]));
}

#[test]
fn ticks_without_bids_change_nothing() {
    let bids = [(90, 1), (80, 3)];
    assert_eq!(cleared(&[1, 100, 150, 200, 999], &bids), (100, vec![20, 80]));
    assert_eq!(cleared(&[100], &[]), (100, vec![]));
}

#[test]
fn the_largest_bids_and_prices_clear() {
    let most = u64::MAX;
    assert_eq!(cleared(&[1, most], &[(most, 1)]), (most, vec![most]));
    assert_eq!(cleared(&[1, most], &[(1, 0), (most - 1, 1)]), (most - 1, vec![0, most - 1]));
    assert_eq!(cleared(&[most], &[(most, 0)]), (most, vec![most]));
}
