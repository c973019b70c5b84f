//! Plans whose time zero is a real launch's settlement
//! ├── while the sale runs .. start refuses: NotSettled; the grantor cannot give the plan up
//! ├── once it has settled .. the clock runs from that second, whenever it is started
//! ├── a stream ............. is closed once the launch sends no more proceeds
//! └── once it has failed ... never starts, takes no tokens, and is given up when the launch is gone

use groundswell_tests::{
    Given, PlanGiven, VestingError, World, given::*, plan, stage::address, tokens,
};

/// A plan of the world's launch, of the launched token.
fn of(world: &World) -> PlanGiven {
    let mut plan = PlanGiven::default().with(|args| {
        (args.launch, args.starts_at) = (world.keys.at.launch, 0);
        (args.total, args.largest) = (1_000, 1_000);
    });
    plan.keys.mint = world.keys.base_mint;
    plan.keys.plan = groundswell_sdk::pda::plan(&plan.keys.mint, &plan.keys.grantor, 1);
    plan
}

fn open(contributed: u64) -> (World, PlanGiven) {
    let mut world = World::lite(Given::default()).draft().seal_now();
    world.warp(OPENS);
    world.contributions(&[("alice", contributed)]);
    for name in ["grantor", "host"] {
        world.endow(name);
    }
    let plan = of(&world);
    plan.create_plan(&mut world).succeeds();
    (world, plan)
}

#[test]
fn attack_73_a_plan_starts_in_the_second_its_launch_settled_in() {
    let (mut world, plan) = open(20_000);
    for now in [OPENS, CLOSES] {
        world.warp(now);
        plan.start(&mut world).fails_with(VestingError::NotSettled);
        plan.give_up(&mut world).fails_with(VestingError::NothingToClose);
    }
    let mut world = world.settled();
    world.claim("alice").succeeds();
    let alice = plan.keys.account_of(&address("alice")).0;
    let fund = plan.keys.fund(Some((address("alice"), alice)));
    let early = world.stage.call(fund.clone(), "Fund", &["alice"]);
    early.fails_with(VestingError::NotStarted);

    world.warp(CLOSES + 9 * DAY);
    plan.start(&mut world).succeeds();
    world.stage.call(fund, "Fund", &["alice"]).succeeds();
    plan.create_grant(&mut world, "bob", 1_000).succeeds();

    assert_eq!(plan.stored(&mut world).starts_at, CLOSES);
    world.warp(CLOSES + 250 * plan::DAY - 1);
    plan.withdraw(&mut world, "bob").fails_with(VestingError::NothingVested);
    world.warp(CLOSES + 250 * plan::DAY);
    plan.withdraw(&mut world, "bob").succeeds();
    assert_eq!(plan.held(&mut world, "bob"), 250);
}

#[test]
fn attack_73_a_plan_of_a_launch_that_failed_never_starts_and_holds_nothing() {
    let (mut world, plan) = open(MIN_RAISE - 1);
    world.warp(CLOSES);
    plan.start(&mut world).fails_with(VestingError::NotSettled);
    world.refund("alice").succeeds();
    world.sweep().succeeds();

    plan.start(&mut world).fails_with(VestingError::NotSettled);
    plan.fund_by_nobody(&mut world).fails_with(VestingError::NotStarted);
    plan.give_up(&mut world).fails_with(VestingError::NothingToClose);
    world.close_lists();
    world.close().succeeds();
    plan.give_up(&mut world).succeeds();

    assert!(world.stage.ledger.account(&plan.keys.plan).is_none());
}

#[test]
fn attack_32_a_launchs_stream_waits_until_no_more_proceeds_can_come() {
    let mut world = World::lite(Given::default()).draft().seal_now();
    world.warp(OPENS);
    world.contributions(&[("alice", 30_000), ("bob", 20_000)]);
    let mut world = world.settled();
    let stream = world.stream();
    world.sweep().succeeds();
    stream.start(&mut world).succeeds();
    stream.open_stream(&mut world).succeeds();
    stream.top_up(&mut world).succeeds();
    world.warp(CLOSES + 545 * DAY);
    stream.withdraw(&mut world, "treasurer").succeeds();
    stream.close_grant(&mut world, "treasurer").succeeds();

    // Its vault is empty, but what rounding left is still with the launch.
    stream.close_plan(&mut world).fails_with(VestingError::NothingToClose);
    stream.give_up(&mut world).fails_with(VestingError::NothingToClose);
    for name in ["alice", "bob"] {
        world.claim(name).succeeds();
    }
    world.sweep().succeeds();
    world.close().succeeds();
    let late = world.treasury();
    assert!(late > 0);
    stream.close_plan(&mut world).fails_with(VestingError::NothingToClose);
    stream.open_stream(&mut world).succeeds();
    stream.top_up(&mut world).succeeds();
    stream.withdraw(&mut world, "treasurer").succeeds();
    stream.close_grant(&mut world, "treasurer").succeeds();
    stream.close_plan(&mut world).succeeds();

    assert_eq!(world.quote("treasurer"), world.launch().proceeds_paid[2]);
    assert!(world.stage.ledger.account(&stream.keys.plan).is_none());
}

#[test]
fn attack_32_nobody_burns_the_proceeds_of_a_stream_that_was_not_started() {
    let (world, _) = open(TARGET);
    let mut world = world.settled();
    world.claim("alice").succeeds();
    world.sweep().succeeds();
    world.close().succeeds();
    let (stream, held) = (world.stream(), world.treasury());
    assert!(held > 0);

    stream.give_up(&mut world).fails_with(VestingError::NothingToClose);

    assert_eq!(world.treasury(), held);
    stream.start(&mut world).succeeds();
    stream.give_up(&mut world).fails_with(VestingError::NothingToClose);
}

#[test]
fn attack_32_what_strangers_sent_to_the_stream_of_a_failed_launch_does_not_keep_it() {
    let (mut world, _) = open(MIN_RAISE - 1);
    world.fund("bob", 5);
    let bob = address("bob");
    let (from, vault) = (world.keys.quote_account(&bob).0, world.keys.treasury_vault());
    world.run(&[tokens::transfer(&from, &vault, &bob, 5)], &["bob"]);
    let stream = world.stream();

    world.warp(GRACE_ENDS - 1);
    stream.give_up(&mut world).fails_with(VestingError::NothingToClose);
    world.warp(GRACE_ENDS);
    stream.give_up(&mut world).succeeds();

    assert!(world.stage.ledger.account(&vault).is_none());
}

#[test]
fn plans_of_a_launch_that_was_called_off_are_given_up_at_once() {
    let mut world = World::lite(Given::default()).draft().seal_now();
    let plan = world.plans()[2].clone();
    plan.give_up(&mut world).fails_with(VestingError::NothingToClose);

    world.cancel().succeeds();

    plan.give_up(&mut world).succeeds();
}

#[test]
fn a_stream_that_gets_no_share_is_given_up_once_all_is_paid_out() {
    let route = |given: &mut Given| {
        (given.args.liquidity_bps, given.args.buyback_bps, given.args.treasury_bps) =
            (5_000, 5_000, 0);
    };
    let mut world = World::open(Given::with(route));
    world.contributions(&[("alice", TARGET)]);
    let mut world = world.settled();
    let stream = world.stream();
    world.claim("alice").succeeds();
    world.sweep().succeeds();
    stream.give_up(&mut world).fails_with(VestingError::NothingToClose);

    world.close().succeeds();

    stream.give_up(&mut world).succeeds();
}
