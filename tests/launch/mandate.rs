//! seal and the mandate; fund_buyback
//! ├── what is no mandate ................... refuses: IllegalOwner
//! ├── of another pair of mints ............. refuses: MandateMint
//! ├── with another reference ............... refuses: MandateLaunch
//! ├── that locks what it buys .............. refuses: MandateSink
//! ├── whose rest goes to a stream .......... refuses: MandateRemainder
//! ├── that watches a plan of others' ....... refuses: MandatePlan
//! ├── that ends too early .................. refuses: BuybackWindow
//! ├── a tranche that goes elsewhere ........ refuses: MandateAccount
//! ├── fund_buyback, of another tranche ..... refuses: NotBuyback, NoSuchTranche
//! │   ├── before the settlement ............ refuses: NotSettled
//! │   ├── a second time .................... refuses: AlreadyFunded
//! │   └── into another account ............. refuses: NotTheOwnersAccount
//! └── all is well .......................... the tranche is retired, the raise buys

use groundswell_sdk::{
    buyback::MandateKeys, buyback_program::CreateMandateArgs, launch::LaunchKeys, pda,
};
use groundswell_tests::{
    BuybackError, Given, LaunchError, World,
    buybacks::{BUYS, BUYS_UNTIL, create},
    given::*,
    stage::address,
    tokens,
};
use solana_instruction::error::InstructionError;

/// Its number in the default charter.
const BUYBACK: u8 = 7;

/// The default draft, but for the mandate, which is made as changed.
fn drafted(change: impl FnOnce(&World, &mut MandateKeys, &mut CreateMandateArgs)) -> World {
    let mut world = World::lite(Given::default());
    world.make_plans();
    let (mut keys, mut args) = world.mandate();
    change(&world, &mut keys, &mut args);
    create(&mut world, &keys, args).succeeds();
    world.keys.mandate = keys.mandate;
    world.draft()
}

#[test]
fn a_mandate_of_its_own_seals() {
    let mut world = drafted(|_, _, _| ());

    world.seal().succeeds();

    let launch = world.launch();
    let mandate = world.mandate().0;
    assert_eq!((launch.mandate, launch.buyback_vault), (mandate.mandate, mandate.quote_vault()));
    assert_eq!(launch.for_sale, FOR_SALE);
}

#[test]
fn refuses_what_is_no_mandate() {
    let mut world = World::lite(Given::default()).draft();
    world.keys.mandate = world.keys.quote_mint;

    world.seal().fails_with(InstructionError::IllegalOwner);
}

#[test]
fn attack_78_refuses_a_mandate_of_other_mints() {
    let mut world = World::lite(Given::default());
    world.make_base_mint("other mint");
    world.make_plans();
    let (mut keys, args) = world.mandate();
    keys.base_mint = address("other mint");
    keys.mandate = pda::mandate(&keys.base_mint, &keys.creator, args.id);
    create(&mut world, &keys, args).succeeds();
    let mut world = world.draft();
    world.keys.mandate = keys.mandate;

    world.seal().fails_with(LaunchError::MandateMint);
}

#[test]
fn attack_78_refuses_a_mandate_that_pays_with_another_token() {
    let mut world = World::lite(Given::default());
    world.make_base_mint("other mint");
    world.make_plans();
    let (mut keys, args) = world.mandate();
    keys.quote_mint = address("other mint");
    create(&mut world, &keys, args).succeeds();

    world.draft().seal().fails_with(LaunchError::MandateMint);
}

#[test]
fn refuses_a_mandate_with_another_reference() {
    let stream = |world: &World| world.stream().keys;
    let stated = |world: &World, keys: &mut MandateKeys, args: &mut CreateMandateArgs| {
        // Without a launch the rest goes to a stream.
        (keys.remainder, keys.remainder_owner) = (stream(world).vault(), stream(world).plan);
        (keys.launch, args.launch) = Default::default();
        (args.reference_quote, args.reference_base) = (TARGET, FOR_SALE);
    };
    drafted(stated).seal().fails_with(LaunchError::MandateLaunch);
    let other = |world: &World, keys: &mut MandateKeys, args: &mut CreateMandateArgs| {
        (keys.remainder, keys.remainder_owner) = (stream(world).vault(), stream(world).plan);
        (keys.launch, args.launch) = (address("other launch"), address("other launch"));
    };
    drafted(other).seal().fails_with(LaunchError::MandateLaunch);
}

