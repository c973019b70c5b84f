//! fund
//! ├── an empty vault ............. moves the whole sum, to the unit; the list is active
//! ├── a vault that holds some .... moves what is missing
//! ├── a vault that holds enough .. moves nothing, and counts it
//! ├── a second time .............. refuses: VaultFunded
//! ├── no such vault .............. refuses: NoSuchVault
//! ├── at the end ................. refuses: Ended
//! ├── too few tokens ............. refuses: the token program's InsufficientFunds
//! ├── another's tokens ........... refuses: the token program's OwnerMismatch
//! └── foreign accounts, signers .. refuses, each by name

use anchor_lang::prelude::ErrorCode;
use groundswell_tests::{DistributorError, List, Stage, list::*, stage::address, tokens};
use solana_instruction::error::InstructionError;

fn list() -> List {
    List::of(&[("alice", 600), ("bob", 400)])
}

fn made(list: &List) -> Stage {
    let mut stage = list.stage();
    list.make(&mut stage);
    stage
}

#[test]
fn moves_exactly_what_the_list_owes() {
    let list = list();
    let mut stage = made(&list);

    list.fund(&mut stage, 0).succeeds();

    assert_eq!(list.vault(&mut stage, 0), 1_000);
    assert_eq!(list.held(&mut stage, "creator"), 1_000);
    let stored = list.stored(&mut stage);
    assert_eq!((stored.funded_vaults, stored.is_active.get(), stored.sequence), (1, true, 1));
}

#[test]
fn attack_26_a_donation_counts_and_the_surplus_stays() {
    for (donated, moved) in [(1, 999), (999, 1), (1_000, 0), (1_001, 0)] {
        let list = list();
        let mut stage = list.lite();
        list.make(&mut stage);
        list.donate(&mut stage, 0, donated);

        list.fund(&mut stage, 0).succeeds();

        assert_eq!(list.vault(&mut stage, 0), donated.max(1_000));
        assert_eq!(list.held(&mut stage, "creator"), 2_000 - moved);
        assert!(list.stored(&mut stage).is_active.get());
    }
}

#[test]
fn refuses_a_second_time() {
    let list = list();
    let mut stage = made(&list);
    list.fund(&mut stage, 0).succeeds();

    list.fund(&mut stage, 0).fails_with(DistributorError::VaultFunded);

    stage.warp(STARTS);
    list.claim(&mut stage, 0).succeeds();
    list.fund(&mut stage, 0).fails_with(DistributorError::VaultFunded);
}

#[test]
fn refuses_a_vault_that_is_not_there() {
    let list = list();
    let mut stage = list.stage();
    list.create(&mut stage).succeeds();

    // Not opened yet, and never on this list.
    for number in [0, 1, 16, u8::MAX] {
        list.fund(&mut stage, number).fails_with(DistributorError::NoSuchVault);
    }
    list.open_vault(&mut stage, 0).succeeds();
    let number_one =
        list.keys.fund(address("creator"), list.keys.account_of(&address("creator")).0, 1);
    let call = stage.call(number_one, "Fund", &["creator"]);
    call.with_account("vault", list.keys.vault(0)).fails_with(DistributorError::NoSuchVault);
    list.fund(&mut stage, 0).succeeds();
}

#[test]
fn refuses_from_the_end_on() {
    let list = list();
    let mut stage = made(&list);

    stage.warp(ENDS);
    list.fund(&mut stage, 0).fails_with(DistributorError::Ended);

    stage.warp(ENDS - 1);
    list.fund(&mut stage, 0).succeeds();
}

#[test]
fn refuses_one_unit_short() {
    let list = list();
    let mut stage = made(&list);
    stage.endow("funder");
    stage.mint_to("mint", &tokens::TOKEN, "creator", "funder", 999);
    let funder = address("funder");
    let fund = list.keys.fund(funder, list.keys.account_of(&funder).0, 0);

    // The token program's InsufficientFunds.
    let short = InstructionError::Custom(1);
    stage.call(fund.clone(), "Fund", &["funder"]).fails_with(short);
    stage.mint_to("mint", &tokens::TOKEN, "creator", "funder", 1);
    stage.call(fund, "Fund", &["funder"]).succeeds();

    assert_eq!(list.held(&mut stage, "funder"), 0);
}

#[test]
fn attack_03_refuses_tokens_of_who_did_not_sign() {
    let list = list();
    let mut stage = made(&list);
    let creator = list.keys.account_of(&address("creator")).0;
    let fund = list.keys.fund(address("mallory"), creator, 0);

    // The token program's OwnerMismatch.
    stage.call(fund, "Fund", &["mallory"]).fails_with(InstructionError::Custom(4));
    let unsigned = InstructionError::MissingRequiredSignature;
    list.fund(&mut stage, 0).without_signature("funder").fails_with(unsigned);
    // A vault pays nobody but its list: not even itself.
    let vault = list.keys.vault(0);
    let itself = list.fund(&mut stage, 0).with_account("funder_tokens", vault);
    itself.fails_with(ErrorCode::ConstraintDuplicateMutableAccount);
}

#[test]
fn attack_01_refuses_foreign_accounts() {
    let list = list();
    let mut stage = made(&list);
    let other = List::number(2, list.entries.clone());
    other.make(&mut stage);
    stage.make_mint("other mint", &tokens::TOKEN, "creator", 5_000);
    let mint = address("other mint");
    let creator = address("creator");
    let wrong_mint = groundswell_sdk::pda::associated(&creator, &mint, &tokens::TOKEN).0;

    let foreign = || ErrorCode::ConstraintAddress;
    list.fund(&mut stage, 0).with_account("mint", mint).fails_with(foreign());
    let program = tokens::TOKEN_2022;
    list.fund(&mut stage, 0).with_account("token_program", program).fails_with(foreign());
    for (field, at) in [("vault", other.keys.vault(0)), ("distributor", other.keys.distributor)] {
        let call = list.fund(&mut stage, 0).with_account(field, at);
        call.fails_with(DistributorError::NoSuchVault);
    }
    // The token program's MintMismatch.
    let call = list.fund(&mut stage, 0).with_account("funder_tokens", wrong_mint);
    call.fails_with(InstructionError::Custom(3));
    list.fund(&mut stage, 0).succeeds();
}
