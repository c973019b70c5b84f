//! seal, and the plans that its granted tranches and its treasury go to
//! ├── no plan, one too many ................ refuses: DestinationCount
//! ├── plans in another order, another one .. refuses: PlanAccount
//! ├── what is no plan ...................... refuses: IllegalOwner
//! ├── of another mint ...................... refuses: PlanMint
//! ├── for another kind, total or price ..... refuses: PlanKind, PlanSum, PlanPrice
//! ├── a second or a unit too early ......... refuses: PlanLock
//! ├── KOLs or VCs without a fixed list ..... refuses: PlanList
//! ├── a wallet with too much ............... refuses: KolWallet, VcWallet
//! ├── another time zero .................... refuses: PlanLaunch
//! ├── another governor, or none ............ refuses: GovernorAccount
//! ├── a governor that bounds nothing ....... refuses: GovernorLimit
//! ├── one that others share or could ....... refuses: GovernorSeats
//! └── a treasury that is no slow stream .... refuses: StreamAccount, StreamLock

use groundswell_sdk::{Address, math::charter::Kind, pda};
use groundswell_tests::{
    Call, Given, LaunchError, PlanGiven, World, given::*, grants::YEAR, stage::address,
};
use solana_instruction::error::InstructionError;

/// Where the plans are among those of the default charter.
const KOL: usize = 0;
const VC: usize = 1;
const TEAM: usize = 2;
const TREASURY: usize = 3;

/// The default draft, but for one plan, which is made as changed.
fn drafted(plan: usize, change: impl FnOnce(PlanGiven) -> PlanGiven) -> World {
    let mut world = World::lite(Given::default());
    world.make_governor();
    let plan = change(world.plans()[plan].clone());
    plan.create_plan(&mut world).succeeds();
    world.draft()
}

/// The same of the treasury's stream.
fn drafted_to(change: impl FnOnce(PlanGiven) -> PlanGiven) -> World {
    let mut world = World::lite(Given::default());
    world.make_governor();
    change(world.stream()).create_plan(&mut world).succeeds();
    world.draft()
}

/// `seal` with these destinations and this governor.
fn seal<'w>(world: &'w mut World, destinations: &[Address], governor: Option<Address>) -> Call<'w> {
    let base = world.keys.base_account(&world.keys.creator).0;
    let instruction = world.keys.seal(base, destinations, governor);
    world.call(instruction, "Seal", &["creator", "rent payer"])
}

#[test]
fn seals_with_exactly_the_plans_of_its_tranches() {
    let mut world = World::lite(Given::default()).draft();
    let all = world.destinations();
    let governor = Some(world.governor_keys().governor);
    let (mint, stream) = (world.keys.quote_mint, world.keys.treasury_stream);
    let with = |at: usize, one: Address| {
        let mut changed = all.clone();
        changed[at] = one;
        changed
    };

    for few in [&all[..1], &all[..4], &[&all[..], &[mint]].concat()] {
        seal(&mut world, few, governor).fails_with(LaunchError::DestinationCount);
    }
    seal(&mut world, &all, None).fails_with(LaunchError::DestinationCount);
    let mut swapped = all.clone();
    swapped.swap(1, 2);
    seal(&mut world, &swapped, governor).fails_with(LaunchError::PlanAccount);
    seal(&mut world, &with(1, all[2]), governor).fails_with(LaunchError::DestinationTwice);
    seal(&mut world, &with(1, stream), governor).fails_with(LaunchError::DestinationTwice);
    seal(&mut world, &all, Some(stream)).fails_with(LaunchError::DestinationTwice);
    seal(&mut world, &with(1, mint), governor).fails_with(InstructionError::IllegalOwner);
    // A governor is an account of the same program, and no plan.
    let one_more = world.governor_keys().governor;
    seal(&mut world, &with(1, one_more), Some(mint))
        .fails_with(InstructionError::AccountDataTooSmall);
    seal(&mut world, &all, Some(mint)).fails_with(LaunchError::GovernorAccount);

    seal(&mut world, &all, governor).succeeds();
}

#[test]
fn a_launch_without_insiders_needs_no_governor() {
    let world = World::lite(Given::with(|given| {
        let community = [2, 3, 4].map(|insider: usize| given.tranches[insider].amount);
        given.tranches[6].amount += community.iter().sum::<u64>();
        given.tranches.drain(2..5);
    }));
    let mut world = world.draft();
    let all = world.destinations();

    let stranger = world.keys.quote_mint;
    seal(&mut world, &all, Some(stranger)).fails_with(LaunchError::DestinationCount);
    seal(&mut world, &all, None).succeeds();
}

