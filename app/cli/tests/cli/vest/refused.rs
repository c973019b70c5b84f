//! vest build, refused
//! ├── a CSV that is no list of grants .... the file, the line, what to do; nothing is written
//! ├── options that cannot be ............. named
//! ├── a folder that is not ours .......... named; nothing in it changes
//! └── words that mean nothing ............ usage

use std::fs;

use super::{LOCK, STEPS};
use crate::{
    Desk,
    list::{CREATOR, MINT, wallet},
};

#[test]
fn a_csv_that_is_no_list_of_grants_is_refused_by_line() {
    let desk = Desk::new();
    let [a, b] = [wallet(1), wallet(2)];
    let head = "recipient,amount,price,disclosure";
    for (csv, message) in [
        (String::new(), "1: the file is empty, expected a header with the columns `recipient`"),
        ("recipient\n".to_owned(), "1: the header lacks `amount`, expected a header with"),
        ("recipient,amount,prize\n".to_owned(), "1: the header names `prize`, expected a header"),
        ("amount,recipient,amount\n".to_owned(), "1: the header names `amount` twice: leave one"),
        ("recipient,amount\n".to_owned(), "1: nothing below the header, expected at least one"),
        (format!("{head}\n{a},1\n"), "2: found 2 columns, expected 4 as in the header"),
        (
            format!("{head}\n{a},1,,\n\nalice,1,,\n"),
            "4: `recipient` is \"alice\", expected a Solana address (32 bytes in base58)",
        ),
        (
            format!("{head}\n{a},0,,\n"),
            "2: `amount` is \"0\", expected a number above zero: leave the line out if there is",
        ),
        (
            format!("{head}\n{a},1.5,,\n"),
            "2: `amount` is \"1.5\", expected base units, which have no decimals: to read whole \
             tokens, say how many decimals the token has (--decimals N)",
        ),
        (
            format!("{head}\n{a},1,0.5,\n"),
            "2: `price` is \"0.5\", expected base units of the quote token, which have no \
             decimals: to read whole quote tokens, say how many decimals that token has \
             (--quote-decimals N)",
        ),
        (format!("{head}\n{a},1,1e3,\n"), "2: `price` is \"1e3\", expected a plain number such as"),
        (format!("{head}\n{a},1,,si\n"), "2: `disclosure` is \"si\", expected yes, no or nothing"),
        (
            format!("{head}\n{a},1,,\n{b},2,,\n{a},3,,\n"),
            &format!(
                "4: {a} stands on line 2 already: a wallet has one grant of a plan, so write one \
                 line with the sum"
            ),
        ),
        (
            format!("{head}\n{a},1,500,\n{b},2,600,\n"),
            "3: `price` is 600 and on line 2 500, in quote base units: a plan has one price, so \
             split them into tranches, with a plan for each",
        ),
        (
            format!("{head}\n{a},1,,yes\n{b},2,,no\n"),
            "3: `disclosure` is no and on line 2 yes: a plan asks it of all or of none, so split \
             them into tranches, with a plan for each",
        ),
        (
            format!("{head}\n{a},{},,\n{b},1,,\n", u64::MAX),
            "3: `amount` brings the sum of all above 18446744073709551615, the most that 64 bits",
        ),
    ] {
        desk.write("rows.csv", &csv);
        desk.vest("rows", 1, &format!("--kind kol {LOCK}")).refuses(&format!("rows.csv:{message}"));
    }
    fs::remove_file(desk.path("rows.csv")).unwrap();
    let missing = "cannot read rows.csv, expected a CSV file: ";
    desk.vest("rows", 1, &format!("--kind kol {LOCK}")).refuses(missing);
    assert!(desk.names().is_empty(), "nothing is half-written");
}

