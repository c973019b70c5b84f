//! Whom a claim pays
//! ├── the owner's associated account ... whoever asks, whoever made the account
//! ├── another account of the owner ..... refuses: NotTheOwnersAccount
//! ├── another wallet's account ......... refuses: ProofMismatch
//! ├── an account that was given away ... refuses: NotTheOwnersAccount, until it is given back
//! ├── an account of another mint ....... refuses: NotTheOwnersAccount
//! ├── an account that was closed ....... refuses: NotTheOwnersAccount, until it is opened
//! ├── another bump ..................... refuses: NotTheOwnersAccount
//! └── the vault itself ................. refuses

use anchor_lang::prelude::ErrorCode;
use groundswell_sdk::Address;
use groundswell_tests::{DistributorError, List, Stage, stage::address, tokens};
use spl_token_interface::instruction::{
    AuthorityType, close_account, initialize_account3, set_authority,
};

fn list() -> List {
    List::of(&[("alice", 600), ("bob", 400)])
}

/// Moves the ownership of a token account.
fn give_away(stage: &mut Stage, account: &Address, from: &str, to: &str) {
    let kind = AuthorityType::AccountOwner;
    let (from_key, to_key) = (address(from), address(to));
    let give = set_authority(&tokens::TOKEN, account, Some(&to_key), kind, &from_key, &[]);
    stage.run(&[give.unwrap()], &[from]);
}

fn refused() -> DistributorError {
    DistributorError::NotTheOwnersAccount
}

#[test]
fn attack_65_a_stranger_pays_the_owner() {
    let list = list();
    let mut stage = list.open();
    stage.endow("stranger");
    let (alice, stranger) = (address("alice"), stage.key("stranger"));
    let open = tokens::open(&address("stranger"), &alice, &list.keys.mint, &tokens::TOKEN);
    let claim = list.keys.claim(&alice, 0, 600, &list.proof(0));

    // Alice has no lamports, signs nothing, and no other wallet is named.
    let outcome = stage.ledger.send(&[open, claim], &[&stranger]);

    assert_eq!(outcome.result, Ok(()));
    assert_eq!((list.held(&mut stage, "alice"), stage.lamports(&alice)), (600, 0));
    assert_eq!(list.held(&mut stage, "stranger"), 0);
}

#[test]
fn attack_25_whoever_made_the_account() {
    let list = list();
    let mut stage = list.open();
    stage.run(&[list.open_account(&address("alice"))], &[]);
    stage.mint_to("mint", &tokens::TOKEN, "creator", "alice", 5);

    list.claim(&mut stage, 0).succeeds();

    assert_eq!(list.held(&mut stage, "alice"), 605);
}

#[test]
fn attack_65_refuses_another_account_of_the_owner() {
    let list = list();
    let mut stage = list.open();
    let (alice, other) = (address("alice"), address("alice's other account"));
    let template = stage.ledger.account(&list.keys.vault(0)).unwrap();
    let rent = template.lamports;
    let empty = solana_account::Account {
        lamports: rent,
        data: vec![0; 165],
        owner: tokens::TOKEN,
        ..Default::default()
    };
    stage.ledger.set_account(other, empty);
    let init = initialize_account3(&tokens::TOKEN, &other, &list.keys.mint, &alice);
    stage.run(&[init.unwrap()], &[]);

    list.claim(&mut stage, 0).with_account("claimant_tokens", other).fails_with(refused());
    list.claim(&mut stage, 0).succeeds();
}

#[test]
fn attack_65_refuses_another_wallets_account() {
    let list = list();
    let mut stage = list.open();
    let (bob, mallory) = (address("bob"), address("mallory"));
    stage.run(&[list.open_account(&bob), list.open_account(&mallory)], &[]);
    let (alice, amount) = list.entries[0];

    for thief in [bob, mallory] {
        // With the bump that fits the account ..
        let mut call = list.keys.claim(&thief, 0, amount, &list.proof(0));
        stage.call(call.clone(), "Claim", &[]).fails_with(DistributorError::ProofMismatch);
        // .. and with the bump of the owner's: another's unless both have the same.
        let (theirs, bump) = list.keys.account_of(&thief);
        let mine = list.keys.account_of(&alice).1;
        call.data[20] = mine;
        let error = if bump == mine { DistributorError::ProofMismatch } else { refused() };
        let call = stage.call(call, "Claim", &[]).with_account("claimant_tokens", theirs);
        call.fails_with(error);
    }
}

#[test]
fn attack_65_refuses_every_other_bump() {
    let list = list();
    let mut stage = list.open_lite();
    let (alice, amount) = list.entries[0];
    stage.run(&[list.open_account(&alice)], &[]);
    let right = list.keys.claim(&alice, 0, amount, &list.proof(0));
    let bump = list.keys.account_of(&alice).1;
    assert_eq!(right.data[20], bump);

    for wrong in (0..=u8::MAX).filter(|wrong| *wrong != bump) {
        let mut call = right.clone();
        call.data[20] = wrong;
        stage.call(call, "Claim", &[]).fails_with(refused());
    }

    stage.call(right, "Claim", &[]).succeeds();
}

#[test]
fn attack_65_refuses_an_account_that_was_given_away() {
    let list = list();
    let mut stage = list.open();
    let account = list.keys.account_of(&address("alice")).0;
    stage.run(&[list.open_account(&address("alice"))], &[]);
    give_away(&mut stage, &account, "alice", "mallory");

    list.claim_only(&mut stage, 0).fails_with(refused());
    give_away(&mut stage, &account, "mallory", "alice");
    list.claim_only(&mut stage, 0).succeeds();

    assert_eq!(list.held(&mut stage, "alice"), 600);
}

#[test]
fn attack_65_refuses_an_account_of_another_mint() {
    let list = list();
    let mut stage = list.open();
    stage.make_mint("other mint", &tokens::TOKEN, "alice", 5);
    let other =
        groundswell_sdk::pda::associated(&address("alice"), &address("other mint"), &tokens::TOKEN);

    list.claim(&mut stage, 0).with_account("claimant_tokens", other.0).fails_with(refused());
    let foreign = ErrorCode::ConstraintAddress;
    list.claim(&mut stage, 0).with_account("mint", address("other mint")).fails_with(foreign);
    list.claim(&mut stage, 0).succeeds();
}

#[test]
fn attack_65_waits_for_an_account_that_was_closed() {
    let list = list();
    let mut stage = list.open();
    let (alice, account) = (address("alice"), list.keys.account_of(&address("alice")).0);
    list.claim_only(&mut stage, 0).fails_with(refused());
    stage.run(&[list.open_account(&alice)], &[]);
    let close = close_account(&tokens::TOKEN, &account, &alice, &alice, &[]);
    stage.run(&[close.unwrap()], &["alice"]);

    list.claim_only(&mut stage, 0).fails_with(refused());
    // Lamports at its address make it no account.
    stage.ledger.airdrop(&account, 10_000_000);
    list.claim_only(&mut stage, 0).fails_with(refused());

    list.claim(&mut stage, 0).succeeds();
}

#[test]
fn attack_10_refuses_the_vault_as_receiver() {
    let list = list();
    let mut stage = list.open();

    let twice = || ErrorCode::ConstraintDuplicateMutableAccount;
    for at in [list.keys.vault(0), list.keys.page(0)] {
        list.claim(&mut stage, 0).with_account("claimant_tokens", at).fails_with(twice());
    }
    let list_itself = list.keys.distributor;
    let call = list.claim(&mut stage, 0).with_account("claimant_tokens", list_itself);
    call.fails_with(ErrorCode::ConstraintDuplicateMutableAccount);
}
