//! Which mints a mandate takes, at creation and wherever tokens move.
//! ├── base: classic, or Token-2022 with metadata .. takes it, from offer to sink, on a bank
//! ├── base: any other extension ................... refuses: MintExtension
//! │   └── one that appears later .................. refuses there
//! ├── base: wrapped SOL ........................... refuses: NativeMint
//! ├── base: one that somebody can freeze .......... refuses: FreezeAuthority
//! ├── base and quote the same ..................... refuses: SameMint
//! ├── quote: wrapped SOL .......................... pays with it
//! └── quote: Token-2022 ........................... refuses: IllegalOwner

use groundswell_sdk::pda;
use groundswell_tests::{
    BuybackError, MandateGiven, PlanGiven, Stage, ledger::Ledger, mandate::*, plan::MADE,
    stage::address, tokens,
};
use solana_instruction::{Instruction, error::InstructionError};
use spl_token_2022_interface::extension::ExtensionType;

/// A mandate over a mint of Token-2022 with these extensions.
fn with_mint(ledger: Ledger, extensions: &[(ExtensionType, Instruction)]) -> (MandateGiven, Stage) {
    let mandate = MandateGiven::default().token_2022();
    let mut stage = Stage::new(ledger, MADE);
    let (payer, mint, minter) = (address("payer"), address("mint"), address("minter"));
    stage.run(&tokens::create_mint_2022(&payer, &mint, 6, &minter, extensions), &["mint"]);
    mandate.set_holders(&mut stage);
    (mandate, stage)
}

fn pointer() -> (ExtensionType, Instruction) {
    tokens::metadata_pointer(&address("mint"))
}

#[test]
fn a_token_2022_mint_with_metadata_goes_all_the_way_on_a_bank() {
    let (mandate, mut stage) = with_mint(Ledger::bank(), &[pointer()]);
    let stage = &mut stage;
    mandate.create(stage).succeeds();
    mandate.pay_in(stage, 5_000);
    mandate.fund(stage).succeeds();
    stage.warp(BEGINS);
    mandate.open(stage, 0).succeeds();
    mandate.offer(stage, "alice", 0, 5_000, 30_000).succeeds();
    mandate.withdraw(stage, "alice", 0, 5_000, 1).succeeds();
    mandate.offer(stage, "bob", 0, 8_000, 10).succeeds();
    mandate.withdraw(stage, "bob", 0, 8_000, 10).succeeds();
    stage.warp(BEGINS + CLOSE);
    mandate.clear(stage, 0).succeeds();
    mandate.collect(stage, "alice", 0, 5_000).succeeds();
    let supply = stage.supply(&mandate.keys.base_mint);
    mandate.sink(stage, 0).succeeds();
    stage.warp(LAST);
    mandate.finish(stage).succeeds();
    mandate.close_receipt(stage, 0).succeeds();
    mandate.close(stage).succeeds();

    assert_eq!(stage.supply(&mandate.keys.base_mint), supply - 20_000);
    assert_eq!((mandate.quote(stage, "alice"), mandate.base(stage, "alice")), (1_000, 980_000));
    assert_eq!(mandate.stream.vault(stage), 4_000);
}

#[test]
fn attacks_83_to_91_every_other_extension_is_refused() {
    for extension in tokens::refused_extensions(&address("mint")) {
        // Some keep holders from being given anything: the mandate is all there is to make.
        let mandate = MandateGiven::default().token_2022();
        let mut stage = MandateGiven::default().stage();
        let (payer, minter) = (address("payer"), address("minter"));
        let moved = address("extended");
        let extension = tokens::refused_extensions(&moved)
            .into_iter()
            .find(|(kind, _)| *kind == extension.0)
            .unwrap();
        let make = tokens::create_mint_2022(&payer, &moved, 6, &minter, &[extension]);
        stage.run(&make, &["extended"]);
        let mut mandate = mandate;
        mandate.keys.base_mint = moved;
        mandate.keys.mandate = pda::mandate(&moved, &mandate.keys.creator, 1);
        mandate.create(&mut stage).fails_with(BuybackError::MintExtension);
    }
}

