//! forfeit
//! ├── burn ................ supply shrinks by what was forfeited, not by what was given
//! ├── buyback ............. to the mandate's associated account
//! │   ├── any other account refuses: WrongSink
//! │   └── no mandate ...... refuses: SinkNotReady until 180 days after the end; then burns
//! ├── what nobody opened .. leaves 180 days after the end
//! └── nothing due ......... refuses: NothingForfeited

use anchor_lang::prelude::ErrorCode;
use groundswell_sdk::vesting_program::ID;
use groundswell_tests::{PlanGiven, Stage, VestingError, mandate, plan::*, stage::address};

/// 250 of 1,000 have vested, the rest is forfeited.
fn cancelled(plan: &PlanGiven) -> Stage {
    let mut stage = plan.granted(&[("alice", 1_000)]);
    stage.warp(CLIFF);
    plan.cancel(&mut stage, "grantor", "alice").succeeds();
    stage
}

fn to_mandate() -> PlanGiven {
    PlanGiven::default().with(|args| (args.sink, args.sink_address) = (1, address("mandate")))
}

/// A double for a mandate. tests/buyback/sink.rs has a real one.
fn make_mandate(stage: &mut Stage) {
    stage.ledger.set_account(address("mandate"), mandate::double(&address("mint")));
}

#[test]
fn burns_what_was_forfeited_and_no_more() {
    let plan = PlanGiven::default();
    let stage = &mut cancelled(&plan);
    plan.donate(stage, 5);
    let supply = stage.supply(&plan.keys.mint);

    plan.forfeit(stage).succeeds();

    assert_eq!(stage.supply(&plan.keys.mint), supply - 750);
    assert_eq!(plan.vault(stage), TOTAL + 5 - 750);
    let stored = plan.stored(stage);
    assert_eq!((stored.forfeited, stored.sunk), (750, 750));
    plan.forfeit(stage).fails_with(VestingError::NothingForfeited);
}

#[test]
fn a_mandate_is_paid_and_nobody_else() {
    let plan = to_mandate();
    let stage = &mut cancelled(&plan);
    plan.forfeit(stage).fails_with(VestingError::SinkNotReady);
    make_mandate(stage);
    // Its account is not there yet: anyone opens it.
    plan.forfeit(stage).fails_with(VestingError::WrongSink);
    stage.run(&[plan.open_account("mandate"), plan.open_account("mallory")], &[]);

    let wrong = || VestingError::WrongSink;
    let theirs = plan.keys.account_of(&address("mallory")).0;
    plan.forfeit(stage).with_account("sink_tokens", theirs).fails_with(wrong());
    plan.forfeit(stage).with_account("sink", address("mallory")).fails_with(wrong());
    let itself = plan.forfeit(stage).with_account("sink_tokens", plan.keys.vault());
    itself.fails_with(ErrorCode::ConstraintDuplicateMutableAccount);
    for field in ["mint", "vault", "token_program"] {
        let call = plan.forfeit(stage).with_account(field, address("mallory"));
        call.fails_with(ErrorCode::ConstraintAddress);
    }
    plan.forfeit(stage).succeeds();

    assert_eq!(plan.held(stage, "mandate"), 750);
}

#[test]
fn a_mandate_that_does_not_exist_is_waited_for_and_then_all_is_burned() {
    let plan = to_mandate();
    let stage = &mut cancelled(&plan);
    for now in [CLIFF, ENDS, OVER - 1] {
        stage.warp(now);
        plan.forfeit(stage).fails_with(VestingError::SinkNotReady);
    }
    let supply = stage.supply(&plan.keys.mint);

    stage.warp(OVER);
    plan.forfeit(stage).with_account("sink_tokens", ID).succeeds();

    // With it what nobody was granted.
    assert_eq!(stage.supply(&plan.keys.mint), supply - 750 - (TOTAL - 1_000));
}

#[test]
fn what_nobody_opened_leaves_half_a_year_after_the_end() {
    let plan = PlanGiven::listed(&[("alice", 600), ("bob", 400)]);
    let stage = &mut plan.funded();
    plan.open_grant(stage, 0).succeeds();
    for now in [STARTS, ENDS, OVER - 1] {
        stage.warp(now);
        plan.forfeit(stage).fails_with(VestingError::NothingForfeited);
    }

    stage.warp(OVER);
    plan.forfeit(stage).succeeds();

    assert_eq!(plan.vault(stage), 600);
    plan.forfeit(stage).fails_with(VestingError::NothingForfeited);
    plan.withdraw(stage, "alice").succeeds();
    assert_eq!((plan.held(stage, "alice"), plan.vault(stage)), (600, 0));
}

#[test]
fn attack_05_an_account_of_the_buyback_program_that_is_no_mandate_of_the_mint_takes_nothing() {
    let plan = to_mandate();
    let other = mandate::double(&address("other mint"));
    let mut tender = mandate::double(&address("mint"));
    tender.data[0] ^= 1;
    let mut short = mandate::double(&address("mint"));
    short.data.pop();
    for account in [other, tender, short] {
        let stage = &mut cancelled(&plan);
        stage.ledger.set_account(address("mandate"), account);
        let open = plan.open_account("mandate");
        stage.run(&[open], &[]);
        // Waited for like one that does not exist, and then burned.
        plan.forfeit(stage).fails_with(VestingError::SinkNotReady);
        stage.warp(OVER);
        plan.forfeit(stage).succeeds();
        assert_eq!(plan.held(stage, "mandate"), 0);
    }
}

#[test]
fn a_plan_that_was_never_funded_forfeits_nothing() {
    let plan = PlanGiven::default();
    let stage = &mut plan.made();
    plan.donate(stage, TOTAL);
    stage.warp(OVER);

    plan.forfeit(stage).fails_with(VestingError::NothingForfeited);

    assert_eq!(plan.vault(stage), TOTAL);
}
