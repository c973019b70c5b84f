//! Which mints a list takes, at creation and wherever tokens move
//! ├── wrapped SOL ................................ refuses: NativeMint
//! ├── classic, also with a freeze authority ...... takes it
//! │   └── a frozen account ....................... fails alone, by the token program
//! ├── Token-2022, plain or with metadata ......... takes it, from creation to the end
//! │   └── an account that asks for memos ......... fails alone, by the token program
//! ├── any other extension (attacks 83 to 91) ..... refuses: MintExtension
//! │   └── one that appears later ................. refuses wherever tokens move
//! └── no mint .................................... refuses

use anchor_lang::prelude::ErrorCode;
use groundswell_sdk::pda;
use groundswell_tests::{DistributorError, List, Stage, list::*, stage::address, tokens};
use solana_instruction::{Instruction, error::InstructionError};
use spl_token_2022_interface::{
    extension::{ExtensionType, memo_transfer},
    instruction as token_2022,
};

fn list() -> List {
    List::of(&[("alice", 600), ("bob", 400)])
}

/// A list of a Token-2022 mint with these extensions; nothing is made but the mint.
fn extended(extensions: &[(ExtensionType, Instruction)]) -> (Stage, List) {
    let mut list = list().token_2022();
    let mut stage = list.lite();
    let (payer, mint, creator) = (address("payer"), address("extended"), address("creator"));
    let make = tokens::create_mint_2022(&payer, &mint, 6, &creator, extensions);
    stage.run(&make, &["extended"]);
    list.keys.mint = mint;
    list.keys.distributor = pda::distributor(&mint, &creator, 1).0;
    (stage, list)
}

fn pointer() -> (ExtensionType, Instruction) {
    tokens::metadata_pointer(&address("extended"))
}

#[test]
fn a_token_2022_mint_goes_all_the_way() {
    let list = list().token_2022();
    let mut stage = list.open();
    list.donate(&mut stage, 0, 9);

    list.claim(&mut stage, 0).succeeds();
    stage.warp(ENDS);
    let supply = stage.supply(&list.keys.mint);
    list.clawback(&mut stage, 0).succeeds();
    list.close_page(&mut stage, 0).succeeds();
    list.close(&mut stage).succeeds();

    assert_eq!(list.held(&mut stage, "alice"), 600);
    assert_eq!(stage.supply(&list.keys.mint), supply - 409);
}

#[test]
fn metadata_is_welcome() {
    let (mut stage, list) = extended(&[pointer()]);

    list.create(&mut stage).succeeds();
    list.open_vault(&mut stage, 0).succeeds();

    assert_eq!(list.stored(&mut stage).token_program, tokens::TOKEN_2022);
}

#[test]
fn attacks_83_to_91_every_other_extension_is_refused() {
    let mint = address("extended");

    for extension in tokens::refused_extensions(&mint) {
        for extensions in [vec![extension.clone()], vec![pointer(), extension]] {
            let (mut stage, list) = extended(&extensions);
            list.create(&mut stage).fails_with(DistributorError::MintExtension);
        }
    }
}

#[test]
fn attack_88_an_extension_that_appears_later_stops_all_that_moves_tokens() {
    let list = list().token_2022();
    let mut stage = list.open();
    stage.run(&[list.open_account(&address("alice"))], &[]);
    let mint = list.keys.mint;
    let genuine = stage.ledger.account(&mint).unwrap();
    // What a close and a new mint at the same address would leave: a transfer fee.
    let mut fake = genuine.clone();
    fake.data.resize(166, 0);
    fake.data[165] = 1;
    fake.data.extend_from_slice(&[1, 0, 108, 0]);
    fake.data.extend_from_slice(&[0; 108]);
    fake.lamports *= 2;
    let second = List::number(2, list.entries.clone()).token_2022();
    stage.warp(MADE);
    second.make(&mut stage);
    stage.ledger.set_account(mint, fake);

    let refused = || DistributorError::MintExtension;
    second.fund(&mut stage, 0).fails_with(refused());
    stage.warp(STARTS);
    list.claim_only(&mut stage, 0).fails_with(refused());
    list.claim_many(&mut stage, &[0]).fails_with(refused());
    stage.warp(ENDS);
    list.clawback(&mut stage, 0).fails_with(refused());

    stage.ledger.set_account(mint, genuine);
    list.clawback(&mut stage, 0).succeeds();
}

