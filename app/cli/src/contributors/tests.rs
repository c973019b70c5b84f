//! contributors
//! ├── what is written reads back
//! ├── a wallet's lines
//! │   ├── one that contributes, then any that withdraw
//! │   └── a second that contributes, a first that withdraws, too much withdrawn: refused
//! ├── amounts and prices: exact; refused with line and expectation
//! └── the file: header, width, text; refused with line and expectation

use std::{io::Write, path::PathBuf};

use super::*;

const ALICE: &str = "ExVLQfxMe4qcW3J6NTPyBxwJ7H3Khp4N7yeHLZgpE1EZ";
const BOB: &str = "3jYBF9uGrtKi5McF7vzYFkSENqnhULZYyE9g3sMKHAXR";

fn plan(example: &str) -> Plan {
    let examples = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    crate::file::read(&examples.join(example)).unwrap()
}

/// Reads a CSV in which A and B stand for wallets.
fn read_text(example: &str, csv: &[u8]) -> anyhow::Result<Vec<ContributorRow>> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(csv).unwrap();
    let path = file.path().to_owned();
    read(&path, &plan(example)).map_err(|error| {
        let message = format!("{error:#}").replace(&path.display().to_string(), "c.csv");
        anyhow::Error::msg(message.replace(ALICE, "A").replace(BOB, "B"))
    })
}

fn lines(example: &str, lines: &[&str]) -> anyhow::Result<Vec<ContributorRow>> {
    let named = lines.iter().map(|line| match line.split_once(',') {
        Some(("A", rest)) => format!("{ALICE},{rest}"),
        Some(("B", rest)) => format!("{BOB},{rest}"),
        _ => (*line).to_owned(),
    });
    read_text(example, named.collect::<Vec<_>>().join("\n").as_bytes())
}

fn refusal(example: &str, of: &[&str]) -> String {
    lines(example, of).unwrap_err().to_string()
}

#[test]
fn what_is_written_reads_back() {
    for example in ["level.toml", "auction.toml"] {
        let plan = plan(example);
        let Some(crate::plan::ContributorsPlan::Sample(sample)) = &plan.contributors else {
            unreachable!("the examples draw samples")
        };
        let rows = crate::sample::draw(&plan, sample).unwrap();
        let csv = write(&rows, plan.quote_decimals, &prices(&plan));
        assert_eq!(read_text(example, csv.as_bytes()).unwrap(), rows);
    }
}

#[test]
fn a_wallet_contributes_once_and_then_withdraws() {
    let rows = lines("level.toml", &["wallet,amount", "A,500", "B,30.25", "A,-200", "A,-300"]);
    let amounts: Vec<_> = rows.unwrap().iter().map(|row| row.amount).collect();
    assert_eq!(amounts, [500_000_000, 30_250_000, -200_000_000, -300_000_000]);

    for (last, message) in [
        ("A,1", "c.csv:4: wallet A contributes on line 2 already, expected one line"),
        ("A,-300.000001", "c.csv:4: wallet A has 300 in the sale, expected no more"),
        ("B,-1", "c.csv:4: wallet B withdraws, expected a line above that puts something in"),
    ] {
        let refused = refusal("level.toml", &["wallet,amount", "A,500", "A,-200", last]);
        assert!(refused.starts_with(message), "{refused}");
    }
}

#[test]
fn bids_are_ticks_and_withdrawals_keep_theirs() {
    let csv = ["wallet,amount,price", "A,500,0.00520", "B,70,0.01", "A,-200,", "B,-10,0.01"];
    let ticks: Vec<_> = lines("auction.toml", &csv).unwrap().iter().map(|row| row.tick).collect();
    assert_eq!(ticks, [12, 36, 12, 36]);

    for (row, message) in [
        (
            "B,1,0.0051",
            "`price` is \"0.0051\", expected a price of the auction: the nearest are 0.005 and 0.0052",
        ),
        (
            "B,1,0.0001",
            "`price` is \"0.0001\", expected a price of the auction: the lowest is 0.0028",
        ),
        ("B,1,2", "`price` is \"2\", expected a price of the auction: the highest is 0.01"),
        ("B,1,", "`price` is \"\", expected a plain decimal number such as 1500, 1_500 or 0.25"),
        ("B,1,-2", "`price` is \"-2\", expected a number that is not negative"),
        ("A,-1,0.01", "the price is not the one bid on line 2, expected the same or none"),
    ] {
        let refused = refusal("auction.toml", &["wallet,amount,price", "A,500,0.0052", row]);
        assert_eq!(refused, format!("c.csv:3: {message}"));
    }
}

#[test]
fn fixed_prices_take_none() {
    let header = "wallet,amount,price";
    assert!(lines("level.toml", &[header, "A,500,"]).is_ok());
    let refused = refusal("level.toml", &[header, "A,500,0.008"]);
    assert_eq!(refused, "c.csv:2: `price` is \"0.008\", expected none: the price is fixed");
}

#[test]
fn what_is_no_amount_is_refused() {
    for (row, message) in [
        (
            "A,0",
            "`amount` is zero, expected an amount to contribute, or a negative one to withdraw",
        ),
        ("A,", "`amount` is \"\", expected a plain decimal number such as 1500, 1_500 or 0.25"),
        (
            "A,1e3",
            "`amount` is \"1e3\", expected a plain decimal number such as 1500, 1_500 or 0.25",
        ),
        ("A,1.0000001", "`amount` is \"1.0000001\", expected at most 6 decimals"),
        ("A,18446744073709.551615", "all contributions together exceed what 64 bits hold"),
        ("nobody,1", "`wallet` is \"nobody\", expected a Solana address (32 bytes in base58)"),
        (BOB, "found 1 column, expected 2: `wallet,amount`"),
        ("A,1,2", "found 3 columns, expected 2: `wallet,amount`"),
    ] {
        // Neither blank lines nor comments put the count of lines out.
        let refused = refusal("level.toml", &["wallet,amount", "", "B,1", "# A is late", row]);
        assert_eq!(refused, format!("c.csv:5: {message}"));
    }
}

#[test]
fn the_header_is_needed() {
    let expected = "expected the header `wallet,amount` or `wallet,amount,price`";
    for (csv, found) in [
        (vec![], "the file is empty, "),
        (vec!["wallet;amount", "A,1"], "found `wallet;amount`, "),
        (vec!["amount,wallet", "1,A"], "found `amount,wallet`, "),
        (vec!["wallet", "A"], "found `wallet`, "),
    ] {
        assert_eq!(refusal("level.toml", &csv), format!("c.csv:1: {found}{expected}"));
    }
    let refused = refusal("auction.toml", &["wallet,amount", "A,1"]);
    assert!(refused.ends_with("expected the header `wallet,amount,price`"), "{refused}");
    let refused = refusal("level.toml", &["wallet,amount", ""]);
    assert_eq!(refused, "c.csv:1: nothing below the header, expected at least one line");
}

#[test]
fn what_spreadsheets_add_is_taken_off() {
    let csv = format!("\u{feff}\"wallet\",\"amount\"\r\n\"{ALICE}\", 25 \r\n\r\n");
    assert_eq!(read_text("level.toml", csv.as_bytes()).unwrap().len(), 1);
    let refused = read_text("level.toml", b"wallet,amount\n\xff,1\n").unwrap_err();
    assert_eq!(refused.to_string(), "c.csv:2: expected UTF-8 text");
}
