//! The vesting plans of a launch, its governor and its treasury's stream: made before the charter
//! is sealed, funded once the sale has settled, paid out over years, and closed.

mod draw;
mod end;
mod events;
mod months;
mod outcome;
mod setup;

use groundswell_sdk::{
    Address,
    math::governor::Meter,
    vesting::{GovernorKeys, PlanKeys},
};
use solana_keypair::Keypair;

pub use outcome::{
    Fate, GovernorOutcome, GrantOutcome, PlanOutcome, StreamOutcome, VestingOutcome,
};

use crate::{
    draft::{GovernorDraft, PlanDraft},
    plan::GrantsPlan,
};
use events::Event;

/// Everything of a launch that vests.
#[derive(Default)]
pub struct Vesting {
    /// In the order of the charter.
    plans: Vec<Granting>,
    governor: Option<Governing>,
    stream: Option<Streaming>,
    /// What is still to happen at moments of its own (unix seconds), the last first.
    events: Vec<(i64, Event)>,
    /// The next moment at which everyone is visited (unix seconds).
    next_visit: i64,
    /// Seconds between two of them.
    every: i64,
    /// Visits so far.
    visits: usize,
}

/// One plan.
struct Granting {
    /// What the launch file says.
    plan: GrantsPlan,
    /// Where its accounts are.
    keys: PlanKeys,
    /// What it is made with, rows and tree.
    draft: PlanDraft,
    /// Its grants, in the order of the list.
    grants: Vec<Holding>,
    /// What the launch moved to it (base units).
    funded: u64,
    /// What was forfeited and burned (base units).
    burned: u64,
    burns: Vec<(i64, u64)>,
    /// Lamports that its accounts kept.
    rent: u64,
    withdrawals: usize,
    track: Vec<(i64, u64)>,
    closed_at: Option<i64>,
}

/// One grant.
struct Holding {
    /// Whose it is, as the list names it.
    label: Address,
    /// The wallet that stands in for it, where it has to sign; else the same.
    wallet: Address,
    /// Its key, where it has to sign.
    key: Option<Keypair>,
    /// Where the grant is.
    at: Address,
    /// The token account it is paid to.
    account: Address,
    /// What it promises (base units).
    amount: u64,
    /// The most it will pay (base units).
    entitled: u64,
    /// What it paid (base units).
    paid: u64,
    /// Something has vested and waits for a later epoch.
    waits: bool,
    disclosed_at: Option<i64>,
    fate: Fate,
}

/// The governor, and a meter of the rules' own to compare it with.
struct Governing {
    keys: GovernorKeys,
    draft: GovernorDraft,
    meter: Meter,
    rent: u64,
    spent_epochs: usize,
    waiting: Vec<(i64, u64)>,
    is_closed: bool,
}

/// The treasury's stream.
struct Streaming {
    keys: PlanKeys,
    draft: PlanDraft,
    /// Where its one grant is, and the token account that it pays to.
    grant: Address,
    account: Address,
    arrived: u64,
    paid: u64,
    rent: u64,
    track: Vec<(i64, u64)>,
    closed_at: Option<i64>,
}

impl Granting {
    /// What all recipients have (base units).
    fn paid(&self) -> u64 {
        self.grants.iter().map(|grant| grant.paid).sum()
    }
}

impl Vesting {
    /// The plans to be, in the order of the charter.
    pub fn plans(&self) -> impl Iterator<Item = &PlanDraft> {
        self.plans.iter().map(|granting| &granting.draft)
    }

    /// The governor to be, if anyone needs one.
    pub fn governor(&self) -> Option<&GovernorDraft> {
        self.governor.as_ref().map(|governing| &governing.draft)
    }

    /// The treasury's stream to be.
    pub fn stream(&self) -> Option<&PlanDraft> {
        self.stream.as_ref().map(|stream| &stream.draft)
    }

    /// What plans paid to a token account (base units).
    pub fn paid_to(&self, account: &Address) -> u64 {
        let grants = self.plans.iter().flat_map(|granting| &granting.grants);
        grants.filter(|grant| grant.account == *account).map(|grant| grant.paid).sum()
    }
}
