//! what circulates
//! ├── at the settlement .. what was sold, whatever else happens in that second
//! ├── later .............. what had been paid by then, that second included
//! ├── burned tokens ...... leave the supply when they are burned
//! ├── tokens bought back . leave the supply and the sale's hands, then others'
//! ├── its value .......... rounds up, and takes any supply
//! └── the moments ........ end with the end, and none is later

use super::*;

const ZERO: i64 = 1_800_000_000;

fn part(tranche: usize, kind: Kind, paid: &[(i64, u64)]) -> Part {
    let paid = paid.iter().map(|(day, units)| (ZERO + day * DAY, *units)).collect();
    Part { tranche, kind, paid }
}

/// 1,000 units: 400 sold of 450, an airdrop of 100 of which 90 are claimed, a team of 250 of
/// which 50 are forfeited, 200 for the pool.
fn given() -> Circulation {
    Circulation {
        parts: vec![
            part(0, Kind::CommunitySale, &[(0, 400)]),
            part(1, Kind::CommunityAirdrop, &[(0, 30), (40, 90)]),
            part(3, Kind::Team, &[(365, 120), (400, 200)]),
        ],
        waiting: 200,
        sold: 400,
        at_once: 50,
        burns: vec![vec![(ZERO + 90 * DAY, 10)], vec![(ZERO + 380 * DAY, 50)], vec![]],
        bought: vec![],
        minted: 1_000,
        price: 7,
        for_sale: 450,
        settled_at: ZERO,
    }
}

#[test]
fn at_the_settlement_only_what_was_sold_circulates() {
    let circulation = given();
    assert_eq!(circulation.opening().parts, [400, 0, 0]);
    assert_eq!(circulation.opening().supply, 950);
    // The first claims are of the same second, and count from then on.
    assert_eq!(circulation.at(ZERO).parts, [400, 30, 0]);
    assert_eq!(circulation.at(ZERO - 1).total(), 0);
}

#[test]
fn each_payment_counts_from_its_second_on() {
    let circulation = given();
    let at = |moment: i64| circulation.at(moment).parts;
    assert_eq!(at(ZERO + 40 * DAY - 1), [400, 30, 0]);
    assert_eq!(at(ZERO + 40 * DAY), [400, 90, 0]);
    assert_eq!(at(i64::MAX), [400, 90, 200]);
}

#[test]
fn what_is_burned_leaves_the_supply_and_in_the_end_the_rest_waits() {
    let circulation = given();
    let at = |day: i64| circulation.at(ZERO + day * DAY);
    assert_eq!((at(89).burned, at(90).burned, at(380).burned), (50, 60, 110));
    let end = circulation.at(circulation.ends_at());
    assert_eq!(end.at, ZERO + 400 * DAY);
    assert_eq!(end.supply - end.total(), u128::from(circulation.waiting));
}

#[test]
fn what_is_bought_back_leaves_the_supply_and_the_hands_of_who_sold() {
    let bought = vec![(ZERO + 60 * DAY, 100), (ZERO + 120 * DAY, 430)];
    let circulation = Circulation { bought, at_once: 60, waiting: 190, ..given() };

    assert_eq!(circulation.opening().supply, 940);
    let at = |day: i64| circulation.at(ZERO + day * DAY);
    assert_eq!((at(59).parts, at(60).parts), (vec![400, 90, 0], vec![300, 90, 0]));
    assert_eq!((at(59).supply, at(60).supply), (940, 840));
    // More than the sale's is the next ones'.
    assert_eq!((at(120).parts, circulation.bought_by(i64::MAX)), (vec![0, 60, 0], 430));
    let end = circulation.at(circulation.ends_at());
    assert_eq!(end.supply - end.total(), 190);
}

#[test]
fn values_are_rounded_up_and_take_any_supply() {
    let circulation = given();
    assert_eq!(circulation.value(0), 0);
    assert_eq!(circulation.value(1), 1);
    assert_eq!(circulation.value(450), 7);
    assert_eq!(circulation.value(950), 15);
    let huge = Circulation { price: u64::MAX, for_sale: 1, ..given() };
    assert_eq!(huge.value(u64::MAX.into()), u128::from(u64::MAX) * u128::from(u64::MAX));
}

#[test]
fn the_moments_that_are_reported_end_with_the_end() {
    let circulation = given();
    let moments = circulation.moments();
    let whens: Vec<When> = moments.iter().map(|(when, _)| *when).collect();
    let days = [30, 90, 180, 365].map(When::Days);
    assert_eq!(whens, [&[When::Settlement][..], &days, &[When::End]].concat());
    assert!(moments.windows(2).all(|pair| pair[0].1.at < pair[1].1.at));
    assert_eq!(moments.iter().map(|(_, m)| circulation.day(m.at)).max(), Some(400));

    let spread = circulation.spread(8);
    assert_eq!(spread.len(), 9);
    assert_eq!((&spread[0], &spread[8]), (&circulation.opening(), &moments[5].1));
    assert!(spread.windows(2).all(|pair| pair[0].total() <= pair[1].total()));
}
