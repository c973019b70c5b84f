//! vest status
//! ├── the tables ....... what has vested, who has most, what unlocks in each month
//! ├── a governor ....... see vest/governor.rs
//! ├── one recipient .... only theirs; 1 if there is none
//! ├── JSON ............. the same, in base units; the chart shows it
//! └── refused .......... folders that do not agree, with themselves or each other

use std::fs;

use serde_json::{Value, json};

use super::{DAY, LOCK, START, START_DATE, STEPS, is_well_formed};
use crate::{
    Desk,
    list::{CREATOR, MINT, wallet},
};

impl Desk {
    /// A plan of KOLs with a lock and one of VCs with steps.
    pub(super) fn two_plans() -> Desk {
        let desk = Desk::new();
        desk.plan("kols", 1, "kol", LOCK, &[(1, 100), (2, 300), (3, 200)]);
        desk.plan("vcs", 2, "vc", STEPS, &[(2, 4_000), (5, 1_000)]);
        desk
    }
}

/// A row of the table with this name in its first column, without the names of columns.
pub(super) fn row(out: &str, first: &str) -> Vec<String> {
    let words = |line: &str| {
        line.split("  ").map(str::trim).filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    let mut rows =
        out.lines().map(words).filter(|row: &Vec<String>| row.first().is_some_and(|w| w == first));
    rows.next_back().unwrap_or_else(|| panic!("{first}\n{out}"))
}

#[test]
fn the_tables_say_what_has_vested_and_what_will() {
    let desk = Desk::two_plans();
    // 200 days after the start: 20 of 180 days even, and the second step.
    let at = START + 200 * DAY;
    let out = desk.run(&format!("vest status kols vcs --start {START_DATE} --at {at}")).succeeds();

    // 600 x 20 / 180 and 5,000 x 50 %, to three decimals, rounded down.
    let (plans, rest) = out.split_once("\nlargest grants\n").unwrap();
    assert_eq!(
        row(plans, "kols"),
        ["kols", "kol", "600", "66.666", "533.334", "evenly, now", "2028-02-24"]
    );
    assert_eq!(
        row(plans, "vcs"),
        ["vcs", "vc", "5,000", "2,500", "2,500", "1,250 on 2027-11-26", "2028-02-24"]
    );
    let (grants, months) = rest.split_once("\nwhat unlocks when\n").unwrap();
    let grants: Vec<Vec<String>> = grants
        .lines()
        .filter(|line| {
            line.trim_start().starts_with("kols") || line.trim_start().starts_with("vcs")
        })
        .map(|line| line.split_whitespace().map(str::to_owned).collect())
        .collect();
    let expected = [
        ("vcs", 2, ["4,000", "2,000", "2,000"]),
        ("vcs", 5, ["1,000", "500", "500"]),
        ("kols", 2, ["300", "33.333", "266.667"]),
        ("kols", 3, ["200", "22.222", "177.778"]),
        ("kols", 1, ["100", "11.111", "88.889"]),
    ];
    assert_eq!(grants.len(), expected.len(), "{out}");
    for (found, (plan, number, amounts)) in grants.iter().zip(expected) {
        let mut row = vec![plan.to_owned(), wallet(number).to_string()];
        row.extend(amounts.map(str::to_owned));
        assert_eq!(*found, row);
    }

    // The lock opens on 2027-08-28; until the last second of August 4 days less a second pass.
    let seconds: u64 = 4 * 86_400 - 1;
    let vested = 600_000 * seconds / (180 * 86_400);
    assert_eq!(vested, 13_333);
    assert_eq!(row(months, "2027-05"), ["2027-05", "0", "1,250", "1,250"]);
    assert_eq!(row(months, "2027-08"), ["2027-08", "13.333", "1,250", "2,513.333"]);
    assert_eq!(row(months, "2027-09"), ["2027-09", "100", "0", "2,613.333"]);
    assert_eq!(row(months, "2028-02"), ["2028-02", "76.667", "1,250", "5,600"]);
    assert!(!months.contains("2027-03 ") && !months.contains("2027-06"), "{months}");
    assert!(!months.contains("2028-03"), "{months}");
    assert!(months.contains("what was withdrawn or cancelled is on chain"), "{months}");
}

#[test]
fn before_and_after_it_says_what_comes_and_that_nothing_does() {
    let desk = Desk::two_plans();
    let out =
        desk.run(&format!("vest status kols vcs --start {START_DATE} --at {START}")).succeeds();
    let plans = out.split_once("\nlargest grants\n").unwrap().0;
    assert_eq!(row(plans, "kols")[3..6], ["0", "600", "evenly from 2027-08-28"]);
    assert_eq!(row(plans, "vcs")[3..6], ["0", "5,000", "1,250 on 2027-05-30"]);
    let out =
        desk.run(&format!("vest status kols vcs --start {START_DATE} --at 2028-02-24")).succeeds();
    let plans = out.split_once("\nlargest grants\n").unwrap().0;
    assert_eq!(row(plans, "kols")[3..6], ["600", "0", "-"]);
    assert_eq!(row(plans, "vcs")[3..6], ["5,000", "0", "-"]);
    // Without a start the clock starts now.
    let out = desk.run("vest status kols").succeeds();
    assert!(out.contains(", which is now: --start says when the clock really starts"), "{out}");
    assert_eq!(row(out.split_once("\nlargest grants\n").unwrap().0, "kols")[3], "0");
}

#[test]
fn a_recipient_sees_their_own_only() {
    let desk = Desk::two_plans();
    let words = format!("vest status kols vcs --start {START_DATE} --at 2027-09-17 --recipient");
    let out = desk.run(&format!("{words} {}", wallet(2))).succeeds();
    assert_eq!(row(&out, "kols")[2..5], ["300", "33.333", "266.667"]);
    assert_eq!(row(&out, "vcs")[2..5], ["4,000", "2,000", "2,000"]);
    assert!(!out.contains("largest grants") && !out.contains(&wallet(1).to_string()), "{out}");

    let out = desk.run(&format!("{words} {}", wallet(1))).succeeds();
    assert_eq!(row(&out, "kols")[2], "100");
    assert!(!out.contains("vcs"), "{out}");
    let answer = desk.answer(&format!("{words} {}", wallet(1)));
    assert_eq!(answer["recipient"], wallet(1).to_string());
    assert_eq!(answer["largest_grants"].as_array().unwrap().len(), 1);

    let said = desk.run(&format!("{words} {MINT}"));
    assert_eq!((said.code, said.err.as_str()), (1, ""));
    assert_eq!(said.out, format!("{MINT} has no grant of 2 plans: nothing vests for it.\n"));
    let said = desk.run(&format!("{words} {MINT} --json"));
    assert_eq!(said.code, 1);
    let answer: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((&answer["plans"], &answer["months"]), (&json!([]), &json!([])));
    desk.run(&format!("{words} {MINT} --governor-limit 1")).shows_usage("cannot be used with");
}

#[test]
fn machines_get_base_units_and_the_chart_shows_them() {
    let desk = Desk::two_plans();
    let at = START + 200 * DAY;
    let words = format!(
        "vest status kols vcs --start {START_DATE} --at {at} --governor-limit 100 --chart c.svg"
    );
    let answer = desk.answer(&words);
    let plan = desk.json("vcs/plan.json");
    assert_eq!(
        answer["plans"][1],
        json!({
            "plan": plan["plan"],
            "label": "vcs",
            "kind": "vc",
            "grants": 2,
            "total": "5000000",
            "vested": "2500000",
            "locked": "2500000",
            "next_unlock": { "at": START + 270 * DAY, "amount": "1250000", "evenly": false },
            "vested_at": START + 360 * DAY,
        })
    );
    let next = json!({ "at": at, "amount": null, "evenly": true });
    assert_eq!(answer["plans"][0]["next_unlock"], next);
    assert_eq!(
        answer["largest_grants"][2],
        json!({
            "plan": desk.json("kols/plan.json")["plan"],
            "recipient": wallet(2).to_string(),
            "amount": "300000",
            "vested": "33333",
            "locked": "266667",
        })
    );
    assert_eq!(answer["governor"], json!({ "limit": "100000", "epoch_seconds": 604_800 }));
    assert_eq!((&answer["starts_at"], &answer["at"]), (&json!(START), &json!(at)));
    assert_eq!((&answer["decimals"], &answer["vested_at"]), (&json!(3), &json!(START + 360 * DAY)));
    let may = &answer["months"][0];
    assert_eq!((&may["month"], &may["unlocks"]), (&json!("2027-05"), &json!(["0", "1250000"])));
    assert_eq!((&may["vested"], &may["bites"]), (&json!(["0", "1250000"]), &json!(true)));

    let svg = desk.read("c.svg");
    assert!(is_well_formed(&svg), "{svg}");
    for part in [
        "<title>What unlocks when</title>",
        "5,600 tokens unlock from 2027-03-01 to 2028-02-24: kols (kol) 10.7 %, vcs (vc) 89.3 %.",
        "at most 100 tokens in 7d: it holds back up to ",
        "var(--band-1)",
        "var(--band-2)",
        "most that may be out",
        "prefers-color-scheme: dark",
    ] {
        assert!(svg.contains(part), "{part}\n{svg}");
    }
    let out = desk.run(&words).succeeds();
    assert!(out.ends_with("wrote c.svg\n"), "{out}");
}

#[test]
fn more_than_ten_grants_are_counted() {
    let desk = Desk::new();
    let grants: Vec<_> = (0..25).map(|number| (number, 100 + u64::from(number))).collect();
    desk.plan("team", 1, "team", LOCK, &grants);
    let out = desk.run(&format!("vest status team --start {START_DATE}")).succeeds();
    assert!(out.contains("and 15 more"), "{out}");
    assert!(out.contains(&wallet(24).to_string()) && !out.contains(&wallet(14).to_string()));
}

#[test]
fn folders_that_do_not_agree_are_refused() {
    let desk = Desk::two_plans();
    desk.run("vest status nowhere")
        .refuses("cannot read nowhere/plan.json, expected the folder of a published plan: ");
    desk.run("vest status kols vcs kols").refuses("kols is the same plan as kols: leave one out");
    let given = format!("--grantor {CREATOR} --id 3 --kind kol {LOCK}");
    desk.run(&format!("vest build kols.csv --mint {CREATOR} {given} --decimals 3 --out other"))
        .succeeds();
    desk.run("vest status kols other")
        .refuses("other pays another token than kols: look at them one by one");
    desk.run(&format!("vest build kols.csv --mint {MINT} {given} --decimals 4 --out four"))
        .succeeds();
    desk.run("vest status kols four")
        .refuses("four was built with 4 decimals and kols with 3: build both alike");

    let good = desk.read("kols/plan.json");
    for (from, to, message) in [
        (
            "\"id\": \"1\"",
            "\"id\": \"4\"",
            "`plan` is not the address of this mint, grantor and id",
        ),
        ("\"end\": 31104000", "\"end\": 1", "`schedule` is one that the program refuses"),
        ("\"total\"", "\"sum\"", "unknown field `sum`"),
        ("\"decimals\": 3", "\"decimals\": 99", "`decimals` is 99, expected 0 to "),
    ] {
        desk.change("kols/plan.json", from, to);
        desk.run("vest status kols").refuses(&format!("kols/plan.json: {message}"));
        desk.write("kols/plan.json", &good);
    }
    desk.change("kols/plan.json", "\"total\": \"600000\"", "\"total\": \"600001\"");
    desk.run("vest status kols").refuses("kols/list.json is not the list of plan.json: build the");
    desk.write("kols/plan.json", &good);
    desk.change("kols/plan.json", "\"largest\": \"300000\"", "\"largest\": \"300001\"");
    desk.run("vest status kols").refuses("kols/list.csv is not the list of plan.json: ");
    desk.write("kols/plan.json", &good);
    desk.change("kols/list.csv", ",100000", ",100001");
    desk.run("vest status kols").refuses("kols/list.csv is not the list of plan.json: ");
    fs::remove_file(desk.path("kols/list.json")).unwrap();
    desk.run("vest status kols").refuses("cannot read kols/list.json, expected the folder of a");
}

#[test]
fn words_that_mean_nothing_are_refused() {
    let desk = Desk::two_plans();
    for (words, message) in [
        ("--governor-limit all", "--governor-limit is \"all\", expected a plain decimal number"),
        ("--governor-limit 0", "--governor-limit is \"0\", expected an amount above zero"),
        ("--governor-limit 1 --epoch 23h", "--epoch is 23h, expected 1d to 90d"),
        ("--governor-limit 1 --epoch 91d", "--epoch is 91d, expected 1d to 90d"),
        ("--chart nowhere/c.svg", "cannot write nowhere/c.svg: nowhere is no folder"),
    ] {
        desk.run(&format!("vest status kols {words}")).refuses(message);
    }
    desk.run("vest status kols --start soon").shows_usage("expected a date such as 2027-03-01");
    desk.run("vest status kols --epoch 7d").shows_usage("--governor-limit <TOKENS>");
    desk.run("vest status").shows_usage("<DIR>...");
}
