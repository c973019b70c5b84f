//! Who of 8,192 leaves has claimed what, at one bit per leaf and step.

use anchor_lang::{accounts::Slab, prelude::*};
use groundswell_math::bitmap::{Bitmap, page_bytes};

use crate::error::DistributorError;

/// One page, followed by its bits.
#[account]
pub struct Page {
    /// The list.
    pub distributor: Address,
    /// Pays the leaves of this page.
    pub vault: Address,
    /// Who paid this account's rent and gets it back.
    pub rent_payer: Address,
    /// Base units paid to leaves of this page.
    pub claimed: u64,
    /// Counts the events of claims on this page.
    pub sequence: u64,
    /// Which page: leaf number / 8,192.
    pub number: u32,
    /// Of this account's address.
    pub bump: u8,
    /// Unused; keeps the size a multiple of eight.
    pub reserved: [u8; 3],
}

/// A page with its bits: those of a leaf side by side, as `groundswell_math::bitmap` places them.
pub type PageAccount = Slab<Page, u8>;

impl Page {
    /// First seed of the address; then the distributor and the page's number (u32).
    pub const SEED: &'static [u8] = b"page";

    /// Bytes of the account of a list with this many steps.
    pub fn space(steps: u8) -> usize {
        PageAccount::space_for(page_bytes(steps))
    }

    /// Books tokens that leave to leaves of this page; returns the number of the event.
    pub fn pay(&mut self, amount: u64) -> Result<u64> {
        let claimed = self.claimed.checked_add(amount).ok_or(DistributorError::Overflow)?;
        let sequence = self.sequence.checked_add(1).ok_or(DistributorError::Overflow)?;
        self.claimed = claimed;
        self.sequence = sequence;
        Ok(sequence)
    }
}

/// Marks the first `unlocked` steps of leaf `index` as claimed; returns how many were before.
pub fn mark(bits: &mut [u8], index: u32, steps: u8, unlocked: u8) -> Result<u8> {
    let mut bitmap = Bitmap::new(bits, steps);
    let mut before = 0u8;
    for step in 0..unlocked {
        let set = bitmap.set(index, step).ok_or(DistributorError::PageIncomplete)?;
        before = before.checked_add(u8::from(set)).ok_or(DistributorError::Overflow)?;
    }
    Ok(before)
}
