//! What happened, for those who watch. One fixed layout per event, all of `[u8; 32]` and
//! 64-bit fields; state, not events, is the truth.
//!
//! Every event names the list, the time (unix seconds) and a running number without gaps: that
//! of the page for claims, that of the list for all else. Amounts are base units.
#![expect(missing_docs, reason = "field names say what they are; units stand above")]

use anchor_lang::prelude::*;

/// A vault holds its part of the list; `is_active` is 1 once all of them do.
#[event(bytemuck)]
pub struct Funded {
    pub distributor: Address,
    pub vault: u64,
    pub amount: u64,
    pub is_active: u64,
    pub time: i64,
    pub sequence: u64,
}

/// A leaf was paid what it had unlocked up to `steps`.
#[event(bytemuck)]
pub struct Claimed {
    pub distributor: Address,
    pub claimant: Address,
    pub index: u64,
    pub amount: u64,
    pub steps: u64,
    pub time: i64,
    pub sequence: u64,
}

/// A vault was emptied into the sink and closed. What was not sent on was burned.
#[event(bytemuck)]
pub struct ClawedBack {
    pub distributor: Address,
    pub vault: u64,
    pub burned: u64,
    pub sent_on: u64,
    pub time: i64,
    pub sequence: u64,
}
