//! What happened, for those who watch. One fixed layout per event, all of `[u8; 32]` and
//! 64-bit fields; state, not events, is the truth.
//!
//! Every event names the plan, the time (unix seconds) and the plan's running number, which has no
//! gaps. Amounts are base units.
#![expect(missing_docs, reason = "field names say what they are; units stand above")]

use anchor_lang::prelude::*;

/// The plan's vault holds its total.
#[event(bytemuck)]
pub struct Funded {
    pub plan: Address,
    pub amount: u64,
    pub time: i64,
    pub sequence: u64,
}

/// What arrived for a stream counts; `total` is all that ever did.
#[event(bytemuck)]
pub struct ToppedUp {
    pub plan: Address,
    pub amount: u64,
    pub total: u64,
    pub time: i64,
    pub sequence: u64,
}

/// A grant exists.
#[event(bytemuck)]
pub struct Granted {
    pub plan: Address,
    pub recipient: Address,
    pub amount: u64,
    pub time: i64,
    pub sequence: u64,
}

/// A recipient was paid; `waiting` has vested and waits for the governor's next epoch.
#[event(bytemuck)]
pub struct Withdrawn {
    pub plan: Address,
    pub recipient: Address,
    pub amount: u64,
    pub waiting: u64,
    pub time: i64,
    pub sequence: u64,
}

/// A grant ended at what had vested; `missed` is 1 if a deliverable was, 0 if it was cancelled.
#[event(bytemuck)]
pub struct Cancelled {
    pub plan: Address,
    pub recipient: Address,
    pub entitled: u64,
    pub forfeited: u64,
    pub missed: u64,
    pub time: i64,
    pub sequence: u64,
}

/// A grant is another wallet's.
#[event(bytemuck)]
pub struct Reassigned {
    pub plan: Address,
    pub from: Address,
    pub to: Address,
    pub time: i64,
    pub sequence: u64,
}

/// A recipient disclosed.
#[event(bytemuck)]
pub struct Disclosed {
    pub plan: Address,
    pub recipient: Address,
    pub sha256: [u8; 32],
    pub time: i64,
    pub sequence: u64,
}

/// Forfeited tokens left the plan. What was not sent on was burned.
#[event(bytemuck)]
pub struct Forfeited {
    pub plan: Address,
    pub burned: u64,
    pub sent_on: u64,
    pub time: i64,
    pub sequence: u64,
}