#[test]
fn attack_86_a_frozen_account_fails_alone() {
    let list = list();
    let mut stage = list.stage();
    // The mint again, with someone who may freeze accounts.
    let mint = list.keys.mint;
    let mut account = stage.ledger.account(&mint).unwrap();
    account.data[46..50].copy_from_slice(&[1, 0, 0, 0]);
    account.data[50..82].copy_from_slice(address("issuer").as_ref());
    stage.ledger.set_account(mint, account);
    list.activated(&mut stage);
    stage.warp(STARTS);
    let alice = list.keys.account_of(&address("alice")).0;
    stage.run(&[list.open_account(&address("alice")), list.open_account(&address("bob"))], &[]);
    let issuer = address("issuer");
    let freeze = spl_token_interface::instruction::freeze_account(
        &tokens::TOKEN,
        &alice,
        &mint,
        &issuer,
        &[],
    );
    stage.run(&[freeze.unwrap()], &["issuer"]);

    // The token program's AccountFrozen. One frozen leaf holds up those it is sent with.
    let frozen = || InstructionError::Custom(17);
    list.claim(&mut stage, 0).fails_with(frozen());
    list.claim_many(&mut stage, &[0, 1]).fails_with(frozen());
    list.claim(&mut stage, 1).succeeds();

    let thaw =
        spl_token_interface::instruction::thaw_account(&tokens::TOKEN, &alice, &mint, &issuer, &[]);
    stage.run(&[thaw.unwrap()], &["issuer"]);
    list.claim(&mut stage, 0).succeeds();
}

#[test]
fn attack_91_an_account_that_asks_for_memos_fails_alone() {
    let list = list().token_2022();
    let mut stage = list.open();
    let (alice, payer) = (address("alice"), address("payer"));
    let account = list.keys.account_of(&alice).0;
    let kinds = [ExtensionType::MemoTransfer];
    let program = &tokens::TOKEN_2022;
    let grow = token_2022::reallocate(program, &account, &payer, &alice, &[], &kinds).unwrap();
    let ask = memo_transfer::instruction::enable_required_transfer_memos;
    let ask = ask(program, &account, &alice, &[]).unwrap();
    stage.run(&[list.open_account(&alice), grow, ask], &["alice"]);

    // Token-2022's NoMemo.
    list.claim(&mut stage, 0).fails_with(InstructionError::Custom(36));
    list.claim(&mut stage, 1).succeeds();

    let stop = memo_transfer::instruction::disable_required_transfer_memos;
    stage.run(&[stop(program, &account, &alice, &[]).unwrap()], &["alice"]);
    list.claim(&mut stage, 0).succeeds();
}

#[test]
fn attack_92_the_mint_says_which_program() {
    for (list, other) in [(list(), tokens::TOKEN_2022), (list().token_2022(), tokens::TOKEN)] {
        let mut stage = list.lite();
        list.create(&mut stage).succeeds();

        let foreign = || ErrorCode::ConstraintAddress;
        // Here the other program is asked for a vault first, and does not know the mint.
        let unknown = InstructionError::IncorrectProgramId;
        list.open_vault(&mut stage, 0).with_account("token_program", other).fails_with(unknown);
        list.open_vault(&mut stage, 0).succeeds();
        list.open_page(&mut stage, 0).succeeds();
        list.fund(&mut stage, 0).with_account("token_program", other).fails_with(foreign());
        list.fund(&mut stage, 0).succeeds();
        stage.warp(STARTS);
        list.claim(&mut stage, 0).with_account("token_program", other).fails_with(foreign());
        list.claim(&mut stage, 0).succeeds();
        assert_eq!(
            stage.ledger.account(&list.keys.vault(0)).unwrap().owner,
            list.keys.token_program
        );
    }
}

#[test]
fn attack_04_refuses_what_is_no_mint() {
    let list = list();
    let mut stage = list.stage();
    let mint = list.keys.mint;
    let genuine = stage.ledger.account(&mint).unwrap();

    let mut foreign = genuine.clone();
    foreign.owner = address("mallory's program");
    stage.ledger.set_account(mint, foreign);
    list.create(&mut stage).fails_with(InstructionError::IllegalOwner);
    let mut blank = genuine.clone();
    blank.data.fill(0);
    stage.ledger.set_account(mint, blank);
    list.create(&mut stage).fails_with(InstructionError::UninitializedAccount);

    stage.ledger.set_account(mint, genuine);
    list.create(&mut stage).succeeds();
}

#[test]
fn attack_51_refuses_wrapped_sol_which_nobody_can_burn() {
    let list = list();
    let mut stage = list.stage();
    let like = stage.ledger.account(&list.keys.mint).unwrap();
    let native = spl_token_interface::native_mint::ID;
    stage.ledger.set_account(native, tokens::native_mint(like));
    let list = List::on(native, 1, list.entries);

    list.create(&mut stage).fails_with(DistributorError::NativeMint);
}
