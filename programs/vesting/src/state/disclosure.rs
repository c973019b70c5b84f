//! What a recipient disclosed about a grant: the hash of a statement, and where it stands.

use anchor_lang::prelude::*;

/// Longest link (bytes).
pub const LINK_BYTES: usize = 96;

/// One grant's disclosure. It changes only once the grant was reassigned: whoever has it then posts
/// anew.
#[account]
pub struct Disclosure {
    /// The grant.
    pub grant: Address,
    /// Who paid this account's rent and gets it back with the grant's.
    pub rent_payer: Address,
    /// SHA-256 of the statement.
    pub sha256: [u8; 32],
    /// Where it can be read: UTF-8, filled up with zeros.
    pub link: [u8; LINK_BYTES],
    /// When it was posted (unix seconds).
    pub posted_at: i64,
    /// Of this account's address.
    pub bump: u8,
    /// Unused; keeps the size a multiple of eight.
    pub reserved: [u8; 7],
}

impl Disclosure {
    /// First seed of the address; then the grant.
    pub const SEED: &'static [u8] = b"disclosure";
}
