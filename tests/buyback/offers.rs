//! make_offer, withdraw_offer
//! ├── above the ceiling, off a tick, zero .... refuses: AboveCeiling, OffTick, ZeroAmount
//! ├── from the freeze on ..................... refuses: OutsideTender
//! ├── more than is offered ................... refuses: MoreThanOffered
//! ├── another's offer, tender, mandate, mint . refuses: ConstraintAddress, ConstraintSeeds
//! └── otherwise .............................. adds, subtracts, and returns the rent with the last

use anchor_lang::prelude::ErrorCode;
use groundswell_tests::{BuybackError, MandateGiven, mandate::*, stage::address};
use solana_instruction::error::InstructionError;

#[test]
fn refuses_prices_that_are_no_ticks_below_the_ceiling() {
    let mandate = MandateGiven::default();
    let stage = &mut mandate.opened(1_000);

    for (price, error) in [
        (9_000, BuybackError::AboveCeiling),
        (8_001, BuybackError::AboveCeiling),
        (u16::MAX, BuybackError::AboveCeiling),
        (7_999, BuybackError::OffTick),
        (1_500, BuybackError::OffTick),
        (0, BuybackError::OffTick),
    ] {
        mandate.offer(stage, "alice", 0, price, 10).fails_with(error);
    }
    mandate.offer(stage, "alice", 0, 8_000, 0).fails_with(BuybackError::ZeroAmount);
    mandate.offer(stage, "alice", 0, 8_000, 10).succeeds();
    mandate.offer(stage, "alice", 0, 1_000, 10).succeeds();
    mandate.offer(stage, "alice", 0, 1_000, u64::MAX - 9).fails_with(BuybackError::Overflow);
    // The token program's own: she does not have so many.
    let broke = mandate.offer(stage, "alice", 0, 1_000, u64::MAX - 10);
    broke.fails_with(InstructionError::Custom(1));
    assert_eq!(mandate.tender(stage, 0).unwrap().offers, 2);
}

#[test]
fn refuses_from_the_freeze_on() {
    let mandate = MandateGiven::default();
    let stage = &mut mandate.opened(1_000);
    mandate.offer(stage, "alice", 0, 5_000, 10).succeeds();

    stage.warp(BEGINS + FREEZE - 1);
    mandate.offer(stage, "alice", 0, 5_000, 10).succeeds();
    mandate.withdraw(stage, "alice", 0, 5_000, 1).succeeds();
    for now in [BEGINS + FREEZE, BEGINS + CLOSE, BEGINS + CYCLE] {
        stage.warp(now);
        let refused = || BuybackError::OutsideTender;
        mandate.offer(stage, "alice", 0, 5_000, 10).fails_with(refused());
        mandate.withdraw(stage, "alice", 0, 5_000, 1).fails_with(refused());
    }
}

#[test]
fn adds_at_the_same_price_and_withdraws_with_the_rent() {
    let mandate = MandateGiven::default();
    let stage = &mut mandate.opened(1_000);
    let lamports = stage.lamports(&address("alice"));

    mandate.offer(stage, "alice", 0, 5_000, 900).succeeds();
    mandate.offer(stage, "alice", 0, 5_000, 600).succeeds();
    mandate.offer(stage, "alice", 0, 4_000, 7).succeeds();
    let tender = mandate.tender(stage, 0).unwrap();
    assert_eq!((tender.ticks[4].small, tender.ticks[4].rest), (1_000, 500));
    assert_eq!((tender.ticks[3].small, tender.offers), (7, 2));
    assert_eq!(mandate.vaults(stage).0, 1_507);

    mandate.withdraw(stage, "alice", 0, 5_000, 1_501).fails_with(BuybackError::MoreThanOffered);
    mandate.withdraw(stage, "alice", 0, 5_000, 0).fails_with(BuybackError::ZeroAmount);
    mandate.withdraw(stage, "alice", 0, 5_000, 600).succeeds();
    let tender = mandate.tender(stage, 0).unwrap();
    assert_eq!((tender.ticks[4].small, tender.ticks[4].rest), (900, 0));
    mandate.withdraw(stage, "alice", 0, 5_000, 900).succeeds();
    mandate.withdraw(stage, "alice", 0, 4_000, 7).succeeds();

    assert_eq!(mandate.base(stage, "alice"), HOLDINGS);
    assert_eq!(stage.lamports(&address("alice")), lamports);
    assert_eq!(mandate.tender(stage, 0).unwrap().offers, 0);
}

#[test]
fn attack_03_the_owner_signs() {
    let mandate = MandateGiven::default();
    let stage = &mut mandate.opened(1_000);
    mandate.offer(stage, "alice", 0, 5_000, 900).succeeds();

    let missing = || InstructionError::MissingRequiredSignature;
    let call = mandate.withdraw(stage, "alice", 0, 5_000, 1).without_signature("owner");
    call.fails_with(missing());
    let other = mandate.withdraw(stage, "alice", 0, 5_000, 1).signed_by("owner", "mallory");
    other.fails_with(ErrorCode::ConstraintAddress);
    // Offering what is another's: the token program refuses.
    let theirs = mandate.keys.base_account(&address("alice")).0;
    let steal = mandate.offer(stage, "bob", 0, 5_000, 1).with_account("owner_base", theirs);
    steal.fails_with(InstructionError::Custom(4));
}

#[test]
fn attack_01_refuses_another_mandates_accounts() {
    let (mandate, other) = (MandateGiven::default(), MandateGiven::number(2));
    let stage = &mut mandate.opened(1_000);
    other.create(stage).succeeds();
    other.pay_in(stage, 10);
    other.open(stage, 0).succeeds();
    mandate.offer(stage, "alice", 0, 5_000, 900).succeeds();
    other.offer(stage, "alice", 0, 5_000, 900).succeeds();

    let address_of = || ErrorCode::ConstraintAddress;
    for (field, account) in [
        ("mandate", other.keys.mandate),
        ("base_mint", mandate.keys.quote_mint),
        ("base_vault", other.keys.base_vault()),
        ("base_token_program", groundswell_tests::tokens::TOKEN_2022),
    ] {
        let call = mandate.offer(stage, "alice", 0, 5_000, 1).with_account(field, account);
        call.fails_with(address_of());
        let call = mandate.withdraw(stage, "alice", 0, 5_000, 1).with_account(field, account);
        call.fails_with(address_of());
    }
    // All that the call takes of a mandate, of the other one.
    mandate
        .withdraw(stage, "alice", 0, 5_000, 1)
        .with_account("mandate", other.keys.mandate)
        .with_account("base_vault", other.keys.base_vault())
        .fails_with(ErrorCode::ConstraintAddress);
    let call = mandate.offer(stage, "alice", 0, 5_000, 1);
    call.with_account("offer", other.offer_at("alice", 0, 5_000))
        .fails_with(ErrorCode::ConstraintSeeds);
    for (field, account) in
        [("tender", other.keys.tender(0)), ("offer", other.offer_at("alice", 0, 5_000))]
    {
        let call = mandate.withdraw(stage, "alice", 0, 5_000, 1).with_account(field, account);
        call.fails_with(address_of());
    }
}
