//! Merkle-sum lists: every entry has one proof, at one place, for one amount of one list, and
//! the root says how much the list is worth.
//!
//! ```text
//! merkle
//! ├── a proof ........... verifies for its own entry, whatever the size of the list
//! ├── changed anywhere .. index, amount, claimant, owner, count, root, a sibling, its length
//! ├── an inner node ..... is no leaf (attack_54), and no leaf is a node
//! ├── beyond the list ... spare index bits and empty leaves prove nothing
//! └── the root .......... its sum is the list's total; as hashed by hand from the encoding
//! ```
#![cfg(feature = "std")]

use groundswell_math::merkle::{MAX_DEPTH, Node, Tree, depth, verify};
use solana_sha256_hasher::hashv;

const SIZES: [u32; 12] = [1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 33, 100];
const OWNER: [u8; 32] = [7; 32];

/// A list of `count` entries: distinct claimants, and amounts of which some are zero or equal.
fn entries(count: u32) -> Vec<([u8; 32], u64)> {
    (0..count).map(|i| (hashv(&[&i.to_be_bytes()]).to_bytes(), u64::from(i % 7) * 1_000)).collect()
}

/// A list with its tree.
struct List {
    entries: Vec<([u8; 32], u64)>,
    tree: Tree,
    root: Node,
    count: u32,
}

fn list(count: u32) -> List {
    let entries = entries(count);
    let tree = Tree::new(&OWNER, &entries).expect("a list");
    List { root: tree.root(), count, entries, tree }
}

impl List {
    fn leaf(&self, index: u32) -> Node {
        let (claimant, amount) = self.entries[index as usize];
        Node::leaf(&OWNER, index, &claimant, amount)
    }

    fn proof(&self, index: u32) -> Vec<Node> {
        self.tree.proof(index).expect("within the list")
    }

    fn verifies(&self, leaf: Node, index: u32, proof: &[Node]) -> bool {
        verify(&self.root, self.count, leaf, index, proof)
    }
}

/// Calls `check` with each entry of lists of all sizes: list, index, leaf, proof.
fn each(check: impl Fn(&List, u32, Node, Vec<Node>)) {
    for list in SIZES.map(list) {
        for index in 0..list.count {
            check(&list, index, list.leaf(index), list.proof(index));
        }
    }
}

#[test]
fn every_entry_of_every_list_has_a_proof_as_long_as_the_tree_is_deep() {
    each(|list, index, leaf, proof| {
        assert!(list.verifies(leaf, index, &proof), "{index} of {}", list.count);
        assert_eq!(proof.len(), depth(list.count) as usize);
    });
}

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
        let inflated = Node { sum: leaf.sum + 1, ..leaf };
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

/// The count is not hashed: whoever verifies knows it. It decides the depth and the last index.
#[test]
fn refuses_a_count_of_another_depth() {
    each(|list, index, leaf, proof| {
        for count in (index + 1..=130).chain([u32::MAX]) {
            let same_depth = depth(count) == depth(list.count);
            assert_eq!(verify(&list.root, count, leaf, index, &proof), same_depth);
        }
        assert!(!verify(&list.root, 0, leaf, index, &proof));
        assert!(!verify(&list.root, index, leaf, index, &proof));
    });
}

#[test]
fn refuses_another_root_hash_or_sum() {
    each(|list, index, leaf, proof| {
        let Node { mut hash, sum } = list.root;
        hash[31] ^= 1;
        for root in [Node { hash, sum }, Node { sum: sum + 1, ..list.root }] {
            assert!(!verify(&root, list.count, leaf, index, &proof));
        }
    });
}

#[test]
fn refuses_a_changed_truncated_or_extended_proof() {
    each(|list, index, leaf, proof| {
        for level in 0..proof.len() {
            let mut other = proof.clone();
            other[level].sum += 1;
            assert!(!list.verifies(leaf, index, &other));
            other[level] = Node { hash: [1; 32], ..proof[level] };
            assert!(!list.verifies(leaf, index, &other));
            assert!(!list.verifies(leaf, index, &proof[..level]));
            assert!(!list.verifies(leaf, index, &proof[level + 1..]));
        }
        for more in [Node::EMPTY, leaf, list.root] {
            assert!(!list.verifies(leaf, index, &[&proof[..], &[more]].concat()));
            assert!(!list.verifies(leaf, index, &[&[more], &proof[..]].concat()));
        }
    });
}

#[test]
fn refuses_every_index_beyond_the_list() {
    for list in SIZES.map(list) {
        assert!(list.tree.proof(list.count).is_none());
        assert!(list.tree.proof(u32::MAX).is_none());
        for index in 0..list.count {
            let (leaf, proof) = (list.leaf(index), list.proof(index));
            // The same position bits under a spare one lead to the same root.
            for spare in depth(list.count)..u32::BITS {
                assert!(!list.verifies(leaf, index | 1 << spare, &proof));
            }
        }
    }
}

/// An empty leaf's path is known to everyone and leads to the root, but it has no index.
#[test]
fn refuses_the_empty_leaves_beyond_the_list() {
    let list = list(5);
    let pair = Node::parent(&Node::EMPTY, &Node::EMPTY).expect("no sum");
    let upper = Node::parent(&list.leaf(4), &Node::EMPTY).expect("fits");
    let lower = list.proof(4)[2];
    let proof = [Node::EMPTY, upper, lower];
    let upper = Node::parent(&upper, &pair).expect("fits");

    assert_eq!(Node::parent(&lower, &upper), Some(list.root));
    assert!(verify(&list.root, 8, Node::EMPTY, 6, &proof));
    assert!(!verify(&list.root, 5, Node::EMPTY, 6, &proof));
    assert!(!verify(&list.root, 6, Node::EMPTY, 6, &proof));
}

