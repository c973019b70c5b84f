//! Vesting plans
//! ├── with nothing said of them: nobody cancels, recipients pass on, nothing is asked
//! ├── with everything said: read to the unit and the second
//! ├── with one slip: refused with file, line and expectation
//! └── keys of other tranches, and theirs on others: refused

use groundswell_sdk::{grants::PlanSchedule, vesting_program::state::Policy};

use super::*;
use crate::plan::{Deliverable, GovernorPlan, SinkPlan, TreasuryPlan};

const PRO_RATA: &str = include_str!("../../../../../examples/pro-rata.toml");
const KIND: &str = "kind = \"kol\"";
const DAY: u32 = 86_400;
const BOB: &str = "8opHzTAnfzRpPEx21XtnrVTX28YQuCpAjcn1PczScKh";

/// The example with lines added to the tranche of a kind, and a list beside it.
fn read_tranche(kind: &str, lines: &str, list: &str) -> anyhow::Result<Plan> {
    let text = edited(PRO_RATA, kind, &format!("{kind}\n{lines}"));
    read_text(text.as_bytes(), &[("kols.csv", list)]).map(|(plan, _)| plan)
}

/// How it is refused.
fn refusal(kind: &str, lines: &str, list: &str) -> String {
    read_tranche(kind, lines, list).map(|_| ()).unwrap_err().to_string()
}

/// The line after that of a kind.
fn line_of(kind: &str) -> usize {
    2 + PRO_RATA.lines().position(|line| line == kind).unwrap()
}

#[test]
fn what_is_not_said_has_a_default() {
    let (plan, _) = read_text(PRO_RATA.as_bytes(), &[]).unwrap();

    let tranches: Vec<_> = plan.grants.iter().map(|grants| grants.tranche).collect();
    assert_eq!(tranches, [3, 4, 5, 6], "treasury, kol, vc, team");
    for grants in &plan.grants {
        assert_eq!((grants.cancel, grants.reassign), (Policy::Neither, Policy::Recipient));
        assert!(grants.grants.is_none() && !grants.needs_disclosure);
        assert!(grants.deliverable.is_none() && grants.sink == SinkPlan::Burn);
    }
    assert_eq!(plan.grants[1].schedule(&plan), PlanSchedule::lock(180 * DAY, 180 * DAY));
    assert_eq!(plan.governor, GovernorPlan { share_bps: 100, epoch_seconds: 7 * DAY });
    assert_eq!(plan.treasury, TreasuryPlan { recipient: None, over: 730 * DAY });
}

#[test]
fn what_is_said_is_read_to_the_unit_and_the_second() {
    let lines = format!(
        "grants = \"kols.csv\"\ncancel = \"either\"\nreassign = \"neither\"\ndisclosure = true\n\
         deliver_by = \"180d\"\ndeliver_window = \"30d 1s\"\nattester = \"{ALICE}\"\n\
         sink = \"buyback\""
    );
    let list = format!(
        "\u{feff}# who\r\namount,recipient,price\r\n250_000,{ALICE},2_400_000\r\n\
         0.000001,{BOB},2400000"
    );

    let plan = read_tranche(KIND, &lines, &list).unwrap();

    let kol = &plan.grants[1];
    let grants = kol.grants.as_ref().unwrap();
    assert_eq!((grants.dataset().sum(), grants.largest()), (250_000_000_001, 250_000_000_000));
    assert_eq!(grants.price(), plan.tranches[4].price);
    assert_eq!((kol.cancel, kol.reassign), (Policy::Either, Policy::Neither));
    assert!(kol.needs_disclosure);
    let (attester, window) = (ALICE.parse().unwrap(), 30 * DAY + 1);
    assert_eq!(kol.deliverable, Some(Deliverable { attester, by: 180 * DAY, window }));
    assert_eq!(kol.sink, SinkPlan::Buyback);
    assert_eq!(plan.tranches[4].destination, Address::default());
}

