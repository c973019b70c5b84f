//! Every instruction that the sources declare is one that a walk has sent, and that succeeded.

use groundswell_sdk::Address;
use groundswell_tests::ledger::program_id;
use sha2::{Digest, Sha256};
use std::{collections::BTreeSet, fs, path::Path};

/// `sent` holds the first bytes of what succeeded.
pub fn all_are_among(sent: &BTreeSet<(Address, Vec<u8>)>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../programs");
    let mut missing = vec![];
    for program in groundswell_programs::ALL {
        let source = fs::read_to_string(root.join(program.name).join("src/lib.rs")).unwrap();
        let module = source.split_once("#[program]").unwrap().1;
        for declared in module.split("pub fn ").skip(1) {
            let name = declared.split('(').next().unwrap();
            let hash = Sha256::digest(format!("global:{name}"));
            if !sent.contains(&(program_id(program.name), hash[..8].to_vec())) {
                missing.push(format!("{}: {name}", program.name));
            }
        }
    }
    assert!(missing.is_empty(), "no walk has sent {missing:?}");
}
