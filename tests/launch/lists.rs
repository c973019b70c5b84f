//! seal, and the lists of its airdrops
//! ├── no list, or one too many ............. refuses: DestinationCount
//! ├── another list ......................... refuses: AirdropAccount
//! ├── what is no list ...................... refuses: IllegalOwner
//! ├── a list of another mint ............... refuses: AirdropMint
//! ├── a list that adds up to more or less .. refuses: AirdropSum
//! ├── a list that passes on what is left ... refuses: AirdropSink
//! ├── .. or to another mandate ............. refuses: SinkNotMandate
//! ├── a list without one of its vaults ..... refuses: AirdropVault
//! ├── a list that ends too early ........... refuses: AirdropWindow
//! ├── two airdrops with the same list ...... refuses: DestinationTwice
//! └── all is well .......................... notes vault and end

use groundswell_sdk::{Address, math::charter::Kind, pda, program::TrancheArgs};
use groundswell_tests::{
    Call, Given, LaunchError, List, World, given::*, list::crowd, stage::address,
};
use solana_instruction::error::InstructionError;

/// The airdrop of the default charter (base units).
pub const AIRDROPPED: u64 = 100_000;

/// A list of two that adds up to `sum`.
pub fn wallets(sum: u64) -> Vec<(Address, u64)> {
    vec![(address("lister a"), sum - 40), (address("lister b"), 40)]
}

/// A draft whose airdrop goes to `list`, which is made by `make`.
fn drafted_to(list: &List, make: impl FnOnce(&mut World)) -> World {
    let destination = list.keys.distributor;
    let mut world = World::new(Given::with(|given| given.tranches[1].destination = destination));
    make(&mut world);
    world.draft()
}

fn list(sum: u64) -> List {
    let list = List::on(address("base mint"), 77, wallets(sum));
    list.with(|args| {
        args.steps[0].unlocks_at = GRACE_ENDS;
        args.ends_at = LISTS_END;
    })
}

/// `seal` with these accounts in place of the lists, which come before the plans.
fn seal<'w>(world: &'w mut World, lists: &[Address]) -> Call<'w> {
    let base = world.keys.base_account(&world.keys.creator).0;
    let plans: Vec<Address> = world.plans().iter().map(|plan| plan.keys.plan).collect();
    let instruction = world.keys.seal(base, &[lists, &plans].concat(), world.governor_to_name());
    world.call(instruction, "Seal", &["creator", "rent payer"])
}

#[test]
fn seals_with_exactly_the_lists_of_its_airdrops() {
    let mut world = World::drafted(Given::default());
    let [list] = world.list_addresses()[..] else { panic!("one airdrop") };
    let other = List::on(address("base mint"), 2, wallets(AIRDROPPED));
    other.make(&mut world);
    let mint = world.keys.quote_mint;

    for lists in [vec![], vec![list, other.keys.distributor]] {
        seal(&mut world, &lists).fails_with(LaunchError::DestinationCount);
    }
    seal(&mut world, &[other.keys.distributor]).fails_with(LaunchError::AirdropAccount);
    seal(&mut world, &[mint]).fails_with(InstructionError::IllegalOwner);
    seal(&mut world, &[list]).succeeds();

    let launch = world.launch();
    assert_eq!(launch.airdrop_vault, pda::distributor_vault(&list, 0));
    assert_eq!(launch.airdrops_end_at, LISTS_END);
}

#[test]
fn refuses_a_list_of_another_mint() {
    let other = List::on(address("other mint"), 77, wallets(AIRDROPPED));
    let mut world = drafted_to(&other, |world| {
        world.make_base_mint("other mint");
        other.make(world);
    });

    world.seal().fails_with(LaunchError::AirdropMint);
}

#[test]
fn attack_64_refuses_a_list_that_is_not_its_tranche() {
    for (sum, fits) in [(AIRDROPPED - 1, false), (AIRDROPPED, true), (AIRDROPPED + 1, false)] {
        let list = list(sum);
        let mut world = drafted_to(&list, |world| list.make(world));

        if fits {
            world.seal().succeeds();
        } else {
            world.seal().fails_with(LaunchError::AirdropSum);
        }
    }
}

