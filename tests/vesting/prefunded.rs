//! Lamports that strangers send to addresses before their accounts exist
//! ├── plan, vault, grant, disclosure, governor .. are made all the same
//! └── every event ............................... counts one up, without gaps

use groundswell_sdk::pda;
use groundswell_tests::{PlanGiven, plan::*, stage::address, tokens};

#[test]
fn attack_24_lamports_sent_ahead_keep_nothing_from_being_made() {
    let plan = PlanGiven::default().with(|args| args.needs_disclosure = true).governed(1_000);
    let stage = &mut plan.stage();
    let grant = plan.grant("alice");
    for lamports in [890_880, 50_000_000] {
        for at in [
            plan.keys.plan,
            plan.keys.vault(),
            grant,
            pda::disclosure(&grant),
            plan.governor_keys().governor,
        ] {
            let send = tokens::send_lamports(&address("payer"), &at, lamports);
            stage.run(&[send], &[]);
        }
    }

    plan.make(stage);
    plan.fund(stage).succeeds();
    plan.create_grant(stage, "alice", 1_000).succeeds();
    plan.disclose(stage, "alice", "alice", "a").succeeds();
    stage.warp(ENDS);
    plan.withdraw(stage, "alice").succeeds();

    assert_eq!(plan.held(stage, "alice"), 1_000);
    stage.warp(OVER);
    plan.close_disclosed_grant(stage, "alice").succeeds();
    plan.forfeit(stage).succeeds();
    plan.close_plan(stage).succeeds();
    plan.give_up_governor(stage).succeeds();
}

#[test]
fn events_are_counted_without_gaps() {
    let plan = PlanGiven::default().with(|args| args.needs_disclosure = true);
    let stage = &mut plan.made();
    let mut expected = 0;
    let mut counted = |stage: &mut _| {
        expected += 1;
        assert_eq!(plan.stored(stage).sequence, expected);
    };

    plan.fund(stage).succeeds();
    counted(stage);
    plan.create_grant(stage, "alice", 1_000).succeeds();
    counted(stage);
    plan.reassign(stage, "alice", "alice", "bob").succeeds();
    counted(stage);
    plan.disclose(stage, "alice", "bob", "b").succeeds();
    counted(stage);
    stage.warp(CLIFF);
    plan.withdraw_to(stage, "alice", "bob").succeeds();
    counted(stage);
    plan.cancel(stage, "grantor", "alice").succeeds();
    counted(stage);
    plan.forfeit(stage).succeeds();
    counted(stage);
}
