//! When a plan's grants vest, as files state it.

use groundswell_math::{
    schedule::{Schedule, ScheduleError},
    window::Step,
};
use serde::{Deserialize, Serialize};

/// A schedule; times are seconds since the plan's time zero.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Stored", into = "Stored")]
pub enum PlanSchedule {
    /// Evenly from `start` to `end`, but nothing before `cliff`.
    Linear {
        /// From then on it is counted.
        start: i64,
        /// Before then nothing vests.
        cliff: i64,
        /// From then on everything has vested.
        end: i64,
    },
    /// By steps, each with its time and the share that has vested from then on.
    Steps(Vec<Step>),
}

impl PlanSchedule {
    /// Nothing until the cliff, then evenly over the linear part (seconds), as a lock says it.
    pub fn lock(cliff_seconds: u32, linear_seconds: u32) -> PlanSchedule {
        let cliff = i64::from(cliff_seconds);
        // Two u32: their sum fits.
        let end = cliff.saturating_add(i64::from(linear_seconds));
        PlanSchedule::Linear { start: cliff, cliff, end }
    }

    /// The rule itself.
    pub fn rule(&self) -> Schedule<'_> {
        match self {
            PlanSchedule::Linear { start, cliff, end } => {
                Schedule::Linear { start: *start, cliff: *cliff, end: *end }
            }
            PlanSchedule::Steps(steps) => Schedule::Steps(steps),
        }
    }

    /// Refuses a schedule that the program refuses.
    pub fn check(&self) -> Result<(), ScheduleError> {
        self.rule().check()
    }
}

/// How it is written.
#[derive(Serialize, Deserialize)]
#[serde(tag = "shape", rename_all = "lowercase", deny_unknown_fields)]
enum Stored {
    Linear { start: i64, cliff: i64, end: i64 },
    Steps { steps: Vec<StoredStep> },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredStep {
    vests_at: i64,
    share_bps: u16,
}

impl From<Stored> for PlanSchedule {
    fn from(stored: Stored) -> Self {
        let step = |s: StoredStep| Step { unlocks_at: s.vests_at, share_bps: s.share_bps };
        match stored {
            Stored::Linear { start, cliff, end } => PlanSchedule::Linear { start, cliff, end },
            Stored::Steps { steps } => PlanSchedule::Steps(steps.into_iter().map(step).collect()),
        }
    }
}

impl From<PlanSchedule> for Stored {
    fn from(schedule: PlanSchedule) -> Self {
        let step = |s: Step| StoredStep { vests_at: s.unlocks_at, share_bps: s.share_bps };
        match schedule {
            PlanSchedule::Linear { start, cliff, end } => Stored::Linear { start, cliff, end },
            PlanSchedule::Steps(steps) => {
                Stored::Steps { steps: steps.into_iter().map(step).collect() }
            }
        }
    }
}
