//! When a list's amounts unlock, and until when they can be claimed.
//!
//! A list unlocks in up to [`MAX_STEPS`] steps. A step names the second from which it counts and
//! the share of every amount that is unlocked from then on, all steps before included. What a
//! step adds to one amount is the difference of two rounded-down totals, so the last step pays
//! exactly what is left, whatever was claimed when.

use core::cmp::Ordering;

use crate::amount::{BPS, bps_floor};

/// Most steps a list may unlock in.
pub const MAX_STEPS: usize = 12;
/// Claims stay possible for at least this after the last step and after creation (seconds): a
/// week, so that nobody loses tokens to a holiday.
pub const CLAIM_MIN_SECONDS: i64 = 7 * DAY;
/// A list ends within this (seconds): later is a mistake in the units.
pub const CLAIM_MAX_SECONDS: i64 = 3_650 * DAY;
/// What unclaimed tokens wait for their receiver after the end (seconds), if it does not exist
/// yet; then they are burned.
pub const SINK_WAIT_SECONDS: i64 = 180 * DAY;

const DAY: i64 = 86_400;

/// One step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// From this second on (unix seconds).
    pub unlocks_at: i64,
    /// This share of every amount is unlocked (bps), earlier steps included.
    pub share_bps: u16,
}

/// Why a window is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowError {
    /// No steps, or more than [`MAX_STEPS`].
    StepCount,
    /// A step does not come after the one before, or does not unlock more.
    StepsAscend,
    /// The last step leaves something locked, or unlocks more than there is.
    StepsWhole,
    /// The end leaves less than [`CLAIM_MIN_SECONDS`] to claim.
    TooShort,
    /// The end is more than [`CLAIM_MAX_SECONDS`] from now.
    TooLong,
}

/// Refuses steps that are none, do not ascend, or do not unlock everything.
pub fn check_steps(steps: &[Step]) -> Result<(), WindowError> {
    let Some(last) = steps.last().filter(|_| steps.len() <= MAX_STEPS) else {
        return Err(WindowError::StepCount);
    };
    let later = |a: &Step, b: &Step| a.unlocks_at < b.unlocks_at && a.share_bps < b.share_bps;
    if !steps.is_sorted_by(later) || steps.first().is_some_and(|first| first.share_bps == 0) {
        return Err(WindowError::StepsAscend);
    }
    if u64::from(last.share_bps) != BPS {
        return Err(WindowError::StepsWhole);
    }
    Ok(())
}

/// Refuses steps and an end that would surprise claimants. `now` is when the list is created.
pub fn check(steps: &[Step], ends_at: i64, now: i64) -> Result<(), WindowError> {
    check_steps(steps)?;
    let from = steps.last().map_or(now, |last| last.unlocks_at.max(now));
    if from.checked_add(CLAIM_MIN_SECONDS).is_none_or(|earliest| ends_at < earliest) {
        return Err(WindowError::TooShort);
    }
    if now.checked_add(CLAIM_MAX_SECONDS).is_some_and(|latest| ends_at > latest) {
        return Err(WindowError::TooLong);
    }
    Ok(())
}

/// How many steps have unlocked at `now` (unix seconds).
pub fn unlocked(steps: impl Iterator<Item = Step>, now: i64) -> u8 {
    let count = steps.take_while(|step| step.unlocks_at <= now).count();
    u8::try_from(count).unwrap_or(u8::MAX)
}

/// What of `amount` the first `count` steps unlock (base units, rounded down; exact at the
/// last). `None` if there are not so many steps or a share exceeds the whole.
pub fn share(mut steps: impl Iterator<Item = Step>, count: u8, amount: u64) -> Option<u64> {
    let Some(before) = count.checked_sub(1) else { return Some(0) };
    let step = steps.nth(usize::from(before))?;
    match u64::from(step.share_bps).cmp(&BPS) {
        Ordering::Less => bps_floor(amount, step.share_bps),
        Ordering::Equal => Some(amount),
        Ordering::Greater => None,
    }
}