/// Neither with its true way up nor with any other shorter part of the proof.
#[test]
fn attack_54_an_inner_node_presented_as_a_leaf_never_verifies() {
    each(|list, index, leaf, proof| {
        let (mut node, mut position) = (leaf, index);
        for sibling in &proof {
            let pair = if position & 1 == 0 { [node, *sibling] } else { [*sibling, node] };
            node = Node::parent(&pair[0], &pair[1]).expect("fits");
            position >>= 1;
            for shorter in 0..proof.len() {
                for part in proof.windows(shorter.max(1)).map(|part| &part[..shorter]) {
                    assert!(!list.verifies(node, position, part));
                    assert!(!list.verifies(node, index, part));
                }
            }
        }
        assert_eq!(node, list.root);
    });
}

#[test]
fn leaves_and_nodes_are_hashed_in_different_domains() {
    let (left, right) = (Node { hash: [1; 32], sum: 2 }, Node { hash: [3; 32], sum: 4 });
    let node = Node::parent(&left, &right).expect("fits");
    let untagged: [&[u8]; 4] = [&left.hash, &2u64.to_le_bytes(), &right.hash, &4u64.to_le_bytes()];

    let hash = |tag: &[u8]| hashv(&[&[tag], &untagged[..]].concat()).to_bytes();
    assert_eq!(node, Node { hash: hash(&[1]), sum: 6 });
    assert_ne!(node.hash, hash(&[0]));
    assert_ne!(node.hash, hash(&[]));
    assert_ne!(Node::parent(&right, &left), Some(node));
}

#[test]
fn refuses_a_sum_beyond_u64() {
    let half = u64::MAX / 2;
    let tree = |amounts: &[u64]| {
        let entries: Vec<_> = amounts.iter().map(|amount| ([1; 32], *amount)).collect();
        Tree::new(&OWNER, &entries).map(|tree| tree.root().sum)
    };
    assert_eq!(tree(&[half, half + 1]), Some(u64::MAX));
    assert_eq!(tree(&[half + 1, half + 1]), None);
    assert_eq!(tree(&[half, 0, half, 1]), Some(u64::MAX));
    assert_eq!(tree(&[half, 1, half, 1]), None);

    let most = Node { hash: [0; 32], sum: u64::MAX };
    assert!(Node::parent(&most, &Node { sum: 1, ..most }).is_none());
    let (leaf, sibling) = (Node::leaf(&OWNER, 0, &[1; 32], u64::MAX), Node { sum: 1, ..most });
    assert!(!verify(&most, 2, leaf, 0, &[sibling]));
}

#[test]
fn the_sum_of_the_root_is_the_total_of_the_list() {
    for List { entries, tree, root, count } in SIZES.map(list) {
        let total: u64 = entries.iter().map(|(_, amount)| amount).sum();
        assert_eq!((root.sum, tree.count()), (total, count));
    }
}

#[test]
fn an_empty_list_has_no_tree_and_a_single_entry_is_its_root() {
    assert!(Tree::new(&OWNER, &[]).is_none());

    let one = list(1);
    assert_eq!((one.root, one.proof(0)), (one.leaf(0), vec![]));
    assert!(!verify(&one.root, 0, one.leaf(0), 0, &[]));
}

/// `depth = 2`: three leaves and one of 32 zero bytes; bytes put together by hand.
#[test]
fn the_root_of_three_is_hashed_as_the_encoding_says() {
    let claimants = [[0xa1; 32], [0xb2; 32], [0xc3; 32]];
    let amounts: [u64; 3] = [600, 400, 0x0102_0304_0506_0708];
    let entries: Vec<_> = claimants.into_iter().zip(amounts).collect();

    let leaf = |index: u8| {
        let mut bytes = [&[0x00], &[7; 32][..], &[index, 0, 0, 0]].concat();
        bytes.extend(claimants[usize::from(index)]);
        bytes.extend(match index {
            0 => [0x58, 0x02, 0, 0, 0, 0, 0, 0],
            1 => [0x90, 0x01, 0, 0, 0, 0, 0, 0],
            _ => [8, 7, 6, 5, 4, 3, 2, 1],
        });
        assert_eq!(bytes.len(), 77);
        hashv(&[&bytes]).to_bytes()
    };
    let node = |left: [u8; 32], left_sum: u64, right: [u8; 32], right_sum: u64| {
        let mut bytes = vec![0x01];
        bytes.extend(left);
        bytes.extend((0..8).map(|byte| (left_sum >> (8 * byte)) as u8));
        bytes.extend(right);
        bytes.extend((0..8).map(|byte| (right_sum >> (8 * byte)) as u8));
        assert_eq!(bytes.len(), 81);
        hashv(&[&bytes]).to_bytes()
    };
    let first = node(leaf(0), 600, leaf(1), 400);
    let second = node(leaf(2), amounts[2], [0; 32], 0);
    let hash = node(first, 1_000, second, amounts[2]);

    let root = Tree::new(&OWNER, &entries).expect("a list").root();
    assert_eq!(root, Node { hash, sum: 1_000 + amounts[2] });
}
