//! start: the reference price is what a launch settled at
//! ├── before the launch has settled ..... refuses: NotSettled
//! ├── a launch that failed .............. close refuses: NothingToClose, until finish has paid
//! ├── a mandate that has a price ........ refuses: AlreadyStarted
//! ├── a launch of other tokens .......... refuses: WrongLaunch
//! ├── a watched plan that waits ......... open_cycle refuses: PlanWaiting
//! ├── before it is started .............. refuses: NotStarted
//! ├── a price too low for the grid ...... refuses: PriceZero
//! └── otherwise ......................... the price of the sale, base units for sale

use anchor_lang::prelude::ErrorCode;
use groundswell_tests::{
    BuybackError, Given, MandateGiven, PlanGiven, World, given::*, stage::address, tokens,
};

const DAY: i64 = 86_400;

/// A mandate on the launch's token, that opens a day after the sale.
fn mandate_of(world: &World, id: u64) -> MandateGiven {
    let launch = world.keys.at.launch;
    let mut mandate = MandateGiven::number(id).with(|args| {
        (args.launch, args.reference_quote, args.reference_base) = (launch, 0, 0);
        (args.opens_at, args.ends_at) = (CLOSES + DAY, CLOSES + 71 * DAY);
    });
    let stream = PlanGiven::of(world.keys.quote_mint, 9).streaming("community");
    let keys = &mut mandate.keys;
    (keys.base_mint, keys.quote_mint) = (world.keys.base_mint, world.keys.quote_mint);
    keys.mandate = groundswell_sdk::pda::mandate(&keys.base_mint, &keys.creator, id);
    (keys.remainder, keys.remainder_owner) = (stream.keys.vault(), stream.keys.plan);
    mandate.stream = stream;
    mandate
}

/// The sale is open, and the mandate is made.
fn open(id: u64) -> (World, MandateGiven) {
    let mut world = World::open(Given::default());
    world.endow("founder");
    let mandate = mandate_of(&world, id);
    mandate.stream.make(&mut world);
    mandate.create(&mut world).succeeds();
    (world, mandate)
}

#[test]
fn takes_the_price_of_the_sale_once_it_settled() {
    let (mut world, mandate) = open(1);
    world.contributions(&[("alice", 20_000)]);
    mandate.start(&mut world).fails_with(BuybackError::NotSettled);
    world.warp(CLOSES);
    mandate.start(&mut world).fails_with(BuybackError::NotSettled);
    world.settle().succeeds();
    world.fund("bob", 3_000);
    let from = world.keys.quote_account(&address("bob")).0;
    let send = tokens::transfer(&from, &mandate.keys.quote_vault(), &address("bob"), 3_000);
    world.run(&[send], &["bob"]);
    world.warp(CLOSES + DAY);
    mandate.open(&mut world, 0).fails_with(BuybackError::NotStarted);

    let other = mandate.start(&mut world).with_account("launch", address("mallory"));
    other.fails_with(ErrorCode::ConstraintAddress);
    mandate.start(&mut world).succeeds();
    mandate.start(&mut world).fails_with(BuybackError::AlreadyStarted);

    let stored = mandate.stored(&mut world);
    assert_eq!((stored.reference_quote, stored.reference_base), (TARGET, FOR_SALE));
    // Alice sells some of it back, at four fifths of what it cost.
    world.claim("alice").succeeds();
    mandate.open(&mut world, 0).succeeds();
    mandate.offer(&mut world, "alice", 0, 8_000, 10_000).succeeds();
    world.warp(CLOSES + 2 * DAY);
    mandate.clear(&mut world, 0).succeeds();
    mandate.collect(&mut world, "alice", 0, 8_000).succeeds();
    mandate.sink(&mut world, 0).succeeds();
    assert_eq!(world.quote("alice"), 800);
    let mint = world.keys.base_mint;
    assert_eq!(world.supply(&mint), SUPPLY - 10_000);
}

/// After the end of a mandate whose launch failed, and to whose vault bob sent 3,000 quote units.
fn failed_with_a_gift() -> (World, MandateGiven) {
    let (mut world, mandate) = open(1);
    world.fund("bob", 3_000);
    let from = world.keys.quote_account(&address("bob")).0;
    let send = tokens::transfer(&from, &mandate.keys.quote_vault(), &address("bob"), 3_000);
    world.run(&[send], &["bob"]);
    world.warp(CLOSES + 71 * DAY);
    (world, mandate)
}

