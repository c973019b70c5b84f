//! Lists of several vaults
//! ├── each vault ............. owes the sum that is proven for its part
//! │   ├── another node ....... refuses: NodeMismatch
//! │   ├── another sum ........ refuses: NodeMismatch
//! │   └── another number ..... refuses: NodeMismatch
//! ├── the list ............... is active once every vault is funded
//! ├── claims of two parts .... write nothing in common
//! ├── claims on another vault  refuses
//! ├── leaves behind the count  refuses: VaultSums
//! └── 13 vaults of 16 ........ those beyond the list do not exist

use anchor_lang::prelude::ErrorCode;
use groundswell_sdk::math::{
    bitmap::PAGE_LEAVES,
    merkle::{Node, depth},
};
use groundswell_tests::{DistributorError, List, Stage, list::*};
use std::collections::BTreeSet;

/// 20,000 leaves: three pages, the first two of vault 0, the third of vault 1.
fn halves() -> List {
    List::over(crowd(20_000)).with(|args| args.vault_levels = 1)
}

fn sum(list: &List, leaves: std::ops::Range<usize>) -> u64 {
    list.entries[leaves].iter().map(|(_, amount)| amount).sum()
}

#[test]
fn each_vault_owes_the_sum_of_its_part() {
    let list = halves();
    let mut stage = list.lite();

    list.make(&mut stage);

    let stored = list.stored(&mut stage);
    assert_eq!(stored.vault_sums[0], sum(&list, 0..16_384));
    assert_eq!(stored.vault_sums[1], sum(&list, 16_384..20_000));
    assert_eq!(stored.vault_sums[2..], [0; 14]);
    assert_eq!((stored.opened_vaults, stored.open_pages), (0b11, 3));
    let vaults: Vec<_> = (0..3).map(|page| list.page(&mut stage, page).vault).collect();
    let (zero, one) = (list.keys.vault(0), list.keys.vault(1));
    assert_eq!(vaults, [zero, zero, one]);
}

#[test]
fn refuses_another_part() {
    let list = halves();
    let mut stage = list.lite();
    list.create(&mut stage).succeeds();
    let node = |height, position| list.tree.node(height, position).unwrap();
    let (left, right) = (node(14, 0), node(14, 1));
    let mismatch = || DistributorError::NodeMismatch;

    for (number, node, proof) in [
        // The other part, also with its own proof.
        (0, right, vec![right]),
        (0, right, vec![left]),
        (1, left, vec![left]),
        (1, left, vec![right]),
        // The whole; a page; a leaf.
        (0, list.tree.root(), vec![]),
        (0, list.tree.root(), vec![Node::EMPTY]),
        (0, node(13, 0), list.tree.proof(13, 0).unwrap()),
        (1, node(13, 2), list.tree.proof(13, 2).unwrap()),
        (0, node(0, 0), list.proof(0)),
        (0, node(0, 0), vec![right]),
        // A sum that is moved from one to the other, or made up.
        (0, Node::new(left.hash(), left.sum() - 1), vec![Node::new(right.hash(), right.sum() + 1)]),
        (0, Node::new(left.hash(), 1), vec![right]),
        (0, Node::new(left.hash(), u64::MAX), vec![right]),
        (0, left, vec![]),
        (0, left, vec![right, Node::EMPTY]),
    ] {
        list.open_vault_with(&mut stage, number, node, &proof).fails_with(mismatch());
    }

    for number in [2, 3] {
        let call = list.open_vault_with(&mut stage, number, left, &[right]);
        call.fails_with(DistributorError::NoSuchVault);
    }
    list.open_vault_with(&mut stage, 1, right, &[left]).succeeds();
    list.open_vault_with(&mut stage, 0, left, &[right]).succeeds();
}

#[test]
fn attack_64_is_active_once_every_vault_is_funded() {
    let list = halves();
    let mut stage = list.lite();
    list.make(&mut stage);
    stage.warp(STARTS);

    list.fund(&mut stage, 1).succeeds();
    assert!(!list.stored(&mut stage).is_active.get());
    for index in [0, 19_999] {
        list.claim(&mut stage, index).fails_with(DistributorError::NotActive);
    }
    let owed = list.stored(&mut stage).vault_sums[0];
    list.donate(&mut stage, 0, owed - 1);
    list.activate(&mut stage, 0).fails_with(DistributorError::Underfunded);
    list.donate(&mut stage, 0, 1);
    list.activate(&mut stage, 0).succeeds();

    assert!(list.stored(&mut stage).is_active.get());
    for index in [0, 19_999] {
        list.claim(&mut stage, index).succeeds();
    }
    assert_eq!(list.stored(&mut stage).sequence, 2);
}

#[test]
fn attack_64_vaults_that_are_missing_are_not_counted_as_funded() {
    let list = halves();
    let mut stage = list.lite();
    list.create(&mut stage).succeeds();
    list.open_vault(&mut stage, 0).succeeds();
    list.open_page(&mut stage, 0).succeeds();
    list.fund(&mut stage, 0).succeeds();
    stage.warp(STARTS);

    list.claim(&mut stage, 0).fails_with(DistributorError::NotActive);
    list.open_page(&mut stage, 2).fails_with(DistributorError::NoSuchVault);
    list.open_vault(&mut stage, 1).succeeds();
    list.claim(&mut stage, 0).fails_with(DistributorError::NotActive);

    list.fund(&mut stage, 1).succeeds();
    list.claim(&mut stage, 0).succeeds();
}

