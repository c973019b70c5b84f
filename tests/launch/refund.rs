//! refund
//! ├── after a failed sale
//! │   ├── under the minimum .............. pays everything back, rent too, by a stranger
//! │   ├── not settled in time ............ pays everything back
//! │   ├── a second time .................. refuses: there is no contribution any more
//! │   └── to any other account ........... refuses: NotTheOwnersAccount
//! └── in any other phase ................. refuses: NotFailed

use anchor_lang::prelude::ErrorCode;
use groundswell_tests::{Given, LaunchError, World, given::*};
use solana_instruction::error::InstructionError;

fn under_the_minimum() -> World {
    let mut world = World::open(Given::default());
    world.contributions(&[("alice", 4_321), ("bob", MIN_RAISE - 4_322)]);
    world.warp(CLOSES);
    world
}

#[test]
fn a_sale_under_its_minimum_pays_everything_back() {
    let mut world = under_the_minimum();
    let alice = world.address("alice");
    let lamports = world.lamports(&alice);
    let contribution = world.keys.contribution(&alice);
    let rent = world.lamports(&contribution);

    world.refund("alice").succeeds();

    assert_eq!(world.quote("alice"), 4_321);
    assert_eq!(world.lamports(&alice), lamports + rent);
    assert!(world.contribution("alice").is_none());
    assert_eq!(world.launch().contributors, 1);
    let vault = world.keys.at.quote_vault;
    assert_eq!(world.balance(&vault), MIN_RAISE - 4_322);
}

#[test]
fn attack_32_a_sale_nobody_settles_pays_everything_back() {
    let mut world = World::open(Given::default());
    world.contributions(&[("alice", 50_000), ("bob", 50_000)]);

    world.warp(GRACE_ENDS - 1);
    world.refund("alice").fails_with(LaunchError::NotFailed);
    world.warp(GRACE_ENDS);
    world.settle().fails_with(LaunchError::NotClosed);
    world.refund("alice").succeeds();
    world.refund("bob").succeeds();

    assert_eq!((world.quote("alice"), world.quote("bob")), (50_000, 50_000));
}

#[test]
fn refuses_in_every_other_phase() {
    let mut world = World::open(Given::default());
    world.contributions(&[("alice", MIN_RAISE)]);

    for now in [OPENS, CLOSES - 1, CLOSES] {
        world.warp(now);
        world.refund("alice").fails_with(LaunchError::NotFailed);
    }
    world.settle().succeeds();
    world.refund("alice").fails_with(LaunchError::NotFailed);
    world.warp(GRACE_ENDS);
    world.refund("alice").fails_with(LaunchError::NotFailed);
}

#[test]
fn refuses_a_second_time() {
    let mut world = under_the_minimum();
    let again = world.keys.refund(world.address("alice"), world.address("alice"));

    world.refund("alice").then(again).fails_with(InstructionError::AccountDataTooSmall);
    world.refund("alice").succeeds();
    world.refund("alice").fails_with(InstructionError::AccountDataTooSmall);
    world.claim("alice").fails_with(InstructionError::AccountDataTooSmall);
}

#[test]
fn refuses_foreign_accounts() {
    let mut world = under_the_minimum();
    let bob = world.address("bob");
    let bobs_tokens = world.keys.quote_account(&bob).0;

    let refused = LaunchError::NotTheOwnersAccount;
    world.refund("alice").with_account("contributor_quote", bobs_tokens).fails_with(refused);
    for (field, address) in [("rent_payer", bob), ("quote_vault", world.keys.treasury_vault())] {
        let refused = ErrorCode::ConstraintAddress;
        world.refund("alice").with_account(field, address).fails_with(refused);
    }
}
