//! claim
//! ├── once settled
//! │   ├── by a stranger ................. pays tokens and refund to the contributor's own
//! │   │                                   accounts, rent to who paid it, and closes
//! │   ├── a second time ................. refuses: there is no contribution any more
//! │   ├── for a wallet refused whole .... refunds, and needs no token account
//! │   ├── for a wallet accepted whole ... pays tokens, and needs no quote account
//! │   ├── to any other account .......... refuses: NotTheOwnersAccount
//! │   └── for a frozen wallet ........... fails alone; the others are paid
//! ├── before it is settled, or failed ... refuses: NotSettled
//! └── with foreign accounts ............. refuses, each by name

use anchor_lang::prelude::ErrorCode;
use groundswell_tests::{Given, LaunchError, Refusal, World, given::*, tokens};
use solana_instruction::error::InstructionError;

/// Twice the target: half of every deposit is accepted.
fn settled() -> World {
    let mut world = World::open(Given::default());
    world.contributions(&[("alice", 30_001), ("bob", 50_000)]);
    world.settled()
}

#[test]
fn attack_65_a_stranger_pays_the_contributor() {
    let mut world = settled();
    let alice = world.address("alice");
    let lamports = world.lamports(&alice);
    let contribution = world.keys.contribution(&alice);
    let rent = world.lamports(&contribution);

    world.claim("alice").succeeds();

    // floor(30,001 x 40,000 / 80,001) = 15,000, of which each buys ten.
    assert_eq!(world.base("alice"), 150_000);
    assert_eq!(world.quote("alice"), 15_001);
    assert_eq!(world.lamports(&alice), lamports + rent);
    assert!(world.contribution("alice").is_none());
    let launch = world.launch();
    assert_eq!((launch.accepted, launch.tokens_paid, launch.contributors), (15_000, 150_000, 1));
    assert_eq!(launch.base_held, SUPPLY - 150_000);
}

#[test]
fn attack_57_refuses_a_second_time() {
    let mut world = settled();
    let again = world.keys.claim(world.address("alice"), world.address("alice"));

    // In the same transaction ..
    let gone = InstructionError::AccountDataTooSmall;
    world.claim("alice").then(again).fails_with(gone);
    // .. and in the next.
    world.claim("alice").succeeds();
    world.claim("alice").fails_with(InstructionError::AccountDataTooSmall);
}

#[test]
fn attack_53_neither_refund_nor_contribute_follows() {
    let mut world = settled();
    world.claim("alice").succeeds();

    world.refund("alice").fails_with(InstructionError::AccountDataTooSmall);
    world.refund("bob").fails_with(LaunchError::NotFailed);
    world.withdraw("bob", 100).fails_with(LaunchError::NotOpen);
    world.contribute("alice", 100).fails_with(LaunchError::NotOpen);
}

#[test]
fn pays_the_same_in_any_order() {
    let names = ["alice", "bob", "carol"];
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    let outcome = |order: [usize; 3]| {
        let mut world = World::lite(Given::level(&[1_000, 50_000])).draft().seal_now();
        world.warp(OPENS);
        for index in order {
            world.contributions(&[(names[index], [777, 30_001, 50_000][index])]);
        }
        let mut world = world.settled();
        for index in order.iter().rev() {
            world.claim(names[*index]).succeeds();
        }
        names.map(|name| (world.base(name), world.quote(name)))
    };

    for order in orders {
        assert_eq!(outcome(order), outcome(orders[0]), "attack_34: {order:?}");
    }
}

#[test]
fn needs_only_accounts_that_are_paid() {
    let mut world = World::open(Given::auction(&[20_000, 40_000]));
    world.fund("low", 10_000);
    world.fund("high", 40_000);
    world.bid("low", 0, 10_000).succeeds();
    world.bid("high", 1, 40_000).succeeds();
    let mut world = world.settled();

    let (low, high) = (world.address("low"), world.address("high"));
    let call = world.keys.claim(low, low);
    world.call(call, "Claim", &[]).succeeds();
    assert_eq!((world.base("low"), world.quote("low")), (0, 10_000));

    let account = world.keys.base_account(&high).0;
    let (mint, payer) = (world.keys.base_mint, world.address("payer"));
    world.run(&[tokens::open(&payer, &high, &mint, &tokens::TOKEN)], &[]);
    world.close_token_account("high");
    let call = world.keys.claim(high, high);
    world.call(call, "Claim", &[]).succeeds();
    assert_eq!(world.balance(&account), FOR_SALE);
}

#[test]
fn refuses_before_it_is_settled() {
    let mut world = World::open(Given::default());
    world.contributions(&[("alice", MIN_RAISE)]);

    for now in [OPENS, CLOSES - 1, CLOSES, GRACE_ENDS - 1, GRACE_ENDS] {
        world.warp(now);
        world.claim("alice").fails_with(LaunchError::NotSettled);
    }
}

