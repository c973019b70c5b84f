//! check of vesting plans
//! ├── what is said of them ............. in plain words, with the governor and the stream
//! ├── what holds by default ............ said as such
//! ├── a list that is missing ........... how to make it, in full
//! ├── a list that is there ............. who gets how much; what it leaves out
//! ├── a deliverable due too late ....... a note
//! └── a rule that is broken ............ file:line, by how much: 1

use std::fs;

use crate::{Desk, example};

const ALICE: &str = "ExVLQfxMe4qcW3J6NTPyBxwJ7H3Khp4N7yeHLZgpE1EZ";

/// The line of a tranche's `[[tranche]]`, as `FILE:LINE`.
fn header(desk: &Desk, file: &str, kind: &str) -> String {
    let place = desk.place(file, &format!("kind = \"{kind}\""));
    let line: usize = place.split_once(':').unwrap().1.parse().unwrap();
    format!("{file}:{}", line - 1)
}

#[test]
fn plans_governor_and_stream_are_summed_up() {
    let out = Desk::new().run(&format!("check {}", example("level.toml").display())).succeeds();
    let pad = " ".repeat(11);
    for lines in [
        format!(
            "treasury   80,000,000 HRBR to whom the creator grants it, without a list\n\
             {pad}all of it vests at the settlement, on 2027-03-05 15:00 UTC at the earliest\n\
             {pad}nobody can cancel a grant, its recipient can pass it on; what is forfeited is \
             burned\n"
        ),
        format!(
            "kol        30,000,000 HRBR by a list that is still missing\n\
             {pad}vests evenly from 180d after the settlement to 360d after it, from 2027-09-01 \
             15:00 UTC to 2028-02-28 15:00 UTC at the earliest\n\
             {pad}nobody can cancel a grant, its recipient can pass it on; what is forfeited is \
             burned\n\
             {pad}nothing is paid before its recipient has disclosed\n\
             {pad}the deliverable is due 180d after the settlement; for 30d \
             HarborAttesterHarborAttesterHarborAttesterH can mark it as missed, which forfeits \
             what has not vested\n"
        ),
        format!("{pad}the creator can cancel a grant, its recipient can pass it on; what is"),
        "governor   insiders together take out at most 10,000,000 HRBR (1 %) in an epoch of 7d: \
         for all of theirs, at least 23 epochs\n"
            .to_owned(),
        "stream     the treasury's 50 % of the raise, evenly over 730d from the settlement on, to \
         HarborTreasuryHarborTreasuryHarborTreasuryH\n"
            .to_owned(),
        "at 0.0064, 20 % off; 180d cliff, then 180d linear".to_owned(),
    ] {
        assert!(out.contains(&lines), "{lines}\n{out}");
    }
    assert!(!out.contains("no recipient yet"), "{out}");
}

#[test]
fn what_holds_by_default_says_so() {
    let desk = Desk::new();
    let lock = "kind = \"treasury\"\ncliff = \"90d\"";
    desk.example("auction.toml", "kind = \"treasury\"", lock);
    let out = desk.run("check auction.toml").succeeds();
    for words in [
        "all of it vests 90d after the settlement, on 2027-08-16 12:00 UTC at the earliest",
        "governor   insiders together take out at most 10,000,000 BRK (1 %) in an epoch of 7d",
        "evenly over 730d from the settlement on, to a wallet that is still missing",
    ] {
        assert!(out.contains(words), "{words}\n{out}");
    }
    for rule in ["an epoch of the governor", "insiders together take out at most 5 %"] {
        let row = out.lines().find(|line| line.contains(rule) && line.contains("pass")).unwrap();
        assert!(row.trim_end().ends_with("the default"), "{row}");
    }
}

#[test]
fn a_missing_list_is_asked_for_with_the_command_that_builds_its_plan() {
    let desk = Desk::new();
    desk.example("level.toml", "cliff = \"270d\"", "cliff = \"270d 12h\"");
    let out = desk.run("check level.toml").succeeds();
    for (kind, note) in [
        (
            "kol",
            "tranche 6 (kol): no list of grants yet; a rehearsal draws one. Before sealing, write \
             recipient,amount,price,disclosure lines that add up to 30000000 HRBR, at most \
             10000000 for one wallet, price 2880000 (USDC for the whole sale), \
             disclosure yes; name the file with `grants = \"kol.csv\"`, and build its plan:\n  \
             groundswell vest build kol.csv --mint MINT --grantor WALLET --id 6 --kind kol --cliff \
             180d --linear 180d --decimals 6 --quote-decimals 6 --supply 1000000000 --out kol\n",
        ),
        (
            "vc",
            "tranche 7 (vc): no list of grants yet; a rehearsal draws one. Before sealing, write \
             recipient,amount,price lines that add up to 80000000 HRBR, at most 50000000 for one \
             wallet, price 1800000 (USDC for the whole sale); name the file with \
             `grants = \"vc.csv\"`, and build its plan:\n  groundswell vest build vc.csv --mint \
             MINT --grantor WALLET --id 7 --kind vc --cliff 270d12h --linear 270d --decimals 6 \
             --quote-decimals 6 --supply 1000000000 --out vc\n",
        ),
    ] {
        let note = format!("note: {}: {note}", header(&desk, "level.toml", kind));
        assert!(out.contains(&note), "{note}\n{out}");
    }
    assert!(!out.contains("(team): no list") && !out.contains("(treasury): no list"), "{out}");

    desk.example("auction.toml", "[token]", "[token]");
    let out = desk.run("check auction.toml").succeeds();
    let note = format!(
        "note: {}: the treasury's share of the raise has no recipient yet; a rehearsal pays a \
         wallet of its own. Before sealing, name one in a section [treasury], with `recipient = \
         \"ADDRESS\"`.",
        desk.place("auction.toml", "treasury = \"50%\"")
    );
    assert!(out.contains(&note), "{note}\n{out}");
}

