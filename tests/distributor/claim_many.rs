//! claim_many
//! ├── 1 to 16 leaves of one page ..... pays each
//! │   └── of one wallet .............. pays it for each
//! ├── none, or 17 .................... refuses: NoLeaves
//! ├── not ascending, or one twice .... refuses: NoLeaves
//! ├── accounts too few or too many ... refuses: NoLeaves
//! ├── accounts in another order ...... refuses: ProofMismatch
//! ├── another page ................... refuses: AnotherPage
//! ├── one bad leaf ................... refuses all, and changes nothing
//! └── a proof too short or too long .. refuses: ProofMismatch

use groundswell_sdk::math::{bitmap::PAGE_LEAVES, merkle::Node};
use groundswell_tests::{Call, DistributorError, List, Stage, list::*, stage::address};
use solana_instruction::{Instruction, error::InstructionError};

/// An open list of so many, the first 20 of whom have accounts.
fn open(list: &List) -> Stage {
    let mut stage = list.open_lite();
    for (wallet, _) in list.entries.iter().take(20) {
        stage.run(&[list.open_account(wallet)], &[]);
    }
    stage
}

fn proof(list: &List, indices: &[u32]) -> Vec<Node> {
    list.tree.proof_of_many(&indices.iter().copied().collect()).unwrap()
}

/// The instruction that pays `indices`, to be tampered with.
fn paying(list: &List, indices: &[u32]) -> Instruction {
    let leaf = |index: &u32| {
        let (wallet, amount) = list.entries[*index as usize];
        (wallet, *index, amount)
    };
    let leaves: Vec<_> = indices.iter().map(leaf).collect();
    list.keys.claim_many(&leaves, &proof(list, indices))
}

fn send<'s>(stage: &'s mut Stage, instruction: Instruction) -> Call<'s> {
    stage.call(instruction, "ClaimMany", &[])
}

#[test]
fn pays_one_to_sixteen() {
    let list = List::over(crowd(33));
    let mut stage = open(&list);
    let sixteen: Vec<u32> = (1..17).collect();

    list.claim_many(&mut stage, &[0]).succeeds();
    list.claim_many(&mut stage, &sixteen).succeeds();

    let paid: u64 = list.entries[..17].iter().map(|(_, amount)| amount).sum();
    for (wallet, amount) in &list.entries[..17] {
        assert_eq!(list.balance(&mut stage, wallet), *amount);
    }
    assert_eq!(list.vault(&mut stage, 0), list.args.sum - paid);
    let page = list.page(&mut stage, 0);
    assert_eq!((page.claimed, page.sequence), (paid, 17));
}

#[test]
fn refuses_none_and_seventeen() {
    let list = List::over(crowd(33));
    let mut stage = open(&list);
    let seventeen: Vec<u32> = (0..17).collect();

    list.claim_many_with(&mut stage, &[], &[]).fails_with(DistributorError::NoLeaves);
    list.claim_many(&mut stage, &seventeen).fails_with(DistributorError::NoLeaves);

    list.claim_many(&mut stage, &seventeen[..16]).succeeds();
}

#[test]
fn attack_57_refuses_leaves_that_do_not_ascend() {
    let list = List::over(crowd(9));
    let mut stage = open(&list);

    for indices in [&[3, 1][..], &[3, 3], &[0, 2, 1], &[0, 0, 1], &[5, 4, 3]] {
        let proof = proof(&list, indices);
        let call = list.claim_many_with(&mut stage, indices, &proof);
        call.fails_with(DistributorError::NoLeaves);
    }

    list.claim_many(&mut stage, &[1, 3]).succeeds();
    list.claim_many(&mut stage, &[0, 2, 4, 5]).succeeds();
}

#[test]
fn attack_12_refuses_accounts_that_do_not_match_the_leaves() {
    let list = List::over(crowd(9));
    let mut stage = open(&list);
    let whole = paying(&list, &[1, 2, 3]);
    let (fixed, last) = (whole.accounts.len() - 3, whole.accounts.len() - 1);

    let mut fewer = whole.clone();
    fewer.accounts.pop();
    send(&mut stage, fewer).fails_with(DistributorError::NoLeaves);
    let mut more = whole.clone();
    more.accounts.push(whole.accounts[last].clone());
    send(&mut stage, more).fails_with(DistributorError::NoLeaves);
    let mut swapped = whole.clone();
    swapped.accounts.swap(fixed, last);
    let (first_bump, last_bump) =
        (list.keys.account_of(&list.entries[1].0).1, list.keys.account_of(&list.entries[3].0).1);
    assert_ne!(first_bump, last_bump);
    send(&mut stage, swapped).fails_with(DistributorError::NotTheOwnersAccount);
    let mut one_for_all = whole.clone();
    one_for_all.accounts[fixed + 1] = whole.accounts[fixed].clone();
    send(&mut stage, one_for_all).fails_with(DistributorError::NotTheOwnersAccount);

    send(&mut stage, whole).succeeds();
}

