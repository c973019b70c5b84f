//! A list from before it is made until after it has ended, kept at every turn.

use groundswell_sdk::distributor_program::state::Sink;
use groundswell_tests::{List, Stage, list::*, stage::address};
use std::collections::BTreeSet;

use crate::scene::{Control, Scene, control};

fn controls(list: &List) -> Vec<Control> {
    let keys = &list.keys;
    let payer = address("payer");
    let (wallet, amount) = list.entries[0];
    let leaves: Vec<_> = (0..3).map(|n| (list.entries[n].0, n as u32, list.entries[n].1)).collect();
    let together = list.tree.proof_of_many(&BTreeSet::from([0, 1, 2])).unwrap();
    let from = keys.account_of(&keys.creator).0;
    let all = [
        ("create", keys.create(list.args.clone())),
        ("open_vault", keys.open_vault(payer, 0, list.tree.root(), &[])),
        ("open_page", keys.open_page(payer, 0)),
        ("extend_page", keys.extend_page(0)),
        ("fund", keys.fund(keys.creator, from, 0)),
        ("activate", keys.activate(0)),
        ("claim", keys.claim(&wallet, 0, amount, &list.proof(0))),
        ("claim_many", keys.claim_many(&leaves, &together)),
        ("clawback", keys.clawback(0, payer, Sink::Burn, list.args.sink_address)),
        ("close_page", keys.close_page(0, payer)),
        ("close", keys.close()),
    ];
    all.into_iter().map(|(name, instruction)| control("distributor", name, instruction)).collect()
}

/// Every turn of a list.
pub fn scenes() -> Vec<Scene> {
    let shares: Vec<u16> = (1..=10).map(|step| step * 1_000).collect();
    let list = List::over(crowd(40)).with_steps(&shares);
    let controls = controls(&list);
    let mut stage = list.lite();
    let mut all = vec![];
    let mut keep = |name, stage: &Stage| all.push(Scene::of(name, stage, &controls));
    keep("no list", &stage);
    list.create(&mut stage).succeeds();
    keep("a list without vaults", &stage);
    list.open_vault(&mut stage, 0).succeeds();
    keep("a list without pages", &stage);
    list.open_page(&mut stage, 0).succeeds();
    keep("a list with half a page", &stage);
    list.extend_page(&mut stage, 0).succeeds();
    list.donate(&mut stage, 0, list.args.sum);
    keep("a list whose vault is full", &stage);
    list.activate(&mut stage, 0).succeeds();
    stage.warp(STARTS + 5 * 86_400);
    for (wallet, _) in &list.entries[..3] {
        let open = list.open_account(wallet);
        stage.run(&[open], &[]);
    }
    keep("a list open for claims", &stage);
    stage.warp(ENDS + 20 * 86_400);
    keep("a list that has ended", &stage);
    list.clawback(&mut stage, 0).succeeds();
    list.close_page(&mut stage, 0).succeeds();
    keep("a list that holds nothing", &stage);
    all
}
