//! clear, collect
//! ├── before the close, a second time ....... refuses: TooEarly, AlreadyCleared
//! ├── before it is cleared, a second time ... refuses: NotCleared; the account is gone
//! ├── any other account to pay .............. refuses: NotTheOwnersAccount
//! ├── another cycle's or mandate's accounts . refuses: ConstraintAddress
//! └── otherwise ............................. one price for all; what is not bought goes back;
//!                                             the last one closes the tender and frees the dust

use anchor_lang::prelude::ErrorCode;
use groundswell_tests::{BuybackError, MandateGiven, mandate::*, stage::address, tokens};
use solana_instruction::error::InstructionError;

#[test]
fn clears_once_and_not_before_the_close() {
    let mandate = MandateGiven::default();
    let stage = &mut mandate.opened(1_000);
    mandate.offer(stage, "alice", 0, 5_000, 900).succeeds();
    mandate.collect(stage, "alice", 0, 5_000).fails_with(BuybackError::NotCleared);

    stage.warp(BEGINS + CLOSE - 1);
    mandate.clear(stage, 0).fails_with(BuybackError::TooEarly);
    mandate.collect(stage, "alice", 0, 5_000).fails_with(BuybackError::NotCleared);
    stage.warp(BEGINS + CLOSE);
    mandate.clear(stage, 0).succeeds();
    mandate.clear(stage, 0).fails_with(BuybackError::AlreadyCleared);
    mandate.collect(stage, "alice", 0, 5_000).succeeds();
    mandate.collect(stage, "alice", 0, 5_000).fails_with(InstructionError::AccountDataTooSmall);
    mandate.clear(stage, 0).fails_with(InstructionError::AccountDataTooSmall);
}

#[test]
fn one_price_for_all_and_the_rest_goes_back() {
    let mandate = MandateGiven::default();
    // At half of the reference 1,000 quote units buy 20,000 base units.
    let offers = [("alice", 2_000, 5_000), ("bob", 5_000, 20_000), ("carol", 6_000, 7_000)];
    let stage = &mut mandate.cleared(5_000, &offers);

    let stored = mandate.stored(stage);
    assert_eq!((stored.spent, stored.owed, stored.held), (1_000, 1_000, 5_000));
    for (name, price, _) in offers {
        mandate.collect(stage, name, 0, price).succeeds();
    }

    // The cheapest whole; the clearing tick up to its small limit and then as far as it goes.
    let paid = ["alice", "bob", "carol"].map(|name| mandate.quote(stage, name));
    assert_eq!(paid, [250, 750, 0]);
    let left = ["alice", "bob", "carol"].map(|name| mandate.base(stage, name));
    assert_eq!(left, [HOLDINGS - 5_000, HOLDINGS - 15_000, HOLDINGS]);
    let receipt = mandate.receipt(stage, 0).unwrap();
    assert_eq!((receipt.budget, receipt.price), (1_000, 50_000));
    assert_eq!((receipt.most_bought, receipt.bought), (20_000, 20_000));
    assert_eq!((receipt.most_paid, receipt.paid), (1_000, 1_000));
    assert_eq!((receipt.opened_at, receipt.cleared_at), (BEGINS, BEGINS + CLOSE));
    assert!(receipt.is_final.get() && mandate.tender(stage, 0).is_none());
    assert_eq!(mandate.vaults(stage), (20_000, 4_000));
    let stored = mandate.stored(stage);
    assert_eq!((stored.bought, stored.owed, stored.held), (20_000, 0, 4_000));
}

#[test]
fn what_rounding_leaves_is_free_again_with_the_last_offer() {
    let mandate = MandateGiven::default();
    // At a tenth of the reference both together are worth 3 quote units, each 1.5.
    let offers = [("alice", 1_000, 150), ("bob", 1_000, 150)];
    let stage = &mut mandate.cleared(5_000, &offers);
    assert_eq!((mandate.stored(stage).spent, mandate.stored(stage).owed), (3, 3));

    mandate.collect(stage, "alice", 0, 1_000).succeeds();
    assert_eq!((mandate.stored(stage).spent, mandate.stored(stage).owed), (3, 2));
    mandate.collect(stage, "bob", 0, 1_000).succeeds();

    let stored = mandate.stored(stage);
    assert_eq!((stored.spent, stored.owed, stored.held, stored.bought), (2, 0, 4_998, 300));
    assert_eq!((mandate.quote(stage, "alice"), mandate.quote(stage, "bob")), (1, 1));
    let receipt = mandate.receipt(stage, 0).unwrap();
    assert_eq!((receipt.most_paid, receipt.paid), (3, 2));
}

#[test]
fn a_tender_without_offers_is_cleared_and_closed_at_once() {
    let mandate = MandateGiven::default();
    let stage = &mut mandate.opened(1_000);
    let tender_rent = stage.lamports(&mandate.keys.tender(0));
    let before = stage.lamports(&address("host"));
    stage.warp(BEGINS + CLOSE);

    mandate.clear(stage, 0).succeeds();

    assert!(mandate.tender(stage, 0).is_none());
    assert_eq!(stage.lamports(&address("host")), before + tender_rent);
    let receipt = mandate.receipt(stage, 0).unwrap();
    assert_eq!((receipt.price, receipt.most_bought, receipt.most_paid), (0, 0, 0));
    assert!(receipt.is_final.get());
}

