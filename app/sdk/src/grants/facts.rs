//! A plan in facts: `plan.json`.

use std::io::{self, Write};

use groundswell_math::charter::Kind;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use solana_address::Address;

use super::{Grants, PLAN_KINDS, PlanSchedule, kind_name};
use crate::{
    list::{
        Facts,
        facts::{base58, write_json},
        leaf::digits,
    },
    pda,
};

/// What a grantor decides about a plan beside its list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanOf {
    /// Which token it pays.
    pub mint: Address,
    /// Who makes it.
    pub grantor: Address,
    /// The grantor's number for it on this mint.
    pub id: u64,
    /// Which tranche of a charter it is.
    pub kind: Kind,
    /// When it vests.
    pub schedule: PlanSchedule,
    /// Decimals that amounts are shown with; 0 shows base units.
    pub decimals: u8,
}

impl PlanOf {
    /// Where the plan is: its leaves name this address.
    pub fn address(&self) -> Address {
        pda::plan(&self.mint, &self.grantor, self.id)
    }
}

/// Everything `create_plan` is told that follows from the list and from what the grantor decided
/// when it was built. Amounts are base units, written as strings of digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanFacts {
    /// Where the plan is.
    #[serde(with = "base58")]
    pub plan: Address,
    /// Where its tokens are.
    #[serde(with = "base58")]
    pub vault: Address,
    /// Which token it pays.
    #[serde(with = "base58")]
    pub mint: Address,
    /// Who makes it.
    #[serde(with = "base58")]
    pub grantor: Address,
    /// The grantor's number for it on this mint.
    #[serde(with = "digits")]
    pub id: u64,
    /// Decimals that amounts are shown with; 0 shows base units.
    pub decimals: u8,
    /// Which tranche of a charter it is.
    #[serde(with = "kind")]
    pub kind: Kind,
    /// All grants together.
    #[serde(with = "digits")]
    pub total: u64,
    /// The largest grant.
    #[serde(with = "digits")]
    pub largest: u64,
    /// How many grants there are.
    pub count: u32,
    /// Hash of the tree's root.
    #[serde(with = "hex::serde")]
    pub root: [u8; 32],
    /// SHA-256 of the canonical CSV.
    #[serde(with = "hex::serde")]
    pub dataset_sha256: [u8; 32],
    /// Quote units that the whole sale would cost at the recipients' price.
    #[serde(with = "digits")]
    pub price: u64,
    /// Whether the first withdrawal waits for a disclosure.
    pub needs_disclosure: bool,
    /// When it vests (seconds since time zero).
    pub schedule: PlanSchedule,
}

impl PlanFacts {
    /// The facts of a plan with these grants, whose list has this `root`.
    pub fn of(plan: &PlanOf, grants: &Grants, root: [u8; 32]) -> PlanFacts {
        let PlanOf { mint, grantor, id, kind, decimals, .. } = *plan;
        let address = plan.address();
        let dataset = grants.dataset();
        PlanFacts {
            plan: address,
            vault: pda::plan_vault(&address),
            mint,
            grantor,
            id,
            decimals,
            kind,
            total: dataset.sum(),
            largest: grants.largest(),
            // A dataset has no more rows than leaves can be numbered.
            count: u32::try_from(dataset.entries().len()).unwrap_or(u32::MAX),
            root,
            dataset_sha256: dataset.sha256(),
            price: grants.price(),
            needs_disclosure: grants.needs_disclosure(),
            schedule: plan.schedule.clone(),
        }
    }

    /// The first thing they say that cannot be: an address that does not follow, a schedule that
    /// the program refuses.
    pub fn fault(&self) -> Option<&'static str> {
        let plan = pda::plan(&self.mint, &self.grantor, self.id);
        if plan != self.plan {
            return Some("`plan` is not the address of this mint, grantor and id");
        }
        if pda::plan_vault(&plan) != self.vault {
            return Some("`vault` is not the vault of the plan");
        }
        if !(1..=self.total).contains(&self.largest) {
            return Some("`largest` is not between 1 and `total`");
        }
        self.schedule.check().err().map(|_| "`schedule` is one that the program refuses")
    }

    /// Whether the list with these facts is the one the plan commits to.
    pub fn is_of(&self, list: &Facts) -> bool {
        let mine = (self.plan, self.root, self.total, self.count, self.dataset_sha256);
        mine == (list.distributor, list.root, list.sum, list.count, list.dataset_sha256)
    }

    /// Reads `plan.json`: these keys and no others.
    pub fn from_json(json: &[u8]) -> serde_json::Result<PlanFacts> {
        serde_json::from_slice(json)
    }

    /// Writes `plan.json`.
    pub fn write(&self, out: impl Write) -> io::Result<()> {
        write_json(self, out)
    }
}

mod kind {
    use super::*;

    pub fn serialize<S: Serializer>(kind: &Kind, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(kind_name(*kind))
    }

    pub fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<Kind, D::Error> {
        let text = String::deserialize(from)?;
        let kind = PLAN_KINDS.iter().find(|(name, _)| *name == text).map(|(_, kind)| *kind);
        kind.ok_or_else(|| D::Error::custom(format!("\"{text}\" is no kind of plan")))
    }
}
