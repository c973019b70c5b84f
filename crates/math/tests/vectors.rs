//! Vectors for clients in other languages: lists with their trees and proofs, places of claims in
//! bitmaps, shares of windows. The file is what [`reference`] makes of the inputs in [`inputs`],
//! with SHA-256 from another crate and none of this one's code; then the crate has to agree with
//! every line of it.
//!
//! `GROUNDSWELL_WRITE_SNAPSHOTS=1 cargo test -p groundswell-math --features std --test vectors`
//! writes the file anew; look at the diff.
#![cfg(feature = "std")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop right there")]

#[path = "vectors/file.rs"]
mod file;
#[path = "vectors/inputs.rs"]
mod inputs;
#[path = "vectors/reference.rs"]
mod reference;

use std::{collections::BTreeSet, fs, path::Path, sync::LazyLock};

use groundswell_math::{
    bitmap::{Bitmap, page_bytes, page_of},
    merkle::{NODE_BYTES, Node, Tree, depth, verify, verify_many},
    window,
};

use file::{List, Vectors, bytes, hex, number};

static RECORDED: LazyLock<String> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/merkle.json");
    if std::env::var_os("GROUNDSWELL_WRITE_SNAPSHOTS").is_some() {
        fs::write(&path, written()).unwrap();
    }
    fs::read_to_string(&path).unwrap_or_default()
});

fn written() -> String {
    serde_json::to_string_pretty(&inputs::vectors()).unwrap() + "\n"
}

fn vectors() -> Vectors {
    serde_json::from_str(&RECORDED).unwrap()
}

#[test]
fn attack_60_the_file_is_what_the_reference_says() {
    assert_eq!(*RECORDED, written(), "write it anew and look at the diff");
}

/// The owner and the entries of a list, as the crate takes them.
fn entries(list: &List) -> ([u8; 32], Vec<([u8; 32], u64)>) {
    let entry = |entry: &file::Entry| (bytes(&entry.claimant), number(&entry.amount));
    (bytes(&list.owner), list.entries.iter().map(entry).collect())
}

fn nodes(hex: &[String]) -> Vec<[u8; NODE_BYTES]> {
    hex.iter().map(|node| bytes(node)).collect()
}

#[test]
fn attack_60_the_tree_is_the_one_in_the_file() {
    for list in vectors().lists {
        let (owner, entries) = entries(&list);
        let tree = Tree::new(&owner, &entries).unwrap();

        assert_eq!(depth(list.count), list.depth);
        assert_eq!((tree.count(), hex(&tree.root().hash())), (list.count, list.root_hash.clone()));
        assert_eq!(tree.root().sum().to_string(), list.sum);
        for (index, ((claimant, amount), expected)) in (0..).zip(entries.iter().zip(&list.leaves)) {
            let leaf = Node::leaf(&owner, index, claimant, *amount);
            assert_eq!((hex(&leaf.hash()), tree.node(0, index)), (expected.clone(), Some(leaf)));
        }
        let listed = |nodes: Option<Vec<Node>>| -> Vec<String> {
            nodes.unwrap().iter().map(|node| hex(node.bytes())).collect()
        };
        for (index, proof) in (0..).zip(&list.proofs) {
            assert_eq!(listed(tree.proof(0, index)), *proof);
        }
        for many in &list.multiproofs {
            let indices: BTreeSet<u32> = many.indices.iter().copied().collect();
            assert_eq!(listed(tree.proof_of_many(&indices)), many.nodes);
        }
    }
}

#[test]
fn attack_60_every_check_of_the_file_verifies_as_it_says() {
    for list in vectors().lists {
        for check in &list.checks {
            let root = Node::new(bytes(&check.root_hash), number(&check.sum));
            let leaf = |leaf: &file::Leaf| {
                let (claimant, amount) = (bytes(&leaf.claimant), number(&leaf.amount));
                (leaf.index, Node::leaf(&bytes(&check.owner), leaf.index, &claimant, amount))
            };
            let mut leaves: Vec<(u32, Node)> = check.leaves.iter().map(leaf).collect();
            let (proof, case) = (nodes(&check.nodes), (list.count, &check.case));
            if let [(index, leaf)] = leaves[..] {
                let verifies = verify(&root, check.count, 0, leaf, index, &proof);
                assert_eq!(verifies, check.expected, "{case:?}");
            }
            let verifies = verify_many(&root, check.count, &mut leaves, &proof);
            assert_eq!(verifies, check.expected, "{case:?}");
        }
    }
}

#[test]
fn attack_58_claims_stand_where_the_file_says() {
    for place in vectors().bitmap {
        let file::Place { steps, index, step, page, byte, mask } = place;
        let mut bits = vec![0; page_bytes(steps) as usize];
        assert_eq!(page_of(index), page);
        assert_eq!(Bitmap::new(&mut bits, steps).set(index, step), Some(false));
        let mut expected = vec![0; bits.len()];
        expected[byte as usize] = mask;
        assert_eq!(bits, expected);
    }
}

#[test]
fn shares_are_those_of_the_file() {
    for window in vectors().window {
        let step = |share_bps: &u16| window::Step { unlocks_at: 0, share_bps: *share_bps };
        let share =
            |count| window::share(window.share_bps.iter().map(step), count, number(&window.amount));
        let shares: Vec<String> = (0..=window.share_bps.len())
            .map(|count| share(count as u8).unwrap().to_string())
            .collect();
        assert_eq!(shares, window.shares);
    }
}

#[test]
fn the_file_covers_what_clients_get_wrong() {
    let Vectors { lists, bitmap, window, .. } = vectors();
    let counts: Vec<u32> = lists.iter().map(|list| list.count).collect();
    assert_eq!(counts, [1, 2, 3, 5, 8, 9, 4]);
    let checks = || lists.iter().flat_map(|list| &list.checks);
    assert!(checks().filter(|check| check.expected).count() >= 7);
    assert!(checks().filter(|check| !check.expected).count() >= 50);
    assert!(lists.iter().any(|list| number(&list.sum) > u64::MAX - 10));
    assert!(bitmap.len() > 60 && window.len() >= 9);
}
