//! Whole lists: what they add up to, who stands on them, and how they are encoded.

use groundswell_math::merkle::{Node, Tree, TreeError, verify};
use rayon::prelude::*;
use solana_sha256_hasher::hashv;

use crate::given::{List, OWNER, SIZES, bytes, claimant, list, of};

#[test]
fn the_sum_of_the_root_is_the_total_of_the_list() {
    for List { entries, root, count, .. } in SIZES.map(list) {
        let total: u64 = entries.iter().map(|(_, amount)| amount).sum();
        assert_eq!((root.sum(), count as usize), (total, entries.len()));
    }
}

#[test]
fn attack_59_a_claimant_listed_twice_has_two_leaves_and_both_are_provable() {
    let (alice, bob) = (claimant(1), claimant(2));
    let list = of(vec![(alice, 600), (bob, 400), (alice, 600), (alice, 1)]);

    assert_eq!(list.root.sum(), 1_601);
    for index in 0..4 {
        assert!(list.verifies(list.leaf(index), index, &list.proof(index)));
    }
    assert_ne!(list.leaf(0).hash(), list.leaf(2).hash());
    assert!(!list.verifies(list.leaf(0), 2, &list.proof(2)));
    assert!(!list.verifies(list.leaf(2), 0, &list.proof(0)));
}

/// Among leaves, among nodes, and where an empty half stands beside.
#[test]
fn attack_61_refuses_a_sum_beyond_u64() {
    let half = u64::MAX / 2;
    let sum = |amounts: &[u64]| {
        let entries: Vec<_> = amounts.iter().map(|amount| ([1; 32], *amount)).collect();
        Tree::new(&OWNER, &entries).map(|tree| tree.root().sum())
    };
    assert_eq!(sum(&[u64::MAX]), Ok(u64::MAX));
    assert_eq!(sum(&[half, half + 1]), Ok(u64::MAX));
    assert_eq!(sum(&[half + 1, half + 1]), Err(TreeError::SumOverflow));
    assert_eq!(sum(&[half, 0, half, 1]), Ok(u64::MAX));
    assert_eq!(sum(&[half, 1, half, 1]), Err(TreeError::SumOverflow));
    assert_eq!(sum(&[u64::MAX, 0, 0, 0, 0]), Ok(u64::MAX));
    assert_eq!(sum(&[u64::MAX, 0, 0, 0, 1]), Err(TreeError::SumOverflow));
    assert_eq!(sum(&[u64::MAX; 2]), Err(TreeError::SumOverflow));
}

#[test]
fn attack_61_refuses_a_proof_whose_sums_exceed_u64() {
    let most = Node::new([0; 32], u64::MAX);
    let one = Node::new([0; 32], 1);
    assert!(Node::parent(&most, &Node::new([0; 32], 0)).is_some());
    assert!(Node::parent(&most, &one).is_none());
    assert!(Node::parent(&one, &most).is_none());

    // As they would be hashed if sums wrapped.
    let wrapped = hashv(&[&[1], most.bytes(), one.bytes()]).to_bytes();
    for sum in [0, u64::MAX] {
        let root = Node::new(wrapped, sum);
        assert!(!verify(&root, 2, 0, most, 0, &[*one.bytes()]));
        assert!(!verify(&root, 2, 0, one, 1, &[*most.bytes()]));
    }
}

#[test]
fn attack_60_every_proof_of_a_hundred_thousand_verifies() {
    let list = list(100_000);
    let verifies = |index: u32| list.verifies(list.leaf(index), index, &list.proof(index));
    assert_eq!((0..list.count).into_par_iter().find_any(|index| !verifies(*index)), None);
}

/// `depth = 2`: three leaves and one of 32 zero bytes; bytes put together by hand.
#[test]
fn attack_60_the_root_of_three_is_hashed_as_the_encoding_says() {
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

    let tree = Tree::new(&OWNER, &entries).unwrap();
    assert_eq!(tree.root(), Node::new(hash, 1_000 + amounts[2]));
    assert_eq!(bytes(&[tree.root()])[0][..32], hash);
    assert_eq!(tree.root().bytes()[32..], (1_000 + amounts[2]).to_le_bytes());
}
