//! What is said of vaults that buy on a pool, asked of one that buys by tender: attacks 74 to 82.
//! A tender reads no pool, no oracle and no number of its caller's, and nothing it pays depends on
//! the order in which offers arrive.

use groundswell_sdk::math::tender::Clearing;
use groundswell_tests::{BuybackError, MandateGiven, call::fields, mandate::*, stage::address};

/// Offers of one tender (wallet, bps of the reference price, base units).
const OFFERS: [(&str, u16, u64); 4] =
    [("alice", 3_000, 9_000), ("bob", 5_000, 9_000), ("carol", 5_000, 700), ("bob", 7_000, 4_000)];

/// What each wallet is paid and has left, if the offers come in this order.
fn outcome(order: [usize; 4]) -> Vec<(u64, u64)> {
    let mandate = MandateGiven::default();
    let stage = &mut mandate.cleared(5_000, &order.map(|at| OFFERS[at]));
    for (name, price, _) in order.map(|at| OFFERS[3 - at]) {
        mandate.collect(stage, name, 0, price).succeeds();
    }
    let of = |name: &&str| (mandate.quote(stage, name), mandate.base(stage, name));
    ["alice", "bob", "carol"].iter().map(of).collect()
}

#[test]
fn attack_74_the_order_of_offers_and_cranks_changes_nothing() {
    // There is nothing to sandwich: whoever is first, last, or cranks gets what they get anyway.
    let expected = outcome([0, 1, 2, 3]);
    for order in [[3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1]] {
        assert_eq!(outcome(order), expected);
    }
}

#[test]
fn attack_74_nothing_can_be_offered_once_the_price_can_be_known() {
    let mandate = MandateGiven::default();
    let stage = &mut mandate.opened(5_000);
    mandate.offer(stage, "alice", 0, 3_000, 9_000).succeeds();
    stage.warp(BEGINS + CLOSE);

    // In the very transaction that clears it, before and after.
    let keys = &mandate.keys;
    let bob = address("bob");
    let from = keys.base_account(&bob).0;
    let late = keys.make_offer(bob, bob, from, 0, 1_000, 10);
    let call = stage.call(late, "MakeOffer", &["bob"]).after(keys.clear(address("host"), 0));
    call.fails_with(BuybackError::OutsideTender);
    mandate.offer(stage, "bob", 0, 1_000, 10).fails_with(BuybackError::OutsideTender);
}

#[test]
fn attack_75_attack_76_no_instruction_reads_a_pool_an_oracle_or_a_price() {
    // The reference price is fixed at creation or by a settled launch, once. What moves money
    // afterwards names only accounts of the mandate, of the seller and of the token programs.
    let known = [
        "rent_payer",
        "tender_rent_payer",
        "mandate",
        "tender",
        "receipt",
        "offer",
        "base_mint",
        "base_vault",
        "owner_base",
        "quote_vault",
        "owner_quote",
        "base_token_program",
        "token_program",
        "sink_plan",
        "sink_vault",
        "mandate_base",
        "remainder",
        "remainder_owner",
    ];
    for accounts in ["Clear", "Collect", "SinkBought", "Retire", "Finish"] {
        for field in fields("buyback", accounts) {
            assert!(known.contains(&field.as_str()), "{accounts} names {field}");
        }
    }
    // And they take no argument but the bumps of addresses: eight bytes name the instruction.
    let (keys, wallet) = (MandateGiven::default().keys, address("alice"));
    for (instruction, bumps) in [
        (keys.clear(wallet, 0), 0),
        (keys.collect(wallet, wallet, &wallet, 0, 5_000), 2),
        (keys.sink_bought(0), 0),
        (keys.retire(), 1),
        (keys.finish(), 0),
    ] {
        assert_eq!(instruction.data.len(), 8 + bumps);
    }
}

#[test]
fn attack_77_one_tender_a_cycle_and_no_more_than_its_budget() {
    let mandate = MandateGiven::default();
    let stage = &mut mandate.cleared(50_000, &[("alice", 5_000, 100_000)]);
    mandate.collect(stage, "alice", 0, 5_000).succeeds();
    assert_eq!(mandate.quote(stage, "alice"), PER_CYCLE);

    // The rest of the cycle: the tender is gone, its receipt is not, and nothing opens anew.
    for now in [BEGINS + CLOSE, BEGINS + CYCLE - 1] {
        stage.warp(now);
        let again = mandate.open(stage, 0);
        again.fails_with(solana_instruction::error::InstructionError::Custom(0));
        mandate.open(stage, 1).fails_with(BuybackError::WrongCycle);
    }
    let stored = mandate.stored(stage);
    assert_eq!((stored.spent, stored.next_cycle), (PER_CYCLE, 1));
}

