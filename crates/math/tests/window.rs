//! Windows of lists: which steps and ends are refused, what is unlocked when, and that what the
//! steps pay adds up to the amount whatever is claimed when.
//!
//! ```text
//! window
//! ├── check ..... each refusal on both sides of its boundary; extremes of time never panic
//! ├── unlocked .. counts a step from its own second on
//! └── share ..... ascends, is exact at the last step, and no schedule of claims gains or loses
//! ```

use groundswell_math::window::{
    CLAIM_MAX_SECONDS, CLAIM_MIN_SECONDS, MAX_STEPS, SINK_WAIT_SECONDS, Step,
    WindowError::{self, StepCount, StepsAscend, StepsWhole, TooLong, TooShort},
    check, share, unlocked,
};
use num_bigint::BigUint;
use proptest::{
    collection::{btree_set, vec},
    prelude::*,
    test_runner::{Config, RngSeed},
};

const NOW: i64 = 1_800_000_000;
const MOMENTS: [i64; 9] = [i64::MIN, i64::MIN + 1, -1, 0, 1, NOW, NOW + 1, i64::MAX - 1, i64::MAX];

/// Steps of these (unix seconds, bps).
fn steps<const N: usize>(of: [(i64, u16); N]) -> Vec<Step> {
    of.map(|(unlocks_at, share_bps)| Step { unlocks_at, share_bps }).into()
}

/// Whether steps are refused, with an end that no one could object to.
fn refusal<const N: usize>(of: [(i64, u16); N]) -> Option<WindowError> {
    check(&steps(of), NOW + CLAIM_MIN_SECONDS + 100, NOW).err()
}

#[test]
fn the_limits_are_a_week_ten_years_and_half_a_year() {
    let days = [CLAIM_MIN_SECONDS, CLAIM_MAX_SECONDS, SINK_WAIT_SECONDS].map(|s| s / 86_400);
    assert_eq!((days, MAX_STEPS), ([7, 3_650, 180], 12));
}

#[test]
fn refuses_no_steps_and_more_than_twelve() {
    let many = |count: u16| -> Vec<Step> {
        let share_bps = |i| if i == count { 10_000 } else { i };
        (1..=count).map(|i| Step { unlocks_at: i.into(), share_bps: share_bps(i) }).collect()
    };
    let checked = |count| check(&many(count), NOW + CLAIM_MIN_SECONDS, NOW);
    assert_eq!(checked(0), Err(StepCount));
    assert_eq!(checked(1), Ok(()));
    assert_eq!(checked(12), Ok(()));
    assert_eq!(checked(13), Err(StepCount));
    assert_eq!(checked(255), Err(StepCount));
}

#[test]
fn refuses_steps_that_do_not_ascend() {
    assert_eq!(refusal([(10, 5_000), (11, 10_000)]), None);
    assert_eq!(refusal([(10, 5_000), (10, 10_000)]), Some(StepsAscend));
    assert_eq!(refusal([(10, 5_000), (9, 10_000)]), Some(StepsAscend));
    assert_eq!(refusal([(10, 9_999), (11, 10_000)]), None);
    assert_eq!(refusal([(10, 10_000), (11, 10_000)]), Some(StepsAscend));
    assert_eq!(refusal([(10, 10_001), (11, 10_000)]), Some(StepsAscend));
    assert_eq!(refusal([(1, 1), (2, 3), (3, 2), (4, 10_000)]), Some(StepsAscend));
    assert_eq!(refusal([(1, 1), (3, 2), (2, 3), (4, 10_000)]), Some(StepsAscend));
    assert_eq!(refusal([(i64::MIN, 1), (NOW, 10_000)]), None);
}

#[test]
fn refuses_a_first_step_that_unlocks_nothing() {
    assert_eq!(refusal([(10, 0), (11, 10_000)]), Some(StepsAscend));
    assert_eq!(refusal([(10, 0)]), Some(StepsAscend));
    assert_eq!(refusal([(10, 1), (11, 10_000)]), None);
}

#[test]
fn refuses_a_last_step_that_is_not_the_whole() {
    for (share_bps, expected) in
        [(9_999, Some(StepsWhole)), (10_000, None), (10_001, Some(StepsWhole))]
    {
        assert_eq!(refusal([(10, share_bps)]), expected);
        assert_eq!(refusal([(10, 5_000), (11, share_bps)]), expected);
    }
    assert_eq!(refusal([(10, u16::MAX)]), Some(StepsWhole));
}

