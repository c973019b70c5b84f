//! Schedules of grants: what is refused, what has vested when, and which keep a lock.
//!
//! ```text
//! schedule
//! ├── check ... each refusal on both sides of its boundary
//! ├── vested .. total, monotone, zero before, exact at the end, whatever was withdrawn when
//! ├── keeps ... says yes only where no second vests more than the lock would
//! └── due ..... what has vested, up to what the grant is entitled to, less what was withdrawn
//! ```
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop right there")]

use groundswell_math::{
    charter::Lock,
    schedule::{
        SCHEDULE_MAX_SECONDS, Schedule,
        ScheduleError::{self, *},
        due,
    },
    window::{Step, WindowError},
};
use proptest::{
    collection::{btree_set, vec},
    prelude::*,
    test_runner::{Config, RngSeed},
};

const MOMENTS: [i64; 9] = [i64::MIN, i64::MIN + 1, -1, 0, 1, 9, 10, i64::MAX - 1, i64::MAX];

fn line(start: i64, cliff: i64, end: i64) -> Schedule<'static> {
    Schedule::Linear { start, cliff, end }
}

fn steps(of: &[(i64, u16)]) -> Vec<Step> {
    of.iter()
        .map(|(unlocks_at, share_bps)| Step { unlocks_at: *unlocks_at, share_bps: *share_bps })
        .collect()
}

fn refusal(of: &[(i64, u16)]) -> Option<ScheduleError> {
    Schedule::Steps(&steps(of)).check().err()
}

#[test]
fn the_longest_schedule_is_twenty_years() {
    assert_eq!(SCHEDULE_MAX_SECONDS / 86_400, 7_300);
}

/// No schedule meets the last two, for it has no window; they still have a name.
#[test]
fn what_a_window_refuses_a_schedule_does_by_the_same_name() {
    let named = [
        (WindowError::StepCount, StepCount),
        (WindowError::StepsAscend, StepsAscend),
        (WindowError::StepsWhole, StepsWhole),
        (WindowError::TooShort, TooLong),
        (WindowError::TooLong, TooLong),
    ];
    for (window, schedule) in named {
        assert_eq!(ScheduleError::from(window), schedule);
    }
}

#[test]
fn attack_69_refuses_lines_that_are_none() {
    let check = |start, cliff, end| line(start, cliff, end).check().err();
    assert_eq!(check(10, 10, 11), None);
    assert_eq!(check(10, 10, 10), Some(EndBeforeStart));
    assert_eq!(check(10, 10, 9), Some(EndBeforeStart));
    assert_eq!(check(i64::MAX, 0, i64::MIN), Some(EndBeforeStart));
    assert_eq!(check(10, 9, 12), Some(CliffOutside));
    assert_eq!(check(10, 12, 12), None);
    assert_eq!(check(10, 13, 12), Some(CliffOutside));
    assert_eq!(check(0, 0, 1), None);
    assert_eq!(check(-1, 0, 1), Some(TooLong));
    assert_eq!(check(0, 0, SCHEDULE_MAX_SECONDS), None);
    assert_eq!(check(0, 0, SCHEDULE_MAX_SECONDS + 1), Some(TooLong));
    assert_eq!(check(i64::MIN, 0, i64::MAX), Some(TooLong));
}

#[test]
fn attack_69_refuses_steps_that_are_none() {
    assert_eq!(refusal(&[(0, 10_000)]), None);
    assert_eq!(refusal(&[]), Some(StepCount));
    let many: Vec<(i64, u16)> = (1..13).map(|n| (n, n as u16)).chain([(13, 10_000)]).collect();
    assert_eq!(refusal(&many), Some(StepCount));
    assert_eq!(refusal(&many[1..]), None);
    assert_eq!(refusal(&[(1, 5), (1, 10_000)]), Some(StepsAscend));
    assert_eq!(refusal(&[(1, 5), (2, 10_000)]), None);
    assert_eq!(refusal(&[(1, 5), (2, 5), (3, 10_000)]), Some(StepsAscend));
    assert_eq!(refusal(&[(1, 0), (2, 10_000)]), Some(StepsAscend));
    assert_eq!(refusal(&[(1, 9_999)]), Some(StepsWhole));
    assert_eq!(refusal(&[(1, 10_001)]), Some(StepsWhole));
    assert_eq!(refusal(&[(-1, 10_000)]), Some(TooLong));
    assert_eq!(refusal(&[(SCHEDULE_MAX_SECONDS, 10_000)]), None);
    assert_eq!(refusal(&[(SCHEDULE_MAX_SECONDS + 1, 10_000)]), Some(TooLong));
}

