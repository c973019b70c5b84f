//! cancel
//! ├── a draft ............... closes it, rent to who paid it
//! ├── a sealed launch ....... fails it; the supply goes where the charter says
//! ├── once open ............. refuses: AlreadyOpen
//! └── by anyone else ........ refuses: ConstraintAddress

use anchor_lang::prelude::ErrorCode;
use groundswell_sdk::math::phase::Phase;
use groundswell_tests::{Given, LaunchError, World, given::*};

#[test]
fn a_draft_is_closed() {
    let mut world = World::new(Given::default());
    let sponsor = world.address("rent payer");
    let lamports = world.lamports(&sponsor);
    world.create().succeeds();
    assert!(world.lamports(&sponsor) < lamports);

    world.cancel().succeeds();

    let launch = world.keys.at.launch;
    assert!(world.ledger.account(&launch).is_none());
    assert_eq!(world.lamports(&sponsor), lamports);
    // The id is free again.
    world.create().succeeds();
}

#[test]
fn a_sealed_launch_has_failed() {
    let mut world = World::sealed(Given::default());

    world.warp(OPENS - 1);
    world.cancel().succeeds();

    assert_eq!(world.phase(), Phase::Failed);
    world.warp(OPENS);
    assert_eq!(world.phase(), Phase::Failed);
    world.fund("alice", 100);
    world.contribute("alice", 100).fails_with(LaunchError::NotOpen);
    world.cancel().fails_with(LaunchError::AlreadyOpen);
}

#[test]
fn refuses_once_it_has_opened() {
    let mut world = World::sealed(Given::default());

    for now in [OPENS, CLOSES, GRACE_ENDS] {
        world.warp(now);
        world.cancel().fails_with(LaunchError::AlreadyOpen);
    }
}

#[test]
fn refuses_anyone_but_the_creator() {
    let mut world = World::sealed(Given::default());

    let refused = ErrorCode::ConstraintAddress;
    world.cancel().signed_by("creator", "mallory").fails_with(refused);
    let elsewhere = world.address("mallory");
    let refused = ErrorCode::ConstraintAddress;
    world.cancel().with_account("rent_payer", elsewhere).fails_with(refused);
}
