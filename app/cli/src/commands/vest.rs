//! `groundswell vest`: publish a plan of grants, show what unlocks when, act on a grant.

pub(crate) mod build;
mod found;
mod months;
pub(crate) mod people;
pub(crate) mod reading;
pub(crate) mod send;
mod status;
mod withdraw;

use std::process::ExitCode;

use groundswell_math::schedule::Schedule;
use jiff::Timestamp;

use crate::{args, desk, desk::Desk, money, report::units::Token};

/// Does what the subcommand says.
pub fn run(args: &args::Vest) -> anyhow::Result<ExitCode> {
    match args {
        args::Vest::Build(args) => build::run(args),
        args::Vest::Status(args) => status::run(args),
        args::Vest::Withdraw(args) => withdraw::run(args),
        args::Vest::Disclose(args) => at(&args.of, |desk| people::disclose(desk, args)),
        args::Vest::Grant(args) => {
            desk::at(&args.cluster, &args.sending, |desk| people::grant(desk, args))?;
            Ok(ExitCode::SUCCESS)
        }
        args::Vest::Cancel(args) => at(args, |desk| people::cancel(desk, args)),
        args::Vest::Reassign(args) => at(&args.of, |desk| people::reassign(desk, args)),
        args::Vest::GiveUp(args) => {
            desk::at(&args.cluster, &args.sending, |desk| people::give_up(desk, args))?;
            Ok(ExitCode::SUCCESS)
        }
        args::Vest::MarkMissed(args) => at(args, |desk| people::mark_missed(desk, args)),
    }
}

/// Acts on a grant.
fn at(
    of: &args::OfGrant,
    act: impl FnOnce(&Desk) -> anyhow::Result<()>,
) -> anyhow::Result<ExitCode> {
    desk::at(&of.cluster, &of.sending, act)?;
    Ok(ExitCode::SUCCESS)
}

/// What comes next of a schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// Nothing: everything has vested.
    Nothing,
    /// So many base units at once, this long (seconds) after time zero.
    Step(i64, u64),
    /// From this long (seconds) after time zero on, evenly.
    Evenly(i64),
}

/// What of `total` vests next, `elapsed` seconds after time zero.
fn next(schedule: Schedule, total: u64, elapsed: i64) -> Next {
    let adds = |at: i64| schedule.vested(total, at).saturating_sub(schedule.vested(total, at - 1));
    match schedule {
        _ if elapsed >= schedule.end() => Next::Nothing,
        Schedule::Linear { start, cliff, .. } if elapsed < cliff && start < cliff => {
            Next::Step(cliff, adds(cliff))
        }
        Schedule::Linear { cliff, .. } => Next::Evenly(cliff.max(elapsed)),
        Schedule::Steps(steps) => {
            let next = steps.iter().find(|step| step.unlocks_at > elapsed);
            next.map_or(Next::Nothing, |step| Next::Step(step.unlocks_at, adds(step.unlocks_at)))
        }
    }
}

/// How amounts are shown.
fn token(decimals: u8) -> Token<'static> {
    Token { symbol: if decimals == 0 { "base units" } else { "tokens" }, decimals }
}

/// A number of grants: `1 grant`, `2,500 grants`.
fn grants(number: u32) -> String {
    match number {
        1 => "1 grant".to_owned(),
        _ => format!("{} grants", money::grouped(number, 0)),
    }
}

/// Unix seconds.
fn now() -> i64 {
    Timestamp::now().as_second()
}

#[cfg(test)]
mod tests {
    use groundswell_math::window::Step;

    use super::*;

    #[test]
    fn what_comes_next_is_a_step_or_a_flow() {
        let lock = Schedule::Linear { start: 10, cliff: 10, end: 20 };
        let cliff = Schedule::Linear { start: 0, cliff: 10, end: 20 };
        let steps = [(10, 2_500), (20, 10_000)];
        let steps = steps.map(|(unlocks_at, share_bps)| Step { unlocks_at, share_bps });
        let steps = Schedule::Steps(&steps);
        for (schedule, elapsed, expected) in [
            (lock, 0, Next::Evenly(10)),
            (lock, 15, Next::Evenly(15)),
            (lock, 20, Next::Nothing),
            (cliff, 9, Next::Step(10, 50)),
            (cliff, 10, Next::Evenly(10)),
            (steps, -5, Next::Step(10, 25)),
            (steps, 10, Next::Step(20, 75)),
            (steps, 20, Next::Nothing),
        ] {
            assert_eq!(next(schedule, 100, elapsed), expected, "{schedule:?} {elapsed}");
        }
    }
}
