//! Locked grants: what has vested, and what the governor lets out.

use groundswell_math::{
    governor::Meter,
    schedule::{self, Schedule},
    window::{self, MAX_STEPS, Step},
};

use crate::slots::{Slots, answer, time, with};

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

fn steps(slots: &Slots, count: u32) -> Option<([Step; MAX_STEPS], usize)> {
    let count = usize::try_from(count).ok().filter(|count| *count <= MAX_STEPS)?;
    let mut steps = [Step { unlocks_at: 0, share_bps: 0 }; MAX_STEPS];
    let (times, shares) = slots.split_at(count);
    for (step, (at, share)) in steps.iter_mut().zip(times.iter().zip(shares)).take(count) {
        *step = Step { unlocks_at: time(*at), share_bps: u16::try_from(*share).ok()? };
    }
    Some((steps, count))
}
