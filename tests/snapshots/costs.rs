//! Each instruction at its dearest, on LiteSVM with mainnet's features.

use groundswell_sdk::{
    buyback_program::state::{Mandate, Offer, Receipt, Tender},
    distributor_program::state::{Distributor, Page},
    math::merkle::Node,
    pda::LaunchAddresses,
    program::{
        AllowlistProof, ContributeArgs,
        state::{Contribution, Launch},
    },
    vesting_program::state::{Disclosure, Governor, Grant, Plan},
};
use groundswell_tests::{Given, World, given::*, stage::address, tokens};
use serde_json::{Value, json};
use solana_address::Address;

/// `{"cu": {..}, "program_bytes": {..}, "account_bytes": {..}}`.
pub fn measure() -> Value {
    let mut cu = serde_json::Map::new();
    drafting(&mut cu);
    selling(&mut cu);
    claiming(&mut cu);
    gated(&mut cu);
    failing(&mut cu);
    crate::lists::measure(&mut cu);
    crate::grants::measure(&mut cu);
    crate::mandates::measure(&mut cu);
    let programs =
        groundswell_programs::ALL.iter().map(|p| (p.name.to_string(), p.bytecode.len().into()));
    json!({
        "cu": cu,
        "program_bytes": programs.collect::<serde_json::Map<_, _>>(),
        "account_bytes": {
            "buyback.Mandate": 8 + size_of::<Mandate>(),
            "buyback.Offer": 8 + size_of::<Offer>(),
            "buyback.Receipt": 8 + size_of::<Receipt>(),
            "buyback.Tender": 8 + size_of::<Tender>(),
            "distributor.Distributor": 8 + size_of::<Distributor>(),
            "distributor.Page_of_1_step": Page::space(1),
            "distributor.Page_of_12_steps": Page::space(12),
            "launch.Contribution": 8 + size_of::<Contribution>(),
            "launch.Launch": 8 + size_of::<Launch>(),
            "vesting.Disclosure": 8 + size_of::<Disclosure>(),
            "vesting.Governor": 8 + size_of::<Governor>(),
            "vesting.Grant": 8 + size_of::<Grant>(),
            "vesting.Plan": 8 + size_of::<Plan>(),
        },
    })
}

type Costs = serde_json::Map<String, Value>;

fn note(costs: &mut Costs, name: &str, cost: u64) {
    costs.insert(format!("launch.{name}"), cost.into());
}

/// Quote units in a quote token, and a thousand times as many base units to each: numbers as
/// long as a real sale's, for division costs more the longer they are.
const UNIT: u64 = 1_000_000;

/// 64 levels of 1,000 quote tokens, at 40,000 quote tokens for the sale.
fn given() -> Given {
    let mut given = Given::level(&(1..=64).map(|tick| tick * 1_000 * UNIT).collect::<Vec<_>>());
    given.supply *= 1_000 * UNIT;
    given.tranches.iter_mut().for_each(|tranche| {
        tranche.amount *= 1_000 * UNIT;
        tranche.price *= UNIT;
    });
    given.args.target *= UNIT;
    given.args.min_raise *= UNIT;
    given.args.max_opening_fdv *= UNIT;
    given.args.wallet_max = 64_000 * UNIT;
    given
}

fn drafting(costs: &mut Costs) {
    let mut world = World::lite(given());
    note(costs, "create", world.create().succeeds());
    for list in world.lists() {
        list.make(&mut world);
    }
    world.make_plans();
    world.make_mandate();
    for args in world.tranches() {
        let add = world.keys.add_tranche(args);
        note(costs, "add_tranche", world.call(add, "AddTranche", &["creator"]).succeeds());
    }
    let remove = world.keys.remove_tranche(7);
    note(costs, "remove_tranche", world.call(remove, "RemoveTranche", &["creator"]).succeeds());
    let again = world.keys.add_tranche(world.tranches()[7]);
    world.call(again, "AddTranche", &["creator"]).succeeds();
    note(costs, "seal", world.seal().succeeds());
    note(costs, "cancel", world.cancel().succeeds());
}

/// A wallet whose contribution's address takes `steps` more tries to find than the least. The
/// least is typical for one in two, and each step costs the same.
fn wallet(world: &World, steps: u8) -> String {
    let launch = world.keys.at.launch;
    let bump = |name: &str| {
        let wallet = address(name);
        let seeds: [&[u8]; 3] = [Contribution::SEED, launch.as_ref(), wallet.as_ref()];
        Address::find_program_address(&seeds, &groundswell_sdk::program::ID).1
    };
    (0..).map(|n| format!("wallet {n}")).find(|name| bump(name) == u8::MAX - steps).unwrap()
}