#[test]
fn refuses_an_end_too_soon_after_the_last_step_or_after_creation() {
    for last in [NOW - 1_000, NOW - 1, NOW, NOW + 1, NOW + 1_000] {
        let whole = steps([(last - 5, 1), (last, 10_000)]);
        let earliest = last.max(NOW) + CLAIM_MIN_SECONDS;
        assert_eq!(check(&whole, earliest, NOW), Ok(()));
        assert_eq!(check(&whole, earliest - 1, NOW), Err(TooShort));
        assert_eq!(check(&whole, NOW, NOW), Err(TooShort));
        assert_eq!(check(&whole, i64::MIN, NOW), Err(TooShort));
    }
}

#[test]
fn refuses_an_end_too_far_from_now() {
    let latest = NOW + CLAIM_MAX_SECONDS;
    for last in [i64::MIN, 0, NOW, latest - CLAIM_MIN_SECONDS] {
        let whole = steps([(last, 10_000)]);
        assert_eq!(check(&whole, latest, NOW), Ok(()));
        assert_eq!(check(&whole, latest + 1, NOW), Err(TooLong));
        assert_eq!(check(&whole, i64::MAX, NOW), Err(TooLong));
    }
    let whole = steps([(latest - CLAIM_MIN_SECONDS + 1, 10_000)]);
    assert_eq!(check(&whole, latest, NOW), Err(TooShort));
    assert_eq!(check(&whole, latest + 1, NOW), Err(TooLong));
}

/// Where the clock ends, an end a week later does not exist, and one in ten years is any.
#[test]
fn extremes_of_time_never_panic() {
    let whole = |at| steps([(at, 10_000)]);
    let last = i64::MAX - CLAIM_MIN_SECONDS;
    assert_eq!(check(&whole(0), i64::MAX, last), Ok(()));
    assert_eq!(check(&whole(0), i64::MAX, last + 1), Err(TooShort));
    assert_eq!(check(&whole(last), i64::MAX, last), Ok(()));
    assert_eq!(check(&whole(last + 1), i64::MAX, last), Err(TooShort));
    assert_eq!(check(&whole(i64::MIN), i64::MIN + CLAIM_MIN_SECONDS, i64::MIN), Ok(()));
    assert_eq!(check(&whole(i64::MIN), i64::MIN + CLAIM_MAX_SECONDS, i64::MIN), Ok(()));
    assert_eq!(check(&whole(i64::MIN), i64::MIN + CLAIM_MAX_SECONDS + 1, i64::MIN), Err(TooLong));

    for (at, ends_at) in MOMENTS.into_iter().flat_map(|at| MOMENTS.map(|end| (at, end))) {
        for now in MOMENTS {
            let lasts = i128::from(ends_at) - i128::from(at.max(now));
            let from_now = i128::from(ends_at) - i128::from(now);
            let good = lasts >= CLAIM_MIN_SECONDS.into() && from_now <= CLAIM_MAX_SECONDS.into();
            assert_eq!(check(&whole(at), ends_at, now).is_ok(), good, "{at} {ends_at} {now}");
            assert_eq!(unlocked(whole(at).into_iter(), now), u8::from(now >= at));
        }
    }
}

#[test]
fn a_step_is_unlocked_from_its_own_second_on() {
    let at = [NOW, NOW + 1, NOW + 3_600];
    let all = steps([(at[0], 1), (at[1], 2_500), (at[2], 10_000)]);
    let unlocked = |now| unlocked(all.iter().copied(), now);
    for (before, second) in (0..).zip(at) {
        assert_eq!(unlocked(second - 1), before);
        assert_eq!(unlocked(second), before + 1);
    }
    assert_eq!([i64::MIN, 0, NOW + 2, i64::MAX].map(unlocked), [0, 0, 2, 3]);
}

#[test]
fn no_steps_unlock_nothing_and_more_than_a_byte_counts_are_the_most_it_holds() {
    let past = Step { unlocks_at: 0, share_bps: 1 };
    assert_eq!(unlocked([].into_iter(), i64::MAX), 0);
    assert_eq!(unlocked([past; 255].into_iter(), 0), 255);
    assert_eq!(unlocked([past; 300].into_iter(), 0), 255);
}