#[test]
fn claims_of_two_parts_write_nothing_in_common() {
    let list = halves();
    let writes = |index: u32| -> BTreeSet<_> {
        let (wallet, amount) = list.entries[index as usize];
        let claim = list.keys.claim(&wallet, index, amount, &list.proof(index));
        claim.accounts.iter().filter(|meta| meta.is_writable).map(|meta| meta.pubkey).collect()
    };

    let (left, right) = (writes(16_383), writes(16_384));

    let of = |index: u32, page, vault| {
        let wallet = list.entries[index as usize].0;
        BTreeSet::from([
            list.keys.page(page),
            list.keys.vault(vault),
            list.keys.account_of(&wallet).0,
        ])
    };
    assert_eq!((&left, &right), (&of(16_383, 1, 0), &of(16_384, 2, 1)));
    assert!(left.is_disjoint(&right));
    // And these are all that must be writable.
    let mut stage = list.open_lite();
    for index in [16_383, 16_384] {
        list.claim(&mut stage, index).succeeds();
    }
    let left = list.entries[16_383].1;
    let owed = list.stored(&mut stage).vault_sums[0];
    assert_eq!(list.vault(&mut stage, 0), owed - left);
}

#[test]
fn refuses_to_pay_from_another_part() {
    let list = halves();
    let mut stage = list.open_lite();
    let (zero, one) = (list.keys.vault(0), list.keys.vault(1));

    let foreign = || ErrorCode::ConstraintAddress;
    list.claim(&mut stage, 0).with_account("vault", one).fails_with(foreign());
    list.claim(&mut stage, 19_999).with_account("vault", zero).fails_with(foreign());
    let page = list.keys.page(2);
    let call = list.claim(&mut stage, 0).with_account("vault", one).with_account("page", page);
    call.fails_with(DistributorError::AnotherPage);
}

#[test]
fn a_part_that_is_owed_nothing_needs_no_tokens() {
    let mut entries = crowd(PAGE_LEAVES + 2);
    entries[PAGE_LEAVES as usize..].iter_mut().for_each(|(_, amount)| *amount = 0);
    let list = List::over(entries).with(|args| args.vault_levels = 1);
    let mut stage = list.lite();
    list.make(&mut stage);
    list.fund(&mut stage, 0).succeeds();
    stage.warp(STARTS);

    list.claim(&mut stage, 0).fails_with(DistributorError::NotActive);
    list.activate(&mut stage, 1).succeeds();

    list.claim(&mut stage, 0).succeeds();
    list.claim(&mut stage, PAGE_LEAVES).fails_with(DistributorError::ZeroAmount);
}

#[test]
fn each_vault_is_emptied_by_itself() {
    let list = halves();
    let mut stage = list.open_lite();
    list.claim(&mut stage, 0).succeeds();
    stage.warp(ENDS);
    let supply = stage.supply(&list.keys.mint);
    let left = list.vault(&mut stage, 1);

    list.clawback(&mut stage, 1).succeeds();

    assert_eq!(supply - stage.supply(&list.keys.mint), left);
    assert_eq!(list.stored(&mut stage).opened_vaults, 0b01);
    list.clawback(&mut stage, 1).fails_with(DistributorError::NoSuchVault);
    for page in 0..3 {
        list.close_page(&mut stage, page).succeeds();
    }
    list.close(&mut stage).fails_with(DistributorError::NothingToClose);
    list.clawback(&mut stage, 0).succeeds();
    list.close(&mut stage).succeeds();
}

#[test]
fn thirteen_vaults_of_sixteen() {
    let list = List::over(crowd(12 * PAGE_LEAVES + 1)).with(|args| args.vault_levels = 4);
    assert_eq!((depth(list.keys.count), list.keys.vault_count()), (17, 13));
    let mut stage: Stage = list.lite();
    list.create(&mut stage).succeeds();

    // What lies beyond the list is empty, and can be proven to be: it is no vault.
    let empty = list.tree.node(13, 13).unwrap();
    assert_eq!(empty.sum(), 0);
    let beside = list.tree.node(13, 12).unwrap();
    let mut proof = list.tree.proof(13, 12).unwrap();
    proof[0] = beside;
    let call = list.open_vault_with(&mut stage, 13, empty, &proof);
    call.fails_with(DistributorError::NoSuchVault);
    for number in (0..13).rev() {
        list.open_vault(&mut stage, number).succeeds();
        list.open_page(&mut stage, number.into()).succeeds();
        list.fund(&mut stage, number).succeeds();
    }
    stage.warp(STARTS);

    for page in 0..13 {
        list.claim(&mut stage, page * PAGE_LEAVES).succeeds();
    }
    assert_eq!(list.vault(&mut stage, 12), 0);
}

#[test]
fn attack_64_refuses_a_tree_with_leaves_behind_its_count() {
    // 32,768 leaves, of which the list admits to 16,385: three parts of four.
    let mut list = List::over(crowd(32_768)).with(|args| {
        (args.count, args.vault_levels) = (16_385, 2);
    });
    list.keys.count = 16_385;
    let mut stage = list.lite();
    list.create(&mut stage).succeeds();

    list.open_vault(&mut stage, 0).succeeds();
    list.open_vault(&mut stage, 1).succeeds();
    list.open_vault(&mut stage, 2).fails_with(DistributorError::VaultSums);
    list.open_vault(&mut stage, 3).fails_with(DistributorError::NoSuchVault);
}
