//! The meter of a governor: whatever leaves in whatever order, no epoch lets out more than its
//! limit, and what it did not let out is not carried over.

use groundswell_math::governor::{
    EPOCH_MAX_SECONDS, EPOCH_MIN_SECONDS, EPOCH_SECONDS, Meter, drains,
};
use proptest::{
    collection::vec,
    prelude::*,
    test_runner::{Config, RngSeed},
};
use std::collections::BTreeMap;

const WEEK: i64 = EPOCH_SECONDS as i64;

/// What of each wish is granted, in their order.
fn granted(limit: u64, wishes: &[(u64, i64)]) -> Vec<u64> {
    let mut meter = Meter::default();
    let mut take = |(wanted, elapsed): &(u64, i64)| {
        let (granted, after) = meter.take(*wanted, limit, EPOCH_SECONDS, *elapsed);
        meter = after;
        granted
    };
    wishes.iter().map(&mut take).collect()
}

#[test]
fn the_limits_are_a_day_and_90_days_and_a_week_where_nothing_is_said() {
    let days = [EPOCH_MIN_SECONDS, EPOCH_SECONDS, EPOCH_MAX_SECONDS].map(|s| s / 86_400);
    assert_eq!(days, [1, 7, 90]);
}

#[test]
fn an_epoch_lets_out_its_limit_and_the_next_one_does_again() {
    let wishes = [(60, 0), (60, WEEK - 1), (60, WEEK - 1), (60, WEEK), (60, 2 * WEEK - 1)];
    assert_eq!(granted(100, &wishes), [60, 40, 0, 60, 40]);
}

#[test]
fn nothing_is_carried_over() {
    assert_eq!(granted(100, &[(1_000, 500 * WEEK), (1, 501 * WEEK - 1)]), [100, 0]);
    assert_eq!(granted(100, &[(1, 0), (1_000, 500 * WEEK)]), [1, 100]);
}

#[test]
fn nothing_leaves_before_time_zero_or_where_epochs_have_no_length() {
    for elapsed in [-1, i64::MIN] {
        let meter = Meter { epoch: 3, left: 4 };
        assert_eq!(meter.take(5, 100, EPOCH_SECONDS, elapsed), (0, meter));
        assert_eq!(meter.take(5, 100, 0, 1), (0, meter));
    }
    assert_eq!(granted(100, &[(5, 0)]), [5]);
}

#[test]
fn a_clock_that_goes_back_opens_no_epoch_again() {
    let wishes = [(100, 5 * WEEK), (100, 4 * WEEK), (1, 0), (100, 5 * WEEK), (7, 6 * WEEK)];
    assert_eq!(granted(100, &wishes), [100, 0, 0, 0, 7]);
    assert_eq!(granted(100, &[(30, 5 * WEEK), (100, 0), (1, 5 * WEEK)]), [30, 70, 0]);
}

#[test]
fn a_meter_beyond_its_limit_lets_nothing_out() {
    let meter = Meter { epoch: 0, left: 101 };
    assert_eq!(meter.take(1, 100, EPOCH_SECONDS, 0), (0, meter));
    let full = Meter { epoch: 0, left: u64::MAX };
    assert_eq!(full.take(u64::MAX, u64::MAX, EPOCH_SECONDS, 0), (0, full));
}

proptest! {
    #![proptest_config(Config { cases: 2_000, rng_seed: RngSeed::Fixed(67), ..Config::default() })]

    #[test]
    fn is_total_and_never_grants_more_than_was_wanted_or_than_the_limit(
        epoch: u64, left: u64, wanted: u64, limit: u64, seconds: u32, elapsed: i64,
    ) {
        let meter = Meter { epoch, left };
        let (granted, after) = meter.take(wanted, limit, seconds, elapsed);
        prop_assert!(granted <= wanted && granted <= limit);
        prop_assert!(after.epoch >= epoch);
        prop_assert!(granted == 0 || after.left <= limit);
    }

    #[test]
    fn no_interleaving_exceeds_the_limit_of_any_epoch(
        limit in 0..10_000u64,
        seconds in 1..200u32,
        wishes in vec((0..5_000u64, 0..2_000i64), 1..200),
    ) {
        // In any order of time: a clock that goes back is charged to the later epoch.
        let (mut meter, mut left) = (Meter::default(), BTreeMap::<u64, u64>::new());
        let mut latest = 0;
        for (wanted, elapsed) in wishes {
            let (granted, after) = meter.take(wanted, limit, seconds, elapsed);
            latest = latest.max(elapsed as u64 / u64::from(seconds));
            let so_far = left.entry(latest).or_default();
            prop_assert_eq!(granted, wanted.min(limit - *so_far));
            *so_far += granted;
            meter = after;
        }
        prop_assert!(left.values().all(|left| *left <= limit));
    }
}

#[test]
fn a_governor_drains_within_the_longest_schedule_or_not() {
    let day = 86_400;
    // 7,300 days: 7,300 epochs of a day, 104 of ten weeks.
    assert!(drains(1, day, 7_300));
    assert!(!drains(1, day, 7_301));
    assert!(drains(10, 70 * day, 1_040));
    assert!(!drains(10, 70 * day, 1_041));
    assert!(drains(0, day, 0));
    assert!(!drains(0, day, 1));
    assert!(!drains(1, 0, 0));
    assert!(drains(u64::MAX, 1, u128::from(u64::MAX) * 16));
    assert!(!drains(u64::MAX, u32::MAX, u128::MAX));
}
