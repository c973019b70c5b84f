//! A launch of a billion tokens, half way through a level sale that is asked for twice over.

use serde_json::{Value, json};
use solana_keypair::Keypair;

use crate::{
    Given, World, buybacks,
    given::{CLOSES, DAY, OPENS},
    stage::key,
};

/// Base units of a whole quote token.
const QUOTE: u64 = 1_000_000;
/// From the defaults to amounts that a person would launch with.
const MORE_TOKENS: u64 = 1_000_000_000;
/// Wallets that the tests sign with.
const SIGNERS: [&str; 5] = ["alice", "lister a", "kol 0", "treasurer", "stranger"];

/// The launch, three days into its sale; the signers have money.
pub fn in_the_middle_of_its_sale() -> World {
    let mut world = World::lite(given());
    let (keys, mut mandate) = world.mandate();
    (mandate.per_cycle, mandate.small_limit) = (300 * QUOTE, 1_000 * QUOTE);
    buybacks::create(&mut world, &keys, mandate).succeeds();
    let mut world = world.draft().seal_now();
    world.warp(OPENS + 3 * DAY);
    // Many small ones, some large: 81,990 quote tokens of 40,000.
    for number in 0..60u64 {
        let amount = match number % 10 {
            0 => 7_500,
            1..=3 => 1_500,
            _ => 99 + number,
        };
        world.contributions(&[(&format!("contributor {number}"), amount * QUOTE)]);
    }
    for name in SIGNERS {
        world.fund(name, 5_000 * QUOTE);
    }
    world
}

fn given() -> Given {
    let levels = [100, 250, 500, 1_000, 2_500, 5_000, 10_000, 50_000];
    let mut given = Given::level(&levels.map(|level| level * QUOTE));
    let args = &mut given.args;
    for amount in [
        &mut args.target,
        &mut args.min_raise,
        &mut args.wallet_min,
        &mut args.wallet_max,
        &mut args.max_opening_fdv,
    ] {
        *amount *= QUOTE;
    }
    for tranche in &mut given.tranches {
        tranche.amount *= MORE_TOKENS;
        tranche.price *= QUOTE;
    }
    given.supply *= MORE_TOKENS;
    given
}

/// Where everything is, for whoever tests with it.
pub fn facts(world: &mut World, rpc: &str) -> Value {
    let signers = SIGNERS.map(|name| {
        let key: Keypair = key(name);
        (name.to_string(), json!(key.to_bytes().to_vec()))
    });
    json!({
        "rpc": rpc,
        "launch": world.keys.at.launch.to_string(),
        "opensAt": OPENS, "closesAt": CLOSES, "now": world.now,
        "wallets": signers.into_iter().collect::<serde_json::Map<_, _>>(),
    })
}
