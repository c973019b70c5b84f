//! A mandate from before it is made until after its end, kept at every turn.

use groundswell_tests::{MandateGiven, Stage, mandate::*, stage::address, tokens};

use crate::scene::{Control, Scene, control};

fn controls(mandate: &MandateGiven) -> Vec<Control> {
    let keys = &mandate.keys;
    let (host, alice) = (address("host"), address("alice"));
    let base = keys.base_account(&alice).0;
    let all = [
        ("create_mandate", keys.create_mandate(mandate.args.clone())),
        ("fund", keys.fund()),
        ("open_cycle", keys.open_cycle(host, 0)),
        ("make_offer", keys.make_offer(alice, alice, base, 0, 5_000, 100)),
        ("withdraw_offer", keys.withdraw_offer(alice, alice, base, (0, 5_000), 100)),
        ("clear", keys.clear(host, 0)),
        ("collect", keys.collect(alice, host, &alice, 0, 5_000)),
        ("sink_bought", keys.sink_bought(0)),
        ("retire", keys.retire()),
        ("finish", keys.finish()),
        ("close_receipt", keys.close_receipt(host, 0)),
        ("close_mandate", keys.close_mandate()),
    ];
    all.into_iter().map(|(name, instruction)| control("buyback", name, instruction)).collect()
}

/// Every turn of a mandate.
pub fn scenes() -> Vec<Scene> {
    let mandate = MandateGiven::default();
    let controls = controls(&mandate);
    let mut stage = mandate.stage();
    let mut all = vec![];
    let mut keep = |name, stage: &Stage| all.push(Scene::of(name, stage, &controls));
    keep("no mandate", &stage);
    mandate.create(&mut stage).succeeds();
    mandate.pay_in(&mut stage, 5_000);
    keep("a mandate whose money is not counted", &stage);
    mandate.fund(&mut stage).succeeds();
    stage.warp(BEGINS);
    keep("a mandate with money", &stage);
    mandate.open(&mut stage, 0).succeeds();
    mandate.offer(&mut stage, "alice", 0, 5_000, 1_000).succeeds();
    keep("a tender open", &stage);
    stage.warp(BEGINS + CLOSE);
    keep("a tender closed", &stage);
    mandate.clear(&mut stage, 0).succeeds();
    keep("a tender cleared", &stage);
    mandate.collect(&mut stage, "alice", 0, 5_000).succeeds();
    let (payer, mint) = (address("payer"), mandate.keys.base_mint);
    let (at, _) = mandate.keys.base_account(&mandate.keys.mandate);
    stage.run(&[tokens::open(&payer, &mandate.keys.mandate, &mint, &tokens::TOKEN)], &[]);
    mandate.give_base(&mut stage, &at, 500);
    keep("a tender collected", &stage);
    mandate.sink(&mut stage, 0).succeeds();
    stage.warp(LAST);
    keep("a mandate past its end", &stage);
    mandate.finish(&mut stage).succeeds();
    mandate.close_receipt(&mut stage, 0).succeeds();
    mandate.retire(&mut stage).succeeds();
    keep("a mandate that holds nothing", &stage);
    all
}
