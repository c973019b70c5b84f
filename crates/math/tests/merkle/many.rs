//! Proofs of several leaves at once.

use std::collections::BTreeSet;

use groundswell_math::merkle::{NODE_BYTES, Node, Placed, Tree, depth, verify, verify_many};
use proptest::prelude::*;

use crate::given::{List, OWNER, Proof, altered, bytes, claimant, fixed, list, of};

/// Several leaves of a list and what proves them.
struct Case<'a> {
    list: &'a List,
    leaves: Vec<Placed>,
    proof: Proof,
}

impl<'a> Case<'a> {
    fn new(list: &'a List, indices: &BTreeSet<u32>) -> Self {
        let leaves = indices.iter().map(|index| (*index, list.leaf(*index))).collect();
        let proof = bytes(&list.tree.proof_of_many(indices).unwrap());
        Case { list, leaves, proof }
    }

    fn verifies(&self, leaves: &[Placed], proof: &[[u8; NODE_BYTES]]) -> bool {
        verify_many(&self.list.root, self.list.count, &mut leaves.to_vec(), proof)
    }

    /// As if the leaf at `place` had been `other`.
    fn verifies_with(&self, place: usize, other: Placed) -> bool {
        let mut leaves = self.leaves.clone();
        leaves[place] = other;
        self.verifies(&leaves, &self.proof)
    }
}

/// Calls `check` with every choice of leaves from every list of up to nine.
fn every_choice(check: impl Fn(Case)) {
    for list in (1..=9).map(list) {
        for bits in 1u32..1 << list.count {
            let indices = (0..list.count).filter(|index| bits >> index & 1 == 1).collect();
            check(Case::new(&list, &indices));
        }
    }
}

#[test]
fn every_choice_of_leaves_has_a_proof() {
    every_choice(|case| {
        assert!(case.verifies(&case.leaves, &case.proof));
        for (index, leaf) in &case.leaves {
            assert!(case.list.verifies(*leaf, *index, &case.list.proof(*index)));
        }
    });
}

/// Worked out by looking at the tree: of eight leaves, 2 and 3 are a pair and 6 stands alone.
#[test]
fn the_proof_goes_level_by_level_and_from_left_to_right() {
    let list = list(8);
    let node = |height, position| list.tree.node(height, position).unwrap();
    let proof = list.tree.proof_of_many(&[2, 3, 6].into()).unwrap();
    assert_eq!(proof, [node(0, 7), node(1, 0), node(1, 2)]);
    assert_eq!(list.tree.proof_of_many(&(0..8).collect()), Some(vec![]));
}

#[test]
fn refuses_a_changed_leaf() {
    every_choice(|case| {
        for (place, (index, leaf)) in case.leaves.iter().copied().enumerate() {
            let (claimant, amount) = case.list.entries[index as usize];
            let others = [
                Node::leaf(&OWNER, index, &claimant, amount + 1),
                Node::leaf(&OWNER, index, &claimant, u64::MAX),
                Node::leaf(&OWNER, index, &[9; 32], amount),
                Node::leaf(&[8; 32], index, &claimant, amount),
                Node::leaf(&OWNER, index + 1, &claimant, amount),
                Node::new(leaf.hash(), amount + 1),
                Node::EMPTY,
            ];
            for other in others {
                assert!(!case.verifies_with(place, (index, other)));
            }
            for other in (0..10).filter(|other| *other != index) {
                let moved = Node::leaf(&OWNER, other, &claimant, amount);
                assert!(!case.verifies_with(place, (other, leaf)));
                assert!(!case.verifies_with(place, (other, moved)));
            }
        }
    });
}

