//! The rules of a launch file
//! ├── the examples keep all of them
//! ├── airdrops: the list adds up, and leaves time to claim
//! ├── vesting plans: see grants
//! ├── the mandate: see buyback
//! ├── each that is broken says what was found, the bound, by how much, and which key
//! └── rules that hold for each of many are shown once, or for those that break them

mod buyback;
mod grants;

use std::{fs, path::PathBuf};

use super::*;
use crate::file;

const LEVEL: &str = include_str!("../../../../examples/level.toml");
const AUCTION: &str = include_str!("../../../../examples/auction.toml");

fn plan(text: &str) -> Plan {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("launch.toml");
    fs::write(&path, text).unwrap();
    file::read(&path).unwrap()
}

/// What is broken after an edit: the first key, and the verdict in words.
fn broken(text: &str, from: &str, to: &str) -> Vec<(String, String)> {
    assert!(text.contains(from), "{from}");
    let verdicts = verdicts(&plan(&text.replacen(from, to, 1)));
    let failing = verdicts.into_iter().filter(|verdict| !verdict.holds);
    let words = failing.map(|v| {
        let off = v.off.unwrap();
        (v.keys[0].clone(), format!("{}: {}, {}: {off}", v.rule, v.found, v.bound))
    });
    words.collect()
}

/// Edits that break one rule each.
fn assert_broken(text: &str, edits: &[(&str, &str, &str, &str)]) {
    for (from, to, key, words) in edits {
        let found = broken(text, from, to);
        assert_eq!(found, [((*key).to_owned(), (*words).to_owned())], "{to}");
    }
}

#[test]
fn the_examples_keep_every_rule() {
    let examples = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    for example in ["level.toml", "pro-rata.toml", "auction.toml"] {
        let verdicts = verdicts(&file::read(&examples.join(example)).unwrap());
        let broken: Vec<_> = verdicts.iter().filter(|v| !v.holds).map(|v| &v.rule).collect();
        assert!(broken.is_empty(), "{example}: {broken:?}");
        assert!(verdicts.len() > 30, "{example}");
    }
}

#[test]
fn a_broken_rule_of_the_charter_says_by_how_much() {
    assert_broken(
        LEVEL,
        &[
            (
                "amount = 20_000_000 ",
                "amount = 19_999_999.999999 ",
                "token.supply",
                "the tranches add up to the supply: 999,999,999.999999 HRBR, exactly \
                 1,000,000,000 HRBR: 0.000001 HRBR short",
            ),
            (
                "cliff = \"270d\"",
                "cliff = \"269d\"",
                "tranche[6].cliff",
                "tranche 7 (vc): cliff for a discount of 50 %: 269d, at least 270d: 1d short",
            ),
            (
                "linear = \"1095d\"",
                "linear = \"3651d\"",
                "tranche[7].linear",
                "tranche 8 (team): cliff and vesting of at most 3650d: 3651d, at most 3650d: 1d over",
            ),
            (
                "max_opening_valuation = 8_000_000",
                "max_opening_valuation = 7_999_999",
                "sale.max_opening_valuation",
                "even the highest price opens at the promised valuation: 8,000,000 USDC, at most \
                 7,999,999 USDC: 1 USDC over",
            ),
        ],
    );
    let found = broken(
        LEVEL,
        "kind = \"liquidity\"",
        "kind = \"kol\"\nprice = 0.008\ncliff = \"90d\"\nlinear = \"90d\"",
    );
    let words: Vec<_> = found.iter().map(|(_, words)| words.as_str()).collect();
    assert_eq!(
        words,
        [
            "KOLs get at most 10 % of the supply: 150,000,000 HRBR (15 %), at most 100,000,000 \
             HRBR (10 %): 50,000,000 HRBR (5 %) over",
            "liquidity gets at least 5 % of the supply: 0 HRBR (0 %), at least 50,000,000 HRBR \
             (5 %): 50,000,000 HRBR (5 %) short",
        ]
    );
}

#[test]
fn a_broken_rule_of_the_sale_says_by_how_much() {
    assert_broken(
        LEVEL,
        &[
            (
                "wallet_max = 250_000",
                "wallet_max = 250_000.5",
                "sale.levels",
                "the highest level is not below the wallet maximum: 250,000 USDC, at least \
                 250,000.5 USDC: 0.5 USDC short",
            ),
            (
                "min_raise = 1_200_000",
                "min_raise = 0",
                "sale.min_raise",
                "the raise has a minimum: 0 USDC, more than 0 USDC: 0.000001 USDC short",
            ),
            (
                "withdraw_freeze = \"12h\"",
                "withdraw_freeze = \"2d 1s\"",
                "sale.withdraw_freeze",
                "withdrawals are open for half of the sale: 2d 1s, at most 2d: 1s over",
            ),
            (
                "settle_grace = \"7d\"",
                "settle_grace = \"23h\"",
                "sale.settle_grace",
                "there is time to settle, at least 1d: 23h, at least 1d: 1h short",
            ),
            (
                "treasury = \"50%\"",
                "treasury = \"50.01%\"",
                "proceeds.liquidity",
                "the shares of the raise add up: 100.01 %, exactly 100 %: 0.01 % over",
            ),
        ],
    );
    assert_broken(
        AUCTION,
        &[(
            "0.0028, 0.0030,",
            "0.0028, 0.0028,",
            "sale.prices[1]",
            "price 2 is above the one before: 0.0028 USDC, more than 0.0028 USDC: \
             0.000000000000003 USDC short",
        )],
    );
}

