//! Who contributes to the demo: wallets drawn as a rehearsal draws them, each with its own key and
//! the quote tokens to do so.

use anyhow::{Context, ensure};
use groundswell::{
    contributors,
    plan::{ContributorsPlan, Plan, SamplePlan},
    sample,
};
use groundswell_sdk::{Address, launch::LaunchKeys, program::ContributeArgs};

use super::send::Hand;
use crate::{Localnet, key};

/// One contributor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contributor {
    /// What its wallet is called.
    pub name: String,
    /// Its address.
    pub address: Address,
    /// Where it keeps quote tokens.
    pub quote: Address,
    /// What it contributes (quote units).
    pub amount: u64,
    /// The tick it bids at.
    pub tick: u8,
}

/// Draws `count` contributors for a plan's sale and gives each twice what it contributes.
pub fn gather(
    localnet: &mut Localnet,
    plan: &Plan,
    count: u32,
) -> anyhow::Result<Vec<Contributor>> {
    let rows = match &plan.contributors {
        Some(ContributorsPlan::Csv(path)) => contributors::read(path, plan)?,
        Some(ContributorsPlan::Sample(sample)) => {
            sample::draw(plan, &smaller(plan, sample, count))?
        }
        None => vec![],
    };
    ensure!(
        !rows.is_empty(),
        "{}: nobody contributes: say in [rehearsal] who does",
        plan.path.display()
    );
    let mut crowd = Vec::with_capacity(rows.len());
    for row in rows.iter().filter(|row| row.amount > 0) {
        let name = format!("contributor {}", crowd.len() + 1);
        let address = localnet.open(&name)?;
        let amount = u64::try_from(row.amount).context("a contribution exceeds 64 bits")?;
        localnet.quote.give(&localnet.ledger, &address, amount.saturating_mul(2))?;
        let quote = localnet.quote.account_of(&address);
        crowd.push(Contributor { name, address, quote, amount, tick: row.tick });
    }
    Ok(crowd)
}

/// The sample of a plan with fewer wallets, who bring no more than half of what they may.
fn smaller(plan: &Plan, sample: &SamplePlan, count: u32) -> SamplePlan {
    let wallets = count.min(sample.wallets);
    let most = plan.terms.wallet_max.saturating_mul(wallets.into()) / 2;
    SamplePlan { wallets, total: sample.total.min(most), ..sample.clone() }
}

/// Has one of them contribute.
pub fn contribute(hand: &Hand, keys: &LaunchKeys, who: &Contributor) -> anyhow::Result<()> {
    let args = ContributeArgs { amount: who.amount, tick: who.tick, proof: None };
    let contribute = keys.contribute(who.address, who.address, who.quote, None, args);
    hand.send("contribute", &who.name, vec![contribute], &[&key(&who.name)])
}
