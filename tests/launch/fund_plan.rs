//! fund_plan
//! ├── before the sale is settled ........... refuses: NotSettled
//! ├── a tranche that is none, or not granted refuses: NoSuchTranche, NotGranted
//! ├── before the plan's clock runs ......... refuses: PlanNotStarted
//! ├── a second time ........................ refuses: AlreadyFunded
//! ├── another plan, another vault .......... refuses: PlanAccount, ConstraintAddress
//! ├── a plan that is not funded ............ gets its tranche to the unit, and pays its grants
//! ├── one that a stranger has funded ....... burns the tranche
//! ├── one that is gone, or another ......... burns the tranche
//! └── the very same, made again ............ gets its tranche

use anchor_lang::prelude::ErrorCode;
use groundswell_tests::{
    Given, LaunchError, PlanGiven, VestingError, World, given::*, stage::address,
};

/// Its number in the default charter.
const KOL: u8 = 2;
/// And that of the team's.
const TEAM: u8 = 4;
/// And that of the treasury's, which no governor bounds.
const TREASURY: u8 = 6;

fn settled() -> World {
    let mut world = World::open(Given::default());
    world.contributions(&[("alice", TARGET)]);
    world.settled()
}

#[test]
fn attack_69_insiders_are_paid_what_has_vested_and_the_governor_lets_out() {
    let mut world = settled();
    let plan = &world.plans()[0];
    assert_eq!(plan.entries.len(), 5);

    plan.start(&mut world).succeeds();
    world.fund_plan(KOL).succeeds();

    assert_eq!(plan.vault(&mut world), 50_000);
    let launch = world.launch();
    assert_eq!((launch.base_held, launch.funded_tranches), (SUPPLY - 50_000, 0b100));
    plan.open_grant(&mut world, 0).fails_with(VestingError::NotFunded);
    plan.fund_by_nobody(&mut world).succeeds();
    for leaf in 0..5 {
        plan.open_grant(&mut world, leaf).succeeds();
    }
    // Ninety days of cliff, then 10,000 base units each over ninety more; 10,000 a week for all.
    world.warp(CLOSES + 90 * DAY);
    plan.withdraw(&mut world, "kol 0").fails_with(VestingError::NothingVested);
    world.warp(CLOSES + 180 * DAY);
    plan.withdraw(&mut world, "kol 0").succeeds();
    assert_eq!(world.base("kol 0"), 10_000);
    plan.withdraw(&mut world, "kol 1").fails_with(VestingError::EpochSpent);
    for name in ["kol 1", "kol 2", "kol 3", "kol 4"] {
        let next = world.now + 7 * DAY;
        world.warp(next);
        plan.withdraw(&mut world, name).succeeds();
        assert_eq!(world.base(name), 10_000);
    }
    assert_eq!(plan.vault(&mut world), 0);
}

#[test]
fn every_granted_tranche_goes_to_its_own_plan() {
    let mut world = settled();

    world.fund_plans();

    let held: Vec<u64> = world.plans().iter().map(|plan| plan.vault(&mut world)).collect();
    assert_eq!(held, [50_000, 100_000, 150_000, 50_000]);
    assert_eq!(world.launch().funded_tranches, 0b101_1100);
    assert_eq!(world.launch().base_held, SUPPLY - 350_000);
    for tranche in [2, 3, 4, 6] {
        world.fund_plan(tranche).fails_with(LaunchError::AlreadyFunded);
    }
}

#[test]
fn refuses_before_the_sale_is_settled_and_after_it_failed() {
    let mut world = World::sealed(Given::default());

    for now in [SEALS, OPENS, CLOSES, GRACE_ENDS] {
        world.warp(now);
        world.fund_plan(KOL).fails_with(LaunchError::NotSettled);
    }
}

#[test]
fn refuses_what_is_not_granted_and_who_is_not_meant() {
    let mut world = settled();
    let plans = world.plans();
    let [kol, vc] = [plans[0].keys, plans[1].keys];
    for plan in &plans {
        plan.start(&mut world).succeeds();
    }

    for (tranche, error) in [
        (0, LaunchError::NotGranted),
        (1, LaunchError::NotGranted),
        (5, LaunchError::NotGranted),
        (7, LaunchError::NotGranted),
        (8, LaunchError::NoSuchTranche),
        (64, LaunchError::NoSuchTranche),
        (255, LaunchError::NoSuchTranche),
        (KOL + 1, LaunchError::PlanAccount),
    ] {
        let instruction = world.keys.fund_plan(tranche, kol.plan);
        world.call(instruction, "FundPlan", &[]).fails_with(error);
    }
    let quote = world.keys.quote_mint;
    let refused = LaunchError::PlanAccount;
    world.fund_plan(KOL).with_account("plan_vault", vc.vault()).fails_with(refused);
    for (field, address) in [("base_vault", vc.vault()), ("base_mint", quote)] {
        let refused = ErrorCode::ConstraintAddress;
        world.fund_plan(KOL).with_account(field, address).fails_with(refused);
    }
}

#[test]
fn waits_for_the_plans_clock() {
    let mut world = settled();

    world.fund_plan(KOL).fails_with(LaunchError::PlanNotStarted);
    world.plans()[0].start(&mut world).succeeds();
    world.fund_plan(KOL).succeeds();
}

