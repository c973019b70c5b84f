//! A whole launch on an embedded ledger, with the real programs: the mints, the charter, every
//! contribution as a signed transaction, the settlement, every payout, every claim of an airdrop
//! and its end. What it reports is read back from the ledger.

mod airdrop;
mod audit;
mod book;
mod buyback;
mod gate;
mod grants;
mod ledger;
mod meter;
mod outcome;
mod payout;
mod sale;
mod setup;
mod wallets;

use std::time::Instant;

use anyhow::Context;
use groundswell_sdk::{
    launch::{LaunchKeys, decode_launch},
    program::state::Launch,
};

pub use airdrop::{AirdropOutcome, Recipient, StepOutcome};
pub use buyback::{BuybackOutcome, CycleOutcome, CycleResult, Tendered};
pub use grants::{Fate, GovernorOutcome, GrantOutcome, PlanOutcome, StreamOutcome, VestingOutcome};
pub use groundswell_cluster::Refusal;
pub use meter::Meter;
pub use outcome::{Outcome, Rent, Share, Vaults};

use crate::{
    plan::{ContributorRow, Plan},
    progress,
};
use airdrop::Airdrop;
use book::Book;
use buyback::Buying;
use gate::Gate;
use grants::Vesting;
use ledger::Ledger;
use setup::Crew;
use wallets::Wallet;

/// Rehearses `plan` with rows that come from `origin` (named in messages).
pub fn run(plan: &Plan, origin: &str, rows: &[ContributorRow]) -> anyhow::Result<Outcome> {
    let started = Instant::now();
    let book = Book::new(origin, rows, plan.quote_decimals)?;
    let mut rehearsal = Rehearsal::set_up(plan, book)?;
    rehearsal.draft_and_seal()?;
    rehearsal.take_contributions()?;
    let decided = rehearsal.decide()?;
    let outcome = rehearsal.pay_out(decided)?;
    Ok(Outcome { seconds: started.elapsed().as_secs_f64(), ..outcome })
}

/// A launch that is being rehearsed.
struct Rehearsal<'a> {
    plan: &'a Plan,
    book: Book,
    ledger: Ledger,
    crew: Crew,
    keys: LaunchKeys,
    gate: Gate,
    /// One for each of the book's holders.
    wallets: Vec<Wallet>,
    /// In the order of the charter.
    airdrops: Vec<Airdrop>,
    /// Plans, governor and stream.
    vesting: Vesting,
    /// The mandate.
    buying: Buying,
}

impl Rehearsal<'_> {
    /// The launch as the ledger has it.
    fn launch(&self) -> anyhow::Result<Launch> {
        let data = self.ledger.data(&self.keys.at.launch);
        data.and_then(|data| decode_launch(&data)).context("the launch is not on the ledger")
    }
}
