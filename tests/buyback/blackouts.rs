//! Blackouts
//! ├── a fixed one meets the tender ............ refuses: BlackedOut; one second beside it does not
//! ├── the unlock of a plan is near ............ refuses: BlackedOut, by cliff and by step
//! │   ├── whose clock does not run, or is gone . unlocks nothing
//! │   └── another plan, or none ............... refuses: WrongPlan
//! └── a cycle that is skipped ................. is skipped: the next one is held

use groundswell_tests::{
    BuybackError, MandateGiven, PlanGiven, Stage,
    mandate::*,
    plan::{DAY, MADE, STARTS},
    stage::address,
};

fn at(mandate: &MandateGiven, cycle: u32) -> Stage {
    let mut stage = mandate.funded(5_000);
    stage.warp(BEGINS + i64::from(cycle) * CYCLE);
    stage
}

#[test]
fn a_fixed_blackout_skips_the_tenders_it_meets() {
    let first = BEGINS + CYCLE;
    for (from, until, meets) in [
        (first - DAY, first, false),
        (first - DAY, first + 1, true),
        (first + CLOSE - 1, first + CLOSE, true),
        (first + CLOSE, first + CLOSE + 1, false),
    ] {
        let mandate = MandateGiven::default().blacked_out(from, until);
        let stage = &mut at(&mandate, 1);
        if meets {
            mandate.open(stage, 1).fails_with(BuybackError::BlackedOut);
            // Nothing can be offered then: there is no tender.
            assert!(mandate.tender(stage, 1).is_none());
            stage.warp(BEGINS + 2 * CYCLE);
            mandate.open(stage, 2).succeeds();
        } else {
            mandate.open(stage, 1).succeeds();
        }
    }
}

/// Whether cycle 1 is held beside a plan that was changed, `seconds` around its unlocks.
fn is_held(change: impl FnOnce(PlanGiven) -> PlanGiven, seconds: i64) -> bool {
    let plan = change(PlanGiven::number(1));
    let mandate = MandateGiven::default().around(&[plan.keys.plan], seconds);
    let mut stage = mandate.stage();
    plan.make(&mut stage);
    mandate.create(&mut stage).succeeds();
    mandate.pay_in(&mut stage, 5_000);
    stage.warp(BEGINS + CYCLE);
    let held = mandate.open(&mut stage, 1).succeeds_or(BuybackError::BlackedOut);
    assert_eq!(mandate.tender(&mut stage, 1).is_some(), held);
    held
}

#[test]
fn the_cliff_of_a_plan_is_an_unlock() {
    let tender = BEGINS + CYCLE - STARTS;
    let linear = |cliff: i64| move |plan: PlanGiven| plan.with(|args| args.cliff = cliff);

    assert!(!is_held(linear(tender - DAY + 1), DAY));
    assert!(is_held(linear(tender - DAY), DAY));
    assert!(!is_held(linear(tender + CLOSE + DAY - 1), DAY));
    assert!(is_held(linear(tender + CLOSE + DAY), DAY));
}

#[test]
fn every_step_of_a_plan_is_an_unlock() {
    // Days after time zero; cycle 1 is sixteen days after it.
    for (last, held) in [(14, true), (15, true), (16, false), (17, false), (18, true)] {
        let steps = |plan: PlanGiven| plan.with_steps(&[(2, 5_000), (last, 10_000)]);
        assert_eq!(is_held(steps, DAY), held, "{last}");
    }
}

#[test]
fn a_plan_whose_clock_does_not_run_unlocks_nothing() {
    let waiting = |plan: PlanGiven| {
        plan.with_steps(&[(16, 10_000)]).with(|args| {
            (args.launch, args.starts_at) = (address("launch"), 0);
        })
    };
    assert!(is_held(waiting, DAY));
    assert!(!is_held(|plan| plan.with_steps(&[(16, 10_000)]), DAY));
}

#[test]
fn a_plan_that_is_gone_unlocks_nothing_and_none_takes_its_place() {
    let plan = PlanGiven::number(1).with_steps(&[(16, 10_000)]);
    let other = PlanGiven::number(2);
    let mandate = MandateGiven::default().around(&[plan.keys.plan, other.keys.plan], DAY);
    let stage = &mut mandate.stage();
    plan.make(stage);
    other.make(stage);
    mandate.create(stage).succeeds();
    mandate.pay_in(stage, 5_000);
    stage.warp(BEGINS + CYCLE);
    mandate.open(stage, 1).fails_with(BuybackError::BlackedOut);

    let [plan_at, other_at] = [plan.keys.plan, other.keys.plan];
    for plans in
        [&[][..], &[plan_at], &[other_at, plan_at], &[other_at; 2], &[plan_at, other_at, other_at]]
    {
        let mut keys = mandate.keys.clone();
        keys.plans = plans.to_vec();
        let call = stage.call(keys.open_cycle(address("host"), 1), "OpenCycle", &["host"]);
        call.fails_with(BuybackError::WrongPlan);
    }
    plan.give_up(stage).succeeds();
    mandate.open(stage, 1).succeeds();
    assert!(MADE < stage.now);
}
