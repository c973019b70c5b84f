//! The bounds on a sale's terms, each at both sides of its boundary: on the limit everything
//! holds, one unit beyond exactly that bound is broken, by exactly that unit.
//!
//! ```text
//! terms
//! ├── ladder ... tick counts by rule, ascending from one, reach, the auction's floor
//! ├── money .... target, minimum, wallets
//! ├── time ..... duration, freeze, grace, lead
//! ├── route .... sums to the whole; liquidity and buyback at least
//! └── whatever the input: never panics
//! ```

use groundswell_math::{
    charter::{Bound, Finding},
    ladder::Rule,
    terms::{Route, Terms},
};
use proptest::{
    collection::vec,
    prelude::*,
    test_runner::{Config, RngSeed},
};

const DAY: i64 = 86_400;

/// A valid sale by Level: a week, for 1,000, of which each wallet may pay 1 to 100.
fn level() -> Terms<'static> {
    Terms {
        rule: Rule::Level,
        target: 1_000,
        ticks: &[10, 100],
        min_raise: 500,
        wallet_min: 1,
        wallet_max: 100,
        opens_at: 1_000_000,
        closes_at: 1_000_000 + 7 * DAY,
        withdraw_freeze: 3_600,
        settle_grace: 2 * DAY as u32,
        route: Route { liquidity_bps: 5_000, buyback_bps: 2_000, treasury_bps: 3_000 },
    }
}

/// The same by ProRata.
fn pro_rata() -> Terms<'static> {
    Terms { rule: Rule::ProRata, ticks: &[], ..level() }
}

/// The same by Auction, from 1,000 to 5,000.
fn auction() -> Terms<'static> {
    Terms { rule: Rule::Auction, ticks: &[1_000, 2_000, 5_000], ..level() }
}

/// Same sale, other length (seconds).
fn lasting(seconds: i64) -> Terms<'static> {
    Terms { closes_at: 1_000_000 + seconds, withdraw_freeze: 600, ..level() }
}

fn findings(terms: &Terms) -> Vec<Finding> {
    let mut findings = vec![];
    terms.findings(&mut |finding| findings.push(finding));
    findings
}

/// The bounds that do not hold: which, at which tick, by how much.
fn broken(terms: Terms) -> Vec<(Bound, u8, u128)> {
    let broken = findings(&terms).into_iter().filter(|f| !f.holds());
    broken.map(|f| (f.bound, f.index, f.distance())).collect()
}

#[test]
fn the_given_terms_keep_every_bound_and_name_them_in_order() {
    let money =
        [Bound::Target, Bound::MinRaise, Bound::MinRaiseTarget, Bound::WalletMin, Bound::WalletMax];
    let time = [
        Bound::Duration,
        Bound::DurationMax,
        Bound::Freeze,
        Bound::FreezeMax,
        Bound::Grace,
        Bound::GraceMax,
    ];
    let route = [Bound::RouteSum, Bound::RouteLiquidity, Bound::RouteBuyback];
    for (terms, ladder) in [
        (level(), &[Bound::TickCount, Bound::TicksAscend, Bound::LadderReach][..]),
        (pro_rata(), &[Bound::TickCount]),
        (auction(), &[Bound::TickCount, Bound::TicksAscend, Bound::AuctionFloor]),
    ] {
        let mut named: Vec<Bound> = findings(&terms).iter().map(|f| f.bound).collect();
        named.dedup();
        assert_eq!(named, [ladder, &money, &time, &route].concat());
        assert_eq!(broken(terms), []);
    }
}

#[test]
fn pro_rata_has_no_ticks_and_the_others_one_to_sixty_four() {
    assert_eq!(broken(Terms { ticks: &[1], ..pro_rata() }), [(Bound::TickCount, 0, 1)]);

    let ticks: Vec<u64> = (1_000..1_065).collect();
    for terms in [level(), auction()] {
        let with = |count| broken(Terms { ticks: &ticks[..count], ..terms });
        assert_eq!(with(1), []);
        assert_eq!(with(64), []);
        assert_eq!(with(65), [(Bound::TickCount, 0, 1)]);
    }
    let none = broken(Terms { ticks: &[], ..level() });
    assert_eq!(none, [(Bound::TickCount, 0, 1), (Bound::LadderReach, 0, 100)]);
    let none = broken(Terms { ticks: &[], ..auction() });
    assert_eq!(none, [(Bound::TickCount, 0, 1), (Bound::AuctionFloor, 0, 1_000)]);
}

