//! A launch file
//! ├── whole: read to the unit, with the line of every key
//! ├── with an airdrop: a list beside it, its steps, its sink
//! ├── with vesting plans: lists beside it, policies, deliverables
//! ├── with a governor and a stream: how much, how fast
//! ├── with a mandate: when, how much, up to which price
//! ├── with one slip: refused, see slips
//! └── with a gate: an allowlist beside it, or a co-signer

mod airdrop;
mod buyback;
mod governor;
mod grants;
mod slips;

use std::fs;

use groundswell_sdk::Address;
use tempfile::TempDir;

use super::*;
use crate::plan::{ContributorsPlan, GatePlan};

const LEVEL: &str = include_str!("../../../../examples/level.toml");
const AUCTION: &str = include_str!("../../../../examples/auction.toml");
const NOBODY: &str = "11111111111111111111111111111111";
const ALICE: &str = "ExVLQfxMe4qcW3J6NTPyBxwJ7H3Khp4N7yeHLZgpE1EZ";

/// Reads a text from a folder that also holds `files`.
fn read_text(text: &[u8], files: &[(&str, &str)]) -> anyhow::Result<(Plan, Places)> {
    let folder = TempDir::new().unwrap();
    for (name, content) in files {
        fs::write(folder.path().join(name), content).unwrap();
    }
    let path = folder.path().join("launch.toml");
    fs::write(&path, text).unwrap();
    read_with_places(&path).map_err(|error| {
        let folder = format!("{}/", folder.path().display());
        anyhow::Error::msg(format!("{error:#}").replace(&folder, ""))
    })
}

/// `text` with one part replaced.
fn edited(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}

#[test]
fn a_file_is_read_to_the_unit() {
    let (plan, places) = read_text(AUCTION.as_bytes(), &[]).unwrap();

    assert_eq!((plan.supply, plan.base_decimals), (1_000_000_000_000_000_000, 9));
    assert_eq!(plan.tranches[0].amount, 450_000_000_000_000_000);
    assert_eq!(plan.terms.ticks.len(), 37);
    assert_eq!(plan.terms.ticks[0], 1_260_000_000_000);
    assert_eq!((plan.terms.target, plan.terms.ticks[36]), (plan.terms.ticks[0], 4_500_000_000_000));
    let vc = plan.tranches[5];
    assert_eq!((vc.price, vc.cliff_seconds), (2_250_000_000_000, 270 * 86_400));
    assert_eq!(plan.terms.opens_at, 1_810_036_800);
    assert_eq!((plan.terms.withdraw_freeze, plan.terms.liquidity_bps), (86_400, 3_000));

    let line = |key| AUCTION.lines().nth(places.line(key).unwrap() - 1).unwrap();
    assert_eq!(line("sale.rule"), "rule = \"auction\"");
    assert!(line("sale.prices[10]").contains("0.0048"));
    assert!(line("tranche[4].amount").contains("2.5%"));
    assert_eq!(line("tranche[0].cliff"), "[[tranche]]", "what is not there stands for its holder");
    assert_eq!(line("rehearsal"), "[rehearsal]");
}

#[test]
fn numbers_may_be_written_in_any_exact_way() {
    for target in ["3_600_000", "3600000", "3600000.000000", "\"3_600_000\"", "+3600000"] {
        let text = edited(LEVEL, "target = 3_600_000", &format!("target = {target}"));
        assert_eq!(read_text(text.as_bytes(), &[]).unwrap().0.terms.target, 3_600_000_000_000);
    }
    // A float of 64 bits does not hold this.
    let text = edited(LEVEL, "target = 3_600_000 ", "target = 9_007_199_254.740993 ");
    assert_eq!(read_text(text.as_bytes(), &[]).unwrap().0.terms.target, 9_007_199_254_740_993);
}

#[test]
fn a_path_is_seen_from_the_file() {
    let (head, _) = LEVEL.split_once("wallets = ").unwrap();
    let text = format!("{head}contributors = \"lists/crowd.csv\"\n");
    let (plan, _) = read_text(text.as_bytes(), &[]).unwrap();
    let beside = plan.path.with_file_name("lists/crowd.csv");
    assert!(matches!(plan.contributors, Some(ContributorsPlan::Csv(path)) if path == beside));
}

#[test]
fn what_is_no_launch_file_is_refused() {
    let refusal = |text: &[u8]| read_text(text, &[]).map(|_| ()).unwrap_err().to_string();
    assert_eq!(refusal(b""), "launch.toml:1: section [token] is missing");
    assert_eq!(refusal(b"[token]\nname = \"\xff\""), "launch.toml:2: expected UTF-8 text");
    let missing = refusal(LEVEL.split("[[tranche]]").next().unwrap().as_bytes());
    assert_eq!(missing, "launch.toml:1: section [[tranche]] is missing");
    let missing = read(Path::new("/nowhere/launch.toml")).unwrap_err();
    assert_eq!(missing.to_string(), "cannot read /nowhere/launch.toml, expected a launch file");
}

#[test]
fn a_gate_is_an_allowlist_or_a_co_signer() {
    let gated =
        |gate: &str| edited(LEVEL, "[proceeds]", &format!("[sale.gate]\n{gate}\n[proceeds]"));
    let read_gate = |gate: &str, list: &str| {
        let read = read_text(gated(gate).as_bytes(), &[("list.csv", list)]);
        read.map(|(plan, _)| (plan.gate, plan.terms)).map_err(|error| error.to_string())
    };
    let listed = "allowlist = \"list.csv\"";
    let wallet: Address = ALICE.parse().unwrap();

    let (gate, terms) = read_gate(listed, &format!("wallet,cap\n{ALICE},12.5\n")).unwrap();
    assert!(matches!(gate, GatePlan::Allowlist(list) if list == [(wallet, 12_500_000)]));
    assert_eq!(terms.gate, 1);
    let (gate, terms) = read_gate(&format!("co_signer = \"{ALICE}\""), "").unwrap();
    assert!(matches!(gate, GatePlan::CoSigner(key) if key == wallet));
    assert_eq!((terms.gate, terms.gate_key), (2, wallet));

    for (gate, list, message) in [
        ("", String::new(), "[sale.gate] has both or neither"),
        (
            "allowlist = \"no.csv\"",
            String::new(),
            "`sale.gate.allowlist` is unusable: cannot read no.csv",
        ),
        (
            listed,
            format!("wallet,cap\n{ALICE},0\n"),
            "`sale.gate.allowlist` is unusable: list.csv:2: `cap` is zero",
        ),
        (
            listed,
            format!("wallet,cap\n{ALICE},1\n{ALICE},1\n"),
            "`sale.gate.allowlist` is unusable: list.csv:3: wallet",
        ),
    ] {
        let refused = read_gate(gate, &list).map(|_| ()).unwrap_err();
        assert!(refused.contains(message), "{refused}");
    }
}
