//! claim
//! ├── while the list is open
//! │   ├── by a stranger .............. pays the leaf and books it on the page
//! │   ├── a second time .............. refuses: AlreadyClaimed, also in the same transaction
//! │   ├── a wallet listed twice ...... is paid both leaves
//! │   ├── another amount or wallet ... refuses: ProofMismatch
//! │   ├── a leaf of nothing .......... refuses: ZeroAmount
//! │   ├── on another page ............ refuses: AnotherPage
//! │   └── data that was cut off ...... refuses
//! ├── before it is funded ............ refuses: NotActive
//! └── before its page is there ....... refuses
//! Steps and the end are in steps.rs, whom it pays in destinations.rs.

use groundswell_sdk::math::{bitmap::PAGE_LEAVES, merkle::Node};
use groundswell_tests::{DistributorError, List, list::*, stage::address};
use solana_instruction::error::InstructionError;

fn list() -> List {
    List::of(&[("alice", 600), ("bob", 400), ("carol", 7)])
}

#[test]
fn pays_a_listed_wallet_in_full() {
    let list = list();
    let mut stage = list.open();
    let before = list.stored(&mut stage).sequence;

    list.claim(&mut stage, 0).succeeds();
    list.claim(&mut stage, 2).succeeds();

    assert_eq!((list.held(&mut stage, "alice"), list.held(&mut stage, "carol")), (600, 7));
    assert_eq!(list.vault(&mut stage, 0), 400);
    let page = list.page(&mut stage, 0);
    assert_eq!((page.claimed, page.sequence), (607, 2));
    assert_eq!(list.stored(&mut stage).sequence, before);
}

#[test]
fn pays_the_only_leaf_without_a_proof() {
    let list = List::of(&[("alice", 600)]);
    let mut stage = list.open();
    assert!(list.proof(0).is_empty());

    list.claim(&mut stage, 0).succeeds();

    assert_eq!(list.held(&mut stage, "alice"), 600);
}

#[test]
fn pays_the_largest_amount_there_is() {
    let list = List::of(&[("alice", u64::MAX - 1), ("bob", 1)]);
    let mut stage = list.open();

    list.claim(&mut stage, 0).succeeds();
    list.claim(&mut stage, 1).succeeds();

    assert_eq!(list.held(&mut stage, "alice"), u64::MAX - 1);
    assert_eq!(list.vault(&mut stage, 0), 0);
}

#[test]
fn attack_57_refuses_a_second_time() {
    let list = list();
    let mut stage = list.open();
    let (alice, amount) = list.entries[0];
    let again = list.keys.claim(&alice, 0, amount, &list.proof(0));

    // In the same transaction ..
    list.claim(&mut stage, 0).then(again).fails_with(DistributorError::AlreadyClaimed);
    // .. in the next ..
    list.claim(&mut stage, 0).succeeds();
    list.claim(&mut stage, 0).fails_with(DistributorError::AlreadyClaimed);
    list.claim_many(&mut stage, &[0]).fails_with(DistributorError::AlreadyClaimed);
    // .. and at any later time.
    stage.warp(ENDS - 1);
    list.claim(&mut stage, 0).fails_with(DistributorError::AlreadyClaimed);

    assert_eq!(list.held(&mut stage, "alice"), 600);
    list.claim(&mut stage, 1).succeeds();
}

#[test]
fn attack_59_a_wallet_listed_twice_is_paid_twice() {
    let list = List::of(&[("alice", 600), ("bob", 400), ("alice", 600), ("alice", 5)]);
    let mut stage = list.open();

    list.claim(&mut stage, 0).succeeds();
    list.claim(&mut stage, 2).succeeds();
    list.claim(&mut stage, 0).fails_with(DistributorError::AlreadyClaimed);
    list.claim(&mut stage, 2).fails_with(DistributorError::AlreadyClaimed);
    list.claim(&mut stage, 3).succeeds();

    assert_eq!(list.held(&mut stage, "alice"), 1_205);
    assert_eq!(list.vault(&mut stage, 0), 400);
}

#[test]
fn refuses_another_amount_or_number() {
    let list = list();
    let mut stage = list.open();
    let (alice, proof) = (address("alice"), list.proof(0));

    let mismatch = || DistributorError::ProofMismatch;
    for amount in [1, 599, 601, 1_007, u64::MAX] {
        list.claim_with(&mut stage, &alice, 0, amount, &proof).fails_with(mismatch());
    }
    for index in [1, 2, 3] {
        list.claim_with(&mut stage, &alice, index, 600, &proof).fails_with(mismatch());
    }
    list.claim_with(&mut stage, &address("mallory"), 0, 600, &proof).fails_with(mismatch());

    list.claim_with(&mut stage, &alice, 0, 600, &proof).succeeds();
}

