//! add_tranche, remove_tranche
//! ├── in a draft
//! │   ├── up to 16 .................. kept in order
//! │   ├── one more .................. refuses: TooManyTranches
//! │   ├── of no kind, of nothing .... refuses: UnknownKind, ZeroAmount
//! │   ├── removed ................... the ones behind move up
//! │   └── one that is not there ..... refuses: NoSuchTranche
//! ├── by anyone else ................ refuses: ConstraintAddress
//! └── once sealed ................... refuses: NotDraft

use anchor_lang::prelude::ErrorCode;
use groundswell_sdk::{math::charter::Kind, program::TrancheArgs};
use groundswell_tests::{Call, Given, LaunchError, World, given::*};

fn add(world: &mut World, args: TrancheArgs) -> Call<'_> {
    let instruction = world.keys.add_tranche(args);
    world.call(instruction, "AddTranche", &["creator"])
}

fn remove(world: &mut World, index: u8) -> Call<'_> {
    let instruction = world.keys.remove_tranche(index);
    world.call(instruction, "RemoveTranche", &["creator"])
}

fn draft_without_tranches() -> World {
    World::drafted(Given::with(|given| given.tranches.clear()))
}

fn amounts(world: &mut World) -> Vec<u64> {
    world.launch().tranches().iter().map(|tranche| tranche.amount).collect()
}

#[test]
fn keeps_sixteen_in_order_and_no_more() {
    let mut world = draft_without_tranches();

    for amount in 1..=16 {
        add(&mut world, tranche(Kind::Team, amount, 5, 365)).succeeds();
    }
    add(&mut world, tranche(Kind::Team, 17, 5, 365)).fails_with(LaunchError::TooManyTranches);

    assert_eq!(amounts(&mut world), (1..=16).collect::<Vec<_>>());
    let launch = world.launch();
    let last = launch.tranches().last().unwrap();
    assert_eq!(last.kind(), Some(Kind::Team));
    assert_eq!((last.price, last.cliff_seconds), (5, 365 * DAY as u32));
}

#[test]
fn refuses_no_kind_and_nothing() {
    let mut world = draft_without_tranches();
    let good = tranche(Kind::Team, 1, 0, 365);

    add(&mut world, TrancheArgs { kind: 8, ..good }).fails_with(LaunchError::UnknownKind);
    add(&mut world, TrancheArgs { amount: 0, ..good }).fails_with(LaunchError::ZeroAmount);
}

#[test]
fn removing_moves_up_those_behind() {
    let mut world = draft_without_tranches();
    for amount in 1..=4 {
        add(&mut world, tranche(Kind::Team, amount, 0, 365)).succeeds();
    }

    remove(&mut world, 1).succeeds();
    assert_eq!(amounts(&mut world), [1, 3, 4]);
    remove(&mut world, 2).succeeds();
    assert_eq!(amounts(&mut world), [1, 3]);
    remove(&mut world, 2).fails_with(LaunchError::NoSuchTranche);

    // What was removed leaves nothing behind in the account.
    let launch = world.launch();
    assert!(launch.tranches[2..].iter().all(|tranche| tranche.amount == 0));
}

#[test]
fn refuses_anyone_but_the_creator() {
    let mut world = World::drafted(Given::default());
    let extra = tranche(Kind::Team, 1, 0, 365);

    add(&mut world, extra).signed_by("creator", "mallory").fails_with(ErrorCode::ConstraintAddress);
    remove(&mut world, 0).signed_by("creator", "mallory").fails_with(ErrorCode::ConstraintAddress);
}

#[test]
fn attack_49_nothing_changes_once_sealed() {
    let mut world = World::sealed(Given::default());
    let extra = tranche(Kind::Team, 1, 0, 365);

    for now in [SEALS, OPENS, CLOSES, GRACE_ENDS] {
        world.warp(now);
        add(&mut world, extra).fails_with(LaunchError::NotDraft);
        remove(&mut world, 0).fails_with(LaunchError::NotDraft);
    }
}
