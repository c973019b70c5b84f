//! post_disclosure, mark_missed
//! ├── a plan that asks ...... refuses withdrawals until it is there: DisclosureMissing
//! │   ├── by another ........ refuses: ConstraintAddress
//! │   ├── no link, too long . refuses: LinkLength
//! │   ├── a second time ..... refuses: AlreadyDisclosed
//! │   └── a new recipient ... must disclose again
//! ├── a plan that does not .. refuses: NoDisclosure
//! └── mark_missed
//!     ├── in the window ..... ends the grant at what has vested
//!     ├── outside ........... refuses: OutsideWindow
//!     └── not the attester .. refuses: NotAttester

use anchor_lang::prelude::ErrorCode;
use groundswell_tests::{PlanGiven, VestingError, plan::*, stage::address};
use solana_instruction::error::InstructionError;

const LINK: &str = "https://example.org/statement";

fn disclosing() -> PlanGiven {
    PlanGiven::default().with(|args| args.needs_disclosure = true)
}

#[test]
fn nothing_is_paid_before_the_disclosure() {
    let plan = disclosing();
    let stage = &mut plan.granted(&[("alice", 1_000)]);
    stage.warp(CLIFF);
    plan.withdraw(stage, "alice").fails_with(VestingError::DisclosureMissing);

    plan.disclose(stage, "alice", "alice", LINK).succeeds();
    plan.withdraw(stage, "alice").succeeds();

    assert_eq!(plan.held(stage, "alice"), 250);
    let stored = plan.stored_disclosure(stage, "alice").unwrap();
    assert_eq!((stored.grant, stored.rent_payer), (plan.grant("alice"), address("host")));
    assert_eq!((stored.sha256, stored.posted_at), ([5; 32], CLIFF));
    assert_eq!(&stored.link[..LINK.len()], LINK.as_bytes());
    assert!(stored.link[LINK.len()..].iter().all(|byte| *byte == 0));
    let again = plan.disclose(stage, "alice", "alice", LINK);
    again.fails_with(VestingError::AlreadyDisclosed);
}

#[test]
fn a_new_recipient_discloses_anew() {
    let plan = disclosing();
    let stage = &mut plan.granted(&[("alice", 1_000)]);
    plan.disclose(stage, "alice", "alice", &"x".repeat(96)).succeeds();
    plan.reassign(stage, "alice", "alice", "bob").succeeds();
    stage.warp(CLIFF);

    plan.withdraw_to(stage, "alice", "bob").fails_with(VestingError::DisclosureMissing);
    let former = plan.disclose(stage, "alice", "alice", LINK);
    former.fails_with(ErrorCode::ConstraintAddress);
    plan.disclose(stage, "alice", "bob", "y").succeeds();
    plan.withdraw_to(stage, "alice", "bob").succeeds();

    // Nothing of the former words is left.
    let stored = plan.stored_disclosure(stage, "alice").unwrap();
    assert_eq!((stored.link[0], &stored.link[1..]), (b'y', &[0; 95][..]));
}

#[test]
fn refuses_links_of_no_length_and_of_too_much() {
    let plan = disclosing();
    let stage = &mut plan.granted(&[("alice", 1_000), ("bob", 1_000)]);
    let length = || VestingError::LinkLength;

    plan.disclose(stage, "alice", "alice", "").fails_with(length());
    plan.disclose(stage, "alice", "alice", &"x".repeat(97)).fails_with(length());
    plan.disclose(stage, "alice", "alice", &"x".repeat(96)).succeeds();
    plan.disclose(stage, "bob", "bob", "x").succeeds();
}

#[test]
fn refuses_others_and_plans_that_do_not_ask() {
    let plan = disclosing();
    let stage = &mut plan.granted(&[("alice", 1_000)]);
    for name in ["mallory", "grantor"] {
        let theirs = plan.disclose(stage, "alice", name, LINK);
        theirs.fails_with(ErrorCode::ConstraintAddress);
    }
    let unsigned = || InstructionError::MissingRequiredSignature;
    let call = plan.disclose(stage, "alice", "alice", LINK);
    call.without_signature("recipient").fails_with(unsigned());

    let plan = PlanGiven::default();
    let stage = &mut plan.granted(&[("alice", 1_000)]);
    let needless = plan.disclose(stage, "alice", "alice", LINK);
    needless.fails_with(VestingError::NoDisclosure);
}

#[test]
fn a_missed_deliverable_ends_the_grant_at_what_has_vested() {
    for (now, marks) in [
        (STARTS + 500 * DAY - 1, false),
        (STARTS + 500 * DAY, true),
        (STARTS + 530 * DAY - 1, true),
        (STARTS + 530 * DAY, false),
        (MADE, false),
        (ENDS, false),
    ] {
        let plan = PlanGiven::default().with_deliverable();
        let stage = &mut plan.granted(&[("alice", 1_000)]);
        stage.warp(now);

        if !marks {
            plan.mark_missed(stage, "alice").fails_with(VestingError::OutsideWindow);
            continue;
        }
        plan.mark_missed(stage, "alice").succeeds();
        plan.mark_missed(stage, "alice").fails_with(VestingError::AlreadyCancelled);
        plan.cancel(stage, "grantor", "alice").fails_with(VestingError::AlreadyCancelled);

        let vested = ((now - STARTS) / DAY) as u64;
        stage.warp(ENDS);
        plan.withdraw(stage, "alice").succeeds();
        plan.forfeit(stage).succeeds();
        assert_eq!(plan.held(stage, "alice"), vested);
        assert_eq!(plan.vault(stage), TOTAL - 1_000);
    }
}

#[test]
fn nobody_marks_but_the_attester_and_he_takes_nothing_that_has_vested() {
    let plan = PlanGiven::default().with_deliverable().with(|args| {
        (args.deliver_by, args.mark_seconds) = (1_000 * DAY - 1, DAY);
    });
    let stage = &mut plan.granted(&[("alice", 1_000)]);
    stage.warp(ENDS - 1);
    for name in ["mallory", "grantor", "alice"] {
        let call = plan.mark_missed(stage, "alice").signed_by("attester", name);
        call.fails_with(VestingError::NotAttester);
    }
    let unsigned = InstructionError::MissingRequiredSignature;
    plan.mark_missed(stage, "alice").without_signature("attester").fails_with(unsigned);

    stage.warp(ENDS);
    plan.mark_missed(stage, "alice").fails_with(VestingError::FullyVested);
    plan.withdraw(stage, "alice").succeeds();

    assert_eq!(plan.held(stage, "alice"), 1_000);
    let without = PlanGiven::default();
    let stage = &mut without.granted(&[("alice", 1_000)]);
    without.mark_missed(stage, "alice").fails_with(VestingError::NotAttester);
}
