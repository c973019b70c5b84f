//! activate
//! ├── a vault that holds its part ..... counts it; the last one activates the list
//! ├── one unit short .................. refuses: Underfunded
//! ├── a second time ................... refuses: VaultFunded
//! ├── a vault that is not there ....... refuses: NoSuchVault
//! ├── at the end ...................... refuses: Ended
//! └── then ............................ nothing leaves the vault but claims, until the end

use groundswell_tests::{DistributorError, List, list::*};

fn list() -> List {
    List::of(&[("alice", 600), ("bob", 400)])
}

#[test]
fn attack_64_refuses_one_unit_short() {
    let list = list();
    let mut stage = list.stage();
    list.make(&mut stage);

    list.activate(&mut stage, 0).fails_with(DistributorError::Underfunded);
    list.donate(&mut stage, 0, 999);
    list.activate(&mut stage, 0).fails_with(DistributorError::Underfunded);
    stage.warp(STARTS);
    list.claim(&mut stage, 0).fails_with(DistributorError::NotActive);

    list.donate(&mut stage, 0, 1);
    list.activate(&mut stage, 0).succeeds();
    assert!(list.stored(&mut stage).is_active.get());
    list.claim(&mut stage, 0).succeeds();
    list.claim(&mut stage, 1).succeeds();
}

#[test]
fn attack_64_what_was_donated_cannot_be_taken_back() {
    let list = list();
    let mut stage = list.stage();
    list.make(&mut stage);
    list.donate(&mut stage, 0, 1_500);
    list.activate(&mut stage, 0).succeeds();

    // Neither by what leads here nor by what ends the list.
    for now in [MADE, STARTS, ENDS - 1] {
        stage.warp(now);
        list.clawback(&mut stage, 0).fails_with(DistributorError::NotEnded);
        list.fund(&mut stage, 0).fails_with(DistributorError::VaultFunded);
        list.close_page(&mut stage, 0).fails_with(DistributorError::NotEnded);
        list.close(&mut stage).fails_with(DistributorError::NotEnded);
    }

    assert_eq!(list.vault(&mut stage, 0), 1_500);
    list.claim(&mut stage, 0).succeeds();
    list.claim(&mut stage, 1).succeeds();
    assert_eq!(list.vault(&mut stage, 0), 500);
}

#[test]
fn refuses_a_second_time() {
    let list = list();
    let mut stage = list.stage();
    list.activated(&mut stage);

    list.activate(&mut stage, 0).fails_with(DistributorError::VaultFunded);
}

#[test]
fn refuses_a_vault_that_is_not_there() {
    let list = list();
    let mut stage = list.stage();
    list.create(&mut stage).succeeds();

    for number in [0, 1, 16, u8::MAX] {
        list.activate(&mut stage, number).fails_with(DistributorError::NoSuchVault);
    }
    list.open_vault(&mut stage, 0).succeeds();
    list.donate(&mut stage, 0, 1_000);
    list.activate(&mut stage, 0).succeeds();
}

#[test]
fn refuses_from_the_end_on() {
    let list = list();
    let mut stage = list.stage();
    list.make(&mut stage);
    list.donate(&mut stage, 0, 1_000);

    stage.warp(ENDS);
    list.activate(&mut stage, 0).fails_with(DistributorError::Ended);

    stage.warp(ENDS - 1);
    list.activate(&mut stage, 0).succeeds();
}

#[test]
fn attack_64_refuses_an_account_that_is_not_the_vault() {
    let list = list();
    let mut stage = list.stage();
    list.make(&mut stage);
    let rich = list.keys.account_of(&list.keys.creator).0;
    let other = List::number(2, list.entries.clone());
    other.make(&mut stage);
    other.donate(&mut stage, 0, 1_000);

    let missing = || DistributorError::NoSuchVault;
    for (field, at) in
        [("vault", rich), ("vault", other.keys.vault(0)), ("distributor", other.keys.distributor)]
    {
        list.activate(&mut stage, 0).with_account(field, at).fails_with(missing());
    }
    list.activate(&mut stage, 0).fails_with(DistributorError::Underfunded);
}