#[test]
fn attack_88_an_extension_that_appears_later_stops_every_move_of_it() {
    let (mandate, mut stage) = with_mint(Ledger::lite(), &[]);
    let stage = &mut stage;
    mandate.create(stage).succeeds();
    mandate.pay_in(stage, 5_000);
    stage.warp(BEGINS);
    mandate.open(stage, 0).succeeds();
    mandate.offer(stage, "alice", 0, 5_000, 30_000).succeeds();
    let mint = mandate.keys.base_mint;
    let genuine = stage.ledger.account(&mint).unwrap();
    let mut fake = genuine.clone();
    fake.data.resize(166, 0);
    fake.data[165] = 1;
    fake.data.extend_from_slice(&[1, 0, 108, 0]);
    fake.data.extend_from_slice(&[0; 108]);
    fake.lamports *= 2;
    let refused = || BuybackError::MintExtension;

    stage.ledger.set_account(mint, fake.clone());
    mandate.offer(stage, "alice", 0, 5_000, 1).fails_with(refused());
    mandate.withdraw(stage, "alice", 0, 5_000, 1).fails_with(refused());
    stage.warp(BEGINS + CLOSE);
    mandate.clear(stage, 0).succeeds();
    mandate.collect(stage, "alice", 0, 5_000).fails_with(refused());
    stage.ledger.set_account(mint, genuine.clone());
    mandate.collect(stage, "alice", 0, 5_000).succeeds();
    stage.ledger.set_account(mint, fake.clone());
    mandate.sink(stage, 0).fails_with(refused());
    stage.ledger.set_account(mint, genuine);
    mandate.sink(stage, 0).succeeds();
    stage.warp(LAST);
    mandate.finish(stage).succeeds();
    mandate.close_receipt(stage, 0).succeeds();
    stage.ledger.set_account(mint, fake);
    mandate.close(stage).fails_with(refused());
}

#[test]
fn wrapped_sol_pays_and_what_is_left_of_it_streams_on() {
    let mut mandate = MandateGiven::default();
    let stage = &mut mandate.stage();
    let native = spl_token_interface::native_mint::ID;
    let like = stage.ledger.account(&address("mint")).unwrap();
    stage.ledger.set_account(native, tokens::native_mint(like));
    mandate.stream = PlanGiven::of(native, 9).streaming("community");
    mandate.stream.make(stage);
    let keys = &mut mandate.keys;
    keys.quote_mint = native;
    (keys.remainder, keys.remainder_owner) =
        (mandate.stream.keys.vault(), mandate.stream.keys.plan);
    mandate.create(stage).succeeds();
    let (payer, vault, alice) = (address("payer"), mandate.keys.quote_vault(), address("alice"));
    let send = tokens::send_lamports(&payer, &vault, 5_000);
    let open = tokens::open(&payer, &alice, &native, &tokens::TOKEN);
    stage.run(&[send, tokens::sync_native(&vault), open], &[]);
    stage.warp(BEGINS);
    mandate.open(stage, 0).succeeds();
    mandate.offer(stage, "alice", 0, 5_000, 30_000).succeeds();
    stage.warp(BEGINS + CLOSE);
    mandate.clear(stage, 0).succeeds();
    mandate.collect(stage, "alice", 0, 5_000).succeeds();
    mandate.sink(stage, 0).succeeds();
    stage.warp(LAST);
    mandate.finish(stage).succeeds();
    mandate.close_receipt(stage, 0).succeeds();
    mandate.close(stage).succeeds();

    assert_eq!((mandate.quote(stage, "alice"), mandate.stream.vault(stage)), (1_000, 4_000));
}

#[test]
fn refuses_mints_that_cannot_be_bought_or_paid_with() {
    let given = MandateGiven::default();
    let stage = &mut given.stage();
    let native = spl_token_interface::native_mint::ID;
    let like = stage.ledger.account(&address("mint")).unwrap();
    stage.ledger.set_account(native, tokens::native_mint(like));
    let mut wrapped = given.clone();
    wrapped.keys.base_mint = native;
    wrapped.keys.mandate = pda::mandate(&native, &wrapped.keys.creator, 1);
    wrapped.create(stage).fails_with(BuybackError::NativeMint);
    let mut same = given.clone();
    same.keys.quote_mint = same.keys.base_mint;
    same.create(stage).fails_with(BuybackError::SameMint);

    let (payer, bank) = (address("payer"), address("bank"));
    let freezing = address("freezing");
    let make = tokens::create_mint(&payer, &freezing, 6, &bank, Some(&bank));
    stage.run(&make, &["freezing"]);
    let mut frozen = given.clone();
    frozen.keys.base_mint = freezing;
    frozen.keys.mandate = pda::mandate(&freezing, &frozen.keys.creator, 1);
    frozen.create(stage).fails_with(BuybackError::FreezeAuthority);

    stage.make_mint("newer", &tokens::TOKEN_2022, "bank", 0);
    let mut newer = given.clone();
    newer.keys.quote_mint = address("newer");
    newer.create(stage).fails_with(InstructionError::IllegalOwner);
}
