//! What the program's instructions cost: compute units, read from the ledger's logs.

use std::collections::BTreeMap;

use groundswell_sdk::program;

/// Counts transactions, and the compute units of each kind of instruction.
#[derive(Clone, Debug, Default)]
pub struct Meter {
    transactions: u64,
    units: BTreeMap<&'static str, Vec<u64>>,
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
}

impl Meter {
    /// Counts a transaction that went through. Its step is metered if it called the launch
    /// program: only that instruction, not what else the transaction holds.
    pub fn record(&mut self, step: &'static str, logs: &[String]) {
        self.transactions += 1;
        if let Some(units) = consumed(logs) {
            self.units.entry(step).or_default().push(units);
        }
    }

    /// Transactions that went through.
    pub fn transactions(&self) -> u64 {
        self.transactions
    }

    /// The cost of each kind of instruction, by name.
    pub fn costs(&self) -> Vec<(&'static str, Cost)> {
        self.units.iter().filter_map(|(step, units)| Some((*step, cost(units)?))).collect()
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
    })
}

/// Compute units of the launch program's instruction in a transaction's logs.
fn consumed(logs: &[String]) -> Option<u64> {
    let start = format!("Program {} consumed ", program::ID);
    let line = logs.iter().find_map(|line| line.strip_prefix(&start))?;
    line.split(' ').next()?.parse().ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn logs(units: u64) -> Vec<String> {
        vec![
            "Program ComputeBudget111111111111111111111111111111 success".into(),
            "Program TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA consumed 7 of 9 compute units"
                .into(),
            format!("Program {} consumed {units} of 200000 compute units", program::ID),
        ]
    }

    #[test]
    fn only_the_launch_program_is_metered() {
        let mut meter = Meter::default();
        for units in [30, 10, 20, 40] {
            meter.record("claim", &logs(units));
        }
        meter.record("fund", &logs(0)[..2]);

        assert_eq!(meter.transactions(), 5);
        let cost = Cost { count: 4, min: 10, median: 20, max: 40 };
        assert_eq!(meter.costs(), [("claim", cost)]);
    }
}
