//! How much all insiders of a launch together may take out in one epoch.
//!
//! Epochs are counted from time zero, each as long as the next. What an epoch did not use is
//! not carried over: a quiet month must not make a loud day possible.

use crate::schedule::SCHEDULE_MAX_SECONDS;

/// Shortest epoch (seconds): a day.
pub const EPOCH_MIN_SECONDS: u32 = 86_400;
/// Longest epoch (seconds): 90 days.
pub const EPOCH_MAX_SECONDS: u32 = 90 * 86_400;
/// An epoch where nothing else is said (seconds): a week.
pub const EPOCH_SECONDS: u32 = 7 * 86_400;
/// Share of supply that may leave in an epoch, where nothing else is said (bps).
pub const EPOCH_SHARE_BPS: u16 = 100;
/// Most that an epoch may let out (bps of supply): a governor that lets out more is none.
pub const EPOCH_SHARE_MAX_BPS: u16 = 500;

/// What has left, and when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meter {
    /// The epoch that was last counted.
    pub epoch: u64,
    /// What left in it (base units).
    pub left: u64,
}

impl Meter {
    /// How much of `wanted` may leave `elapsed` seconds after time zero, at most `limit` (base
    /// units) in each epoch of `epoch_seconds`, and the meter once it has. Nothing may leave
    /// before time zero, or where epochs have no length.
    pub fn take(self, wanted: u64, limit: u64, epoch_seconds: u32, elapsed: i64) -> (u64, Meter) {
        let Some(epoch) = epoch(elapsed, epoch_seconds) else { return (0, self) };
        // A clock never goes back; if it did, the later epoch would still count.
        let (epoch, left) = if epoch > self.epoch { (epoch, 0) } else { (self.epoch, self.left) };
        let granted = limit.checked_sub(left).map(|room| room.min(wanted));
        match granted.and_then(|granted| Some((granted, left.checked_add(granted)?))) {
            Some((granted, left)) => (granted, Meter { epoch, left }),
            // More has left than may: nothing more does.
            None => (0, Meter { epoch, left }),
        }
    }
}

/// Whether `total` (base units) can all leave within the longest a schedule may last, at `limit`
/// (base units) in each epoch of `epoch_seconds`: a governor that lets out less keeps grants from
/// ever being paid.
pub fn drains(limit: u64, epoch_seconds: u32, total: u128) -> bool {
    let epochs = u64::try_from(SCHEDULE_MAX_SECONDS).ok();
    let epochs = epochs.and_then(|longest| longest.checked_div(epoch_seconds.into()));
    let most = epochs.and_then(|epochs| u128::from(epochs).checked_mul(limit.into()));
    most.is_some_and(|most| most >= total)
}

/// The epoch `elapsed` seconds after time zero. `None` before, and where epochs have no length.
fn epoch(elapsed: i64, epoch_seconds: u32) -> Option<u64> {
    u64::try_from(elapsed).ok()?.checked_div(u64::from(epoch_seconds))
}
