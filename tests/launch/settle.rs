//! settle
//! ├── a closed sale that reached its minimum ... fixes the price, once
//! ├── one unit under the minimum .............. refuses: NotClosed
//! ├── a second time ........................... refuses: NotClosed
//! ├── by anyone ............................... all the same
//! └── of 10 or of 500 contributors ............ at the same cost

use groundswell_sdk::math::{ladder::Clearing, phase::Phase};
use groundswell_tests::{Given, LaunchError, World, given::*};

#[test]
fn fixes_the_price_of_an_oversubscribed_sale() {
    let mut world = World::open(Given::default());
    world.contributions(&[("alice", 30_000), ("bob", 50_000)]);

    world.warp(CLOSES);
    world.settle().succeeds();

    let launch = world.launch();
    assert_eq!(world.phase(), Phase::Settled);
    assert_eq!(launch.settled_at, CLOSES);
    let expected = Clearing {
        price: TARGET,
        raise: TARGET,
        tick: 0,
        lower: 0,
        upper: u64::MAX,
        numerator: TARGET,
        denominator: 80_000,
    };
    assert_eq!(launch.clearing(), expected);
    // One unit for each contributor is held back for rounding.
    assert_eq!(launch.certain_proceeds, TARGET - 2);
}

#[test]
fn accepts_everything_up_to_the_target() {
    let mut world = World::open(Given::default());
    world.contributions(&[("alice", MIN_RAISE)]);

    world.warp(CLOSES);
    world.settle().succeeds();

    let launch = world.launch();
    assert_eq!(launch.clearing().raise, MIN_RAISE);
    assert_eq!(launch.certain_proceeds, MIN_RAISE);
}

#[test]
fn refuses_one_unit_under_the_minimum() {
    let mut world = World::open(Given::default());
    world.contributions(&[("alice", MIN_RAISE - 1)]);

    world.warp(CLOSES);
    world.settle().fails_with(LaunchError::NotClosed);

    assert_eq!(world.phase(), Phase::Failed);
}

#[test]
fn refuses_a_second_time() {
    let mut world = World::open(Given::default());
    world.contributions(&[("alice", MIN_RAISE)]);
    let mut world = world.settled();

    world.settle().fails_with(LaunchError::NotClosed);
    world.warp(GRACE_ENDS);
    world.settle().fails_with(LaunchError::NotClosed);
}

#[test]
fn attack_40_costs_the_same_for_any_number_of_contributors() {
    // The same demand at ten of 64 ticks, by one wallet each or by fifty.
    let cost = |wallets_a_tick: u64| {
        let prices: Vec<u64> = (1..=64).map(|tick| 10_000 + tick * 500).collect();
        let mut world = World::lite(Given::auction(&prices)).draft().seal_now();
        world.warp(OPENS);
        for tick in (0..60).step_by(6) {
            for wallet in 0..wallets_a_tick {
                let name = format!("wallet {tick} {wallet}");
                world.fund(&name, 5_000 / wallets_a_tick);
                world.bid(&name, tick, 5_000 / wallets_a_tick).succeeds();
            }
        }
        world.warp(CLOSES);
        let cost = world.settle().succeeds();
        (cost, world.launch().contributors, world.launch().clearing().price)
    };

    let (few, many) = (cost(1), cost(50));

    assert_eq!((few.1, many.1), (10, 500));
    assert_eq!((few.0, few.2), (many.0, many.2));
}
