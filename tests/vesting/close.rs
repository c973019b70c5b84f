//! close_grant, close_plan
//! ├── a grant ......... from 180 days after the end on, once it is paid; else NothingToClose
//! │   ├── silent ...... forfeits what is left where a disclosure was asked for
//! │   └── disclosure .. named with who paid for it, or neither; else WrongDisclosure
//! ├── a plan .......... once every grant is closed and nothing is due; else NothingToClose
//! ├── never funded .... the grantor gives it up, unless its launch exists
//! └── in the end ...... all rent is back with who paid it, gifts are burned

use anchor_lang::prelude::ErrorCode;
use groundswell_program::launch::LAUNCH_ID;
use groundswell_tests::{PlanGiven, Stage, VestingError, plan::*, stage::address};
use solana_account::Account;

const PAYERS: [&str; 2] = ["rent payer", "host"];

fn nothing() -> VestingError {
    VestingError::NothingToClose
}

fn lamports(stage: &mut Stage) -> [u64; 2] {
    PAYERS.map(|name| stage.lamports(&address(name)))
}

#[test]
fn in_the_end_all_is_closed_and_all_rent_is_back() {
    let mut plan = PlanGiven::listed(&[("alice", 600), ("bob", 300), ("carol", 100)])
        .with(|args| args.needs_disclosure = true)
        .governed(60);
    plan.governor.seats = 1;
    let stage = &mut plan.stage();
    let (before, supply) = (lamports(stage), stage.supply(&plan.keys.mint));
    plan.make(stage);
    plan.fund(stage).succeeds();
    plan.open_grant(stage, 0).succeeds();
    plan.open_grant(stage, 1).succeeds();
    plan.disclose(stage, "alice", "alice", "a").succeeds();
    stage.warp(CLIFF);
    plan.cancel(stage, "grantor", "bob").succeeds();
    plan.disclose(stage, "bob", "bob", "b").succeeds();
    for epoch in 0..12 {
        stage.warp(ENDS + epoch * DAY);
        let name = if epoch < 10 { "alice" } else { "bob" };
        plan.withdraw(stage, name).succeeds();
    }
    plan.donate(stage, 9);

    stage.warp(OVER);
    plan.close_plan(stage).fails_with(nothing());
    plan.forfeit(stage).succeeds();
    plan.close_plan(stage).fails_with(nothing());
    plan.close_disclosed_grant(stage, "alice").succeeds();
    plan.close_plan(stage).fails_with(nothing());
    plan.close_disclosed_grant(stage, "bob").succeeds();
    plan.close_governor(stage).fails_with(nothing());
    plan.close_plan(stage).succeeds();
    plan.close_governor(stage).succeeds();

    assert_eq!((plan.held(stage, "alice"), plan.held(stage, "bob")), (600, 75));
    assert_eq!(lamports(stage), before);
    // 225 of bob's, 100 that carol never opened, and the gift.
    assert_eq!(stage.supply(&plan.keys.mint), supply - 225 - 100);
    for at in [plan.keys.plan, plan.keys.vault(), plan.grant("alice"), plan.grant("bob")] {
        assert!(stage.ledger.account(&at).is_none());
    }
}

#[test]
fn a_grant_stays_until_its_leaf_cannot_be_opened_again() {
    let plan = PlanGiven::listed(&[("alice", 600)]);
    let stage = &mut plan.granted(&[]);
    stage.warp(ENDS);
    plan.withdraw(stage, "alice").succeeds();
    for now in [ENDS, OVER - 1] {
        stage.warp(now);
        plan.close_grant(stage, "alice").fails_with(nothing());
        plan.close_plan(stage).fails_with(nothing());
    }

    stage.warp(OVER);
    plan.close_grant(stage, "alice").succeeds();

    plan.open_grant(stage, 0).fails_with(VestingError::OpeningEnded);
    plan.close_plan(stage).succeeds();
}

#[test]
fn a_grant_stays_until_it_is_paid() {
    let plan = PlanGiven::default();
    let stage = &mut plan.granted(&[("alice", 1_000), ("bob", 1_000)]);
    stage.warp(CLIFF);
    plan.withdraw(stage, "alice").succeeds();
    plan.cancel(stage, "grantor", "bob").succeeds();
    stage.warp(OVER);

    for name in ["alice", "bob"] {
        plan.close_grant(stage, name).fails_with(nothing());
        plan.withdraw(stage, name).succeeds();
        let theirs = plan.close_grant(stage, name).with_account("rent_payer", address("mallory"));
        theirs.fails_with(ErrorCode::ConstraintAddress);
        plan.close_grant(stage, name).succeeds();
    }
}

