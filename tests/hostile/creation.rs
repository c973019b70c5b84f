//! Mints of Token-2022, one with each extension, wherever a mint is named for the first time
//! ├── MetadataPointer, TokenMetadata ..... taken
//! ├── any other, harmless as it may look .. refuses: MintExtension
//! ├── as quote of a sale or a buyback ..... refuses: IllegalOwner, with or without
//! └── for a governor ...................... judged by its supply only: it holds no tokens

use groundswell_sdk::pda;
use groundswell_tests::{
    BuybackError, Call, DistributorError, Given, LaunchError, List, MandateGiven, PlanGiven,
    Refusal, Stage, VestingError, World, hostile, stage::address,
};
use solana_address::Address;
use solana_instruction::error::InstructionError;
use spl_token_2022_interface::extension::ExtensionType;

use crate::{
    extensions::{is_allowed, of_mints},
    made,
};

/// Makes a mint with each extension, whose authority goes by `holder`.
fn mints(stage: &mut Stage, holder: &str) -> Vec<(ExtensionType, Address)> {
    stage.invite();
    let group = made::mint(ExtensionType::TokenGroup, &address(made::GROUP), &address(holder));
    stage.run(&group, &[made::GROUP, holder]);
    let mut all = vec![];
    for kind in of_mints() {
        let name = format!("mint {}", u16::from(kind));
        let make = made::mint(kind, &address(&name), &address(holder));
        let signs = make
            .iter()
            .flat_map(|one| &one.accounts)
            .any(|meta| meta.is_signer && meta.pubkey == address(holder));
        let signers = [&name[..], holder];
        stage.run(&make, &signers[..1 + usize::from(signs)]);
        all.push((kind, address(&name)));
    }
    all
}

/// Only what the list of two names is taken.
fn judged(call: Call<'_>, kind: &ExtensionType, refusal: impl Refusal) {
    if is_allowed(kind) {
        call.succeeds();
    } else {
        call.fails_with(refusal);
    }
}

#[test]
fn eighteen_extensions_of_mints_are_known() {
    let kinds: Vec<u16> = of_mints().into_iter().map(u16::from).collect();

    assert_eq!(kinds, [1, 3, 4, 6, 9, 10, 12, 14, 16, 18, 19, 20, 21, 22, 23, 24, 25, 26]);
    let beyond: Vec<u16> =
        (27..1_000).filter(|kind| ExtensionType::try_from(*kind).is_ok()).collect();
    assert_eq!(beyond, [27], "27 is of accounts; anything else is new");
}

#[test]
fn attacks_83_to_91_a_launch_takes_metadata_only() {
    let mut world = World::lite(Given::with(|given| given.token_2022 = true));
    for (kind, mint) in mints(&mut world, "creator") {
        world.given.args.id = u16::from(kind).into();
        let keys = world.keys_of(world.given.args.id, "base mint");
        world.keys = groundswell_tests::sdk::LaunchKeys { base_mint: mint, ..keys };
        judged(world.create(), &kind, LaunchError::MintExtension);
    }
}

#[test]
fn attack_92_a_launch_and_a_mandate_pay_with_no_mint_of_token_2022() {
    let mut world = World::lite(Given::default());
    for (_, mint) in mints(&mut world, "creator") {
        let create = world.create().with_account("quote_mint", mint);
        create.fails_with(InstructionError::IllegalOwner);
    }
    let mandate = MandateGiven::default();
    let stage = &mut mandate.stage();
    for (_, mint) in mints(stage, "minter") {
        let create = mandate.create(stage).with_account("quote_mint", mint);
        create.fails_with(InstructionError::IllegalOwner);
    }
}

#[test]
fn attacks_83_to_91_a_list_takes_metadata_only() {
    let plain = List::of(&[("alice", 600), ("bob", 400)]);
    let stage = &mut plain.lite();
    for (kind, mint) in mints(stage, "creator") {
        let list = List::on(mint, 1, plain.entries.clone()).token_2022();
        judged(list.create(stage), &kind, DistributorError::MintExtension);
    }
}

#[test]
fn attacks_83_to_91_a_plan_and_a_stream_take_metadata_only() {
    let stage = &mut PlanGiven::default().stage();
    for (kind, mint) in mints(stage, "grantor") {
        let plan = PlanGiven::of(mint, 1).token_2022();
        judged(plan.create_plan(stage), &kind, VestingError::MintExtension);
        let stream = PlanGiven::of(mint, 2).token_2022().streaming("alice");
        judged(stream.create_plan(stage), &kind, VestingError::MintExtension);
        // Whatever the mint has: it is asked for its supply, which is nothing yet.
        plan.create_governor(stage).fails_with(VestingError::EpochLimit);
    }
}

#[test]
fn attacks_83_to_91_a_mandate_takes_metadata_only() {
    let mut mandate = MandateGiven::default().token_2022();
    let stage = &mut MandateGiven::default().stage();
    for (kind, mint) in mints(stage, "minter") {
        mandate.keys.base_mint = mint;
        mandate.keys.mandate = pda::mandate(&mint, &mandate.keys.creator, 1);
        judged(mandate.create(stage), &kind, BuybackError::MintExtension);
    }
}

#[test]
fn attack_16_a_mint_of_the_attackers_program_is_none() {
    let list = List::of(&[("alice", 600)]);
    let stage = &mut list.lite();
    stage.invite();
    let mut mint = stage.ledger.account(&list.keys.mint).unwrap();
    mint.owner = hostile::program();
    stage.ledger.set_account(list.keys.mint, mint.clone());
    list.create(stage).fails_with(InstructionError::IllegalOwner);

    let mut world = World::lite(Given::default());
    let at = world.keys.base_mint;
    world.ledger.set_account(at, mint.clone());
    world.create().fails_with(InstructionError::IllegalOwner);

    let plan = PlanGiven::default();
    let stage = &mut plan.stage();
    stage.ledger.set_account(plan.keys.mint, mint.clone());
    plan.create_plan(stage).fails_with(InstructionError::IllegalOwner);

    let mandate = MandateGiven::default();
    let stage = &mut mandate.stage();
    stage.ledger.set_account(mandate.keys.base_mint, mint);
    mandate.create(stage).fails_with(InstructionError::IllegalOwner);
}
