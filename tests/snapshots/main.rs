//! What things cost, measured on the released bytecode and kept in costs.json. `just costs`
//! writes the file anew; this test compares it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop right there")]

mod costs;
mod grants;
mod lists;
mod mandates;
mod syscalls;

use std::{fs, path::Path};

#[test]
fn costs_are_as_recorded() {
    let measured = serde_json::to_string_pretty(&costs::measure()).unwrap() + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots/costs.json");
    if std::env::var_os("GROUNDSWELL_WRITE_SNAPSHOTS").is_some() {
        fs::write(&path, &measured).unwrap();
    }
    let recorded = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(recorded, measured, "costs have changed: run `just costs` and look at the diff");
}

#[test]
fn costs_stay_under_their_targets() {
    let costs = costs::measure();
    for (name, target) in [
        ("launch.contribute", 8_000),
        ("launch.claim", 9_000),
        ("launch.settle", 15_000),
        ("distributor.claim", 8_000),
        ("distributor.claim_many_8_per_leaf", 5_000),
        ("vesting.withdraw", 8_000),
        ("vesting.open_grant_10_levels", 12_000),
        ("buyback.make_offer", 8_000),
        ("buyback.clear_64_ticks", 15_000),
        ("buyback.collect", 9_000),
    ] {
        let cost = costs["cu"][name].as_u64().unwrap();
        assert!(cost <= target, "{name} costs {cost} CU, more than {target}");
    }
    // At most 2.2 times what nobody can do without.
    let [claim, unavoidable] = ["claim", "claim_unavoidable"]
        .map(|name| costs["cu"][format!("distributor.{name}")].as_u64().unwrap());
    assert!(claim * 10 <= unavoidable * 22, "a claim costs {claim} CU, {unavoidable} unavoidable");
}
