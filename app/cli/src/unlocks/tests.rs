//! unlocks
//! ├── parts ......... vest by their schedules, side by side
//! ├── governors ..... let out so much per epoch, counted from 1970; unused room is lost
//! ├── the end ....... is when the last of it may have left, or a limit where that takes for ever
//! └── moments ....... are days, or weeks where those are too many

use groundswell_math::window::Step;

use super::*;

/// A day that is no first of an epoch of a week.
const START: i64 = 20_000 * DAY;

fn linear(total: u64, cliff: i64, end: i64) -> Part<'static> {
    let schedule = Schedule::Linear { start: cliff * DAY, cliff: cliff * DAY, end: end * DAY };
    Part { label: "linear".into(), kind: Kind::Team, total, schedule }
}

fn steps(total: u64, steps: &[Step]) -> Part<'_> {
    Part { label: "steps".into(), kind: Kind::Vc, total, schedule: Schedule::Steps(steps) }
}

fn unlocks<'a>(parts: Vec<Part<'a>>, governor: Option<(u64, u32)>) -> Unlocks<'a> {
    let governor = governor.map(|(limit, days)| Governor::new(limit, days * 86_400).unwrap());
    Unlocks { parts, governor, starts_at: START }
}

fn at_days(unlocks: &Unlocks, days: &[i64]) -> Vec<Sample> {
    unlocks.samples(&days.iter().map(|day| START + day * DAY).collect::<Vec<_>>())
}

#[test]
fn parts_vest_side_by_side() {
    let two = [(10, 2_500), (30, 10_000)];
    let two = two.map(|(day, share_bps)| Step { unlocks_at: day * DAY, share_bps });
    let both = unlocks(vec![linear(1_000, 10, 20), steps(401, &two)], None);

    let samples = at_days(&both, &[-1, 0, 10, 15, 20, 29, 30]);

    let vested: Vec<_> = samples.iter().map(|sample| sample.vested.clone()).collect();
    let expected = [[0, 0], [0, 0], [0, 100], [500, 100], [1_000, 100], [1_000, 100], [1_000, 401]];
    assert_eq!(vested, expected);
    assert_eq!((samples[6].sum(), samples[6].ceiling, samples[6].waiting()), (1_401, None, 0));
    assert_eq!((both.vested_at(), both.out_at()), (START + 30 * DAY, START + 30 * DAY));
}

#[test]
fn a_governor_lets_out_so_much_per_epoch() {
    // All of it vests at once on day 20,003; epochs of two days begin on even days.
    let at_once = [Step { unlocks_at: 3 * DAY, share_bps: 10_000 }];
    let governed = unlocks(vec![steps(100, &at_once)], Some((30, 2)));

    let samples = at_days(&governed, &[0, 2, 3, 4, 5, 6, 8, 9]);

    let ceilings: Vec<_> = samples.iter().map(|sample| sample.ceiling.unwrap()).collect();
    assert_eq!(ceilings, [0, 0, 30, 60, 60, 90, 100, 100]);
    let waiting: Vec<_> = samples.iter().map(Sample::waiting).collect();
    assert_eq!(waiting, [0, 0, 70, 40, 40, 10, 0, 0]);
    // Each epoch ends with its last second; the first ends before anything has vested.
    let ends = governed.epoch_ends(START + 1, START + 6 * DAY - 1);
    assert_eq!(ends, [2, 4, 6].map(|day| START + day * DAY - 1));
    assert_eq!(governed.most_waiting(), 70);
    assert_eq!(governed.out_at(), START + 8 * DAY);
}

#[test]
fn the_ceiling_does_not_depend_on_when_it_is_asked_for() {
    let governed = unlocks(vec![linear(9_999, 5, 40), linear(777, 0, 13)], Some((700, 7)));
    let every: Vec<i64> = (0..=60).collect();
    for (sample, day) in at_days(&governed, &every).iter().zip(&every) {
        assert_eq!(*sample, at_days(&governed, &[*day])[0], "{day}");
    }
}

/// The same by the book: day by day, hour by hour, each epoch with its own room.
#[test]
fn the_ceiling_is_that_of_an_hourly_ledger() {
    let governed = unlocks(vec![linear(9_999, 5, 40), linear(777, 0, 13)], Some((700, 7)));
    let (mut taken, mut room, mut epoch) = (0u64, 0u64, -1);
    for hour in 0..=120 * 24 {
        let at = START + hour * 3_600;
        if at / WEEK != epoch {
            (epoch, room) = (at / WEEK, 700);
        }
        let vested: u64 = governed.vested(at).iter().sum();
        let now = room.min(vested - taken);
        (taken, room) = (taken + now, room - now);
        if hour % 24 == 0 {
            // Within an hour fewer than fifteen units vest, which the epoch's end may still take.
            let ceiling = governed.samples(&[at])[0].ceiling.unwrap();
            assert!(ceiling.abs_diff(u128::from(taken)) <= 15, "{hour}: {ceiling} {taken}");
        }
    }
    assert_eq!((taken, governed.samples(&[governed.out_at()])[0].ceiling), (10_776, Some(10_776)));
}

#[test]
fn what_an_epoch_leaves_is_not_carried_over() {
    // Two weeks in which nothing vests do not make room for the third.
    let governed = unlocks(vec![linear(1_000, 20, 21)], Some((100, 7)));
    let out = at_days(&governed, &[21])[0].ceiling;
    assert_eq!(out, Some(100));
}

#[test]
fn the_end_is_when_the_last_of_it_may_have_left() {
    let governed = unlocks(vec![linear(1_000, 20, 21)], Some((100, 7)));
    let out_at = governed.out_at();
    assert_eq!(out_at % WEEK, 0);
    let ceilings = governed.samples(&[out_at - 1, out_at]);
    assert_eq!(ceilings.iter().map(|s| s.ceiling.unwrap()).collect::<Vec<_>>(), [900, 1_000]);

    let for_ever = unlocks(vec![linear(u64::MAX, 20, 21)], Some((1, 7)));
    assert_eq!(for_ever.out_at(), START + 21 * DAY + SCHEDULE_MAX_SECONDS);
    let nothing_waits = unlocks(vec![linear(1_000, 20, 21)], Some((1_000, 7)));
    assert_eq!(nothing_waits.out_at(), START + 21 * DAY);
    let many = unlocks(vec![linear(u64::MAX, 0, 1), linear(u64::MAX, 0, 1)], None);
    assert_eq!(at_days(&many, &[1])[0].sum(), 2 * u128::from(u64::MAX));
}

#[test]
fn governors_are_those_of_the_program() {
    assert!(Governor::new(1, 86_400).is_some() && Governor::new(1, 90 * 86_400).is_some());
    for (limit, seconds) in [(0, 86_400), (1, 86_399), (1, 90 * 86_400 + 1)] {
        assert_eq!(Governor::new(limit, seconds), None);
    }
}

#[test]
fn moments_are_days_or_weeks() {
    let days = unlocks(vec![linear(1, 0, 400)], None).moments();
    assert_eq!((days.len(), days[0], days[400]), (401, START, START + 400 * DAY));
    let weeks = unlocks(vec![linear(1, 0, 401)], None).moments();
    assert_eq!((weeks.len(), weeks[1] - weeks[0]), (59, WEEK));
    assert_eq!(weeks.last(), Some(&(START + 401 * DAY)));
}
