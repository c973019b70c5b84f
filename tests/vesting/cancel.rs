//! cancel
//! ├── at any second ......... the recipient keeps exactly what had vested, the sink gets the rest
//! ├── when all has vested ... refuses: FullyVested
//! ├── a second time ......... refuses: AlreadyCancelled
//! ├── by whom the policy does not let .. refuses: PolicyForbids
//! └── another plan's grant .. refuses: ConstraintAddress

use anchor_lang::prelude::ErrorCode;
use groundswell_sdk::vesting_program::state::Policy;
use groundswell_tests::{PlanGiven, VestingError, plan::*, stage::address};
use solana_instruction::error::InstructionError;

#[test]
fn attack_70_pays_exactly_what_had_vested_at_every_boundary() {
    for (now, vested) in [
        (MADE, 0),
        (STARTS, 0),
        (CLIFF - 1, 0),
        (CLIFF, 250),
        (CLIFF + DAY - 1, 250),
        (CLIFF + DAY, 251),
        (ENDS - 1, 999),
    ] {
        for withdrawn_before in [false, true] {
            let plan = PlanGiven::default();
            let stage = &mut plan.granted(&[("alice", 1_000)]);
            let supply = stage.supply(&plan.keys.mint);
            stage.warp(now);
            if withdrawn_before && vested > 0 {
                plan.withdraw(stage, "alice").succeeds();
            }

            plan.cancel(stage, "grantor", "alice").succeeds();
            plan.cancel(stage, "grantor", "alice").fails_with(VestingError::AlreadyCancelled);

            plan.forfeit(stage).succeeds();
            plan.forfeit(stage).fails_with(VestingError::NothingForfeited);
            if vested > 0 && !withdrawn_before {
                plan.withdraw(stage, "alice").succeeds();
            }
            for later in [now, ENDS, OVER + 1] {
                stage.warp(later);
                plan.withdraw(stage, "alice").fails_with(VestingError::NothingVested);
            }
            plan.cancel(stage, "grantor", "alice").fails_with(VestingError::AlreadyCancelled);
            assert_eq!(plan.held(stage, "alice"), vested);
            assert_eq!(stage.supply(&plan.keys.mint), supply - (1_000 - vested));
            assert_eq!(plan.vault(stage), TOTAL - 1_000);
        }
    }
}

#[test]
fn attack_70_refuses_when_everything_has_vested() {
    let plan = PlanGiven::default();
    let stage = &mut plan.granted(&[("alice", 1_000)]);

    for now in [ENDS, ENDS + 1, i64::MAX] {
        stage.warp(now);
        plan.cancel(stage, "grantor", "alice").fails_with(VestingError::FullyVested);
    }
    plan.withdraw(stage, "alice").succeeds();
    plan.cancel(stage, "grantor", "alice").fails_with(VestingError::FullyVested);

    assert_eq!(plan.held(stage, "alice"), 1_000);
}

#[test]
fn only_those_may_whom_the_policy_lets() {
    for (policy, grantor_may, recipient_may) in [
        (Policy::Neither, false, false),
        (Policy::Grantor, true, false),
        (Policy::Recipient, false, true),
        (Policy::Either, true, true),
    ] {
        let plan = PlanGiven::default().with(|args| args.cancel = policy as u8);
        let stage = &mut plan.granted(&[("alice", 1_000), ("bob", 1_000)]);

        // Another's grant gives no right to this one.
        for name in ["mallory", "bob", "rent payer", "host"] {
            plan.cancel(stage, name, "alice").fails_with(VestingError::PolicyForbids);
        }
        for (name, grant, may) in [("grantor", "alice", grantor_may), ("bob", "bob", recipient_may)]
        {
            if may {
                plan.cancel(stage, name, grant).succeeds();
            } else {
                plan.cancel(stage, name, grant).fails_with(VestingError::PolicyForbids);
            }
        }
    }
}

#[test]
fn refuses_foreign_accounts() {
    let plan = PlanGiven::default();
    let stage = &mut plan.granted(&[("alice", 1_000)]);
    // Mallory's own plan, in which she may everything.
    let mut other = PlanGiven::number(2);
    other.keys.grantor = address("mallory");
    other.keys.plan = groundswell_sdk::pda::plan(&other.keys.mint, &other.keys.grantor, 2);
    let make = other.keys.create_plan(other.args.clone());
    stage.call(make, "CreatePlan", &["mallory", "rent payer"]).succeeds();

    let theirs = plan.cancel(stage, "mallory", "alice").with_account("plan", other.keys.plan);
    theirs.fails_with(ErrorCode::ConstraintAddress);
    let unsigned = InstructionError::MissingRequiredSignature;
    plan.cancel(stage, "grantor", "alice").without_signature("authority").fails_with(unsigned);
    plan.cancel(stage, "grantor", "alice").succeeds();
}
