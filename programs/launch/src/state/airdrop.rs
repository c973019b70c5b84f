//! What a launch asks of the lists its airdrops go to, and what it notes of them.

use anchor_lang::prelude::*;
use distributor_program::state::{Distributor, Sink};
use groundswell_math::{charter::Finding, terms::Terms};

use super::{Launch, TrancheRecord};
use crate::error::LaunchError;

impl Launch {
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
        let last = list.steps().last().map_or(list.ends_at, |step| step.unlocks_at);
        Terms::airdrop_findings(self.closes_at, self.settle_grace, last, list.ends_at, visit);
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
}
