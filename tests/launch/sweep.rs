//! sweep
//! ├── settled
//! │   ├── at once ............... the certain proceeds by their shares, unsold tokens burned
//! │   ├── again ................. refuses: NothingToSweep
//! │   ├── after the last claim .. the dust: quote to the treasury, tokens burned
//! │   ├── only after it ......... the same in the end
//! │   └── unsold to the airdrop . tokens stay, and are counted there
//! ├── failed
//! │   ├── to be burned .......... burns the whole supply
//! │   └── to be returned ........ gives it to the creator's own account, nobody else's
//! ├── before ................... refuses: NothingToSweep
//! └── with foreign accounts .... refuses, each by name

use anchor_lang::prelude::ErrorCode;
use groundswell_tests::{Given, LaunchError, World, given::*, tokens};

fn oversubscribed() -> World {
    let mut world = World::open(Given::default());
    world.contributions(&[("alice", 30_001), ("bob", 50_000), ("carol", 11)]);
    world.settled()
}

/// Liquidity, buyback, treasury, and the supply of the launched token.
fn swept(world: &mut World) -> [u64; 4] {
    let (at, mint) = (world.keys.at, world.keys.base_mint);
    let supply = tokens::supply(&world.ledger.account(&mint).unwrap().data);
    [world.balance(&at.liquidity_vault), world.buyback(), world.treasury(), supply]
}

#[test]
fn what_is_certain_moves_at_once_and_the_dust_in_the_end() {
    let mut world = oversubscribed();

    world.sweep().succeeds();
    // 40,000 less one for each of three: 40 %, 10 % and the rest of 39,997.
    assert_eq!(swept(&mut world), [15_998, 3_999, 20_000, SUPPLY]);
    world.sweep().fails_with(LaunchError::NothingToSweep);

    for name in ["alice", "bob", "carol"] {
        world.claim(name).succeeds();
    }
    // 80,012 in all: 14,998 + 24,996 + 5 are accepted, one unit less than the target.
    assert_eq!(world.launch().accepted, 39_999);
    world.sweep().succeeds();
    assert_eq!(swept(&mut world), [15_998, 3_999, 20_002, SUPPLY - 10]);
    world.sweep().fails_with(LaunchError::NothingToSweep);
    let vault = world.keys.at.quote_vault;
    assert_eq!(world.balance(&vault), 0);
}

#[test]
fn attack_34_sweeping_late_ends_the_same() {
    let mut world = oversubscribed();
    for name in ["carol", "bob", "alice"] {
        world.claim(name).succeeds();
    }

    world.sweep().succeeds();

    assert_eq!(swept(&mut world), [15_998, 3_999, 20_002, SUPPLY - 10]);
}

fn undersubscribed(unsold: u8) -> World {
    let mut world = World::open(Given::with(|given| given.args.unsold = unsold));
    world.contributions(&[("alice", 30_000)]);
    world.settled()
}

#[test]
fn unsold_tokens_are_burned() {
    let mut world = undersubscribed(0);

    world.sweep().succeeds();

    assert_eq!(swept(&mut world), [12_000, 3_000, 15_000, SUPPLY - 100_000]);
    let launch = world.launch();
    assert_eq!((launch.unsold_swept, launch.airdrop_added), (100_000, 0));
    assert_eq!(launch.base_held, SUPPLY - 100_000);
}

#[test]
fn unsold_tokens_are_added_to_the_airdrop() {
    let mut world = undersubscribed(1);

    world.sweep().succeeds();
    world.claim("alice").succeeds();

    assert_eq!(swept(&mut world)[3], SUPPLY);
    let launch = world.launch();
    assert_eq!((launch.unsold_swept, launch.airdrop_added), (100_000, 100_000));
    // 300,000 were sold, 100,000 joined the airdrop; all the rest waits.
    let vault = world.keys.at.base_vault;
    assert_eq!((launch.base_held, world.balance(&vault)), (600_000, 600_000));
    let list = &world.lists()[0];
    assert_eq!(list.vault(&mut world, 0), 100_000);
    world.sweep().fails_with(LaunchError::NothingToSweep);
}

#[test]
fn unsold_tokens_join_only_the_airdrop_the_launch_knows() {
    let mut world = undersubscribed(1);
    let theirs = world.keys.base_account(&world.address("alice")).0;

    world.sweep().with_account("airdrop_vault", theirs).fails_with(LaunchError::AirdropAccount);
    let none = world.keys.sweep(None);
    world.call(none, "Sweep", &[]).fails_with(LaunchError::AirdropAccount);
}

#[test]
fn unsold_tokens_are_burned_once_the_airdrop_has_ended() {
    let mut world = undersubscribed(1);
    world.warp(LISTS_END - 1);
    world.sweep().succeeds();
    assert_eq!(world.launch().airdrop_added, 100_000);

    let mut world = undersubscribed(1);
    world.warp(LISTS_END);

    world.sweep().succeeds();

    let launch = world.launch();
    assert_eq!((launch.unsold_swept, launch.airdrop_added), (100_000, 0));
    assert_eq!(swept(&mut world)[3], SUPPLY - 100_000);
}

fn failed(on_failure: u8) -> World {
    let mut world = World::open(Given::with(|given| given.args.on_failure = on_failure));
    world.contributions(&[("alice", MIN_RAISE - 1)]);
    world.warp(CLOSES);
    world
}

#[test]
fn the_tokens_of_a_failed_sale_are_burned() {
    let mut world = failed(0);

    world.sweep().succeeds();

    assert_eq!(swept(&mut world), [0, 0, 0, 0]);
    assert_eq!(world.launch().base_held, 0);
    world.sweep().fails_with(LaunchError::NothingToSweep);
    // Nobody's refund depended on it.
    world.refund("alice").succeeds();
    assert_eq!(world.quote("alice"), MIN_RAISE - 1);
}

#[test]
fn the_tokens_of_a_failed_sale_are_returned() {
    let mut world = failed(1);
    let stranger = world.keys.base_account(&world.address("alice")).0;

    let refused = LaunchError::NotTheOwnersAccount;
    world.sweep().with_account("creator_base", stranger).fails_with(refused);
    world.sweep().succeeds();

    assert_eq!(world.base("creator"), SUPPLY);
    assert_eq!(swept(&mut world), [0, 0, 0, SUPPLY]);
}

#[test]
fn refuses_before_there_is_anything_due() {
    let mut world = World::open(Given::default());
    world.contributions(&[("alice", MIN_RAISE)]);

    for now in [SEALS, OPENS, CLOSES] {
        world.warp(now);
        world.sweep().fails_with(LaunchError::NothingToSweep);
    }
}

#[test]
fn attack_79_refuses_foreign_accounts() {
    let mut world = oversubscribed();
    let theirs = world.keys.quote_account(&world.address("alice")).0;
    let quote_mint = world.keys.quote_mint;

    for (field, address, error) in [
        ("liquidity_vault", theirs, ErrorCode::ConstraintAddress),
        ("buyback_vault", theirs, ErrorCode::ConstraintAddress),
        ("treasury_vault", theirs, ErrorCode::ConstraintAddress),
        (
            "treasury_vault",
            world.keys.buyback_vault(),
            ErrorCode::ConstraintDuplicateMutableAccount,
        ),
        ("base_vault", theirs, ErrorCode::ConstraintAddress),
        ("base_mint", quote_mint, ErrorCode::ConstraintAddress),
        ("base_token_program", tokens::TOKEN_2022, ErrorCode::ConstraintAddress),
    ] {
        world.sweep().with_account(field, address).fails_with(error);
    }
}