#[test]
fn a_disclosure_is_closed_with_its_grant_and_not_without() {
    let plan = PlanGiven::default().with(|args| args.needs_disclosure = true);
    let stage = &mut plan.granted(&[("alice", 1_000), ("bob", 1_000), ("carol", 1_000)]);
    plan.disclose(stage, "alice", "alice", "a").succeeds();
    plan.disclose(stage, "bob", "bob", "b").succeeds();
    plan.cancel(stage, "grantor", "carol").succeeds();
    stage.warp(OVER);
    plan.withdraw(stage, "alice").succeeds();
    let wrong = || VestingError::WrongDisclosure;

    plan.close_grant(stage, "alice").fails_with(wrong());
    let bobs = groundswell_sdk::pda::disclosure(&plan.grant("bob"));
    let call = plan.close_disclosed_grant(stage, "alice").with_account("disclosure", bobs);
    call.fails_with(wrong());
    let theirs = address("mallory");
    let call = plan.close_disclosed_grant(stage, "alice").with_account("discloser", theirs);
    call.fails_with(wrong());
    let none = groundswell_sdk::vesting_program::ID;
    let call = plan.close_disclosed_grant(stage, "alice").with_account("discloser", none);
    call.fails_with(wrong());
    let call = plan.close_disclosed_grant(stage, "carol").with_account("disclosure", bobs);
    call.fails_with(wrong());
    plan.close_disclosed_grant(stage, "alice").succeeds();
    plan.close_grant(stage, "carol").succeeds();
    assert!(plan.stored_disclosure(stage, "alice").is_none());
}

#[test]
fn a_disclosure_outlives_a_reassignment_and_its_rent_comes_back() {
    let plan = PlanGiven::default().with(|args| args.needs_disclosure = true);
    let stage = &mut plan.granted(&[("alice", 1_000)]);
    let before = stage.lamports(&address("host"));
    plan.disclose(stage, "alice", "alice", "a").succeeds();
    plan.reassign(stage, "alice", "alice", "bob").succeeds();
    plan.cancel(stage, "grantor", "alice").succeeds();
    stage.warp(OVER);

    plan.close_grant(stage, "alice").fails_with(VestingError::WrongDisclosure);
    plan.close_disclosed_grant(stage, "alice").succeeds();

    assert!(stage.lamports(&address("host")) > before);
}

#[test]
fn the_grantor_gives_up_what_was_never_funded() {
    let plan = PlanGiven::default();
    let stage = &mut plan.stage();
    let before = lamports(stage);
    plan.make(stage);

    plan.close_plan(stage).fails_with(nothing());
    let theirs = plan.give_up(stage).signed_by("grantor", "mallory");
    theirs.fails_with(nothing());
    plan.give_up(stage).succeeds();

    assert_eq!(lamports(stage), before);
    let plan = PlanGiven::number(2);
    plan.make(stage);
    plan.fund(stage).succeeds();
    plan.give_up(stage).fails_with(nothing());
}

#[test]
fn the_plan_of_a_launch_that_exists_cannot_be_given_up() {
    let launch = address("launch");
    let plan = PlanGiven::default().with(|args| (args.launch, args.starts_at) = (launch, 0));
    let stage = &mut plan.made();
    let double = Account { lamports: 9_000_000, owner: LAUNCH_ID, ..Account::default() };
    stage.ledger.set_account(launch, double);

    plan.give_up(stage).fails_with(nothing());
    let elsewhere = plan.give_up(stage).with_account("launch", address("nobody"));
    elsewhere.fails_with(ErrorCode::ConstraintAddress);
    stage.ledger.set_account(launch, Account::default());
    plan.give_up(stage).succeeds();
}

#[test]
fn attack_32_a_recipient_who_never_disclosed_does_not_keep_the_plan_open() {
    let plan = PlanGiven::listed(&[("alice", 600), ("bob", 400)])
        .with(|args| args.needs_disclosure = true);
    let stage = &mut plan.granted(&[]);
    let supply = stage.supply(&plan.keys.mint);
    plan.disclose(stage, "alice", "alice", "a").succeeds();
    stage.warp(ENDS);
    plan.withdraw(stage, "bob").fails_with(VestingError::DisclosureMissing);
    stage.warp(OVER - 1);
    plan.close_grant(stage, "bob").fails_with(nothing());

    stage.warp(OVER);
    // Who has disclosed is paid before anything is closed.
    plan.close_disclosed_grant(stage, "alice").fails_with(nothing());
    plan.close_grant(stage, "bob").succeeds();
    plan.withdraw(stage, "alice").succeeds();
    plan.close_disclosed_grant(stage, "alice").succeeds();
    plan.close_plan(stage).fails_with(nothing());
    plan.forfeit(stage).succeeds();
    plan.close_plan(stage).succeeds();

    assert_eq!((plan.held(stage, "alice"), plan.held(stage, "bob")), (600, 0));
    assert_eq!(stage.supply(&plan.keys.mint), supply - 400);
}
