//! close
//! ├── settled
//! │   ├── everyone paid, all swept ... closes the quote vault; the launch stays
//! │   │   └── again .................. refuses: NothingToClose
//! │   └── a claim or a sweep missing . refuses: NothingToClose
//! ├── failed
//! │   ├── everyone refunded, swept ... closes everything; all rent is back with its payers
//! │   └── a refund or sweep missing .. refuses: NothingToClose
//! ├── donations ...................... leave: base burned, quote to treasury or creator
//! └── before ......................... refuses: NothingToClose

use anchor_lang::prelude::ErrorCode;
use groundswell_tests::{Given, LaunchError, World, given::*, tokens};

/// Gives a vault quote units that nobody asked for.
fn donate(world: &mut World, vault: solana_address::Address, amount: u64) {
    world.fund("donor", amount);
    let donor = world.address("donor");
    let from = world.keys.quote_account(&donor).0;
    world.run(&[tokens::transfer(&from, &vault, &donor, amount)], &["donor"]);
}

#[test]
fn a_settled_sale_gives_up_its_quote_vault() {
    let mut world = World::open(Given::default());
    world.contributions(&[("alice", 30_001), ("bob", 50_000)]);
    let mut world = world.settled();
    let (at, sponsor) = (world.keys.at, world.address("rent payer"));

    world.close().fails_with(LaunchError::NothingToClose);
    world.sweep().succeeds();
    world.close().fails_with(LaunchError::NothingToClose);
    world.claim("alice").succeeds();
    world.claim("bob").succeeds();
    world.close().fails_with(LaunchError::NothingToClose);
    world.sweep().succeeds();
    let lamports = world.lamports(&sponsor) + world.lamports(&at.quote_vault);
    world.close().succeeds();

    assert_eq!(world.lamports(&sponsor), lamports);
    assert!(world.ledger.account(&at.quote_vault).is_none());
    assert_eq!(world.balance(&at.base_vault), world.launch().base_held);
    world.close().fails_with(LaunchError::NothingToClose);
}

#[test]
fn attack_31_a_failed_sale_leaves_nothing_behind() {
    let mut world = World::new(Given::default());
    let (sponsor, at) = (world.address("rent payer"), world.keys.at);
    let lamports = world.lamports(&sponsor);
    let mut world = world.draft().seal_now();
    world.warp(OPENS);
    world.contributions(&[("alice", 100), ("bob", 200)]);
    world.warp(CLOSES);

    world.close().fails_with(LaunchError::NothingToClose);
    world.sweep().succeeds();
    world.refund("alice").succeeds();
    world.close().fails_with(LaunchError::NothingToClose);
    world.refund("bob").succeeds();
    world.close().succeeds();

    for address in [at.launch, at.base_vault, at.quote_vault, at.liquidity_vault] {
        assert!(world.ledger.account(&address).is_none());
    }
    world.close_lists();
    world.give_up_plans();
    world.close_mandate();
    assert_eq!(world.lamports(&sponsor), lamports);
}

#[test]
fn a_sold_out_sale_waits_until_its_proceeds_have_left() {
    let mut world = World::open(Given::default());
    world.contributions(&[("alice", TARGET)]);
    let mut world = world.settled();
    world.claim("alice").succeeds();

    world.close().fails_with(LaunchError::NothingToClose);

    world.sweep().succeeds();
    world.close().succeeds();
}

#[test]
fn a_failed_sale_of_nobodys_waits_until_its_supply_is_back() {
    let mut world = World::open(Given::with(|given| given.args.on_failure = 1));
    world.warp(CLOSES);

    world.close().fails_with(LaunchError::NothingToClose);

    world.sweep().succeeds();
    world.close().succeeds();
    let mint = world.keys.base_mint;
    assert_eq!(world.supply(&mint), SUPPLY);
}

#[test]
fn attack_26_donations_to_a_settled_sale_go_to_the_treasury() {
    let mut world = World::open(Given::default());
    let at = world.keys.at;
    world.contributions(&[("alice", TARGET)]);
    donate(&mut world, at.quote_vault, 777);
    let mut world = world.settled();
    world.claim("alice").succeeds();
    world.sweep().succeeds();
    assert_eq!(world.balance(&at.quote_vault), 777);

    world.close().succeeds();

    assert_eq!(world.base("alice"), FOR_SALE);
    assert_eq!(world.treasury(), TARGET / 2 + 777);
}

#[test]
fn attack_26_donations_to_a_failed_sale_block_nobody() {
    let mut world = World::open(Given::with(|given| given.args.on_failure = 1));
    let at = world.keys.at;
    world.contributions(&[("alice", 100)]);
    donate(&mut world, at.quote_vault, 777);
    donate(&mut world, at.liquidity_vault, 5);
    world.warp(CLOSES);
    world.refund("alice").succeeds();
    world.sweep().succeeds();
    // The creator has the supply back and sends some of it to where it was.
    let from = world.keys.base_account(&world.keys.creator).0;
    let give = tokens::transfer(&from, &at.base_vault, &world.keys.creator, 1_000);
    world.run(&[give], &["creator"]);

    let elsewhere = world.keys.quote_account(&world.address("alice")).0;
    let refused = LaunchError::NotTheOwnersAccount;
    world.close().with_account("creator_quote", elsewhere).fails_with(refused);
    world.fund("creator", 0);
    world.close().succeeds();

    assert_eq!(world.quote("alice"), 100);
    assert_eq!(world.quote("creator"), 782);
    let mint = world.keys.base_mint;
    assert_eq!(tokens::supply(&world.ledger.account(&mint).unwrap().data), SUPPLY - 1_000);
    assert!(world.ledger.account(&at.launch).is_none());
}

#[test]
fn attack_23_a_closed_launch_does_not_come_back() {
    let mut world = World::sealed(Given::default());
    world.cancel().succeeds();
    world.sweep().succeeds();
    let (at, payer) = (world.keys.at, world.address("payer"));
    let revive = tokens::send_lamports(&payer, &at.launch, 10_000_000);
    let settle = world.keys.settle();

    let gone = solana_instruction::error::InstructionError::AccountDataTooSmall;
    world.close().then(revive).then(settle).fails_with(gone);
    world.close().succeeds();
    world.settle().fails_with(solana_instruction::error::InstructionError::AccountDataTooSmall);
}

#[test]
fn refuses_before_the_end_and_foreign_accounts() {
    let mut world = World::open(Given::default());
    world.contributions(&[("alice", MIN_RAISE)]);
    for now in [SEALS, OPENS, CLOSES] {
        world.warp(now);
        world.close().fails_with(LaunchError::NothingToClose);
    }

    let mallory = world.address("mallory");
    let theirs = world.keys.quote_account(&world.address("alice")).0;
    for field in ["quote_vault", "liquidity_vault", "treasury_vault", "base_vault"] {
        let refused = ErrorCode::ConstraintAddress;
        world.close().with_account(field, theirs).fails_with(refused);
    }
    world.close().with_account("rent_payer", mallory).fails_with(ErrorCode::ConstraintAddress);
}
