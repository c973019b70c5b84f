//! seal
//! ├── a draft within the bounds (see charter) .. takes the whole supply, revokes the mint
//! │   ├── whose mint was already revoked ....... all the same
//! │   └── though strangers made the vaults rich  all the same
//! ├── a second time .................. refuses: the system program's, in use
//! ├── by anyone else ........................... refuses: ConstraintAddress
//! ├── when part of the supply is elsewhere ..... refuses: the token program's own
//! ├── too late or too early for its opening .... refuses: Lead, LeadMax
//! ├── with another quote mint, a real one ...... refuses: ConstraintAddress
//! └── with another mint ........................ refuses: ConstraintAddress

use anchor_lang::prelude::ErrorCode;
use groundswell_sdk::math::phase::Phase;
use groundswell_tests::{Given, LaunchError, World, given::*, stage::address, tokens};
use solana_instruction::error::InstructionError;

#[test]
fn takes_the_whole_supply_and_revokes_the_mint() {
    let mut world = World::drafted(Given::default());

    world.seal().succeeds();

    let at = world.keys.at;
    let launch = world.launch();
    assert_eq!(world.phase(), Phase::Sealed);
    assert_eq!(world.balance(&at.base_vault), SUPPLY);
    assert_eq!(world.base("creator"), 0);
    assert_eq!(launch.base_held, SUPPLY);
    assert_eq!(launch.base_vault, at.base_vault);
    assert_eq!(launch.quote_vault, at.quote_vault);
    assert_eq!(launch.liquidity_vault, at.liquidity_vault);
    assert_eq!(launch.buyback_vault, world.keys.buyback_vault());
    assert_eq!(launch.treasury_vault, world.keys.treasury_vault());
    let mint = world.stage.ledger.account(&world.keys.base_mint).unwrap();
    assert!(!tokens::can_mint(&mint.data));
    assert_eq!(launch.treasury_stream, world.stream().keys.plan);
    assert_eq!(launch.mandate, world.mandate().0.mandate);
    for vault in [at.quote_vault, at.liquidity_vault] {
        let account = world.ledger.account(&vault).unwrap();
        assert_eq!(account.data[..32], *world.keys.quote_mint.as_ref());
        assert_eq!(account.data[32..64], *at.launch.as_ref());
    }
}

#[test]
fn a_mint_that_was_revoked_before_is_welcome() {
    let mut world = World::drafted(Given::default());
    let (mint, creator) = (world.keys.base_mint, world.keys.creator);
    let kind = spl_token_interface::instruction::AuthorityType::MintTokens;
    let revoke = spl_token_interface::instruction::set_authority(
        &tokens::TOKEN,
        &mint,
        None,
        kind,
        &creator,
        &[],
    );
    world.run(&[revoke.unwrap()], &["creator"]);

    world.seal().succeeds();

    assert_eq!(world.launch().base_held, SUPPLY);
}

#[test]
fn attack_24_lamports_at_the_vaults_do_not_matter() {
    let mut world = World::drafted(Given::default());
    let at = world.keys.at;
    for vault in [at.base_vault, at.quote_vault, at.liquidity_vault] {
        world.ledger.airdrop(&vault, 10_000_000_000);
    }

    world.seal().succeeds();

    assert_eq!(world.balance(&at.base_vault), SUPPLY);
}

#[test]
fn attack_08_refuses_a_second_time() {
    let mut world = World::sealed(Given::default());

    // The vaults exist: the system program refuses to make them again.
    world.seal().fails_with(InstructionError::Custom(0));
}

#[test]
fn refuses_anyone_but_the_creator() {
    let mut world = World::drafted(Given::default());

    let refused = ErrorCode::ConstraintAddress;
    world.seal().signed_by("creator", "mallory").fails_with(refused);
    let missing = InstructionError::MissingRequiredSignature;
    world.seal().without_signature("creator").fails_with(missing);
}

#[test]
fn attack_50_refuses_if_part_of_the_supply_is_elsewhere() {
    let mut world = World::drafted(Given::default());
    world.fund("friend", 1);
    let (mint, friend) = (world.keys.base_mint, world.address("friend"));
    let account = world.keys.base_account(&friend).0;
    let from = world.keys.base_account(&world.keys.creator).0;
    let payer = world.address("payer");
    let open = tokens::open(&payer, &friend, &mint, &tokens::TOKEN);
    let give = tokens::transfer(&from, &account, &world.keys.creator, 1);
    world.run(&[open, give], &["creator"]);

    // The token program's InsufficientFunds.
    world.seal().fails_with(InstructionError::Custom(1));

    assert_eq!(world.phase(), Phase::Draft);
}

#[test]
fn opens_at_least_a_second_and_at_most_a_year_later() {
    for (now, error) in [
        (OPENS, LaunchError::Lead),
        (OPENS + 1, LaunchError::Lead),
        (OPENS - 365 * DAY - 1, LaunchError::LeadMax),
    ] {
        let mut world = World::drafted(Given::default());
        world.warp(now);
        world.seal().fails_with(error);
    }
    for now in [OPENS - 1, OPENS - 365 * DAY] {
        let mut world = World::drafted(Given::default());
        world.warp(now);
        world.seal().succeeds();
    }
}

#[test]
fn refuses_another_quote_mint() {
    let mut world = World::drafted(Given::default());
    world.make_base_mint("other mint");
    let other = address("other mint");

    let refused = ErrorCode::ConstraintAddress;
    world.seal().with_account("quote_mint", other).fails_with(refused);
    world.seal().succeeds();
}

#[test]
fn refuses_foreign_accounts() {
    let mut world = World::drafted(Given::default());
    let (base, quote) = (world.keys.base_mint, world.keys.quote_mint);

    let same = ErrorCode::ConstraintDuplicateMutableAccount;
    world.seal().with_account("base_mint", quote).fails_with(same);
    let creators = world.keys.base_account(&world.keys.creator).0;
    world
        .seal()
        .with_account("quote_mint", creators)
        .with_account("creator_base", base)
        .fails_with(ErrorCode::ConstraintDuplicateMutableAccount);
    let at = world.keys.at;
    world
        .seal()
        .with_account("quote_vault", at.liquidity_vault)
        .with_account("liquidity_vault", at.quote_vault)
        .fails_with(InstructionError::InvalidSeeds);
}
