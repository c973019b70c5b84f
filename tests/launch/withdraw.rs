//! withdraw
//! ├── while open, before the freeze
//! │   ├── a part ........................ leaves the rest in
//! │   ├── all ........................... closes the contribution, rent to who paid it
//! │   │   └── and in again .............. opens a new one
//! │   ├── leaving less than the minimum . refuses: UnderWalletMinimum
//! │   ├── nothing, more than is in ...... refuses: ZeroAmount, MoreThanDeposited
//! │   └── by anyone else ................ refuses: ConstraintAddress
//! ├── in the freeze ..................... refuses: WithdrawalsFrozen
//! └── before and after (see phases) ..... refuses: NotOpen

use anchor_lang::prelude::ErrorCode;
use groundswell_sdk::program::ContributeArgs;
use groundswell_tests::{Given, LaunchError, World, given::*};

fn with_alice(deposit: u64) -> World {
    let mut world = World::open(Given::level(&[100, 50_000]));
    world.contributions(&[("bob", 50), ("alice", deposit)]);
    world
}

#[test]
fn a_part_leaves_the_rest_in() {
    let mut world = with_alice(600);

    world.withdraw("alice", 590).succeeds();

    assert_eq!(world.contribution("alice").unwrap().amount.get(), 10);
    let launch = world.launch();
    assert_eq!((launch.contributors, launch.deposited), (2, 60));
    assert_eq!(launch.demand(), [60, 0]);
    assert_eq!(world.quote("alice"), 590);
}

#[test]
fn all_closes_the_contribution_and_returns_the_rent() {
    let mut world = World::open(Given::default());
    world.fund("alice", 600);
    let (alice, sponsor) = (world.address("alice"), world.address("rent payer"));
    let from = world.keys.quote_account(&alice).0;
    let args = ContributeArgs { amount: 600, tick: 0, proof: None };
    let lamports = world.lamports(&sponsor);
    let contribute = world.keys.contribute(alice, sponsor, from, None, args);
    world.call(contribute, "Contribute", &["alice", "rent payer"]).succeeds();
    assert!(world.lamports(&sponsor) < lamports);

    let withdraw = world.keys.withdraw(alice, sponsor, from, 600);
    world.call(withdraw, "Withdraw", &["alice"]).succeeds();

    assert!(world.contribution("alice").is_none());
    assert_eq!(world.lamports(&sponsor), lamports);
    let launch = world.launch();
    assert_eq!((launch.contributors, launch.deposited), (0, 0));
    assert_eq!(world.quote("alice"), 600);
}

#[test]
fn attack_23_out_and_in_again_is_a_new_contribution() {
    let mut world = with_alice(600);
    let (alice, bump) = (world.address("alice"), world.contribution("alice").unwrap().bump);
    let from = world.keys.quote_account(&alice).0;
    let args = ContributeArgs { amount: 200, tick: 0, proof: None };
    let again = world.keys.contribute(alice, alice, from, None, args);

    world.withdraw("alice", 600).then(again).succeeds();

    let contribution = world.contribution("alice").unwrap();
    assert_eq!((contribution.amount.get(), contribution.bump), (200, bump));
    let launch = world.launch();
    assert_eq!((launch.contributors, launch.deposited), (2, 250));
}

#[test]
fn attack_40_no_dust_stays_behind() {
    let mut world = with_alice(600);

    world.withdraw("alice", 591).fails_with(LaunchError::UnderWalletMinimum);
    world.withdraw("alice", 599).fails_with(LaunchError::UnderWalletMinimum);
    world.withdraw("alice", 600).succeeds();
}

#[test]
fn refuses_nothing_and_more_than_is_in() {
    let mut world = with_alice(600);

    world.withdraw("alice", 0).fails_with(LaunchError::ZeroAmount);
    world.withdraw("alice", 601).fails_with(LaunchError::MoreThanDeposited);
    world.withdraw("alice", u64::MAX).fails_with(LaunchError::MoreThanDeposited);
}

#[test]
fn attack_41_what_is_in_at_the_freeze_stays_in() {
    let mut world = with_alice(600);

    world.warp(FREEZES);
    world.withdraw("alice", 100).fails_with(LaunchError::WithdrawalsFrozen);
    world.warp(FREEZES - 1);
    world.withdraw("alice", 100).succeeds();
    // Contributions are still taken.
    world.warp(CLOSES - 1);
    world.contribute("alice", 100).succeeds();
}

#[test]
fn refuses_anyone_else_and_foreign_accounts() {
    let mut world = with_alice(600);
    let (bob, at) = (world.address("bob"), world.keys.at);
    let bobs = world.keys.contribution(&bob);

    let refused = ErrorCode::ConstraintAddress;
    world.withdraw("alice", 100).signed_by("contributor", "mallory").fails_with(refused);
    let refused = ErrorCode::ConstraintAddress;
    world.withdraw("alice", 100).with_account("contribution", bobs).fails_with(refused);
    let refused = ErrorCode::ConstraintAddress;
    world.withdraw("alice", 100).with_account("rent_payer", bob).fails_with(refused);
    let refused = ErrorCode::ConstraintAddress;
    world.withdraw("alice", 100).with_account("quote_vault", at.base_vault).fails_with(refused);
    let missing = solana_instruction::error::InstructionError::MissingRequiredSignature;
    world.withdraw("alice", 100).without_signature("contributor").fails_with(missing);
}
