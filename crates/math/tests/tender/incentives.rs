//! What changes with the budget, with what is offered and asked, and with the number of wallets.
//! Each statement is the exact one: no slack for rounding but where it is named.
//!
//! | splitting an offer, taken for `a`, over m wallets at the same tick | together they get |
//! |---|---|
//! | at a tick that is not the clearing one | `a` |
//! | at the clearing one | `a - (m - 1) ..= m * a`: small parts come first, so this can pay |

use proptest::{collection::vec, prelude::*, sample::Index};

use crate::given::{Case, Offer, any_case, fixed, part, someone, tender};

/// A case, one of its offers, and that amount divided in two to five.
fn splits() -> impl Strategy<Value = (Case, usize, Vec<u64>)> {
    (someone(), vec(any::<u16>(), 1..=4)).prop_map(|((case, who), cuts)| {
        let whole = case.offers[who].amount;
        let mut cuts: Vec<u64> = cuts.into_iter().map(|cut| part(whole, cut)).collect();
        cuts.sort_unstable();
        cuts.push(whole);
        let mut below = 0;
        let parts = cuts.iter().map(|&cut| cut - std::mem::replace(&mut below, cut)).collect();
        (case, who, parts)
    })
}

/// What the offer, and what its parts together, are taken for.
fn gain(case: &Case, who: usize, parts: &[u64]) -> (u64, u64) {
    let split = case.split(who, parts).taken();
    (case.taken()[who], split[case.offers.len() - 1..].iter().sum())
}

proptest! {
    #![proptest_config(fixed(5_000))]

    #[test]
    fn more_budget_never_buys_less_of_anyone_or_at_a_lower_price(
        case in any_case(), less in any::<u16>(),
    ) {
        for budget in [part(case.budget, less), case.budget.saturating_sub(1)] {
            let smaller = Case { budget, ..case.clone() };
            let (with, without) = (case.clearing(), smaller.clearing());
            prop_assert!(without.bought <= with.bought);
            prop_assert!(without.spent <= with.spent);
            prop_assert!(without.price <= with.price);
            for (with, without) in case.fills().iter().zip(smaller.fills()) {
                prop_assert!(without.taken <= with.taken && without.paid <= with.paid);
            }
        }
    }

    #[test]
    fn more_offered_never_buys_less_and_takes_no_less_of_the_offer(
        (case, who) in someone(), less in any::<u16>(),
    ) {
        let Offer { amount, tick } = case.offers[who];
        for amount in [part(amount, less), amount.saturating_sub(1)] {
            let smaller = case.with_offer(who, Offer { amount, tick });
            prop_assert!(smaller.clearing().bought <= case.clearing().bought);
            prop_assert!(smaller.taken()[who] <= case.taken()[who]);
        }
    }

    #[test]
    fn more_of_mine_is_never_more_for_another((case, who) in someone(), less in any::<u16>()) {
        let Offer { amount, tick } = case.offers[who];
        let smaller = case.with_offer(who, Offer { amount: part(amount, less), tick });
        let pairs = case.taken().into_iter().zip(smaller.taken()).enumerate();
        for (_, (with, without)) in pairs.filter(|(other, _)| *other != who) {
            prop_assert!(with <= without);
        }
    }

    #[test]
    fn asking_less_is_never_taken_for_less_and_buys_no_less(
        (case, who) in someone(), lower in any::<Index>(),
    ) {
        let Offer { amount, tick } = case.offers[who];
        let tick = lower.index(usize::from(tick) + 1) as u8;
        let cheaper = case.with_offer(who, Offer { amount, tick });
        prop_assert!(cheaper.taken()[who] >= case.taken()[who]);
        prop_assert!(cheaper.clearing().bought >= case.clearing().bought);
    }

    #[test]
    fn splitting_at_most_multiplies_by_the_wallets_and_only_at_the_clearing_tick(
        (case, who, parts) in splits(),
    ) {
        let (whole, together) = gain(&case, who, &parts);
        prop_assert!(whole.saturating_sub(together) < parts.len() as u64);
        prop_assert!(u128::from(together) <= u128::from(whole) * parts.len() as u128);
        let Offer { amount, tick } = case.offers[who];
        if tick != case.clearing().tick || amount <= case.small_limit {
            prop_assert!(together <= whole);
        }
    }

    #[test]
    fn splitting_changes_neither_price_nor_sum_and_nobody_else_gains(
        (case, who, parts) in splits(),
    ) {
        let split = case.split(who, &parts);
        let (before, after) = (case.clearing(), split.clearing());
        prop_assert_eq!(
            (before.price, before.bought, before.spent, before.tick),
            (after.price, after.bought, after.spent, after.tick)
        );
        let mut others = case.taken();
        others.remove(who);
        for (before, after) in others.iter().zip(split.taken()) {
            prop_assert!(after <= *before);
        }
    }
}

/// One price for all: the last base unit that is bought sets it. At 40, 24 quote units pay for
/// 60 base units. Whoever offers 59 at 10 leaves room for one at 40 and is paid as much; with
/// 60 there is none, and they are paid a quarter, though more is taken of them.
#[test]
fn offering_more_can_be_paid_less() {
    let offering = |mine: u64| {
        let case = tender(24, 0, &[(mine, 0), (20, 3)]);
        (case.clearing().price, case.taken(), case.fills()[0].paid)
    };
    assert_eq!(offering(59), (40, vec![59, 1], 23));
    assert_eq!(offering(60), (10, vec![60, 0], 6));
    assert_eq!(offering(240), (10, vec![240, 0], 24));
}

/// Where the next tick's price, paid to all, would buy no more, it is left, and so is budget.
/// What then is offered in between is bought, and raises the price for all.
#[test]
fn another_offer_can_raise_the_price_for_all() {
    let without = tender(24, 0, &[(60, 0), (20, 3)]);
    let with = tender(24, 0, &[(60, 0), (20, 3), (1, 1)]);
    assert_eq!((without.clearing().price, without.clearing().spent), (10, 6));
    assert_eq!((with.clearing().price, with.clearing().spent), (20, 12));
}

/// Two offers of 100, and room for 100. One of them comes as m wallets instead.
#[test]
fn what_splitting_gains_at_the_clearing_tick() {
    let taken = |limit, mine: &[u64]| {
        let offers: Vec<(u64, u8)> = [&[100], mine].concat().iter().map(|o| (*o, 9)).collect();
        tender(100, limit, &offers).taken()
    };
    assert_eq!(taken(10, &[100]), [50, 50]);
    assert_eq!(taken(10, &[50, 50]), [47, 26, 26]);
    assert_eq!(taken(10, &[10; 10]), [9; 11]);
    assert_eq!(taken(0, &[10; 10]), [[50].as_slice(), &[5; 10]].concat());
    // One of eleven that share 22 gets 2; as two wallets of twelve it gets 1.8 twice.
    let crowd = |mine: &[u64]| {
        let offers: Vec<(u64, u8)> = [&[100; 10], mine].concat().iter().map(|o| (*o, 9)).collect();
        tender(24, 2, &offers)
    };
    assert_eq!(gain(&crowd(&[100]), 10, &[50, 50]), (2, 4));
}
