//! groundswell rehearse
//! ├── a level sale
//! │   ├── oversubscribed ............. small wallets whole, the rest up to one level
//! │   ├── with withdrawals ........... what was taken out is out, to the unit
//! │   └── twice ...................... the same report, but for the time it took
//! ├── a pro-rata sale of a classic token  the same share for all
//! ├── an auction ..................... one price; whole above it, shared at it, nothing below
//! ├── a sale under its minimum ....... fails: everything back, to everyone
//! ├── a sale with an allowlist
//! │   ├── by wallets on it ........... proofs and caps hold
//! │   ├── by another wallet .......... refused before anything runs
//! │   └── over a cap ................. refused with its row
//! ├── a sale with a co-signer ........ a key of the rehearsal's own signs
//! ├── an airdrop ..................... see airdrop
//! ├── grants and the treasury ........ see grants
//! ├── the buyback .................... see buyback
//! ├── a refused row .................. file, line, wallet, the program's words; nothing written
//! ├── a broken charter ............... the rule and its numbers; nothing written
//! └── the page ....................... needs nothing else and says what happened; see page
#![allow(clippy::unwrap_used)]

#[path = "rehearse/airdrop.rs"]
mod airdrop;
#[path = "rehearse/buyback.rs"]
mod buyback;
#[path = "rehearse/given.rs"]
mod given;
#[path = "rehearse/grants.rs"]
mod grants;
#[path = "rehearse/page.rs"]
mod page;

use given::{Given, LAUNCH, Report, bids, edited, rows, units, wallet};
use serde_json::Value;

/// A USDC.
const USDC: u128 = 1_000_000;

/// Five wallets put in 14,000 for 10,000.
fn five() -> String {
    rows(&[(1, "50"), (2, "450.5"), (3, "3499.5"), (4, "5000"), (5, "5000")])
}

#[test]
fn a_level_sale_fills_small_wallets_first() {
    let ran = Given::new(LAUNCH, &five()).rehearse();

    let report = ran.report();
    report.adds_up();
    assert_eq!(report.0["launch"]["phase"], "settled");
    assert_eq!(report.0["sale"]["rule"], "level");
    for number in [1, 2] {
        let [deposited, accepted, refunded, tokens] = report.share(number);
        assert_eq!((accepted, refunded), (deposited, 0));
        assert_eq!(tokens, accepted * 40);
    }
    // Above 1,000 each of three has a share of what is left: 10,000 less 3,500.5.
    let layer = 2_499_500_000 + 2 * 4_000 * USDC;
    let rest = (10_000 - 3_500) * USDC - USDC / 2;
    let third = 1_000 * USDC + 2_499_500_000 * rest / layer;
    let fourth = 1_000 * USDC + 4_000 * USDC * rest / layer;
    assert_eq!(report.share(3)[1], third);
    assert_eq!([report.share(4)[1], report.share(5)[1]], [fourth; 2]);
    assert_eq!(units(&report.0["sale"]["clearing_price"]["quote"]), 10_000 * USDC);
    assert_eq!(units(&report.0["sale"]["clearing_price"]["base"]), 400_000 * 1_000_000);
    assert_eq!(report.0["transactions"], transactions(&report));
    for step in ["create", "add_tranche", "seal", "contribute", "settle", "claim", "sweep"] {
        let cost = &report.0["compute_units"][format!("launch.{step}")];
        let [min, median, max] = ["min", "median", "max"].map(|f| cost[f].as_u64().unwrap());
        assert!(0 < min && min <= median && median <= max, "{step}");
    }
    assert_eq!(ran.file("contributors.csv"), five());
    assert!(ran.printed().contains("rehearsals/launch/report.html"));
}

/// How many transactions the level sale of five takes.
fn transactions(report: &Report) -> u64 {
    let count = |value: &Value| value.as_u64().unwrap();
    let length = |value: &Value| value.as_array().unwrap().len() as u64;
    // Mints, the creator's supply, wallets, four tranches, settle, two sweeps and the rest.
    let sale = 2 + 1 + (1 + 4 + 1) + 5 + 1 + 2 + 5 + 1;
    // A list with a vault and a page, its funding, its claims and its end.
    let costs = &report.0["airdrops"][0]["costs"];
    let airdrop = 3 + 2 + count(&costs["claims"]) + count(&costs["batches"]) + 3;
    // The team's plan: made, started, filled from the launch, funded, closed; each grant made,
    // its token account opened, closed.
    let vesting = &report.0["vesting"];
    let plan = &vesting["plans"][0];
    let grants = length(&plan["grants"]);
    let team = 5 + 3 * grants + count(&plan["withdrawals"]);
    // The stream: made, started, its grant opened, topped up, its token account opened, its grant
    // and itself closed.
    let stream = 7 + length(&vesting["stream"]["track"]);
    // The governor is made and closed.
    sale + airdrop + team + stream + 2 + trades(report)
}

