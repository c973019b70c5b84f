//! fund_airdrop
//! ├── before the sale is settled ........... refuses: NotSettled
//! ├── a tranche that is none, or no airdrop  refuses: NoSuchTranche, NotAnAirdrop
//! ├── a second time ........................ refuses: AlreadyFunded
//! ├── another list, other vaults ........... refuses: AirdropAccount
//! ├── until the list ends .................. fills every vault to the unit; claims are paid
//! └── from then on ......................... burns the tranche

use anchor_lang::prelude::ErrorCode;
use groundswell_sdk::{Address, pda};
use groundswell_tests::{Given, LaunchError, List, World, given::*, list::crowd, stage::address};

use crate::lists::{AIRDROPPED, wallets};

/// Its number in the default charter.
const AIRDROP: u8 = 1;

fn settled() -> World {
    let mut world = World::open(Given::default());
    world.contributions(&[("alice", TARGET)]);
    world.settled()
}

#[test]
fn funds_its_list_to_the_unit_and_claims_are_paid() {
    let mut world = settled();
    let list = &world.lists()[0];

    world.fund_airdrop(AIRDROP).succeeds();

    assert_eq!(list.vault(&mut world, 0), AIRDROPPED);
    let launch = world.launch();
    assert_eq!((launch.base_held, launch.funded_tranches), (SUPPLY - AIRDROPPED, 0b10));
    world.fund_airdrop(AIRDROP).fails_with(LaunchError::AlreadyFunded);
    list.activate(&mut world, 0).succeeds();
    world.warp(GRACE_ENDS);
    list.claim(&mut world, 0).succeeds();
    list.claim(&mut world, 1).succeeds();
    assert_eq!([world.base("lister a"), world.base("lister b")], [60_000, 40_000]);
    assert_eq!(list.vault(&mut world, 0), 0);
}

#[test]
fn refuses_before_the_sale_is_settled_and_after_it_failed() {
    let mut world = World::sealed(Given::default());

    for now in [SEALS, OPENS, CLOSES, GRACE_ENDS] {
        world.warp(now);
        world.fund_airdrop(AIRDROP).fails_with(LaunchError::NotSettled);
    }
}

#[test]
fn refuses_what_is_no_airdrop() {
    let mut world = settled();

    for (tranche, error) in [
        (0, LaunchError::NotAnAirdrop),
        (2, LaunchError::NotAnAirdrop),
        (7, LaunchError::NotAnAirdrop),
        (8, LaunchError::NoSuchTranche),
        (64, LaunchError::NoSuchTranche),
        (255, LaunchError::NoSuchTranche),
    ] {
        let instruction = world.keys.fund_airdrop(tranche, world.list_addresses()[0], 1);
        world.call(instruction, "FundAirdrop", &[]).fails_with(error);
    }
}

#[test]
fn attack_78_refuses_another_list_and_other_vaults() {
    let mut world = settled();
    let [at] = world.list_addresses()[..] else { panic!("one airdrop") };
    let other = List::on(address("base mint"), 2, wallets(AIRDROPPED));
    other.make(&mut world);
    let refused = LaunchError::AirdropAccount;
    let fund = |world: &mut World, list: Address, vaults: &[Address]| {
        let mut instruction = world.keys.fund_airdrop(AIRDROP, list, 0);
        let metas = vaults.iter().map(|at| solana_instruction::AccountMeta::new(*at, false));
        instruction.accounts.extend(metas);
        world.call(instruction, "FundAirdrop", &[]).fails_with(refused);
    };
    let (vault, foreign) = (pda::distributor_vault(&at, 0), other.keys.vault(0));

    fund(&mut world, other.keys.distributor, &[foreign]);
    fund(&mut world, at, &[]);
    fund(&mut world, at, &[foreign]);
    fund(&mut world, at, &[vault, vault]);
    fund(&mut world, at, &[vault, foreign]);
    for (field, address) in [("base_vault", foreign), ("base_mint", world.keys.quote_mint)] {
        let refused = ErrorCode::ConstraintAddress;
        world.fund_airdrop(AIRDROP).with_account(field, address).fails_with(refused);
    }
}

#[test]
fn fills_several_vaults_each_to_the_unit() {
    let entries = crowd(20_000);
    let sum: u64 = entries.iter().map(|(_, amount)| amount).sum();
    let list = List::on(address("base mint"), 77, entries).with(|args| {
        args.vault_levels = 1;
        args.steps[0].unlocks_at = GRACE_ENDS;
        args.ends_at = LISTS_END;
    });
    let mut world = World::new(Given::with(|given| {
        let scale = |amount: u64| amount * (sum / AIRDROPPED + 1);
        given.tranches.iter_mut().for_each(|tranche| tranche.amount = scale(tranche.amount));
        given.supply = scale(given.supply);
        given.tranches[0].amount += given.tranches[1].amount - sum;
        (given.tranches[1].amount, given.tranches[1].destination) = (sum, list.keys.distributor);
    }));
    list.make(&mut world);
    let mut world = world.draft().seal_now();
    world.warp(OPENS);
    world.contributions(&[("alice", TARGET)]);
    let mut world = world.settled();

    let fund = world.keys.fund_airdrop(AIRDROP, list.keys.distributor, 2);
    world.call(fund, "FundAirdrop", &[]).succeeds();

    let owed = list.stored(&mut world).vault_sums;
    assert_eq!(owed[0] + owed[1], sum);
    assert_eq!([0, 1].map(|n| list.vault(&mut world, n)), [owed[0], owed[1]]);
    world.warp(GRACE_ENDS);
    for vault in [0, 1] {
        list.activate(&mut world, vault).succeeds();
    }
    for index in [0, 16_383, 16_384, 19_999] {
        list.claim(&mut world, index).succeeds();
        let (wallet, amount) = list.entries[index as usize];
        assert_eq!(list.balance(&mut world, &wallet), amount);
    }
}

#[test]
fn attack_32_is_burned_once_its_list_has_ended() {
    let mut world = settled();
    world.warp(LISTS_END - 1);
    world.fund_airdrop(AIRDROP).succeeds();
    assert_eq!(world.supply(&address("base mint")), SUPPLY);

    let mut world = settled();
    world.close_lists();
    let list = world.list_addresses()[0];
    let other = world.keys.fund_airdrop(AIRDROP, address("other"), 0);
    world.call(other, "FundAirdrop", &[]).fails_with(LaunchError::AirdropAccount);
    // The list is not there any more, nor are its vaults.
    let burn = world.keys.fund_airdrop(AIRDROP, list, 0);
    world.call(burn, "FundAirdrop", &[]).succeeds();

    assert_eq!(world.supply(&address("base mint")), SUPPLY - AIRDROPPED);
    assert_eq!(world.launch().base_held, SUPPLY - AIRDROPPED);
    world.fund_airdrop(AIRDROP).fails_with(LaunchError::AlreadyFunded);
}
