//! sample
//! ├── by number, total and shape ..... that many wallets, that total to the unit
//! ├── from a launch file ............. what its rehearsal draws; options go first
//! │   ├── level ...................... as its comment says
//! │   ├── pro-rata ................... the published number and total
//! │   └── auction .................... 96 % under 10,000, at the file's prices
//! ├── the same options ............... the same bytes
//! └── what cannot be drawn ........... refused; nothing is written

use std::collections::HashSet;

use crate::{Desk, example};

/// A row: its wallet, its amount in millionths, its price.
fn rows(csv: &str) -> Vec<(&str, u64, &str)> {
    let units = |amount: &str| {
        let (whole, fraction) = amount.split_once('.').unwrap_or((amount, ""));
        format!("{whole}{fraction:0<6}").parse::<u64>().unwrap()
    };
    let rows = csv.lines().skip(1).map(|line| {
        let mut fields = line.split(',');
        let mut next = || fields.next().unwrap_or_default();
        (next(), units(next()), next())
    });
    rows.collect()
}

/// The share of rows, in per mille, for which `of` holds.
fn per_mille(rows: &[(&str, u64, &str)], of: impl Fn(u64) -> bool) -> usize {
    rows.iter().filter(|row| of(row.1)).count() * 1_000 / rows.len()
}

fn drawn(name: &str) -> String {
    Desk::new().run(&format!("sample --file {}", example(name).display())).succeeds()
}

const USDC: u64 = 1_000_000;

#[test]
fn draws_that_many_wallets_and_that_total() {
    let desk = Desk::new();
    for shape in ["equal", "uniform", "pareto:1.16", "lognormal:1.5"] {
        let options = "--wallets 1000 --total 12345.678901 --min 2.5 --max 400";
        let csv = desk.run(&format!("sample {options} --shape {shape}")).succeeds();
        assert!(csv.starts_with("wallet,amount\n"));
        let rows = rows(&csv);
        assert_eq!(rows.iter().map(|row| row.1).sum::<u64>(), 12_345_678_901, "{shape}");
        assert_eq!(rows.iter().map(|row| row.0).collect::<HashSet<_>>().len(), 1_000);
        assert!(rows.iter().all(|row| (2_500_000..=400_000_000).contains(&row.1)), "{shape}");
    }
}

#[test]
fn the_same_options_draw_the_same_file() {
    let desk = Desk::new();
    let options = "sample --wallets 20 --total 1000 --seed 7";
    let out = desk.run(&format!("{options} --out crowd.csv")).succeeds();
    assert_eq!(out, "wrote crowd.csv: 20 wallets, 1,000 together\n");
    let first = desk.read("crowd.csv");

    assert_eq!(desk.run(options).succeeds(), first);
    assert_eq!(desk.run(&format!("{options} --shape pareto:1.16")).succeeds(), first);
    desk.run("sample --wallets 20 --total 1000 --seed 8 --out crowd.csv").succeeds();
    assert_ne!(desk.read("crowd.csv"), first, "a file that exists is replaced");
    assert_eq!(desk.names(), ["crowd.csv"]);
}

#[test]
fn the_level_example_is_as_its_comment_says() {
    let csv = drawn("level.toml");
    let mut rows = rows(&csv);
    rows.sort_by_key(|row| std::cmp::Reverse(row.1));

    assert_eq!(rows.len(), 10_000);
    let total: u64 = rows.iter().map(|row| row.1).sum();
    assert_eq!(total, 14_400_000 * USDC);
    assert!(per_mille(&rows, |amount| amount < 120 * USDC) >= 500);
    let largest_hundredth: u64 = rows[..100].iter().map(|row| row.1).sum();
    assert!((60..67).contains(&(largest_hundredth * 100 / total)));
}

#[test]
fn the_pro_rata_example_is_the_published_raise() {
    let csv = drawn("pro-rata.toml");
    let mut rows = rows(&csv);
    rows.sort_by_key(|row| std::cmp::Reverse(row.1));

    assert_eq!(rows.len(), 10_519);
    let total: u64 = rows.iter().map(|row| row.1).sum();
    assert_eq!(total, 154_900_000 * USDC);
    let largest_tenth: u64 = rows[..1_051].iter().map(|row| row.1).sum();
    assert!((70..80).contains(&(largest_tenth * 100 / total)));
}

#[test]
fn of_the_auction_examples_bidders_96_percent_are_under_ten_thousand() {
    let csv = drawn("auction.toml");
    let rows = rows(&csv);

    assert_eq!(rows.len(), 17_000);
    assert_eq!(rows.iter().map(|row| row.1).sum::<u64>(), 38_000_000 * USDC);
    let under = per_mille(&rows, |amount| amount < 10_000 * USDC);
    assert!((955..=965).contains(&under), "{under}");
    assert!(csv.starts_with("wallet,amount,price\n"));
    let prices: HashSet<_> = rows.iter().map(|row| row.2).collect();
    assert_eq!(prices.len(), 37);
    assert!(prices.contains("0.0028") && prices.contains("0.003") && prices.contains("0.01"));
}

#[test]
fn options_go_before_the_file() {
    let file = example("level.toml");
    let options = "--wallets 3 --total 1000 --shape equal --min 300";
    let csv = Desk::new().run(&format!("sample --file {} {options}", file.display())).succeeds();
    let amounts: Vec<_> = rows(&csv).iter().map(|row| row.1).collect();
    assert_eq!(amounts, [333_333_334, 333_333_333, 333_333_333]);
}

#[test]
fn bids_lie_at_the_prices_given() {
    let options = "--wallets 200 --total 1000 --decimals 9 --prices 0.5,0.75,1.00";
    let csv = Desk::new().run(&format!("sample {options}")).succeeds();
    let prices: HashSet<_> = csv.lines().skip(1).map(|line| line.rsplit(',').next()).collect();
    assert_eq!(prices, HashSet::from([Some("0.5"), Some("0.75"), Some("1.00")]));
}

#[test]
fn what_cannot_be_drawn_is_refused() {
    let desk = Desk::new();
    for (options, message) in [
        ("--wallets 0 --total 5", "cannot draw 0 wallets: expected 1 to 1,000,000"),
        ("--wallets 3 --total 5.0000001", "--total is \"5.0000001\", expected at most 6 decimals"),
        ("--wallets 3 --total -5", "--total is \"-5\", expected a number that is not negative"),
        ("--wallets 3 --total 0", "--total is zero, expected an amount above zero"),
        (
            "--wallets 3 --total 5 --min 2",
            "cannot spread 5 over 3 wallets: the limits per wallet allow 6 to 15 together",
        ),
        ("--wallets 3 --total 5 --min 2 --max 1", "the least of one wallet is 2, expected at most"),
        ("--wallets 3 --total 5 --prices 1,3,2", "--prices has \"2\", expected prices that ascend"),
        ("--wallets 3 --total 5 --decimals 19", "--decimals is 19, expected 0 to 18"),
        ("--file none.toml", "cannot read none.toml, expected a launch file: "),
    ] {
        desk.run(&format!("sample {options} --out crowd.csv")).refuses(message);
    }
    desk.run("sample --wallets 3 --total 5 --out no/crowd.csv")
        .refuses("cannot write no/crowd.csv: no is no folder, expected one that exists");
    desk.run("sample --wallets 3").shows_usage("--total <AMOUNT>");
    desk.run("sample --wallets 3 --total 5 --shape flat").shows_usage("expected equal, uniform,");
    assert!(desk.names().is_empty(), "nothing is half-written");
}
