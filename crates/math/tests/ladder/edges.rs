//! Refusals, boundaries and examples worked by hand.

use groundswell_math::ladder::{
    Allocation, Change, Clearing, MAX_TICKS, PRO_RATA_TICK, Rule, shift, total,
};

use crate::given::{auction, fixed_price};

/// The demand after one change to an empty ladder, or the refusal.
fn shifted(rule: Rule, ticks: &[u64], tick: u8, after: u64) -> Option<Vec<u64>> {
    let mut demand = vec![0; ticks.len()];
    shift(rule, ticks, &mut demand, Change { tick, before: 0, after })?;
    Some(demand)
}

#[test]
fn a_deposit_up_to_the_last_tick_is_taken_and_one_above_is_refused() {
    assert_eq!(shifted(Rule::Level, &[10, 25], 0, 25), Some(vec![10, 15]));
    assert_eq!(shifted(Rule::Level, &[10, 25], 0, 26), None);
    assert_eq!(shifted(Rule::Level, &[10, 25], 0, 10), Some(vec![10, 0]));
    assert_eq!(shifted(Rule::Level, &[10, 25], 0, 11), Some(vec![10, 1]));
    assert_eq!(shifted(Rule::ProRata, &[PRO_RATA_TICK], 0, u64::MAX), Some(vec![u64::MAX]));
    assert_eq!(shifted(Rule::Level, &[], 0, 0), None);
}

#[test]
fn a_bid_at_the_last_tick_is_taken_and_one_beyond_is_refused() {
    assert_eq!(shifted(Rule::Auction, &[10, 25], 1, 99), Some(vec![0, 99]));
    assert_eq!(shifted(Rule::Auction, &[10, 25], 2, 99), None);
    assert_eq!(shifted(Rule::Auction, &[10, 25], u8::MAX, 0), None);
    assert_eq!(shifted(Rule::Auction, &[], 0, 1), None);
}

#[test]
fn a_fixed_price_has_only_tick_zero() {
    for rule in [Rule::ProRata, Rule::Level] {
        assert_eq!(shifted(rule, &[10, 25], 0, 5), Some(vec![5, 0]), "{rule:?}");
        assert_eq!(shifted(rule, &[10, 25], 1, 5), None, "{rule:?}");
        assert_eq!(shifted(rule, &[10, 25], u8::MAX, 5), None, "{rule:?}");
    }
}

#[test]
fn a_tick_holds_u64_and_refuses_one_unit_more() {
    for (rule, ticks) in
        [(Rule::ProRata, [PRO_RATA_TICK]), (Rule::Level, [u64::MAX]), (Rule::Auction, [1])]
    {
        let fill = |held: u64, after: u64| {
            let mut demand = [held];
            shift(rule, &ticks, &mut demand, Change { tick: 0, before: 0, after })?;
            Some(demand[0])
        };
        assert_eq!(fill(u64::MAX - 1, 1), Some(u64::MAX), "{rule:?}");
        assert_eq!(fill(u64::MAX - 1, 2), None, "{rule:?}");
        assert_eq!(fill(u64::MAX, u64::MAX), None, "{rule:?}");
    }
}

#[test]
fn more_than_a_tick_holds_cannot_be_taken_out() {
    for (rule, ticks) in
        [(Rule::ProRata, [PRO_RATA_TICK]), (Rule::Level, [100]), (Rule::Auction, [1])]
    {
        let take = |held: u64, before: u64| {
            let mut demand = [held];
            shift(rule, &ticks, &mut demand, Change { tick: 0, before, after: 0 })?;
            Some(demand[0])
        };
        assert_eq!(take(7, 7), Some(0), "{rule:?}");
        assert_eq!(take(7, 8), None, "{rule:?}");
    }
}

#[test]
fn only_the_layers_between_before_and_after_move() {
    let mut demand = [100u64; 4];
    let ticks = [10, 20, 30, 40];
    let mut go = |before, after| {
        let change = Change { tick: 0, before, after };
        shift(Rule::Level, &ticks, &mut demand, change).map(|()| demand)
    };
    assert_eq!(go(12, 35), Some([100, 108, 110, 105]));
    assert_eq!(go(35, 12), Some([100, 100, 100, 100]));
    assert_eq!(go(40, 30), Some([100, 100, 100, 90]));
    assert_eq!(go(20, 10), Some([100, 90, 100, 90]));
}

#[test]
fn a_demand_beyond_u64_does_not_clear() {
    for rule in [Rule::Level, Rule::Auction] {
        let clear = |demand: &[u64; 2]| Clearing::compute(rule, &[1, 2], demand, 1);
        assert!(clear(&[u64::MAX - 1, 1]).is_some(), "{rule:?}");
        assert!(clear(&[u64::MAX, 1]).is_none(), "{rule:?}");
    }
    assert_eq!(total(&[u64::MAX - 1, 1]), Some(u64::MAX));
    assert_eq!(total(&[u64::MAX, 1]), None);
}

#[test]
fn an_auction_without_ticks_does_not_clear() {
    assert_eq!(Clearing::compute::<u64>(Rule::Auction, &[], &[], 1), None);
}