#[test]
fn ticks_ascend_from_one() {
    let with = |ticks| broken(Terms { ticks, ..level() });
    assert_eq!(with(&[1, 2, 100]), []);
    assert_eq!(with(&[0, 2, 100]), [(Bound::TicksAscend, 0, 1)]);
    assert_eq!(with(&[1, 1, 100]), [(Bound::TicksAscend, 1, 1)]);
    assert_eq!(with(&[7, 2, 100]), [(Bound::TicksAscend, 1, 6)]);
    assert_eq!(with(&[u64::MAX - 1, u64::MAX]), []);
    assert_eq!(with(&[u64::MAX, u64::MAX]), [(Bound::TicksAscend, 1, 1)]);
}

#[test]
fn the_ladder_reaches_the_largest_wallet() {
    let with = |wallet_max| broken(Terms { wallet_max, ..level() });
    assert_eq!(with(100), []);
    assert_eq!(with(101), [(Bound::LadderReach, 0, 1)]);
    assert_eq!(broken(Terms { wallet_max: u64::MAX, ..pro_rata() }), []);
    assert_eq!(broken(Terms { wallet_max: u64::MAX, ..auction() }), []);
}

#[test]
fn the_target_of_an_auction_is_its_floor() {
    let with = |target| broken(Terms { target, ..auction() });
    assert_eq!(with(1_000), []);
    assert_eq!(with(999), [(Bound::AuctionFloor, 0, 1)]);
    assert_eq!(with(1_001), [(Bound::AuctionFloor, 0, 1)]);
}

#[test]
fn the_highest_price_is_the_target_or_the_last_tick() {
    assert_eq!(level().highest_price(), 1_000);
    assert_eq!(pro_rata().highest_price(), 1_000);
    assert_eq!(auction().highest_price(), 5_000);
    assert_eq!(Terms { ticks: &[], ..auction() }.highest_price(), 0);
}

#[test]
fn the_target_is_above_zero_and_the_minimum_between() {
    let with = |target, min_raise| broken(Terms { target, min_raise, ..level() });
    assert_eq!(with(1, 1), []);
    assert_eq!(with(0, 1), [(Bound::Target, 0, 1), (Bound::MinRaiseTarget, 0, 1)]);
    assert_eq!(with(1, 0), [(Bound::MinRaise, 0, 1)]);
    assert_eq!(with(1_000, 1_000), []);
    assert_eq!(with(1_000, 1_001), [(Bound::MinRaiseTarget, 0, 1)]);
    assert_eq!(with(u64::MAX, u64::MAX), []);
}

#[test]
fn a_wallet_pays_at_least_one_and_its_minimum_is_within_its_maximum() {
    let with = |wallet_min, wallet_max| broken(Terms { wallet_min, wallet_max, ..level() });
    assert_eq!(with(1, 1), []);
    assert_eq!(with(0, 1), [(Bound::WalletMin, 0, 1)]);
    assert_eq!(with(100, 100), []);
    assert_eq!(with(100, 99), [(Bound::WalletMax, 0, 1)]);
}

#[test]
fn a_sale_lasts_an_hour_to_ninety_days() {
    assert_eq!(broken(lasting(3_600)), []);
    assert_eq!(broken(lasting(3_599)), [(Bound::Duration, 0, 1)]);
    assert_eq!(broken(lasting(90 * DAY)), []);
    assert_eq!(broken(lasting(90 * DAY + 1)), [(Bound::DurationMax, 0, 1)]);
    // A close before the opening is no time at all.
    assert_eq!(broken(lasting(-1)), [(Bound::Duration, 0, 3_600), (Bound::FreezeMax, 0, 600)]);
}

#[test]
fn a_sale_from_the_first_second_to_the_last_is_too_long_and_nothing_else() {
    let ever = broken(Terms { opens_at: i64::MIN, closes_at: i64::MAX, ..level() });
    let seconds = u128::from(u64::MAX) - 90 * DAY as u128;
    assert_eq!(ever, [(Bound::DurationMax, 0, seconds)]);
}

#[test]
fn the_freeze_is_ten_minutes_to_half_of_the_sale() {
    let with = |seconds, withdraw_freeze| broken(Terms { withdraw_freeze, ..lasting(seconds) });
    assert_eq!(with(7_200, 600), []);
    assert_eq!(with(7_200, 599), [(Bound::Freeze, 0, 1)]);
    assert_eq!(with(7_200, 3_600), []);
    assert_eq!(with(7_200, 3_601), [(Bound::FreezeMax, 0, 1)]);
    // Half of an odd number of seconds rounds down.
    assert_eq!(with(7_203, 3_601), []);
    assert_eq!(with(7_203, 3_602), [(Bound::FreezeMax, 0, 1)]);
}