#[test]
fn attack_70_refuses_a_plan_that_is_not_its_tranche() {
    let unchanged = drafted(TEAM, |plan| plan);
    { unchanged }.seal().succeeds();
    type Change = fn(PlanGiven) -> PlanGiven;
    let cases: [(LaunchError, Change); 6] = [
        (LaunchError::PlanKind, |plan| plan.with(|args| args.tranche_kind = Kind::Vc as u8)),
        (LaunchError::PlanSum, |plan| plan.with(|args| args.total += 1)),
        (LaunchError::PlanSum, |plan| plan.streaming("treasurer")),
        (LaunchError::PlanPrice, |plan| plan.with(|args| args.price = 1)),
        (LaunchError::PlanLaunch, |plan| plan.with(|args| args.launch = address("other launch"))),
        (LaunchError::PlanLaunch, |plan| {
            plan.with(|args| (args.launch, args.starts_at) = (Address::default(), OPENS))
        }),
    ];
    for (error, change) in cases {
        drafted(TEAM, change).seal().fails_with(error);
    }
}

#[test]
fn refuses_a_plan_of_another_mint() {
    let mut world = World::lite(Given::default());
    world.make_governor();
    world.make_base_mint("other mint");
    let theirs = |keys: &mut groundswell_sdk::vesting::PlanKeys| {
        keys.mint = address("other mint");
        keys.plan = pda::plan(&keys.mint, &keys.grantor, 100);
        keys.governor = None;
    };
    let mut plan = world.plans()[TREASURY].clone();
    theirs(&mut plan.keys);
    plan.args.id = 100;
    plan.create_plan(&mut world).succeeds();
    world.given.tranches[6].destination = plan.keys.plan;

    world.draft().seal().fails_with(LaunchError::PlanMint);
}

#[test]
fn attack_67_a_plan_vests_no_second_before_its_tranches_lock() {
    // The team's lock: a year, then evenly over a year.
    let line = |start: i64, cliff: i64, end: i64| {
        move |plan: PlanGiven| {
            plan.with(|args| (args.start, args.cliff, args.end) = (start, cliff, end))
        }
    };
    drafted(TEAM, line(YEAR, YEAR, 2 * YEAR)).seal().succeeds();
    drafted(TEAM, line(YEAR, 2 * YEAR, 2 * YEAR)).seal().succeeds();
    for (start, cliff, end) in [
        (YEAR - 1, YEAR, 2 * YEAR),
        (YEAR, YEAR, 2 * YEAR - 1),
        (0, YEAR, 2 * YEAR),
        (YEAR - 1, YEAR - 1, 2 * YEAR),
    ] {
        drafted(TEAM, line(start, cliff, end)).seal().fails_with(LaunchError::PlanLock);
    }
    let halves =
        |first: i64| move |plan: PlanGiven| plan.with_steps(&[(first, 5_000), (730, 10_000)]);
    drafted(TEAM, halves(548)).seal().succeeds();
    drafted(TEAM, halves(547)).seal().fails_with(LaunchError::PlanLock);
}

#[test]
fn attack_71_kols_and_vcs_are_listed_and_the_grantor_cannot_change_who() {
    for (plan, reassign, fits) in [
        (KOL, 0, true),
        (KOL, 1, false),
        (KOL, 2, true),
        (VC, 3, false),
        (TEAM, 1, true),
        (TEAM, 3, true),
    ] {
        let change = |plan: PlanGiven| plan.with(|args| args.reassign = reassign);
        let mut world = drafted(plan, change);
        if fits {
            world.seal().succeeds();
        } else {
            world.seal().fails_with(LaunchError::PlanList);
        }
    }
    let unlisted = |plan: PlanGiven| {
        plan.with(|args| {
            (args.count, args.root, args.dataset_sha256) = (0, [0; 32], [0; 32]);
        })
    };
    drafted(KOL, unlisted).seal().fails_with(LaunchError::PlanList);
}

#[test]
fn one_kol_gets_at_most_1_and_one_vc_5_per_cent() {
    for (plan, most, error) in
        [(KOL, SUPPLY / 100, LaunchError::KolWallet), (VC, SUPPLY / 20, LaunchError::VcWallet)]
    {
        let largest = |amount: u64| move |plan: PlanGiven| plan.with(|args| args.largest = amount);
        drafted(plan, largest(most)).seal().succeeds();
        drafted(plan, largest(most + 1)).seal().fails_with(error);
    }
    let all_to_one = |plan: PlanGiven| plan.with(|args| args.largest = args.total);
    drafted(TEAM, all_to_one).seal().succeeds();
}

#[test]
fn every_insider_plan_has_the_governor_and_nobody_else_can() {
    let free = |mut plan: PlanGiven| {
        plan.keys.governor = None;
        plan
    };
    drafted(TEAM, free).seal().fails_with(LaunchError::GovernorAccount);
    // The treasury's tranche takes a seat that is none of its.
    let mut world = World::lite(Given::default());
    world.make_governor_with(|args| args.seats = 4);
    let mut treasury = world.plans()[TREASURY].clone();
    treasury.keys.governor = world.governor_to_name();
    treasury.create_plan(&mut world).succeeds();
    world.draft().seal().fails_with(LaunchError::GovernorSeats);
    // A seat that is left could be taken by a plan that uses up every epoch.
    let mut world = World::lite(Given::default());
    world.make_governor_with(|args| args.seats = 4);
    world.draft().seal().fails_with(LaunchError::GovernorSeats);
}

