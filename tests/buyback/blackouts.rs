//! Blackouts
//! ├── a fixed one meets the tender ............ refuses: BlackedOut; one second beside it does not
//! ├── the unlock of a plan is near ............ refuses: BlackedOut, by cliff and by step
//! │   ├── that is gone, or another in its place  unlocks nothing
//! │   ├── that its grantor could give up ...... create_mandate refuses: WrongPlan
//! │   └── another plan, or none ............... refuses: WrongPlan
//! └── a cycle that is skipped ................. is skipped: the next one is held

use groundswell_tests::{
    BuybackError, MandateGiven, PlanGiven, Stage,
    mandate::*,
    plan::{DAY, STARTS},
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
    mandate.fund_plan(&mut stage, &plan);
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
fn attack_81_refuses_a_plan_that_its_grantor_could_give_up_and_so_end_a_blackout() {
    let plan = PlanGiven::number(1).with_steps(&[(16, 10_000)]);
    let mandate = MandateGiven::default().around(&[plan.keys.plan], DAY);
    let stage = &mut mandate.stage();
    plan.make(stage);
    mandate.create(stage).fails_with(BuybackError::WrongPlan);
    let program = plan.keys.token_program;
    stage.mint_to("mint", &program, "minter", "grantor", plan.args.total);
    plan.fund(stage).succeeds();
    mandate.create(stage).succeeds();

    // A plan of a launch that is not the mandate's, and a stream, are none either.
    for (id, other) in [
        (
            2,
            PlanGiven::number(2).with(|args| {
                (args.launch, args.starts_at) = (address("launch"), 0);
            }),
        ),
        (3, PlanGiven::number(3).streaming("dana")),
    ] {
        other.make(stage);
        let mandate = MandateGiven::number(id).around(&[other.keys.plan], DAY);
        mandate.create(stage).fails_with(BuybackError::WrongPlan);
    }
}

#[test]
fn only_the_mandates_plans_in_their_order_open_a_cycle() {
    let plan = PlanGiven::number(1).with_steps(&[(16, 10_000)]);
    let other = PlanGiven::number(2);
    let mandate = MandateGiven::default().around(&[plan.keys.plan, other.keys.plan], DAY);
    let stage = &mut mandate.stage();
    mandate.fund_plan(stage, &plan);
    mandate.fund_plan(stage, &other);
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
}

#[test]
fn attack_93_a_plan_that_is_gone_unlocks_nothing_and_neither_does_another_in_its_place() {
    let plan = PlanGiven::number(1).with_steps(&[(2, 10_000)]);
    let long = MandateGiven::default().with(|args| args.ends_at = BEGINS + 40 * CYCLE);
    let mandate = long.around(&[plan.keys.plan], DAY);
    let stage = &mut mandate.stage();
    mandate.fund_plan(stage, &plan);
    mandate.create(stage).succeeds();
    mandate.pay_in(stage, 5_000);
    let gone = STARTS + (2 + 180) * DAY;
    stage.warp(gone);
    plan.forfeit(stage).succeeds();
    plan.close_plan(stage).succeeds();
    let cycle = (gone - BEGINS) / CYCLE + 1;
    let opens = BEGINS + cycle * CYCLE;
    stage.warp(opens);
    mandate.open(stage, cycle as u32).succeeds();
    stage.warp(opens + CLOSE);
    mandate.clear(stage, cycle as u32).succeeds();

    // Another at its address, funded, that unlocks when the next tender opens.
    let days = (opens + CYCLE - STARTS) / DAY;
    mandate.fund_plan(stage, &PlanGiven::number(1).with_steps(&[(days, 10_000)]));
    stage.warp(opens + CYCLE);
    mandate.open(stage, cycle as u32 + 1).succeeds();
}
