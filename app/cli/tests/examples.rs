//! Each example is rehearsed whole, and its report recomputed from the CSVs alone: by the
//! reference model, with none of the project's own arithmetic, and the airdrop by what
//! docs/list.md says.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop right there")]

#[path = "examples/airdrop.rs"]
mod airdrop;
#[allow(dead_code, reason = "shared with the tests of the math, which use all of it")]
#[path = "../../../crates/math/tests/model/mod.rs"]
mod model;

use std::{fs, path::Path, process::Command};

use airdrop::Plan;
use model::{Contribution, Rule, Sale, settle};
use serde_json::Value;

/// Base units in a decimal string of whole tokens.
fn units(text: &str, decimals: usize) -> u64 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    format!("{whole}{part:0<decimals$}").parse().unwrap()
}

/// A decimal string of base units.
fn number(value: &Value) -> u64 {
    value.as_str().unwrap().parse().unwrap()
}

/// Price per token times tokens for sale, in quote units, rounded down.
fn price_of_the_sale(text: &str, sale: &Value, base: usize, quote: usize) -> u64 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits: u128 = format!("{whole}{part}").parse().unwrap();
    let scaled = digits * u128::from(number(&sale["supply"])) * 10u128.pow(quote as u32);
    (scaled / 10u128.pow((part.len() + base) as u32)).try_into().unwrap()
}

fn recompute(example: &str, rule: Rule, plan: &Plan) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().join("report");
    let done = Command::new(env!("CARGO_BIN_EXE_groundswell"))
        .arg("rehearse")
        .arg(root.join(format!("examples/{example}.toml")))
        .arg("--out")
        .arg(&folder)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let report = fs::read_to_string(folder.join("report.json")).unwrap();
    let report: Value = serde_json::from_str(&report).unwrap();
    let (sale, launch) = (&report["sale"], &report["launch"]);
    let base = launch["base_decimals"].as_u64().unwrap() as usize;
    let quote = launch["quote_decimals"].as_u64().unwrap() as usize;

    let edge = if rule == Rule::Auction { "from" } else { "to" };
    let ladder = sale["ladder"].as_array().unwrap();
    let ticks: Vec<u64> = ladder.iter().map(|tick| number(&tick[edge])).collect();
    let csv = fs::read_to_string(folder.join("contributors.csv")).unwrap();
    let rows: Vec<Vec<&str>> = csv.lines().skip(1).map(|row| row.split(',').collect()).collect();
    let contributions: Vec<Contribution> = rows
        .iter()
        .map(|row| {
            let bid = row.get(2).map(|text| price_of_the_sale(text, sale, base, quote));
            let tick = bid.map_or(0, |r| ticks.iter().position(|tick| *tick == r).unwrap());
            Contribution { deposit: units(row[1], quote), tick }
        })
        .collect();
    let terms = Sale {
        rule,
        supply: number(&sale["supply"]),
        target: number(&sale["target"]),
        ticks: &ticks,
    };
    let expected = settle(&terms, &contributions);

    let reported = report["contributors"].as_array().unwrap();
    assert_eq!(reported.len(), rows.len());
    let mut sums = [0u64; 4];
    for (((row, contribution), allocation), reported) in
        rows.iter().zip(&contributions).zip(&expected.allocations).zip(reported)
    {
        let found = ["deposited", "accepted", "refunded", "tokens"].map(|f| number(&reported[f]));
        let model::Allocation { accepted, refund, tokens } = *allocation;
        assert_eq!(reported["wallet"], row[0]);
        assert_eq!(found, [contribution.deposit, accepted, refund, tokens], "{}", row[0]);
        sums.iter_mut().zip(found).for_each(|(sum, found)| *sum += found);
    }
    let [deposited, accepted, refunded, tokens] = sums;
    assert_eq!(number(&sale["deposited"]), deposited);
    assert_eq!(number(&sale["accepted"]), accepted);
    assert_eq!(number(&sale["refunded"]), refunded);
    assert_eq!(number(&sale["tokens_sold"]), tokens);
    assert_eq!(number(&sale["tokens_unsold"]), terms.supply - tokens);
    assert_eq!(number(&sale["clearing_price"]["quote"]), expected.price);
    assert_eq!(number(&sale["clearing_price"]["base"]), terms.supply);
    assert_eq!(accepted + refunded, deposited);

    let csv = fs::read_to_string(folder.join("airdrop.csv")).unwrap();
    let airdrop = airdrop::recompute(&report["airdrops"][0], &csv, base, plan);
    let token = |field: &str| number(&report["token"][field]);
    let burns = plan.unsold == "burn";
    let (unsold, joined) = (terms.supply - tokens, token("added_to_airdrop"));
    assert_eq!(joined, if burns { 0 } else { unsold });
    let plans = report["vesting"]["plans"].as_array().unwrap().iter();
    let of_plans = |field: &str| plans.clone().map(|plan| number(&plan[field])).sum::<u64>();
    assert_eq!(of_plans("paid") + of_plans("burned"), of_plans("funded"));
    let buyback = |field: &str| number(&report["buyback"][field]);
    let others = unsold + airdrop.unclaimed + of_plans("burned");
    assert_eq!(token("burned"), others + buyback("bought") + buyback("retired"));
    assert_eq!(token("supply_after"), token("supply") - token("burned"));
    // Of the charter only the pool's tokens wait; the buyback's own were burned.
    let kinds = |wanted: &[&str]| {
        let tranches = report["tranches"].as_array().unwrap().iter();
        let kept = tranches.filter(|tranche| wanted.iter().any(|kind| tranche["kind"] == *kind));
        kept.map(|tranche| number(&tranche["amount"])).sum::<u64>()
    };
    assert_eq!(token("waiting_in_vault"), kinds(&["liquidity"]));
    assert_eq!(buyback("retired"), kinds(&["buyback"]));
    assert_eq!(number(&report["proceeds"]["buyback"]), buyback("spent") + buyback("left"));
    assert_eq!(of_plans("funded"), kinds(&["kol", "vc", "team", "treasury"]));
    let stream = &report["vesting"]["stream"];
    assert_eq!(stream["paid"], report["proceeds"]["treasury"]);
    let end = report["circulating"].as_array().unwrap().last().unwrap();
    assert_eq!(number(&end["total"]), token("supply_after") - token("waiting_in_vault"));
    let in_hands = end["by_tranche"].as_array().unwrap().iter();
    let listed = in_hands.filter(|part| part["kind"] == "community-airdrop");
    assert_eq!(listed.map(|part| number(&part["units"])).sum::<u64>(), airdrop.claimed);
}

#[test]
fn level() {
    let steps = &[(0, 2_500), (30, 5_000), (60, 7_500), (90, 10_000)];
    recompute("level", Rule::Level, &Plan { steps, days: 187, never: 375, unsold: "airdrop" });
}

#[test]
fn pro_rata() {
    let steps = &[(0, 10_000)];
    recompute("pro-rata", Rule::ProRata, &Plan { steps, days: 97, never: 120, unsold: "burn" });
}

#[test]
fn auction() {
    let steps = &[(14, 10_000)];
    recompute("auction", Rule::Auction, &Plan { steps, days: 70, never: 2_700, unsold: "burn" });
}
