//! Who of 8,192 leaves has claimed what, at one bit per leaf and step.

use anchor_lang::prelude::*;
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

/// Most bytes that one instruction can make an account grow by.
const GROWTH: usize = 10_240;
/// Where the bits begin.
const BITS_AT: usize = 8 + size_of::<Page>();

impl Page {
    /// First seed of the address; then the distributor and the page's number (u32).
    pub const SEED: &'static [u8] = b"page";

    /// Bytes of a complete page of a list with this many steps.
    pub fn space(steps: u8) -> usize {
        let bits = usize::try_from(page_bytes(steps)).unwrap_or(usize::MAX);
        BITS_AT.saturating_add(bits)
    }

    /// Bytes that a page is opened with: all of it, unless one instruction cannot make so many.
    pub fn first_space(steps: u8) -> usize {
        Page::space(steps).min(GROWTH)
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
pub fn mark(page: &mut Account<Page>, index: u32, steps: u8, unlocked: u8) -> Result<u8> {
    let mut view = *page.account();
    // SAFETY: the bits lie behind the header that `page` points to, nothing else refers to
    // them, and they are let go before this function returns.
    let data = unsafe { view.borrow_unchecked_mut() };
    let bits = data.get_mut(BITS_AT..).ok_or(DistributorError::PageIncomplete)?;
    let mut bitmap = Bitmap::new(bits, steps);
    let mut before = 0u8;
    for step in 0..unlocked {
        let set = bitmap.set(index, step).ok_or(DistributorError::PageIncomplete)?;
        before = before.checked_add(u8::from(set)).ok_or(DistributorError::Overflow)?;
    }
    Ok(before)
}
