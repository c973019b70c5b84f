//! The list of an airdrop.

use anyhow::Context;
use groundswell_sdk::{
    distributor::ListKeys,
    distributor_program::{CreateArgs, StepArgs, state::most_vault_levels},
    launch::LaunchKeys,
    list::{Dataset, List},
    pda,
};

use crate::plan::{AirdropPlan, Plan};

/// A list to be.
pub struct ListDraft {
    /// Place of its tranche in the charter.
    pub tranche: usize,
    /// Where its accounts will be.
    pub keys: ListKeys,
    /// What it is made with.
    pub args: CreateArgs,
    /// Rows and tree.
    pub list: List,
}

impl ListDraft {
    /// The list of `airdrop` with these rows.
    pub fn of(
        plan: &Plan,
        airdrop: &AirdropPlan,
        launch: &LaunchKeys,
        dataset: Dataset,
    ) -> anyhow::Result<ListDraft> {
        let (creator, mint) = (launch.creator, launch.base_mint);
        let (distributor, _) = pda::distributor(&mint, &creator, airdrop.number);
        let list = List::new(distributor, dataset)?;
        let facts = list.facts();
        let keys = ListKeys {
            creator,
            rent_payer: launch.rent_payer,
            mint,
            token_program: launch.base_token_program,
            distributor,
            count: facts.count,
            vault_levels: most_vault_levels(facts.count),
        };
        let (sink, sink_address) = airdrop.sink.of_program(launch.mandate);
        let steps = airdrop.steps(plan).into_iter();
        let args = CreateArgs {
            id: airdrop.number,
            root: facts.root,
            sum: facts.sum,
            count: facts.count,
            depth: u8::try_from(facts.depth).context("a tree is too deep")?,
            vault_levels: keys.vault_levels,
            dataset_sha256: facts.dataset_sha256,
            content: [vec![], vec![]],
            steps: steps
                .map(|s| StepArgs { unlocks_at: s.unlocks_at, share_bps: s.share_bps })
                .collect(),
            ends_at: airdrop.ends_at(plan),
            sink: sink as u8,
            sink_address,
        };
        Ok(ListDraft { tranche: airdrop.tranche, keys, args, list })
    }
}
