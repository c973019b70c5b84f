//! The mandate of a buyback vault: when its cycles hold a tender, which of them are blacked out,
//! and what each may spend. Pure functions of the terms and of the time.

use crate::{amount::bps_floor, schedule::Schedule, window::Step};

/// Shortest cycle (seconds): a day.
pub const CYCLE_MIN: u32 = DAY;
/// Longest cycle (seconds): 90 days.
pub const CYCLE_MAX: u32 = 90 * DAY;
/// A tender lasts at least this (seconds): every offer needs a fair chance to be made.
pub const TENDER_MIN: u32 = 3_600;
/// Offers stand unchanged for at least this before the tender closes (seconds): what is shown
/// in the last minutes is what stays.
pub const FREEZE_MIN: u32 = 600;
/// A mandate ends within this of its opening (seconds): later is a mistake in the units.
pub const MANDATE_MAX_SECONDS: u64 = 3_650 * DAY as u64;
/// Share of a measured volume that a cycle may spend (bps). This is the shape of the volume
/// condition of SEC Rule 10b-18, no more: keeping it is not keeping the rule, and nothing here
/// is legal advice.
pub const VOLUME_MAX_BPS: u16 = 2_500;

const DAY: u32 = 86_400;

/// When a mandate's cycles and their tenders are.
///
/// Cycle k is `[opens_at + k * cycle_seconds, opens_at + (k + 1) * cycle_seconds)`, its tender
/// the first `tender_seconds` of it. A last part that is no whole cycle has no tender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// First second of cycle 0 (unix seconds).
    pub opens_at: i64,
    /// First second after the mandate (unix seconds).
    pub ends_at: i64,
    /// Length of a cycle (seconds).
    pub cycle_seconds: u32,
    /// Length of a tender (seconds).
    pub tender_seconds: u32,
    /// The last part of a tender, in which nothing is offered or withdrawn (seconds).
    pub freeze_seconds: u32,
}

/// Why a calendar is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarError {
    /// The cycle is shorter than [`CYCLE_MIN`] or longer than [`CYCLE_MAX`].
    CycleLength,
    /// The tender is shorter than [`TENDER_MIN`] or longer than the cycle.
    TenderLength,
    /// The freeze is shorter than [`FREEZE_MIN`] or longer than half of the tender.
    FreezeLength,
    /// The end leaves no whole cycle.
    TooShort,
    /// The end is more than [`MANDATE_MAX_SECONDS`] after the opening.
    TooLong,
}

/// The tender of one cycle (unix seconds).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tender {
    /// First second in which offers are made and withdrawn.
    pub opens_at: i64,
    /// First second in which they no longer are.
    pub freezes_at: i64,
    /// First second after the tender: then it clears.
    pub closes_at: i64,
}

impl Calendar {
    /// Refuses a calendar that would surprise.
    pub fn check(&self) -> Result<(), CalendarError> {
        let Calendar { cycle_seconds, tender_seconds, freeze_seconds, .. } = *self;
        if !(CYCLE_MIN..=CYCLE_MAX).contains(&cycle_seconds) {
            return Err(CalendarError::CycleLength);
        }
        if !(TENDER_MIN..=cycle_seconds).contains(&tender_seconds) {
            return Err(CalendarError::TenderLength);
        }
        if !(FREEZE_MIN..=tender_seconds / 2).contains(&freeze_seconds) {
            return Err(CalendarError::FreezeLength);
        }
        if self.cycles() == 0 {
            return Err(CalendarError::TooShort);
        }
        if self.length() > MANDATE_MAX_SECONDS {
            return Err(CalendarError::TooLong);
        }
        Ok(())
    }

    /// From the opening to the end (seconds); zero if it ends before it opens.
    fn length(&self) -> u64 {
        if self.ends_at < self.opens_at { 0 } else { self.ends_at.abs_diff(self.opens_at) }
    }

    /// How many whole cycles there are. Exact for every calendar that [`check`](Self::check)
    /// takes; cycles without a length are none.
    pub fn cycles(&self) -> u32 {
        let cycles = self.length().checked_div(u64::from(self.cycle_seconds)).unwrap_or(0);
        u32::try_from(cycles).unwrap_or(u32::MAX)
    }

    /// The cycle that `now` is in. `None` before the first and after the last whole one.
    pub fn cycle_at(&self, now: i64) -> Option<u32> {
        if now < self.opens_at {
            return None;
        }
        let cycle = now.abs_diff(self.opens_at).checked_div(u64::from(self.cycle_seconds))?;
        u32::try_from(cycle).ok().filter(|cycle| *cycle < self.cycles())
    }

