//! Mints of the least and the most decimals and the largest supply there can be, from the draft of a
//! launch to the last grant: what everyone ends with adds up, to the unit
//! ├── 0 and 18 decimals, of base and quote .. all the way
//! ├── a supply of u64::MAX .................. all the way, also of Token-2022
//! ├── a raise of u64::MAX ................... all the way
//! └── 19 decimals, of base or quote ......... refuses: TooManyDecimals

use groundswell_sdk::{math::charter::Kind, program::TrancheArgs};
use groundswell_tests::{
    Given, LaunchError, MandateGiven, PlanGiven, VestingError, World, buybacks::BUYS, given::*,
    grants::YEAR, ledger::Ledger,
};
use solana_account::ReadableAccount;
use solana_address::Address;

const AIRDROP: u8 = 1;
const BUYBACK: u8 = 7;
/// Who contributes, and how many quarters of the target.
const BIDS: [(&str, u64); 2] = [("alice", 3), ("bob", 5)];

/// A launch of that supply; the sale costs `target` quote units. Two fifths are for sale.
fn given(decimals: u8, supply: u64, target: u64) -> Given {
    Given::with(|given| {
        (given.base_decimals, given.supply) = (decimals, supply);
        let part = supply / 20;
        let amounts = [8, 2, 1, 2, 3, 2, 1].map(|parts| parts * part);
        let tranche = |(t, amount): (&TrancheArgs, u64)| TrancheArgs {
            amount,
            // Nobody has a discount, but for the team, which pays nothing.
            price: if t.price > 0 { target } else { 0 },
            ..*t
        };
        let rest = supply - amounts.iter().sum::<u64>();
        let amounts = amounts.into_iter().chain([rest]);
        given.tranches = given.tranches.iter().zip(amounts).map(tranche).collect();
        let args = &mut given.args;
        (args.target, args.min_raise) = (target, target / 4);
        (args.wallet_min, args.wallet_max) = (target / 4_000, u64::MAX);
        // The price of all of it, and the dust of twenty parts.
        args.max_opening_fdv = (target / 2).saturating_mul(5).saturating_add(1_000);
    })
}

/// The quote mint has other decimals than a world's.
fn with_quote(mut world: World, decimals: u8) -> World {
    let at = world.keys.quote_mint;
    let mut mint = world.ledger.account(&at).unwrap();
    mint.data[44] = decimals;
    world.ledger.set_account(at, mint);
    world
}

/// What all accounts of a mint hold together.
fn held(world: &World, mint: &Address) -> u128 {
    let Ledger::Lite(svm) = &world.stage.ledger else { panic!("on LiteSVM") };
    let accounts = svm.accounts_db().inner.values();
    let tokens = accounts.filter(|account| {
        let data = account.data();
        let is_account = data.len() == 165 || data.get(165) == Some(&2);
        is_account && data[..32] == mint.to_bytes()
    });
    let balance = |data: &[u8]| u128::from(groundswell_tests::tokens::balance(data));
    tokens.map(|account| balance(account.data())).sum()
}

/// Alice and bob contribute twice the target together; the sale settles and everything moves.
fn sold(given: Given, quote_decimals: u8) -> World {
    let target = given.args.target;
    let mut world = with_quote(World::lite(given), quote_decimals).draft().seal_now();
    world.warp(OPENS);
    for (name, parts) in BIDS {
        let bid = target / 4 * parts;
        world.fund(name, bid);
        world.contribute(name, bid).succeeds();
    }
    let mut world = world.settled();
    for (name, _) in BIDS {
        world.claim(name).succeeds();
    }
    world.sweep().succeeds();
    world.fund_airdrop(AIRDROP).succeeds();
    world.fund_plans();
    world.fund_buyback(BUYBACK).succeeds();
    world.close().succeeds();
    world
}

/// One cycle of the mandate buys a hundredth of what was sold from alice, at half of the price.
fn bought_back(world: &mut World) -> u64 {
    let (keys, args) = world.mandate();
    let mandate = MandateGiven { keys, args, stream: PlanGiven::default() };
    mandate.start(world).succeeds();
    world.warp(BUYS);
    mandate.open(world, 0).succeeds();
    let offered = world.given.tranches[0].amount / 1_000;
    mandate.offer(world, "alice", 0, 5_000, offered).succeeds();
    world.warp(BUYS + 3 * DAY);
    mandate.clear(world, 0).succeeds();
    mandate.collect(world, "alice", 0, 5_000).succeeds();
    mandate.sink(world, 0).succeeds();
    mandate.retire(world).succeeds();
    let bought = mandate.stored(world).bought;
    world.warp(groundswell_tests::buybacks::BUYS_UNTIL);
    mandate.finish(world).succeeds();
    mandate.close_receipt(world, 0).succeeds();
    bought
}

