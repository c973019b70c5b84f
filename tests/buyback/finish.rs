//! finish, close_receipt, close_mandate
//! ├── before the end, with an open tender .. refuses: NotEnded
//! ├── nothing left ......................... refuses: NothingLeft
//! ├── the receiver is gone or another ...... refuses: RemainderGone
//! ├── while something is held .............. refuses: NothingToClose
//! └── in the end ........................... what nobody is owed moves on; all rent is back

use anchor_lang::prelude::ErrorCode;
use groundswell_tests::{BuybackError, MandateGiven, mandate::*, stage::address, tokens};

#[test]
fn what_is_left_streams_on_and_all_rent_is_back() {
    let mandate = MandateGiven::default();
    let stage = &mut mandate.stage();
    let payers = ["rent payer", "host", "alice"].map(address);
    let before = payers.map(|payer| stage.lamports(&payer));
    mandate.create(stage).succeeds();
    mandate.pay_in(stage, 5_000);
    stage.warp(LAST - CYCLE);
    mandate.open(stage, 9).succeeds();
    mandate.offer(stage, "alice", 9, 5_000, 30_000).succeeds();
    stage.warp(LAST);
    // A tender that is not cleared comes first.
    mandate.finish(stage).fails_with(BuybackError::NotEnded);
    mandate.clear(stage, 9).succeeds();
    stage.warp(LAST - 1);
    mandate.finish(stage).fails_with(BuybackError::NotEnded);
    mandate.close_receipt(stage, 9).fails_with(BuybackError::NotEnded);
    mandate.close(stage).fails_with(BuybackError::NotEnded);

    stage.warp(LAST);
    mandate.finish(stage).succeeds();
    // What alice is owed stays.
    assert_eq!((mandate.stream.vault(stage), mandate.vaults(stage).1), (4_000, 1_000));
    mandate.finish(stage).fails_with(BuybackError::NothingLeft);
    mandate.close_receipt(stage, 9).fails_with(BuybackError::NothingToClose);
    mandate.collect(stage, "alice", 9, 5_000).succeeds();
    mandate.close_receipt(stage, 9).fails_with(BuybackError::NothingToClose);
    mandate.sink(stage, 9).succeeds();
    mandate.close(stage).fails_with(BuybackError::NothingToClose);
    mandate.close_receipt(stage, 9).succeeds();
    // Donations: quote units stream on, base units burn.
    mandate.pay_in(stage, 3);
    mandate.give_base(stage, &mandate.keys.base_vault(), 5);
    let supply = stage.supply(&mandate.keys.base_mint);
    mandate.close(stage).fails_with(BuybackError::NothingToClose);
    mandate.finish(stage).succeeds();
    mandate.close(stage).succeeds();

    assert_eq!(mandate.stream.vault(stage), 4_003);
    assert_eq!(stage.supply(&mandate.keys.base_mint), supply - 5);
    assert_eq!(mandate.quote(stage, "alice"), 1_000);
    assert_eq!(payers.map(|payer| stage.lamports(&payer)), before);
    for gone in [mandate.keys.mandate, mandate.keys.base_vault(), mandate.keys.quote_vault()] {
        assert!(stage.ledger.account(&gone).is_none());
    }
}

#[test]
fn closing_waits_for_what_others_sent_here() {
    let mandate = MandateGiven::default();
    let stage = &mut mandate.made();
    let (account, _) = mandate.keys.base_account(&mandate.keys.mandate);
    let open = tokens::open(
        &address("payer"),
        &mandate.keys.mandate,
        &mandate.keys.base_mint,
        &tokens::TOKEN,
    );
    stage.run(&[open], &[]);
    mandate.give_base(stage, &account, 3);
    stage.warp(LAST);

    mandate.close(stage).fails_with(BuybackError::NothingToClose);
    let other = mandate.keys.base_account(&address("alice")).0;
    let elsewhere = mandate.close(stage).with_account("mandate_base", other);
    elsewhere.fails_with(BuybackError::NotTheOwnersAccount);
    mandate.retire(stage).succeeds();
    mandate.close(stage).succeeds();
}

#[test]
fn what_is_left_can_go_to_another_mandate_and_from_there_on() {
    let next = MandateGiven::number(2);
    let mandate = MandateGiven::number(1).then(&next);
    let stage = &mut next.made();
    mandate.create(stage).succeeds();
    mandate.pay_in(stage, 777);
    stage.warp(LAST);

    mandate.finish(stage).succeeds();
    next.finish(stage).succeeds();

    assert_eq!(next.stream.vault(stage), 777);
    assert_eq!(next.stored(stage).funded, 777);
}

#[test]
fn refuses_every_other_receiver_and_foreign_accounts() {
    let mandate = MandateGiven::default();
    let stage = &mut mandate.made();
    mandate.pay_in(stage, 777);
    mandate.hold(stage, "founder", 0);
    stage.warp(LAST);

    let founders = mandate.keys.quote_account(&address("founder")).0;
    for (field, account) in [
        ("remainder", founders),
        ("remainder_owner", address("founder")),
        ("quote_vault", founders),
    ] {
        let call = mandate.finish(stage).with_account(field, account);
        call.fails_with(ErrorCode::ConstraintAddress);
    }
    for (field, account) in
        [("rent_payer", address("mallory")), ("quote_vault", founders), ("base_vault", founders)]
    {
        let call = mandate.close(stage).with_account(field, account);
        call.fails_with(ErrorCode::ConstraintAddress);
    }
}