    /// The tender of a cycle. `None` if there is no such cycle or it leaves `i64`.
    pub fn tender_of(&self, cycle: u32) -> Option<Tender> {
        if cycle >= self.cycles() {
            return None;
        }
        let passed = i64::from(cycle).checked_mul(i64::from(self.cycle_seconds))?;
        let opens_at = self.opens_at.checked_add(passed)?;
        let closes_at = opens_at.checked_add(i64::from(self.tender_seconds))?;
        let freezes_at = closes_at.checked_sub(i64::from(self.freeze_seconds))?;
        Some(Tender { opens_at, freezes_at, closes_at })
    }

    /// The first cycle whose tender meets none of `spans`, in O(spans²) whatever the number of
    /// cycles. `None` if they leave no tender free.
    pub fn first_free(&self, spans: &[Span]) -> Option<u32> {
        let mut cycle = 0;
        // Every round leaves one more span behind for good.
        for _ in 0..=spans.len() {
            let tender = self.tender_of(cycle)?.span();
            match spans.iter().find(|span| span.overlaps(tender)) {
                // All tenders that open before the span's end meet it, as this one does.
                Some(span) => cycle = self.first_from(span.until)?,
                None => return Some(cycle),
            }
        }
        None
    }

    /// The first cycle that does not start before `time`, which is after the opening.
    fn first_from(&self, time: i64) -> Option<u32> {
        let passed = time.abs_diff(self.opens_at);
        let length = u64::from(self.cycle_seconds);
        let begun = passed.checked_rem(length)? != 0;
        let cycle = passed.checked_div(length)?.checked_add(u64::from(begun))?;
        u32::try_from(cycle).ok()
    }
}

impl Tender {
    /// All of it, the freeze included.
    pub fn span(&self) -> Span {
        Span { from: self.opens_at, until: self.closes_at }
    }

    /// Whether it may be opened at `now`: in the first half of the time for offers, so that whoever
    /// opens it leaves everyone else as much.
    pub fn may_open(&self, now: i64) -> bool {
        let half = self.freezes_at.saturating_sub(self.opens_at).max(0) / 2;
        (self.opens_at..self.freezes_at.saturating_sub(half)).contains(&now)
    }

    /// Whether offers are made and withdrawn at `now`.
    pub fn takes_offers(&self, now: i64) -> bool {
        (self.opens_at..self.freezes_at).contains(&now)
    }
}

/// Some time (unix seconds). Empty unless it ends after it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First second.
    pub from: i64,
    /// First second after.
    pub until: i64,
}

impl Span {
    /// Whether some second is in both. An empty span meets nothing.
    pub fn overlaps(self, other: Span) -> bool {
        self.from.max(other.from) < self.until.min(other.until)
    }
}

/// The blackout around an unlock: from `seconds` before it until `seconds` after. What would be
/// outside of `i64` is left out.
pub fn around(unlock: i64, seconds: u32) -> Span {
    let seconds = i64::from(seconds);
    Span { from: unlock.saturating_sub(seconds), until: unlock.saturating_add(seconds) }
}

/// When a schedule unlocks something all at once: at the cliff of a linear one, at every step
/// of another. In the schedule's own time, which may be seconds since a plan's time zero.
pub fn unlocks<'a>(schedule: &Schedule<'a>) -> impl Iterator<Item = i64> + use<'a> {
    let (cliff, steps): (Option<i64>, &'a [Step]) = match *schedule {
        Schedule::Linear { cliff, .. } => (Some(cliff), &[]),
        Schedule::Steps(steps) => (None, steps),
    };
    cliff.into_iter().chain(steps.iter().map(|step| step.unlocks_at))
}

/// Whether a tender meets any of these spans: then its cycle is skipped.
pub fn is_blacked_out(tender: Tender, spans: impl IntoIterator<Item = Span>) -> bool {
    spans.into_iter().any(|span| span.overlaps(tender.span()))
}

/// What the tender of `cycle` may spend (quote units).
///
/// That is `per_cycle`; or, if it `carries`, `per_cycle` for this cycle and for each before,
/// less what was `spent` so far: what skipped and cheap cycles leave adds up, whichever they
/// were. Never more than is `available`, nor than [`VOLUME_MAX_BPS`] of a measured `volume`
/// (quote units), rounded down.
pub fn budget(
    per_cycle: u64,
    carries: bool,
    cycle: u32,
    spent: u64,
    available: u64,
    volume: Option<u64>,
) -> u64 {
    let most = match volume {
        Some(volume) => bps_floor(volume, VOLUME_MAX_BPS).unwrap_or(0).min(available),
        None => available,
    };
    if !carries {
        return per_cycle.min(most);
    }
    let begun = u128::from(cycle).checked_add(1);
    let granted = begun.and_then(|begun| begun.checked_mul(u128::from(per_cycle)));
    let left = granted.and_then(|granted| granted.checked_sub(u128::from(spent)));
    // More was spent than granted: nothing more is. More is left than fits: all there is may go.
    left.map_or(0, |left| u64::try_from(left).unwrap_or(u64::MAX).min(most))
}
