//! Counts that fill no tree, entries that stand twice, proofs of other lengths and lists: the
//! places where one root or one proof could mean two things.

use groundswell_math::merkle::{MAX_DEPTH, Node, Tree, TreeError, depth, verify};

use crate::given::{OWNER, SIZES, bytes, claimant, each, list, of};

#[test]
fn depth_is_the_logarithm_rounded_up() {
    let expected = [0, 1, 2, 2, 3, 3, 3, 4, 5, 5, 6, 7];
    assert_eq!(SIZES.map(depth), expected);
    assert_eq!(depth(0), 0);
    assert_eq!(depth(1 << 31), 31);
    assert_eq!(depth((1 << 31) + 1), 32);
    assert_eq!(depth(u32::MAX), MAX_DEPTH);
}

#[test]
fn attack_55_no_entry_makes_no_tree_and_one_is_its_root() {
    assert_eq!(Tree::new(&OWNER, &[]).err(), Some(TreeError::Empty));

    let one = list(1);
    assert_eq!((one.root, one.proof(0)), (one.leaf(0), vec![]));
    assert!(verify(&one.root, 1, 0, one.leaf(0), 0, &[]));
    assert!(!verify(&one.root, 0, 0, one.leaf(0), 0, &[]));
    assert!(!verify(&Node::EMPTY, 0, 0, Node::EMPTY, 0, &[]));
}

/// Where the last of an odd number is paired with itself, a list and the same list with that
/// entry twice have one root (CVE-2012-2459). Here neither that nor an entry of nothing at the
/// end leaves the root as it was.
#[test]
fn attack_55_an_entry_more_is_another_root_for_odd_and_even_counts() {
    let around = (1..=9).flat_map(|k| [(1 << k) - 1, 1 << k, (1 << k) + 1]);
    for count in around {
        let list = list(count);
        let (last, root) = (list.entries[list.entries.len() - 1], list.root);
        for more in [last, (last.0, 0), ([0; 32], 0)] {
            let longer = of([&list.entries[..], &[more]].concat());
            assert_ne!(longer.root.hash(), root.hash(), "{count}");
            assert!(longer.verifies(longer.leaf(count), count, &longer.proof(count)));
            assert!(!list.verifies(longer.leaf(count), count, &longer.proof(count)));
        }
        for index in [0, count / 2, count - 1] {
            assert!(list.verifies(list.leaf(index), index, &list.proof(index)), "{count}");
        }
    }
}

#[test]
fn attack_55_equal_entries_are_told_apart_by_their_index() {
    let twins = of(vec![(claimant(1), 5); 4]);
    for (index, other) in [(0, 1), (1, 0), (2, 3), (0, 2), (3, 1)] {
        assert_ne!(twins.leaf(index).hash(), twins.leaf(other).hash());
        assert!(twins.verifies(twins.leaf(index), index, &twins.proof(index)));
        assert!(!twins.verifies(twins.leaf(index), other, &twins.proof(other)));
        assert!(!twins.verifies(twins.leaf(index), other, &twins.proof(index)));
    }
}

#[test]
fn attack_55_two_siblings_are_not_to_be_swapped() {
    let [left, right] = [1, 2].map(|byte| Node::new([byte; 32], 5));
    assert_ne!(Node::parent(&left, &right), Node::parent(&right, &left));

    let two = list(2);
    assert!(two.verifies(two.leaf(1), 1, &two.proof(1)));
    assert!(!two.verifies(two.leaf(1), 0, &two.proof(1)));
}

#[test]
fn attack_55_refuses_a_shorter_or_longer_proof() {
    each(|list, index, leaf, proof| {
        assert_eq!(proof.len(), depth(list.count) as usize);
        for level in 0..proof.len() {
            assert!(!list.verifies(leaf, index, &proof[..level]));
            assert!(!list.verifies(leaf, index, &proof[level + 1..]));
        }
        for more in [Node::EMPTY, leaf, list.root].map(|node| *node.bytes()) {
            assert!(!list.verifies(leaf, index, &[&proof[..], &[more]].concat()));
            assert!(!list.verifies(leaf, index, &[&[more], &proof[..]].concat()));
        }
    });
}

/// Even one that leads where it should: the root's parent is no root of this list.
#[test]
fn attack_55_refuses_a_longer_way_to_a_root_above() {
    each(|list, index, leaf, mut proof| {
        let above = Node::parent(&list.root, &Node::EMPTY).unwrap();
        proof.push(*Node::EMPTY.bytes());
        assert!(!verify(&above, list.count, 0, leaf, index, &proof));
        let deeper = (1 << proof.len()).max(2);
        assert!(verify(&above, deeper, 0, leaf, index, &proof));
    });
}

/// The count is not hashed: whoever verifies knows it. It decides the depth and the last index.
#[test]
fn attack_55_refuses_a_count_of_another_depth() {
    each(|list, index, leaf, proof| {
        for count in (index + 1..=130).chain([u32::MAX]) {
            let same_depth = depth(count) == depth(list.count);
            assert_eq!(verify(&list.root, count, 0, leaf, index, &proof), same_depth);
        }
        assert!(!verify(&list.root, 0, 0, leaf, index, &proof));
        assert!(!verify(&list.root, index, 0, leaf, index, &proof));
    });
}

#[test]
fn attack_56_the_same_list_of_another_owner_has_other_proofs() {
    let other_owner = [8; 32];
    each(|list, index, leaf, proof| {
        let (claimant, amount) = list.entries[index as usize];
        let other = Tree::new(&other_owner, &list.entries).unwrap();
        let (root, count) = (other.root(), other.count());
        let own = Node::leaf(&other_owner, index, &claimant, amount);
        let own_proof = bytes(&other.proof(0, index).unwrap());

        assert!(verify(&root, count, 0, own, index, &own_proof));
        assert!(!verify(&root, count, 0, leaf, index, &own_proof));
        assert!(!list.verifies(own, index, &proof));
        assert!(!verify(&root, count, 0, leaf, index, &proof));
        assert_ne!(root.hash(), list.root.hash());
        assert_eq!(root.sum(), list.root.sum());
    });
}
