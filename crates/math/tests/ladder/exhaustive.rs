//! Every sale of up to four deposits of 1 to 8, by every rule, over small ladders: nothing is
//! sampled, so what holds here holds without luck.

use groundswell_math::ladder::{Clearing, Rule};

use crate::given::{Case, auction, fixed_price};

const SUPPLIES: [u64; 3] = [1, 100, 1_000_003];
const TARGETS: [u64; 10] = [1, 2, 3, 5, 7, 8, 13, 16, 31, 32];
const LADDERS: [&[u64]; 5] =
    [&[8], &[1, 8], &[2, 4, 8], &[3, 7, u64::MAX], &[1, 2, 3, 4, 5, 6, 7, 8]];
const AUCTIONS: [&[u64]; 6] = [&[5], &[1, 2], &[4, 9], &[1, 2, 3], &[3, 8, 20], &[7, 8, 16]];

/// Every non-descending sequence of up to four of `items`: order never matters, as
/// `every_order_leaves_the_same_demand` shows.
fn multisets<T: Copy>(items: &[T]) -> Vec<Vec<T>> {
    let mut all: Vec<(usize, Vec<T>)> = vec![(0, vec![])];
    let mut grown = 0;
    while grown < all.len() {
        let (from, set) = all[grown].clone();
        if set.len() < 4 {
            let more = (from..items.len()).map(|at| (at, [&set[..], &[items[at]]].concat()));
            all.extend(more);
        }
        grown += 1;
    }
    all.into_iter().map(|(_, set)| set).collect()
}

fn deposits() -> Vec<Vec<u64>> {
    multisets(&(1..=8).collect::<Vec<u64>>())
}

fn bids(ticks: usize) -> Vec<Vec<(u64, usize)>> {
    let each = (1..=8).flat_map(|deposit| (0..ticks).map(move |tick| (deposit, tick)));
    multisets(&each.collect::<Vec<_>>())
}

#[test]
fn no_sale_is_left_out() {
    // Sets of up to four of n with repetition: (n + 4) over 4.
    assert_eq!(deposits().len(), 495);
    assert_eq!([1, 2, 3].map(|ticks| bids(ticks).len()), [495, 4_845, 20_475]);
}

/// Equal to the model, conserved to the unit, and each amount less than one unit under its
/// exact value.
fn check(case: &Case) {
    let (clearing, found, expected) = (case.clearing(), case.allocations(), case.expected());
    assert_eq!((clearing.price, clearing.raise), (expected.price, expected.raise), "{case:?}");
    let Clearing { price, raise, .. } = clearing;
    let (mut accepted, mut tokens) = (0, 0);
    for ((c, a), e) in case.contributions.iter().zip(&found).zip(&expected.allocations) {
        assert_eq!((a.accepted, a.refund, a.tokens), (e.accepted, e.refund, e.tokens), "{case:?}");
        assert_eq!(a.accepted + a.refund, c.deposit, "{case:?}");
        let bought = a.accepted * case.supply; // tokens, exactly: bought / price
        assert!(a.tokens * price <= bought && bought < (a.tokens + 1) * price, "{case:?}");
        accepted += a.accepted;
        tokens += a.tokens;
    }
    let proceeds = clearing.certain_proceeds(found.len() as u64);
    assert!(proceeds <= accepted && accepted <= raise, "{case:?}");
    assert!(raise - accepted < (found.len() as u64).max(1), "{case:?}");
    assert!(tokens <= case.supply, "{case:?}");
}

#[test]
fn every_pro_rata_sale_of_up_to_four_small_deposits() {
    for (deposits, target) in pairs(&deposits(), &TARGETS) {
        for supply in SUPPLIES {
            let case = Case { supply, ..fixed_price(Rule::ProRata, target, &[], &deposits) };
            check(&case);
            let all = case.deposited();
            for (c, a) in case.contributions.iter().zip(case.allocations()) {
                // accepted, exactly: c * target / all, or c
                let (exact, of) =
                    if all <= target { (c.deposit, 1) } else { (c.deposit * target, all) };
                assert!(a.accepted * of <= exact && exact < (a.accepted + 1) * of, "{case:?}");
            }
        }
    }
}

