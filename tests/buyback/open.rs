//! fund, open_cycle
//! ├── nothing arrived ................ refuses: NothingArrived
//! ├── any cycle but the present one .. refuses: WrongCycle
//! ├── outside of the tender .......... refuses: OutsideTender
//! ├── while one is not cleared ....... refuses: TenderOpen
//! ├── a budget that buys nothing ..... refuses: NoBudget
//! └── otherwise ...................... counts what arrived; the budget is the least of the cycle's,
//!                                      what carried over, and what is free

use anchor_lang::prelude::ErrorCode;
use groundswell_tests::{BuybackError, MandateGiven, mandate::*, stage::address};
use solana_instruction::error::InstructionError;

#[test]
fn attack_26_counts_what_arrived_once() {
    let mandate = MandateGiven::default();
    let stage = &mut mandate.made();
    mandate.fund(stage).fails_with(BuybackError::NothingArrived);

    mandate.pay_in(stage, 700);
    mandate.fund(stage).succeeds();
    mandate.fund(stage).fails_with(BuybackError::NothingArrived);
    mandate.pay_in(stage, 1);
    mandate.fund(stage).succeeds();

    let stored = mandate.stored(stage);
    assert_eq!((stored.funded, stored.held), (701, 701));
    let other = mandate.fund(stage).with_account("quote_vault", mandate.keys.base_vault());
    other.fails_with(ErrorCode::ConstraintAddress);
}

#[test]
fn attack_73_opens_the_cycle_that_the_clock_is_in_and_no_other() {
    let mandate = MandateGiven::default();
    let stage = &mut mandate.funded(5_000);

    stage.warp(BEGINS - 1);
    mandate.open(stage, 0).fails_with(BuybackError::WrongCycle);
    stage.warp(BEGINS);
    for cycle in [1, 9, u32::MAX] {
        mandate.open(stage, cycle).fails_with(BuybackError::WrongCycle);
    }
    // Who opens it last leaves everyone else half of the time.
    for late in [FREEZE / 2, FREEZE - 1, FREEZE] {
        stage.warp(BEGINS + late);
        mandate.open(stage, 0).fails_with(BuybackError::OutsideTender);
    }
    stage.warp(BEGINS + FREEZE / 2 - 1);
    mandate.open(stage, 0).succeeds();
    // The same once more: the address is taken.
    mandate.open(stage, 0).fails_with(InstructionError::Custom(0));
    stage.warp(LAST - CYCLE);
    mandate.open(stage, 9).fails_with(BuybackError::TenderOpen);
    mandate.clear(stage, 0).succeeds();
    mandate.open(stage, 9).succeeds();
    stage.warp(LAST);
    mandate.clear(stage, 9).succeeds();
    for cycle in [0, 9, 10] {
        let refused = mandate.open(stage, cycle);
        if cycle == 10 {
            refused.fails_with(BuybackError::WrongCycle);
        } else {
            refused.fails_with(InstructionError::Custom(0));
        }
    }
}

#[test]
fn attack_80_refuses_a_budget_that_buys_nothing() {
    // A base unit costs 100 quote units at the lowest price.
    let mandate = MandateGiven::default()
        .with(|args| (args.reference_quote, args.reference_base) = (1_000_000_000, 1_000_000));
    let stage = &mut mandate.funded(99);
    stage.warp(BEGINS);
    mandate.open(stage, 0).fails_with(BuybackError::NoBudget);

    mandate.pay_in(stage, 1);
    mandate.open(stage, 0).succeeds();

    assert_eq!(mandate.tender(stage, 0).unwrap().budget, 100);
}

#[test]
fn attack_77_nobody_opens_a_cycle_on_less_than_is_there() {
    let mandate = MandateGiven::default();
    let stage = &mut mandate.funded(1);
    mandate.pay_in(stage, 5_000);
    stage.warp(BEGINS);

    mandate.open(stage, 0).succeeds();

    assert_eq!(mandate.tender(stage, 0).unwrap().budget, PER_CYCLE);
    let stored = mandate.stored(stage);
    assert_eq!((stored.funded, stored.held, stored.sequence), (5_001, 5_001, 2));
}

#[test]
fn attack_77_a_budget_is_never_more_than_the_vault() {
    let mandate = MandateGiven::default().with(|args| args.per_cycle = u64::MAX);
    let stage = &mut mandate.opened(700);

    assert_eq!(mandate.tender(stage, 0).unwrap().budget, 700);
}

#[test]
fn attack_77_what_is_skipped_adds_up_only_where_the_mandate_says_so() {
    for (carries, expected) in [(false, [1_000, 1_000]), (true, [6_000, 3_000])] {
        let mandate = MandateGiven::default().with(|args| args.carries = carries);
        let stage = &mut mandate.funded(100_000);
        // Five cycles pass; the sixth spends 5,000 where it may.
        stage.warp(BEGINS + 5 * CYCLE);
        mandate.open(stage, 5).succeeds();
        assert_eq!(mandate.tender(stage, 5).unwrap().budget, expected[0]);
        mandate.offer(stage, "alice", 5, 5_000, 100_000).succeeds();
        stage.warp(BEGINS + 6 * CYCLE - 1);
        mandate.clear(stage, 5).succeeds();
        stage.warp(BEGINS + 7 * CYCLE);
        mandate.open(stage, 7).succeeds();
        assert_eq!(mandate.tender(stage, 7).unwrap().budget, expected[1]);
    }
}

#[test]
fn what_sellers_are_owed_is_no_budget() {
    let mandate = MandateGiven::default();
    let stage = &mut mandate.cleared(1_100, &[("alice", 5_000, 20_000)]);
    stage.warp(BEGINS + CYCLE);

    mandate.open(stage, 1).succeeds();

    assert_eq!(mandate.tender(stage, 1).unwrap().budget, 100);
    mandate.collect(stage, "alice", 0, 5_000).succeeds();
    assert_eq!(mandate.quote(stage, "alice"), 1_000);
}

#[test]
fn the_payer_signs() {
    let mandate = MandateGiven::default();
    let stage = &mut mandate.funded(1_000);
    stage.warp(BEGINS);

    let call = mandate.open(stage, 0).without_signature("payer");
    call.fails_with(InstructionError::MissingRequiredSignature);
    let call = mandate.open(stage, 0).with_account("receipt", address("mallory"));
    call.fails_with(InstructionError::InvalidSeeds);
}
