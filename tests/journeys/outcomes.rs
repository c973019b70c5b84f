//! Sales of sixty wallets, with changes of mind, against the reference model: what every
//! wallet, every vault and the supply end with, to the unit.

use groundswell_tests::{Given, World, given::*, tokens};

use crate::model::{Allocation, Contribution, Rule, Sale, settle};

const WALLETS: usize = 60;

/// The same numbers every time, from small to a whale's. Every seventh wallet comes back for
/// more, every fifth takes a part out, every eleventh takes everything out.
fn run(world: &mut World, ticks: usize) -> Vec<(String, Contribution)> {
    let mut number = 0x2545_f491_4f6c_dd1du64;
    let mut draw = |below: u64| {
        number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
        (number >> 33) % below
    };
    let mut all = vec![];
    for index in 0..WALLETS {
        let name = format!("wallet {index}");
        let size = [30, 300, 3_000, 20_000][index % 4];
        let (mut deposit, tick) = (20 + draw(size), draw(ticks as u64) as usize);
        world.fund(&name, deposit);
        world.bid(&name, tick as u8, deposit).succeeds();
        if index % 7 == 0 {
            let more = 1 + draw(50);
            world.fund(&name, more);
            world.bid(&name, tick as u8, more).succeeds();
            deposit += more;
        }
        if index % 5 == 0 {
            let part = 1 + draw(deposit - 10);
            world.withdraw(&name, part).succeeds();
            deposit -= part;
        }
        if index % 11 == 0 {
            world.withdraw(&name, deposit).succeeds();
        } else {
            all.push((name, Contribution { deposit, tick }));
        }
    }
    all
}

/// Runs the sale to its end and compares it with the model. Returns accepted and tokens.
fn agrees(given: Given, rule: Rule) -> (u64, u64) {
    let ticks = given.args.ticks.clone();
    let target = given.args.target;
    let mut world = World::lite(given).draft().seal_now();
    world.warp(OPENS);
    let contributions = run(&mut world, if rule == Rule::Auction { ticks.len() } else { 1 });
    let before: Vec<u64> = contributions.iter().map(|(name, _)| world.quote(name)).collect();
    let mut world = world.settled();
    let sale = Sale { rule, supply: FOR_SALE, target, ticks: &ticks };
    let plain: Vec<Contribution> = contributions.iter().map(|(_, c)| *c).collect();
    let expected = settle(&sale, &plain);

    assert_eq!(world.launch().clearing().price, expected.price);
    assert_eq!(world.launch().clearing().raise, expected.raise);
    // One sweep in the middle of the claims must not matter.
    for (index, ((name, _), held)) in contributions.iter().zip(before).enumerate() {
        if index == 20 {
            world.sweep().succeeds();
        }
        world.claim(name).succeeds();
        let Allocation { refund, tokens, .. } = expected.allocations[index];
        assert_eq!((world.quote(name) - held, world.base(name)), (refund, tokens), "{name}");
    }
    world.sweep().succeeds();

    let at = world.keys.at;
    let accepted: u64 = expected.allocations.iter().map(|a| a.accepted).sum();
    let sold: u64 = expected.allocations.iter().map(|a| a.tokens).sum();
    let vaults = [at.liquidity_vault, world.keys.buyback_vault(), world.keys.treasury_vault()];
    let proceeds: u64 = vaults.iter().map(|vault| world.balance(vault)).sum();
    assert_eq!((world.balance(&at.quote_vault), proceeds), (0, accepted));
    let mint = world.keys.base_mint;
    let supply = tokens::supply(&world.ledger.account(&mint).unwrap().data);
    assert_eq!(supply, SUPPLY - (FOR_SALE - sold));
    assert_eq!(world.balance(&at.base_vault), SUPPLY - FOR_SALE);
    world.close().succeeds();
    (accepted, sold)
}

#[test]
fn pro_rata_oversubscribed() {
    let (accepted, sold) = agrees(Given::default(), Rule::ProRata);

    assert!(accepted <= TARGET && accepted > TARGET - WALLETS as u64);
    assert!(sold <= FOR_SALE && sold > FOR_SALE - 11 * WALLETS as u64);
}

#[test]
fn pro_rata_undersubscribed() {
    let given = Given::with(|given| {
        (given.args.target, given.args.max_opening_fdv) = (2_000_000, 5_000_000);
        given.tranches.iter_mut().for_each(|t| {
            (t.cliff_seconds, t.linear_seconds) = (365 * DAY as u32, 365 * DAY as u32);
        });
    });

    let (accepted, sold) = agrees(given, Rule::ProRata);

    assert!(accepted > MIN_RAISE && sold < FOR_SALE);
}

#[test]
fn level() {
    let levels = [50, 100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800, 50_000];

    let (accepted, _) = agrees(Given::level(&levels), Rule::Level);

    assert!(accepted <= TARGET && accepted > TARGET - WALLETS as u64);
}

#[test]
fn auction() {
    let prices: Vec<u64> = (0..40).map(|tick| 20_000 + tick * 2_500).collect();

    let (accepted, sold) = agrees(Given::auction(&prices), Rule::Auction);

    assert!(accepted > 20_000 && sold <= FOR_SALE);
}

#[test]
fn auction_below_its_floor() {
    let prices: Vec<u64> = (0..40).map(|tick| 900_000 + tick * 2_500).collect();

    let (_, sold) = agrees(Given::auction(&prices), Rule::Auction);

    assert!(sold < FOR_SALE);
}

#[test]
fn failed_everyone_has_everything_back() {
    let mut world = World::new(Given::with(|given| given.args.min_raise = TARGET));
    let sponsor = world.address("rent payer");
    let lamports = world.lamports(&sponsor);
    let mut world = world.draft().seal_now();
    world.warp(OPENS);
    let wallets = [("alice", 10), ("bob", 19_000), ("carol", 20_989)];
    world.contributions(&wallets);
    world.warp(CLOSES);

    for (name, deposit) in wallets {
        world.refund(name).succeeds();
        assert_eq!((world.quote(name), world.base(name)), (deposit, 0));
    }
    world.sweep().succeeds();
    world.close().succeeds();

    world.close_lists();
    world.give_up_plans();
    world.close_mandate();
    assert_eq!(world.lamports(&sponsor), lamports);
    let mint = world.keys.base_mint;
    assert_eq!(tokens::supply(&world.ledger.account(&mint).unwrap().data), 0);
}

#[test]
fn cancelled_the_creator_has_the_supply_back() {
    let mut world = World::sealed(Given::with(|given| given.args.on_failure = 1));

    world.cancel().succeeds();
    world.sweep().succeeds();
    world.close().succeeds();

    assert_eq!(world.base("creator"), SUPPLY);
    let launch = world.keys.at.launch;
    assert!(world.ledger.account(&launch).is_none());
}