#[test]
fn attack_65_pays_the_owner_and_nobody_else() {
    let mandate = MandateGiven::default();
    let stage = &mut mandate.cleared(1_000, &[("alice", 5_000, 30_000)]);
    mandate.hold(stage, "mallory", 0);
    let mallory = address("mallory");

    let refused = || BuybackError::NotTheOwnersAccount;
    for (field, account) in [
        ("owner_base", mandate.keys.base_account(&mallory).0),
        ("owner_quote", mandate.keys.quote_account(&mallory).0),
        ("owner_quote", mandate.stream.keys.vault()),
    ] {
        let call = mandate.collect(stage, "alice", 0, 5_000).with_account(field, account);
        call.fails_with(refused());
    }
    mandate.collect(stage, "alice", 0, 5_000).succeeds();
    assert_eq!((mandate.quote(stage, "alice"), mandate.quote(stage, "mallory")), (1_000, 0));
}

#[test]
fn an_account_is_only_needed_where_something_is_paid() {
    let mandate = MandateGiven::default();
    let stage = &mut mandate.opened(1_000);
    // Dana has no quote account, and sells nothing.
    stage.endow("dana");
    stage.mint_to("mint", &tokens::TOKEN, "minter", "dana", 50);
    mandate.offer(stage, "dana", 0, 8_000, 50).succeeds();
    mandate.offer(stage, "alice", 0, 5_000, 20_000).succeeds();
    stage.warp(BEGINS + CLOSE);
    mandate.clear(stage, 0).succeeds();

    mandate.collect(stage, "dana", 0, 8_000).succeeds();

    assert_eq!(mandate.base(stage, "dana"), 50);
}

#[test]
fn attack_01_refuses_accounts_of_another_cycle_or_mandate() {
    let (mandate, other) = (MandateGiven::default(), MandateGiven::number(2));
    let stage = &mut mandate.opened(1_000);
    other.create(stage).succeeds();
    other.pay_in(stage, 1_000);
    other.open(stage, 0).succeeds();
    for one in [&mandate, &other] {
        one.offer(stage, "alice", 0, 5_000, 1_000).succeeds();
    }
    stage.warp(BEGINS + CLOSE);
    mandate.clear(stage, 0).succeeds();
    other.clear(stage, 0).succeeds();
    stage.warp(BEGINS + CYCLE);
    mandate.open(stage, 1).succeeds();
    mandate.offer(stage, "alice", 1, 5_000, 1_000).succeeds();

    for (field, account) in [
        ("tender", mandate.keys.tender(1)),
        ("tender", other.keys.tender(0)),
        ("receipt", mandate.keys.receipt(1)),
        ("receipt", other.keys.receipt(0)),
        ("offer", mandate.offer_at("alice", 1, 5_000)),
        ("offer", other.offer_at("alice", 0, 5_000)),
        ("mandate", other.keys.mandate),
        ("base_vault", other.keys.base_vault()),
        ("quote_vault", other.keys.quote_vault()),
        ("base_mint", mandate.keys.quote_mint),
        ("rent_payer", address("mallory")),
        ("tender_rent_payer", address("mallory")),
    ] {
        let call = mandate.collect(stage, "alice", 0, 5_000).with_account(field, account);
        call.fails_with(ErrorCode::ConstraintAddress);
    }
    // All that the call takes of a mandate, of the other one.
    mandate
        .collect(stage, "alice", 0, 5_000)
        .with_account("mandate", other.keys.mandate)
        .with_account("base_vault", other.keys.base_vault())
        .with_account("quote_vault", other.keys.quote_vault())
        .fails_with(ErrorCode::ConstraintAddress);
    for (field, account) in [("mandate", other.keys.mandate), ("receipt", mandate.keys.receipt(0))]
    {
        let call = mandate.clear(stage, 1).with_account(field, account);
        call.fails_with(ErrorCode::ConstraintAddress);
    }
    let foreign =
        mandate.collect(stage, "alice", 0, 5_000).with_account("token_program", tokens::TOKEN_2022);
    foreign.fails_with(InstructionError::IncorrectProgramId);
    mandate.collect(stage, "alice", 0, 5_000).succeeds();
}

#[test]
fn an_offer_that_cannot_be_paid_holds_up_nobody_else() {
    let mandate = MandateGiven::default();
    let stage = &mut mandate.opened(10_000);
    stage.endow("mallory");
    stage.mint_to("mint", &tokens::TOKEN, "minter", "mallory", 500);
    mandate.offer(stage, "mallory", 0, 5_000, 500).succeeds();
    mandate.offer(stage, "alice", 0, 5_000, 500).succeeds();
    stage.warp(BEGINS + CLOSE);
    mandate.clear(stage, 0).succeeds();
    mandate.collect(stage, "mallory", 0, 5_000).fails_with(BuybackError::NotTheOwnersAccount);

    // Others are paid and the next cycle opens with everything but what is owed.
    mandate.collect(stage, "alice", 0, 5_000).succeeds();
    stage.warp(BEGINS + CYCLE);
    mandate.open(stage, 1).succeeds();

    assert_eq!((mandate.quote(stage, "alice"), mandate.stored(stage).owed), (25, 25));
    stage.mint_to("quote", &tokens::TOKEN, "bank", "mallory", 0);
    mandate.collect(stage, "mallory", 0, 5_000).succeeds();
    assert_eq!(mandate.quote(stage, "mallory"), 25);
}