#[test]
fn a_line_vests_nothing_before_its_cliff_and_everything_at_its_end() {
    let at = |now| line(100, 150, 200).vested(10, now);
    assert_eq!([0, 99, 100, 149].map(at), [0; 4]);
    assert_eq!([150, 159, 160, 199].map(at), [5, 5, 6, 9]);
    assert_eq!([200, 201, i64::MAX].map(at), [10; 3]);
}

#[test]
fn a_step_vests_in_its_own_second() {
    let steps = steps(&[(10, 3_333), (20, 10_000)]);
    let at = |now| Schedule::Steps(&steps).vested(10, now);
    assert_eq!([i64::MIN, 9, 10, 19, 20, i64::MAX].map(at), [0, 0, 3, 3, 10, 10]);
}

#[test]
fn attack_68_the_largest_total_over_the_longest_time() {
    for now in MOMENTS {
        let vested = line(i64::MIN, i64::MIN, i64::MAX).vested(u64::MAX, now);
        assert_eq!(vested, (i128::from(now) - i128::from(i64::MIN)) as u64);
    }
}

#[test]
fn a_line_that_begins_with_the_lock_and_ends_with_it_keeps_it() {
    let lock = Lock { cliff_seconds: 10, linear_seconds: 20 };
    assert!(line(10, 10, 30).keeps(lock));
    assert!(!line(9, 10, 30).keeps(lock));
    assert!(!line(10, 10, 29).keeps(lock));
    let by = |of: &[(i64, u16)]| Schedule::Steps(&steps(of)).keeps(lock);
    assert!(by(&[(20, 5_000), (30, 10_000)]));
    assert!(!by(&[(20, 5_001), (30, 10_000)]));
    assert!(!by(&[(19, 5_000), (30, 10_000)]));
    assert!(!by(&[(9, 1), (30, 10_000)]));
    assert!(!by(&[(29, 10_000)]));
}

#[test]
fn a_grant_is_due_what_has_vested_and_no_more_than_it_is_entitled_to() {
    for (vested, entitled, withdrawn, expected) in [
        (0, 500, 0, 0),
        (1, 500, 0, 1),
        (499, 500, 0, 499),
        (500, 500, 0, 500),
        (501, 500, 0, 500),
        (u64::MAX, u64::MAX, 0, u64::MAX),
        // Less what was paid; where more was, nothing.
        (300, 500, 299, 1),
        (300, 500, 300, 0),
        (300, 500, 301, 0),
        (600, 500, 499, 1),
        (600, 500, 500, 0),
        (600, 0, 0, 0),
        (0, 0, u64::MAX, 0),
    ] {
        assert_eq!(due(vested, entitled, withdrawn), expected, "{vested} {entitled} {withdrawn}");
    }
}

/// The second-by-second comparison that `keeps` must agree with. Totals are such that nothing is
/// rounded away.
fn keeps_by_brute_force(schedule: Schedule, lock: Lock) -> bool {
    let cliff = i64::from(lock.cliff_seconds);
    let locked = line(cliff, cliff, cliff + i64::from(lock.linear_seconds));
    let total = 10_000 * 2_520 * u64::from(lock.linear_seconds.max(1));
    (0..200).all(|now| schedule.vested(total, now) <= locked.vested(total, now))
}

fn any_steps() -> impl Strategy<Value = Vec<Step>> {
    vec((any::<i64>(), any::<u16>()), 0..14).prop_map(|of| steps(&of))
}

/// Steps that `check` accepts, with times below 100.
fn good_steps() -> impl Strategy<Value = Vec<Step>> {
    (btree_set(0..100i64, 1..12), btree_set(1..10_000u16, 12)).prop_map(|(times, shares)| {
        let mut steps: Vec<Step> = times
            .iter()
            .zip(&shares)
            .map(|(at, share)| Step { unlocks_at: *at, share_bps: *share })
            .collect();
        steps.last_mut().unwrap().share_bps = 10_000;
        steps
    })
}

