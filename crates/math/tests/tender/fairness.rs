//! What a tender promises to those who offer: nobody sells below what they ask, cheaper comes
//! first, and at the clearing tick small offers are filled no worse than large ones.

use proptest::prelude::*;

use crate::given::{Offer, any_case, fixed, tender};

proptest! {
    #![proptest_config(fixed(5_000))]

    #[test]
    fn nobody_is_paid_less_than_they_ask(case in any_case()) {
        let price = case.clearing().price;
        for (offer, fill) in case.offers.iter().zip(case.fills()) {
            let asked = case.price(offer.tick);
            prop_assert!(fill.taken == 0 || price >= asked);
            let at = |price: u64| u128::from(fill.taken) * u128::from(price);
            prop_assert_eq!(u128::from(fill.paid), at(price) / u128::from(case.grid.base));
            prop_assert!(u128::from(fill.paid) >= at(asked) / u128::from(case.grid.base));
        }
    }

    #[test]
    fn the_price_is_that_of_the_clearing_tick_and_never_above_the_ceiling(case in any_case()) {
        let clearing = case.clearing();
        let ceiling = u128::from(case.grid.quote) * u128::from(case.grid.ceiling_bps) / 10_000;
        prop_assert!(u128::from(clearing.price) <= ceiling);
        prop_assert!(clearing.bought == 0 || clearing.price == case.price(clearing.tick));
    }

    #[test]
    fn a_dearer_offer_is_taken_only_if_every_cheaper_one_is_whole(case in any_case()) {
        let fills = case.fills();
        let taken = case.offers.iter().zip(&fills).filter(|(_, fill)| fill.taken > 0);
        let dearest = taken.map(|(offer, _)| offer.tick).max().unwrap_or(0);
        for (offer, fill) in case.offers.iter().zip(&fills) {
            prop_assert!(offer.tick >= dearest || fill.returned == 0);
        }
    }

    #[test]
    fn equal_offers_get_equal_and_larger_ones_no_less(case in any_case()) {
        let mut pairs: Vec<_> = case.offers.iter().zip(case.fills()).collect();
        pairs.sort_by_key(|(offer, _)| (offer.tick, offer.amount));
        for pair in pairs.windows(2).filter(|p| p[0].0.tick == p[1].0.tick) {
            prop_assert!(pair[0].1.taken <= pair[1].1.taken);
            prop_assert!(pair[0].0 != pair[1].0 || pair[0].1 == pair[1].1);
        }
    }

    /// As proportions of the offers, up to the one unit that a division loses. What is above
    /// the limit is returned before anything below it is.
    #[test]
    fn small_offers_are_filled_at_least_in_proportion_to_larger_ones(case in any_case()) {
        let pairs: Vec<_> = case.offers.iter().zip(case.fills()).collect();
        for (small, got) in pairs.iter().filter(|(offer, _)| offer.amount <= case.small_limit) {
            let larger = |other: &Offer| other.tick == small.tick && other.amount >= small.amount;
            for (large, other) in pairs.iter().filter(|(other, _)| larger(other)) {
                let better = u128::from(got.taken + u64::from(got.returned > 0));
                let worse = u128::from(other.taken) * u128::from(small.amount);
                prop_assert!(better * u128::from(large.amount) >= worse);
                let above = large.amount - large.amount.min(case.small_limit);
                prop_assert!(got.returned == 0 || other.returned >= above);
            }
        }
    }

    /// Where anyone is returned something, no tick could have bought more.
    #[test]
    fn refuses_nobody_while_their_price_would_buy_more(case in any_case()) {
        let clearing = case.clearing();
        for (offer, fill) in case.offers.iter().zip(case.fills()) {
            let worth = u128::from(case.budget) * u128::from(case.grid.base);
            let one_more = (u128::from(clearing.bought) + 1)
                .checked_mul(u128::from(case.price(offer.tick)));
            prop_assert!(fill.returned == 0 || one_more.is_none_or(|cost| cost > worth));
        }
    }
}

/// Offers of 10, 10 and 40: the small parts are 10 each, and only the largest has more.
#[test]
fn at_the_clearing_tick_small_parts_come_first() {
    let offers = [(10, 9), (10, 9), (40, 9)];
    assert_eq!(tender(20, 10, &offers).taken(), [6, 6, 6]);
    assert_eq!(tender(30, 10, &offers).taken(), [10, 10, 10]);
    assert_eq!(tender(31, 10, &offers).taken(), [10, 10, 11]);
    assert_eq!(tender(59, 10, &offers).taken(), [10, 10, 39]);
    assert_eq!(tender(30, 0, &offers).taken(), [5, 5, 20]);
    assert_eq!(tender(30, u64::MAX, &offers).taken(), [5, 5, 20]);
}
