//! The ledger's time: it makes the blocks, and each moves the clock on by what has passed, times
//! the speed.
//!
//! Time is set and read through the ledger itself, so that surfpool's own `surfnet_timeTravel`
//! can be used beside it: the clock goes on from wherever it finds the ledger.

use std::{
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread::JoinHandle,
    time::{Duration, Instant},
};

use anyhow::{Context, ensure};
use surfpool_core::surfnet::{locker::SurfnetSvmLocker, svm::SurfnetSvm};

/// Between blocks, as on a cluster: a blockhash lives for 150 of them.
const BLOCK: Duration = Duration::from_millis(400);
/// Between blocks while a launch is being made, when many transactions wait for each other.
const HURRIED: Duration = Duration::from_millis(40);
/// Milliseconds of the ledger that surfpool takes a block to be. As small as it takes: its
/// answers about blocks that were empty are computed with it, and the rest is added here.
pub(crate) const SLOT_MILLIS: u64 = 1;
/// The fastest that makes sense: a day in a block.
const FASTEST: f64 = 216_000.0;

/// Moves a ledger's time. Stops, and its thread ends, when it is dropped.
pub struct Clock {
    locker: SurfnetSvmLocker,
    pace: Arc<(Mutex<Pace>, Condvar)>,
    thread: Option<JoinHandle<()>>,
}

/// How time passes.
struct Pace {
    /// Seconds of the ledger in a second; at zero time stands still.
    speed: f64,
    /// Between blocks.
    block: Duration,
    /// Whether the thread is to end.
    is_over: bool,
}

impl Clock {
    /// Sets the ledger to `now` (unix seconds). No blocks are made until [`Clock::start`].
    pub(crate) fn set_up(locker: SurfnetSvmLocker, now: i64) -> anyhow::Result<Clock> {
        let pace = Pace { speed: 0.0, block: HURRIED, is_over: false };
        let pace = Arc::new((Mutex::new(pace), Condvar::new()));
        let clock = Clock { locker, pace, thread: None };
        clock.set(now)?;
        Ok(clock)
    }

    /// Makes blocks from now on, and does `each_block` after each. Time stands still until
    /// [`Clock::run`].
    pub(crate) fn start(&mut self, each_block: impl Fn() + Send + 'static) -> anyhow::Result<()> {
        let (locker, pace) = (self.locker.clone(), self.pace.clone());
        let thread = std::thread::Builder::new().name("localnet clock".to_owned());
        let thread = thread.spawn(move || tick(&locker, &pace, each_block));
        self.thread = Some(thread.context("the clock's thread cannot be started")?);
        Ok(())
    }

    /// Now, by the ledger (unix seconds).
    pub fn now(&self) -> i64 {
        self.locker.with_svm_reader(|svm| i64::try_from(svm.updated_at / 1_000).unwrap_or(i64::MAX))
    }

    /// Sets the ledger's time (unix seconds), forward or back, with a block of its own.
    pub fn set(&self, now: i64) -> anyhow::Result<()> {
        let millis = u64::try_from(now).ok().and_then(|now| now.checked_mul(1_000));
        let millis = millis.with_context(|| {
            format!("the ledger cannot be set to {now}, expected unix seconds after 1970")
        })?;
        self.locker
            .with_svm_writer(move |svm| {
                svm.updated_at = millis;
                add_block(svm, 0)
            })
            .context("the ledger's clock could not be set")
    }

    /// Has time pass, `speed` seconds of the ledger in a second.
    pub fn run(&self, speed: f64) -> anyhow::Result<()> {
        ensure!(
            speed.is_finite() && (0.0..=FASTEST).contains(&speed),
            "a speed of {speed} is out of range, expected 0 (time stands still) to {FASTEST} (half \
             a second to the day)"
        );
        let mut pace = held(&self.pace.0);
        (pace.speed, pace.block) = (speed, BLOCK);
        self.pace.1.notify_all();
        Ok(())
    }

    /// Has time stand still, and blocks follow each other fast.
    pub fn hold(&self) {
        let mut pace = held(&self.pace.0);
        (pace.speed, pace.block) = (0.0, HURRIED);
        self.pace.1.notify_all();
    }

    /// Ends the thread; no block is made after this.
    pub(crate) fn end(&mut self) {
        held(&self.pace.0).is_over = true;
        self.pace.1.notify_all();
        if let Some(thread) = self.thread.take() {
            // It has nothing to say, and if it panicked that was printed.
            let _ = thread.join();
        }
    }
}

impl Drop for Clock {
    fn drop(&mut self) {
        self.end();
    }
}

fn held(pace: &Mutex<Pace>) -> MutexGuard<'_, Pace> {
    pace.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes blocks until the clock is over.
fn tick(locker: &SurfnetSvmLocker, shared: &(Mutex<Pace>, Condvar), each_block: impl Fn()) {
    let (pace, changed) = shared;
    let mut last = Instant::now();
    // What has passed of a millisecond.
    let mut carry = 0.0;
    loop {
        let mut pace = held(pace);
        let (speed, block) = (pace.speed, pace.block);
        if !pace.is_over {
            let woken = changed.wait_timeout(pace, block.saturating_sub(last.elapsed()));
            (pace, _) = woken.unwrap_or_else(PoisonError::into_inner);
        }
        if pace.is_over {
            return;
        }
        drop(pace);
        let now = Instant::now();
        carry += (now - last).as_secs_f64() * 1_000.0 * speed;
        last = now;
        let whole = carry.floor();
        carry -= whole;
        // A block that surfpool cannot store is told by its own events; time goes on.
        let _ = locker.with_svm_writer(move |svm| add_block(svm, whole as u64));
        each_block();
    }
}

/// Closes a block, `millis` after the last one.
fn add_block(svm: &mut SurfnetSvm, millis: u64) -> anyhow::Result<()> {
    align(svm);
    svm.updated_at = svm.updated_at.saturating_add(millis).saturating_sub(SLOT_MILLIS);
    svm.confirm_current_block()?;
    // The newest blocks, empty or not, are then said to be from this second, which the newest takes
    // to its last millisecond.
    let since = svm.get_latest_absolute_slot().saturating_sub(svm.genesis_slot);
    let second = (svm.updated_at / 1_000).saturating_mul(1_000).saturating_add(999);
    svm.genesis_updated_at = second.saturating_sub(since.saturating_mul(SLOT_MILLIS));
    Ok(())
}

/// Travelling in time leaves surfpool's slot and epoch at odds, and a second journey would lead
/// to lower slots: the epoch and its first slot follow from the slot again.
fn align(svm: &mut SurfnetSvm) {
    let info = &mut svm.latest_epoch_info;
    let length = info.slots_in_epoch.max(1);
    info.epoch = info.absolute_slot / length;
    info.slot_index = info.absolute_slot % length;
}