#[test]
fn shares_are_rounded_down_and_whole_at_the_end() {
    let thirds = steps([(1, 3_333), (2, 6_666), (3, 10_000)]);
    let shares = |amount| [0, 1, 2, 3, 4].map(|count| share(thirds.iter().copied(), count, amount));
    assert_eq!(shares(100), [Some(0), Some(33), Some(66), Some(100), None]);
    assert_eq!(shares(1), [Some(0), Some(0), Some(0), Some(1), None]);
    assert_eq!(shares(0), [Some(0), Some(0), Some(0), Some(0), None]);
    let (third, two) = (6_148_299_799_767_393_553, 12_296_599_599_534_787_106);
    assert_eq!(shares(u64::MAX), [Some(0), Some(third), Some(two), Some(u64::MAX), None]);
}

/// Of every amount, also of one so small that rounding would hide it.
#[test]
fn refuses_a_share_above_the_whole() {
    for amount in [0, 1, 9_999, 10_000, u64::MAX] {
        let share = |bps| share(steps([(1, bps)]).into_iter(), 1, amount);
        assert_eq!(share(10_000), Some(amount));
        assert_eq!(share(10_001), None);
        assert_eq!(share(u16::MAX), None);
    }
}

/// Steps that pass [`check`], at any number of them.
fn any_steps() -> impl Strategy<Value = Vec<Step>> {
    let shares = btree_set(1u16..10_000, 0..MAX_STEPS);
    shares.prop_map(|shares| {
        let shares = shares.into_iter().chain([10_000]);
        (NOW..).zip(shares).map(|(unlocks_at, share_bps)| Step { unlocks_at, share_bps }).collect()
    })
}

/// Amounts of every length, and the largest.
fn any_amount() -> impl Strategy<Value = u64> {
    let any_length = (any::<u64>(), 0u32..=63).prop_map(|(bits, shift)| bits >> shift);
    prop_oneof![4 => any_length, 1 => Just(u64::MAX), 1 => Just(u64::MAX - 1)]
}

proptest! {
    #![proptest_config(Config {
        cases: 5_000,
        rng_seed: RngSeed::Fixed(0x7769_6e64_6f77),
        failure_persistence: None,
        ..Config::default()
    })]

    #[test]
    fn a_share_ascends_up_to_exactly_the_amount(steps in any_steps(), amount in any_amount()) {
        prop_assert_eq!(check(&steps, NOW + 2 * CLAIM_MIN_SECONDS, NOW), Ok(()));
        let share = |count: usize| share(steps.iter().copied(), count as u8, amount);
        let shares: Vec<Option<u64>> = (0..=steps.len()).map(share).collect();
        prop_assert!(shares.is_sorted());
        prop_assert_eq!((shares[0], shares[steps.len()]), (Some(0), Some(amount)));
        prop_assert_eq!(share(steps.len() + 1), None);
        for (step, share) in steps.iter().zip(&shares[1..]) {
            let exact = BigUint::from(amount) * step.share_bps / 10_000u32;
            prop_assert_eq!(*share, u64::try_from(exact).ok());
        }
    }

    /// Claims at any moments, in which each pays what has unlocked since the one before; whoever
    /// comes last, after the end of the schedule, has everything.
    #[test]
    fn no_schedule_of_claims_gains_or_loses(
        steps in any_steps(),
        amount in any_amount(),
        mut moments in vec(NOW - 1..NOW + 13, 0..20),
    ) {
        moments.sort_unstable();
        moments.push(i64::MAX);
        let mut paid = 0u64;
        let mut claimed = 0;
        for now in moments {
            let count = unlocked(steps.iter().copied(), now);
            let total = |count| share(steps.iter().copied(), count, amount);
            let due = total(count).zip(total(claimed)).and_then(|(now, old)| now.checked_sub(old));
            let due = due.ok_or_else(|| TestCaseError::fail("a share that descends"))?;
            paid = paid.checked_add(due).ok_or_else(|| TestCaseError::fail("beyond u64"))?;
            prop_assert_eq!(Some(paid), total(count));
            prop_assert!(paid <= amount);
            claimed = count;
        }
        prop_assert_eq!(paid, amount);
    }

    /// Each step by itself, in any order, as bits of a bitmap allow.
    #[test]
    fn the_steps_add_up_in_any_order(steps in any_steps(), amount in any_amount()) {
        let total = |count: usize| share(steps.iter().copied(), count as u8, amount);
        let mut rest = amount;
        for step in (0..steps.len()).rev() {
            let part = total(step + 1).zip(total(step)).and_then(|(to, from)| to.checked_sub(from));
            rest = part.and_then(|part| rest.checked_sub(part)).expect("parts of the amount");
        }
        prop_assert_eq!(rest, 0);
    }
}
