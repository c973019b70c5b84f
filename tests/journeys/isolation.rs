//! attack_01 (M2): two launches of one creator side by side. An account of one is refused in
//! every call of the other, and nothing one does changes a byte of the other.

use anchor_lang::prelude::ErrorCode;
use groundswell_sdk::launch::LaunchKeys;
use groundswell_tests::{Given, World, given::*};
use solana_account::Account;
use solana_instruction::error::InstructionError;

/// Two open sales with equal terms; alice and bob are in both.
fn two() -> (World, LaunchKeys, LaunchKeys) {
    let mut world = World::open(Given::default());
    world.contributions(&[("alice", 30_000), ("bob", 20_000)]);
    let one = world.keys;
    world.warp(SEALS);
    world.given.args.id = 2;
    world.keys = world.keys_of(2, "other mint");
    world.make_base_mint("other mint");
    let mut world = world.draft().seal_now();
    world.warp(OPENS);
    world.contributions(&[("alice", 30_000), ("bob", 20_000)]);
    let other = world.keys;
    (world, one, other)
}

fn bytes(world: &mut World, keys: &LaunchKeys) -> Vec<Option<Account>> {
    let at = keys.at;
    let mut all = vec![
        at.launch,
        at.base_vault,
        at.quote_vault,
        at.liquidity_vault,
        keys.buyback_vault(),
        keys.treasury_vault(),
    ];
    all.extend(["alice", "bob"].map(|name| keys.contribution(&world.address(name))));
    all.iter().map(|address| world.ledger.account(address)).collect()
}

#[test]
fn inv_a3_one_launch_does_not_touch_the_other() {
    let (mut world, one, other) = two();
    let before = bytes(&mut world, &other);

    world.keys = one;
    world.fund("alice", 200);
    world.contribute("alice", 100).succeeds();
    world.withdraw("bob", 1_000).succeeds();
    world.warp(CLOSES);
    world.settle().succeeds();
    world.claim("alice").succeeds();
    world.claim("bob").succeeds();
    world.sweep().succeeds();
    world.close().succeeds();

    assert_eq!(bytes(&mut world, &other), before);
}

#[test]
fn every_account_of_the_other_is_refused() {
    let (mut world, one, other) = two();
    let alice = world.address("alice");
    let theirs = other.contribution(&alice);
    let refused = || ErrorCode::ConstraintAddress;
    world.keys = one;
    world.fund("alice", 200);

    let seeds = InstructionError::InvalidSeeds;
    world.contribute("alice", 100).with_account("launch", other.at.launch).fails_with(seeds);
    let seeds = InstructionError::InvalidSeeds;
    world.contribute("alice", 100).with_account("contribution", theirs).fails_with(seeds);
    let vault = other.at.quote_vault;
    world.contribute("alice", 100).with_account("quote_vault", vault).fails_with(refused());

    world.withdraw("alice", 100).with_account("launch", other.at.launch).fails_with(refused());
    world.withdraw("alice", 100).with_account("contribution", theirs).fails_with(refused());
    world.withdraw("alice", 100).with_account("quote_vault", vault).fails_with(refused());

    world.warp(CLOSES);
    world.settle().succeeds();
    for (field, address) in [
        ("launch", other.at.launch),
        ("contribution", theirs),
        ("base_mint", other.base_mint),
        ("base_vault", other.at.base_vault),
        ("quote_vault", other.at.quote_vault),
    ] {
        world.claim("alice").with_account(field, address).fails_with(refused());
    }
    for (field, address) in [
        ("base_mint", other.base_mint),
        ("base_vault", other.at.base_vault),
        ("quote_vault", other.at.quote_vault),
        ("liquidity_vault", other.at.liquidity_vault),
        ("buyback_vault", other.buyback_vault()),
        ("treasury_vault", other.treasury_vault()),
    ] {
        world.sweep().with_account(field, address).fails_with(refused());
        if field != "buyback_vault" {
            world.close().with_account(field, address).fails_with(refused());
        }
    }
    world.claim("alice").succeeds();
}
