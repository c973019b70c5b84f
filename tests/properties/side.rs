//! One of the two launches: where it is, what should have become of it, and what was done.

use groundswell_sdk::{Address, buyback::MandateKeys, launch::LaunchKeys};
use groundswell_tests::{Given, List, PlanGiven};
use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Model, Name};

/// One launch: where it is, and what should have become of it.
pub struct Side {
    pub keys: LaunchKeys,
    pub given: Given,
    pub model: Model,
    /// Its plans, then its stream, then the standalone plan.
    pub plans: Vec<PlanGiven>,
    pub list: List,
    pub mandate: MandateKeys,
    /// Where grants are, and contributions.
    pub grants: BTreeMap<(usize, Name), Address>,
    pub contributions: BTreeMap<Name, Address>,
    /// Every account that its steps named.
    pub seen: BTreeSet<Address>,
    /// What succeeded, of which plan.
    pub done: BTreeSet<(Name, usize)>,
}

impl Side {
    /// Whether a step that is about no plan has succeeded.
    pub fn did(&self, name: Name) -> bool {
        self.done.contains(&(name, 0))
    }

    /// Whether a plan has what it promises.
    pub fn funded(&self, plan: usize) -> bool {
        ["count plan", "fund plan alone", "top up"]
            .iter()
            .any(|name| self.done.contains(&(*name, plan)))
    }

    /// Whether a plan is no more.
    pub fn closed(&self, plan: usize) -> bool {
        ["close plan", "give up"].iter().any(|name| self.done.contains(&(*name, plan)))
    }
}
