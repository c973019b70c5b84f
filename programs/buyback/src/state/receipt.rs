//! What one cycle's tender came to, for as long as the mandate lasts.

use anchor_lang::prelude::*;
use groundswell_math::tender::{Clearing, Fill};

use crate::error::BuybackError;

/// The outcome of one tender. What is `bought` and `paid` grows with every offer that is
/// collected and is exact once `is_final`; nothing of it is an estimate.
#[account]
pub struct Receipt {
    /// The mandate.
    pub mandate: Address,
    /// The tender, which is closed once the last offer is collected.
    pub tender: Address,
    /// Who paid this account's rent and gets it back.
    pub rent_payer: Address,
    /// What the tender could spend (quote units).
    pub budget: u64,
    /// What everyone is paid for the base units of the reference (quote units).
    pub price: u64,
    /// Base units that the clearing takes of all together, before each one's rounding.
    pub most_bought: u64,
    /// Quote units that buy them.
    pub most_paid: u64,
    /// Base units taken of the offers that were collected.
    pub bought: u64,
    /// Quote units paid for them.
    pub paid: u64,
    /// Base units of those that were burned or locked.
    pub sunk: u64,
    /// Base units of the mint after that, the last time it happened.
    pub supply_after: u64,
    /// When the tender was opened (unix seconds).
    pub opened_at: i64,
    /// When it was cleared (unix seconds); zero until then.
    pub cleared_at: i64,
    /// Which cycle of the mandate it was.
    pub cycle: u32,
    /// Every offer is collected.
    pub is_final: PodBool,
    /// Of this account's address.
    pub bump: u8,
    /// Unused; keeps the size a multiple of eight.
    pub reserved: [u8; 2],
}

impl Receipt {
    /// First seed of the address; then the mandate, the cycle.
    pub const SEED: &'static [u8] = b"receipt";

    /// Writes what the tender came to.
    pub fn clear(&mut self, clearing: &Clearing, now: i64) {
        self.price = clearing.price;
        self.most_bought = clearing.bought;
        self.most_paid = clearing.spent;
        self.cleared_at = now;
    }

    /// Adds what was bought of one offer.
    pub fn collect(&mut self, fill: &Fill) -> Result<()> {
        self.bought = self.bought.checked_add(fill.taken).ok_or(BuybackError::Overflow)?;
        self.paid = self.paid.checked_add(fill.paid).ok_or(BuybackError::Overflow)?;
        Ok(())
    }

    /// What no seller is paid any more once every offer is collected (quote units).
    pub fn unpaid(&self) -> Result<u64> {
        Ok(self.most_paid.checked_sub(self.paid).ok_or(BuybackError::Overflow)?)
    }

    /// What waits for the sink (base units).
    pub fn sink_due(&self) -> Result<u64> {
        Ok(self.bought.checked_sub(self.sunk).ok_or(BuybackError::Overflow)?)
    }
}