/// How many transactions a mandate takes that is funded and has no tranche of its own: it is made,
/// started and funded, each tender opened and cleared, its receipt closed, each offer made and
/// paid, what a tender bought burned; what is left moves on.
fn trades(report: &Report) -> u64 {
    let held = || report.cycles().iter().filter(|cycle| cycle["result"] == "held");
    let offers: u64 = held().map(|cycle| cycle["offers"].as_u64().unwrap()).sum();
    let bought = held().filter(|cycle| units(&cycle["bought"]) > 0).count();
    let finish = u64::from(report.buyback("left") > 0);
    3 + 3 * held().count() as u64 + 2 * offers + bought as u64 + finish
}

#[test]
fn withdrawals_are_out_to_the_unit() {
    let mut csv = five();
    csv.push_str(&format!("{},-450.5\n{},-1000.000001\n", wallet(2), wallet(5)));

    let ran = Given::new(LAUNCH, &csv).rehearse();

    let report = ran.report();
    report.adds_up();
    assert_eq!(report.share(2), [0; 4]);
    assert_eq!(report.share(5)[0], 3_999_999_999);
    assert_eq!(report.0["compute_units"]["launch.withdraw"]["count"], 2);
    assert_eq!(report.0["compute_units"]["launch.claim"]["count"], 4);
    assert_eq!(ran.file("contributors.csv"), csv);
}

#[test]
fn the_same_files_give_the_same_report() {
    let given = Given::new(LAUNCH, &five());

    let first = given.rehearse().report().timeless();

    assert_eq!(given.rehearse().report().timeless(), first);
}

#[test]
fn a_pro_rata_sale_shares_alike() {
    let launch = edited(&[
        ("rule", "rule = \"pro-rata\""),
        ("levels", ""),
        ("program", "program = \"token\""),
        ("unsold", "unsold = \"burn\""),
    ]);

    let report = Given::new(&launch, &five()).rehearse().report();

    report.adds_up();
    for number in 1..=5 {
        let [deposited, accepted, ..] = report.share(number);
        assert_eq!(accepted, deposited * 10_000 / 14_000);
    }
    let ladder = &report.0["sale"]["ladder"];
    assert_eq!(units(&ladder[0]["from"]), 0);
    assert_eq!(units(&ladder[0]["to"]), 5_000 * USDC);
    let unclaimed = units(&report.0["airdrops"][0]["unclaimed"]);
    let burned = report.sale("tokens_unsold") + unclaimed + report.burned_by_the_buyback();
    assert_eq!(units(&report.0["token"]["burned"]), burned);
}

#[test]
fn an_auction_has_one_price_for_all() {
    let launch = edited(&[
        ("rule", "rule = \"auction\""),
        ("target", ""),
        ("levels", "prices = [0.02, 0.025, 0.03]"),
    ]);
    let csv = bids(&[
        (1, "4000", "0.03"),
        (2, "3000", "0.025"),
        (3, "5000", "0.025"),
        (4, "5000", "0.02"),
    ]);

    let report = Given::new(&launch, &csv).rehearse().report();

    report.adds_up();
    // 12,000 bid at 0.025 or above, where the whole sale costs 10,000.
    assert_eq!(units(&report.0["sale"]["clearing_price"]["quote"]), 10_000 * USDC);
    assert_eq!(report.share(1)[1], 4_000 * USDC);
    assert_eq!(report.share(2)[1], 3_000 * USDC * 6_000 / 8_000);
    assert_eq!(report.share(3)[1], 5_000 * USDC * 6_000 / 8_000);
    assert_eq!(report.share(4), [5_000 * USDC, 0, 5_000 * USDC, 0]);
    let ladder = report.0["sale"]["ladder"].as_array().unwrap();
    let ends = ladder.iter().map(|step| [units(&step["from"]), units(&step["to"])]);
    let prices = [8_000 * USDC, 10_000 * USDC, 12_000 * USDC];
    let expected = [[prices[0], prices[1]], [prices[1], prices[2]], [prices[2], prices[2]]];
    assert_eq!(ends.collect::<Vec<_>>(), expected);
}

