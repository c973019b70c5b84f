//! Counts, kept for a document and compared on every run.

use serde_json::{Map, Value};
use std::{fs, path::Path, sync::Mutex};

static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Compares `measured` with what is recorded under `name`, or records it.
pub fn compare(name: &str, measured: Value) {
    let lock = ONE_AT_A_TIME.lock();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("properties/summary.json");
    let recorded = fs::read_to_string(&path).unwrap_or_default();
    let mut recorded: Map<String, Value> = serde_json::from_str(&recorded).unwrap_or_default();
    if std::env::var_os("GROUNDSWELL_WRITE_SNAPSHOTS").is_some() {
        recorded.insert(name.into(), measured.clone());
        fs::write(&path, serde_json::to_string_pretty(&recorded).unwrap() + "\n").unwrap();
    }
    drop(lock);
    assert_eq!(recorded.get(name), Some(&measured), "{name}: write the counts anew");
}