#[test]
fn attack_12_refuses_accounts_of_others_with_their_bumps() {
    let list = List::over(crowd(9));
    let mut stage = open(&list);
    // Leaf 2 paid to leaf 5's wallet.
    let (one, five) = (list.entries[1], list.entries[5]);
    let leaves = [(one.0, 1, one.1), (five.0, 2, list.entries[2].1)];

    let stolen = list.keys.claim_many(&leaves, &proof(&list, &[1, 2]));
    send(&mut stage, stolen).fails_with(DistributorError::ProofMismatch);
}

#[test]
fn attack_59_pays_a_wallet_for_each_of_its_leaves() {
    let list = List::of(&[("alice", 600), ("bob", 400), ("alice", 50), ("alice", 5)]);
    let mut stage = open(&list);

    list.claim_many(&mut stage, &[0, 2, 3]).succeeds();

    assert_eq!(list.held(&mut stage, "alice"), 655);
    list.claim_many(&mut stage, &[2]).fails_with(DistributorError::AlreadyClaimed);
}

#[test]
fn attack_58_refuses_leaves_of_another_page() {
    let list = List::over(crowd(PAGE_LEAVES + 8));
    let mut stage = open(&list);
    for index in [PAGE_LEAVES - 1, PAGE_LEAVES] {
        stage.run(&[list.open_account(&list.entries[index as usize].0)], &[]);
    }

    let across = [PAGE_LEAVES - 1, PAGE_LEAVES];
    for page in [0, 1] {
        let call = list.claim_many(&mut stage, &across).with_account("page", list.keys.page(page));
        call.fails_with(DistributorError::AnotherPage);
    }

    list.claim_many(&mut stage, &across[..1]).succeeds();
    list.claim_many(&mut stage, &across[1..]).succeeds();
}

#[test]
fn one_bad_leaf_refuses_all() {
    let list = List::over(crowd(33));
    let mut stage = open(&list);
    list.claim(&mut stage, 7).succeeds();

    // One that was paid, one whose account is closed, one with another amount.
    let paid = [5, 6, 7, 8];
    list.claim_many(&mut stage, &paid).fails_with(DistributorError::AlreadyClaimed);
    let closed = [5, 6, 25];
    list.claim_many(&mut stage, &closed).fails_with(DistributorError::NotTheOwnersAccount);
    for (amount, error) in [
        (list.entries[6].1 + 1, DistributorError::ProofMismatch),
        (0, DistributorError::ZeroAmount),
    ] {
        let leaves = [(list.entries[5].0, 5, list.entries[5].1), (list.entries[6].0, 6, amount)];
        let wrong = list.keys.claim_many(&leaves, &proof(&list, &[5, 6]));
        send(&mut stage, wrong).fails_with(error);
    }

    assert_eq!(list.page(&mut stage, 0).sequence, 1);
    list.claim_many(&mut stage, &[5, 6, 8]).succeeds();
}

#[test]
fn refuses_another_proof() {
    let list = List::over(crowd(33));
    let mut stage = open(&list);
    let indices = [2, 3, 9];
    let right = proof(&list, &indices);
    let longer = [&right[..], &[Node::EMPTY]].concat();
    let mut swapped = right.clone();
    swapped.swap(0, 1);
    let of_others = proof(&list, &[2, 3, 8]);

    let mismatch = || DistributorError::ProofMismatch;
    for wrong in [&right[1..], &right[..right.len() - 1], &longer, &swapped, &of_others, &[]] {
        list.claim_many_with(&mut stage, &indices, wrong).fails_with(mismatch());
    }

    list.claim_many_with(&mut stage, &indices, &right).succeeds();
}

#[test]
fn refuses_before_the_list_is_active() {
    let list = List::of(&[("alice", 600), ("bob", 400)]);
    let mut stage = list.lite();
    list.make(&mut stage);
    stage.run(&[list.open_account(&address("alice"))], &[]);
    stage.warp(STARTS);

    list.claim_many(&mut stage, &[0]).fails_with(DistributorError::NotActive);

    list.fund(&mut stage, 0).succeeds();
    list.claim_many(&mut stage, &[0]).succeeds();
}

#[test]
fn refuses_an_account_that_must_not_be_written() {
    let list = List::of(&[("alice", 600), ("bob", 400)]);
    let mut stage = list.open();
    stage.run(&[list.open_account(&address("alice"))], &[]);
    let mut call = list.keys.claim_many(&[(address("alice"), 0, 600)], &list.proof(0));
    call.accounts.last_mut().unwrap().is_writable = false;

    stage.call(call, "ClaimMany", &[]).fails_with(InstructionError::InvalidArgument);
}
