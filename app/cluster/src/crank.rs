//! Every step of a launch that anyone may take: which are due, by what the ledger shows, and one
//! that takes them.
//!
//! [`due`] is a function of a [`Scene`], which is all that the ledger holds of a launch, and of
//! [`Files`], the published lists. A [`Crank`] reads, asks, sends, and reads again until nothing is
//! due. It keeps no books of its own: whatever was done, by an earlier run or by somebody else,
//! shows on the ledger.

mod drive;
mod files;
mod funding;
mod lists;
mod mandate;
mod moment;
mod plans;
mod sale;
mod scene;
mod task;

pub use drive::{Crank, CrankError, Event, HeldUp};
pub use files::Files;
pub use moment::{Moment, next_moment};
pub use scene::{GrantView, PageView, Scene};
pub use task::{Opens, Task};

/// The names of all steps: what their programs call them, but for `close_list`, which a list's
/// program calls `close` as the launch's does.
pub const STEPS: [&str; 32] = [
    "settle",
    "claim",
    "refund",
    "sweep",
    "close",
    "fund_airdrop",
    "fund_plan",
    "fund_buyback",
    "activate",
    "open_page",
    "extend_page",
    "claim_many",
    "clawback",
    "close_page",
    "close_list",
    "start",
    "fund",
    "open_grant",
    "top_up",
    "withdraw",
    "forfeit",
    "close_grant",
    "close_plan",
    "close_governor",
    "open_cycle",
    "clear",
    "collect",
    "sink_bought",
    "retire",
    "finish",
    "close_receipt",
    "close_mandate",
];

/// Which steps are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Only those with this name.
    pub only: Option<String>,
    /// Only those of the mandate.
    pub of_mandate: bool,
    /// Vested grants are paid out, at most once in so many seconds each.
    pub withdrawals: Option<i64>,
    /// So many leaves of a list at most are paid by one instruction.
    pub leaves: usize,
}

impl Default for Choice {
    fn default() -> Self {
        Choice { only: None, of_mandate: false, withdrawals: None, leaves: 8 }
    }
}

impl Choice {
    /// Whether a step with this name is wanted.
    pub fn wants(&self, name: &str) -> bool {
        self.only.as_deref().is_none_or(|only| only == name)
    }
}

/// Every step that anyone may take now, in the order in which they are best taken; none of them
/// needs another of them. `payer` pays for what they make.
pub fn due(
    scene: &Scene,
    files: &Files,
    choice: &Choice,
    payer: &groundswell_sdk::Address,
) -> Vec<Task> {
    let mut tasks = vec![];
    if !choice.of_mandate {
        tasks.extend(sale::due(scene, choice));
        tasks.extend(funding::due(scene));
        tasks.extend(lists::due(scene, files, choice, payer));
        tasks.extend(plans::due(scene, files, choice, payer));
    }
    tasks.extend(mandate::due(scene, payer));
    tasks.retain(|task| choice.wants(task.name));
    tasks
}
