//! When a list may unlock and end, as create sees it
//! ├── steps: 1 to 12 ................. else refuses: StepCount
//! ├── steps ascend in time and share . else refuses: StepsAscend
//! ├── the last step is 100 % ......... else refuses: StepsWhole
//! ├── end: a week after the last step
//! │   └── and after now .............. else refuses: TooShort
//! └── end: within ten years .......... else refuses: TooLong

use groundswell_sdk::distributor_program::StepArgs;
use groundswell_tests::{DistributorError, List, list::*};

const DAY: i64 = 86_400;
const WEEK: i64 = 7 * DAY;

/// A list with these steps and this end, on a bank where it is `MADE`.
fn made(steps: &[(i64, u16)], ends_at: i64) -> Result<(), DistributorError> {
    let step = |(unlocks_at, share_bps): &(i64, u16)| StepArgs {
        unlocks_at: *unlocks_at,
        share_bps: *share_bps,
    };
    let steps: Vec<StepArgs> = steps.iter().map(step).collect();
    let list = List::of(&[("alice", 1)]).with(|args| {
        args.steps = steps.clone();
        args.ends_at = ends_at;
    });
    let mut stage = list.lite();
    let expected = [
        DistributorError::StepCount,
        DistributorError::StepsAscend,
        DistributorError::StepsWhole,
        DistributorError::TooShort,
        DistributorError::TooLong,
    ];
    let outcome = stage.ledger.send(
        &[list.keys.create(list.args.clone())],
        &[&stage.key("payer"), &stage.key("creator"), &stage.key("rent payer")],
    );
    match outcome.result {
        Ok(()) => Ok(()),
        Err(error) => {
            let of = |one: &DistributorError| groundswell_tests::Refusal::error(*one) == error;
            let known = expected.into_iter().find(of);
            let known = known.unwrap_or_else(|| panic!("{error}\n{}", outcome.logs.join("\n")));
            list.create(&mut stage).fails_with(known);
            Err(known)
        }
    }
}

#[test]
fn one_to_twelve_steps() {
    let steps = |count: i64| -> Vec<(i64, u16)> {
        let share = |n: i64| if n + 1 == count { 10_000 } else { n as u16 + 1 };
        (0..count).map(|n| (STARTS + n, share(n))).collect()
    };

    assert_eq!(made(&steps(0), ENDS), Err(DistributorError::StepCount));
    assert_eq!(made(&steps(1), ENDS), Ok(()));
    assert_eq!(made(&steps(12), ENDS), Ok(()));
    assert_eq!(made(&steps(13), ENDS), Err(DistributorError::StepCount));
}

#[test]
fn steps_ascend_in_time_and_share() {
    let descends = Err(DistributorError::StepsAscend);
    let second = |at: i64, share: u16| [(STARTS, 5_000), (at, share), (STARTS + DAY, 10_000)];

    assert_eq!(made(&second(STARTS, 6_000), ENDS), descends);
    assert_eq!(made(&second(STARTS + 1, 5_000), ENDS), descends);
    assert_eq!(made(&second(STARTS + 1, 5_001), ENDS), Ok(()));
    assert_eq!(made(&second(STARTS + DAY - 1, 9_999), ENDS), Ok(()));
    assert_eq!(made(&second(STARTS + DAY, 9_999), ENDS), descends);
    assert_eq!(made(&second(STARTS + DAY - 1, 10_000), ENDS), descends);
    assert_eq!(made(&[(STARTS, 0), (STARTS + 1, 10_000)], ENDS), descends);
    assert_eq!(made(&[(STARTS, 1), (STARTS + 1, 10_000)], ENDS), Ok(()));
}

#[test]
fn the_last_step_unlocks_the_rest() {
    let partly = Err(DistributorError::StepsWhole);

    assert_eq!(made(&[(STARTS, 9_999)], ENDS), partly);
    assert_eq!(made(&[(STARTS, 10_000)], ENDS), Ok(()));
    assert_eq!(made(&[(STARTS, 10_001)], ENDS), partly);
    assert_eq!(made(&[(STARTS, 5_000), (STARTS + 1, u16::MAX)], ENDS), partly);
}

#[test]
fn attack_63_a_week_to_claim_after_the_last_step_and_after_now() {
    let short = Err(DistributorError::TooShort);
    let future = [(STARTS, 10_000)];
    let past = [(MADE - 400 * DAY, 10_000)];

    assert_eq!(made(&future, STARTS + WEEK - 1), short);
    assert_eq!(made(&future, STARTS + WEEK), Ok(()));
    assert_eq!(made(&past, MADE + WEEK - 1), short);
    assert_eq!(made(&past, MADE + WEEK), Ok(()));
    assert_eq!(made(&future, i64::MIN), short);
    assert_eq!(made(&[(i64::MAX, 10_000)], i64::MAX), short);
}

#[test]
fn attack_63_ten_years_at_most() {
    let steps = [(STARTS, 10_000)];

    assert_eq!(made(&steps, MADE + 3_650 * DAY), Ok(()));
    assert_eq!(made(&steps, MADE + 3_650 * DAY + 1), Err(DistributorError::TooLong));
    assert_eq!(made(&steps, i64::MAX), Err(DistributorError::TooLong));
}