#[test]
fn a_list_can_ask_for_disclosure_too() {
    for (lines, column, asks) in [
        ("", "yes", true),
        ("disclosure = false\n", "yes", true),
        ("disclosure = true\n", "no", true),
        ("", "no", false),
    ] {
        let list = format!("recipient,amount,disclosure\n{ALICE},1,{column}\n");
        let plan = read_tranche(KIND, &format!("{lines}grants = \"kols.csv\""), &list).unwrap();
        assert_eq!(plan.grants[1].needs_disclosure, asks, "{lines}{column}");
    }
}

#[test]
fn slips_are_refused_with_file_and_line() {
    let choice = "expected one of \"neither\", \"grantor\", \"recipient\", \"either\"";
    let all = "expected all of `deliver_by`, `deliver_window`, `attester` or none";
    let time = "expected a length of time in quotes";
    let whole = |by: &str, window: &str, attester: &str| {
        format!("deliver_by = {by}\ndeliver_window = {window}\nattester = \"{attester}\"")
    };
    for (lines, at, message) in [
        ("grant = \"x\"", 0, "unknown key `grant` in [[tranche]]: did you mean `grants`?"),
        ("reasign = \"x\"", 0, "unknown key `reasign` in [[tranche]]: did you mean `reassign`?"),
        ("grants = 7", 0, "`tranche.grants` is 7, expected a path in quotes"),
        ("cancel = \"me\"", 0, &*format!("`tranche.cancel` is \"me\", {choice}")),
        ("reassign = true", 0, &format!("`tranche.reassign` is true, {choice}")),
        (
            "disclosure = \"yes\"",
            0,
            "`tranche.disclosure` is \"yes\", expected true or false, without quotes",
        ),
        (
            "deliver_by = \"180d\"",
            0,
            &format!("`tranche.deliver_by` stands without `deliver_window`, {all}"),
        ),
        (
            &format!("deliver_window = \"30d\"\nattester = \"{ALICE}\""),
            0,
            &format!("`tranche.deliver_window` stands without `deliver_by`, {all}"),
        ),
        (
            "deliver_by = \"180d\"\ndeliver_window = \"30d\"",
            0,
            &format!("`tranche.deliver_by` stands without `attester`, {all}"),
        ),
        (&whole("180", "\"30d\"", ALICE), 0, &format!("`tranche.deliver_by` is 180, {time}")),
        (
            &whole("\"0d\"", "\"30d\"", ALICE),
            0,
            "`tranche.deliver_by` is no time at all, expected at least a second",
        ),
        (
            &whole("\"1d\"", "\"0s\"", ALICE),
            1,
            "`tranche.deliver_window` is no time at all, expected at least a second",
        ),
        (
            &whole("\"1d\"", "\"1d\"", "me"),
            2,
            "`tranche.attester` is \"me\", expected a Solana address (32 bytes in base58) in quotes",
        ),
        (
            &whole("\"1d\"", "\"1d\"", NOBODY),
            2,
            "`tranche.attester` is the address of nobody, expected a wallet",
        ),
        (
            "sink = \"me\"",
            0,
            "`tranche.sink` is \"me\", expected \"burn\" or \"buyback\" (the launch's mandate, which \
             burns it too); nothing of a launch passes on to another list, whose creator could \
             still choose who is on it",
        ),
    ] {
        let refused = refusal(KIND, lines, "");
        let mut expected = format!("launch.toml:{}: {message}", line_of(KIND) + at);
        if message.ends_with(time) {
            expected.push_str(
                ", of days, hours, minutes and seconds, such as \"7d\", \"1d 12h\", \"90m\" or \
                 \"30s\"",
            );
        }
        assert_eq!(refused, expected);
    }
}

