//! Before the charter is sealed: every list with all its vaults and pages. After the sale has
//! settled: its tokens.

use anyhow::Context;
use groundswell_sdk::{
    Address,
    distributor::ListKeys,
    distributor_program::{CreateArgs, state::Page},
    math::{
        bitmap,
        merkle::{Tree, depth},
    },
};
use solana_signer::Signer;

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
    /// Makes every list. The creator pays.
    pub fn make_lists(&mut self) -> anyhow::Result<()> {
        let mut airdrops = std::mem::take(&mut self.airdrops);
        for airdrop in &mut airdrops {
            self.make_list(&airdrop.keys, &airdrop.args, airdrop.list.tree())?;
            let accounts = airdrop.everything();
            airdrop.seen.rent = accounts.map(|at| self.ledger.lamports(&at)).sum();
        }
        self.airdrops = airdrops;
        Ok(())
    }

    fn make_list(&mut self, keys: &ListKeys, args: &CreateArgs, tree: &Tree) -> anyhow::Result<()> {
        let (ledger, creator) = (&mut self.ledger, &self.crew.creator);
        let payer = creator.pubkey();
        let whose = || format!("the list of the airdrop, number {}", args.id);
        let signers = [creator];
        ledger.send("create", &[keys.create(args.clone())], &signers).with_context(whose)?;
        let below = depth(keys.count).saturating_sub(u32::from(keys.vault_levels));
        for vault in 0..keys.vault_count() {
            let position = u32::from(vault);
            let node = tree.node(below, position).context("a vault has no node")?;
            let proof = tree.proof(below, position).context("a vault has no proof")?;
            let open = keys.open_vault(payer, vault, node, &proof);
            ledger.send("open_vault", &[open], &signers).with_context(whose)?;
        }
        let steps = u8::try_from(args.steps.len()).unwrap_or(u8::MAX);
        for page in 0..bitmap::pages(keys.count) {
            let open = keys.open_page(payer, page);
            ledger.send("open_page", &[open], &signers).with_context(whose)?;
            if Page::first_space(steps) < Page::space(steps) {
                let extend = keys.extend_page(page);
                ledger.send("extend_page", &[extend], &signers).with_context(whose)?;
            }
        }
        Ok(())
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
