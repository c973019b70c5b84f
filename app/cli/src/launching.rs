//! A launch for good: what has to be known before its first step, and the steps themselves.

mod ready;

use anyhow::{Context, Result, bail, ensure};
use groundswell_cluster::{Chain, programs::PROGRAMS, steps::Step, view};
use groundswell_sdk::{
    Address,
    allowlist::Allowlist,
    launch::{LaunchKeys, decode_launch},
    math::charter::Kind,
    program::{self, CreateArgs},
};
use sha2::{Digest, Sha256};

use crate::{
    draft::{self, Charter, GovernorDraft, ListDraft, MandateDraft, PlanDraft},
    plan::{AirdropPlan, GatePlan, GrantsPlan, Plan},
    rules,
};
pub use ready::{require_affordable, require_ready};

/// A launch whose every transaction is known.
pub struct Launching {
    /// Where its accounts are.
    pub keys: LaunchKeys,
    /// From the mint to the seal.
    pub steps: Vec<Step>,
}

impl Launching {
    /// The launch of `plan` by `creator`, with this mint. `rent` tells the rent of so many bytes.
    pub fn of(
        plan: &Plan,
        creator: Address,
        mint: Address,
        rent: &dyn Fn(usize) -> Result<u64>,
    ) -> Result<Launching> {
        let path = plan.path.display();
        let quote_mint = plan.quote_mint.with_context(|| {
            format!(
                "{path}: [quote] has no `mint`, expected the address of the token that \
                 contributors pay with"
            )
        })?;
        let recipient = plan.treasury.recipient.with_context(|| {
            format!("{path}: [treasury] has no `recipient`, expected the wallet that is paid")
        })?;
        let keys = draft::keys(plan, creator, mint, quote_mint);
        let lists = plan.airdrops.iter().map(|airdrop| list(plan, airdrop, &keys));
        let lists: Vec<ListDraft> = lists.collect::<Result<_>>()?;
        let plans = plan.grants.iter().map(|grants| granted(plan, grants, &keys));
        let plans: Vec<PlanDraft> = plans.collect::<Result<_>>()?;
        let governor = GovernorDraft::of(plan, &keys);
        let charter = Charter {
            keys: &keys,
            terms: terms(plan, &keys)?,
            tranches: &plan.tranches,
            lists: lists.iter().collect(),
            governor: governor.as_ref(),
            plans: plans.iter().collect(),
            stream: &draft::stream(plan, &keys, recipient),
            mandate: &MandateDraft::of(plan, &keys),
        };
        let mut steps = vec![draft::mint_with_supply(plan, &keys, rent)?];
        steps.extend(charter.steps()?);
        Ok(Launching { keys, steps })
    }

    /// Hash of all transactions: what was begun is what goes on.
    pub fn fingerprint(&self) -> String {
        let mut hasher = Sha256::new();
        for instruction in self.steps.iter().flat_map(|step| &step.instructions) {
            hasher.update(instruction.program_id);
            for meta in &instruction.accounts {
                hasher.update(meta.pubkey);
                hasher.update([u8::from(meta.is_signer), u8::from(meta.is_writable)]);
            }
            hasher.update(instruction.data.len().to_le_bytes());
            hasher.update(&instruction.data);
        }
        hex::encode(hasher.finalize())
    }
}

fn list(plan: &Plan, airdrop: &AirdropPlan, keys: &LaunchKeys) -> Result<ListDraft> {
    let dataset = airdrop.list.clone().with_context(|| {
        format!(
            "{}: {} names no list, expected `list = \"airdrop.csv\"`: who gets it is published \
             before the charter is sealed",
            plan.path.display(),
            rules::tranche_name(plan, airdrop.tranche)
        )
    })?;
    ListDraft::of(plan, airdrop, keys, dataset)
}

fn granted(plan: &Plan, grants: &GrantsPlan, keys: &LaunchKeys) -> Result<PlanDraft> {
    if let Some(given) = &grants.grants {
        let entries = given.dataset().entries().iter();
        let rows: Vec<_> =
            entries.map(|(wallet, amount)| (Address::new_from_array(*wallet), *amount)).collect();
        return PlanDraft::of(plan, grants, keys, &rows, true);
    }
    if grants.kind(plan).is_some_and(Kind::is_listed) {
        bail!(
            "{}: {} names no grants, expected `grants = \"grants.csv\"`: who gets it is published \
             before the charter is sealed",
            plan.path.display(),
            rules::tranche_name(plan, grants.tranche)
        );
    }
    // Its grantor makes the grants, of up to all of it each.
    let all = [(Address::default(), grants.amount(plan))];
    PlanDraft::of(plan, grants, keys, &all, false)
}

fn terms(plan: &Plan, keys: &LaunchKeys) -> Result<CreateArgs> {
    let mut terms = plan.terms.clone();
    if let GatePlan::Allowlist(entries) = &plan.gate {
        let list = Allowlist::new(&keys.at.launch, entries).context("the allowlist")?;
        draft::name_allowlist(&mut terms, &list);
    }
    Ok(terms)
}
