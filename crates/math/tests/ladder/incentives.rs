//! What a contributor gains by depositing more, by bidding higher or by coming as several
//! wallets. Each statement is the exact one: no slack for rounding but where it is named.
//!
//! | splitting `c`, accepted for `a`, over m wallets at the same tick | together they get |
//! |---|---|
//! | ProRata, Auction | `a - (m - 1) ..= a`: never more, at most a unit less per division |
//! | Level | `a - (m - 1) ..= m * a`: small deposits come first, so this pays |
//!
//! Level's limit is that of the gate: it favours small wallets, and only a gate (allowlist or
//! co-signer) makes a wallet a person. Nobody else ever gains by someone's splitting.

use groundswell_math::ladder::Rule;
use proptest::{collection::vec, prelude::*, sample::Index};

use crate::given::{Case, any_case, case_of, fixed, fixed_price, part};

/// A case and one of its contributions.
fn someone(cases: impl Strategy<Value = Case>) -> impl Strategy<Value = (Case, usize)> {
    let inhabited = cases.prop_filter("no contributors", |case| !case.contributions.is_empty());
    (inhabited, any::<Index>()).prop_map(|(case, who)| {
        let who = who.index(case.contributions.len());
        (case, who)
    })
}

/// A case, one of its contributions, and that deposit divided in two to five.
fn splits(cases: impl Strategy<Value = Case>) -> impl Strategy<Value = (Case, usize, Vec<u64>)> {
    (someone(cases), vec(any::<u16>(), 1..=4)).prop_map(|((case, who), cuts)| {
        let whole = case.contributions[who].deposit;
        let mut cuts: Vec<u64> = cuts.into_iter().map(|cut| part(whole, cut)).collect();
        cuts.sort_unstable();
        cuts.push(whole);
        let mut below = 0;
        let parts = cuts.iter().map(|&cut| cut - std::mem::replace(&mut below, cut)).collect();
        (case, who, parts)
    })
}

/// What the contribution, and what its parts together, are accepted for.
fn gain(case: &Case, who: usize, parts: &[u64]) -> (u64, u64) {
    let split = case.split(who, parts).allocations();
    let others = case.contributions.len() - 1;
    (case.allocations()[who].accepted, split[others..].iter().map(|a| a.accepted).sum())
}

proptest! {
    #![proptest_config(fixed(5_000))]

    #[test]
    fn more_in_is_never_less_out((case, who) in someone(any_case()), less in any::<u16>()) {
        let deposit = case.contributions[who].deposit;
        let all = case.allocations()[who];
        for smaller in [deposit.saturating_sub(1), part(deposit, less)] {
            let some = case.with_deposit(who, smaller).allocations()[who];
            prop_assert!(some.accepted <= all.accepted);
            prop_assert!(some.tokens <= all.tokens);
        }
    }

    #[test]
    fn more_of_mine_is_never_more_for_another(
        (case, who) in someone(any_case()), less in any::<u16>(),
    ) {
        let smaller = case.with_deposit(who, part(case.contributions[who].deposit, less));
        let pairs = case.allocations().into_iter().zip(smaller.allocations()).enumerate();
        for (_, (with, without)) in pairs.filter(|(other, _)| *other != who) {
            prop_assert!(with.accepted <= without.accepted);
            prop_assert!(with.tokens <= without.tokens);
        }
    }

    #[test]
    fn splitting_never_gains_where_shares_are_in_proportion(
        (case, who, parts) in splits(prop_oneof![
            case_of(Just(Rule::ProRata)),
            case_of(Just(Rule::Auction)),
        ]),
    ) {
        let (whole, together) = gain(&case, who, &parts);
        prop_assert!(together <= whole);
        prop_assert!(whole - together < parts.len() as u64);
    }

    #[test]
    fn splitting_under_level_at_most_multiplies_by_the_number_of_wallets(
        (case, who, parts) in splits(case_of(Just(Rule::Level))),
    ) {
        let (whole, together) = gain(&case, who, &parts);
        prop_assert!(whole.saturating_sub(together) < parts.len() as u64);
        prop_assert!(u128::from(together) <= u128::from(whole) * parts.len() as u128);
    }

    #[test]
    fn nobody_gains_by_the_splitting_of_another((case, who, parts) in splits(any_case())) {
        let mut before = case.allocations();
        before.remove(who);
        let after = case.split(who, &parts).allocations();
        for (before, after) in before.iter().zip(after) {
            prop_assert!(after.accepted <= before.accepted);
        }
    }

    #[test]
    fn a_higher_bid_is_never_accepted_for_less(
        (case, who) in someone(case_of(Just(Rule::Auction))), lower in any::<Index>(),
    ) {
        let mut other = case.clone();
        other.contributions[who].tick = lower.index(case.contributions[who].tick + 1);
        prop_assert!(other.allocations()[who].accepted <= case.allocations()[who].accepted);
    }

    #[test]
    fn equal_deposits_are_treated_equally_and_larger_ones_no_worse(case in any_case()) {
        let mut pairs: Vec<_> = case.contributions.iter().zip(case.allocations()).collect();
        pairs.sort_by_key(|(c, _)| (c.tick, c.deposit));
        for pair in pairs.windows(2).filter(|p| p[0].0.tick == p[1].0.tick) {
            prop_assert!(pair[0].1.accepted <= pair[1].1.accepted);
            prop_assert!(pair[0].0 != pair[1].0 || pair[0].1 == pair[1].1);
        }
    }
}

