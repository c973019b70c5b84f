//! tests/hostile/summary.json: how many cases of each attack there are, and what became of them.
//! `GROUNDSWELL_WRITE_SNAPSHOTS=1` writes it anew.

use serde_json::{Map, Value, to_string_pretty};
use std::{env, fs, path::Path};

use crate::calls::all;

#[test]
fn the_counts_are_as_recorded() {
    let mut attacks = Map::new();
    for case in all() {
        let none = || Value::Object(Map::new());
        let outcomes = attacks.entry(case.attack).or_insert_with(none).as_object_mut().unwrap();
        let count = outcomes.get(&case.outcome).and_then(Value::as_u64).unwrap_or_default();
        outcomes.insert(case.outcome.clone(), (count + 1).into());
    }
    let measured = to_string_pretty(&attacks).unwrap() + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("hostile/summary.json");
    if env::var_os("GROUNDSWELL_WRITE_SNAPSHOTS").is_some() {
        fs::write(&path, &measured).unwrap();
    }
    let recorded = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(recorded, measured);
}
