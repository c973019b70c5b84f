//! What the programs' instructions cost: compute units, read from the ledger's logs.

use std::collections::BTreeMap;

use groundswell_cluster::programs::PROGRAMS;

/// Counts transactions, and the compute units of each kind of instruction.
#[derive(Clone, Debug, Default)]
pub struct Meter {
    transactions: u64,
    /// By program and step.
    units: BTreeMap<(&'static str, &'static str), Vec<u64>>,
}

/// Compute units of one kind of instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// How many were sent.
    pub count: usize,
    /// The cheapest.
    pub min: u64,
    /// Half of them cost no more than this.
    pub median: u64,
    /// The dearest.
    pub max: u64,
    /// All of them together.
    pub sum: u64,
}

impl Meter {
    /// Counts a transaction that went through. Its step is metered if it called one of the
    /// programs: only that instruction, not what else the transaction holds.
    pub fn record(&mut self, step: &'static str, logs: &[String]) {
        self.transactions += 1;
        if let Some((program, units)) = consumed(logs) {
            self.units.entry((program, step)).or_default().push(units);
        }
    }

    /// Transactions that went through.
    pub fn transactions(&self) -> u64 {
        self.transactions
    }

    /// The cost of each kind of instruction, by program and name: `launch.claim`.
    pub fn costs(&self) -> Vec<(String, Cost)> {
        let kinds = self.units.iter();
        let kind = |(program, step): &(&str, &str)| format!("{program}.{step}");
        kinds.filter_map(|(name, units)| Some((kind(name), cost(units)?))).collect()
    }

    /// The cost of one kind of instruction. `None` if it was never sent.
    pub fn cost(&self, program: &'static str, step: &'static str) -> Option<Cost> {
        cost(self.units.get(&(program, step))?)
    }
}

fn cost(units: &[u64]) -> Option<Cost> {
    let mut sorted = units.to_vec();
    sorted.sort_unstable();
    Some(Cost {
        count: sorted.len(),
        min: *sorted.first()?,
        median: *sorted.get((sorted.len() - 1) / 2)?,
        max: *sorted.last()?,
        sum: sorted.iter().sum(),
    })
}

/// The first instruction of a known program in a transaction's logs: whose it is, and its
/// compute units.
fn consumed(logs: &[String]) -> Option<(&'static str, u64)> {
    PROGRAMS.iter().find_map(|known| {
        let start = format!("Program {} consumed ", known.address);
        let line = logs.iter().find_map(|line| line.strip_prefix(&start))?;
        Some((known.name, line.split(' ').next()?.parse().ok()?))
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use groundswell_sdk::{Address, distributor_program, program};

    use super::*;

    fn logs(program: Address, units: u64) -> Vec<String> {
        vec![
            "Program ComputeBudget111111111111111111111111111111 success".into(),
            "Program TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA consumed 7 of 9 compute units"
                .into(),
            format!("Program {program} consumed {units} of 200000 compute units"),
        ]
    }

    #[test]
    fn each_of_the_programs_is_metered_and_no_other() {
        let mut meter = Meter::default();
        for units in [30, 10, 20, 40] {
            meter.record("claim", &logs(program::ID, units));
        }
        meter.record("claim", &logs(distributor_program::ID, 7));
        meter.record("fund wallets", &logs(program::ID, 0)[..2]);

        assert_eq!(meter.transactions(), 6);
        let cost = Cost { count: 4, min: 10, median: 20, max: 40, sum: 100 };
        let other = Cost { count: 1, min: 7, median: 7, max: 7, sum: 7 };
        let costs = [("distributor.claim".to_owned(), other), ("launch.claim".to_owned(), cost)];
        assert_eq!(meter.costs(), costs);
        assert_eq!(meter.cost("launch", "claim"), Some(cost));
        assert_eq!(meter.cost("launch", "fund wallets"), None);
    }
}