#[test]
fn options_that_cannot_be_are_named() {
    let desk = Desk::new();
    desk.write("rows.csv", &format!("recipient,amount\n{},10\n{},5\n", wallet(1), wallet(2)));
    for (options, message) in [
        ("--cliff 1d --linear 0s", "--linear is 0s, expected at least a second: or use --steps"),
        (
            "--cliff 7000d --linear 301d",
            "--cliff and --linear add up to 7301d, expected at most 7300d",
        ),
        (&format!("{LOCK} --decimals 99"), "--decimals is 99, expected 0 to "),
        (&format!("{LOCK} --quote-decimals 99"), "--quote-decimals is 99, expected 0 to "),
        (&format!("{LOCK} --supply all"), "--supply is \"all\", expected a plain decimal number"),
        (
            &format!("{LOCK} --supply 14"),
            "rows.csv: all grants together are 15 base units, above --supply, which is 14 base units",
        ),
    ] {
        desk.vest("rows", 1, &format!("--kind team {options}")).refuses(message);
    }
    desk.vest("rows", 1, &format!("--kind team {LOCK} --supply 15")).succeeds();
    desk.vest("rows", 1, "--kind team --cliff 7000d --linear 300d").succeeds();
}

#[test]
fn what_is_not_ours_is_left_alone() {
    let desk = Desk::new();
    desk.plan("kols", 1, "kol", LOCK, &[(1, 5)]);
    let given = format!("--mint {MINT} --grantor {CREATOR} --id 1 --kind kol {LOCK}");
    let build = |out: &str| desk.run(&format!("vest build kols.csv {given} --out {out}"));
    fs::create_dir_all(desk.path("mine/proofs")).unwrap();
    for (name, message) in [
        ("notes.txt", "mine holds notes.txt, which is no part of a plan: choose another folder"),
        ("proofs/xy.json", "mine holds proofs/xy.json, which is no part of a plan"),
        ("plan.json", "mine holds another plan.json: choose another folder: "),
        ("list.json", "mine holds a list without a plan.json, so it may be another list"),
        (
            "list.csv",
            "mine/list.csv would be replaced, and no list.json beside it says that it was \
                      made by `vest build`: ",
        ),
    ] {
        let path = format!("mine/{name}");
        desk.write(&path, "address,amount\n");
        build("mine").refuses(message);
        assert_eq!(desk.read(&path), "address,amount\n");
        assert_eq!(desk.files("mine").len(), 1, "nothing was added");
        fs::remove_file(desk.path(&path)).unwrap();
    }
    build("kols.csv").refuses("kols.csv is a file, expected a folder to write the plan to");

    // A list's folder is no plan's, and a plan's no list's.
    let before = desk.files("kols");
    let list = format!("--mint {MINT} --creator {CREATOR} --id 1");
    desk.run(&format!("list build kols/list.csv {list} --out kols"))
        .refuses("kols holds plan.json, which is no part of a list: choose another folder");
    assert_eq!(desk.files("kols"), before);
    desk.run(&format!("list build kols/list.csv {list} --out list")).succeeds();
    let before = desk.files("list");
    build("list").refuses("list holds a list without a plan.json, so it may be another list: ");
    assert_eq!(desk.files("list"), before);
}

#[test]
fn words_that_mean_nothing_show_the_usage() {
    let desk = Desk::new();
    for (options, message) in [
        ("--kind kol", "--cliff <TIME>"),
        ("--kind kol --cliff 180d", "--linear <TIME>"),
        ("--kind kol --linear 180d", "--cliff <TIME>"),
        (&format!("--kind kol {LOCK} {STEPS}"), "cannot be used with"),
        (LOCK, "--kind <KIND>"),
        (&format!("--kind airdrop {LOCK}"), "expected kol, vc, team or treasury"),
        ("--kind kol --cliff 180 --linear 180d", "expected a length of time such as 180d or 12h"),
        ("--kind kol --steps 90d", "expected steps such as 90d:25%,180d:50%,270d:100%"),
        (
            "--kind kol --steps 90d:25%,180d:75%",
            "expected what has vested in all from each step on, the last 100%, not what each adds",
        ),
    ] {
        desk.vest("rows", 1, options).shows_usage(message);
    }
}