/// As no launch stores it: demand beyond the last tick is nobody's, so nothing clears.
#[test]
fn a_ladder_with_fewer_ticks_than_demand_does_not_clear() {
    let clear = |rule, demand: &[u64]| Clearing::compute(rule, &[10], demand, 10);
    for rule in [Rule::ProRata, Rule::Level, Rule::Auction] {
        assert!(clear(rule, &[11]).is_some(), "{rule:?}");
        assert_eq!(clear(rule, &[5, 100]), None, "{rule:?}");
    }
}

#[test]
fn the_target_itself_is_accepted_whole_and_one_unit_more_is_shared() {
    for (rule, ticks) in [(Rule::ProRata, &[][..]), (Rule::Level, &[100][..])] {
        let accepted = |deposits: &[u64]| -> Vec<u64> {
            let case = fixed_price(rule, 100, ticks, deposits);
            case.allocations().iter().map(|a| a.accepted).collect()
        };
        assert_eq!(accepted(&[60, 40]), [60, 40], "{rule:?}");
        // 60 * 100 / 101 = 59.4, 41 * 100 / 101 = 40.6
        assert_eq!(accepted(&[60, 41]), [59, 40], "{rule:?}");
    }
}

/// Layers of 10, 40 and 50. L0 = 40, L1 = 0 + 40 + 40 + 40 and L2 = 0 + 10 + 40 + 50: a target
/// of 190 fills the first two and leaves 30 of 100 for the third.
#[test]
fn level_as_worked_by_hand() {
    let deposits = [10, 60, 90, 100];
    let case = fixed_price(Rule::Level, 190, &[10, 50, 100], &deposits);
    assert_eq!(case.demand(), [40, 120, 100]);
    let clearing = case.clearing();
    assert_eq!((clearing.lower, clearing.upper), (50, 100));
    assert_eq!((clearing.numerator, clearing.denominator), (30, 100));
    let expected = [(10, 0), (53, 7), (62, 28), (65, 35)];
    for (found, (accepted, refund)) in case.allocations().into_iter().zip(expected) {
        let tokens = accepted * 1_000_000 / 190;
        assert_eq!(found, Allocation { accepted, refund, tokens });
    }
}

#[test]
fn pro_rata_as_worked_by_hand() {
    let case = fixed_price(Rule::ProRata, 1_000, &[], &[700, 800, 501]);
    // D = 2,001: 349.8, 399.8 and 250.4 of 1,000.
    let accepted: Vec<u64> = case.allocations().iter().map(|a| a.accepted).collect();
    let tokens: Vec<u64> = case.allocations().iter().map(|a| a.tokens).collect();
    assert_eq!(accepted, [349, 399, 250]);
    assert_eq!(tokens, [349_000, 399_000, 250_000]);
}

/// A layer that ends exactly at the target is filled whole: nothing is divided, so nothing is
/// kept in reserve.
#[test]
fn no_reserve_is_kept_where_nothing_is_divided() {
    let boundary = fixed_price(Rule::Level, 30, &[10, 50], &[50, 20, 10]);
    let beside = fixed_price(Rule::Level, 31, &[10, 50], &[50, 20, 10]);
    let whole = fixed_price(Rule::ProRata, 30, &[], &[10, 20]);
    let above = auction(&[10, 50], &[(3, 0), (10, 1), (1, 1)]);

    assert_eq!(boundary.clearing().certain_proceeds(3), 30);
    assert_eq!(beside.clearing().certain_proceeds(3), 28);
    assert_eq!(whole.clearing().certain_proceeds(2), 30);
    assert_eq!(above.clearing().certain_proceeds(3), 11);
    assert_eq!(beside.clearing().certain_proceeds(99), 0);
}

/// The reserve is one unit for everyone who contributed, until the last is paid. Dust is
/// refunded with each deposit, so it does not come back as contributors are paid: with those
/// outstanding as its number, `certain_proceeds` names more than there is.
#[test]
fn the_reserve_counts_everyone_not_only_those_outstanding() {
    let case = fixed_price(Rule::ProRata, 2, &[], &[1, 1, 1]);
    let clearing = case.clearing();
    assert_eq!(case.allocations().iter().map(|a| a.refund).collect::<Vec<_>>(), [1, 1, 1]);

    assert_eq!(clearing.certain_proceeds(3), 0);
    // Two of three are paid: one unit is left, and it is the third's.
    assert_eq!(clearing.certain_proceeds(1), 1);
}

#[test]
fn a_ladder_of_the_most_ticks_clears_at_each() {
    let ticks: Vec<u64> = (1..=MAX_TICKS as u64).collect();
    for target in 1..=MAX_TICKS as u64 {
        let case = fixed_price(Rule::Level, 2 * target, &ticks, &[64, 64, 0]);
        let accepted: Vec<u64> = case.allocations().iter().map(|a| a.accepted).collect();
        assert_eq!(accepted, [target, target, 0]);
    }
}

#[test]
fn rules_are_stored_as_their_numbers() {
    for rule in [Rule::ProRata, Rule::Level, Rule::Auction] {
        assert_eq!(Rule::from_u8(rule as u8), Some(rule));
    }
    assert_eq!(Rule::from_u8(3), None);
    assert_eq!(Rule::from_u8(u8::MAX), None);
}