#[test]
fn attack_79_refuses_a_mandate_that_keeps_what_it_buys_or_what_it_has_left() {
    let locks = |world: &World, keys: &mut MandateKeys, args: &mut CreateMandateArgs| {
        keys.sink_plan = Some(world.plans()[2].keys.plan);
        args.sink = 1;
    };
    drafted(locks).seal().fails_with(LaunchError::MandateSink);
    let streams = |world: &World, keys: &mut MandateKeys, _: &mut CreateMandateArgs| {
        let stream = world.stream().keys;
        (keys.remainder, keys.remainder_owner) = (stream.vault(), stream.plan);
    };
    drafted(streams).seal().fails_with(LaunchError::MandateRemainder);
}

#[test]
fn attack_81_watches_no_plan_but_the_launchs_own() {
    let watches = |plan: usize| {
        move |world: &World, keys: &mut MandateKeys, args: &mut CreateMandateArgs| {
            keys.plans = vec![world.plans()[plan].keys.plan];
            args.plan_seconds = DAY as u32;
        }
    };
    drafted(watches(0)).seal().succeeds();
    drafted(watches(3)).seal().succeeds();

    // A plan that waits for this launch, and is nobody's tranche.
    let mut world = World::lite(Given::default());
    world.make_plans();
    let mut other = world.plans()[2].clone();
    other.args.id = 77;
    other.keys.plan = pda::plan(&other.keys.mint, &other.keys.grantor, 77);
    other.keys.governor = None;
    other.create_plan(&mut world).succeeds();
    let (mut keys, mut args) = world.mandate();
    (keys.plans, args.plan_seconds) = (vec![other.keys.plan], DAY as u32);
    create(&mut world, &keys, args).succeeds();
    world.draft().seal().fails_with(LaunchError::MandatePlan);
}

#[test]
fn buys_for_at_least_180_days_after_the_last_settlement() {
    let until = |ends_at: i64| {
        move |_: &World, _: &mut MandateKeys, args: &mut CreateMandateArgs| {
            args.ends_at = ends_at;
        }
    };
    drafted(until(GRACE_ENDS + 180 * DAY)).seal().succeeds();
    let short = drafted(until(GRACE_ENDS + 180 * DAY - 1));
    { short }.seal().fails_with(LaunchError::BuybackWindow);
}

#[test]
fn a_buyback_tranche_goes_to_the_mandate() {
    let given = Given::with(|given| given.tranches[7].destination = address("elsewhere"));
    let mut world = World::lite(given).draft();

    world.seal().fails_with(LaunchError::MandateAccount);
}

fn settled() -> World {
    let mut world = World::open(Given::default());
    world.contributions(&[("alice", TARGET)]);
    world.settled()
}

#[test]
fn the_buyback_tranche_is_retired() {
    let mut world = World::sealed(Given::default());
    for now in [SEALS, OPENS, CLOSES, GRACE_ENDS] {
        world.warp(now);
        world.fund_buyback(BUYBACK).fails_with(LaunchError::NotSettled);
    }
    let mut world = settled();
    for tranche in [0, 1, 2, 5, 6] {
        world.fund_buyback(tranche).fails_with(LaunchError::NotBuyback);
    }
    world.fund_buyback(8).fails_with(LaunchError::NoSuchTranche);
    let alice = world.address("alice");
    world.claim("alice").succeeds();
    let theirs = world.keys.base_account(&alice).0;
    let refused = LaunchError::NotTheOwnersAccount;
    world.fund_buyback(BUYBACK).with_account("mandate_base", theirs).fails_with(refused);

    world.fund_buyback(BUYBACK).succeeds();
    world.fund_buyback(BUYBACK).fails_with(LaunchError::AlreadyFunded);
    let keys = world.mandate().0;
    let retire = keys.retire();
    world.call(retire, "Retire", &[]).succeeds();

    let mint = world.keys.base_mint;
    assert_eq!(world.supply(&mint), SUPPLY - 50_000);
    assert_eq!(world.launch().base_held, SUPPLY - FOR_SALE - 50_000);
    assert_eq!(world.stored_mandate().retired, 50_000);
}

