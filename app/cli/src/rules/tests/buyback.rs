//! The rules for the mandate
//! ├── it buys for long enough, in cycles, tenders and freezes that make sense
//! ├── the rows fail where the program refuses, and nowhere else
//! ├── its prices are at most 64, none of them zero or above the sale's
//! ├── a blackout around unlocks ends, where it watches any
//! └── a cycle may spend something

use groundswell_math::mandate::CalendarError;

use super::*;

/// The auction example, which says nothing of its mandate, with a section more.
fn with(lines: &str) -> String {
    AUCTION.replacen("[rehearsal]", &format!("[buyback]\n{lines}\n[rehearsal]"), 1)
}

/// What is broken of the mandate: the first key, and the verdict in words.
fn broken_by(lines: &str) -> Vec<(String, String)> {
    broken(&with(lines), "[buyback]", "[buyback]")
}

fn assert_breaks(lines: &str, key: &str, words: &str) {
    assert_eq!(broken_by(lines), [(key.to_owned(), words.to_owned())], "{lines}");
}

#[test]
fn it_buys_for_long_enough() {
    let found = broken_by("lasts = \"179d 23h\"");
    let words = "the mandate buys after the sale can last settle, and after it opens, for at least \
                 180d: 179d 23h, at least 180d: 1h short";
    assert_eq!(found, [("buyback.lasts".to_owned(), words.to_owned())]);
    assert!(broken_by("lasts = \"180d\"").is_empty());
    assert!(broken_by("lasts = \"3650d\"").is_empty());
    assert_breaks(
        "lasts = \"3650d 1s\"",
        "buyback.lasts",
        "the mandate does not last too long: 3650d 1s, at most 3650d: 1s over",
    );
}

#[test]
fn cycles_tenders_and_freezes_make_sense() {
    let cycle = "a cycle of the mandate is neither too short nor too long";
    let tender = "a tender leaves time to offer, and is over with its cycle";
    let freeze = "offers stand still before a tender closes, for at most half of it";
    for (lines, key, words) in [
        ("cycle = \"90d 1s\"", "cycle", format!("{cycle}: 90d 1s, 1d to 90d: 1s over")),
        (
            "cycle = \"23h\"\ntender = \"12h\"",
            "cycle",
            format!("{cycle}: 23h, 1d to 90d: 1h short"),
        ),
        (
            "tender = \"59m\"\nfreeze = \"10m\"",
            "tender",
            format!("{tender}: 59m, 1h to 30d: 1m short"),
        ),
        ("tender = \"30d 1s\"", "tender", format!("{tender}: 30d 1s, 1h to 30d: 1s over")),
        ("freeze = \"9m 59s\"", "freeze", format!("{freeze}: 9m 59s, 10m to 1d 12h: 1s short")),
        (
            "freeze = \"1d 12h 1s\"",
            "freeze",
            format!("{freeze}: 1d 12h 1s, 10m to 1d 12h: 1s over"),
        ),
    ] {
        assert_breaks(lines, &format!("buyback.{key}"), &words);
    }
    for lines in [
        "cycle = \"90d\"",
        "cycle = \"1d\"\ntender = \"1d\"",
        "tender = \"1h\"\nfreeze = \"10m\"",
        "tender = \"30d\"",
        "freeze = \"1d 12h\"",
    ] {
        assert!(broken_by(lines).is_empty(), "{lines}");
    }
}

#[test]
fn a_row_fails_where_the_program_refuses_and_nowhere_else() {
    let mut plan = plan(AUCTION);
    let order = [
        (CalendarError::CycleLength, "a cycle of the mandate"),
        (CalendarError::TenderLength, "a tender leaves"),
        (CalendarError::FreezeLength, "offers stand still"),
        (CalendarError::TooShort, "the mandate has a whole"),
        (CalendarError::TooLong, "the mandate does not last"),
    ];
    let lengths = [0, 599, 600, 3_599, 3_600, 86_399, 86_400, 7_776_000, 7_776_001, 315_360_001];
    for cycle in lengths {
        for tender in lengths {
            for freeze in lengths {
                for lasts in lengths {
                    plan.buyback.cycle = cycle;
                    (plan.buyback.tender, plan.buyback.freeze) = (tender, freeze);
                    plan.buyback.lasts = lasts;
                    let verdicts = of_buyback(&plan);
                    let failing = order.iter().find(|(_, words)| {
                        verdicts.iter().any(|row| row.rule.starts_with(words) && !row.holds)
                    });
                    let refused = plan.buyback.calendar(&plan).check().err();
                    assert_eq!(failing.map(|(error, _)| *error), refused, "{:?}", plan.buyback);
                }
            }
        }
    }
}

#[test]
fn prices_are_few_and_never_zero() {
    let rule = "the mandate has prices to offer at";
    let bound = "1 to 64 up to 100 %, none of them zero";
    for (lines, key, words) in [
        (
            "tick = \"0%\"",
            "tick",
            format!("0 prices up to 90 %, in steps of 0 %, {bound}: steps of nothing lead nowhere"),
        ),
        (
            "tick = \"95%\"",
            "ceiling",
            format!(
                "0 prices up to 90 %, in steps of 95 %, {bound}: the lowest price, 95 %, is above \
                 the ceiling: nobody could ever offer"
            ),
        ),
        (
            "tick = \"1%\"",
            "tick",
            format!(
                "90 prices up to 90 %, in steps of 1 %, {bound}: 26 over: larger steps make fewer"
            ),
        ),
    ] {
        assert_breaks(lines, &format!("buyback.{key}"), &format!("{rule}: {words}"));
    }
    for lines in ["tick = \"90%\"", "tick = \"1.4%\"", "ceiling = \"100%\""] {
        assert!(broken_by(lines).is_empty(), "{lines}");
    }

    let mut plan = plan(AUCTION);
    plan.buyback.ceiling_bps = 10_001;
    let row = |plan: &Plan| of_buyback(plan).into_iter().find(|row| row.rule == rule).unwrap();
    let refused = row(&plan);
    assert_eq!(refused.off.as_deref(), Some("0.01 % above the sale's price"));
    assert_eq!(refused.keys, ["buyback.ceiling", "buyback.tick"]);
    plan.buyback.ceiling_bps = 9_000;
    plan.terms.target = 19;
    assert_eq!(row(&plan).off.as_deref(), Some("the lowest rounds down to nothing"));
    plan.terms.target = 20;
    assert!(row(&plan).holds);
}

#[test]
fn a_blackout_around_unlocks_ends() {
    let words = "the blackout around an unlock has an end: 90d 1s, 1s to 90d: 1s over";
    assert_breaks("around_unlocks = \"90d 1s\"", "buyback.around_unlocks", words);
    assert!(broken_by("around_unlocks = \"90d\"").is_empty());
    let none = verdicts(&plan(&with("around_unlocks = \"0d\"")));
    assert!(none.iter().all(|row| row.holds && !row.rule.contains("around an unlock")));
}

#[test]
fn a_cycle_may_spend_something() {
    let words = "a cycle of the mandate may spend something: 0 USDC, more than zero: nothing could \
                 ever be bought";
    assert_breaks("budget = 0", "buyback.budget", words);
    assert!(broken_by("budget = 0.000001").is_empty());
}
