//! A launch from its draft to its end, kept at every turn. Its lists, plans and mandate belong to it,
//! so `start` of both other programs is here.

use groundswell_sdk::program::ContributeArgs;
use groundswell_tests::{Given, World, given::*, stage::address, tokens};

use crate::scene::{Control, Scene, control};

fn controls(world: &World) -> Vec<Control> {
    let keys = &world.keys;
    let (alice, tranches) = (address("alice"), world.tranches());
    let quote = keys.quote_account(&alice).0;
    let bid = ContributeArgs { amount: 1_000, tick: 0, proof: None };
    let other = world.keys_of(9, "base mint");
    let mut args = world.given.args.clone();
    args.id = 9;
    let base = keys.base_account(&keys.creator).0;
    let vault =
        world.list_addresses().first().map(|l| groundswell_sdk::pda::distributor_vault(l, 0));
    let seal = keys.seal(base, &world.destinations(), world.governor_to_name());
    let launch = |name, instruction| control("launch", name, instruction);
    vec![
        launch("create", other.create(args)),
        launch("add_tranche", keys.add_tranche(tranches[0])),
        launch("remove_tranche", keys.remove_tranche(0)),
        launch("seal", seal),
        launch("cancel", keys.cancel()),
        launch("contribute", keys.contribute(alice, alice, quote, None, bid)),
        launch("withdraw", keys.withdraw(alice, alice, quote, 1_000)),
        launch("settle", keys.settle()),
        launch("claim", keys.claim(alice, alice)),
        launch("refund", keys.refund(alice, alice)),
        launch("fund_airdrop", keys.fund_airdrop(1, tranches[1].destination, 1)),
        launch("fund_plan", keys.fund_plan(2, tranches[2].destination)),
        launch("fund_buyback", keys.fund_buyback(7)),
        launch("sweep", keys.sweep(vault)),
        launch("close", keys.close()),
        control("vesting", "start", world.plans()[1].keys.start()),
        control("buyback", "start", world.mandate().0.start()),
    ]
}

/// Every turn of a launch.
pub fn scenes() -> Vec<Scene> {
    let mut all = vec![];
    let mut world = World::lite(Given::default());
    world.create().succeeds();
    for name in ["alice", "bob"] {
        world.fund(name, 30_000);
    }
    all.push(Scene::of("a launch created", &world.stage, &controls(&world)));
    let world = World::lite(Given::default()).draft();
    all.push(Scene::of("a launch drafted", &world.stage, &controls(&world)));
    let mut world = world.seal_now();
    for name in ["alice", "bob"] {
        world.fund(name, 30_000);
    }
    all.push(Scene::of("a launch sealed", &world.stage, &controls(&world)));
    world.warp(OPENS);
    world.contribute("alice", 20_000).succeeds();
    world.contribute("bob", 25_000).succeeds();
    all.push(Scene::of("a sale open", &world.stage, &controls(&world)));
    let at = world.now;
    world.warp(GRACE_ENDS);
    all.push(Scene::of("a sale that nobody settled", &world.stage, &controls(&world)));
    world.warp(at);
    world.warp(CLOSES);
    all.push(Scene::of("a sale closed", &world.stage, &controls(&world)));
    world.settle().succeeds();
    world.plans()[0].start(&mut world.stage).succeeds();
    let (payer, program) = (address("payer"), world.keys.base_token_program);
    for wallet in [address("alice"), address("bob"), world.keys.mandate] {
        let open = tokens::open(&payer, &wallet, &world.keys.base_mint, &program);
        world.run(&[open], &[]);
    }
    all.push(Scene::of("a sale settled", &world.stage, &controls(&world)));
    world.claim("alice").succeeds();
    world.claim("bob").succeeds();
    world.sweep().succeeds();
    all.push(Scene::of("a sale paid out", &world.stage, &controls(&world)));
    all
}