/// What a launch's mandate is for: the raise buys the token back below the sale's price.
#[test]
fn attack_77_the_raise_buys_back_at_most_a_cycles_budget() {
    let mut world = settled();
    world.claim("alice").succeeds();
    world.sweep().succeeds();
    // A tenth of the raise.
    assert_eq!(world.buyback(), TARGET / 10);
    let LaunchKeys { base_mint, base_token_program, .. } = world.keys;
    let keys = world.mandate().0;
    let start = keys.start();
    world.call(start, "Start", &[]).succeeds();
    let mandate = world.stored_mandate();
    assert_eq!((mandate.reference_quote, mandate.reference_base), (TARGET, FOR_SALE));

    world.warp(BUYS);
    let (alice, host) = (address("alice"), address("host"));
    let open = keys.open_cycle(host, 0);
    world.call(open, "OpenCycle", &["host"]).succeeds();
    let from = keys.base_account(&alice).0;
    // Half of the sale's price: 300 quote units buy 6,000 of 10,000 base units.
    let offer = keys.make_offer(host, alice, from, 0, 5_000, 10_000);
    world.call(offer, "MakeOffer", &["host", "alice"]).succeeds();
    world.warp(BUYS + 3 * DAY);
    let clear = keys.clear(host, 0);
    world.call(clear, "Clear", &[]).succeeds();
    let before = world.quote("alice");
    let quote = tokens::open(&address("payer"), &alice, &keys.quote_mint, &tokens::TOKEN);
    let collect = keys.collect(host, host, &alice, 0, 5_000);
    world.call(collect, "Collect", &[]).after(quote).succeeds();
    let sink = keys.sink_bought(0);
    world.call(sink, "SinkBought", &[]).succeeds();

    assert_eq!(world.quote("alice") - before, 300);
    assert_eq!(world.supply(&base_mint), SUPPLY - 6_000);
    assert_eq!(world.base("alice"), FOR_SALE - 6_000);
    assert_eq!(world.buyback(), TARGET / 10 - 300);
    assert_eq!(base_token_program, tokens::TOKEN);

    // What is left in the end deepens the pool.
    world.warp(BUYS_UNTIL);
    let liquidity = world.keys.at.liquidity_vault;
    let pool = world.balance(&liquidity);
    let finish = keys.finish();
    world.call(finish, "Finish", &[]).succeeds();
    assert_eq!(world.balance(&liquidity), pool + TARGET / 10 - 300);
    let receipt = keys.close_receipt(host, 0);
    world.call(receipt, "CloseReceipt", &[]).succeeds();
    let close = keys.close_mandate();
    world.call(close, "CloseMandate", &[]).fails_with(BuybackError::NothingToClose);
    world.close().succeeds();
    // Lists and plans pass on to its address: as long as the launch is there, so is the mandate.
    let close = keys.close_mandate();
    world.call(close, "CloseMandate", &[]).fails_with(BuybackError::NothingToClose);
}

#[test]
fn attack_32_what_strangers_sent_to_the_accounts_of_a_failed_launch_keeps_nothing_open() {
    let mut world = World::lite(Given::default()).draft().seal_now();
    world.fund("mallory", 30);
    let (keys, stream) = (world.mandate().0, world.stream());
    let from = world.keys.quote_account(&address("mallory")).0;
    for vault in [keys.quote_vault(), stream.keys.vault()] {
        let send = tokens::transfer(&from, &vault, &address("mallory"), 10);
        world.run(&[send], &["mallory"]);
    }
    let mint = world.keys.quote_mint;
    let supply = world.supply(&mint);

    // The launch can still settle.
    world.warp(GRACE_ENDS - 1);
    stream.give_up(&mut world).fails_with(groundswell_tests::VestingError::NothingToClose);
    world.warp(GRACE_ENDS);
    stream.give_up(&mut world).succeeds();
    world.warp(BUYS_UNTIL);
    let close = keys.close_mandate();
    world.call(close, "CloseMandate", &[]).succeeds();

    assert_eq!(world.supply(&mint), supply - 20);
    assert!(world.stage.ledger.account(&keys.mandate).is_none());
}