#[test]
fn the_command_in_a_note_builds_the_plan() {
    let desk = Desk::new();
    desk.example("level.toml", "kind = \"vc\"", "kind = \"vc\"");
    let out = desk.run("check level.toml").succeeds();
    let command = out.lines().find(|line| line.contains("vest build vc.csv")).unwrap();
    let command = command.trim().strip_prefix("groundswell ").unwrap();
    let list = format!("recipient,amount,price\n{ALICE},50000000,1800000\n");
    fs::write(desk.path("vc.csv"), list).unwrap();

    desk.run(&command.replace("MINT", ALICE).replace("WALLET", ALICE)).succeeds();

    let facts = desk.read("vc/plan.json");
    assert!(facts.contains("\"price\": \"1800000000000\""), "{facts}");
}

#[test]
fn a_list_is_summed_up_and_what_it_leaves_out_is_noted() {
    let desk = Desk::new();
    let named = "kind = \"kol\"\ngrants = \"kols.csv\"";
    desk.example("level.toml", "kind = \"kol\"", named);
    let wallets: Vec<_> =
        (1..=4).map(|n| groundswell_sdk::Address::new_from_array([n; 32])).collect();
    let rows: String =
        wallets.iter().map(|wallet| format!("{wallet},7_500_000,2_880_000,yes\n")).collect();
    fs::write(desk.path("kols.csv"), format!("recipient,amount,price,disclosure\n{rows}")).unwrap();
    let out = desk.run("check level.toml").succeeds();
    let who = "kol        4 wallets share 30,000,000 HRBR: the one in the middle gets 7,500,000, the \
               largest 7,500,000";
    assert!(out.contains(who) && !out.contains("(kol): no list"), "{out}");
    for rule in [
        "tranche 6 (kol): the list adds up to the tranche",
        "tranche 6 (kol): one wallet gets at most 1 % of the supply",
        "tranche 6 (kol): the list states the tranche's price, for the whole sale",
    ] {
        assert!(out.contains(rule), "{rule}\n{out}");
    }
    assert!(!out.contains("would lack"), "{out}");

    let rows = rows.replace(",2_880_000,yes", "");
    fs::write(desk.path("kols.csv"), format!("recipient,amount\n{rows}")).unwrap();
    let out = desk.run("check level.toml").succeeds();
    let note = format!(
        "note: {}: tranche 6 (kol): the plan that `groundswell vest build` makes of its list would \
         lack what this file says: before sealing, add to each line of the list price 2880000 (USDC \
             for the whole sale), disclosure yes.",
        desk.place("level.toml", "grants =")
    );
    assert!(out.contains(&note), "{note}\n{out}");
}

#[test]
fn a_deliverable_that_comes_too_late_is_noted() {
    let desk = Desk::new();
    for (days, noted) in [(359, false), (360, true)] {
        let deliver = format!("deliver_by = \"{days}d\"");
        desk.example("level.toml", "deliver_by = \"180d\"", &deliver);
        let out = desk.run("check level.toml").succeeds();
        let note = format!(
            "note: {}: tranche 6 (kol): the deliverable is due {days}d after the settlement, when \
             everything has vested: nothing can be forfeited.",
            desk.place("level.toml", "deliver_by")
        );
        assert_eq!(out.contains(&note), noted, "{note}\n{out}");
    }
}

#[test]
fn a_broken_rule_names_file_and_line() {
    let desk = Desk::new();
    for (from, to, words) in [
        (
            "share = \"1%\"",
            "share = \"6%\"",
            "insiders together take out at most 5 % of the supply in an epoch: found 60,000,000 \
             HRBR (6 %), expected at most 50,000,000 HRBR (5 %): 10,000,000 HRBR (1 %) over",
        ),
        (
            "over = \"730d\"",
            "over = \"180d\"",
            "the treasury's share of the raise arrives over at least 365d: found 180d, expected 365d \
             to 7300d: 185d short",
        ),
        (
            "disclosure = true",
            "reassign = \"grantor\"",
            "tranche 6 (kol): nobody but its recipient passes a grant on: found grantor, expected \
             neither or recipient: the published list would not bind the creator",
        ),
    ] {
        desk.example("level.toml", from, to);
        let said = desk.run("check level.toml");
        let line = format!("{}: {words}\n", desk.place("level.toml", to));
        assert!(said.code == 1 && said.out.contains(&line), "{line}\n{}", said.out);
    }
    desk.example("level.toml", "kind = \"kol\"", "kind = \"kol\"\ngrants = \"kols.csv\"");
    let list = format!("recipient,amount\n{ALICE},10000000.000001\n");
    fs::write(desk.path("kols.csv"), list).unwrap();
    let place = desk.place("level.toml", "grants =");
    let unusable =
        format!("{place}: `tranche.grants` is unusable: kols.csv:2: `amount` is 1000000");
    desk.run("check level.toml").refuses(&unusable);
}
