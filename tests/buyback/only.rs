//! create_mandate, where one thing alone is wrong
//! ├── a watched plan that is funded, but of another mint, or a stream refuses: WrongPlan
//! ├── a watched plan of a launch that is not the mandate's .......... refuses: WrongPlan
//! ├── a next mandate of another base mint, or of another quote mint .. refuses: WrongRemainder
//! ├── the pool's vault of no launch ................................. refuses: WrongRemainder
//! └── another vault than the pool's, of the mandate's launch ........ refuses: WrongRemainder

use groundswell_program::launch::liquidity_vault;
use groundswell_sdk::{Address, pda};
use groundswell_tests::{
    BuybackError, MandateGiven, PlanGiven,
    plan::{DAY, STARTS},
    stage::address,
    tokens,
};

#[test]
fn watches_no_plan_of_another_mint() {
    let given = MandateGiven::default();
    let stage = &mut given.stage();
    let plan = PlanGiven::of(address("quote"), 1);
    plan.make(stage);
    stage.mint_to("quote", &tokens::TOKEN, "bank", "grantor", plan.args.total);
    plan.fund(stage).succeeds();

    let mandate = given.around(&[plan.keys.plan], DAY);
    mandate.create(stage).fails_with(BuybackError::WrongPlan);
}

#[test]
fn watches_no_plan_of_another_launch_that_could_be_given_up() {
    let launch = address("launch");
    let given = MandateGiven::default().with(|args| {
        (args.launch, args.reference_quote, args.reference_base) = (launch, 0, 0);
    });
    let stage = &mut given.stage();
    for (id, of, fits) in [(1, address("other launch"), false), (2, launch, true)] {
        let plan = PlanGiven::number(id);
        let plan = plan.with(|args| (args.launch, args.starts_at) = (of, 0));
        plan.make(stage);
        let mandate = given.clone().around(&[plan.keys.plan], DAY);
        match fits {
            true => drop(mandate.create(stage).succeeds()),
            false => mandate.create(stage).fails_with(BuybackError::WrongPlan),
        }
    }
}

#[test]
fn watches_no_stream() {
    let given = MandateGiven::default();
    let stage = &mut given.stage();
    let stream = PlanGiven::number(2).streaming("dana");
    stream.make(stage);
    stage.warp(STARTS);
    stream.open_stream(stage).succeeds();
    stream.send(stage, "alice", 10);
    stream.top_up(stage).succeeds();
    assert!(stream.stored(stage).is_funded.get());

    let mandate = given.around(&[stream.keys.plan], DAY);
    mandate.create(stage).fails_with(BuybackError::WrongPlan);
}

#[test]
fn attack_93_nothing_goes_on_to_a_mandate_of_another_token() {
    let given = MandateGiven::default;
    let stage = &mut given().stage();
    for name in ["other", "coin"] {
        stage.make_mint(name, &tokens::TOKEN, "minter", 0);
    }
    let mut sells = MandateGiven::number(2);
    sells.keys.base_mint = address("other");
    let mut pays = MandateGiven::number(3);
    pays.keys.quote_mint = address("coin");
    pays.stream = PlanGiven::of(address("coin"), 8).streaming("community");
    pays.stream = pays.stream.with(|args| args.end = 4_000 * DAY);
    pays.stream.make(stage);
    (pays.keys.remainder, pays.keys.remainder_owner) =
        (pays.stream.keys.vault(), pays.stream.keys.plan);

    for mut next in [sells, pays] {
        let keys = &mut next.keys;
        keys.mandate = pda::mandate(&keys.base_mint, &keys.creator, next.args.id);
        next.create(stage).succeeds();
        given().then(&next).create(stage).fails_with(BuybackError::WrongRemainder);
    }
}

#[test]
fn attack_93_nothing_goes_to_the_pool_of_no_launch() {
    let mut mandate = MandateGiven::default();
    let stage = &mut mandate.stage();
    let none = Address::default();
    (mandate.keys.remainder, mandate.keys.remainder_owner) = (liquidity_vault(&none), none);

    mandate.create(stage).fails_with(BuybackError::WrongRemainder);
}

#[test]
fn attack_93_of_a_launch_nothing_goes_to_another_vault_than_the_pools() {
    let launch = address("launch");
    let mut mandate = MandateGiven::default().with(|args| {
        (args.launch, args.reference_quote, args.reference_base) = (launch, 0, 0);
    });
    let stage = &mut mandate.stage();
    mandate.keys.remainder_owner = launch;

    mandate.create(stage).fails_with(BuybackError::WrongRemainder);
    mandate.keys.remainder = liquidity_vault(&launch);
    mandate.create(stage).succeeds();
}
