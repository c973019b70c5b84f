//! governor
//! ├── made with terms beyond its bounds .. refuses: EpochLength, EpochLimit
//! ├── what an epoch allows ............... is paid; the rest waits and is paid in the next
//! ├── an epoch that is spent ............. refuses: EpochSpent
//! ├── any order of withdrawals ........... no epoch lets out more than its limit
//! └── closed while a plan names it ....... refuses: NothingToClose

use anchor_lang::prelude::ErrorCode;
use groundswell_sdk::vesting_program::ID;
use groundswell_tests::{PlanGiven, Stage, VestingError, plan::*, stage::address};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use solana_instruction::error::InstructionError;
use std::collections::BTreeMap;

#[test]
fn refuses_terms_beyond_its_bounds() {
    let plan = PlanGiven::default().governed(1_000);
    let refused = |seconds: u32, limit: u64, error: VestingError| {
        let mut plan = plan.clone();
        (plan.governor.epoch_seconds, plan.governor.limit) = (seconds, limit);
        plan.create_governor(&mut plan.stage()).fails_with(error);
    };
    let accepted = |seconds: u32, limit: u64| {
        let mut plan = plan.clone();
        (plan.governor.epoch_seconds, plan.governor.limit) = (seconds, limit);
        plan.create_governor(&mut plan.stage()).succeeds();
    };
    // 5 % of twice the total.
    let (day, most) = (DAY as u32, TOTAL / 10);
    for seconds in [0, day - 1, 90 * day + 1, u32::MAX] {
        refused(seconds, 1, VestingError::EpochLength);
    }
    for limit in [0, most + 1, u64::MAX] {
        refused(day, limit, VestingError::EpochLimit);
    }
    for (seconds, limit) in [(day, 1), (90 * day, 1), (day, most)] {
        accepted(seconds, limit);
    }
}

#[test]
fn what_is_over_waits_and_is_paid_in_the_next_epoch() {
    let plan = PlanGiven::default().governed(300);
    let stage = &mut plan.granted(&[("alice", 1_000), ("bob", 1_000)]);
    stage.warp(CLIFF);
    plan.withdraw(stage, "alice").succeeds();
    plan.withdraw(stage, "bob").succeeds();
    assert_eq!((plan.held(stage, "alice"), plan.held(stage, "bob")), (250, 50));

    let spent = || VestingError::EpochSpent;
    stage.warp(CLIFF + DAY - 1);
    plan.withdraw(stage, "bob").fails_with(spent());
    stage.warp(CLIFF + DAY);
    plan.withdraw(stage, "bob").succeeds();
    assert_eq!(plan.held(stage, "bob"), 251);

    // Nothing is carried over: after a quiet month an epoch lets out what it always does.
    stage.warp(CLIFF + 40 * DAY);
    plan.withdraw(stage, "alice").succeeds();
    stage.warp(CLIFF + 400 * DAY);
    plan.withdraw(stage, "alice").succeeds();
    plan.withdraw(stage, "bob").fails_with(spent());
    assert_eq!((plan.held(stage, "alice"), plan.held(stage, "bob")), (250 + 40 + 300, 251));
    assert_eq!(plan.stored_governor(stage).left, 300);
}

#[test]
fn attack_70_what_was_cancelled_but_waits_is_still_paid() {
    let plan = PlanGiven::default().governed(100);
    let stage = &mut plan.granted(&[("alice", 1_000)]);
    stage.warp(CLIFF);
    plan.withdraw(stage, "alice").succeeds();
    plan.cancel(stage, "grantor", "alice").succeeds();
    plan.forfeit(stage).succeeds();

    for (epoch, held) in [(1, 200), (2, 250)] {
        stage.warp(CLIFF + epoch * DAY);
        plan.withdraw(stage, "alice").succeeds();
        assert_eq!(plan.held(stage, "alice"), held);
    }
    stage.warp(ENDS);
    plan.withdraw(stage, "alice").fails_with(VestingError::NothingVested);
}

const NAMES: [&str; 5] = ["ann", "ben", "cem", "dan", "eve"];

/// Two plans under one governor, with five grants each.
fn two(limit: u64) -> ([PlanGiven; 2], Stage) {
    let plans = [1, 2].map(|id| PlanGiven::number(id).governed(limit));
    let mut stage = plans[0].stage();
    for plan in &plans {
        plan.make(&mut stage);
        plan.fund(&mut stage).succeeds();
        for (index, name) in NAMES.iter().enumerate() {
            plan.create_grant(&mut stage, name, 10_000 + 7_777 * index as u64).succeeds();
        }
    }
    (plans, stage)
}

