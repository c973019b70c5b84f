//! contribute
//! ├── while open
//! │   ├── the first time ................... opens the contribution, fills ladder and vault
//! │   ├── again ............................ adds to the total
//! │   ├── for a wallet whose rent another pays  remembers who paid
//! │   ├── under the minimum, over the maximum   refuses: UnderWalletMinimum, OverWalletMaximum
//! │   ├── nothing, more than 64 bits hold ..  refuses: ZeroAmount, Overflow
//! │   ├── more than the wallet has .........  refuses: the token program's own
//! │   └── at a tick that is not there, at another one  refuses: NoSuchTick, AnotherTick
//! ├── before and after (see phases) ........  refuses: NotOpen
//! └── with foreign accounts ................  refuses, each by name

use anchor_lang::prelude::ErrorCode;
use groundswell_sdk::program::ContributeArgs;
use groundswell_tests::{Given, LaunchError, World, given::*, tokens};
use solana_instruction::error::InstructionError;

#[test]
fn opens_a_contribution() {
    let mut world = World::open(Given::default());
    world.fund("alice", 1_000);

    world.contribute("alice", 600).succeeds();

    let contribution = world.contribution("alice").unwrap();
    assert_eq!(contribution.launch, world.keys.at.launch);
    assert_eq!(contribution.contributor, world.address("alice"));
    assert_eq!(contribution.rent_payer, world.address("alice"));
    assert_eq!(contribution.amount.get(), 600);
    assert_eq!(contribution.tick, 0);
    let launch = world.launch();
    assert_eq!((launch.contributors, launch.deposited), (1, 600));
    assert_eq!(launch.demand(), [600]);
    assert_eq!(world.quote("alice"), 400);
    assert_eq!(world.stage.balance(&world.keys.at.quote_vault.clone()), 600);
}

#[test]
fn adds_to_a_contribution() {
    let mut world = World::open(Given::level(&[100, 1_000, 50_000]));
    world.contributions(&[("alice", 60), ("bob", 3_000)]);

    world.fund("alice", 100);
    world.contribute("alice", 100).succeeds();

    assert_eq!(world.contribution("alice").unwrap().amount.get(), 160);
    let launch = world.launch();
    assert_eq!((launch.contributors, launch.deposited), (2, 3_160));
    assert_eq!(launch.demand(), [200, 960, 2_000]);
}

#[test]
fn remembers_who_paid_the_rent() {
    let mut world = World::open(Given::default());
    world.fund("alice", 1_000);
    let (alice, payer) = (world.address("alice"), world.address("payer"));
    let from = world.keys.quote_account(&alice).0;
    let args = ContributeArgs { amount: 100, tick: 0, proof: None };
    let lamports = world.lamports(&alice);

    let instruction = world.keys.contribute(alice, payer, from, None, args);
    world.call(instruction, "Contribute", &["alice"]).succeeds();

    assert_eq!(world.contribution("alice").unwrap().rent_payer, payer);
    assert_eq!(world.lamports(&alice), lamports);
}

#[test]
fn keeps_to_the_wallets_limits() {
    let mut world = World::open(Given::default());
    world.fund("alice", 100_000);

    world.contribute("alice", 9).fails_with(LaunchError::UnderWalletMinimum);
    world.contribute("alice", 50_001).fails_with(LaunchError::OverWalletMaximum);
    world.contribute("alice", 10).succeeds();
    world.contribute("alice", 49_991).fails_with(LaunchError::OverWalletMaximum);
    world.contribute("alice", 49_990).succeeds();
    world.contribute("alice", 1).fails_with(LaunchError::OverWalletMaximum);

    assert_eq!(world.contribution("alice").unwrap().amount.get(), 50_000);
}

#[test]
fn refuses_nothing_and_too_much() {
    let mut world = World::open(Given::with(|given| given.args.wallet_max = u64::MAX));
    world.fund("alice", 1_000);

    world.contribute("alice", 0).fails_with(LaunchError::ZeroAmount);
    // The token program's InsufficientFunds.
    world.contribute("alice", 1_001).fails_with(InstructionError::Custom(1));
    world.contribute("alice", 1_000).succeeds();
    world.contribute("alice", u64::MAX - 999).fails_with(LaunchError::Overflow);
}

