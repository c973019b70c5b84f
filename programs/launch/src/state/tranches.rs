//! The books of tranches that leave for the accounts that pay them out.

use anchor_lang::prelude::*;

use super::{Launch, TrancheRecord};
use crate::error::LaunchError;

impl Launch {
    /// Tranche number `index`, if it has not been funded.
    pub fn unfunded(&self, index: u8) -> Result<TrancheRecord> {
        let tranche = self.tranches().get(usize::from(index)).ok_or(LaunchError::NoSuchTranche)?;
        let funded = self.funded_tranches & bit(index) != 0;
        require!(!funded, LaunchError::AlreadyFunded);
        Ok(*tranche)
    }

    /// Books a tranche that leaves.
    pub fn fund_tranche(&mut self, index: u8, amount: u64) -> Result<()> {
        self.funded_tranches |= bit(index);
        self.release_base(amount)
    }
}

/// The bit of a tranche. There are at most 16.
fn bit(tranche: u8) -> u64 {
    1u64.checked_shl(u32::from(tranche)).unwrap_or(0)
}
