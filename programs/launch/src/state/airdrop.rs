//! What a launch asks of the lists its airdrops go to, and the books of those tranches.

use anchor_lang::prelude::*;
use distributor_program::state::{Distributor, Sink};
use groundswell_math::{
    charter::{Finding, Kind},
    terms::Terms,
};

use super::{Launch, TrancheRecord};
use crate::error::LaunchError;

impl Launch {
    /// Tranches that go to published lists, in the order of the charter.
    pub fn airdrops(&self) -> impl Iterator<Item = &TrancheRecord> {
        self.tranches().iter().filter(|tranche| tranche.kind() == Some(Kind::CommunityAirdrop))
    }

    /// Refuses a list, which lives at `at`, that is not what `tranche` promises.
    pub fn require_list(
        &self,
        tranche: &TrancheRecord,
        at: &Address,
        list: &Distributor,
    ) -> Result<()> {
        require!(*at == tranche.destination, LaunchError::AirdropAccount);
        require!(list.mint == self.base_mint, LaunchError::AirdropMint);
        require!(list.sum == tranche.amount, LaunchError::AirdropSum);
        // The next list's creator chooses who is on it: that would be a free receiver.
        require!(list.sink != Sink::Next as u8, LaunchError::AirdropSink);
        let open = list.is_every_vault(list.opened_vaults).is_ok_and(|open| open);
        require!(open, LaunchError::AirdropVault);
        Ok(())
    }

    /// The rule for the time that a list leaves its claimants.
    pub fn airdrop_findings(&self, list: &Distributor, visit: &mut dyn FnMut(Finding)) {
        Terms::airdrop_findings(self.closes_at, self.settle_grace, list.ends_at, visit);
    }

    /// Notes a list that was checked: where unsold tokens go, and until when it can be funded.
    pub fn note_list(&mut self, list: &Distributor) -> Result<()> {
        if self.airdrop_vault == Address::default() {
            self.airdrop_vault = *list.vault(0).map_err(|_| LaunchError::AirdropVault)?;
            self.airdrops_end_at = list.ends_at;
        }
        self.airdrops_end_at = self.airdrops_end_at.min(list.ends_at);
        Ok(())
    }

    /// The airdrop tranche number `index`, if it has not been funded.
    pub fn unfunded_airdrop(&self, index: u8) -> Result<TrancheRecord> {
        let tranche = self.tranches().get(usize::from(index)).ok_or(LaunchError::NoSuchTranche)?;
        require!(tranche.is_airdrop(), LaunchError::NotAnAirdrop);
        let funded = self.funded_tranches & bit(index) != 0;
        require!(!funded, LaunchError::AlreadyFunded);
        Ok(*tranche)
    }

    /// Books an airdrop's tranche that leaves.
    pub fn fund_tranche(&mut self, index: u8, amount: u64) -> Result<()> {
        self.funded_tranches |= bit(index);
        self.release_base(amount)
    }
}

/// The bit of a tranche. There are at most 16.
fn bit(tranche: u8) -> u64 {
    1u64.checked_shl(u32::from(tranche)).unwrap_or(0)
}
