//! Locked grants: what has vested, and what the governor lets out.

use groundswell_math::{
    amount::bps_floor,
    charter::Lock,
    governor::{self, EPOCH_MAX_SECONDS, EPOCH_MIN_SECONDS, EPOCH_SHARE_MAX_BPS, Meter},
    schedule::{self, Schedule},
    window::{self, MAX_STEPS, Step},
};

use crate::slots::{Slots, answer, time, with};

/// Slots of a schedule.
pub(crate) const SCHEDULE: usize = 1 + 2 * MAX_STEPS;

/// What of `total` has vested at `now`, evenly from `start` to `end` with a cliff.
#[unsafe(no_mangle)]
pub extern "C" fn vested_linear(total: u64, start: i64, cliff: i64, end: i64, now: i64) -> u32 {
    let vested = Schedule::Linear { start, cliff, end }.vested(total, now);
    with(|slots| answer(slots, Some([vested])))
}

/// In: `count` times, then as many shares (bps). Out: what of `total` has vested at `now`.
#[unsafe(no_mangle)]
pub extern "C" fn vested_steps(count: u32, total: u64, now: i64) -> u32 {
    with(|slots| {
        let vested = steps(slots, count)
            .and_then(|(all, count)| Some(Schedule::Steps(all.get(..count)?).vested(total, now)));
        answer(slots, vested.map(|vested| [vested]))
    })
}

/// What a grant may be paid of what has `vested`.
#[unsafe(no_mangle)]
pub extern "C" fn grant_due(vested: u64, entitled: u64, withdrawn: u64) -> u32 {
    with(|slots| answer(slots, Some([schedule::due(vested, entitled, withdrawn)])))
}

/// In: `count` times, then as many shares (bps). Out: how many have unlocked at `now`.
#[unsafe(no_mangle)]
pub extern "C" fn unlocked(count: u32, now: i64) -> u32 {
    with(|slots| {
        let unlocked = steps(slots, count)
            .map(|(all, count)| window::unlocked(all.into_iter().take(count), now));
        answer(slots, unlocked.map(|unlocked| [unlocked.into()]))
    })
}

/// In: `count` times, then as many shares (bps). Out: what of `amount` the first `until` unlock.
#[unsafe(no_mangle)]
pub extern "C" fn share(count: u32, until: u32, amount: u64) -> u32 {
    with(|slots| {
        let shared = steps(slots, count).and_then(|(all, count)| {
            window::share(all.into_iter().take(count), u8::try_from(until).ok()?, amount)
        });
        answer(slots, shared.map(|shared| [shared]))
    })
}

/// In: a schedule. Out: whether it never vests more than a lock would.
#[unsafe(no_mangle)]
pub extern "C" fn keeps(cliff_seconds: u32, linear_seconds: u32) -> u32 {
    with(|slots| {
        let lock = Lock { cliff_seconds, linear_seconds };
        let keeps =
            schedule(slots, |schedule| Some(schedule.keeps(lock) && schedule.check().is_ok()));
        answer(slots, keeps.map(|keeps| [keeps.into()]))
    })
}

/// What is asked of a governor of a supply, whose insiders have `insiders` together: the most its
/// limit may be, its shortest and longest epoch (seconds), and whether all of them can leave.
#[unsafe(no_mangle)]
pub extern "C" fn governor_bounds(
    supply: u64,
    limit: u64,
    epoch_seconds: u32,
    insiders: u64,
) -> u32 {
    let drains = governor::drains(limit, epoch_seconds, insiders.into());
    let epochs = [EPOCH_MIN_SECONDS, EPOCH_MAX_SECONDS].map(u64::from);
    let bounds = bps_floor(supply, EPOCH_SHARE_MAX_BPS)
        .map(|most| [most, epochs[0], epochs[1], drains.into()]);
    with(|slots| answer(slots, bounds))
}

/// In: the last counted epoch and what left in it. Out: how much of `wanted` may leave `elapsed`
/// seconds after time zero, then the meter afterwards.
#[unsafe(no_mangle)]
pub extern "C" fn governor(wanted: u64, limit: u64, epoch_seconds: u32, elapsed: i64) -> u32 {
    with(|slots| {
        let [epoch, left, ..] = *slots;
        let (granted, meter) = Meter { epoch, left }.take(wanted, limit, epoch_seconds, elapsed);
        answer(slots, Some([granted, meter.epoch, meter.left]))
    })
}

/// Calls `ask` with the schedule that the first slots hold: how many steps it has, then their times
/// and shares; of none start, cliff and end of a line.
pub(crate) fn schedule<T>(slots: &Slots, ask: impl FnOnce(Schedule) -> Option<T>) -> Option<T> {
    let [count, start, cliff, end, ..] = *slots;
    if count == 0 {
        return ask(Schedule::Linear { start: time(start), cliff: time(cliff), end: time(end) });
    }
    let (all, count) = steps(slots.get(1..)?, u32::try_from(count).ok()?)?;
    ask(Schedule::Steps(all.get(..count)?))
}

/// The steps that these slots begin with: `count` times, then as many shares (bps).
pub(crate) fn steps(slots: &[u64], count: u32) -> Option<([Step; MAX_STEPS], usize)> {
    let count = usize::try_from(count).ok().filter(|count| *count <= MAX_STEPS)?;
    let mut steps = [Step { unlocks_at: 0, share_bps: 0 }; MAX_STEPS];
    let (times, shares) = slots.split_at_checked(count)?;
    for (step, (at, share)) in steps.iter_mut().zip(times.iter().zip(shares)).take(count) {
        *step = Step { unlocks_at: time(*at), share_bps: u16::try_from(*share).ok()? };
    }
    Some((steps, count))
}