#[test]
fn bids_at_one_tick_of_those_there_are() {
    let mut world = World::open(Given::auction(&[20_000, 30_000, 40_000]));
    world.fund("alice", 1_000);

    world.bid("alice", 3, 100).fails_with(LaunchError::NoSuchTick);
    world.bid("alice", 2, 100).succeeds();
    world.bid("alice", 1, 100).fails_with(LaunchError::AnotherTick);
    world.bid("alice", 2, 100).succeeds();
    assert_eq!(world.launch().demand(), [0, 0, 200]);

    world.withdraw("alice", 200).succeeds();
    world.bid("alice", 1, 100).succeeds();
    assert_eq!(world.launch().demand(), [0, 100, 0]);
}

#[test]
fn a_fixed_price_has_one_tick() {
    let mut world = World::open(Given::level(&[100, 50_000]));
    world.fund("alice", 1_000);

    world.bid("alice", 1, 100).fails_with(LaunchError::NoSuchTick);
}

#[test]
fn attack_01_refuses_foreign_accounts() {
    let mut world = World::open(Given::default());
    world.contributions(&[("bob", 100)]);
    world.fund("alice", 1_000);
    let at = world.keys.at;
    let bobs = world.keys.contribution(&world.address("bob"));
    let bobs_tokens = world.keys.quote_account(&world.address("bob")).0;
    world.fund("bob", 100);

    let tampered = [
        ("contribution", bobs, InstructionError::InvalidSeeds),
        ("quote_vault", world.keys.treasury_vault(), InstructionError::Custom(2012)),
        ("quote_vault", bobs_tokens, InstructionError::Custom(2012)),
        ("token_program", tokens::TOKEN_2022, InstructionError::IncorrectProgramId),
        ("launch", bobs, InstructionError::AccountDataTooSmall),
        ("launch", at.base_vault, InstructionError::AccountDataTooSmall),
        // The token program's OwnerMismatch and MintMismatch.
        ("contributor_quote", bobs_tokens, InstructionError::Custom(4)),
        ("contributor_quote", at.base_vault, InstructionError::Custom(3)),
        (
            "contributor_quote",
            at.quote_vault,
            ErrorCode::ConstraintDuplicateMutableAccount.into_error(),
        ),
    ];
    for (field, address, error) in tampered {
        world.contribute("alice", 100).with_account(field, address).fails_with(error);
    }
    let missing = InstructionError::MissingRequiredSignature;
    let payer = world.address("payer");
    world
        .contribute("alice", 100)
        .with_account("payer", payer)
        .without_signature("contributor")
        .fails_with(missing);
}

trait IntoError {
    fn into_error(self) -> InstructionError;
}

impl IntoError for ErrorCode {
    fn into_error(self) -> InstructionError {
        groundswell_tests::Refusal::error(self)
    }
}

#[test]
fn attack_24_lamports_at_the_contribution_do_not_matter() {
    let mut world = World::open(Given::default());
    world.fund("alice", 1_000);
    let address = world.keys.contribution(&world.address("alice"));
    world.ledger.airdrop(&address, 1);

    world.contribute("alice", 100).succeeds();

    assert_eq!(world.contribution("alice").unwrap().amount.get(), 100);
}

#[test]
fn attack_07_a_forged_contribution_at_another_bump_is_not_taken() {
    let mut world = World::open(Given::default());
    world.contributions(&[("alice", 100)]);
    let launch = world.keys.at.launch;
    let alice = world.address("alice");
    let genuine = world.keys.contribution(&alice);
    let forged = (0..=255u8)
        .filter_map(|bump| {
            let seeds: [&[u8]; 4] = [b"contribution", launch.as_ref(), alice.as_ref(), &[bump]];
            solana_address::Address::create_program_address(&seeds, &groundswell_sdk::program::ID)
                .ok()
        })
        .find(|address| *address != genuine)
        .unwrap();
    let account = world.ledger.account(&genuine).unwrap();
    world.ledger.set_account(forged, account);
    world.fund("alice", 100);

    let call = world.contribute("alice", 100).with_account("contribution", forged);
    call.fails_with(InstructionError::InvalidSeeds);
}

#[test]
fn attack_26_donations_change_nothing() {
    let mut world = World::open(Given::default());
    world.contributions(&[("alice", 100)]);
    world.fund("donor", 5_000);
    let donor = world.address("donor");
    let from = world.keys.quote_account(&donor).0;
    let vault = world.keys.at.quote_vault;
    let before = world.stage.ledger.account(&world.keys.at.launch);

    world.run(&[tokens::transfer(&from, &vault, &donor, 5_000)], &["donor"]);

    assert_eq!(world.stage.ledger.account(&world.keys.at.launch), before);
    world.warp(CLOSES);
    // Still under the minimum: only recorded deposits count.
    world.settle().fails_with(LaunchError::NotClosed);
}
