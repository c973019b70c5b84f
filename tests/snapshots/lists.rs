//! The distributor's instructions at their dearest, on LiteSVM with mainnet's features.

use groundswell_sdk::math::bitmap::PAGE_LEAVES;
use groundswell_tests::{
    List, Stage,
    list::{ENDS, STARTS, crowd},
    stage::address,
    tokens,
};
use serde_json::Value;

use crate::syscalls;

type Costs = serde_json::Map<String, Value>;

fn note(costs: &mut Costs, name: &str, cost: u64) {
    costs.insert(format!("distributor.{name}"), cost.into());
}

/// Leaves of a tree with 17 levels.
const LEAVES: u32 = 1 << 17;

/// Every instruction; claims of a tree with 17 levels.
pub fn measure(costs: &mut Costs) {
    let list = List::over(crowd(LEAVES)).with(|args| args.vault_levels = 4);
    let mut stage = list.lite();
    note(costs, "create", list.create(&mut stage).succeeds());
    note(
        costs,
        "open_vault",
        (0..16).map(|n| list.open_vault(&mut stage, n).succeeds()).max().unwrap(),
    );
    let pages = LEAVES / PAGE_LEAVES;
    note(
        costs,
        "open_page",
        (0..pages).map(|n| list.open_page(&mut stage, n).succeeds()).max().unwrap(),
    );
    note(costs, "fund", (0..15).map(|n| list.fund(&mut stage, n).succeeds()).max().unwrap());
    fill(&list, &mut stage, 15);
    note(costs, "activate", list.activate(&mut stage, 15).succeeds());
    stage.warp(STARTS);
    claims(costs, &list, &mut stage);
    stage.warp(ENDS);
    note(costs, "clawback", list.clawback(&mut stage, 0).succeeds());
    note(costs, "close_page", list.close_page(&mut stage, 0).succeeds());
    for vault in 1..16 {
        list.clawback(&mut stage, vault).succeeds();
    }
    for page in 1..pages {
        list.close_page(&mut stage, page).succeeds();
    }
    note(costs, "close", list.close(&mut stage).succeeds());
    many_steps(costs);
}

/// Moves to a vault, without the program, what it lacks.
fn fill(list: &List, stage: &mut Stage, vault: u8) {
    let owed = list.stored(stage).vault_sums[usize::from(vault)];
    let creator = address("creator");
    let from = list.keys.account_of(&creator).0;
    stage.run(&[tokens::transfer(&from, &list.keys.vault(vault), &creator, owed)], &["creator"]);
}

/// Leaves on the left, on the right and in the middle: what a level costs depends on the side.
fn claims(costs: &mut Costs, list: &List, stage: &mut Stage) {
    let mut dearest = (0, 0);
    for index in [0, LEAVES - 1, 77_777, 43_690, 87_381] {
        let (wallet, amount) = list.entries[index as usize];
        stage.run(&[list.open_account(&wallet)], &[]);
        let claim = list.keys.claim(&wallet, index, amount, &list.proof(index));
        let payer = stage.key("payer");
        let outcome = stage.ledger.send(&[claim], &[&payer]);
        assert_eq!(outcome.result, Ok(()), "{}", outcome.logs.join("\n"));
        let unavoidable = syscalls::hashes(17) + syscalls::token_calls(&outcome.logs);
        dearest = dearest.max((outcome.compute_units, unavoidable));
    }
    note(costs, "claim", dearest.0);
    note(costs, "claim_unavoidable", dearest.1);

    let eight: Vec<u32> = (65_536..65_544).collect();
    for index in &eight {
        stage.run(&[list.open_account(&list.entries[*index as usize].0)], &[]);
    }
    let cost = list.claim_many(stage, &eight).succeeds();
    note(costs, "claim_many_8", cost);
    note(costs, "claim_many_8_per_leaf", cost.div_ceil(8));
}

/// Twelve steps, claimed at once; a Token-2022 mint.
fn many_steps(costs: &mut Costs) {
    let shares: Vec<u16> = (1..12).map(|step| step * 833).chain([10_000]).collect();
    let list = List::over(crowd(8)).with_steps(&shares);
    let mut stage = list.lite();
    list.create(&mut stage).succeeds();
    list.open_vault(&mut stage, 0).succeeds();
    list.open_page(&mut stage, 0).succeeds();
    note(costs, "extend_page", list.extend_page(&mut stage, 0).succeeds());
    list.fund(&mut stage, 0).succeeds();
    stage.warp(ENDS - 1);
    stage.run(&[list.open_account(&list.entries[5].0)], &[]);
    note(costs, "claim_3_levels_12_steps", list.claim_only(&mut stage, 5).succeeds());

    let list = List::over(crowd(8)).token_2022();
    let mut stage = list.open_lite();
    stage.run(&[list.open_account(&list.entries[5].0)], &[]);
    note(costs, "claim_3_levels_token_2022", list.claim_only(&mut stage, 5).succeeds());
}