/// Everyone on the list and everyone with a grant is paid, however many epochs it takes.
fn paid(world: &mut World) {
    let list = world.lists().remove(0);
    list.activate(world, 0).succeeds();
    world.warp(GRACE_ENDS);
    for index in 0..2 {
        list.claim(world, index).succeeds();
    }
    let mut grants = vec![];
    for (plan, number) in world.plans().into_iter().zip(0..) {
        let total = plan.args.total;
        if plan.entries.is_empty() {
            let name = format!("grantee {number}");
            plan.create_grant(world, &name, total).succeeds();
            grants.push((plan, vec![(name, total)]));
            continue;
        }
        let kind = if plan.args.tranche_kind == Kind::Kol as u8 { "kol" } else { "vc" };
        for index in 0..plan.entries.len() {
            plan.open_grant(world, index as u32).succeeds();
        }
        let named =
            (0..).zip(&plan.entries).map(|(n, (_, amount))| (format!("{kind} {n}"), *amount));
        let named = named.collect();
        grants.push((plan, named));
    }
    let stream = world.stream();
    stream.open_stream(world).succeeds();
    stream.top_up(world).succeeds();
    let ended = CLOSES + 3 * YEAR;
    world.warp(ended);
    stream.withdraw(world, "treasurer").succeeds();
    for epoch in 0.. {
        assert!(epoch < 60, "the governor lets everyone out");
        world.warp(ended + epoch * 7 * DAY);
        let mut waiting = false;
        for (plan, grants) in &grants {
            for (name, amount) in grants {
                if plan.held(world, name) < *amount {
                    plan.withdraw(world, name).succeeds_or(VestingError::EpochSpent);
                    waiting |= plan.held(world, name) < *amount;
                }
            }
        }
        if !waiting {
            break;
        }
    }
}

/// A launch to its end: nothing overflows, and every unit is where it belongs.
fn goes_all_the_way(given: Given, quote_decimals: u8) {
    let (supply, target) = (given.supply, given.args.target);
    let for_sale = given.tranches[0].amount;
    let liquidity = given.tranches[5].amount;
    let retired = given.tranches[7].amount;
    let mut world = sold(given, quote_decimals);
    let sold = world.base("alice") + world.base("bob");
    paid(&mut world);
    let bought = bought_back(&mut world);

    let (base, quote) = (world.keys.base_mint, world.keys.quote_mint);
    // A unit each may be lost to rounding, and is burned with what nobody bought.
    let dust = for_sale - sold;
    let left = supply - dust - retired - bought;
    assert!(bought > 0 && dust <= u64::max(2, for_sale / target * 2));
    assert_eq!((world.supply(&base), held(&world, &base)), (left, left.into()));
    let vault = world.keys.at.base_vault;
    assert_eq!(world.balance(&vault), liquidity);
    assert_eq!(u128::from(world.supply(&quote)), held(&world, &quote));
    let pool = world.keys.at.liquidity_vault;
    let pool = u128::from(world.balance(&pool));
    let spent = u128::from(world.quote("treasurer")) + pool + u128::from(world.buyback());
    let sellers: u128 = BIDS.iter().map(|(name, _)| u128::from(world.quote(name))).sum();
    assert_eq!(spent + sellers, u128::from(world.supply(&quote)));
}

#[test]
fn attack_47_no_decimals_go_all_the_way() {
    goes_all_the_way(given(0, SUPPLY, TARGET), 0);
}

#[test]
fn attack_47_eighteen_decimals_go_all_the_way() {
    let eighteen = 10u64.pow(18);
    goes_all_the_way(given(18, 10 * eighteen, eighteen), 18);
}

#[test]
fn attack_61_all_that_64_bits_hold_goes_all_the_way() {
    goes_all_the_way(given(0, u64::MAX, TARGET), 18);
    goes_all_the_way(given(18, u64::MAX, TARGET), 0);
}

#[test]
fn attack_61_all_that_64_bits_hold_of_token_2022_goes_all_the_way() {
    let mut given = given(18, u64::MAX, TARGET);
    given.token_2022 = true;
    goes_all_the_way(given, 6);
}

#[test]
fn attack_61_a_raise_of_all_that_64_bits_hold_goes_all_the_way() {
    goes_all_the_way(given(9, u64::MAX, u64::MAX / 5 * 2 - 1_000), 9);
}

#[test]
fn attack_47_nineteen_decimals_are_too_many_for_base_or_quote() {
    for (base, quote) in [(19, 6), (6, 19), (255, 0), (0, 255)] {
        let mut world = with_quote(World::lite(given(base, SUPPLY, TARGET)), quote);
        world.create().fails_with(LaunchError::TooManyDecimals);
    }
}