#[test]
fn slips_in_a_list_are_refused_with_both_files_and_lines() {
    let header = "a header with the columns `recipient` and `amount`, and `price` and \
                  `disclosure` if wanted";
    let two = |rows: [&str; 2]| format!("recipient,amount,price\n{}\n{}\n", rows[0], rows[1]);
    for (list, message) in [
        (String::new(), format!("1: the file is empty, expected {header}")),
        ("wallet,amount\n".to_owned(), format!("1: the header names `wallet`, expected {header}")),
        (
            "recipient,amount\n\nme,1\n".to_owned(),
            "3: `recipient` is \"me\", expected a Solana address (32 bytes in base58)".to_owned(),
        ),
        (
            format!("recipient,amount\n{ALICE},1.0000001\n"),
            "2: `amount` is \"1.0000001\", expected at most 6 decimals".to_owned(),
        ),
        (
            format!("recipient,amount\n{ALICE},250_000.000001\n"),
            "2: `amount` is 250000000001 base units, above the 1 % of supply that one wallet of \
             this kind may get (250000000000): lower it"
                .to_owned(),
        ),
        (
            two([&format!("{ALICE},1,2"), &format!("{ALICE},1,2")]),
            format!(
                "3: {ALICE} stands on line 2 already: a wallet has one grant of a plan, so write \
                 one line with the sum"
            ),
        ),
        (
            two([&format!("{ALICE},1,2"), &format!("{BOB},1,2.5")]),
            "3: `price` is 2500000 and on line 2 2000000, in quote base units: a plan has one \
             price, so split them into tranches, with a plan for each"
                .to_owned(),
        ),
    ] {
        let refused = refusal(KIND, "grants = \"kols.csv\"", &list);
        let place = format!("launch.toml:{}: `tranche.grants` is unusable", line_of(KIND));
        assert_eq!(refused, format!("{place}: kols.csv:{message}"));
    }

    let refused = refusal(KIND, "grants = \"no.csv\"", "");
    let cannot = "`tranche.grants` is unusable: cannot read no.csv, expected a CSV file: ";
    assert!(refused.starts_with(&format!("launch.toml:{}: {cannot}", line_of(KIND))), "{refused}");
    // A VC may have five times as much, the team all of it.
    for (kind, amount, reads) in [
        ("kind = \"vc\"", "1_250_000", true),
        ("kind = \"vc\"", "1_250_000.000001", false),
        ("kind = \"team\"", "4_250_000", true),
    ] {
        let list = format!("recipient,amount\n{ALICE},{amount}\n");
        let read = read_tranche(kind, "grants = \"kols.csv\"", &list);
        assert_eq!(read.is_ok(), reads, "{kind} {amount}");
    }
}

#[test]
fn keys_stand_where_they_mean_something() {
    let plans = "here: only kol, vc, team and treasury have vesting plans";
    for kind in
        ["kind = \"community-sale\"", "kind = \"community-airdrop\"", "kind = \"liquidity\""]
    {
        for key in [
            "grants = \"kols.csv\"",
            "cancel = \"neither\"",
            "reassign = \"neither\"",
            "disclosure = true",
            "deliver_by = \"1d\"",
            "deliver_window = \"1d\"",
            "attester = \"x\"",
        ] {
            let name = key.split(' ').next().unwrap();
            let expected = format!("`tranche.{name}` has no meaning {plans}: remove it");
            let place = format!("launch.toml:{}: ", line_of(kind));
            assert_eq!(refusal(kind, key, ""), format!("{place}{expected}"));
        }
    }
    let follows = "a vesting plan's address follows from the mint, the creator and the tranche's \
                   number";
    for kind in ["kol", "vc", "team", "treasury"] {
        let kind = format!("kind = \"{kind}\"");
        for (key, why) in [
            (format!("destination = \"{ALICE}\""), follows),
            ("list = \"kols.csv\"".to_owned(), "a vesting plan's list is its `grants`"),
            ("claim_for = \"90d\"".to_owned(), "only a community-airdrop has a list"),
        ] {
            let name = key.split(' ').next().unwrap();
            let expected = format!("`tranche.{name}` has no meaning here: {why}: remove it");
            let place = format!("launch.toml:{}: ", line_of(&kind));
            assert_eq!(refusal(&kind, &key, ""), format!("{place}{expected}"));
        }
    }
}