#[test]
fn no_order_of_withdrawals_lets_out_more_than_an_epochs_limit() {
    let (mut paid, mut waited) = (0, 0);
    for seed in 0..12 {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let limit = random.random_range(1_000..60_000);
        let (plans, mut stage) = two(limit);
        let mut left: BTreeMap<i64, u64> = BTreeMap::new();
        let mut now = CLIFF - DAY;
        for _ in 0..60 {
            now += random.random_range(0..3) * random.random_range(0..20 * DAY);
            stage.warp(now);
            let plan = &plans[random.random_range(0..2)];
            let name = NAMES[random.random_range(0..NAMES.len())];
            let elapsed = (now - STARTS).clamp(0, 1_000 * DAY) as u128;
            let grant = plan.stored_grant(&mut stage, name);
            let vested = u128::from(grant.amount) * elapsed / (1_000 * DAY) as u128;
            let vested = if now < CLIFF { 0 } else { vested as u64 };
            let due = vested - grant.withdrawn;
            let epoch = left.entry(now / DAY).or_default();
            let expected = due.min(limit - *epoch);
            let call = plan.withdraw(&mut stage, name);
            match (due, expected) {
                (0, _) => call.fails_with(VestingError::NothingVested),
                (_, 0) => call.fails_with(VestingError::EpochSpent),
                _ => {
                    call.succeeds();
                    paid += 1;
                }
            }
            waited += u32::from(expected < due);
            *epoch += expected;
            assert!(*epoch <= limit);
            let after = plan.stored_grant(&mut stage, name).withdrawn;
            assert_eq!(after, grant.withdrawn + expected);
        }
        pay_out(&plans, &mut stage, now.max(ENDS));
    }
    assert!(paid > 200 && waited > 80, "{paid} paid, {waited} waited");
}

/// Epoch after epoch, until everyone has everything.
fn pay_out(plans: &[PlanGiven; 2], stage: &mut Stage, from: i64) {
    let owed = |stage: &mut Stage| -> u64 {
        let grants = plans.iter().flat_map(|plan| NAMES.map(|name| (plan, name)));
        grants.map(|(p, name)| p.stored_grant(stage, name)).map(|g| g.amount - g.withdrawn).sum()
    };
    let limit = plans[0].governor.limit;
    for epoch in 1.. {
        let before = owed(stage);
        if before == 0 {
            break;
        }
        stage.warp(from + epoch * DAY);
        for (plan, name) in plans.iter().flat_map(|plan| NAMES.map(|name| (plan, name))) {
            let grant = plan.stored_grant(stage, name);
            let spent = plans[0].stored_governor(stage);
            let open = spent.epoch < (stage.now / DAY) as u64 || spent.left < limit;
            if grant.withdrawn < grant.amount && open {
                plan.withdraw(stage, name).succeeds();
            }
        }
        assert_eq!(before - owed(stage), before.min(limit));
    }
}

#[test]
fn is_closed_only_once_no_plan_names_it() {
    let mut plan = PlanGiven::default().governed(1_000);
    plan.governor.seats = 1;
    let stage = &mut plan.made();
    assert_eq!(plan.stored_governor(stage).plans, 1);
    plan.close_governor(stage).fails_with(VestingError::NothingToClose);
    let forgotten = plan.give_up(stage).with_account("governor", ID);
    forgotten.fails_with(VestingError::WrongGovernor);
    plan.give_up(stage).succeeds();
    let theirs = address("mallory");
    let call = plan.close_governor(stage).with_account("rent_payer", theirs);
    call.fails_with(ErrorCode::ConstraintAddress);

    plan.close_governor(stage).succeeds();

    assert!(stage.ledger.account(&plan.governor_keys().governor).is_none());
}

#[test]
fn is_closed_by_its_creator_alone_while_plans_could_still_name_it() {
    let mut plan = PlanGiven::default().governed(1_000);
    plan.governor.seats = 2;
    let stage = &mut plan.made();
    plan.give_up_governor(stage).fails_with(VestingError::NothingToClose);
    plan.give_up(stage).succeeds();
    let stored = plan.stored_governor(stage);
    assert_eq!((stored.plans, stored.taken, stored.seats), (0, 1, 2));
    let nothing = || VestingError::NothingToClose;
    plan.close_governor(stage).fails_with(nothing());
    plan.give_up_governor(stage).signed_by("creator", "mallory").fails_with(nothing());
    let unsigned = InstructionError::MissingRequiredSignature;
    plan.give_up_governor(stage).without_signature("creator").fails_with(unsigned);

    plan.give_up_governor(stage).succeeds();

    assert!(stage.ledger.account(&plan.governor_keys().governor).is_none());
}

#[test]
fn refuses_a_governor_that_is_none() {
    let plan = PlanGiven::default().governed(1_000);
    let stage = &mut plan.granted(&[("alice", 1_000)]);
    stage.warp(CLIFF);
    let call = plan.withdraw(stage, "alice").with_account("governor", address("mallory"));
    call.fails_with(InstructionError::AccountDataTooSmall);
    let call = plan.withdraw(stage, "alice").with_account("governor", plan.keys.plan);
    call.fails_with(ErrorCode::ConstraintDuplicateMutableAccount);
    let none = plan.withdraw(stage, "alice").with_account("governor", ID);
    none.fails_with(VestingError::WrongGovernor);
    plan.withdraw(stage, "alice").succeeds();
}

#[test]
fn no_more_plans_join_than_it_has_seats() {
    let with_seats = |id, seats| {
        let mut plan = PlanGiven::number(id).governed(1_000);
        plan.governor.seats = seats;
        plan
    };
    let mut stage = PlanGiven::default().stage();
    with_seats(1, 0).create_governor(&mut stage).fails_with(VestingError::NoSeat);
    with_seats(1, 2).make(&mut stage);
    with_seats(2, 2).make(&mut stage);
    with_seats(3, 2).create_plan(&mut stage).fails_with(VestingError::NoSeat);

    // A plan that is given up does not make room: others might have counted on who was there.
    with_seats(1, 2).give_up(&mut stage).succeeds();
    with_seats(3, 2).create_plan(&mut stage).fails_with(VestingError::NoSeat);
    let governor = with_seats(1, 2).stored_governor(&mut stage);
    assert_eq!((governor.plans, governor.taken, governor.seats), (1, 2, 2));
}
