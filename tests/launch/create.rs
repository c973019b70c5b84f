//! create
//! ├── with terms within their bounds (see terms) .. stores every term
//! │   ├── though the address holds lamports ....... all the same
//! │   └── for pro-rata ............................ with one layer for all
//! ├── a second time with the same id .............. refuses: already in use
//! ├── by another creator with the same id ......... another launch
//! ├── without the creator's signature ............. refuses: MissingRequiredSignature
//! ├── at an address that is not the creator's ..... refuses: InvalidSeeds
//! ├── with an unknown rule, gate or choice ........ refuses: Unknown..
//! └── with an allowlist of nobody ................. refuses: EmptyAllowlist

use groundswell_sdk::pda::LaunchAddresses;
use groundswell_tests::{Given, LaunchError, World, given::*};
use solana_address::Address;
use solana_instruction::error::InstructionError;

#[test]
fn stores_every_term() {
    let mut given = Given::level(&[100, 50_000]);
    given.args.gate = 2;
    given.args.gate_key = Address::new_from_array([7; 32]);
    let mut world = World::new(given.clone());

    world.create().succeeds();

    let (launch, args) = (world.launch(), given.args);
    assert_eq!(launch.creator, world.address("creator"));
    assert_eq!(launch.rent_payer, world.address("rent payer"));
    assert_eq!(launch.base_mint, world.keys.base_mint);
    assert_eq!(launch.base_token_program, world.keys.base_token_program);
    assert_eq!(launch.quote_mint, world.keys.quote_mint);
    assert_eq!(launch.id, args.id);
    assert_eq!(launch.rule, args.rule);
    assert_eq!(launch.target, args.target);
    assert_eq!(launch.min_raise, args.min_raise);
    assert_eq!(launch.wallet_min, args.wallet_min);
    assert_eq!(launch.wallet_max, args.wallet_max);
    assert_eq!(launch.max_opening_fdv, args.max_opening_fdv);
    assert_eq!(launch.opens_at, args.opens_at);
    assert_eq!(launch.closes_at, args.closes_at);
    assert_eq!(launch.withdraw_freeze, args.withdraw_freeze);
    assert_eq!(launch.settle_grace, args.settle_grace);
    assert_eq!(launch.liquidity_bps, args.liquidity_bps);
    assert_eq!(launch.buyback_bps, args.buyback_bps);
    assert_eq!(launch.treasury_bps, args.treasury_bps);
    assert_eq!(launch.gate, args.gate);
    assert_eq!(launch.gate_key, args.gate_key);
    assert_eq!(launch.ticks(), args.ticks);
    assert_eq!((launch.base_decimals, launch.quote_decimals), (6, 6));
    assert_eq!(launch.tranche_count, 0);
    assert!(!launch.is_sealed.get());
}

#[test]
fn a_pro_rata_ladder_is_one_layer() {
    let mut world = World::new(Given::default());

    world.create().succeeds();

    assert_eq!(world.launch().ticks(), [u64::MAX]);
}

#[test]
fn refuses_the_same_id_twice() {
    let mut world = World::new(Given::default());

    world.create().succeeds();
    let before = world.stage.ledger.account(&world.keys.at.launch);
    // The system program's AccountAlreadyInUse.
    world.create().fails_with(InstructionError::Custom(0));

    assert_eq!(world.stage.ledger.account(&world.keys.at.launch), before);
}

#[test]
fn attack_27_another_creator_cannot_take_the_address() {
    let mut world = World::new(Given::default());
    let theirs = LaunchAddresses::of(&world.address("mallory"), 1).launch;
    assert_ne!(theirs, world.keys.at.launch);

    world.create().signed_by("creator", "mallory").fails_with(InstructionError::InvalidSeeds);
    world.create().with_account("launch", theirs).fails_with(InstructionError::InvalidSeeds);

    world.create().succeeds();
}

#[test]
fn attack_24_lamports_at_the_address_do_not_matter() {
    for lamports in [1, 890_880, 10_000_000_000] {
        let mut world = World::new(Given::default());
        let address = world.keys.at.launch;
        world.ledger.airdrop(&address, lamports);

        world.create().succeeds();

        assert_eq!(world.launch().creator, world.address("creator"));
    }
}

#[test]
fn refuses_without_signatures() {
    let mut world = World::new(Given::default());

    let missing = InstructionError::MissingRequiredSignature;
    world.create().without_signature("creator").fails_with(missing);
    let unsigned = anchor_lang::prelude::ErrorCode::ConstraintSigner;
    world.create().without_signature("payer").fails_with(unsigned);
}

#[test]
fn refuses_numbers_that_name_nothing() {
    let refused = |change: fn(&mut Given), error| {
        World::new(Given::with(change)).create().fails_with(error);
    };

    refused(|g| g.args.rule = 3, LaunchError::UnknownRule);
    refused(|g| g.args.gate = 3, LaunchError::UnknownGate);
    refused(|g| g.args.unsold = 2, LaunchError::UnknownChoice);
    refused(|g| g.args.on_failure = 2, LaunchError::UnknownChoice);
    refused(|g| g.args.gate = 1, LaunchError::EmptyAllowlist);
}

#[test]
fn may_be_drafted_at_any_time() {
    let mut world = World::new(Given::default());
    world.warp(GRACE_ENDS);

    world.create().succeeds();
}