#[test]
fn tranches_that_cannot_be_added_are_broken_rules() {
    let empty = "[[tranche]]\nkind = \"treasury\"\namount = 0\n\n[rehearsal]";
    assert_broken(
        LEVEL,
        &[(
            "[rehearsal]",
            empty,
            "tranche[8].amount",
            "tranche 9 (treasury) has tokens: 0 HRBR, more than zero: nothing in it",
        )],
    );
    let many = "[[tranche]]\nkind = \"treasury\"\namount = 0\n".repeat(9) + "[rehearsal]";
    let found = broken(LEVEL, "[rehearsal]", &many);
    assert_eq!(found.len(), 10);
    assert_eq!(found[0].0, "tranche[16]");
    assert_eq!(found[0].1, "the charter has at most 16 tranches: 17, at most 16: 1 over");
}

#[test]
fn a_sale_of_nothing_breaks_rules_but_nothing_else() {
    let found = broken(LEVEL, "kind = \"community-sale\"", "kind = \"community-airdrop\"");
    assert!(found.iter().any(|(_, words)| {
        words.contains("valuation: no price, as nothing is for sale, at most 8,000,000 USDC")
    }));
}

#[test]
fn rules_that_all_keep_are_shown_once() {
    let shown = verdicts(&plan(LEVEL));
    let count = |what| shown.iter().filter(|verdict| verdict.rule.contains(what)).count();
    assert_eq!((count("above the one before"), count("longer than 3650d")), (1, 1));
    assert_eq!((count("cliff for"), count("linear vesting for")), (3, 3));
}

#[test]
fn an_airdrop_leaves_time_to_claim() {
    assert_broken(
        LEVEL,
        &[
            (
                "after = \"90d\"",
                "after = \"157d 1s\"",
                "tranche[1].claim_for",
                "tranche 2 (community-airdrop): claims stay possible after the sale can last \
                 settle, and after the last step, for 30d: 29d 23h 59m 59s, at least 30d: 1s short",
            ),
            (
                "claim_for = \"180d\"",
                "claim_for = \"3638d 1s\"",
                "tranche[1].claim_for",
                "tranche 2 (community-airdrop): the list, made a day before the opening, ends \
                 within 3650d: 3650d 1s, at most 3650d: 1s over",
            ),
        ],
    );
    assert_broken(
        AUCTION,
        &[(
            "claim_for = \"60d\"",
            "claim_for = \"33d 23h\"",
            "tranche[1].claim_for",
            "tranche 2 (community-airdrop): claims stay possible after the sale can last settle, \
             and after the last step, for 30d: 29d 23h, at least 30d: 1h short",
        )],
    );
    assert!(broken(LEVEL, "after = \"90d\"", "after = \"157d\"").is_empty());
}

#[test]
fn an_airdrops_list_adds_up_to_its_tranche() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("launch.toml");
    let text = LEVEL.replacen("claim_for =", "list = \"list.csv\"\nclaim_for =", 1);
    let text = text.replacen("airdrop_wallets = 2_500", "", 1);
    fs::write(&path, text).unwrap();
    let sum = |amount: &str| {
        let row =
            format!("address,amount\nExVLQfxMe4qcW3J6NTPyBxwJ7H3Khp4N7yeHLZgpE1EZ,{amount}\n");
        fs::write(folder.path().join("list.csv"), row).unwrap();
        let verdicts = verdicts(&file::read(&path).unwrap()).into_iter();
        let mut about = verdicts.filter(|verdict| verdict.rule.contains("adds up to the tranche"));
        about.next().unwrap()
    };

    assert!(sum("100000000").holds);
    for (amount, off) in [("99999999.999999", "0.000001 HRBR short"), ("100000007", "7 HRBR over")]
    {
        let verdict = sum(amount);
        assert_eq!(verdict.bound, "exactly 100,000,000 HRBR");
        assert_eq!((verdict.off.as_deref(), verdict.holds), (Some(off), false));
        assert_eq!(verdict.keys, ["tranche[1].list", "tranche[1].amount"]);
    }
}
