//! open_vault
//! ├── the only vault ................. is proven by the root itself
//! ├── another node, sum or proof ..... refuses: NodeMismatch
//! ├── beyond the list ................ refuses: NoSuchVault
//! ├── twice .......................... refuses: the address is taken
//! ├── at the end ..................... refuses: Ended
//! ├── another vault's address ........ refuses: InvalidSeeds
//! └── without a signature ............ refuses
//! Lists of several vaults are in vaults.rs.

use groundswell_sdk::math::merkle::Node;
use groundswell_tests::{DistributorError, List, list::*, stage::address};
use solana_instruction::error::InstructionError;

fn list() -> List {
    List::of(&[("alice", 600), ("bob", 400)])
}

#[test]
fn the_only_vault_owes_the_whole_list() {
    let list = list();
    let mut stage = list.stage();
    list.create(&mut stage).succeeds();

    list.open_vault(&mut stage, 0).succeeds();

    let stored = list.stored(&mut stage);
    assert_eq!(stored.vaults[0], list.keys.vault(0));
    assert_eq!(stored.vault_payers[0], address("payer"));
    assert_eq!((stored.vault_sums[0], stored.opened_vaults, stored.funded_vaults), (1_000, 1, 0));
    let vault = stage.ledger.account(&list.keys.vault(0)).unwrap();
    assert_eq!(vault.data[..32], list.keys.mint.to_bytes());
    assert_eq!(vault.data[32..64], list.keys.distributor.to_bytes());
    // Neither delegate nor close authority.
    assert_eq!((vault.data[72], vault.data[129]), (0, 0));
}

#[test]
fn refuses_any_node_but_the_root() {
    let list = list();
    let mut stage = list.stage();
    list.create(&mut stage).succeeds();
    let root = list.tree.root();
    let mismatch = || DistributorError::NodeMismatch;

    for node in [
        Node::new(root.hash(), root.sum() - 1),
        Node::new(root.hash(), root.sum() + 1),
        Node::new([1; 32], root.sum()),
        Node::EMPTY,
        list.tree.node(0, 0).unwrap(),
    ] {
        list.open_vault_with(&mut stage, 0, node, &[]).fails_with(mismatch());
    }
    // A leaf with the proof of a leaf, and a root with a sibling too many.
    let leaf = list.tree.node(0, 0).unwrap();
    list.open_vault_with(&mut stage, 0, leaf, &list.proof(0)).fails_with(mismatch());
    list.open_vault_with(&mut stage, 0, root, &[Node::EMPTY]).fails_with(mismatch());

    list.open_vault_with(&mut stage, 0, root, &[]).succeeds();
}

#[test]
fn refuses_a_vault_beyond_the_list() {
    let list = list();
    let mut stage = list.stage();
    list.create(&mut stage).succeeds();

    for number in [1, 15, 16, u8::MAX] {
        let root = list.tree.root();
        let call = list.open_vault_with(&mut stage, number, root, &[]);
        call.fails_with(DistributorError::NoSuchVault);
    }
    list.open_vault(&mut stage, 0).succeeds();
}

#[test]
fn attack_08_refuses_a_second_time() {
    let list = list();
    let mut stage = list.stage();
    list.create(&mut stage).succeeds();
    list.open_vault(&mut stage, 0).succeeds();
    list.fund(&mut stage, 0).succeeds();

    // What the system program answers when an account is in use.
    list.open_vault(&mut stage, 0).fails_with(InstructionError::Custom(0));

    assert_eq!(list.stored(&mut stage).funded_vaults, 1);
}

#[test]
fn refuses_from_the_end_on() {
    let list = list();
    let mut stage = list.stage();
    list.create(&mut stage).succeeds();

    stage.warp(ENDS);
    list.open_vault(&mut stage, 0).fails_with(DistributorError::Ended);

    stage.warp(ENDS - 1);
    list.open_vault(&mut stage, 0).succeeds();
}

#[test]
fn attack_02_refuses_an_address_that_is_not_derived() {
    let list = list();
    let mut stage = list.stage();
    list.create(&mut stage).succeeds();
    stage.endow("host");
    let other = List::number(2, list.entries.clone());

    let elsewhere = || InstructionError::InvalidSeeds;
    for address in [list.keys.vault(1), other.keys.vault(0), list.keys.page(0)] {
        list.open_vault(&mut stage, 0).with_account("vault", address).fails_with(elsewhere());
    }
    let hosted = list.keys.open_vault(address("host"), 0, list.tree.root(), &[]);
    let call = stage.call(hosted, "OpenVault", &["host"]).without_signature("payer");
    call.fails_with(InstructionError::MissingRequiredSignature);
}
