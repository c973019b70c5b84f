//! The ledger against the rules, list by list: what was claimed, what the vaults held, what
//! left, and what everyone has.

use std::collections::BTreeMap;

use anyhow::Context;
use groundswell_sdk::{Address, distributor::decode_page};

use super::{Airdrop, outcome::Left};
use crate::rehearsal::{audit::same, grants::Vesting, ledger::Ledger};

impl Airdrop {
    /// Compares pages and vaults with what was claimed, before anything leaves.
    pub(super) fn check_before_the_end(&self, ledger: &Ledger) -> anyhow::Result<()> {
        let funded = self.seen.funded;
        if funded > 0 {
            same("the airdrop's tranche", funded, self.draft.list.dataset().sum())?;
        }
        let mut booked: u64 = 0;
        for number in 0..self.pages() {
            let page = ledger.data(&self.keys.page(number));
            let page = page.and_then(|data| decode_page(&data));
            booked += page.context("a page of the airdrop's list is missing")?.claimed;
        }
        same("claims by the pages' books", booked, self.claimed())?;

        for number in 0..self.keys.vault_count() {
            let entries = self.draft.list.dataset().entries().iter().zip(&self.claimed);
            let mut rest = if number == 0 { self.seen.added } else { 0 };
            for (index, ((_, amount), claimed)) in (0u32..).zip(entries) {
                if self.keys.vault_of(index) == number && funded > 0 {
                    rest += amount.saturating_sub(claimed.iter().sum());
                }
            }
            let held = ledger.balance(&self.keys.vault(number));
            same("an airdrop's vault", held, rest)?;
        }
        Ok(())
    }

    /// Compares what left with what nobody claimed.
    pub(super) fn check_what_left(&self, left: &Left) -> anyhow::Result<()> {
        let rest = self.seen.funded.saturating_sub(self.claimed()) + self.seen.added;
        same("unclaimed tokens burned", left.burned, rest)
    }
}

/// Compares what every listed wallet holds with what it claimed, over all lists, and what its
/// grants paid.
pub fn check_holdings(
    ledger: &Ledger,
    airdrops: &[Airdrop],
    vesting: &Vesting,
) -> anyhow::Result<()> {
    let mut holdings: BTreeMap<Address, u64> = BTreeMap::new();
    for airdrop in airdrops {
        for (account, claimed) in airdrop.accounts.iter().zip(&airdrop.claimed) {
            *holdings.entry(*account).or_default() += claimed.iter().sum::<u64>();
        }
    }
    for (account, claimed) in holdings {
        let whose = || format!("token account {account}");
        let owed = claimed + vesting.paid_to(&account);
        same("tokens of a listed wallet", ledger.balance(&account), owed).with_context(whose)?;
    }
    Ok(())
}
