//! Token accounts of Token-2022 whose owner has told them to refuse something
//! ├── to be spent by a program (CpiGuard) .. offers and funding fail alone, payouts arrive
//! └── every extension of accounts .......... is known: a new one has to be looked at

use groundswell_tests::{
    List, MandateGiven, Stage,
    list::STARTS,
    mandate::{BEGINS, CLOSE, HOLDINGS},
    stage::address,
    tokens::TOKEN_2022,
};
use solana_address::Address;
use solana_instruction::error::InstructionError;
use spl_token_2022_interface::{
    error::TokenError,
    extension::{AccountType, ExtensionType, cpi_guard},
    instruction as token_2022,
};

/// What Token-2022 says to a program that spends.
const BLOCKED: InstructionError =
    InstructionError::Custom(TokenError::CpiGuardTransferBlocked as u32);

/// A wallet forbids programs to spend from its account.
fn guard(stage: &mut Stage, account: &Address, name: &str) {
    let (payer, owner) = (address("payer"), address(name));
    let kinds = [ExtensionType::CpiGuard];
    let grow = token_2022::reallocate(&TOKEN_2022, account, &payer, &owner, &[], &kinds);
    let enable = cpi_guard::instruction::enable_cpi_guard(&TOKEN_2022, account, &owner, &[]);
    stage.run(&[grow.unwrap(), enable.unwrap()], &[name]);
}

fn unguard(stage: &mut Stage, account: &Address, name: &str) {
    let owner = address(name);
    let disable = cpi_guard::instruction::disable_cpi_guard(&TOKEN_2022, account, &owner, &[]);
    stage.run(&[disable.unwrap()], &[name]);
}

#[test]
fn attack_91_a_seller_whose_account_refuses_programs_fails_alone_and_is_paid() {
    let mandate = MandateGiven::default().token_2022();
    let stage = &mut mandate.opened(5_000);
    let account = mandate.keys.base_account(&address("alice")).0;
    guard(stage, &account, "alice");

    mandate.offer(stage, "alice", 0, 5_000, 900).fails_with(BLOCKED);
    mandate.offer(stage, "bob", 0, 5_000, 900).succeeds();
    unguard(stage, &account, "alice");
    mandate.offer(stage, "alice", 0, 8_000, 100_000).succeeds();
    guard(stage, &account, "alice");
    mandate.withdraw(stage, "alice", 0, 8_000, 60_000).succeeds();
    stage.warp(BEGINS + CLOSE);
    mandate.clear(stage, 0).succeeds();
    mandate.collect(stage, "alice", 0, 8_000).succeeds();

    let tender = mandate.receipt(stage, 0).unwrap();
    let (base, quote) = (mandate.base(stage, "alice"), mandate.quote(stage, "alice"));
    assert_eq!((base, quote), (HOLDINGS - tender.bought, tender.paid));
}

#[test]
fn attack_91_a_funder_whose_account_refuses_programs_fails_alone() {
    let list = List::of(&[("alice", 600), ("bob", 400)]).token_2022();
    let stage = &mut list.lite();
    list.make(stage);
    let account = list.keys.account_of(&list.keys.creator).0;
    guard(stage, &account, "creator");

    list.fund(stage, 0).fails_with(BLOCKED);
    unguard(stage, &account, "creator");
    list.fund(stage, 0).succeeds();
    stage.warp(STARTS);
    stage.endow("alice");
    stage.run(&[list.open_account(&address("alice"))], &[]);
    guard(stage, &list.keys.account_of(&address("alice")).0, "alice");
    list.claim(stage, 0).succeeds();

    assert_eq!(list.held(stage, "alice"), 600);
}

#[test]
fn nine_extensions_of_accounts_are_known() {
    let known = (1..=u16::MAX).map_while(|kind| ExtensionType::try_from(kind).ok());
    let of_accounts = known.filter(|kind| kind.get_account_type() == AccountType::Account);
    let kinds: Vec<u16> = of_accounts.map(u16::from).collect();

    assert_eq!(kinds, [2, 5, 7, 8, 11, 13, 15, 17, 27]);
}