#[test]
fn attack_58_refuses_a_leaf_number_beyond_the_list() {
    let list = list();
    let mut stage = list.open();

    // Leaf 3 of a tree of four is empty; all others do not exist.
    for index in [3, 4, 7, 8, 63, 64, 65, 8_191] {
        let call = list.claim_with(&mut stage, &address("alice"), index, 600, &list.proof(0));
        let call = call.with_account("vault", list.keys.vault(0));
        call.fails_with(DistributorError::ProofMismatch);
    }
    // These are not even on a page of the list.
    for index in [PAGE_LEAVES, u32::MAX] {
        let call = list.claim_with(&mut stage, &address("alice"), index, 600, &list.proof(0));
        let call = call.with_account("page", list.keys.page(0));
        let call = call.with_account("vault", list.keys.vault(0));
        call.fails_with(DistributorError::ProofMismatch);
    }
}

#[test]
fn refuses_a_leaf_of_nothing() {
    let list = List::of(&[("alice", 0), ("bob", 1)]);
    let mut stage = list.open();

    list.claim(&mut stage, 0).fails_with(DistributorError::ZeroAmount);

    list.claim(&mut stage, 1).succeeds();
}

#[test]
fn attack_58_refuses_the_bits_of_another_page() {
    let list = List::over(crowd(PAGE_LEAVES + 1));
    let mut stage = list.open_lite();
    let (first, last) = (list.keys.page(0), list.keys.page(1));

    let another = || DistributorError::AnotherPage;
    list.claim(&mut stage, 0).with_account("page", last).fails_with(another());
    list.claim(&mut stage, PAGE_LEAVES - 1).with_account("page", last).fails_with(another());
    list.claim(&mut stage, PAGE_LEAVES).with_account("page", first).fails_with(another());

    for index in [0, PAGE_LEAVES - 1, PAGE_LEAVES] {
        list.claim(&mut stage, index).succeeds();
    }
}

#[test]
fn refuses_before_every_vault_is_funded() {
    let list = list();
    let mut stage = list.stage();
    list.make(&mut stage);
    stage.warp(STARTS);

    list.claim(&mut stage, 0).fails_with(DistributorError::NotActive);

    list.fund(&mut stage, 0).succeeds();
    list.claim(&mut stage, 0).succeeds();
}

#[test]
fn waits_for_its_page() {
    let list = list();
    let mut stage = list.stage();
    list.create(&mut stage).succeeds();
    list.open_vault(&mut stage, 0).succeeds();
    list.fund(&mut stage, 0).succeeds();
    stage.warp(STARTS);

    // There is no account yet: nothing that could be a page.
    list.claim(&mut stage, 0).fails_with(InstructionError::AccountDataTooSmall);

    list.open_page(&mut stage, 0).succeeds();
    list.claim(&mut stage, 0).succeeds();
}

#[test]
fn attack_15_refuses_data_that_was_cut_off() {
    let list = list();
    let mut stage = list.open_lite();
    let (alice, amount) = list.entries[0];
    let whole = list.keys.claim(&alice, 0, amount, &list.proof(0));
    stage.run(&[list.open_account(&alice)], &[]);

    for length in 0..whole.data.len() {
        let mut cut = whole.clone();
        cut.data.truncate(length);
        let call = stage.call(cut, "Claim", &[]);
        call.fails_with(InstructionError::InvalidInstructionData);
    }

    // What comes behind is not read.
    // Anchor does not read what comes behind.
    let mut longer = whole.clone();
    longer.data.extend_from_slice(&[7; 40]);
    stage.call(longer, "Claim", &[]).succeeds();
    stage.call(whole, "Claim", &[]).fails_with(DistributorError::AlreadyClaimed);
}

#[test]
fn attack_55_refuses_a_proof_of_another_length() {
    let list = list();
    let mut stage = list.open();
    let (alice, amount) = list.entries[0];
    let proof = list.proof(0);
    let longer = [&proof[..], &[Node::EMPTY]].concat();
    let doubled = [&proof[..], &proof[..]].concat();

    for wrong in [&proof[..1], &proof[1..], &[], &longer, &doubled] {
        let call = list.claim_with(&mut stage, &alice, 0, amount, wrong);
        call.fails_with(DistributorError::ProofMismatch);
    }

    list.claim(&mut stage, 0).succeeds();
}
