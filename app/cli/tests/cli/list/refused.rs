//! list build, refused
//! ├── a CSV that is no list ....... the file, the line, what was expected; nothing is written
//! ├── a folder that is not ours ... named; nothing in it changes
//! └── words that mean nothing ..... usage

use std::fs;

use super::{CREATOR, MINT, given, wallet};
use crate::Desk;

#[test]
fn a_csv_that_is_no_list_is_refused_by_line() {
    let desk = Desk::new();
    let [a, b] = [wallet(1), wallet(2)];
    for (csv, decimals, message) in [
        (String::new(), "", "1: the file is empty, expected the header `address,amount`"),
        (
            "wallet,amount\n".to_owned(),
            "",
            "1: found `wallet,amount`, expected the header `address,amount`",
        ),
        (
            "address,amount\n".to_owned(),
            "",
            "1: nothing below the header, expected at least one line: `ADDRESS,AMOUNT`",
        ),
        (
            format!("address,amount\n{a},1\n\n{b}\n"),
            "",
            "4: found 1 column, expected 2: `address,amount`",
        ),
        (
            format!("address,amount\n{a},1,000\n"),
            "",
            "2: found 3 columns, expected 2: `address,amount`",
        ),
        (format!("address,amount\n{a},1\n0{b},1\n"), "", "3: column 1 (`address`) is \"0"),
        (
            format!("address,amount\n{a},1.5\n"),
            "",
            "2: column 2 (`amount`) is \"1.5\", expected base units, which have no decimals: to \
             read whole tokens, say how many decimals the token has (--decimals N)",
        ),
        (
            format!("address,amount\n{a},1.5\n{b},1.25\n"),
            "--decimals 1",
            "3: column 2 (`amount`) is \"1.25\", expected at most 1 decimal",
        ),
        (
            format!("address,amount\n{a},0.0\n"),
            "--decimals 1",
            "2: column 2 (`amount`) is \"0.0\", expected a number above zero: leave the line out \
             if there is nothing to claim",
        ),
        (
            format!("address,amount\n{a},{}\n{b},1\n", u64::MAX),
            "",
            "3: column 2 (`amount`) brings the sum of all amounts above 18446744073709551615",
        ),
    ] {
        desk.write("rows.csv", &csv);
        desk.run(&format!("list build rows.csv {} --out list {decimals}", given()))
            .refuses(&format!("rows.csv:{message}"));
    }
    fs::write(desk.path("rows.csv"), b"address,amount\n\xff,1\n").unwrap();
    desk.build().refuses("rows.csv:2: expected UTF-8 text: save the file as CSV in UTF-8");
    fs::remove_file(desk.path("rows.csv")).unwrap();
    desk.build().refuses("cannot read rows.csv, expected a CSV file: ");
    desk.run(&format!("list build . {} --out list", given()))
        .refuses("cannot read ., expected a CSV file: ");
    assert!(desk.names().is_empty(), "nothing is half-written");
}

#[test]
fn what_is_not_ours_is_left_alone() {
    let desk = Desk::list(10);
    fs::create_dir_all(desk.path("mine/proofs")).unwrap();
    for (name, message) in [
        ("notes.txt", "mine holds notes.txt, which is no part of a list: choose another folder"),
        ("proofs/xy.json", "mine holds proofs/xy.json, which is no part of a list"),
        ("list.json", "mine holds another list.json: choose another folder: mine/list.json: "),
        ("list.csv", "mine/list.csv would be replaced, and no list.json beside it says that"),
    ] {
        let path = format!("mine/{name}");
        desk.write(&path, "address,amount\n");
        desk.run(&format!("list build rows.csv {} --out mine", given())).refuses(message);
        assert_eq!(desk.read(&path), "address,amount\n");
        assert_eq!(desk.files("mine").len(), 1, "nothing was added");
        fs::remove_file(desk.path(&path)).unwrap();
    }
    desk.run(&format!("list build rows.csv {} --out rows.csv", given()))
        .refuses("rows.csv is a file, expected a folder to write the list to");

    // A CSV of whole tokens in the folder itself would be lost.
    fs::create_dir(desk.path("tokens")).unwrap();
    desk.write("tokens/list.csv", &desk.read("rows.csv"));
    desk.run(&format!("list build tokens/list.csv {} --out tokens --decimals 2", given()))
        .refuses("tokens/list.csv would be replaced");
    assert_eq!(desk.read("tokens/list.csv"), desk.read("rows.csv"));
    desk.run(&format!("list build tokens/list.csv {} --out tokens", given())).succeeds();
    // An empty folder, and what an interrupted build left, are no obstacle.
    fs::create_dir_all(desk.path("empty/.list-x/new")).unwrap();
    desk.run(&format!("list build rows.csv {} --out empty", given())).succeeds();
    assert!(!desk.path("empty/.list-x").exists());
}

#[test]
fn an_interrupted_build_loses_no_rows() {
    let desk = Desk::list(10);
    fs::create_dir_all(desk.path("list/.list-x/old")).unwrap();
    for name in ["list.json", "list.csv"] {
        let from = desk.path(&format!("list/{name}"));
        fs::rename(from, desk.path(&format!("list/.list-x/old/{name}"))).unwrap();
    }
    desk.build()
        .refuses("list/.list-x/old/list.csv was moved there by a build that was interrupted");
    assert!(desk.path("list/.list-x/old/list.csv").exists());
}

#[test]
fn words_that_mean_nothing_show_the_usage() {
    let desk = Desk::new();
    desk.run("list").shows_usage("groundswell list <COMMAND>");
    desk.run("list build").shows_usage("--mint <MINT>");
    desk.run(&format!("list build rows.csv --mint {MINT} --creator {CREATOR} --id one --out x"))
        .shows_usage("invalid value 'one' for '--id <N>'");
    desk.run(&format!("list build rows.csv --mint M --creator {CREATOR} --id 1 --out x"))
        .shows_usage("'--mint <MINT>': expected a Solana address (32 bytes in base58)");
    for command in ["build", "verify", "proof", "stats"] {
        let help = desk.run(&format!("list {command} --help")).succeeds();
        assert!(help.contains(&format!("Examples:\n  groundswell list {command} ")), "{help}");
    }
}
