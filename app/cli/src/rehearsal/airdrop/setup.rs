//! Every list with all its vaults and pages, and its tokens once the sale has settled.

use anyhow::Context;
use groundswell_sdk::{Address, math::bitmap};

use super::Airdrop;
use crate::rehearsal::Rehearsal;

impl Airdrop {
    /// Pages that record its claims.
    pub fn pages(&self) -> u32 {
        bitmap::pages(self.keys.count)
    }

    /// Every account of the list: itself, its vaults, its pages.
    pub fn everything(&self) -> impl Iterator<Item = Address> {
        let vaults = (0..self.keys.vault_count()).map(|number| self.keys.vault(number));
        let pages = (0..self.pages()).map(|number| self.keys.page(number));
        [self.keys.distributor].into_iter().chain(vaults).chain(pages)
    }
}

impl Rehearsal<'_> {
    /// Notes what the lists cost, now that they are made.
    pub fn note_lists(&mut self) {
        for airdrop in &mut self.airdrops {
            let accounts = airdrop.everything();
            airdrop.seen.rent = accounts.map(|at| self.ledger.lamports(&at)).sum();
        }
    }

    /// Moves an airdrop's tranche to its list, and activates it: a stranger does.
    pub(super) fn fund_list(&mut self, airdrop: &mut Airdrop) -> anyhow::Result<()> {
        let keys = &airdrop.keys;
        let tranche = u8::try_from(airdrop.plan.tranche).context("a tranche has no number")?;
        let (list, vaults) = (keys.distributor, keys.vault_count());
        let cranker = [&self.crew.cranker];
        let fund = self.keys.fund_airdrop(tranche, list, vaults);
        let before = self.ledger.balance(&self.keys.at.base_vault);
        self.ledger.send("fund_airdrop", &[fund], &cranker)?;
        let after = self.ledger.balance(&self.keys.at.base_vault);
        for vault in 0..vaults {
            self.ledger.send("activate", &[keys.activate(vault)], &cranker)?;
        }
        airdrop.seen.funded = before.saturating_sub(after);
        airdrop.seen.began_at = self.ledger.now();
        Ok(())
    }
}
