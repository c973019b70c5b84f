//! check of the mandate
//! ├── what is said of it ........ in plain words: when, how much, up to which price, what it burns
//! ├── what holds by default ..... said as such
//! ├── what will hardly trade .... a note: too few cycles, all of them dark, too little, too much
//! └── a rule that is broken ..... file:line, by how much: 1, and no note

use crate::{Desk, example};

/// What `check` says of the auction example, which says nothing of its mandate, with a section
/// more.
fn checked(desk: &Desk, lines: &str) -> String {
    let section = format!("[buyback]\n{lines}\n[rehearsal]");
    desk.example("auction.toml", "[rehearsal]", &section);
    desk.run("check auction.toml").succeeds()
}

#[test]
fn a_mandate_is_summed_up() {
    let out = Desk::new().run(&format!("check {}", example("level.toml").display())).succeeds();
    let pad = " ".repeat(11);
    let words = format!(
        "buyback    from 2027-03-12 15:00 UTC on for 360d, in 12 cycles of 30d: offers in the first \
         3d of each, which stand in the last 6h\n\
         {pad}spends at most 30,000 USDC in a cycle; what one leaves adds to later ones\n\
         {pad}pays one price to all, up to 0.0056 USDC each, 70 % of the sale's, in steps of 2.5 %; \
         of each offer the first 5,000 HRBR come before the rest\n\
         {pad}buys nothing 10d before and after an unlock of kol, vc, team; which costs it the \
         tenders of cycles 6, 9, if the sale settles at its close\n\
         {pad}burns what it buys; what it has not spent on 2028-03-06 15:00 UTC deepens the pool\n"
    );
    assert!(out.contains(&words), "{words}\n{out}");
    assert!(!out.contains("mandate gets"), "{out}");
}

#[test]
fn what_holds_by_default_says_so() {
    let desk = Desk::new();
    desk.example("auction.toml", "[token]", "[token]");
    let out = desk.run("check auction.toml").succeeds();
    for words in [
        "spends at most 21,000 USDC in a cycle; what one leaves does not add to later ones",
        "pays one price to all, up to 0.00252 to 0.009 USDC each, 90 % of the sale's",
    ] {
        assert!(out.contains(words), "{words}\n{out}");
    }
    let rule = "a cycle of the mandate is neither too short nor too long";
    let row = out.lines().find(|line| line.contains(rule) && line.contains("pass")).unwrap();
    assert!(row.trim_end().ends_with("the default"), "{row}");
    let out = checked(&desk, "around_unlocks = \"0d\"");
    assert!(out.contains("buys around unlocks as at any other time"), "{out}");
}

#[test]
fn what_will_hardly_trade_is_noted() {
    let desk = Desk::new();
    let gets = "of a raise of 1,260,000 USDC, the mandate gets 252,000 USDC, and all its tenders \
                together";
    for (lines, key, note) in [
        (
            "lasts = \"180d\"\ncycle = \"90d\"",
            "lasts",
            "the mandate has only 2 cycles: whoever misses a tender hardly gets another."
                .to_owned(),
        ),
        (
            "budget = 10_000",
            "budget",
            format!("{gets} can spend 120,000 USDC: at least 132,000 USDC is left for the pool."),
        ),
        (
            "budget = 42_001",
            "budget",
            format!(
                "{gets} could spend 504,012 USDC: 6 cycles can use up all of it, and nothing is \
                 left then for later ones or for the pool."
            ),
        ),
        (
            "lasts = \"180d\"\ncycle = \"90d\"\ntender = \"90d\"\nfreeze = \"1d\"\n\
             around_unlocks = \"90d\"",
            "around_unlocks",
            "if the sale settles at its close, an unlock keeps every tender from being held: \
             nothing is ever bought, and all goes to the pool."
                .to_owned(),
        ),
    ] {
        let out = checked(&desk, lines);
        let place = desk.place("auction.toml", &format!("\n{key} = ")[1..]);
        let note = format!("note: {place}: {note}\n");
        assert!(out.contains(&note), "{note}\n{out}");
    }
    // Half of it and twice as much are near enough.
    for lines in ["budget = 10_500", "budget = 42_000", "lasts = \"270d\"\ncycle = \"90d\""] {
        let out = checked(&desk, lines);
        assert!(!out.contains(gets) && !out.contains("has only"), "{lines}\n{out}");
    }
}

#[test]
fn a_budget_that_buys_nothing_is_noted() {
    let desk = Desk::new();
    let text = std::fs::read_to_string(example("pro-rata.toml")).unwrap();
    assert!(text.contains("decimals = 6\nsupply = "), "{text}");
    let section = "[buyback]\nbudget = 0.000001\n[rehearsal]";
    std::fs::write(desk.path("launch.toml"), text.replacen("[rehearsal]", section, 1)).unwrap();
    let out = desk.run("check launch.toml").succeeds();
    // At the lowest price, 0.015 USDC, it buys 66 millionths of a token; of one without decimals,
    // nothing.
    assert!(!out.contains("less than the smallest unit"), "{out}");
    let text = text.replacen("decimals = 6\nsupply = ", "decimals = 0\nsupply = ", 1);
    std::fs::write(desk.path("launch.toml"), text.replacen("[rehearsal]", section, 1)).unwrap();
    let out = desk.run("check launch.toml").succeeds();
    let note = format!(
        "note: {}: a cycle's budget of 0.000001 USDC buys less than the smallest unit of TIDE even \
         at the lowest price: nothing is ever bought.",
        desk.place("launch.toml", "budget = ")
    );
    assert!(out.contains(&note), "{note}\n{out}");
}

#[test]
fn a_broken_rule_names_file_and_line() {
    let desk = Desk::new();
    for (from, to, words) in [
        (
            "lasts = \"360d\"",
            "lasts = \"60d\"",
            "the mandate buys after the sale can last settle, and after it opens, for at least 180d: found 60d, expected \
             at least 180d: 120d short",
        ),
        (
            "tick = \"2.5%\"",
            "tick = \"80%\"",
            "the mandate has prices to offer at: found 0 prices up to 70 %, in steps of 80 %, \
             expected 1 to 64 up to 100 %, none of them zero: the lowest price, 80 %, is above the \
             ceiling: nobody could ever offer",
        ),
        (
            "budget = 30_000",
            "budget = 0",
            "a cycle of the mandate may spend something: found 0 USDC, expected more than zero: \
             nothing could ever be bought",
        ),
    ] {
        desk.example("level.toml", from, to);
        let said = desk.run("check level.toml");
        let key = if to.starts_with("tick") { "ceiling = \"70%\"" } else { to };
        let line = format!("{}: {words}\n", desk.place("level.toml", key));
        assert!(said.code == 1 && said.out.contains(&line), "{line}\n{}", said.out);
        assert!(
            !said.out.contains("has only") && !said.out.contains("ever bought."),
            "{}",
            said.out
        );
    }
}
