//! Every token account by its label, `TOKEN/HOLDER`, and all that ever moved between any two.

use std::collections::BTreeMap;

#[derive(Clone, Default)]
pub struct Books {
    held: BTreeMap<String, u128>,
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

    /// Units that ever left.
    pub fn left(&self, from: &str) -> u128 {
        self.moved.iter().filter(|(way, _)| way.0 == from).map(|(_, amount)| amount).sum()
    }

    /// Units that strangers gave.
    pub fn gifts(&self, to: &str) -> u128 {
        self.moved(&gift(to), to)
    }

    /// Units out of nothing.
    pub fn issue(&mut self, to: &str, amount: u128) {
        *self.held.entry(to.into()).or_default() += amount;
    }

    /// Moves units, which must be there.
    pub fn pay(&mut self, from: &str, to: &str, amount: u128) {
        let there = self.held.entry(from.into()).or_default();
        *there =
            there.checked_sub(amount).unwrap_or_else(|| panic!("{from} has {there}, not {amount}"));
        *self.moved.entry((from.into(), to.into())).or_default() += amount;
        self.issue(to, amount);
    }

    /// Pays all there is.
    pub fn empty(&mut self, from: &str, to: &str) {
        self.pay(from, to, self.of(from));
    }
}

/// Where gifts of a label's token come from.
pub fn gift(label: &str) -> String {
    format!("{}/gift", label.split('/').next().unwrap_or_default())
}
