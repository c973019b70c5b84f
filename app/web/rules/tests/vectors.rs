//! What the page's tests compare the WebAssembly with: inputs, and what `crates/math` makes of them.
//! Numbers of 64 bits and more are decimal texts.
//!
//! `GROUNDSWELL_WRITE_SNAPSHOTS=1 cargo test -p groundswell-web-rules --test vectors` writes the
//! file anew; look at the diff.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop right there")]

#[path = "vectors/charter.rs"]
mod charter;
#[path = "vectors/mandate.rs"]
mod mandate;
#[path = "vectors/sale.rs"]
mod sale;
#[path = "vectors/supply.rs"]
mod supply;
#[path = "vectors/terms.rs"]
mod terms;
#[path = "vectors/vesting.rs"]
mod vesting;

use std::{fs, path::Path};

use serde_json::{Value, json};

#[test]
fn the_file_is_what_the_rules_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors.json");
    let vectors = json!({
        "charter": charter::vectors(),
        "mandate": mandate::vectors(),
        "sale": sale::vectors(),
        "supply": supply::vectors(),
        "terms": terms::vectors(),
        "vesting": vesting::vectors(),
    });
    let written = serde_json::to_string_pretty(&vectors).unwrap() + "\n";
    if std::env::var_os("GROUNDSWELL_WRITE_SNAPSHOTS").is_some() {
        fs::write(&path, &written).unwrap();
    }
    let recorded: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!(recorded, vectors, "write it anew and look at the diff");
}

fn text(number: impl ToString) -> String {
    number.to_string()
}

fn texts<T: ToString>(numbers: &[T]) -> Vec<String> {
    numbers.iter().map(ToString::to_string).collect()
}