#[test]
fn attack_78_there_is_no_pool_to_fake_and_the_mints_are_fixed() {
    // Substituted mints, vaults and tenders are refused in offers.rs and collect.rs; here, a mint
    // that looks like the base mint in every byte but its address.
    let mandate = MandateGiven::default();
    let stage = &mut mandate.opened(1_000);
    let genuine = stage.ledger.account(&mandate.keys.base_mint).unwrap();
    stage.ledger.set_account(address("lookalike"), genuine);

    let call = mandate.offer(stage, "alice", 0, 5_000, 10);
    call.with_account("base_mint", address("lookalike"))
        .fails_with(anchor_lang::prelude::ErrorCode::ConstraintAddress);
}

#[test]
fn attack_80_a_crank_is_paid_nothing() {
    let mandate = MandateGiven::default();
    let stage = &mut mandate.cleared(5_000, &[("alice", 5_000, 30_000)]);
    let before = stage.lamports(&address("mallory"));
    mandate.hold(stage, "mallory", 0);

    mandate.collect(stage, "alice", 0, 5_000).succeeds();
    mandate.sink(stage, 0).succeeds();

    assert_eq!(stage.lamports(&address("mallory")), before);
    assert_eq!((mandate.base(stage, "mallory"), mandate.quote(stage, "mallory")), (0, 0));
    // Neither did the one who opened the tender get more than its rent.
    assert!(mandate.tender(stage, 0).is_none());
}

#[test]
fn attack_81_known_in_advance_and_yet_never_above_the_ceiling() {
    // One seller who knows everything and is alone gets the ceiling, and the ceiling is the promise.
    let mandate = MandateGiven::default();
    let stage = &mut mandate.cleared(5_000, &[("alice", 8_000, HOLDINGS)]);
    mandate.collect(stage, "alice", 0, 8_000).succeeds();

    let receipt = mandate.receipt(stage, 0).unwrap();
    assert_eq!((receipt.price, receipt.bought, receipt.paid), (80_000, 12_500, 1_000));
    assert!(receipt.paid * 1_000_000 <= receipt.bought * 80_000);
}

#[test]
fn attack_82_a_price_of_the_wrong_side_is_no_tick() {
    // 16 % for 61 %, or 6,100 for 610: neither is on the grid, and nothing above the ceiling is.
    let mandate = MandateGiven::default();
    let stage = &mut mandate.opened(5_000);
    for price in [610, 6_100, 1_639] {
        mandate.offer(stage, "alice", 0, price, 10).fails_with(BuybackError::OffTick);
    }
    mandate.offer(stage, "alice", 0, 10_000, 10).fails_with(BuybackError::AboveCeiling);
    // What is on it is paid at the clearing's price, not at a price of the seller's own making.
    mandate.offer(stage, "alice", 0, 1_000, 1_000).succeeds();
    mandate.offer(stage, "bob", 0, 8_000, 1_000).succeeds();
    stage.warp(BEGINS + CLOSE);
    mandate.clear(stage, 0).succeeds();
    mandate.collect(stage, "alice", 0, 1_000).succeeds();
    assert_eq!(mandate.quote(stage, "alice"), 80);
}

#[test]
fn the_vault_pays_what_the_rules_say() {
    let mandate = MandateGiven::default();
    let stage = &mut mandate.opened(5_000);
    for (name, price, amount) in OFFERS {
        mandate.offer(stage, name, 0, price, amount).succeeds();
    }
    let tender = mandate.tender(stage, 0).unwrap();
    let grid = mandate.stored(stage).grid();
    let expected = Clearing::compute(&grid, &tender.ticks, PER_CYCLE).unwrap();
    stage.warp(BEGINS + CLOSE);

    mandate.clear(stage, 0).succeeds();

    let receipt = mandate.receipt(stage, 0).unwrap();
    let cleared = (receipt.price, receipt.most_bought, receipt.most_paid);
    assert_eq!(cleared, (expected.price, expected.bought, expected.spent));
}