#[test]
fn a_governor_lets_out_at_most_5_per_cent_of_the_supply_that_is_sealed() {
    // No wallet is near its bound.
    let small = |given: &mut Given| {
        (given.tranches[2].amount, given.tranches[3].amount) = (5_000, 20_000);
        given.tranches[4].amount += 125_000;
    };
    let governed = |given| {
        let mut world = World::lite(given);
        world.make_governor_with(|args| args.limit = SUPPLY / 20);
        world.draft()
    };
    governed(Given::with(small)).seal().succeeds();

    // 300,000 base units in 292 epochs of 25 days, which are twenty years.
    let slowly = |limit: u64| {
        let mut world = World::lite(Given::with(small));
        world.make_governor_with(|args| {
            (args.limit, args.epoch_seconds) = (limit, 25 * DAY as u32);
        });
        world.draft()
    };
    slowly(1_028).seal().succeeds();
    slowly(1_027).seal().fails_with(LaunchError::GovernorLimit);

    // It was made when there were twenty units more.
    let mut world = governed(Given::with(|given| {
        small(given);
        given.tranches[7].amount -= 20;
    }));
    let (creator, mint) = (world.keys.creator, world.keys.base_mint);
    let tokens = world.keys.base_account(&creator).0;
    let program = world.keys.base_token_program;
    let burn = spl_token_interface::instruction::burn(&program, &tokens, &mint, &creator, &[], 20);
    world.run(&[burn.unwrap()], &["creator"]);
    world.seal().fails_with(LaunchError::GovernorLimit);
}

#[test]
fn the_treasury_is_paid_by_a_stream_of_at_least_a_year() {
    let line = |end: i64| move |plan: PlanGiven| plan.with(|args| args.end = end);
    let mut world = drafted_to(line(YEAR));
    world.seal().succeeds();
    assert_eq!(world.launch().treasury_stream, world.stream().keys.plan);
    assert_eq!(world.launch().treasury_vault, world.stream().keys.vault());

    drafted_to(line(YEAR - 1)).seal().fails_with(LaunchError::StreamLock);
    let monthly: Vec<_> =
        (1..=12).map(|month| (month * 31, month as u16 * 833 + month as u16 / 12 * 4)).collect();
    drafted_to(|plan| plan.with_steps(&monthly)).seal().succeeds();
    let early = [(1, 100), (365, 10_000)];
    drafted_to(|plan| plan.with_steps(&early)).seal().fails_with(LaunchError::StreamLock);
    let another_kind = |plan: PlanGiven| plan.with(|args| args.tranche_kind = Kind::Team as u8);
    drafted_to(another_kind).seal().fails_with(LaunchError::PlanKind);
    let other = |plan: PlanGiven| plan.with(|args| args.launch = address("other launch"));
    drafted_to(other).seal().fails_with(LaunchError::PlanLaunch);
    let with_total = |plan: PlanGiven| {
        plan.with(|args| {
            (args.recipient, args.total, args.largest) = (Address::default(), 1, 1);
        })
    };
    drafted_to(with_total).seal().fails_with(LaunchError::StreamAccount);
}

#[test]
fn a_stream_of_the_launched_token_is_none() {
    let mut world = World::lite(Given::default());
    world.make_governor();
    let mut stream = world.stream();
    stream.keys.mint = world.keys.base_mint;
    stream.keys.plan = pda::plan(&stream.keys.mint, &stream.keys.grantor, stream.args.id);
    stream.create_plan(&mut world).succeeds();
    let mut world = world.draft();
    world.keys.treasury_stream = stream.keys.plan;

    world.seal().fails_with(LaunchError::PlanMint);
}

#[test]
fn a_stream_has_no_governor() {
    let mut world = World::lite(Given::default());
    world.make_governor();
    let mut stream = world.stream();
    let quote = groundswell_sdk::vesting::GovernorKeys {
        mint: world.keys.quote_mint,
        governor: pda::governor(&world.keys.quote_mint, &address("grantor"), 1),
        ..world.governor_keys()
    };
    let args = groundswell_sdk::vesting_program::CreateGovernorArgs {
        id: 1,
        epoch_seconds: DAY as u32,
        limit: 1,
        seats: 1,
    };
    world.fund("alice", SUPPLY);
    let make = quote.create_governor(args);
    world.stage.call(make, "CreateGovernor", &["grantor", "rent payer"]).succeeds();
    stream.keys.governor = Some(quote.governor);
    stream.create_plan(&mut world).succeeds();

    world.draft().seal().fails_with(LaunchError::GovernorAccount);
}

#[test]
fn attack_93_a_plan_passes_what_is_forfeited_to_the_launchs_mandate_or_burns_it() {
    let ours = pda::mandate(&address("base mint"), &address("grantor"), 1);
    let sink = |at: Address| {
        move |plan: PlanGiven| plan.with(|args| (args.sink, args.sink_address) = (1, at))
    };
    drafted(TEAM, sink(ours)).seal().succeeds();
    let other = drafted(TEAM, sink(address("other mandate")));
    { other }.seal().fails_with(LaunchError::SinkNotMandate);
}
