//! Accounts that only a bug or an attacker's program could leave behind
//! ├── another program's account with our bytes .... refuses: IllegalOwner
//! ├── a type that poses as another ................ refuses: InvalidAccountData
//! └── counters at their limits .................... refuses: Overflow

use anchor_lang::{bytemuck, prelude::ErrorCode};
use groundswell_sdk::{
    Address,
    distributor_program::state::{Distributor, Page},
};
use groundswell_tests::{DistributorError, List, Stage, list::*, stage::address};
use solana_instruction::error::InstructionError;

fn list() -> List {
    List::of(&[("alice", 600), ("bob", 400)])
}

fn rewrite_list(list: &List, stage: &mut Stage, change: impl FnOnce(&mut Distributor)) {
    let mut stored = list.stored(stage);
    change(&mut stored);
    let mut account = stage.ledger.account(&list.keys.distributor).unwrap();
    account.data[8..].copy_from_slice(bytemuck::bytes_of(&stored));
    stage.ledger.set_account(list.keys.distributor, account);
}

fn rewrite_page(list: &List, stage: &mut Stage, change: impl FnOnce(&mut Page)) {
    let mut stored = list.page(stage, 0);
    change(&mut stored);
    let mut account = stage.ledger.account(&list.keys.page(0)).unwrap();
    account.data[8..8 + size_of::<Page>()].copy_from_slice(bytemuck::bytes_of(&stored));
    stage.ledger.set_account(list.keys.page(0), account);
}

#[test]
fn attack_04_refuses_accounts_of_another_program() {
    for of in ["distributor", "page"] {
        let list = list();
        let mut stage = list.open();
        let at = if of == "page" { list.keys.page(0) } else { list.keys.distributor };
        let mut account = stage.ledger.account(&at).unwrap();
        account.owner = address("mallory's program");
        stage.ledger.set_account(at, account);

        let illegal = || InstructionError::IllegalOwner;
        list.claim(&mut stage, 0).fails_with(illegal());
        list.claim_many(&mut stage, &[0]).fails_with(illegal());
        stage.warp(ENDS);
        list.close_page(&mut stage, 0).fails_with(illegal());
        if of == "distributor" {
            list.clawback(&mut stage, 0).fails_with(illegal());
            list.close(&mut stage).fails_with(illegal());
        }
    }
}

#[test]
fn attack_05_refuses_a_type_that_poses_as_another() {
    let list = list();
    let mut stage = list.open();
    let (distributor, page) = (list.keys.distributor, list.keys.page(0));
    let call = list.claim(&mut stage, 0).with_account("page", distributor);
    call.fails_with(ErrorCode::ConstraintDuplicateMutableAccount);
    let call = list.claim(&mut stage, 0).with_account("distributor", page);
    call.fails_with(ErrorCode::ConstraintDuplicateMutableAccount);
    let swap = |stage: &mut Stage, at: &Address, from: &Address| {
        let genuine = stage.ledger.account(at).unwrap();
        let mut posing = genuine.clone();
        let other = stage.ledger.account(from).unwrap();
        posing.data[..8].copy_from_slice(&other.data[..8]);
        stage.ledger.set_account(*at, posing);
        genuine
    };

    for (at, from) in [(page, distributor), (distributor, page)] {
        let genuine = swap(&mut stage, &at, &from);
        list.claim(&mut stage, 0).fails_with(InstructionError::InvalidAccountData);
        stage.ledger.set_account(at, genuine);
    }

    list.claim(&mut stage, 0).succeeds();
}

#[test]
fn counters_stop_at_their_limits() {
    let list = list();
    let mut stage = list.open();
    let overflow = || DistributorError::Overflow;

    rewrite_page(&list, &mut stage, |page| page.sequence = u64::MAX);
    list.claim(&mut stage, 0).fails_with(overflow());
    rewrite_page(&list, &mut stage, |page| {
        page.sequence = 0;
        page.claimed = u64::MAX - 599;
    });
    list.claim(&mut stage, 0).fails_with(overflow());
    rewrite_page(&list, &mut stage, |page| page.claimed = u64::MAX - 600);
    list.claim(&mut stage, 0).succeeds();

    stage.warp(ENDS);
    rewrite_list(&list, &mut stage, |list| list.open_pages = 0);
    list.close_page(&mut stage, 0).fails_with(overflow());
    rewrite_list(&list, &mut stage, |list| list.sequence = u64::MAX);
    list.clawback(&mut stage, 0).fails_with(overflow());
}
