//! withdraw
//! ├── before the start, before the cliff .. refuses: NothingVested
//! ├── at the cliff ........................ pays all that was counted since the start
//! ├── in between .......................... pays what has vested since, rounded down
//! ├── at the end .......................... pays what is left, to the unit, whatever was paid when
//! ├── twice in one second ................. refuses: NothingVested
//! ├── to another account .................. refuses: NotTheOwnersAccount
//! ├── with a governor it has not .......... refuses: WrongGovernor
//! ├── with the clock at its extremes ...... pays nothing before, all after; Overflow below zero
//! └── foreign accounts .................... refuses, each by name

use anchor_lang::prelude::ErrorCode;
use groundswell_tests::{PlanGiven, VestingError, plan::*, stage::address, tokens};
use solana_instruction::error::InstructionError;

fn nothing() -> VestingError {
    VestingError::NothingVested
}

#[test]
fn pays_nothing_before_the_cliff_and_all_that_was_counted_at_it() {
    let plan = PlanGiven::default();
    let mut stage = plan.granted(&[("alice", 1_000)]);

    for now in [MADE, STARTS - 1, STARTS, STARTS + 1, CLIFF - 1] {
        stage.warp(now);
        plan.withdraw(&mut stage, "alice").fails_with(nothing());
    }
    stage.warp(CLIFF);
    plan.withdraw(&mut stage, "alice").succeeds();

    assert_eq!(plan.held(&mut stage, "alice"), 250);
    assert_eq!(plan.vault(&mut stage), TOTAL - 250);
    let grant = plan.stored_grant(&mut stage, "alice");
    assert_eq!((grant.amount, grant.entitled, grant.withdrawn), (1_000, 1_000, 250));
    assert_eq!(plan.stored(&mut stage).withdrawn, 250);
    plan.withdraw_only(&mut stage, "alice").fails_with(nothing());
}

#[test]
fn pays_a_unit_in_its_own_second() {
    let plan = PlanGiven::default();
    let mut stage = plan.granted(&[("alice", 1_000)]);
    stage.warp(CLIFF);
    plan.withdraw(&mut stage, "alice").succeeds();

    stage.warp(CLIFF + DAY - 1);
    plan.withdraw(&mut stage, "alice").fails_with(nothing());
    stage.warp(CLIFF + DAY);
    plan.withdraw(&mut stage, "alice").succeeds();

    assert_eq!(plan.held(&mut stage, "alice"), 251);
}

#[test]
fn attack_67_the_end_pays_the_last_unit_whatever_was_paid_when() {
    let paths: [&[i64]; 4] =
        [&[], &[CLIFF], &[CLIFF, CLIFF + 1, ENDS - 1], &[CLIFF + 7, ENDS - DAY - 1, ENDS - DAY]];
    for amount in [1, 2, 3, 7, 999_983] {
        for path in paths {
            let plan = PlanGiven::default();
            let mut stage = plan.granted(&[("alice", amount)]);
            for now in path {
                stage.warp(*now);
                let passed = (now - STARTS) as u128;
                let vested = u128::from(amount) * passed / (1_000 * DAY) as u128;
                if plan.held(&mut stage, "alice") == vested as u64 {
                    plan.withdraw(&mut stage, "alice").fails_with(nothing());
                } else {
                    plan.withdraw(&mut stage, "alice").succeeds();
                }
                assert_eq!(plan.held(&mut stage, "alice"), vested as u64);
            }
            stage.warp(ENDS);
            plan.withdraw(&mut stage, "alice").succeeds();

            assert_eq!(plan.held(&mut stage, "alice"), amount);
            assert_eq!(plan.vault(&mut stage), TOTAL - amount);
            plan.withdraw_only(&mut stage, "alice").fails_with(nothing());
        }
    }
}

#[test]
fn attack_68_all_that_64_bits_hold_vests_without_overflow() {
    let plan = PlanGiven::default().with(|args| (args.total, args.largest) = (u64::MAX, u64::MAX));
    let mut stage = plan.granted(&[("alice", u64::MAX)]);

    let mut held = 0;
    for now in [CLIFF, CLIFF + 1, STARTS + 333 * DAY + 7, ENDS - 1, ENDS] {
        stage.warp(now);
        plan.withdraw(&mut stage, "alice").succeeds();
        let passed = (now - STARTS) as u128;
        held = (u128::from(u64::MAX) * passed / (1_000 * DAY) as u128) as u64;
        assert_eq!(plan.held(&mut stage, "alice"), held);
    }

    assert_eq!(held, u64::MAX);
    assert_eq!(plan.vault(&mut stage), 0);
}

#[test]
fn attack_72_the_clock_at_its_extremes() {
    let plan = PlanGiven::default();
    let mut stage = plan.granted(&[("alice", 1_000)]);

    for now in [i64::MIN + STARTS, -1, 0, 1] {
        stage.warp(now);
        plan.withdraw(&mut stage, "alice").fails_with(nothing());
    }
    for now in [i64::MIN, i64::MIN + STARTS - 1] {
        stage.warp(now);
        plan.withdraw(&mut stage, "alice").fails_with(VestingError::Overflow);
    }
    stage.warp(i64::MAX);
    plan.withdraw(&mut stage, "alice").succeeds();

    assert_eq!(plan.held(&mut stage, "alice"), 1_000);
}

