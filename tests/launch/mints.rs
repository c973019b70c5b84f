//! Which mints a launch takes, at creation and wherever tokens move.
//! ├── base: classic, or Token-2022 with metadata .. takes it, from draft to payout
//! ├── base: any other extension (attacks 83 to 91) . refuses: MintExtension
//! │   └── one that appears later ................. refuses there
//! ├── base: foreign authority, freeze authority ... refuses
//! ├── base and quote the same ..................... refuses: SameMint
//! ├── too many decimals ........................... refuses: TooManyDecimals
//! └── quote: Token-2022 ........................... refuses: IllegalOwner

use groundswell_tests::{Given, LaunchError, World, given::*, tokens};
use solana_instruction::{Instruction, error::InstructionError};
use spl_token_2022_interface::extension::ExtensionType;

/// A mint of Token-2022 with these extensions, in place of the world's.
fn with_mint(extensions: &[(ExtensionType, Instruction)]) -> World {
    let mut world = World::lite(Given::with(|given| given.token_2022 = true));
    let mint = world.address("extended");
    let payer = world.address("payer");
    let make = tokens::create_mint_2022(&payer, &mint, 6, &world.keys.creator, extensions);
    world.run(&make, &["extended"]);
    world.keys.base_mint = mint;
    world
}

fn pointer() -> (ExtensionType, Instruction) {
    tokens::metadata_pointer(&groundswell_tests::stage::address("extended"))
}

#[test]
fn a_token_2022_mint_goes_all_the_way() {
    let mut world = World::open(Given::with(|given| given.token_2022 = true));
    world.contributions(&[("alice", 30_000)]);
    let mut world = world.settled();

    world.claim("alice").succeeds();
    world.sweep().succeeds();
    world.close().succeeds();

    assert_eq!(world.base("alice"), 300_000);
    let mint = world.keys.base_mint;
    assert_eq!(tokens::supply(&world.ledger.account(&mint).unwrap().data), SUPPLY - 100_000);
}

#[test]
fn metadata_is_welcome() {
    with_mint(&[pointer()]).create().succeeds();
}

#[test]
fn attacks_83_to_91_every_other_extension_is_refused() {
    let mint = groundswell_tests::stage::address("extended");

    for extension in tokens::refused_extensions(&mint) {
        with_mint(std::slice::from_ref(&extension)).create().fails_with(LaunchError::MintExtension);
        let behind = [pointer(), extension];
        with_mint(&behind).create().fails_with(LaunchError::MintExtension);
    }
}

#[test]
fn attack_88_an_extension_that_appears_later_stops_every_payout_of_it() {
    let mut world = World::open(Given::with(|given| given.token_2022 = true));
    world.contributions(&[("alice", MIN_RAISE)]);
    let mut world = world.settled();
    let mint = world.keys.base_mint;
    let genuine = world.ledger.account(&mint).unwrap();
    // What a close and a new mint at the same address would leave: a transfer fee.
    let mut fake = genuine.clone();
    fake.data.resize(166, 0);
    fake.data[165] = 1;
    fake.data.extend_from_slice(&[1, 0, 108, 0]);
    fake.data.extend_from_slice(&[0; 108]);
    fake.lamports *= 2;
    world.ledger.set_account(mint, fake);

    let claim = world.keys.claim(world.address("alice"), world.address("alice"));
    world.call(claim, "Claim", &[]).fails_with(LaunchError::MintExtension);
    world.sweep().fails_with(LaunchError::MintExtension);

    world.ledger.set_account(mint, genuine);
    world.claim("alice").succeeds();
}

#[test]
fn attack_50_refuses_authorities_that_are_not_the_creators() {
    let mut world = World::lite(Given::default());
    let payer = world.address("payer");
    let mallory = world.address("mallory");
    let creator = world.keys.creator;
    for (index, (authority, freeze, error)) in [
        (mallory, None, LaunchError::ForeignMintAuthority),
        (creator, Some(creator), LaunchError::FreezeAuthority),
        (creator, Some(mallory), LaunchError::FreezeAuthority),
    ]
    .into_iter()
    .enumerate()
    {
        let name = ["mint 0", "mint 1", "mint 2"][index];
        let mint = world.address(name);
        let make = tokens::create_mint(&payer, &mint, 6, &authority, freeze.as_ref());
        world.run(&make, &[name]);
        world.keys.base_mint = mint;
        world.create().fails_with(error);
    }
}

#[test]
fn attack_52_refuses_the_same_mint_twice() {
    let mut world = World::lite(Given::default());

    let quote = world.keys.quote_mint;
    // The quote mint has a bank that may mint; that is not what is looked at first.
    world.create().with_account("base_mint", quote).fails_with(LaunchError::SameMint);
}

#[test]
fn attack_47_decimals_from_0_to_18() {
    for decimals in [0, 18] {
        let mut world = World::lite(Given::with(|given| given.base_decimals = decimals));
        world.create().succeeds();
        assert_eq!(world.launch().base_decimals, decimals);
    }
    let mut world = World::lite(Given::with(|given| given.base_decimals = 19));
    world.create().fails_with(LaunchError::TooManyDecimals);
}

#[test]
fn attack_92_a_quote_mint_is_of_the_classic_program() {
    let mut world = with_mint(&[pointer()]);
    let mint = world.keys.base_mint;
    world.keys.base_mint = world.address("base mint");

    world.create().with_account("quote_mint", mint).fails_with(InstructionError::IllegalOwner);
}

#[test]
fn attack_51_wrapped_sol_pays_and_stray_lamports_do_not_count() {
    let native = spl_token_interface::native_mint::ID;
    let mut world = World::lite(Given::default());
    let like = world.stage.ledger.account(&world.keys.quote_mint).unwrap();
    world.ledger.set_account(native, tokens::native_mint(like));
    world.keys.quote_mint = native;
    world.keys.treasury_stream = world.stream().keys.plan;
    let mut world = world.draft().seal_now();
    world.warp(OPENS);
    let (alice, payer) = (world.address("alice"), world.address("payer"));
    world.ledger.airdrop(&alice, 10_000_000_000);
    let account = world.keys.quote_account(&alice).0;
    let open = tokens::open(&payer, &alice, &native, &tokens::TOKEN);
    let wrap = tokens::send_lamports(&alice, &account, 50_000);
    let sync = tokens::sync_native(&account);
    world.run(&[open, wrap, sync], &["alice"]);
    world.contribute("alice", 40_000).succeeds();
    let vault = world.keys.at.quote_vault;
    let stray = tokens::send_lamports(&payer, &vault, 1_000_000);
    let before = world.launch().deposited;

    world.run(&[stray, tokens::sync_native(&vault)], &[]);

    assert_eq!(world.balance(&vault), 1_040_000);
    assert_eq!(world.launch().deposited, before);
    let mut world = world.settled();
    world.claim("alice").succeeds();
    world.sweep().succeeds();
    assert_eq!(world.base("alice"), FOR_SALE);
    assert_eq!(world.quote("alice"), 10_000);
    world.close().succeeds();
    assert_eq!(world.treasury(), TARGET / 2 + 1_000_000);
}