/// Contributions that reach every layer; a clearing in the last.
fn selling(costs: &mut Costs) {
    let mut world = World::lite(given()).draft().seal_now();
    world.warp(OPENS);
    let unlucky = wallet(&world, 1);
    world.fund(&unlucky, 63_900 * UNIT);
    let one_step = world.contribute(&unlucky, 63_900 * UNIT).succeeds();
    world.withdraw(&unlucky, 63_900 * UNIT).succeeds();
    let alice = &wallet(&world, 0);
    world.fund(alice, 128_000 * UNIT);
    let contribute = world.contribute(alice, 63_900 * UNIT).succeeds();
    note(costs, "contribute", contribute);
    note(costs, "contribute_each_bump_below_255", one_step - contribute);
    note(costs, "contribute_again", world.contribute(alice, 100 * UNIT).succeeds());
    note(costs, "withdraw", world.withdraw(alice, 63_000 * UNIT).succeeds());
    note(costs, "withdraw_all", world.withdraw(alice, 1_000 * UNIT).succeeds());
    world.contribute(alice, 64_000 * UNIT).succeeds();
    world.warp(CLOSES);
    note(costs, "settle", world.settle().succeeds());
    world.claim(alice).succeeds();
    note(costs, "sweep", world.sweep().succeeds());
    note(costs, "fund_airdrop", world.fund_airdrop(1).succeeds());
    world.plans()[0].start(&mut world).succeeds();
    note(costs, "fund_plan", world.fund_plan(2).succeeds());
    let (mandate, payer) = (world.keys.mandate, address("payer"));
    let (mint, program) = (world.keys.base_mint, world.keys.base_token_program);
    world.run(&[tokens::open(&payer, &mandate, &mint, &program)], &[]);
    let fund = world.keys.fund_buyback(7);
    note(costs, "fund_buyback", world.call(fund, "FundBuyback", &[]).succeeds());
    note(costs, "close", world.close().succeeds());
}

/// Tokens and a refund, both divisions of 128 bits. Token-2022 itself takes what a launch of
/// its mint costs more.
fn claiming(costs: &mut Costs) {
    for (name, token_2022) in [("claim", false), ("claim_token_2022", true)] {
        let mut given = given();
        (given.args.rule, given.args.ticks, given.token_2022) = (0, vec![], token_2022);
        let mut world = World::lite(given).draft().seal_now();
        world.warp(OPENS);
        world.contributions(&[("alice", 64_000 * UNIT)]);
        world.warp(CLOSES);
        world.settle().succeeds();
        let (alice, payer) = (address("alice"), address("payer"));
        let (mint, program) = (world.keys.base_mint, world.keys.base_token_program);
        world.run(&[tokens::open(&payer, &alice, &mint, &program)], &[]);
        let claim = world.keys.claim(alice, alice);
        note(costs, name, world.call(claim, "Claim", &[]).succeeds());
    }
}

/// A proof of sixteen levels: 65,536 wallets.
fn gated(costs: &mut Costs) {
    let launch = LaunchAddresses::of(&address("creator"), 1).launch;
    let mut node = Node::leaf(launch.as_array(), 0, address("alice").as_array(), 60_000 * UNIT);
    let mut siblings = vec![];
    for level in 0..16u8 {
        let sibling = Node::new([level; 32], 7);
        siblings.push(*sibling.bytes());
        node = Node::parent(&node, &sibling).unwrap();
    }
    let mut given = given();
    given.args.gate = 1;
    given.args.gate_key = Address::new_from_array(node.hash());
    (given.args.gate_sum, given.args.gate_count) = (node.sum(), 65_536);
    let mut world = World::lite(given).draft().seal_now();
    world.warp(OPENS);
    world.fund("alice", 60_000 * UNIT);
    let proof = Some(AllowlistProof { index: 0, cap: 60_000 * UNIT, siblings });
    let args = ContributeArgs { amount: 60_000 * UNIT, tick: 0, proof };
    note(costs, "contribute_allowlist_16", world.contribute_with("alice", args).succeeds());
}

fn failing(costs: &mut Costs) {
    let mut world = World::lite(given()).draft().seal_now();
    world.warp(OPENS);
    world.contributions(&[("alice", 100)]);
    world.warp(CLOSES);
    note(costs, "refund", world.refund("alice").succeeds());
    note(costs, "sweep_failed", world.sweep().succeeds());
    note(costs, "close_failed", world.close().succeeds());
}