#[test]
fn attack_72_a_clock_that_goes_back_takes_nothing_back_and_pays_nothing_twice() {
    let plan = PlanGiven::default();
    let mut stage = plan.granted(&[("alice", 1_000)]);
    stage.warp(STARTS + 500 * DAY);
    plan.withdraw(&mut stage, "alice").succeeds();

    stage.warp(STARTS + 400 * DAY);
    plan.withdraw(&mut stage, "alice").fails_with(nothing());
    plan.cancel(&mut stage, "grantor", "alice").succeeds();

    let grant = plan.stored_grant(&mut stage, "alice");
    assert_eq!((grant.entitled, grant.withdrawn), (500, 500));
    assert_eq!(plan.stored(&mut stage).forfeited, 500);
    stage.warp(ENDS);
    plan.withdraw(&mut stage, "alice").fails_with(nothing());
}

#[test]
fn steps_vest_in_their_own_seconds() {
    let plan = PlanGiven::default().with_steps(&[(10, 1), (20, 3_333), (30, 10_000)]);
    let mut stage = plan.granted(&[("alice", 1_000), ("bob", 9_999)]);

    for (day, alice, bob) in [(10, 0, 0), (20, 333, 3_332), (30, 1_000, 9_999)] {
        stage.warp(STARTS + day * DAY - 1);
        plan.withdraw(&mut stage, "alice").fails_with(nothing());
        stage.warp(STARTS + day * DAY);
        for (name, held) in [("alice", alice), ("bob", bob)] {
            if held == 0 {
                plan.withdraw(&mut stage, name).fails_with(nothing());
            } else {
                plan.withdraw(&mut stage, name).succeeds();
                assert_eq!(plan.held(&mut stage, name), held);
            }
        }
    }
}

#[test]
fn pays_a_token_2022_mint_on_a_bank() {
    let plan = PlanGiven::default().token_2022();
    let mut stage = plan.bank();
    plan.make(&mut stage);
    plan.fund(&mut stage).succeeds();
    plan.create_grant(&mut stage, "alice", 1_000).succeeds();

    stage.warp(CLIFF - 1);
    plan.withdraw(&mut stage, "alice").fails_with(nothing());
    stage.warp(CLIFF);
    plan.withdraw(&mut stage, "alice").succeeds();

    assert_eq!(plan.held(&mut stage, "alice"), 250);
}

#[test]
fn attack_31_pays_only_the_recipients_associated_account() {
    let plan = PlanGiven::default();
    let mut stage = plan.granted(&[("alice", 1_000)]);
    stage.warp(ENDS);
    stage.run(&[plan.open_account("alice"), plan.open_account("mallory")], &[]);

    let wrong = || VestingError::NotTheOwnersAccount;
    for name in ["mallory", "grantor"] {
        let to = plan.keys.account_of(&address(name)).0;
        plan.withdraw(&mut stage, "alice").with_account("recipient_tokens", to).fails_with(wrong());
        // With that account's own bump, too.
        let theirs = plan.keys.withdraw(plan.grant("alice"), &address(name));
        stage.call(theirs, "Withdraw", &[]).fails_with(wrong());
    }
    plan.withdraw_only(&mut stage, "alice").succeeds();
}

#[test]
fn attack_01_refuses_foreign_accounts() {
    let plan = PlanGiven::default();
    let mut stage = plan.granted(&[("alice", 1_000)]);
    let other = PlanGiven::number(2);
    other.make(&mut stage);
    other.fund(&mut stage).succeeds();
    other.create_grant(&mut stage, "alice", 500).succeeds();
    stage.make_mint("other mint", &tokens::TOKEN, "grantor", 5_000);
    stage.warp(ENDS);

    let foreign = || ErrorCode::ConstraintAddress;
    for (field, at) in [
        ("plan", other.keys.plan),
        ("grant", other.grant("alice")),
        ("mint", address("other mint")),
        ("vault", other.keys.vault()),
        ("token_program", tokens::TOKEN_2022),
    ] {
        plan.withdraw(&mut stage, "alice").with_account(field, at).fails_with(foreign());
    }
    // A plan is no grant.
    let call = plan.withdraw(&mut stage, "alice").with_account("grant", other.keys.plan);
    call.fails_with(InstructionError::InvalidAccountData);
    let call = plan.withdraw(&mut stage, "alice").with_account("plan", address("nobody"));
    call.fails_with(InstructionError::AccountDataTooSmall);
    plan.withdraw(&mut stage, "alice").succeeds();
    other.withdraw(&mut stage, "alice").succeeds();
    assert_eq!(plan.held(&mut stage, "alice"), 1_500);
}

#[test]
fn refuses_a_governor_that_is_not_the_plans() {
    let plan = PlanGiven::default();
    let mut stage = plan.granted(&[("alice", 1_000)]);
    plan.create_governor(&mut stage).succeeds();
    stage.warp(CLIFF);

    let wrong = || VestingError::WrongGovernor;
    let governor = plan.governor_keys().governor;
    let mut named = plan.clone();
    named.keys.governor = Some(governor);
    named.withdraw(&mut stage, "alice").fails_with(wrong());

    named.args.id = 2;
    named.keys.plan = PlanGiven::number(2).keys.plan;
    named.make(&mut stage);
    named.fund(&mut stage).succeeds();
    named.create_grant(&mut stage, "alice", 1_000).succeeds();
    let without = PlanGiven::number(2);
    without.withdraw(&mut stage, "alice").fails_with(wrong());
    named.withdraw(&mut stage, "alice").succeeds();
}
