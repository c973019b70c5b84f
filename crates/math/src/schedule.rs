//! How much of a grant has vested: a pure function of its amount and of the time.
//!
//! Path-independent: what has vested does not depend on what was withdrawn when. Times may be
//! unix seconds or seconds since a plan's time zero, as long as all of one call are the same.

use crate::{
    amount::{BPS, mul_div_floor},
    charter::Lock,
    window::{self, Step, WindowError},
};

/// A plan ends within this of its time zero (seconds): longer is a mistake in the units.
pub const SCHEDULE_MAX_SECONDS: i64 = 2 * 3_650 * 86_400;
/// Grants can be opened until this after everything has vested (seconds).
pub const OPENING_SECONDS: i64 = 180 * 86_400;

/// When a grant vests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schedule<'a> {
    /// Evenly from `start` to `end`, but nothing before `cliff`.
    Linear {
        /// From then on it is counted.
        start: i64,
        /// Before then nothing vests; then all that was counted does.
        cliff: i64,
        /// From then on everything has vested.
        end: i64,
    },
    /// By steps, each with its time and the share that has vested from then on.
    Steps(&'a [Step]),
}

/// Why a schedule is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScheduleError {
    /// It does not end after it starts.
    EndBeforeStart,
    /// The cliff is before the start or after the end.
    CliffOutside,
    /// No steps, or more than twelve.
    StepCount,
    /// A step does not come after the one before, or does not vest more.
    StepsAscend,
    /// The last step leaves something locked, or vests more than there is.
    StepsWhole,
    /// It starts before time zero, or ends more than [`SCHEDULE_MAX_SECONDS`] after.
    TooLong,
}

impl Schedule<'_> {
    /// Refuses a schedule that would surprise; its times are seconds since time zero.
    pub fn check(&self) -> Result<(), ScheduleError> {
        let (first, last) = match *self {
            Schedule::Linear { start, cliff, end } => {
                if end <= start {
                    return Err(ScheduleError::EndBeforeStart);
                }
                if cliff < start || cliff > end {
                    return Err(ScheduleError::CliffOutside);
                }
                (start, end)
            }
            Schedule::Steps(steps) => {
                window::check_steps(steps).map_err(ScheduleError::from)?;
                let at = |step: Option<&Step>| step.map_or(0, |step| step.unlocks_at);
                (at(steps.first()), at(steps.last()))
            }
        };
        if first < 0 || last > SCHEDULE_MAX_SECONDS {
            return Err(ScheduleError::TooLong);
        }
        Ok(())
    }

    /// What of `total` (base units) has vested at `now`: rounded down, exact at the end, never
    /// more than `total`. Total over all arguments: a schedule that [`check`](Self::check)
    /// refuses vests nothing between its start and its end.
    pub fn vested(&self, total: u64, now: i64) -> u64 {
        match *self {
            Schedule::Linear { start, cliff, end } => {
                if now < cliff || now < start {
                    return 0;
                }
                if now >= end {
                    return total;
                }
                let (passed, whole) = (now.abs_diff(start), end.abs_diff(start));
                mul_div_floor(total, passed, whole).unwrap_or(0).min(total)
            }
            Schedule::Steps(steps) => {
                let count = window::unlocked(steps.iter().copied(), now);
                window::share(steps.iter().copied(), count, total).unwrap_or(0)
            }
        }
    }

    /// Whether it never vests more than a lock would, with time zero at 0: nothing before the
    /// lock's cliff, then no faster than evenly over its linear part.
    pub fn keeps(&self, lock: Lock) -> bool {
        let cliff = i64::from(lock.cliff_seconds);
        let open = cliff.saturating_add(i64::from(lock.linear_seconds)); // two u32: fits
        match *self {
            Schedule::Linear { start, end, .. } => start >= cliff && end >= open,
            Schedule::Steps(steps) => steps.iter().all(|step| {
                let passed = step.unlocks_at.saturating_sub(cliff);
                let Ok(passed) = u64::try_from(passed) else { return false };
                if step.unlocks_at >= open {
                    return true;
                }
                let most = mul_div_floor(BPS, passed, u64::from(lock.linear_seconds));
                most.is_some_and(|most| u64::from(step.share_bps) <= most)
            }),
        }
    }

    /// When everything has vested.
    pub fn end(&self) -> i64 {
        match *self {
            Schedule::Linear { end, .. } => end,
            Schedule::Steps(steps) => steps.last().map_or(0, |step| step.unlocks_at),
        }
    }
}

/// What a grant may be paid now (base units): what of it has `vested`, but no more than it is
/// `entitled` to once it was ended, less what was `withdrawn`.
pub fn due(vested: u64, entitled: u64, withdrawn: u64) -> u64 {
    // A clock never goes back; if it did, what was paid stays paid.
    vested.min(entitled).saturating_sub(withdrawn)
}

impl From<WindowError> for ScheduleError {
    fn from(error: WindowError) -> Self {
        match error {
            WindowError::StepCount => ScheduleError::StepCount,
            WindowError::StepsAscend => ScheduleError::StepsAscend,
            WindowError::StepsWhole => ScheduleError::StepsWhole,
            WindowError::TooShort | WindowError::TooLong => ScheduleError::TooLong,
        }
    }
}
