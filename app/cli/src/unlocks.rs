//! What of several plans has vested by when, and how much of it a governor may have let out.
//!
//! Integers only. A plan counts as a whole: as every grant is rounded down, up to one base unit
//! per grant less may be taken out before the end.

pub mod calendar;

use groundswell_math::{
    charter::Kind,
    governor::{EPOCH_MAX_SECONDS, EPOCH_MIN_SECONDS, Meter},
    schedule::{SCHEDULE_MAX_SECONDS, Schedule},
};

const DAY: i64 = 86_400;
const WEEK: i64 = 7 * DAY;
/// Most days that are sampled one by one.
const MOST_DAYS: i64 = 400;

/// One plan.
#[derive(Clone, Debug)]
pub struct Part<'a> {
    /// What it is called.
    pub label: String,
    /// Which tranche it is.
    pub kind: Kind,
    /// What it pays in all (base units).
    pub total: u64,
    /// When (seconds since time zero).
    pub schedule: Schedule<'a>,
}

/// What all parts together may take out in one epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Governor {
    limit: u64,
    epoch_seconds: u32,
}

impl Governor {
    /// At most `limit` (base units) in each epoch of `epoch_seconds`. `None` where no governor
    /// can be so.
    pub fn new(limit: u64, epoch_seconds: u32) -> Option<Governor> {
        let lengths = EPOCH_MIN_SECONDS..=EPOCH_MAX_SECONDS;
        (limit > 0 && lengths.contains(&epoch_seconds)).then_some(Governor { limit, epoch_seconds })
    }

    /// Base units that may leave in one epoch.
    pub fn limit(&self) -> u64 {
        self.limit
    }

    /// How long an epoch lasts (seconds).
    pub fn epoch_seconds(&self) -> u32 {
        self.epoch_seconds
    }
}

/// Parts that share a time zero, and what bounds them.
#[derive(Clone, Debug)]
pub struct Unlocks<'a> {
    /// The plans.
    pub parts: Vec<Part<'a>>,
    /// Bounds them, if anything does. Its epochs are counted from 1970, as the program does.
    pub governor: Option<Governor>,
    /// Time zero (unix seconds).
    pub starts_at: i64,
}

/// One moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Which (unix seconds).
    pub at: i64,
    /// What of each part has vested (base units).
    pub vested: Vec<u64>,
    /// The most that may have left by then, where a governor bounds it (base units).
    pub ceiling: Option<u128>,
}

impl Sample {
    /// What has vested of all parts.
    pub fn sum(&self) -> u128 {
        self.vested.iter().map(|units| u128::from(*units)).sum()
    }

    /// What has vested and waits for a later epoch.
    pub fn waiting(&self) -> u128 {
        self.ceiling.map_or(0, |ceiling| self.sum().saturating_sub(ceiling))
    }
}

impl Unlocks<'_> {
    /// What has vested at each of these moments, which ascend (unix seconds).
    pub fn samples(&self, moments: &[i64]) -> Vec<Sample> {
        let mut walk = self.governor.map(|governor| Walk::new(self, governor));
        let mut sample = |at: &i64| Sample {
            at: *at,
            vested: self.vested(*at),
            ceiling: walk.as_mut().map(|walk| walk.until(*at)),
        };
        moments.iter().map(&mut sample).collect()
    }

    /// When everything has vested (unix seconds).
    pub fn vested_at(&self) -> i64 {
        let ends = self.parts.iter().map(|part| part.schedule.end()).max();
        self.starts_at.saturating_add(ends.unwrap_or(0))
    }

    /// When everything may have left, or [`SCHEDULE_MAX_SECONDS`] after everything has vested, if
    /// it takes longer (unix seconds).
    pub fn out_at(&self) -> i64 {
        let vested_at = self.vested_at();
        let Some(governor) = self.governor else { return vested_at };
        let waiting = self.samples(&[vested_at]).iter().map(Sample::waiting).sum::<u128>();
        if waiting == 0 {
            return vested_at;
        }
        let epochs = i64::try_from(waiting.div_ceil(u128::from(governor.limit)));
        let length = i64::from(governor.epoch_seconds);
        // The first second of the epoch that lets the last of it out.
        let out_at = epochs.ok().and_then(|epochs| {
            vested_at.div_euclid(length).checked_add(epochs)?.checked_mul(length)
        });
        let latest = vested_at.saturating_add(SCHEDULE_MAX_SECONDS);
        out_at.map_or(latest, |out_at| out_at.min(latest))
    }

    /// Moments from time zero until everything is out: every day, or every week where that is
    /// too many.
    pub fn moments(&self) -> Vec<i64> {
        let (from, to) = (self.starts_at, self.out_at());
        let length = to.saturating_sub(from);
        let step = if length <= MOST_DAYS.saturating_mul(DAY) { DAY } else { WEEK };
        let steps = 0..=length / step;
        let mut moments: Vec<i64> = steps.map(|number| from + number * step).collect();
        moments.extend(Some(to).filter(|to| moments.last() != Some(to)));
        moments
    }

    /// The last seconds of the epochs that end in `from..=to` (unix seconds); none without a
    /// governor. Within an epoch more and more waits, so that it is most then.
    pub fn epoch_ends(&self, from: i64, to: i64) -> Vec<i64> {
        let Some(governor) = self.governor else { return Vec::new() };
        let length = i64::from(governor.epoch_seconds);
        let first = from.div_euclid(length).saturating_mul(length).saturating_add(length - 1);
        (0..).map(|number| first + number * length).take_while(|end| *end <= to).collect()
    }

    /// The most that ever waits for a later epoch (base units).
    pub fn most_waiting(&self) -> u128 {
        let ends = self.epoch_ends(self.starts_at, self.out_at());
        self.samples(&ends).iter().map(Sample::waiting).max().unwrap_or(0)
    }

    fn vested(&self, at: i64) -> Vec<u64> {
        let elapsed = at.saturating_sub(self.starts_at);
        self.parts.iter().map(|part| part.schedule.vested(part.total, elapsed)).collect()
    }
}

/// Everyone takes out what they can as soon as they can.
struct Walk<'a> {
    unlocks: &'a Unlocks<'a>,
    governor: Governor,
    meter: Meter,
    taken: u128,
    /// Last second of the epoch that it is in.
    closes_at: i64,
}

impl<'a> Walk<'a> {
    fn new(unlocks: &'a Unlocks<'a>, governor: Governor) -> Self {
        let length = i64::from(governor.epoch_seconds);
        let began_at = unlocks.starts_at.div_euclid(length).saturating_mul(length);
        let closes_at = began_at.saturating_add(length - 1);
        Walk { unlocks, governor, meter: Meter::default(), taken: 0, closes_at }
    }

    /// What has been taken at `at`, which is not before the last one asked for.
    fn until(&mut self, at: i64) -> u128 {
        while self.closes_at < at {
            self.take(self.closes_at);
            self.closes_at = self.closes_at.saturating_add(i64::from(self.governor.epoch_seconds));
        }
        self.take(at);
        self.taken
    }

    fn take(&mut self, at: i64) {
        let vested = self.unlocks.vested(at).into_iter().map(u128::from).sum::<u128>();
        let wanted = u64::try_from(vested.saturating_sub(self.taken)).unwrap_or(u64::MAX);
        let Governor { limit, epoch_seconds } = self.governor;
        let (granted, meter) = self.meter.take(wanted, limit, epoch_seconds, at);
        self.meter = meter;
        self.taken += u128::from(granted);
    }
}

#[cfg(test)]
mod tests;