#[test]
fn every_level_sale_of_up_to_four_small_deposits() {
    for (deposits, target) in pairs(&deposits(), &TARGETS) {
        for ladder in LADDERS {
            for supply in SUPPLIES {
                check(&Case { supply, ..fixed_price(Rule::Level, target, ladder, &deposits) });
            }
        }
    }
}

/// With a tick at every unit the ladder is water-filling itself: all are filled to one level,
/// the highest that the target pays for.
#[test]
fn a_tick_at_every_unit_fills_everyone_to_the_same_level() {
    for (deposits, target) in pairs(&deposits(), &TARGETS) {
        let case = fixed_price(Rule::Level, target, LADDERS[4], &deposits);
        let filled_to = |level: u64| deposits.iter().map(|c| *c.min(&level)).collect::<Vec<_>>();
        let level = (0..=8).rev().find(|level| filled_to(*level).iter().sum::<u64>() <= target);
        let accepted: Vec<u64> = case.allocations().iter().map(|a| a.accepted).collect();
        assert_eq!(accepted, filled_to(level.expect("level zero costs nothing")), "{case:?}");
    }
}

/// With a single tick the ladder is ProRata.
#[test]
fn a_single_tick_shares_as_pro_rata_does() {
    for (deposits, target) in pairs(&deposits(), &TARGETS) {
        let level = fixed_price(Rule::Level, target, LADDERS[0], &deposits);
        let pro_rata = fixed_price(Rule::ProRata, target, &[], &deposits);
        assert_eq!(level.allocations(), pro_rata.allocations(), "{level:?}");
    }
}

#[test]
fn every_auction_of_up_to_four_small_bids() {
    for ticks in AUCTIONS {
        for bids in bids(ticks.len()) {
            check(&Case { supply: 101, ..auction(ticks, &bids) });
        }
    }
}

/// An auction's price by search: the highest at which the bids that agree to it pay for the
/// whole sale, and never less than the floor.
#[test]
fn the_price_of_every_auction_is_the_highest_that_sells_out() {
    for ticks in AUCTIONS {
        for bids in bids(ticks.len()) {
            let paid_at = |price: u64| -> u64 {
                bids.iter().filter(|bid| ticks[bid.1] >= price).map(|bid| bid.0).sum()
            };
            let highest =
                (1..=ticks[ticks.len() - 1]).rev().find(|price| paid_at(*price) >= *price);
            let price = highest.unwrap_or(0).max(ticks[0]);
            assert_eq!(auction(ticks, &bids).clearing().price, price, "{ticks:?} {bids:?}");
        }
    }
}

#[test]
fn every_order_leaves_the_same_demand() {
    for set in deposits() {
        for ladder in LADDERS {
            let demand = fixed_price(Rule::Level, 1, ladder, &set).demand();
            for order in orders(&set) {
                assert_eq!(fixed_price(Rule::Level, 1, ladder, &order).demand(), demand);
            }
        }
    }
    for set in bids(2) {
        let demand = auction(&[1, 2], &set).demand();
        for order in orders(&set) {
            assert_eq!(auction(&[1, 2], &order).demand(), demand);
        }
    }
}

/// Every order of `items`.
fn orders<T: Copy>(items: &[T]) -> Vec<Vec<T>> {
    if items.is_empty() {
        return vec![vec![]];
    }
    let mut all = vec![];
    for at in 0..items.len() {
        let mut rest = items.to_vec();
        let first = rest.remove(at);
        all.extend(orders(&rest).into_iter().map(|order| [&[first], &order[..]].concat()));
    }
    all
}

fn pairs<'a>(sets: &'a [Vec<u64>], targets: &'a [u64]) -> impl Iterator<Item = (Vec<u64>, u64)> {
    sets.iter().flat_map(|set| targets.iter().map(|target| (set.clone(), *target)))
}
