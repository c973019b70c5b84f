//! What one wallet has in one sale. Closed when it is paid out, so it pays out once.

use anchor_lang::prelude::*;

/// A wallet's place in a sale.
#[account]
pub struct Contribution {
    /// The sale.
    pub launch: Address,
    /// Whose money it is; only this wallet's own accounts are ever paid.
    pub contributor: Address,
    /// Who paid this account's rent and gets it back.
    pub rent_payer: Address,
    /// Who vouched for the wallet, if the sale has a co-signer; else zero.
    pub co_signer: Address,
    /// Quote units in the sale.
    pub amount: PodU64,
    /// The auction price it bids at; zero at fixed prices.
    pub tick: u8,
    /// Of this account's address.
    pub bump: u8,
}

impl Contribution {
    /// First seed of the address; then the launch, then the contributor.
    pub const SEED: &'static [u8] = b"contribution";

    /// Whether the account was made in this very instruction: it is closed when its amount
    /// returns to zero.
    pub fn is_new(&self) -> bool {
        self.amount.is_zero()
    }
}
