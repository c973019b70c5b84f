//! buyback receipts
//! ├── a report with tenders ... a row for each cycle, sums, the average price; a chart
//! ├── amounts ................. as strings or as numbers; what is missing is a dash
//! └── no tenders in it ........ said as such; no report at all: refused: 2

use serde_json::{Value, json};

use crate::Desk;

fn report(cycles: Value) -> String {
    let report = json!({
        "launch": {
            "base_symbol": "HRBR", "base_decimals": 6, "quote_symbol": "USDC", "quote_decimals": 6,
        },
        "sale": {
            "supply": "450000000000000",
            "clearing_price": { "quote": "3600000000000", "base": "450000000000000" },
        },
        "buyback": { "cycles": cycles },
    });
    report.to_string()
}

fn cycles() -> Value {
    json!([
        {
            "cycle": 0, "opens_at": 1_804_863_600, "closes_at": 1_805_122_800, "market_bps": 9_259,
            "result": "held", "budget": "30000000000", "spent": "0", "price": "0", "bought": "0",
            "offers": 0, "offered": "0", "supply_after": "980000000000000",
        },
        {
            "cycle": 1, "opens_at": 1_807_455_600, "closes_at": 1_807_714_800, "market_bps": 6_720,
            "result": "held", "budget": "60000000000", "spent": "1200000000",
            "price": "2700000000000", "bought": "200000000000", "offers": 24,
            "offered": "335021442782", "supply_after": "979800000000000",
        },
        { "cycle": 2, "market_bps": 7_785, "result": "blacked_out" },
    ])
}

#[test]
fn tenders_are_rows_with_sums_and_a_chart() {
    let desk = Desk::new();
    desk.write("report.json", &report(cycles()));
    let out = desk.run("buyback receipts report.json --svg tenders.svg").succeeds();

    let row = |start: &str| out.lines().find(|line| line.trim_start().starts_with(start)).unwrap();
    for (start, parts) in [
        ("0 ", &["2027-03-12", "92.59 %", "held", "30,000", "980,000,000"][..]),
        ("1 ", &["67.2 %", "60,000", "24", "335,021", "200,000", "1,200", "0.006", "979,800,000"]),
        ("2 ", &["77.85 %", "blacked out", "-"]),
    ] {
        for part in parts {
            assert!(row(start).contains(part), "{part}\n{out}");
        }
    }
    let sums = "1 of 3 cycles bought: 200,000 HRBR for 1,200 USDC, 0.006 USDC each on average, 75 % \
                of the sale's price. All of it was burned.\n";
    assert!(out.contains(sums) && out.contains("no forecast. Nothing was sent."), "{out}");

    let svg = desk.read("tenders.svg");
    assert!(svg.starts_with("<svg xmlns=") && svg.trim_end().ends_with("</svg>"), "{svg}");
    for part in ["spent (USDC)", "<circle", "var(--accent)", "--accent:"] {
        assert!(svg.contains(part), "{part}\n{svg}");
    }
}

#[test]
fn amounts_may_be_numbers_and_most_may_be_missing() {
    let desk = Desk::new();
    desk.write("report.json", &report(json!([{ "cycle": 0, "spent": 600, "bought": 100 }])));
    let out = desk.run("buyback receipts report.json --svg tenders.svg").succeeds();
    assert!(out.contains("1 of 1 cycles bought: 0.0001 HRBR for 0.0006 USDC"), "{out}");
    desk.write("report.json", &report(json!([])));
    let out = desk.run("buyback receipts report.json --svg tenders.svg").succeeds();
    assert!(out.contains("0 of 0 cycles bought: 0 HRBR for 0 USDC. All"), "{out}");
}

#[test]
fn what_holds_no_tenders_is_refused() {
    let desk = Desk::new();
    let receipts = || desk.run("buyback receipts report.json --svg tenders.svg");
    receipts().refuses("cannot read report.json, expected the report.json of a rehearsal: ");
    desk.write("report.json", "{");
    receipts().refuses("cannot read report.json, expected the report.json of a rehearsal: ");
    desk.write("report.json", "{}");
    receipts().refuses("report.json has no `launch`, expected the report.json of a rehearsal");
    desk.write("report.json", &report(json!(null)));
    receipts()
        .refuses("report.json says nothing of a buyback: its sale failed, or an older release");
    desk.write("report.json", &report(json!([{ "cycle": 0 }, { "number": 1 }])));
    receipts().refuses("report.json: `buyback.cycles[1]` is no cycle that this release knows");
    assert!(!desk.path("tenders.svg").exists());
}