#[test]
fn attack_93_refuses_a_list_that_passes_what_is_left_to_another() {
    let ours = pda::mandate(&address("base mint"), &address("grantor"), 1);
    for (sink, sink_address, error) in [
        (0, Address::default(), None),
        (1, ours, None),
        (1, address("other mandate"), Some(LaunchError::SinkNotMandate)),
        (2, address("next"), Some(LaunchError::AirdropSink)),
    ] {
        let list = list(AIRDROPPED).with(|args| {
            (args.sink, args.sink_address) = (sink, sink_address);
        });
        let mut world = drafted_to(&list, |world| list.make(world));

        match error {
            None => _ = world.seal().succeeds(),
            Some(error) => world.seal().fails_with(error),
        }
    }
}

#[test]
fn refuses_a_list_whose_vault_is_missing() {
    let list = list(AIRDROPPED);
    let mut world = drafted_to(&list, |world| {
        list.create(world).succeeds();
    });

    world.seal().fails_with(LaunchError::AirdropVault);
    list.open_vault(&mut world, 0).succeeds();
    world.seal().succeeds();
}

#[test]
fn refuses_a_list_whose_second_vault_is_missing() {
    let mut entries = crowd(20_000);
    let even = AIRDROPPED / entries.len() as u64;
    let rest = AIRDROPPED - even * entries.len() as u64;
    for (index, (_, amount)) in entries.iter_mut().enumerate() {
        *amount = if index == 0 { even + rest } else { even };
    }
    let list = List::on(address("base mint"), 77, entries).with(|args| {
        args.vault_levels = 1;
        args.steps[0].unlocks_at = GRACE_ENDS;
        args.ends_at = LISTS_END;
    });
    let mut world = drafted_to(&list, |world| {
        list.create(world).succeeds();
        list.open_vault(world, 0).succeeds();
    });

    world.seal().fails_with(LaunchError::AirdropVault);
    list.open_vault(&mut world, 1).succeeds();
    world.seal().succeeds();
}

#[test]
fn attack_63_refuses_a_list_that_ends_within_30_days_of_the_last_settlement() {
    for (ends_at, fits) in [(GRACE_ENDS + 30 * DAY - 1, false), (GRACE_ENDS + 30 * DAY, true)] {
        let list = list(AIRDROPPED).with(|args| args.ends_at = ends_at);
        let mut world = drafted_to(&list, |world| list.make(world));

        if fits {
            world.seal().succeeds();
            assert_eq!(world.launch().airdrops_end_at, ends_at);
        } else {
            world.seal().fails_with(LaunchError::AirdropWindow);
        }
    }
}

fn two_airdrops(change: impl FnOnce(&mut [TrancheArgs])) -> Given {
    Given::with(|given| {
        given.tranches[1].amount = 60_000;
        given.tranches.insert(2, tranche(Kind::CommunityAirdrop, 40_000, 0, 0));
        change(&mut given.tranches);
    })
}

#[test]
fn two_airdrops_have_two_lists_in_the_order_of_the_charter() {
    let mut world = World::drafted(two_airdrops(|_| {}));
    let [first, second] = world.list_addresses()[..] else { panic!("two airdrops") };

    seal(&mut world, &[second, first]).fails_with(LaunchError::AirdropAccount);
    seal(&mut world, &[first, first]).fails_with(LaunchError::DestinationTwice);
    seal(&mut world, &[first, second]).succeeds();

    // What is not sold goes to the first.
    assert_eq!(world.launch().airdrop_vault, pda::distributor_vault(&first, 0));
    world.warp(OPENS);
    world.contributions(&[("alice", TARGET)]);
    let mut world = world.settled();
    world.fund_airdrop(1).succeeds();
    world.fund_airdrop(2).succeeds();
    let lists = world.lists();
    assert_eq!([0, 1].map(|n: usize| lists[n].vault(&mut world, 0)), [60_000, 40_000]);
    assert_eq!(world.launch().funded_tranches, 0b110);
    assert_eq!(world.launch().base_held, SUPPLY - AIRDROPPED);
}

#[test]
fn refuses_two_airdrops_to_one_list() {
    let list = List::on(address("base mint"), 77, wallets(50_000)).with(|args| {
        args.steps[0].unlocks_at = GRACE_ENDS;
        args.ends_at = LISTS_END;
    });
    let at = list.keys.distributor;
    let mut world = World::new(two_airdrops(|tranches| {
        for airdrop in &mut tranches[1..=2] {
            (airdrop.amount, airdrop.destination) = (50_000, at);
        }
    }));
    list.make(&mut world);
    let mut world = world.draft();

    seal(&mut world, &[at, at]).fails_with(LaunchError::DestinationTwice);
}