#[test]
fn a_launch_that_failed_never_starts_one_and_the_money_moves_on() {
    let (mut world, mandate) = failed_with_a_gift();
    mandate.start(&mut world).fails_with(BuybackError::NotSettled);
    mandate.finish(&mut world).succeeds();
    mandate.close(&mut world).succeeds();

    assert_eq!(mandate.stream.vault(&mut world), 3_000);
}

#[test]
fn attack_32_nobody_burns_what_a_mandate_still_has_to_pass_on_to_its_stream() {
    let (mut world, mandate) = failed_with_a_gift();

    mandate.close(&mut world).fails_with(BuybackError::NothingToClose);

    assert_eq!(world.balance(&mandate.keys.quote_vault()), 3_000);
    mandate.finish(&mut world).succeeds();
    assert_eq!(mandate.stream.vault(&mut world), 3_000);
    mandate.close(&mut world).succeeds();
}

#[test]
fn a_launchs_mandate_stays_as_long_as_the_launch_does() {
    let (mut world, mandate) = open(1);
    world.contributions(&[("alice", 20_000)]);
    let mut world = world.settled();
    world.warp(CLOSES + 71 * DAY);

    mandate.close(&mut world).fails_with(BuybackError::NothingToClose);
}

#[test]
fn what_is_left_may_go_to_a_stream_that_waits_for_its_launch() {
    let mut world = World::open(Given::default());
    world.endow("founder");
    let mut mandate = mandate_of(&world, 1);
    let stream = world.stream().keys;
    (mandate.keys.remainder, mandate.keys.remainder_owner) = (stream.vault(), stream.plan);

    mandate.create(&mut world).succeeds();
}

#[test]
fn a_mandate_that_states_its_price_is_not_started() {
    let mandate = MandateGiven::default();
    let stage = &mut mandate.made();

    mandate.start(stage).fails_with(BuybackError::AlreadyStarted);
}

#[test]
fn refuses_a_price_that_the_grid_rounds_to_nothing() {
    // A lowest price of a hundredth of a percent: 10,000 quote units are one, fewer are none.
    for (target, error) in [(10_000, None), (9_999, Some(BuybackError::PriceZero))] {
        let mut world = World::open(Given::with(|given| {
            (given.args.target, given.args.min_raise) = (target, 5_000)
        }));
        world.endow("founder");
        let mandate =
            mandate_of(&world, 1).with(|args| (args.tick_bps, args.ceiling_bps) = (1, 64));
        mandate.stream.make(&mut world);
        mandate.create(&mut world).succeeds();
        world.contributions(&[("alice", target)]);
        let mut world = world.settled();
        match error {
            Some(error) => mandate.start(&mut world).fails_with(error),
            None => drop(mandate.start(&mut world).succeeds()),
        }
    }
}

#[test]
fn attack_78_a_launch_of_other_tokens_gives_no_price() {
    let (mut world, _) = open(1);
    world.make_base_mint("other mint");
    let mut other = mandate_of(&world, 2);
    other.keys.base_mint = address("other mint");
    other.keys.mandate =
        groundswell_sdk::pda::mandate(&other.keys.base_mint, &other.keys.creator, 2);
    other.create(&mut world).succeeds();
    world.contributions(&[("alice", 20_000)]);
    let mut world = world.settled();

    other.start(&mut world).fails_with(BuybackError::WrongLaunch);
}

#[test]
fn attack_81_a_plan_of_the_launch_is_started_before_a_cycle_is_opened() {
    let (mut world, _) = open(1);
    let kol = world.plans()[0].clone();
    let mandate = mandate_of(&world, 2).around(&[kol.keys.plan], DAY);
    mandate.create(&mut world).succeeds();
    world.contributions(&[("alice", 20_000)]);
    let mut world = world.settled();
    let (bob, quote) = (address("bob"), mandate.keys.quote_vault());
    world.fund("bob", 3_000);
    let send = tokens::transfer(&world.keys.quote_account(&bob).0, &quote, &bob, 3_000);
    world.run(&[send], &["bob"]);
    mandate.start(&mut world).succeeds();
    world.warp(CLOSES + DAY);

    mandate.open(&mut world, 0).fails_with(BuybackError::PlanWaiting);
    kol.start(&mut world).succeeds();
    mandate.open(&mut world, 0).succeeds();
}
