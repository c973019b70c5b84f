//! What a proof does not prove
//! ├── an inner node as a leaf ............ refuses: ProofMismatch
//! ├── a leaf or lower node as a vault .... refuses: NodeMismatch
//! ├── a proof of one list on another ..... refuses: ProofMismatch
//! ├── a changed byte ..................... refuses: ProofMismatch
//! └── a tree whose sums do not add up .... pays nobody more than its vaults hold

use groundswell_sdk::math::merkle::{NODE_BYTES, Node, depth};
use groundswell_tests::{DistributorError, List, list::*, stage::address};

fn mismatch() -> DistributorError {
    DistributorError::ProofMismatch
}

#[test]
fn attack_54_no_inner_node_passes_for_a_leaf() {
    let list = List::over(crowd(8));
    let mut stage = list.open_lite();
    let wallets: Vec<_> = list.entries.iter().map(|(wallet, _)| *wallet).collect();

    for height in 1..=depth(8) {
        for position in 0..8 >> height {
            let sum = list.tree.node(height, position).unwrap().sum();
            let proof = list.tree.proof(height, position).unwrap();
            let below = list.tree.proof(0, position << height).unwrap();
            let first = position << height;
            let wallet = &wallets[first as usize];
            // At its own place, at that of the first leaf below it; with its own proof, and
            // with one as long as a leaf's.
            for index in [position, first] {
                for siblings in [&proof[..], &below[..]] {
                    list.claim_with(&mut stage, wallet, index, sum, siblings)
                        .fails_with(mismatch());
                }
            }
        }
    }
}

#[test]
fn attack_54_a_hash_of_two_nodes_is_not_that_of_a_leaf() {
    // A leaf's hash as a list of one would have it, presented as a root of a list of two, with
    // whatever stands where its sibling would be.
    let one = List::of(&[("alice", 600)]);
    let twin = List::of(&[("alice", 600)]).with(|args| {
        args.count = 2;
        args.depth = 1;
    });
    let mut stage = twin.stage();
    twin.create(&mut stage).succeeds();
    twin.open_vault_with(&mut stage, 0, one.tree.root(), &[]).succeeds();
    twin.open_page(&mut stage, 0).succeeds();
    twin.fund(&mut stage, 0).succeeds();
    stage.warp(STARTS);

    for siblings in [&[][..], &[Node::EMPTY], &[one.tree.root()]] {
        let alice = address("alice");
        twin.claim_with(&mut stage, &alice, 0, 600, siblings).fails_with(mismatch());
    }
}

#[test]
fn attack_56_a_proof_of_one_list_proves_nothing_on_another() {
    let entries = List::of(&[("alice", 600), ("bob", 400)]).entries;
    let (one, other) = (List::number(1, entries.clone()), List::number(2, entries));
    let mut stage = one.stage();
    one.activated(&mut stage);
    other.activated(&mut stage);
    stage.warp(STARTS);
    let alice = address("alice");

    one.claim_with(&mut stage, &alice, 0, 600, &other.proof(0)).fails_with(mismatch());
    other.claim_with(&mut stage, &alice, 0, 600, &one.proof(0)).fails_with(mismatch());
    one.claim(&mut stage, 0).succeeds();
    other.claim(&mut stage, 0).succeeds();

    assert_eq!(one.held(&mut stage, "alice"), 1_200);
}

#[test]
fn attack_56_a_root_of_another_list_pays_nobody() {
    let entries = List::of(&[("alice", 600), ("bob", 400)]).entries;
    let other = List::number(2, entries.clone());
    let copy = List::number(1, entries).with(|args| args.root = other.args.root);
    let mut stage = copy.stage();
    copy.create(&mut stage).succeeds();
    copy.open_vault_with(&mut stage, 0, other.tree.root(), &[]).succeeds();
    copy.open_page(&mut stage, 0).succeeds();
    copy.fund(&mut stage, 0).succeeds();
    stage.warp(STARTS);

    for proof in [copy.proof(0), other.proof(0)] {
        let alice = address("alice");
        copy.claim_with(&mut stage, &alice, 0, 600, &proof).fails_with(mismatch());
    }
}

#[test]
fn refuses_a_proof_with_any_byte_changed() {
    let list = List::over(crowd(4));
    let mut stage = list.open_lite();
    let (wallet, amount) = list.entries[2];
    let proof = list.proof(2);

    for level in 0..proof.len() {
        for byte in 0..NODE_BYTES {
            let mut bytes = *proof[level].bytes();
            bytes[byte] ^= 1 << (byte % 8);
            let mut wrong = proof.clone();
            wrong[level] = Node::from_bytes(&bytes);
            list.claim_with(&mut stage, &wallet, 2, amount, &wrong).fails_with(mismatch());
        }
    }

    list.claim_with(&mut stage, &wallet, 2, amount, &proof).succeeds();
}

#[test]
fn attack_64_a_tree_whose_sums_lie_pays_no_more_than_it_holds() {
    // The root hashes Alice's leaf of 600 with a sum of 1: the list would owe 401, not 1,000.
    let honest = List::of(&[("alice", 600), ("bob", 400)]);
    let alice_leaf = honest.tree.node(0, 0).unwrap();
    let bob_leaf = honest.tree.node(0, 1).unwrap();
    let lie = Node::new(alice_leaf.hash(), 1);
    let root = Node::parent(&lie, &bob_leaf).unwrap();
    let list = List::of(&[("alice", 600), ("bob", 400)]).with(|args| {
        args.root = root.hash();
        args.sum = root.sum();
    });
    let mut stage = list.stage();
    list.create(&mut stage).succeeds();
    list.open_vault_with(&mut stage, 0, root, &[]).succeeds();
    list.open_page(&mut stage, 0).succeeds();
    list.fund(&mut stage, 0).succeeds();
    assert_eq!(list.vault(&mut stage, 0), 401);
    stage.warp(STARTS);

    for sibling in [bob_leaf, Node::new(bob_leaf.hash(), 0)] {
        let alice = address("alice");
        list.claim_with(&mut stage, &alice, 0, 600, &[sibling]).fails_with(mismatch());
    }
    let alice = address("alice");
    list.claim_with(&mut stage, &alice, 0, 1, &[bob_leaf]).fails_with(mismatch());
    // Bob's leaf is as it should be, beside the lie.
    list.claim_with(&mut stage, &address("bob"), 1, 400, &[lie]).succeeds();
    assert_eq!(list.vault(&mut stage, 0), 1);
}

#[test]
fn attack_61_sums_beyond_64_bits_prove_nothing() {
    let list = List::of(&[("alice", 600), ("bob", 400)]);
    let mut stage = list.open();
    let sibling = Node::new(list.tree.node(0, 1).unwrap().hash(), u64::MAX);

    let call = list.claim_with(&mut stage, &address("alice"), 0, 600, &[sibling]);
    call.fails_with(DistributorError::ProofMismatch);
}