#[test]
fn attack_55_refuses_leaves_unsorted_duplicated_left_out_or_none() {
    every_choice(|case| {
        let Case { leaves, proof, list } = &case;
        for place in 0..leaves.len() {
            let mut other = leaves.clone();
            other.insert(place, leaves[place]);
            assert!(!case.verifies(&other, proof));
            other = leaves.clone();
            other.remove(place);
            assert!(!case.verifies(&other, proof));
            other = leaves.clone();
            other[place..].reverse();
            assert_eq!(case.verifies(&other, proof), place + 1 == leaves.len());
        }
        assert!(!case.verifies(&[], proof));
        assert!(!case.verifies(&[], &[*list.root.bytes()]));
        assert!(!case.verifies(&[], &[]));
    });
}

#[test]
fn attack_55_refuses_an_index_beyond_the_list() {
    every_choice(|case| {
        let Case { leaves, proof, list } = &case;
        let last = leaves[leaves.len() - 1].0;
        for count in 0..=last {
            assert!(!verify_many(&list.root, count, &mut leaves.clone(), proof));
        }
        // With the true path of an empty leaf, where there is one.
        for beyond in list.count..list.count.next_power_of_two() {
            let indices = leaves.iter().map(|leaf| leaf.0).chain([beyond]).collect();
            let proof = with_empty_leaves(list, indices);
            let longer = [&leaves[..], &[(beyond, Node::EMPTY)]].concat();
            assert!(verify_many(&list.root, beyond + 1, &mut longer.clone(), &proof));
            assert!(!case.verifies(&longer, &proof));
        }
        for spare in [1 << 4, 1 << 31] {
            let place = leaves.len() - 1;
            assert!(!case.verifies_with(place, (last | spare, leaves[place].1)));
        }
    });
}

/// What would prove these leaves, some of them empty ones after the last of the list.
fn with_empty_leaves(list: &List, mut known: BTreeSet<u32>) -> Proof {
    let leaf = |index| if index < list.count { list.leaf(index) } else { Node::EMPTY };
    let mut level: Vec<Node> = (0..list.count.next_power_of_two()).map(leaf).collect();
    let mut proof = vec![];
    while level.len() > 1 {
        let siblings = known.iter().map(|at| at ^ 1).filter(|at| !known.contains(at));
        proof.extend(siblings.map(|at| *level[at as usize].bytes()));
        known = known.iter().map(|at| at >> 1).collect();
        level = level.chunks(2).map(|pair| Node::parent(&pair[0], &pair[1]).unwrap()).collect();
    }
    proof
}

#[test]
fn attack_55_refuses_a_proof_with_a_node_missing_added_changed_or_moved() {
    every_choice(|case| {
        let Case { leaves, proof, list } = &case;
        for place in 0..=proof.len() {
            for more in [Node::EMPTY, leaves[0].1, list.root] {
                let mut other = proof.clone();
                other.insert(place, *more.bytes());
                assert!(!case.verifies(leaves, &other));
            }
        }
        for place in 0..proof.len() {
            let mut other = proof.clone();
            other.remove(place);
            assert!(!case.verifies(leaves, &other));
            for node in altered(&Node::from_bytes(&proof[place])) {
                other = proof.clone();
                other[place] = *node.bytes();
                assert!(!case.verifies(leaves, &other));
            }
            other = proof.clone();
            other[place..].rotate_left(1);
            assert_eq!(case.verifies(leaves, &other), other == *proof);
        }
    });
}

#[test]
fn refuses_another_root_or_a_count_of_another_depth() {
    every_choice(|case| {
        let Case { leaves, proof, list } = &case;
        for root in altered(&list.root) {
            assert!(!verify_many(&root, list.count, &mut leaves.clone(), proof));
        }
        let last = leaves[leaves.len() - 1].0;
        for count in (last + 1..20).chain([u32::MAX]) {
            let same_depth = depth(count) == depth(list.count);
            assert_eq!(verify_many(&list.root, count, &mut leaves.clone(), proof), same_depth);
        }
    });
}

