//! Proofs of single leaves.

use groundswell_math::merkle::{Node, verify};

use crate::given::{OWNER, SIZES, altered, bytes, each, list};

#[test]
fn every_entry_of_every_list_has_a_proof() {
    each(|list, index, leaf, proof| {
        assert_eq!(list.tree.node(0, index), Some(leaf));
        assert!(list.verifies(leaf, index, &proof), "{index} of {}", list.count);
    });
}

#[test]
fn refuses_a_proof_for_another_index() {
    each(|list, index, leaf, proof| {
        for other in (0..list.count).filter(|other| *other != index) {
            let (claimant, amount) = list.entries[index as usize];
            let moved = Node::leaf(&OWNER, other, &claimant, amount);
            assert!(!list.verifies(leaf, other, &proof));
            assert!(!list.verifies(moved, other, &proof));
            assert!(!list.verifies(moved, other, &list.proof(other)));
            assert!(!list.verifies(moved, index, &proof));
        }
    });
}

#[test]
fn refuses_a_proof_for_another_amount() {
    each(|list, index, _, proof| {
        let (claimant, amount) = list.entries[index as usize];
        for other in [amount + 1, amount.wrapping_sub(1), u64::MAX, 1] {
            let leaf = Node::leaf(&OWNER, index, &claimant, other);
            assert!(!list.verifies(leaf, index, &proof));
        }
    });
}

#[test]
fn refuses_a_leaf_whose_sum_is_not_its_amount() {
    each(|list, index, leaf, proof| {
        let inflated = Node::new(leaf.hash(), leaf.sum() + 1);
        assert!(!list.verifies(inflated, index, &proof));
    });
}

#[test]
fn refuses_a_proof_for_another_claimant_or_owner() {
    each(|list, index, _, proof| {
        let (claimant, amount) = list.entries[index as usize];
        for (owner, claimant) in [(OWNER, [9; 32]), ([8; 32], claimant), (claimant, OWNER)] {
            let leaf = Node::leaf(&owner, index, &claimant, amount);
            assert!(!list.verifies(leaf, index, &proof));
        }
    });
}

#[test]
fn refuses_another_root_hash_or_sum() {
    each(|list, index, leaf, proof| {
        for root in altered(&list.root) {
            assert!(!verify(&root, list.count, 0, leaf, index, &proof));
        }
    });
}

#[test]
fn refuses_a_changed_proof() {
    each(|list, index, leaf, proof| {
        for level in 0..proof.len() {
            for sibling in altered(&Node::from_bytes(&proof[level])) {
                let mut other = proof.clone();
                other[level] = *sibling.bytes();
                assert!(!list.verifies(leaf, index, &other));
            }
            let mut other = proof.clone();
            other[level..].rotate_left(1);
            assert_eq!(list.verifies(leaf, index, &other), other == proof);
        }
    });
}

#[test]
fn refuses_every_index_beyond_the_list() {
    for list in SIZES.map(list) {
        assert!(list.tree.proof(0, list.count - 1).is_some());
        assert!(list.tree.proof(0, list.count).is_none());
        assert!(list.tree.proof(0, u32::MAX).is_none());
        for index in 0..list.count {
            let (leaf, proof) = (list.leaf(index), list.proof(index));
            // The same position bits under a spare one lead to the same root.
            for spare in proof.len() as u32..u32::BITS {
                assert!(!list.verifies(leaf, index | 1 << spare, &proof));
            }
        }
    }
}

/// An empty leaf's path is known to everyone and leads to the root, but it has no index.
#[test]
fn refuses_the_empty_leaves_beyond_the_list() {
    let list = list(5);
    let pair = Node::parent(&Node::EMPTY, &Node::EMPTY).unwrap();
    let upper = Node::parent(&list.leaf(4), &Node::EMPTY).unwrap();
    let lower = list.tree.node(2, 0).unwrap();
    let proof = bytes(&[Node::EMPTY, upper, lower]);
    let upper = Node::parent(&upper, &pair).unwrap();

    assert_eq!(Node::parent(&lower, &upper), Some(list.root));
    assert!(verify(&list.root, 8, 0, Node::EMPTY, 6, &proof));
    assert!(verify(&list.root, 7, 0, Node::EMPTY, 6, &proof));
    assert!(!verify(&list.root, 6, 0, Node::EMPTY, 6, &proof));
    assert!(!verify(&list.root, 5, 0, Node::EMPTY, 6, &proof));
}
