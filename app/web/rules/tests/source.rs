//! The committed WebAssembly and its sources belong together.
//!
//! `just rules` builds it anew and writes the hash.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop right there")]

use std::{fs, path::Path};

#[test]
fn the_module_was_built_from_these_sources() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let stamp = here.join("../src/rules/rules.source");
    let folders = ["app/web/rules", "crates/math"];
    let hash = groundswell_programs::folders_hash(&here.join("../../.."), &folders).unwrap();
    if std::env::var_os("GROUNDSWELL_STAMP_RULES").is_some() {
        fs::write(&stamp, &hash).unwrap();
    }
    let stamped = fs::read_to_string(&stamp).unwrap_or_default();
    assert_eq!(stamped, hash, "run 'just rules' and commit app/web/src/rules");
}