#[test]
fn attack_54_inner_nodes_in_place_of_leaves_never_verify() {
    every_choice(|case| {
        for (place, (index, _)) in case.leaves.iter().copied().enumerate() {
            for height in 1..=4 {
                let Some(inner) = case.list.tree.node(height, index >> height) else { continue };
                assert!(!case.verifies_with(place, (index, inner)));
                for cut in 0..=case.proof.len() {
                    let leaves = [(index >> height, inner)];
                    assert!(!case.verifies(&leaves, &case.proof[cut..]));
                    assert!(!case.verifies(&leaves, &case.proof[..cut]));
                }
            }
        }
    });
}

#[test]
fn attack_56_the_same_leaves_of_another_owner_do_not_verify() {
    every_choice(|case| {
        let Case { leaves, proof, list } = &case;
        let other = Tree::new(&[8; 32], &list.entries).unwrap();
        assert!(!verify_many(&other.root(), list.count, &mut leaves.clone(), proof));
    });
}

#[test]
fn a_sum_beyond_u64_is_refused() {
    let leaf = |index, amount| (index, Node::leaf(&OWNER, index, &[1; 32], amount));
    let root = Node::new([0; 32], 0);
    assert!(!verify_many(&root, 2, &mut [leaf(0, u64::MAX), leaf(1, 1)], &[]));
    let sibling = *Node::new([0; 32], u64::MAX).bytes();
    assert!(!verify_many(&root, 2, &mut [leaf(0, 1)], &[sibling]));
}

#[test]
fn no_proof_of_no_leaves_or_of_leaves_beyond_the_list() {
    let list = list(5);
    assert!(list.tree.proof_of_many(&[].into()).is_none());
    assert!(list.tree.proof_of_many(&[4].into()).is_some());
    assert!(list.tree.proof_of_many(&[0, 5].into()).is_none());
    assert!(list.tree.proof_of_many(&[u32::MAX].into()).is_none());
}

proptest! {
    #![proptest_config(fixed(200))]

    #[test]
    fn one_leaf_is_proved_as_verify_proves_it(count in 1u32..200, pick: u32, flip in 0usize..400) {
        let list = list(count);
        let index = pick % count;
        let mut proof = bytes(&list.tree.proof_of_many(&[index].into()).unwrap());
        prop_assert_eq!(&proof, &list.proof(index));

        let leaf = list.leaf(index);
        prop_assert!(verify(&list.root, count, 0, leaf, index, &proof));
        prop_assert!(verify_many(&list.root, count, &mut [(index, leaf)], &proof));
        if let Some(byte) = proof.as_flattened_mut().get_mut(flip) {
            *byte ^= 1;
            prop_assert!(!verify(&list.root, count, 0, leaf, index, &proof));
            prop_assert!(!verify_many(&list.root, count, &mut [(index, leaf)], &proof));
        }
    }

    /// Leaves verify together exactly if each verifies by itself.
    #[test]
    fn several_leaves_are_proved_exactly_if_each_is(
        amounts in prop::collection::vec(0u64..=u64::MAX / 2_000, 1..2_000),
        picks in prop::collection::vec(any::<prop::sample::Index>(), 1..40),
        wrong in prop::option::of((any::<prop::sample::Index>(), 1u64..1_000)),
    ) {
        let list = of((0..).map(claimant).zip(amounts).collect());
        let indices = picks.iter().map(|pick| pick.index(list.entries.len()) as u32).collect();
        let Case { mut leaves, proof, .. } = Case::new(&list, &indices);
        if let Some((at, more)) = wrong {
            let (index, leaf) = at.get(&leaves);
            let (index, claimant) = (*index, list.entries[*index as usize].0);
            let changed = Node::leaf(&OWNER, index, &claimant, leaf.sum() + more);
            leaves[at.index(indices.len())] = (index, changed);
        }
        let each = leaves.iter().all(|(index, leaf)| {
            list.verifies(*leaf, *index, &list.proof(*index))
        });
        prop_assert_eq!(each, wrong.is_none());
        prop_assert_eq!(verify_many(&list.root, list.count, &mut leaves, &proof), each);
    }
}
