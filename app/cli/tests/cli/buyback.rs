//! buyback
//! ├── status ..... terms, cycles and prices
//! │   ├── of the example .................. what each cycle may spend; what blacks out which
//! │   ├── through a tender ................ to come, open, frozen, closed, each to the second
//! │   └── settled later, raised more ...... moves unlocks, and an auction's prices
//! ├── offer, crank .... the instructions; see buyback/calls.rs
//! ├── receipts ........ see buyback/receipts.rs
//! └── what cannot be .. a broken rule, a settlement that is none: refused: 2

mod calls;
mod receipts;

use serde_json::{Value, json};

use crate::{
    Desk,
    list::{CREATOR, MINT},
};

const DAY: i64 = 86_400;
/// When the mandate of the level example opens.
const OPENS: i64 = 1_804_863_600;

impl Desk {
    /// A desk with the level example.
    fn level() -> Desk {
        let desk = Desk::new();
        desk.example("level.toml", "[token]", "[token]");
        desk
    }

    /// What a command says as JSON.
    fn says(&self, words: &str) -> Value {
        serde_json::from_str(&self.run(&format!("{words} --json")).succeeds()).unwrap()
    }
}

/// The options for what a launch file does not hold.
fn keys() -> String {
    format!("--mint {MINT} --creator {CREATOR}")
}

#[test]
fn a_mandate_is_shown_with_its_cycles_and_prices() {
    let desk = Desk::level();
    let answer = desk.says("buyback status level.toml --at 2027-05-12");

    assert_eq!((&answer["opens_at"], &answer["present_cycle"]), (&json!(OPENS), &json!(2)));
    assert_eq!(answer["ends_at"], OPENS + 360 * DAY);
    assert_eq!(
        (&answer["funded"], &answer["per_cycle"]),
        (&json!("360000000000"), &json!("30000000000"))
    );
    assert_eq!(answer["reference"], json!({ "quote": "3600000000000", "base": "450000000000000" }));
    let cycles = answer["cycles"].as_array().unwrap();
    assert_eq!(cycles.len(), 12);
    let not_held: Vec<_> =
        cycles.iter().filter(|cycle| cycle["state"] == "not_held").map(|c| &c["cycle"]).collect();
    assert_eq!(not_held, [6, 9]);
    let unlock = 1_804_258_800 + 180 * DAY;
    assert_eq!(cycles[6]["blackouts"], json!([{ "tranche": 5, "unlocks_at": unlock }]));
    // What a cycle leaves adds to later ones, as far as there is money.
    let budgets: Vec<_> = [0, 1, 11].map(|cycle| cycles[cycle]["budget_at_most"].clone()).into();
    assert_eq!(budgets, ["30000000000", "60000000000", "360000000000"]);
    let prices = answer["prices"].as_array().unwrap();
    assert_eq!(prices.len(), 28);
    let last = json!({
        "tick": 27, "price_bps": 7_000, "price": "2520000000000", "per_token": "0.0056",
    });
    assert_eq!(prices[27], last);

    let out = desk.run("buyback status level.toml --at 2027-05-12").succeeds();
    for words in [
        "gets     360,000 USDC",
        "budget   30,000 USDC in a cycle; what one leaves adds to later ones",
        "ceiling  70 % of the sale's price, which is 0.008 USDC each",
        "watches  3 plans, 10d around",
        "tranche 6 (kol) unlocks on 2027-09-01",
        "Unlocks are those of a sale that settles at its close; say --settled",
        "Nothing was sent.",
    ] {
        assert!(out.contains(words), "{words}\n{out}");
    }
    let row = |start: &str| out.lines().find(|line| line.trim_start().starts_with(start)).unwrap();
    assert!(row("2 ").contains("90,000") && row("2 ").contains("takes offers"), "{out}");
    assert!(row("70 %").contains("0.0056") && row("70 %").contains("5,357,142"), "{out}");
}

#[test]
fn a_tender_is_to_come_open_frozen_and_closed_to_the_second() {
    let desk = Desk::level();
    let opens = OPENS + 60 * DAY;
    let (freezes, closes) = (opens + 3 * DAY - 6 * 3_600, opens + 3 * DAY);
    for (at, state) in [
        (opens - 1, "to_come"),
        (opens, "open"),
        (freezes - 1, "open"),
        (freezes, "frozen"),
        (closes - 1, "frozen"),
        (closes, "closed"),
    ] {
        let answer = desk.says(&format!("buyback status level.toml --at {at}"));
        assert_eq!(answer["cycles"][2]["state"], state, "{at}");
    }
}

#[test]
fn a_later_settlement_moves_unlocks_and_a_higher_raise_the_price() {
    let desk = Desk::level();
    let answer = desk.says("buyback status level.toml --settled 2027-03-12");
    let cycles = answer["cycles"].as_array().unwrap();
    let dark = cycles.iter().filter(|cycle| cycle["state"] == "not_held");
    // The team's cliff is after the last tender still.
    assert_eq!(dark.map(|cycle| cycle["cycle"].clone()).collect::<Vec<_>>(), [6, 9]);
    let moved = cycles[6]["blackouts"][0]["unlocks_at"].as_i64().unwrap();
    assert_eq!(moved, 1_804_258_800 + 187 * DAY - 15 * 3_600);

    desk.example("auction.toml", "[token]", "[token]");
    let answer = desk.says("buyback status auction.toml --raise 2_000_000");
    assert_eq!(
        (&answer["funded"], &answer["reference"]["quote"]),
        (&json!("400000000000"), &json!("2000000000000"))
    );
    let lowest = desk.says("buyback status auction.toml --raise 1_000_000");
    assert_eq!(
        (&lowest["funded"], &lowest["reference"]["quote"]),
        (&json!("200000000000"), &json!("1260000000000"))
    );
}

#[test]
fn what_cannot_be_is_refused() {
    let desk = Desk::level();
    let status = |options: &str| desk.run(&format!("buyback status level.toml {options}"));
    for settled in ["2027-03-05", "2027-03-13"] {
        status(&format!("--settled {settled}")).refuses(&format!(
            "--settled is {settled}T00:00:00Z, expected a moment from the sale's"
        ));
    }
    status("--raise 1_000_000")
        .refuses("--raise is \"1_000_000\", expected 1,200,000 to 3,600,000");
    status("--raise all").refuses("--raise is \"all\", expected a plain decimal number");
    status("--at soon").shows_usage("expected a date such as 2027-03-01");

    desk.example("level.toml", "freeze = \"6h\" ", "freeze = \"5m\" ");
    let place = desk.place("level.toml", "freeze = \"5m\"");
    for words in ["status level.toml".to_owned(), format!("crank level.toml {}", keys())] {
        desk.run(&format!("buyback {words}")).refuses(&format!(
            "{place}: offers stand still before a tender closes, for at most half of it: found 5m, \
             expected 10m to 1d 12h; `groundswell check` says more"
        ));
    }
    desk.run("buyback status nowhere.toml").refuses("cannot read nowhere.toml");
}
