//! Lamports that strangers send to addresses before their accounts exist
//! ├── mandate, vaults, tender, receipt, offer .. are made all the same
//! └── every event .............................. counts one up, without gaps

use groundswell_tests::{MandateGiven, Stage, mandate::*, stage::address, tokens};

#[test]
fn attack_24_lamports_sent_ahead_keep_nothing_from_being_made() {
    let mandate = MandateGiven::default();
    let stage = &mut mandate.stage();
    let keys = &mandate.keys;
    for lamports in [890_880, 50_000_000] {
        for at in [
            keys.mandate,
            keys.base_vault(),
            keys.quote_vault(),
            keys.tender(0),
            keys.receipt(0),
            mandate.offer_at("alice", 0, 5_000),
        ] {
            stage.run(&[tokens::send_lamports(&address("payer"), &at, lamports)], &[]);
        }
    }

    mandate.create(stage).succeeds();
    mandate.pay_in(stage, 1_000);
    stage.warp(BEGINS);
    mandate.open(stage, 0).succeeds();
    mandate.offer(stage, "alice", 0, 5_000, 20_000).succeeds();
    stage.warp(BEGINS + CLOSE);
    mandate.clear(stage, 0).succeeds();
    mandate.collect(stage, "alice", 0, 5_000).succeeds();
    mandate.sink(stage, 0).succeeds();
    stage.warp(LAST);
    mandate.close_receipt(stage, 0).succeeds();
    mandate.close(stage).succeeds();

    assert_eq!(mandate.quote(stage, "alice"), 1_000);
}

#[test]
fn attack_25_accounts_made_ahead_keep_nothing_from_being_paid() {
    let mandate = MandateGiven::default();
    let stage = &mut mandate.cleared(5_000, &[("alice", 5_000, 30_000)]);
    let (payer, keys) = (address("payer"), &mandate.keys);
    for (wallet, mint) in [
        (keys.mandate, keys.base_mint),
        (keys.mandate, keys.quote_mint),
        (keys.tender(0), keys.base_mint),
    ] {
        stage.run(&[tokens::open(&payer, &wallet, &mint, &tokens::TOKEN)], &[]);
    }

    mandate.collect(stage, "alice", 0, 5_000).succeeds();
    mandate.sink(stage, 0).succeeds();

    assert_eq!(mandate.quote(stage, "alice"), 1_000);
}

#[test]
fn events_are_counted_without_gaps() {
    let mandate = MandateGiven::default();
    let stage = &mut mandate.made();
    let mut expected = 0;
    let mut counted = |stage: &mut Stage| {
        expected += 1;
        assert_eq!(mandate.stored(stage).sequence, expected);
    };

    mandate.pay_in(stage, 5_000);
    mandate.fund(stage).succeeds();
    counted(stage);
    stage.warp(BEGINS);
    mandate.open(stage, 0).succeeds();
    counted(stage);
    mandate.offer(stage, "alice", 0, 5_000, 30_000).succeeds();
    counted(stage);
    mandate.withdraw(stage, "alice", 0, 5_000, 5).succeeds();
    counted(stage);
    stage.warp(BEGINS + CLOSE);
    mandate.clear(stage, 0).succeeds();
    counted(stage);
    mandate.collect(stage, "alice", 0, 5_000).succeeds();
    counted(stage);
    mandate.sink(stage, 0).succeeds();
    counted(stage);
    let (account, _) = mandate.keys.base_account(&mandate.keys.mandate);
    let (payer, mint) = (address("payer"), mandate.keys.base_mint);
    stage.run(&[tokens::open(&payer, &mandate.keys.mandate, &mint, &tokens::TOKEN)], &[]);
    mandate.give_base(stage, &account, 1);
    mandate.retire(stage).succeeds();
    counted(stage);
    stage.warp(LAST);
    mandate.finish(stage).succeeds();
    counted(stage);
}