#[test]
fn no_plan_is_funded_twice() {
    let mut world = settled();
    let plan = &world.plans()[0];
    world.claim("alice").succeeds();
    plan.start(&mut world).succeeds();
    let from = world.keys.base_account(&address("alice")).0;
    let gift = plan.keys.fund(Some((address("alice"), from)));
    world.call(gift, "Fund", &["alice"]).succeeds();

    world.fund_plan(KOL).succeeds();

    assert_eq!(plan.vault(&mut world), 50_000);
    let mint = world.keys.base_mint;
    assert_eq!(world.supply(&mint), SUPPLY - 50_000);
    assert_eq!(world.launch().base_held, SUPPLY - FOR_SALE - 50_000);
    world.fund_plan(KOL).fails_with(LaunchError::AlreadyFunded);
}

#[test]
fn the_treasurys_share_of_the_raise_arrives_over_a_year() {
    let mut world = World::open(Given::default());
    world.contributions(&[("alice", 30_001), ("bob", 50_000), ("carol", 11)]);
    let mut world = world.settled();
    let stream = world.stream();
    world.sweep().succeeds();
    assert_eq!(world.treasury(), 20_000);
    stream.open_stream(&mut world).fails_with(VestingError::NotStarted);
    stream.start(&mut world).succeeds();
    stream.open_stream(&mut world).succeeds();
    stream.top_up(&mut world).succeeds();

    world.warp(CLOSES + 73 * DAY);
    stream.withdraw(&mut world, "treasurer").succeeds();
    assert_eq!(world.quote("treasurer"), 4_000);
    // What comes later vests with the rest.
    for name in ["alice", "bob", "carol"] {
        world.claim(name).succeeds();
    }
    world.sweep().succeeds();
    stream.top_up(&mut world).succeeds();
    let total = stream.stored(&mut world).total;
    assert_eq!(total, 20_002);
    world.warp(CLOSES + 365 * DAY);
    stream.withdraw(&mut world, "treasurer").succeeds();
    assert_eq!(world.quote("treasurer"), total);
    assert_eq!(world.treasury(), 0);
}

/// A stranger filled the plan of a tranche; it was paid out and closed before the tranche left.
/// That plan, and the supply after it.
fn outlived(tranche: u8) -> (World, PlanGiven, u64) {
    let mut world = settled();
    let destination = world.tranches()[usize::from(tranche)].destination;
    let mut plans = world.plans().into_iter();
    let plan = plans.find(|plan| plan.keys.plan == destination).unwrap();
    world.claim("alice").succeeds();
    plan.start(&mut world).succeeds();
    let from = world.keys.base_account(&address("alice")).0;
    let gift = plan.keys.fund(Some((address("alice"), from)));
    world.call(gift, "Fund", &["alice"]).succeeds();
    world.warp(CLOSES + (730 + 180) * DAY);
    plan.forfeit(&mut world).succeeds();
    plan.close_plan(&mut world).succeeds();
    let supply = world.supply(&plan.keys.mint);
    (world, plan, supply)
}

/// Its tranche is burned, although `other` stands there.
fn gets_nothing(other: &PlanGiven, tranche: u8, world: &mut World, supply: u64) {
    world.fund_plan(tranche).succeeds();

    assert_eq!(other.vault(world), 0);
    assert_eq!(world.supply(&other.keys.mint), supply - other.args.total);
    world.fund_plan(tranche).fails_with(LaunchError::AlreadyFunded);
    other.fund_by_nobody(world).fails_with(VestingError::Underfunded);
}

#[test]
fn attack_32_the_tranche_of_a_plan_that_is_gone_is_burned() {
    let (mut world, team, supply) = outlived(TEAM);

    world.fund_plan(TEAM).succeeds();

    assert_eq!(world.supply(&team.keys.mint), supply - 150_000);
    world.fund_plan(TEAM).fails_with(LaunchError::AlreadyFunded);
}

#[test]
fn attack_32_another_plan_in_its_place_gets_nothing() {
    let (mut world, team, supply) = outlived(TEAM);
    // On a clock of its own, and without the governor.
    let mut other = team.with(|args| {
        (args.launch, args.starts_at) = (Default::default(), world.now);
        (args.start, args.cliff, args.end) = (0, 0, 1);
    });
    other.keys.governor = None;
    other.create_plan(&mut world).succeeds();

    gets_nothing(&other, TEAM, &mut world, supply);
}

#[test]
fn attack_32_the_same_plan_without_its_governor_gets_nothing() {
    let (mut world, mut other, supply) = outlived(TEAM);
    // There is no seat for it: nobody can make the very plan again.
    other.create_plan(&mut world).fails_with(VestingError::NoSeat);
    other.keys.governor = None;
    other.create_plan(&mut world).succeeds();
    other.start(&mut world).succeeds();

    gets_nothing(&other, TEAM, &mut world, supply);
}

#[test]
fn attack_32_the_same_plan_on_a_clock_of_its_own_gets_nothing() {
    let (mut world, treasury, supply) = outlived(TREASURY);
    let now = world.now;
    let other = treasury.with(|args| (args.launch, args.starts_at) = (Default::default(), now));
    other.create_plan(&mut world).succeeds();

    gets_nothing(&other, TREASURY, &mut world, supply);
}

#[test]
fn the_very_plan_made_again_is_funded() {
    let (mut world, treasury, supply) = outlived(TREASURY);
    treasury.create_plan(&mut world).succeeds();
    treasury.start(&mut world).succeeds();

    world.fund_plan(TREASURY).succeeds();

    assert_eq!(treasury.vault(&mut world), treasury.args.total);
    assert_eq!(world.supply(&treasury.keys.mint), supply);
}
