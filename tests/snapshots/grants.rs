//! The vesting program's instructions at their dearest, on LiteSVM with mainnet's features.

use groundswell_tests::{PlanGiven, list::crowd, plan::*, stage::address};
use serde_json::Value;

type Costs = serde_json::Map<String, Value>;

fn note(costs: &mut Costs, name: &str, cost: u64) {
    costs.insert(format!("vesting.{name}"), cost.into());
}

/// Wallets whose grants have an address that takes no tries to find: each try costs the same.
fn listed() -> PlanGiven {
    let mut entries = crowd(1_000);
    for (index, name) in ["alice", "bob", "carol"].iter().enumerate() {
        entries[index * 400].0 = address(name);
    }
    PlanGiven::over(entries).governed(1_000)
}

/// A withdrawal of a part, by the line, under a governor, to an account that exists; the opening
/// of a leaf below ten levels.
pub fn measure(costs: &mut Costs) {
    let plan = listed();
    let stage = &mut plan.funded();
    let mut opened = vec![];
    for index in [0, 1, 333, 400, 511, 682, 800, 999] {
        opened.push(plan.open_grant(stage, index).succeeds());
    }
    note(costs, "open_grant_10_levels", *opened.iter().min().unwrap());
    note(costs, "open_grant_10_levels_unlucky", *opened.iter().max().unwrap());
    stage.run(&["alice", "bob"].map(|name| plan.open_account(name)), &[]);
    stage.warp(CLIFF + 7);
    note(costs, "withdraw", plan.withdraw_only(stage, "alice").succeeds());
    note(costs, "cancel", plan.cancel(stage, "grantor", "bob").succeeds());
    note(costs, "forfeit", plan.forfeit(stage).succeeds());
}
