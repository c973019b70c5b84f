//! What happened, for those who watch. One fixed layout per event, all of `[u8; 32]` and
//! 64-bit fields; state, not events, is the truth.
//!
//! Every event names the mandate, the time (unix seconds) and the mandate's running number, which
//! has no gaps. `base` and what is bought, sunk, burned and locked are base units; the rest is
//! quote units.
#![expect(missing_docs, reason = "field names say what they are; units stand above")]

use anchor_lang::prelude::*;

/// What arrived counts; `total` is all that ever did.
#[event(bytemuck)]
pub struct Funded {
    pub mandate: Address,
    pub amount: u64,
    pub total: u64,
    pub time: i64,
    pub sequence: u64,
}

/// A cycle's tender takes offers; `counted` had arrived and was counted with it.
#[event(bytemuck)]
pub struct Opened {
    pub mandate: Address,
    pub cycle: u64,
    pub budget: u64,
    pub counted: u64,
    pub time: i64,
    pub sequence: u64,
}

/// A wallet offers `base` more at a tick, in all `total`.
#[event(bytemuck)]
pub struct Offered {
    pub mandate: Address,
    pub owner: Address,
    pub cycle: u64,
    pub tick: u64,
    pub base: u64,
    pub total: u64,
    pub time: i64,
    pub sequence: u64,
}

/// A wallet took `base` back; `total` is still offered at the tick.
#[event(bytemuck)]
pub struct Withdrawn {
    pub mandate: Address,
    pub owner: Address,
    pub cycle: u64,
    pub tick: u64,
    pub base: u64,
    pub total: u64,
    pub time: i64,
    pub sequence: u64,
}

/// A tender has a price: `price` for the base units of the reference. At most so much is bought
/// and paid.
#[event(bytemuck)]
pub struct Cleared {
    pub mandate: Address,
    pub cycle: u64,
    pub price: u64,
    pub most_bought: u64,
    pub most_paid: u64,
    pub time: i64,
    pub sequence: u64,
}

/// An offer was paid for what was bought of it; `returned` went back (base units).
#[event(bytemuck)]
pub struct Collected {
    pub mandate: Address,
    pub owner: Address,
    pub cycle: u64,
    pub bought: u64,
    pub paid: u64,
    pub returned: u64,
    pub time: i64,
    pub sequence: u64,
}

/// What a tender bought left for good.
#[event(bytemuck)]
pub struct Sunk {
    pub mandate: Address,
    pub cycle: u64,
    pub burned: u64,
    pub locked: u64,
    pub supply_after: u64,
    pub time: i64,
    pub sequence: u64,
}

/// What others sent to the mandate's associated account left for good.
#[event(bytemuck)]
pub struct Retired {
    pub mandate: Address,
    pub burned: u64,
    pub locked: u64,
    pub supply_after: u64,
    pub time: i64,
    pub sequence: u64,
}

/// The mandate is over; what was left went on.
#[event(bytemuck)]
pub struct Finished {
    pub mandate: Address,
    pub amount: u64,
    pub time: i64,
    pub sequence: u64,
}
