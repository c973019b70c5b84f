//! open_grant, create_grant
//! ├── a leaf of the list ....... becomes a grant, whoever asks; anyone pays the rent
//! ├── its own recipient ........ may pay for it
//! ├── another amount, index, wallet, plan .. refuses: ProofMismatch
//! ├── a wallet's second leaf, a leaf again . refuses: the address is taken
//! ├── not funded ............... refuses: NotFunded
//! ├── 180 days after the end ... refuses: OpeningEnded
//! ├── the wrong way ............ refuses: NoList, HasList
//! ├── too large, too much, nothing .. refuses: GrantTooLarge, MoreThanTotal, ZeroAmount
//! └── not the grantor .......... refuses: ConstraintAddress

use anchor_lang::prelude::ErrorCode;
use groundswell_tests::{PlanGiven, VestingError, plan::*, stage::address};
use solana_instruction::error::InstructionError;

fn listed() -> PlanGiven {
    PlanGiven::listed(&[("alice", 600), ("bob", 300), ("carol", 100)])
}

/// The system program's AccountAlreadyInUse.
fn taken() -> InstructionError {
    InstructionError::Custom(0)
}

#[test]
fn opens_every_leaf_once() {
    let plan = listed();
    let stage = &mut plan.funded();

    for index in [2, 0, 1] {
        plan.open_grant(stage, index).succeeds();
        plan.open_grant(stage, index).fails_with(taken());
    }

    let stored = plan.stored(stage);
    assert_eq!((stored.granted, stored.grants), (1_000, 3));
    let grant = plan.stored_grant(stage, "bob");
    assert_eq!((grant.amount, grant.entitled, grant.withdrawn), (300, 300, 0));
    assert_eq!((grant.recipient, grant.rent_payer), (address("bob"), address("host")));
}

#[test]
fn a_recipient_may_pay_for_the_own_grant() {
    let plan = listed();
    let stage = &mut plan.funded();
    let alice = address("alice");
    let proof = plan.tree().proof(0, 0).unwrap();
    stage.ledger.airdrop(&alice, 1_000_000_000);

    let open = plan.keys.open_grant(alice, alice, 0, 600, &proof);
    stage.call(open, "OpenGrant", &["alice"]).succeeds();

    let grant = plan.stored_grant(stage, "alice");
    assert_eq!((grant.amount, grant.recipient, grant.rent_payer), (600, alice, alice));
}

#[test]
fn refuses_what_is_not_on_the_list() {
    let plan = listed();
    let stage = &mut plan.funded();
    let other = PlanGiven::number(2);
    let tree = plan.tree();
    let proof = tree.proof(0, 0).unwrap();
    let mismatch = || VestingError::ProofMismatch;

    for amount in [0, 599, 601, u64::MAX] {
        plan.open_grant_with(stage, 0, amount, &proof).fails_with(mismatch());
    }
    for index in [1, 2, 3, u32::MAX] {
        let (host, alice) = (address("host"), address("alice"));
        let open = plan.keys.open_grant(host, alice, index, 600, &proof);
        stage.call(open, "OpenGrant", &["host"]).fails_with(mismatch());
    }
    plan.open_grant_with(stage, 0, 600, &proof[1..]).fails_with(mismatch());
    plan.open_grant_with(stage, 0, 600, &[]).fails_with(mismatch());
    let theirs = plan.keys.open_grant(address("host"), address("mallory"), 0, 600, &proof);
    stage.call(theirs, "OpenGrant", &["host"]).fails_with(mismatch());

    // Leaves are of one plan: another with the same root opens none of them.
    let mut copy = plan.clone();
    (copy.args.id, copy.keys.plan) = (2, other.keys.plan);
    copy.make(stage);
    copy.fund(stage).succeeds();
    copy.open_grant_with(stage, 0, 600, &proof).fails_with(mismatch());
    plan.open_grant(stage, 0).succeeds();
}

#[test]
fn a_wallets_second_leaf_cannot_be_opened() {
    let plan = PlanGiven::listed(&[("alice", 600), ("alice", 400)]);
    let stage = &mut plan.funded();

    plan.open_grant(stage, 1).succeeds();
    plan.open_grant(stage, 0).fails_with(taken());

    // What it would have got leaves to the sink.
    stage.warp(OVER);
    plan.withdraw(stage, "alice").succeeds();
    plan.forfeit(stage).succeeds();
    assert_eq!((plan.held(stage, "alice"), plan.vault(stage)), (400, 0));
}

#[test]
fn refuses_before_the_plan_is_funded_and_from_half_a_year_after_its_end_on() {
    let plan = listed();
    let stage = &mut plan.made();
    plan.open_grant(stage, 0).fails_with(VestingError::NotFunded);
    plan.fund(stage).succeeds();

    stage.warp(OVER);
    plan.open_grant(stage, 0).fails_with(VestingError::OpeningEnded);
    stage.warp(OVER - 1);
    plan.open_grant(stage, 0).succeeds();

    let plan = PlanGiven::number(2);
    plan.make(stage);
    plan.create_grant(stage, "alice", 1).fails_with(VestingError::NotFunded);
    stage.mint_to("mint", &plan.keys.token_program, "grantor", "grantor", TOTAL);
    plan.fund(stage).succeeds();
    stage.warp(OVER);
    plan.create_grant(stage, "alice", 1).fails_with(VestingError::OpeningEnded);
    stage.warp(OVER - 1);
    plan.create_grant(stage, "alice", 1).succeeds();
}

#[test]
fn refuses_the_wrong_way() {
    let plan = listed();
    let stage = &mut plan.funded();
    plan.create_grant(stage, "dave", 1).fails_with(VestingError::HasList);

    let plan = PlanGiven::default();
    let stage = &mut plan.funded();
    let open = plan.keys.open_grant(address("host"), address("alice"), 0, 1, &[]);
    stage.call(open, "OpenGrant", &["host"]).fails_with(VestingError::NoList);
}

#[test]
fn refuses_amounts_beyond_the_plan() {
    let plan = PlanGiven::default().with(|args| args.largest = TOTAL / 2);
    let stage = &mut plan.funded();

    plan.create_grant(stage, "alice", 0).fails_with(VestingError::ZeroAmount);
    for amount in [TOTAL / 2 + 1, u64::MAX] {
        plan.create_grant(stage, "alice", amount).fails_with(VestingError::GrantTooLarge);
    }
    plan.create_grant(stage, "alice", TOTAL / 2).succeeds();
    plan.create_grant(stage, "bob", TOTAL / 2 - 1).succeeds();
    plan.create_grant(stage, "carol", 2).fails_with(VestingError::MoreThanTotal);
    plan.create_grant(stage, "carol", 1).succeeds();
    plan.create_grant(stage, "dave", 1).fails_with(VestingError::MoreThanTotal);
    plan.create_grant(stage, "alice", 1).fails_with(taken());
    assert_eq!(plan.stored(stage).granted, TOTAL);
}

#[test]
fn refuses_anyone_but_the_grantor() {
    let plan = PlanGiven::default();
    let stage = &mut plan.funded();

    let theirs = plan.create_grant(stage, "mallory", 1).signed_by("grantor", "mallory");
    theirs.fails_with(ErrorCode::ConstraintAddress);
    let unsigned = || InstructionError::MissingRequiredSignature;
    plan.create_grant(stage, "alice", 1).without_signature("grantor").fails_with(unsigned());
    plan.create_grant(stage, "alice", 1).without_signature("payer").fails_with(unsigned());
    plan.create_grant(stage, "alice", 1).succeeds();
}
