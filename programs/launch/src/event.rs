//! What happened, for those who watch. One fixed layout per event, all of `[u8; 32]` and
//! 64-bit fields; state, not events, is the truth.
//!
//! Every event names the launch, the time (unix seconds) and the launch's running number,
//! which has no gaps. Amounts are base units of the mint they belong to.
#![expect(missing_docs, reason = "field names say what they are; units stand above")]

use anchor_lang::prelude::*;

/// The terms are frozen and `supply` base units are in the vault.
#[event(bytemuck)]
pub struct Sealed {
    pub launch: Address,
    pub supply: u64,
    pub time: i64,
    pub sequence: u64,
}

/// The creator called it off before it opened.
#[event(bytemuck)]
pub struct Cancelled {
    pub launch: Address,
    pub time: i64,
    pub sequence: u64,
}

/// A wallet put `amount` in; `total` is its new total, `deposited` the sale's.
#[event(bytemuck)]
pub struct Contributed {
    pub launch: Address,
    pub contributor: Address,
    pub amount: u64,
    pub total: u64,
    pub deposited: u64,
    pub time: i64,
    pub sequence: u64,
}

/// A wallet took `amount` out; `total` is its new total, `deposited` the sale's.
#[event(bytemuck)]
pub struct Withdrawn {
    pub launch: Address,
    pub contributor: Address,
    pub amount: u64,
    pub total: u64,
    pub deposited: u64,
    pub time: i64,
    pub sequence: u64,
}

/// The price is fixed: `price` quote units buy the whole sale.
#[event(bytemuck)]
pub struct Settled {
    pub launch: Address,
    pub price: u64,
    pub raise: u64,
    pub deposited: u64,
    pub contributors: u64,
    pub time: i64,
    pub sequence: u64,
}

/// One contributor was paid out.
#[event(bytemuck)]
pub struct Claimed {
    pub launch: Address,
    pub contributor: Address,
    pub accepted: u64,
    pub refund: u64,
    pub tokens: u64,
    pub time: i64,
    pub sequence: u64,
}

/// One contributor of a failed sale has everything back.
#[event(bytemuck)]
pub struct Refunded {
    pub launch: Address,
    pub contributor: Address,
    pub amount: u64,
    pub time: i64,
    pub sequence: u64,
}

/// Proceeds and tokens moved to where the charter says.
#[event(bytemuck)]
pub struct Swept {
    pub launch: Address,
    pub to_liquidity: u64,
    pub to_buyback: u64,
    pub to_treasury: u64,
    pub tokens_burned: u64,
    pub tokens_to_airdrop: u64,
    pub tokens_returned: u64,
    pub time: i64,
    pub sequence: u64,
}

/// An airdrop's tranche went to its list, or was burned because the list had ended.
#[event(bytemuck)]
pub struct AirdropFunded {
    pub launch: Address,
    pub list: Address,
    pub amount: u64,
    pub burned: u64,
    pub time: i64,
    pub sequence: u64,
}

/// A buyback tranche went to the mandate.
#[event(bytemuck)]
pub struct BuybackFunded {
    pub launch: Address,
    pub mandate: Address,
    pub amount: u64,
    pub time: i64,
    pub sequence: u64,
}

/// A granted tranche went to its plan, or was burned because the plan was funded already.
#[event(bytemuck)]
pub struct PlanFunded {
    pub launch: Address,
    pub plan: Address,
    pub amount: u64,
    pub burned: u64,
    pub time: i64,
    pub sequence: u64,
}

/// Accounts were closed; what strangers had sent to the vaults left with them.
#[event(bytemuck)]
pub struct Closed {
    pub launch: Address,
    pub donated_base_burned: u64,
    pub donated_quote_moved: u64,
    /// 1 if the launch itself is gone, 0 if it still holds tranches.
    pub whole: u64,
    pub time: i64,
    pub sequence: u64,
}