/// Accepted, for each deposit of a Level sale of 100 over these ticks.
fn level(ticks: &[u64], deposits: &[u64]) -> Vec<u64> {
    let case = fixed_price(Rule::Level, 100, ticks, deposits);
    case.allocations().iter().map(|a| a.accepted).collect()
}

/// Two deposits of 100 share a sale of 100. One of them comes as m wallets instead:
///
/// - over ticks 10, 20, .. 100 its share goes from 1/2 towards m/(m + 1): 50, 66, 75, .. ;
/// - with one tick at 10, ten wallets of 10 come before all that the other has above 10, and
///   get 90 of 100;
/// - a wallet that is filled whole anyway gains nothing.
#[test]
fn what_splitting_gains_under_level() {
    let fine: Vec<u64> = (1..=10).map(|tick| tick * 10).collect();

    assert_eq!(level(&fine, &[100, 100]), [50, 50]);
    assert_eq!(level(&fine, &[100, 50, 50]), [33, 33, 33]);
    assert_eq!(level(&fine, &[100, 25, 25, 25, 25]), [20, 20, 20, 20, 20]);

    assert_eq!(level(&[10, 100], &[100, 100]), [50, 50]);
    assert_eq!(level(&[10, 100], &[100, 50, 50]), [47, 26, 26]);
    assert_eq!(level(&[10, 100], &[&[100], &[10; 10][..]].concat()), [9; 11]);

    assert_eq!(level(&fine, &[100, 100, 20]), [40, 40, 20]);
    assert_eq!(level(&fine, &[100, 100, 10, 10]), [40, 40, 10, 10]);
}

/// The bounds of the table are met. Level: one of eleven wallets of 100 shares 20 with the
/// others, gets 20 / 11 rounded down, and as two wallets 40 / 24 rounded down, twice. ProRata:
/// half of 10 is 5, and half of 5 rounded down, twice, is 4.
#[test]
fn the_bounds_on_splitting_are_met() {
    let crowd = |mine: &[u64]| [&[100; 10][..], mine].concat();
    let whole = fixed_price(Rule::Level, 20, &[2, 100], &crowd(&[100]));
    assert_eq!(gain(&whole, 10, &[50, 50]), (1, 2));

    let whole = fixed_price(Rule::ProRata, 10, &[], &[10, 10]);
    assert_eq!(gain(&whole, 0, &[5, 5]), (5, 4));
    assert_eq!(gain(&whole, 0, &[6, 4]), (5, 5));
}
