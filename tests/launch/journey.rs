//! A sale from draft to payout.

use groundswell_tests::{Given, World};

#[test]
fn smoke() {
    let mut world = World::lite(Given::default()).draft().seal_now();
    world.warp(groundswell_tests::given::OPENS);
    world.fund("alice", 100_000);
    println!("contribute {}", world.contribute("alice", 30_000).succeeds());
    println!("contribute again {}", world.contribute("alice", 1_000).succeeds());
    println!("withdraw {}", world.withdraw("alice", 1_000).succeeds());
    world.contributions(&[("bob", 30_000)]);
    world.warp(groundswell_tests::given::CLOSES);
    println!("settle {}", world.settle().succeeds());
    let c = world.claim("alice");
    println!("claim {}", c.succeeds());
    println!("sweep {}", world.sweep().succeeds());
    world.claim("bob").succeeds();
    println!("sweep {}", world.sweep().succeeds());
    println!("close {}", world.close().succeeds());
    assert_eq!(world.base("alice"), 200_000);
}