/// Any moment, often one that matters.
fn moment() -> impl Strategy<Value = i64> {
    prop_oneof![any::<i64>(), 0..200i64, proptest::sample::select(&MOMENTS[..])]
}

proptest! {
    #![proptest_config(Config { cases: 3_000, rng_seed: RngSeed::Fixed(68), ..Config::default() })]

    #[test]
    fn attack_68_is_total_and_never_vests_more_than_there_is(
        start in moment(), cliff in moment(), end in moment(), of in any_steps(),
        total: u64, now in moment(),
    ) {
        prop_assert!(line(start, cliff, end).vested(total, now) <= total);
        prop_assert!(Schedule::Steps(&of).vested(total, now) <= total);
        let lock = Lock { cliff_seconds: start as u32, linear_seconds: end as u32 };
        for schedule in [line(start, cliff, end), Schedule::Steps(&of)] {
            let _ = (schedule.check(), schedule.keeps(lock), schedule.end());
        }
    }

    #[test]
    fn attack_67_a_line_is_monotone_zero_before_and_exact_at_the_end(
        start in 0..SCHEDULE_MAX_SECONDS, a: u32, b: u32, total: u64,
        mut moments in vec(moment(), 1..12),
    ) {
        let end = (start + 1 + i64::from(a)).min(SCHEDULE_MAX_SECONDS);
        let cliff = start + i64::from(b) % (end - start + 1);
        let schedule = line(start, cliff, end);
        prop_assert_eq!(schedule.check(), Ok(()));
        prop_assert_eq!(schedule.vested(total, start.min(cliff - 1)), 0);
        prop_assert_eq!(schedule.vested(total, end), total);
        moments.extend([start - 1, start, cliff - 1, cliff, end - 1, end]);
        path_independent(schedule, total, moments)?;
    }

    #[test]
    fn attack_67_steps_are_monotone_zero_before_and_exact_at_the_end(
        of in good_steps(), total: u64, moments in vec(moment(), 1..12),
    ) {
        let schedule = Schedule::Steps(&of);
        prop_assert_eq!(schedule.check(), Ok(()));
        prop_assert_eq!(schedule.vested(total, of[0].unlocks_at - 1), 0);
        prop_assert_eq!(schedule.vested(total, schedule.end()), total);
        path_independent(schedule, total, moments)?;
    }

    #[test]
    fn a_line_without_a_cliff_keeps_a_lock_only_if_every_second_does(
        start in 0..100i64, length in 1..90i64, cliff in 0..90u32, linear in 1..90u32,
    ) {
        let lock = Lock { cliff_seconds: cliff, linear_seconds: linear };
        let schedule = line(start, start, start + length);
        prop_assert_eq!(schedule.keeps(lock), keeps_by_brute_force(schedule, lock));
    }

    #[test]
    fn a_line_with_a_cliff_that_keeps_a_lock_does_in_every_second(
        start in 0..100i64, wait in 0..90i64, length in 1..90i64, cliff in 0..90u32, linear in 0..90u32,
    ) {
        let lock = Lock { cliff_seconds: cliff, linear_seconds: linear };
        let schedule = line(start, start + wait.min(length), start + length);
        prop_assert!(!schedule.keeps(lock) || keeps_by_brute_force(schedule, lock));
    }

    #[test]
    fn steps_keep_a_lock_if_and_only_if_every_second_does(
        of in good_steps(), cliff in 0..90u32, linear in 0..90u32,
    ) {
        let lock = Lock { cliff_seconds: cliff, linear_seconds: linear };
        let schedule = Schedule::Steps(&of);
        prop_assert_eq!(schedule.keeps(lock), keeps_by_brute_force(schedule, lock));
    }
}

/// Withdrawing at these moments gives what withdrawing at the last alone would.
fn path_independent(
    schedule: Schedule,
    total: u64,
    mut moments: Vec<i64>,
) -> Result<(), TestCaseError> {
    moments.sort_unstable();
    let mut withdrawn = 0;
    for now in moments {
        let due = schedule.vested(total, now).checked_sub(withdrawn);
        prop_assert!(due.is_some(), "what has vested shrinks at {}", now);
        withdrawn += due.unwrap();
        prop_assert_eq!(withdrawn, schedule.vested(total, now));
    }
    prop_assert_eq!(withdrawn + (total - withdrawn), schedule.vested(total, i64::MAX));
    Ok(())
}