#[test]
fn refuses_any_account_but_the_contributors_own() {
    let mut world = settled();
    world.fund("mallory", 0);
    let mallory = world.address("mallory");
    let (mint, payer) = (world.keys.base_mint, world.address("payer"));
    world.run(&[tokens::open(&payer, &mallory, &mint, &tokens::TOKEN)], &[]);
    let theirs_base = world.keys.base_account(&mallory).0;
    let theirs_quote = world.keys.quote_account(&mallory).0;

    let refused = LaunchError::NotTheOwnersAccount;
    world.claim("alice").with_account("contributor_base", theirs_base).fails_with(refused);
    let refused = LaunchError::NotTheOwnersAccount;
    world.claim("alice").with_account("contributor_quote", theirs_quote).fails_with(refused);
}

#[test]
fn attack_71_refuses_an_associated_account_that_was_given_away() {
    let mut world = settled();
    let alice = world.address("alice");
    let account = world.keys.quote_account(&alice).0;
    let kind = spl_token_interface::instruction::AuthorityType::AccountOwner;
    let give = spl_token_interface::instruction::set_authority(
        &tokens::TOKEN,
        &account,
        Some(&world.address("mallory")),
        kind,
        &alice,
        &[],
    );
    world.run(&[give.unwrap()], &["alice"]);

    let call = world.keys.claim(alice, alice);
    let (payer, mint) = (world.address("payer"), world.keys.base_mint);
    let open = tokens::open(&payer, &alice, &mint, &tokens::TOKEN);
    world.call(call, "Claim", &[]).after(open).fails_with(LaunchError::NotTheOwnersAccount);
}

#[test]
fn attack_86_a_frozen_wallet_fails_alone() {
    let mut world = settled();
    let account = world.keys.quote_account(&world.address("alice")).0;
    let (mint, bank) = (world.keys.quote_mint, world.address("quote bank"));
    let freeze = spl_token_interface::instruction::freeze_account(
        &tokens::TOKEN,
        &account,
        &mint,
        &bank,
        &[],
    );
    world.run(&[freeze.unwrap()], &["quote bank"]);

    // The token program's AccountFrozen.
    world.claim("alice").fails_with(InstructionError::Custom(17));
    world.claim("bob").succeeds();

    let thaw =
        spl_token_interface::instruction::thaw_account(&tokens::TOKEN, &account, &mint, &bank, &[]);
    world.run(&[thaw.unwrap()], &["quote bank"]);
    world.claim("alice").succeeds();
}

#[test]
fn attack_01_refuses_foreign_accounts() {
    let mut world = settled();
    let at = world.keys.at;
    let bob = world.address("bob");
    let (bobs, quote_mint) = (world.keys.contribution(&bob), world.keys.quote_mint);

    for (field, address, error) in [
        ("rent_payer", bob, ErrorCode::ConstraintAddress),
        ("base_mint", quote_mint, ErrorCode::ConstraintAddress),
        ("base_vault", world.keys.treasury_vault(), ErrorCode::ConstraintAddress),
        ("quote_vault", world.keys.treasury_vault(), ErrorCode::ConstraintAddress),
        ("base_token_program", tokens::TOKEN_2022, ErrorCode::ConstraintAddress),
        // Bob's contribution names bob's accounts.
        ("contribution", bobs, ErrorCode::ConstraintAddress),
        ("contributor_base", at.base_vault, ErrorCode::ConstraintDuplicateMutableAccount),
    ] {
        world.claim("alice").with_account(field, address).fails_with(error);
    }
    let program = Refusal::error(InstructionError::IncorrectProgramId);
    world.claim("alice").with_account("token_program", tokens::TOKEN_2022).fails_with(program);
}

#[test]
fn attack_04_refuses_accounts_of_another_owner() {
    let mut world = settled();
    let address = world.keys.contribution(&world.address("alice"));
    let mut account = world.ledger.account(&address).unwrap();
    account.owner = world.address("mallory");
    world.ledger.set_account(address, account);

    world.claim("alice").fails_with(InstructionError::IllegalOwner);
}

#[test]
fn attack_05_refuses_a_type_that_poses_as_another() {
    let mut world = settled();
    let launch = world.keys.at.launch;

    let call = world.claim("alice").with_account("contribution", launch);
    call.fails_with(ErrorCode::ConstraintDuplicateMutableAccount);
    let address = world.keys.contribution(&world.address("alice"));
    let mut account = world.ledger.account(&address).unwrap();
    account.data[..8].copy_from_slice(&world.ledger.account(&launch).unwrap().data[..8]);
    world.ledger.set_account(address, account);
    world.claim("alice").fails_with(InstructionError::InvalidAccountData);
}
