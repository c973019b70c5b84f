//! The launch of the demo: what it is made of, and its making.

use std::{
    fs::{self, File},
    io::BufWriter,
    path::Path,
};

use anyhow::Context;
use groundswell::{
    draft::{self, ListDraft, MandateDraft, PlanDraft},
    launching::Launching,
    plan::{GrantsPlan, Plan},
};
use groundswell_sdk::{
    Address,
    grants::PlanFacts,
    launch::LaunchKeys,
    list::{Dataset, List},
    math::charter::Kind,
};
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{folder::plan_name, send::Hand};
use crate::{Localnet, key};

/// What a plan's folder has besides its list.
const PLAN: &str = "plan.json";

/// A launch with everything it is made of.
pub struct Made {
    /// What its file says.
    pub plan: Plan,
    /// Where its accounts are.
    pub keys: LaunchKeys,
    /// The airdrops' lists.
    pub lists: Vec<ListDraft>,
    /// The vesting plans, with the names of their folders.
    pub plans: Vec<(String, PlanDraft)>,
    /// Pays the treasury.
    pub stream: PlanDraft,
    /// Buys back.
    pub mandate: MandateDraft,
}

impl Made {
    /// Everything of a launch by `plan`, of which nothing is on the ledger yet.
    pub fn of(localnet: &Localnet, plan: Plan) -> anyhow::Result<Made> {
        let (creator, mint) = (key("creator").pubkey(), key("base mint").pubkey());
        let keys = draft::keys(&plan, creator, mint, localnet.quote.mint);
        let list = |airdrop: &groundswell::plan::AirdropPlan| {
            let dataset = airdrop.list.clone().context("an airdrop has no list")?;
            ListDraft::of(&plan, airdrop, &keys, dataset)
        };
        let granted = |grants: &GrantsPlan| {
            let given = grants.grants.as_ref().context("a plan has no grants")?;
            let rows = rows(given.dataset());
            let draft = PlanDraft::of(&plan, grants, &keys, &rows, true)?;
            Ok((plan_name(&plan, grants), draft))
        };
        Ok(Made {
            lists: plan.airdrops.iter().map(list).collect::<anyhow::Result<_>>()?,
            plans: plan.grants.iter().map(granted).collect::<anyhow::Result<_>>()?,
            stream: draft::stream(&plan, &keys, localnet.wallet("treasury")?.address()),
            mandate: MandateDraft::of(&plan, &keys),
            keys,
            plan,
        })
    }

    /// Makes the mint and the launch, sealed, by the steps that `groundswell launch` takes.
    pub fn send(&self, localnet: &Localnet, hand: &Hand) -> anyhow::Result<()> {
        let (creator, mint) = (key("creator"), key("base mint"));
        let rent = |bytes| Ok(localnet.ledger.rent(bytes));
        let launching = Launching::of(&self.plan, creator.pubkey(), mint.pubkey(), &rent)?;
        for step in launching.steps {
            let is_of_mint = |at: &Instruction| {
                at.accounts.iter().any(|meta| meta.is_signer && meta.pubkey == mint.pubkey())
            };
            let signs = step.instructions.iter().any(is_of_mint);
            let signers: &[&Keypair] = if signs { &[&creator, &mint] } else { &[&creator] };
            hand.send(step.name, &step.whose, step.instructions, signers)?;
        }
        Ok(())
    }

    /// Publishes every list in a folder of its own, as a web server would have it.
    pub fn publish(&self, dir: &Path) -> anyhow::Result<()> {
        for list in &self.lists {
            publish(&list.list, &dir.join(list_name(list)))?;
        }
        for ((name, draft), grants) in self.plans.iter().zip(&self.plan.grants) {
            let Some(list) = &draft.list else { continue };
            let folder = dir.join(name);
            publish(list, &folder)?;
            let path = folder.join(PLAN);
            let what = || format!("cannot write {}", path.display());
            let file = File::create(&path).with_context(what)?;
            self.facts_of(grants, draft).write(BufWriter::new(file)).with_context(what)?;
        }
        Ok(())
    }

    /// What `plan.json` says of a plan.
    fn facts_of(&self, grants: &GrantsPlan, draft: &PlanDraft) -> PlanFacts {
        let PlanDraft { keys, args, .. } = draft;
        PlanFacts {
            plan: keys.plan,
            vault: keys.vault(),
            mint: keys.mint,
            grantor: keys.grantor,
            id: args.id,
            decimals: self.plan.base_decimals,
            kind: grants.kind(&self.plan).unwrap_or(Kind::Treasury),
            total: args.total,
            largest: args.largest,
            count: args.count,
            root: args.root,
            dataset_sha256: args.dataset_sha256,
            price: args.price,
            needs_disclosure: args.needs_disclosure,
            schedule: grants.schedule(&self.plan),
        }
    }
}

/// What the folder of an airdrop's list is called.
pub fn list_name(list: &ListDraft) -> String {
    format!("airdrop-{}", list.args.id)
}

/// The wallets of a list and what each gets.
pub fn rows(dataset: &Dataset) -> Vec<(Address, u64)> {
    let row = |(wallet, amount): &([u8; 32], u64)| (Address::new_from_array(*wallet), *amount);
    dataset.entries().iter().map(row).collect()
}

fn publish(list: &List, dir: &Path) -> anyhow::Result<()> {
    for part in list.parts() {
        let path = dir.join(part.path());
        let what = || format!("cannot write {}", path.display());
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).with_context(what)?;
        }
        let file = File::create(&path).with_context(what)?;
        part.write(list, BufWriter::new(file)).with_context(what)?;
    }
    Ok(())
}
