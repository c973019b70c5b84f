//! attack_01 (M2): two lists of one creator and one mint, with equal entries. An account of one
//! is refused in every call of the other, and nothing one does changes a byte of the other.

use anchor_lang::prelude::ErrorCode;
use groundswell_sdk::Address;
use groundswell_tests::{DistributorError, List, Refusal, Stage, list::*, stage::address, tokens};
use solana_account::Account;
use solana_instruction::error::InstructionError;

/// Both active, in their first second; whoever is listed has an account.
fn two() -> (Stage, List, List) {
    let entries = List::of(&[("alice", 600), ("bob", 400)]).entries;
    let (one, other) = (List::number(1, entries.clone()), List::number(2, entries));
    let mut stage = one.stage();
    one.activated(&mut stage);
    other.activated(&mut stage);
    stage.make_mint("other mint", &tokens::TOKEN, "creator", 1);
    for name in ["alice", "bob"] {
        stage.run(&[one.open_account(&address(name))], &[]);
    }
    stage.warp(STARTS);
    (stage, one, other)
}

fn bytes(stage: &mut Stage, list: &List) -> Vec<Option<Account>> {
    let keys = &list.keys;
    let all = [keys.distributor, keys.vault(0), keys.page(0)];
    all.iter().map(|address| stage.ledger.account(address)).collect()
}

fn foreign() -> InstructionError {
    ErrorCode::ConstraintAddress.error()
}

fn missing() -> InstructionError {
    DistributorError::NoSuchVault.error()
}

/// What stands in the slots of the other list.
fn theirs(other: &List) -> [(&'static str, Address); 5] {
    [
        ("distributor", other.keys.distributor),
        ("page", other.keys.page(0)),
        ("vault", other.keys.vault(0)),
        ("mint", address("other mint")),
        ("token_program", tokens::TOKEN_2022),
    ]
}

#[test]
fn inv_a3_one_list_does_not_touch_the_other() {
    let (mut stage, one, other) = two();
    let before = bytes(&mut stage, &other);

    one.claim(&mut stage, 0).succeeds();
    one.claim_many(&mut stage, &[1]).succeeds();
    one.donate(&mut stage, 0, 5);
    stage.warp(ENDS);
    one.clawback(&mut stage, 0).succeeds();
    one.close_page(&mut stage, 0).succeeds();
    one.close(&mut stage).succeeds();

    assert_eq!(bytes(&mut stage, &other), before);
}

#[test]
fn a_claim_refuses_every_account_of_the_other() {
    let (mut stage, one, other) = two();

    for (field, address) in theirs(&other) {
        one.claim(&mut stage, 0).with_account(field, address).fails_with(foreign());
        one.claim_many(&mut stage, &[0]).with_account(field, address).fails_with(foreign());
    }
    // All of the other's at once: then it is the other's claim, and the proof is for this one.
    let call = one.claim(&mut stage, 0).with_account("distributor", other.keys.distributor);
    let call = call.with_account("page", other.keys.page(0));
    let call = call.with_account("vault", other.keys.vault(0));
    call.fails_with(DistributorError::ProofMismatch);

    one.claim(&mut stage, 0).succeeds();
    other.claim_many(&mut stage, &[0]).succeeds();
}

#[test]
fn a_clawback_refuses_every_account_of_the_other() {
    let (mut stage, one, other) = two();
    stage.warp(ENDS);
    let mallory = address("mallory");

    for (field, at, error) in [
        ("distributor", other.keys.distributor, missing()),
        ("vault", other.keys.vault(0), missing()),
        ("vault", one.keys.account_of(&address("alice")).0, missing()),
    ] {
        one.clawback(&mut stage, 0).with_account(field, at).fails_with(error);
    }
    for (field, at, error) in [
        ("rent_payer", mallory, foreign()),
        ("mint", address("other mint"), foreign()),
        ("token_program", tokens::TOKEN_2022, foreign()),
    ] {
        one.clawback(&mut stage, 0).with_account(field, at).fails_with(error);
    }
    for number in [1, 15, 16, u8::MAX] {
        one.clawback(&mut stage, number).fails_with(missing());
    }

    one.clawback(&mut stage, 0).succeeds();
}

#[test]
fn closing_refuses_every_account_of_the_other() {
    let (mut stage, one, other) = two();
    stage.warp(ENDS);
    one.clawback(&mut stage, 0).succeeds();

    for (field, at) in [
        ("rent_payer", address("mallory")),
        ("distributor", other.keys.distributor),
        ("page", other.keys.page(0)),
    ] {
        one.close_page(&mut stage, 0).with_account(field, at).fails_with(foreign());
    }
    one.close_page(&mut stage, 0).succeeds();
    one.close(&mut stage).with_account("rent_payer", address("mallory")).fails_with(foreign());
    let call = one.close(&mut stage).with_account("distributor", other.keys.distributor);
    call.fails_with(DistributorError::NothingToClose);
    one.close(&mut stage).succeeds();
}

#[test]
fn opening_refuses_every_account_of_the_other() {
    let entries = List::of(&[("alice", 600), ("bob", 400)]).entries;
    let (one, other) = (List::number(1, entries.clone()), List::number(2, entries));
    let mut stage = one.stage();
    one.create(&mut stage).succeeds();
    other.create(&mut stage).succeeds();
    stage.make_mint("other mint", &tokens::TOKEN, "creator", 1);

    let elsewhere = || InstructionError::InvalidSeeds;
    for (field, at, error) in [
        ("distributor", other.keys.distributor, elsewhere()),
        ("vault", other.keys.vault(0), elsewhere()),
        ("mint", address("other mint"), foreign()),
        ("token_program", tokens::TOKEN_2022, InstructionError::IncorrectProgramId),
        ("token_program", address("mallory"), ErrorCode::ConstraintExecutable.error()),
        ("system_program", tokens::TOKEN, InstructionError::IncorrectProgramId),
    ] {
        one.open_vault(&mut stage, 0).with_account(field, at).fails_with(error);
    }
    one.open_vault(&mut stage, 0).succeeds();
    let call = one.open_page(&mut stage, 0).with_account("system_program", tokens::TOKEN);
    call.fails_with(InstructionError::IncorrectProgramId);
    one.open_page(&mut stage, 0).succeeds();
}

#[test]
fn attack_08_no_account_stands_for_two() {
    let (mut stage, one, _) = two();
    let (page, vault) = (one.keys.page(0), one.keys.vault(0));
    let twice = || ErrorCode::ConstraintDuplicateMutableAccount;

    one.claim(&mut stage, 0).with_account("vault", page).fails_with(twice());
    one.claim(&mut stage, 0).with_account("page", vault).fails_with(twice());
    one.claim_many(&mut stage, &[0]).with_account("vault", page).fails_with(twice());
    stage.warp(ENDS);
    let foreign = ErrorCode::ConstraintAddress;
    one.clawback(&mut stage, 0).with_account("rent_payer", vault).fails_with(foreign);
    one.clawback(&mut stage, 0).with_account("vault", one.keys.distributor).fails_with(twice());
    one.close_page(&mut stage, 0).with_account("rent_payer", page).fails_with(twice());
    one.close(&mut stage).with_account("rent_payer", one.keys.distributor).fails_with(twice());
}
