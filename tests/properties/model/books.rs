//! Every token account by its label, `TOKEN/HOLDER`, and all that ever moved between any two.

use std::collections::BTreeMap;

#[derive(Clone, Default)]
pub struct Books {
    pub held: BTreeMap<String, u128>,
    moved: BTreeMap<(String, String), u128>,
}

impl Books {
    /// Units there.
    pub fn of(&self, label: &str) -> u128 {
        self.held.get(label).copied().unwrap_or(0)
    }

    /// Units that ever moved so.
    pub fn moved(&self, from: &str, to: &str) -> u128 {
        self.moved.get(&(from.into(), to.into())).copied().unwrap_or(0)
    }

    /// Moves units, which must be there.
    pub fn pay(&mut self, from: &str, to: &str, units: u128) {
        let there = self.held.entry(from.into()).or_default();
        *there = there.checked_sub(units).unwrap_or_else(|| panic!("{from} lacks some of {units}"));
        *self.moved.entry((from.into(), to.into())).or_default() += units;
        *self.held.entry(to.into()).or_default() += units;
    }

    /// Moves what is due in all, less what moved so before.
    pub fn settle(&mut self, from: &str, to: &str, due: u128) {
        self.pay(from, to, due - self.moved(from, to));
    }

    /// Moves all there is.
    pub fn empty(&mut self, from: &str, to: &str) {
        self.pay(from, to, self.of(from));
    }
}

/// Label of another holder's account of the same token.
pub fn beside(label: &str, holder: &str) -> String {
    format!("{}/{holder}", label.split('/').next().unwrap_or_default())
}
