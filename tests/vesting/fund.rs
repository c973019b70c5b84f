//! fund, start
//! ├── fund
//! │   ├── an empty vault ......... moves the total, to the unit
//! │   ├── a vault that holds some  moves what is missing; enough, needs no funder
//! │   ├── too little, no funder .. refuses: Underfunded
//! │   ├── a second time .......... refuses: AlreadyFunded
//! │   ├── before the clock runs .. refuses: NotStarted
//! │   └── others' tokens, a foreign mint .. refuses, by the token program
//! └── start
//!     ├── a launch that settled .. takes time zero from it, whoever asks and when
//!     ├── not yet settled ........ refuses: NotSettled
//!     ├── another launch, no launch, another's account .. refuses
//!     └── a clock that runs ...... refuses: AlreadyStarted

use anchor_lang::prelude::ErrorCode;
use groundswell_program::launch::{LAUNCH_DISCRIMINATOR, LAUNCH_ID, SETTLED_AT};
use groundswell_sdk::Address;
use groundswell_tests::{PlanGiven, Stage, VestingError, plan::*, stage::address, tokens};
use solana_account::Account;
use solana_instruction::error::InstructionError;

#[test]
fn moves_exactly_the_total() {
    let plan = PlanGiven::default();
    let stage = &mut plan.made();

    plan.fund(stage).succeeds();

    assert_eq!(plan.vault(stage), TOTAL);
    assert_eq!(plan.held(stage, "grantor"), TOTAL);
    assert!(plan.stored(stage).is_funded.get());
    plan.fund(stage).fails_with(VestingError::AlreadyFunded);
    plan.fund_by_nobody(stage).fails_with(VestingError::AlreadyFunded);
}

#[test]
fn attack_26_a_donation_counts_and_the_surplus_stays() {
    for (given, moved) in [(1, TOTAL - 1), (TOTAL - 1, 1)] {
        let plan = PlanGiven::default();
        let stage = &mut plan.made();
        plan.donate(stage, given);

        plan.fund_by_nobody(stage).fails_with(VestingError::Underfunded);
        plan.fund(stage).succeeds();

        assert_eq!(plan.vault(stage), TOTAL);
        assert_eq!(plan.held(stage, "grantor"), 2 * TOTAL - moved);
    }
    for given in [TOTAL, TOTAL + 1] {
        let plan = PlanGiven::default();
        let stage = &mut plan.made();
        plan.donate(stage, given);

        plan.fund_by_nobody(stage).succeeds();

        assert_eq!(plan.vault(stage), given);
    }
}

#[test]
fn attack_03_refuses_tokens_of_who_did_not_sign() {
    let plan = PlanGiven::default();
    let stage = &mut plan.made();
    let theirs = plan.keys.account_of(&address("grantor")).0;
    let fund = plan.keys.fund(Some((address("mallory"), theirs)));

    // The token program's OwnerMismatch.
    stage.call(fund, "Fund", &["mallory"]).fails_with(InstructionError::Custom(4));
    let unsigned = InstructionError::MissingRequiredSignature;
    plan.fund(stage).without_signature("funder").fails_with(unsigned);
    for field in ["vault", "mint", "token_program"] {
        let call = plan.fund(stage).with_account(field, address("mallory"));
        call.fails_with(ErrorCode::ConstraintAddress);
    }
    plan.fund(stage).succeeds();
}

/// A plan of the launch that goes by that name.
fn of_launch(name: &str) -> PlanGiven {
    PlanGiven::default().with(|args| (args.launch, args.starts_at) = (address(name), 0))
}

/// A double for a launch that was settled then, or looks like it.
fn put(stage: &mut Stage, name: &str, owner: Address, first: [u8; 8], settled_at: i64) {
    let mut data = vec![0; 4_096];
    data[..8].copy_from_slice(&first);
    data[SETTLED_AT..SETTLED_AT + 8].copy_from_slice(&settled_at.to_le_bytes());
    let double = Account { lamports: 100_000_000, data, owner, ..Account::default() };
    stage.ledger.set_account(address(name), double);
}

#[test]
fn attack_73_time_zero_is_the_launchs_settlement_and_nobodys_word() {
    let plan = of_launch("launch");
    let stage = &mut plan.made();
    let not_settled = || VestingError::NotSettled;

    plan.start(stage).fails_with(not_settled());
    put(stage, "launch", LAUNCH_ID, LAUNCH_DISCRIMINATOR, 0);
    plan.start(stage).fails_with(not_settled());
    put(stage, "launch", address("mallory"), LAUNCH_DISCRIMINATOR, 7);
    plan.start(stage).fails_with(not_settled());
    put(stage, "launch", LAUNCH_ID, [1; 8], 7);
    plan.start(stage).fails_with(not_settled());
    put(stage, "another", LAUNCH_ID, LAUNCH_DISCRIMINATOR, 7);
    let other = plan.start(stage).with_account("launch", address("another"));
    other.fails_with(ErrorCode::ConstraintAddress);

    put(stage, "launch", LAUNCH_ID, LAUNCH_DISCRIMINATOR, STARTS);
    stage.warp(STARTS + 77);
    plan.start(stage).succeeds();

    assert_eq!(plan.stored(stage).starts_at, STARTS);
    put(stage, "launch", LAUNCH_ID, LAUNCH_DISCRIMINATOR, STARTS + 1);
    plan.start(stage).fails_with(VestingError::AlreadyStarted);
    assert_eq!(plan.stored(stage).starts_at, STARTS);
}

#[test]
fn attack_73_a_clock_that_was_stated_cannot_be_started_again() {
    let plan = PlanGiven::default();
    let stage = &mut plan.made();

    plan.start(stage).fails_with(VestingError::AlreadyStarted);
}

#[test]
fn a_launchs_plan_takes_no_tokens_before_its_clock_runs() {
    let plan = of_launch("launch");
    let stage = &mut plan.made();

    plan.fund(stage).fails_with(VestingError::NotStarted);
    put(stage, "launch", LAUNCH_ID, LAUNCH_DISCRIMINATOR, STARTS);
    plan.fund(stage).fails_with(VestingError::NotStarted);
    plan.start(stage).succeeds();
    plan.fund(stage).succeeds();

    plan.create_grant(stage, "alice", 1_000).succeeds();
    stage.warp(CLIFF);
    plan.withdraw(stage, "alice").succeeds();
    assert_eq!(plan.held(stage, "alice"), 250);
}

#[test]
fn refuses_one_unit_short() {
    let plan = PlanGiven::default();
    let stage = &mut plan.made();
    stage.mint_to("mint", &tokens::TOKEN, "grantor", "mallory", TOTAL - 1);
    let theirs = plan.keys.account_of(&address("mallory")).0;
    let fund = plan.keys.fund(Some((address("mallory"), theirs)));

    // The token program's InsufficientFunds.
    stage.call(fund.clone(), "Fund", &["mallory"]).fails_with(InstructionError::Custom(1));
    stage.mint_to("mint", &tokens::TOKEN, "grantor", "mallory", 1);
    stage.call(fund, "Fund", &["mallory"]).succeeds();
}
