//! reassign
//! ├── by the recipient ...... the grant is the new wallet's, with all that it has vested
//! ├── by the grantor ........ only once what has vested is paid: VestedUnpaid until then
//! ├── without the new wallet's signature .. refuses
//! ├── by whom the policy does not let ..... refuses: PolicyForbids
//! └── to the same wallet .... refuses: SameRecipient

use anchor_lang::prelude::ErrorCode;
use groundswell_sdk::vesting_program::state::Policy;
use groundswell_tests::{PlanGiven, VestingError, plan::*};
use solana_instruction::error::InstructionError;

fn by(policy: Policy) -> PlanGiven {
    PlanGiven::default().with(|args| args.reassign = policy as u8)
}

#[test]
fn a_recipient_gives_the_grant_away_with_all_it_has_vested() {
    let plan = PlanGiven::default();
    let stage = &mut plan.granted(&[("alice", 1_000)]);
    stage.warp(CLIFF);

    plan.reassign(stage, "alice", "alice", "bob").succeeds();

    let wrong = VestingError::NotTheOwnersAccount;
    plan.withdraw(stage, "alice").fails_with(wrong);
    plan.withdraw_to(stage, "alice", "bob").succeeds();
    assert_eq!((plan.held(stage, "alice"), plan.held(stage, "bob")), (0, 250));
    // Who gave it away has no say any more; who has it does.
    plan.reassign(stage, "alice", "alice", "carol").fails_with(VestingError::PolicyForbids);
    plan.reassign(stage, "bob", "alice", "alice").succeeds();
    stage.warp(ENDS);
    plan.withdraw(stage, "alice").succeeds();
    assert_eq!((plan.held(stage, "alice"), plan.held(stage, "bob")), (750, 250));
}

#[test]
fn attack_71_the_grantor_cannot_reassign_what_has_vested() {
    for policy in [Policy::Grantor, Policy::Either] {
        let plan = by(policy);
        let stage = &mut plan.granted(&[("alice", 1_000)]);
        stage.warp(CLIFF);
        let unpaid = || VestingError::VestedUnpaid;

        plan.reassign(stage, "grantor", "alice", "mallory").fails_with(unpaid());
        plan.withdraw(stage, "alice").succeeds();
        stage.warp(CLIFF + DAY);
        plan.reassign(stage, "grantor", "alice", "mallory").fails_with(unpaid());
        stage.warp(CLIFF + DAY - 1);
        plan.reassign(stage, "grantor", "alice", "mallory").succeeds();

        assert_eq!(plan.held(stage, "alice"), 250);
    }
}

#[test]
fn the_grantor_reassigns_before_anything_has_vested() {
    let plan = by(Policy::Grantor);
    let stage = &mut plan.granted(&[("alice", 1_000)]);
    stage.warp(CLIFF - 1);

    plan.reassign(stage, "grantor", "alice", "bob").succeeds();

    stage.warp(ENDS);
    plan.withdraw_to(stage, "alice", "bob").succeeds();
    assert_eq!(plan.held(stage, "bob"), 1_000);
}

#[test]
fn attack_71_only_those_may_whom_the_policy_lets() {
    for (policy, grantor_may, recipient_may) in [
        (Policy::Neither, false, false),
        (Policy::Grantor, true, false),
        (Policy::Recipient, false, true),
        (Policy::Either, true, true),
    ] {
        let plan = by(policy);
        let stage = &mut plan.granted(&[("alice", 1_000), ("bob", 1_000)]);
        let forbids = || VestingError::PolicyForbids;

        for name in ["mallory", "bob", "host"] {
            plan.reassign(stage, name, "alice", "mallory").fails_with(forbids());
        }
        for (name, grant, may) in [("grantor", "alice", grantor_may), ("bob", "bob", recipient_may)]
        {
            let call = plan.reassign(stage, name, grant, "carol");
            if may {
                call.succeeds();
            } else {
                call.fails_with(forbids());
            }
        }
    }
}

#[test]
fn attack_71_nobody_gets_a_grant_without_signing_for_it() {
    let plan = PlanGiven::default();
    let stage = &mut plan.granted(&[("alice", 1_000)]);
    let unsigned = || InstructionError::MissingRequiredSignature;

    for field in ["new_recipient", "authority"] {
        let call = plan.reassign(stage, "alice", "alice", "bob");
        call.without_signature(field).fails_with(unsigned());
    }
    let same = VestingError::SameRecipient;
    plan.reassign(stage, "alice", "alice", "alice").fails_with(same);

    let other = PlanGiven::number(2).with(|args| args.reassign = Policy::Either as u8);
    other.make(stage);
    let theirs = plan.reassign(stage, "grantor", "alice", "mallory");
    let foreign = ErrorCode::ConstraintAddress;
    theirs.with_account("plan", other.keys.plan).fails_with(foreign);
    plan.reassign(stage, "alice", "alice", "bob").succeeds();
}

#[test]
fn where_a_disclosure_is_asked_nobody_takes_a_grant_that_lapses_at_once() {
    let given = PlanGiven::default().with(|args| args.needs_disclosure = true);
    for (now, fits) in [(OVER - 1, true), (OVER, false)] {
        let stage = &mut given.granted(&[("alice", 1_000)]);
        given.disclose(stage, "alice", "alice", "a").succeeds();
        stage.endow("alice");
        stage.endow("bob");
        stage.warp(now);
        let call = given.reassign(stage, "alice", "alice", "bob");
        if fits {
            call.succeeds();
        } else {
            call.fails_with(VestingError::OpeningEnded);
        }
    }
}

#[test]
fn who_is_grantor_and_recipient_is_paid_what_has_vested_first() {
    let plan = by(Policy::Grantor);
    let stage = &mut plan.granted(&[("grantor", 1_000)]);
    stage.warp(CLIFF);

    plan.reassign(stage, "grantor", "grantor", "bob").fails_with(VestingError::VestedUnpaid);

    plan.withdraw(stage, "grantor").succeeds();
    plan.reassign(stage, "grantor", "grantor", "bob").succeeds();
}

#[test]
fn a_grant_that_asks_for_no_disclosure_passes_on_after_the_end_too() {
    let plan = by(Policy::Recipient);
    let stage = &mut plan.granted(&[("alice", 1_000)]);
    stage.warp(OVER);

    plan.reassign(stage, "alice", "alice", "bob").succeeds();

    plan.withdraw_to(stage, "alice", "bob").succeeds();
    assert_eq!(plan.held(stage, "bob"), 1_000);
}
