//! What one wallet offers at one price.

use anchor_lang::prelude::*;

/// One offer. A wallet has at most one at each tick of a tender.
#[account]
pub struct Offer {
    /// The tender.
    pub tender: Address,
    /// Whose tokens they are; only this wallet's own accounts are ever paid.
    pub owner: Address,
    /// Who paid this account's rent and gets it back.
    pub rent_payer: Address,
    /// In escrow (base units).
    pub amount: u64,
    /// The price asked, by its number on the mandate's grid.
    pub tick: u8,
    /// Of this account's address.
    pub bump: u8,
    /// Unused; keeps the size a multiple of eight.
    pub reserved: [u8; 6],
}

impl Offer {
    /// First seed of the address; then the tender, the owner, the tick.
    pub const SEED: &'static [u8] = b"offer";

    /// Whether the account was made in this very instruction: it is closed when its amount returns
    /// to zero.
    pub fn is_new(&self) -> bool {
        self.amount == 0
    }
}