#[test]
fn a_sale_under_its_minimum_pays_everyone_back() {
    let ran = Given::new(LAUNCH, &rows(&[(1, "3000"), (2, "999.999999")])).rehearse();

    let report = ran.report();
    report.adds_up();
    assert_eq!(report.0["launch"]["phase"], "failed");
    assert_eq!(report.0["sale"]["clearing_price"], serde_json::Value::Null);
    assert_eq!(report.share(2), [999_999_999, 0, 999_999_999, 0]);
    assert_eq!(report.sale("tokens_sold"), 0);
    assert_eq!(units(&report.0["token"]["returned_to_creator"]), 1_000_000 * 1_000_000);
    assert_eq!(report.0["compute_units"]["launch.refund"]["count"], 2);
    assert!(ran.file("report.html").contains("everyone is paid back"));
}

#[test]
fn an_allowlist_admits_its_wallets_up_to_their_caps() {
    let launch = format!("{LAUNCH}\n[sale.gate]\nallowlist = \"allowlist.csv\"\n");
    let list = rows(&[(1, "5000"), (2, "4000"), (3, "10")]).replace("amount", "cap");
    let given = |csv: &str| Given::new(&launch, csv).with("allowlist.csv", &list);

    let report = given(&rows(&[(1, "5000"), (2, "4000")])).rehearse().report();
    assert_eq!(report.adds_up().sale("accepted"), 9_000 * USDC);

    let stranger = given(&rows(&[(1, "5000"), (4, "20")]));
    let (words, code) = stranger.rehearse().refusal();
    let expected = format!("contributors.csv:3: wallet {} is not on", wallet(4));
    assert!(words.contains(&expected) && code == 2, "{words}");
    assert_eq!(stranger.files(), ["allowlist.csv", "contributors.csv", "launch.toml"]);

    let (words, code) = given(&rows(&[(2, "4000.000001")])).rehearse().refusal();
    let expected = format!("contributors.csv:2: wallet {}: ", wallet(2));
    assert!(words.contains(&expected) && words.contains("(OverAllowance)"), "{words}");
    assert_eq!(code, 1);
}

#[test]
fn a_co_signer_is_stood_in_for() {
    let launch = format!("{LAUNCH}\n[sale.gate]\nco_signer = \"{}\"\n", wallet(9));

    let report = Given::new(&launch, &five()).rehearse().report();

    assert_eq!(report.adds_up().sale("deposited"), 14_000 * USDC);
}

#[test]
fn a_refused_row_is_named_and_nothing_is_written() {
    let given = Given::new(LAUNCH, &rows(&[(1, "5000"), (2, "9.999999"), (3, "5000")]));

    let (words, code) = given.rehearse().refusal();

    let expected = format!("contributors.csv:3: wallet {}: the launch program", wallet(2));
    assert!(words.contains(&expected), "{words}");
    assert!(words.contains("under the wallet minimum (UnderWalletMinimum)"), "{words}");
    assert!(words.contains("To mend it, raise the amount"), "{words}");
    assert_eq!(code, 1);
    assert_eq!(given.files(), ["contributors.csv", "launch.toml"]);
}

#[test]
fn a_broken_charter_is_refused_before_anything_runs() {
    let given = Given::new(&LAUNCH.replace("amount = \"10%\"", "amount = \"11%\""), &five());

    let (words, code) = given.rehearse().refusal();

    assert!(words.contains("found 1,010,000 RPL, expected exactly 1,000,000 RPL"), "{words}");
    assert_eq!(code, 1);
    assert_eq!(given.files(), ["contributors.csv", "launch.toml"]);
}

#[test]
fn the_page_needs_nothing_else() {
    let launch = LAUNCH.replace("\"Ripple\"", "\"<Ripple> & Co\"");

    let ran = Given::new(&launch, &five()).rehearse();

    let page = ran.file("report.html");
    for outside in ["http", "<script", "src=", "url(", "@import"] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(page.contains("Rehearsal of &lt;Ripple&gt; &amp; Co (RPL)"));
    assert!(page.contains("RPL opens at 0.025 USDC"));
    for title in ["Demand", "What each deposit got", "filled", "valuation", "the raise", "supply"] {
        assert!(page.contains(title), "{title}");
    }
    assert!(page.matches("<svg").count() > 10);
}
