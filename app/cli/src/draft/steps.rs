//! The steps that make a launch, from its mint to its seal. Each is one transaction, and each can
//! be seen on the ledger once it is done.

use std::{borrow::Cow, collections::BTreeMap};

use anyhow::Context;
use groundswell_cluster::steps::{Done, Step};
use groundswell_sdk::{
    Address,
    distributor_program::state::Page,
    launch::LaunchKeys,
    math::{bitmap, charter::Kind, merkle::depth},
    program::{CreateArgs, TrancheArgs},
};
use solana_instruction::Instruction;

use super::{GovernorDraft, ListDraft, MandateDraft, PlanDraft};

/// A launch whose mint exists: everything that its charter is made of.
pub struct Charter<'a> {
    /// Where its accounts will be.
    pub keys: &'a LaunchKeys,
    /// Its terms, gate included.
    pub terms: CreateArgs,
    /// Its tranches, as the launch file has them.
    pub tranches: &'a [TrancheArgs],
    /// The airdrops' lists, in the order of the charter.
    pub lists: Vec<&'a ListDraft>,
    /// Bounds the insiders, if there are any.
    pub governor: Option<&'a GovernorDraft>,
    /// The plans of granted tranches, in the order of the charter.
    pub plans: Vec<&'a PlanDraft>,
    /// Pays the treasury.
    pub stream: &'a PlanDraft,
    /// Buys back.
    pub mandate: &'a MandateDraft,
}

impl Charter<'_> {
    /// Lists, plans, mandate, draft and seal, in an order in which each finds what it needs.
    pub fn steps(&self) -> anyhow::Result<Vec<Step>> {
        let mut steps = vec![];
        for list in &self.lists {
            steps.extend(list.steps()?);
        }
        if let Some(GovernorDraft { keys, args }) = self.governor {
            let create = keys.create_governor(*args);
            steps.push(step("create_governor", "the governor", create, keys.governor));
        }
        steps.extend(self.plans.iter().map(|plan| plan.step()));
        steps.push(self.stream.step());
        let create = self.mandate.keys.create_mandate(self.mandate.args.clone());
        let at = self.mandate.keys.mandate;
        steps.push(step("create_mandate", "the mandate of the buyback", create, at));
        steps.extend(self.draft_and_seal());
        Ok(steps)
    }

    fn draft_and_seal(&self) -> Vec<Step> {
        let (keys, whose, at) = (self.keys, "the charter", self.keys.at.launch);
        let lists = self.lists.iter().map(|list| (list.tranche, list.keys.distributor));
        let plans = self.plans.iter().filter_map(|plan| Some((plan.tranche?, plan.keys.plan)));
        let made: BTreeMap<usize, Address> = lists.chain(plans).collect();
        let mut steps = vec![step("create", whose, keys.create(self.terms.clone()), at)];
        for (index, tranche) in self.tranches.iter().enumerate() {
            let destination = match tranche.kind == Kind::Buyback as u8 {
                true => keys.mandate,
                false => made.get(&index).copied().unwrap_or(tranche.destination),
            };
            let add = keys.add_tranche(TrancheArgs { destination, ..*tranche });
            let done = Done::Tranches(at, index.saturating_add(1));
            let whose = Cow::Owned(format!("tranche {} of the charter", index.saturating_add(1)));
            steps.push(Step { name: "add_tranche", whose, instructions: vec![add], done });
        }
        let destinations: Vec<Address> = made.into_values().collect();
        let (creator_base, _) = keys.base_account(&keys.creator);
        let governor = self.governor.map(|governor| governor.keys.governor);
        let seal = keys.seal(creator_base, &destinations, governor);
        steps.push(Step { done: Done::Sealed(at), ..step("seal", whose, seal, at) });
        steps
    }
}

impl ListDraft {
    /// The list, with all its vaults and pages.
    fn steps(&self) -> anyhow::Result<Vec<Step>> {
        let ListDraft { keys, args, list, .. } = self;
        let whose = format!("the list of the airdrop, number {}", args.id);
        let about = |part: String| Cow::Owned(format!("{part} of {whose}"));
        let payer = keys.rent_payer;
        let tree = list.tree();
        let create = keys.create(args.clone());
        let mut steps = vec![step("create", whose.clone(), create, keys.distributor)];
        let below = depth(keys.count).saturating_sub(u32::from(keys.vault_levels));
        for vault in 0..keys.vault_count() {
            let position = u32::from(vault);
            let node = tree.node(below, position).context("a vault has no node")?;
            let proof = tree.proof(below, position).context("a vault has no proof")?;
            let open = keys.open_vault(payer, vault, node, &proof);
            let words = about(format!("vault {}", position + 1));
            steps.push(step("open_vault", words, open, keys.vault(vault)));
        }
        let bytes = u8::try_from(args.steps.len()).map_or(0, Page::space);
        let first = u8::try_from(args.steps.len()).map_or(0, Page::first_space);
        for page in 0..bitmap::pages(keys.count) {
            let (at, words) = (keys.page(page), || about(format!("page {}", page + 1)));
            steps.push(step("open_page", words(), keys.open_page(payer, page), at));
            if first < bytes {
                let done = Done::Bytes(at, bytes);
                let extend = step("extend_page", words(), keys.extend_page(page), at);
                steps.push(Step { done, ..extend });
            }
        }
        Ok(steps)
    }
}

impl PlanDraft {
    fn step(&self) -> Step {
        let whose = match self.tranche {
            Some(tranche) => {
                Cow::Owned(format!("the vesting plan of tranche {}", tranche.saturating_add(1)))
            }
            None => Cow::Borrowed("the treasury's stream"),
        };
        step("create_plan", whose, self.keys.create_plan(self.args.clone()), self.keys.plan)
    }
}

/// A step of one instruction that makes the account `at`.
fn step(
    name: &'static str,
    whose: impl Into<Cow<'static, str>>,
    instruction: Instruction,
    at: Address,
) -> Step {
    let done = Done::Exists(at);
    Step { name, whose: whose.into(), instructions: vec![instruction], done }
}
