//! check
//! ├── the examples ............... pass: 0
//! ├── a broken rule .............. table, file:line, by how much: 1
//! ├── an airdrop ................. in plain words; what a list needs that is missing
//! ├── vesting plans ............. see grants
//! ├── the mandate ............... see buyback
//! ├── a date that is off today ... a note, and still 0
//! └── what is no launch file ..... one message, file:line, what was expected: 2

mod buyback;
mod grants;

use std::fs;

use crate::{Desk, example};

#[test]
fn the_examples_pass() {
    for name in ["level.toml", "pro-rata.toml", "auction.toml"] {
        let out = Desk::new().run(&format!("check {}", example(name).display())).succeeds();
        assert!(out.contains(" rules are kept.") && !out.contains("FAIL"), "{out}");
        assert!(!out.contains('\u{1b}'), "no colours where there is no terminal");
    }
}

#[test]
fn a_broken_rule_is_shown_with_numbers_and_lines() {
    let desk = Desk::new();
    desk.example("level.toml", "amount = 120_000_000            # 12 %", "amount = 120_000_001");

    let said = desk.run("check level.toml");

    assert_eq!((said.code, said.err.as_str()), (1, ""));
    let row = said.out.lines().find(|line| line.contains("FAIL")).unwrap();
    for part in ["add up to the supply", "1,000,000,001 HRBR", "exactly 1,000,000,000 HRBR"] {
        assert!(row.contains(part), "{row}");
    }
    let place = desk.place("level.toml", "supply =");
    assert!(row.contains(&format!("{place},")), "{row}");
    let line = format!(
        "{place}: the tranches add up to the supply: found 1,000,000,001 HRBR, expected exactly \
         1,000,000,000 HRBR: 1 HRBR over\nlevel.toml fails: 1 rule is broken, 53 are kept."
    );
    assert!(said.out.contains(&line), "{}", said.out);
}

#[test]
fn a_launch_is_summed_up() {
    let out = Desk::new().run(&format!("check {}", example("auction.toml").display())).succeeds();
    for line in [
        "Breakwater (BRK): 1,000,000,000 Token-2022 tokens with 9 decimals",
        "price      0.0028 to 0.01 USDC each in 37 steps, 1,260,000 to 4,500,000 USDC for all",
        "valuation  2,800,000 to 10,000,000 USDC fully diluted at the opening",
        "raise      30 % to liquidity, 20 % to the buyback, 50 % to the treasury",
        "at 0.005, 50 % off; 270d cliff, then 270d linear",
    ] {
        assert!(out.contains(line), "{line}\n{out}");
    }
}

#[test]
fn an_airdrop_is_summed_up_and_a_missing_list_asked_for() {
    let desk = Desk::new();
    desk.example("auction.toml", "[token]", "[token]");
    let out = desk.run("check auction.toml").succeeds();
    let place = desk.place("auction.toml", "kind = \"community-airdrop\"");
    let (file, line) = place.split_once(':').unwrap();
    let note =
        format!("note: {file}:{}: the airdrop has no list yet", line.parse::<u32>().unwrap() - 1);
    for words in [
        "airdrop    100,000,000 BRK by a list that is still missing",
        "all of it unlocks on 2027-06-01 12:00 UTC; claims until 2027-07-27 12:00 UTC; what is not \
         claimed is burned",
        &note,
        "a rehearsal draws one of 9,000 wallets",
        "add up to 100000000 BRK",
        "groundswell list build airdrop.csv --mint MINT --creator WALLET --id 1 --decimals 9",
    ] {
        assert!(out.contains(words), "{words}\n{out}");
    }

    let [small, large] = [[7u8; 32], [8; 32]].map(groundswell_sdk::Address::new_from_array);
    let list = format!("address,amount\n{small},2_500_000\n{large},97_499_999\n{large},1\n");
    fs::write(desk.path("list.csv"), list).unwrap();
    let text = desk.read("auction.toml").replace("claim_for =", "list = \"list.csv\"\nclaim_for =");
    fs::write(desk.path("auction.toml"), text.replace("airdrop_wallets = 9_000", "")).unwrap();
    let out = desk.run("check auction.toml").succeeds();
    let who = "airdrop    2 wallets share 100,000,000 BRK: the one in the middle gets 50,000,000, \
               the largest 97,500,000";
    assert!(out.contains(who) && !out.contains("no list yet"), "{out}");

    let text = desk.read("list.csv").replace("97_499_999", "97_499_998.5");
    fs::write(desk.path("list.csv"), text).unwrap();
    let said = desk.run("check auction.toml");
    let words = format!(
        "{}: tranche 2 (community-airdrop): the list adds up to the tranche: found \
         99,999,999.5 BRK, expected exactly 100,000,000 BRK: 0.5 BRK short",
        desk.place("auction.toml", "list =")
    );
    assert!(said.code == 1 && said.out.contains(&words), "{}", said.out);
}

#[test]
fn dates_that_are_off_today_are_noted() {
    let desk = Desk::new();
    for (dates, note) in [("2020", "opens in the past"), ("2099", "days: it cannot be sealed")] {
        let text = fs::read_to_string(example("level.toml")).unwrap();
        fs::write(desk.path("launch.toml"), text.replace("2027-", &format!("{dates}-"))).unwrap();
        let out = desk.run("check launch.toml").succeeds();
        let place = desk.place("launch.toml", "opens_at");
        assert!(out.contains(&format!("note: {place}: the sale opens")), "{out}");
        assert!(out.contains(note), "{out}");
    }
}

#[test]
fn what_is_no_launch_file_is_refused_with_what_was_expected() {
    let desk = Desk::new();
    fs::create_dir(desk.path("folder")).unwrap();
    fs::write(desk.path("empty.toml"), "").unwrap();
    fs::write(desk.path("bytes.toml"), b"[token]\nname = \"\xfe\"").unwrap();
    desk.example("level.toml", "target =", "targt =");
    desk.example("auction.toml", "wallet_max = 500_000", "wallet_max = 0.1234567");

    for (file, message) in [
        ("missing.toml", "cannot read missing.toml, expected a launch file: "),
        ("folder", "cannot read folder, expected a launch file: "),
        ("empty.toml", "empty.toml:1: section [token] is missing"),
        ("bytes.toml", "bytes.toml:2: expected UTF-8 text"),
    ] {
        desk.run(&format!("check {file}")).refuses(message);
    }
    for (file, key, message) in [
        ("level.toml", "targt", "unknown key `targt` in [sale]: did you mean `target`?"),
        (
            "auction.toml",
            "wallet_max",
            "`sale.wallet_max` is 0.1234567, expected at most 6 decimals",
        ),
    ] {
        let place = desk.place(file, key);
        desk.run(&format!("check {file}")).refuses(&format!("{place}: {message}"));
    }
    desk.run("check").shows_usage("<FILE>");
}
