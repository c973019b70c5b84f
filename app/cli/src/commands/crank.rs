//! `groundswell crank LAUNCH`: every step that is due and that anyone may take.

mod files;
mod story;

use std::{
    process::ExitCode,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use anyhow::{Context, Result};
use groundswell_cluster::{
    Chain,
    crank::{Choice, Crank, CrankError, Files, Moment},
    send::Mode,
};
use groundswell_sdk::Address;
use signal_hook::{consts::SIGINT, flag};

use crate::{
    args,
    desk::{self, Desk, Who},
};
use story::Story;

/// Somebody else may have made something due: it is looked for so often (seconds).
const LOOK_EVERY: i64 = 3_600;
/// A cluster that is busy or did not answer is asked again after so long (seconds).
const ASK_AGAIN: i64 = 60;
/// How soon Ctrl-C is noticed.
const SLICE: Duration = Duration::from_millis(200);

/// Who decides whether to go on, and waits.
pub trait Pace {
    /// Whether to stop now.
    fn is_over(&self) -> bool;
    /// Waits for a moment, or for less.
    fn wait(&mut self, chain: &dyn Chain, moment: &Moment) -> Result<()>;
}

/// Takes the steps until none is due, or until Ctrl-C.
pub fn run(args: &args::Crank) -> Result<ExitCode> {
    let stop = Arc::new(AtomicBool::new(false));
    // The second Ctrl-C stops at once: nothing is lost by it either.
    let registered = flag::register_conditional_default(SIGINT, stop.clone())
        .and_then(|_| flag::register(SIGINT, stop.clone()));
    registered.context("cannot listen for Ctrl-C")?;
    let mut pace = Clock(stop);
    desk::at(&args.cluster, &args.sending, |desk| {
        let is_done = crank(desk, args, &mut pace)?;
        Ok(if is_done { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    })
}

/// Takes the steps at a pace. `false` if the ledger refuses one that is due.
pub fn crank(desk: &Desk, args: &args::Crank, pace: &mut dyn Pace) -> Result<bool> {
    let files = files::read(desk.chain, &args.launch, args)?;
    let (only, withdrawals) = (args.only.clone(), args.withdrawals);
    let choice = Choice { only, withdrawals, ..Choice::default() };
    take(desk, args.launch, &files, choice, args.watch, pace)
}

/// Takes the steps of a mandate that are due now.
pub fn of_mandate(desk: &Desk, launch: Address) -> Result<bool> {
    let choice = Choice { of_mandate: true, ..Choice::default() };
    take(desk, launch, &Files::default(), choice, false, &mut Clock(Arc::default()))
}

fn take(
    desk: &Desk,
    launch: Address,
    files: &Files,
    choice: Choice,
    watch: bool,
    pace: &mut dyn Pace,
) -> Result<bool> {
    let mut crank = Crank::new(&desk.sender, launch, files, choice, desk.address());
    let (Mode::Send, Who::Key(key)) = (desk.sender.mode(), &desk.who) else {
        let steps = crank.preview()?;
        story::preview(desk, &steps, crank.next_moment())?;
        return Ok(true);
    };
    let mut story = Story::new(desk.output);
    loop {
        let next = match until_nothing_is_due(&mut crank, key, &mut story, pace) {
            Ok(()) => crank.next_moment().cloned(),
            Err(error) if watch && error.is_passing() => {
                story.note(&format!("{error}\nIt is asked again in a minute.\n"));
                Some(Moment { at: i64::MIN, what: "the cluster answers".to_owned() })
            }
            Err(error) => return Err(error.into()),
        };
        let Some(moment) = next.filter(|_| watch && !pace.is_over()) else { break };
        story.waits(&moment);
        pace.wait(desk.chain, &moment)?;
        crank.forgive();
    }
    story.finish(&crank, pace.is_over())
}

fn until_nothing_is_due(
    crank: &mut Crank,
    key: &solana_keypair::Keypair,
    story: &mut Story,
    pace: &dyn Pace,
) -> Result<(), CrankError> {
    while !pace.is_over() && crank.step(key, &mut |event| story.tell(&event))? {}
    Ok(())
}

/// Real time, until Ctrl-C.
struct Clock(Arc<AtomicBool>);

impl Pace for Clock {
    fn is_over(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    fn wait(&mut self, chain: &dyn Chain, moment: &Moment) -> Result<()> {
        let left = match chain.now() {
            Ok(now) if moment.at > now => moment.at.saturating_sub(now).min(LOOK_EVERY),
            _ => ASK_AGAIN,
        };
        let whole = Duration::from_secs(left.unsigned_abs());
        let started = std::time::Instant::now();
        while !self.is_over() && started.elapsed() < whole {
            thread::sleep(SLICE.min(whole));
        }
        Ok(())
    }
}