#[test]
fn the_grace_is_a_day_to_thirty() {
    let with = |settle_grace| broken(Terms { settle_grace, ..level() });
    assert_eq!(with(86_400), []);
    assert_eq!(with(86_399), [(Bound::Grace, 0, 1)]);
    assert_eq!(with(30 * 86_400), []);
    assert_eq!(with(30 * 86_400 + 1), [(Bound::GraceMax, 0, 1)]);
}

#[test]
fn a_sealed_sale_opens_later_and_within_a_year() {
    let lead = |opens_at, now| {
        let mut broken = vec![];
        Terms::lead_findings(opens_at, now, &mut |finding| {
            if !finding.holds() {
                broken.push((finding.bound, finding.distance()));
            }
        });
        broken
    };
    assert_eq!(lead(101, 100), []);
    assert_eq!(lead(100, 100), [(Bound::Lead, 1)]);
    assert_eq!(lead(99, 100), [(Bound::Lead, 1)]);
    assert_eq!(lead(365 * DAY, 0), []);
    assert_eq!(lead(365 * DAY + 1, 0), [(Bound::LeadMax, 1)]);
    let longest = u128::from(u64::MAX) - 365 * DAY as u128;
    assert_eq!(lead(i64::MAX, i64::MIN), [(Bound::LeadMax, longest)]);
    assert_eq!(lead(i64::MIN, i64::MAX), [(Bound::Lead, 1)]);
}

#[test]
fn the_route_is_the_whole_with_enough_for_liquidity_and_buyback() {
    let with = |liquidity_bps, buyback_bps, treasury_bps| {
        broken(Terms { route: Route { liquidity_bps, buyback_bps, treasury_bps }, ..level() })
    };
    assert_eq!(with(2_000, 500, 7_500), []);
    assert_eq!(with(1_999, 500, 7_501), [(Bound::RouteLiquidity, 0, 1)]);
    assert_eq!(with(2_000, 499, 7_501), [(Bound::RouteBuyback, 0, 1)]);
    assert_eq!(with(2_000, 500, 7_499), [(Bound::RouteSum, 0, 1)]);
    assert_eq!(with(2_000, 500, 7_501), [(Bound::RouteSum, 0, 1)]);
    assert_eq!(with(9_500, 500, 0), []);
    assert_eq!(with(u16::MAX, u16::MAX, u16::MAX), [(Bound::RouteSum, 0, 3 * 65_535 - 10_000)]);
}

proptest! {
    #![proptest_config(Config {
        rng_seed: RngSeed::Fixed(7), failure_persistence: None, ..Config::with_cases(3_000)
    })]

    /// Also with more ticks than a ladder holds, whose indices exceed `u8`.
    #[test]
    fn whatever_the_input_nothing_panics(
        rule in 0..3u8,
        ticks in prop_oneof![20 => vec(edge(), 0..=64), 1 => vec(edge(), 300)],
        money in [edge(), edge(), edge(), edge()],
        time in [second(), second(), second()],
        seconds in any::<(u32, u32)>(),
        bps in any::<[u16; 3]>(),
    ) {
        let [target, min_raise, wallet_min, wallet_max] = money;
        let [opens_at, closes_at, now] = time;
        let (withdraw_freeze, settle_grace) = seconds;
        let [liquidity_bps, buyback_bps, treasury_bps] = bps;
        let terms = Terms {
            rule: Rule::from_u8(rule).expect("one of three"), target, ticks: &ticks, min_raise,
            wallet_min, wallet_max, opens_at, closes_at, withdraw_freeze, settle_grace,
            route: Route { liquidity_bps, buyback_bps, treasury_bps },
        };
        let mut found = findings(&terms);
        Terms::lead_findings(opens_at, now, &mut |finding| found.push(finding));
        for finding in found {
            prop_assert!(finding.holds() || finding.distance() > 0);
        }
        terms.highest_price();
    }
}

fn edge() -> impl Strategy<Value = u64> {
    prop_oneof![Just(0), Just(u64::MAX), any::<u64>()]
}

fn second() -> impl Strategy<Value = i64> {
    prop_oneof![Just(i64::MIN), Just(0), Just(i64::MAX), any::<i64>()]
}
