//! The published lists: the one thing that a ledger holds no more than a hash of.

use std::collections::BTreeMap;

use groundswell_sdk::{Address, list::List};

/// Lists by the distributor or plan that they belong to.
#[derive(Default)]
pub struct Files(BTreeMap<Address, List>);

impl Files {
    /// These lists. Whether each is the one that its account commits to is for whoever read it to
    /// find out: a proof of another is refused.
    pub fn of(lists: impl IntoIterator<Item = List>) -> Files {
        Files(lists.into_iter().map(|list| (list.facts().distributor, list)).collect())
    }

    /// The list of the distributor or plan at `at`.
    pub fn list(&self, at: &Address) -> Option<&List> {
        self.0.get(at)
    }
}
