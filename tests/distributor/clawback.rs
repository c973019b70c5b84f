//! clawback
//! ├── before the end ................ refuses: NotEnded
//! ├── from the end on, by anyone .... empties and closes the vault; its rent goes back
//! │   ├── donations ................. leave too
//! │   └── a vault never funded ...... what it holds leaves
//! ├── a second time ................. refuses: NoSuchVault
//! └── then .......................... claims stay dead
//! Where the tokens go is in sinks.rs.

use groundswell_tests::{DistributorError, List, list::*, stage::address, tokens};
use solana_instruction::error::InstructionError;

fn list() -> List {
    List::of(&[("alice", 600), ("bob", 400)])
}

#[test]
fn attack_63_refuses_until_the_second_of_the_end() {
    let list = list();
    let mut stage = list.open();

    for now in [MADE, STARTS, ENDS - 1] {
        stage.warp(now);
        list.clawback(&mut stage, 0).fails_with(DistributorError::NotEnded);
    }

    // Until then every leaf can be claimed.
    list.claim(&mut stage, 0).succeeds();
    stage.warp(ENDS);
    list.clawback(&mut stage, 0).succeeds();
}

#[test]
fn empties_and_closes_the_vault() {
    let list = list();
    let mut stage = list.open_lite();
    list.claim(&mut stage, 0).succeeds();
    stage.warp(ENDS);
    let (payer, vault) = (address("payer"), list.keys.vault(0));
    let (rent, before) = (stage.lamports(&vault), stage.lamports(&payer));
    let (supply, sequence) = (stage.supply(&list.keys.mint), list.stored(&mut stage).sequence);

    list.clawback(&mut stage, 0).succeeds();

    assert!(stage.ledger.account(&vault).is_none());
    assert_eq!(stage.lamports(&payer), before + rent - 5_000);
    assert_eq!(stage.supply(&list.keys.mint), supply - 400);
    let stored = list.stored(&mut stage);
    assert_eq!((stored.opened_vaults, stored.sequence), (0, sequence + 1));
}

#[test]
fn attack_26_donations_leave_too() {
    let list = list();
    let mut stage = list.open();
    list.donate(&mut stage, 0, 77);
    list.claim(&mut stage, 0).succeeds();
    list.claim(&mut stage, 1).succeeds();
    assert_eq!(list.vault(&mut stage, 0), 77);
    stage.warp(ENDS);
    list.donate(&mut stage, 0, 5);
    let supply = stage.supply(&list.keys.mint);

    list.clawback(&mut stage, 0).succeeds();

    assert_eq!(stage.supply(&list.keys.mint), supply - 82);
}

#[test]
fn attack_26_lamports_that_were_donated_go_with_the_rent() {
    let list = list();
    let mut stage = list.open_lite();
    let (payer, vault) = (address("payer"), list.keys.vault(0));
    stage.run(&[tokens::send_lamports(&payer, &vault, 1_000_000)], &[]);
    stage.warp(ENDS);
    let all = stage.lamports(&payer) + stage.lamports(&vault);

    list.clawback(&mut stage, 0).succeeds();

    assert_eq!(stage.lamports(&payer), all - 5_000);
}

#[test]
fn a_vault_that_is_empty_or_was_never_funded() {
    for held in [0, 1, 999] {
        let list = list();
        let mut stage = list.lite();
        list.make(&mut stage);
        list.donate(&mut stage, 0, held);
        stage.warp(ENDS);
        let supply = stage.supply(&list.keys.mint);

        list.clawback(&mut stage, 0).succeeds();

        assert_eq!(stage.supply(&list.keys.mint), supply - held);
    }
}

#[test]
fn refuses_a_second_time() {
    let list = list();
    let mut stage = list.open();
    stage.warp(ENDS);
    let again = list.keys.clawback(
        0,
        address("payer"),
        groundswell_sdk::distributor_program::state::Sink::Burn,
        Default::default(),
    );

    let missing = || DistributorError::NoSuchVault;
    list.clawback(&mut stage, 0).then(again).fails_with(missing());
    list.clawback(&mut stage, 0).succeeds();
    list.clawback(&mut stage, 0).fails_with(missing());
}

#[test]
fn attack_63_claims_stay_dead() {
    let list = list();
    let mut stage = list.open();
    list.claim(&mut stage, 0).succeeds();
    stage.warp(ENDS);
    list.clawback(&mut stage, 0).succeeds();

    list.claim(&mut stage, 1).fails_with(DistributorError::Ended);
    list.claim_only(&mut stage, 0).fails_with(DistributorError::Ended);
    // Also by a clock that runs backwards: the vault is gone. The token program cannot read it.
    stage.warp(ENDS - 1);
    list.claim(&mut stage, 1).fails_with(InstructionError::InvalidAccountData);
    list.claim_only(&mut stage, 0).fails_with(DistributorError::AlreadyClaimed);
    list.fund(&mut stage, 0).fails_with(DistributorError::NoSuchVault);
    list.activate(&mut stage, 0).fails_with(DistributorError::NoSuchVault);
}
