//! The rules for vesting plans
//! ├── a list adds up, at the tranche's price, and no wallet has too much of it
//! ├── a list that must be published is nobody's to change
//! ├── schedules end
//! └── the governor and the treasury's stream let out neither too much nor nothing

use super::*;

const ALICE: &str = "ExVLQfxMe4qcW3J6NTPyBxwJ7H3Khp4N7yeHLZgpE1EZ";
const BOB: &str = "8opHzTAnfzRpPEx21XtnrVTX28YQuCpAjcn1PczScKh";

/// The level example, with a list of VCs.
fn with_list(list: &str) -> Plan {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("launch.toml");
    fs::write(&path, LEVEL.replacen("kind = \"vc\"", "kind = \"vc\"\ngrants = \"vcs.csv\"", 1))
        .unwrap();
    fs::write(folder.path().join("vcs.csv"), list).unwrap();
    file::read(&path).unwrap()
}

fn find(plan: &Plan, rule: &str) -> Verdict {
    let found = verdicts(plan).into_iter().find(|verdict| verdict.rule.contains(rule));
    found.unwrap_or_else(|| panic!("{rule}"))
}

#[test]
fn a_list_adds_up_to_its_tranche() {
    let sum = |amount: &str| {
        let list = format!("recipient,amount\n{ALICE},40_000_000\n{BOB},{amount}\n");
        find(&with_list(&list), "tranche 7 (vc): the list adds up to the tranche")
    };

    assert!(sum("40_000_000").holds);
    for (amount, off) in [("39999999.999999", "0.000001 HRBR short"), ("40000007", "7 HRBR over")] {
        let verdict = sum(amount);
        assert_eq!(verdict.bound, "exactly 80,000,000 HRBR");
        assert_eq!((verdict.off.as_deref(), verdict.holds), (Some(off), false));
        assert_eq!(verdict.keys, ["tranche[6].grants", "tranche[6].amount"]);
    }
}

#[test]
fn one_wallet_has_a_bound() {
    let list = format!("recipient,amount\n{ALICE},50_000_000\n{BOB},30_000_000\n");
    let mut plan = with_list(&list);
    let rule = "tranche 7 (vc): one wallet gets at most 5 % of the supply";
    let verdict = find(&plan, rule);
    assert!(verdict.holds);
    assert_eq!(verdict.keys, ["tranche[6].grants"]);

    // Reading the list refuses such a row already.
    plan.supply -= 20;
    let verdict = find(&plan, rule);
    assert_eq!((verdict.off.as_deref(), verdict.holds), (Some("0.000001 HRBR over"), false));
}

#[test]
fn a_list_that_states_a_price_states_the_tranches() {
    let price = |price: &str| {
        let list = format!("recipient,amount,price\n{ALICE},40_000_000,{price}\n");
        let verdicts = verdicts(&with_list(&list)).into_iter();
        verdicts.filter(|verdict| verdict.rule.contains("the list states")).collect::<Vec<_>>()
    };

    assert!(price("").is_empty() && price("0").is_empty());
    assert!(price("1_800_000")[0].holds);
    for (stated, found, off) in [
        ("0.004", "0.004 USDC", "1,799,999.996 USDC less"),
        ("1800000.000001", "1,800,000.000001 USDC", "0.000001 USDC more"),
    ] {
        let [verdict] = &price(stated)[..] else { panic!("one rule") };
        let rule = "tranche 7 (vc): the list states the tranche's price, for the whole sale";
        assert_eq!((&*verdict.rule, &*verdict.found), (rule, found));
        assert_eq!(verdict.bound, "exactly 1,800,000 USDC, which is 0.004 USDC each");
        assert_eq!((verdict.off.as_deref(), verdict.holds), (Some(off), false));
        assert_eq!(verdict.keys, ["tranche[6].grants", "tranche[6].price"]);
    }
}

#[test]
fn a_published_list_is_nobodys_to_change() {
    for kind in ["kol", "vc", "team"] {
        let kind_line = format!("kind = \"{kind}\"");
        for policy in ["neither", "grantor", "recipient", "either"] {
            let to = format!("{kind_line}\nreassign = \"{policy}\"");
            let found = broken(LEVEL, &kind_line, &to);
            if kind == "team" || ["neither", "recipient"].contains(&policy) {
                assert!(found.is_empty(), "{kind} {policy}");
                continue;
            }
            let number = if kind == "kol" { 6 } else { 7 };
            let words = format!(
                "tranche {number} ({kind}): nobody but its recipient passes a grant on: {policy}, \
                 neither or recipient: the published list would not bind the creator"
            );
            assert_eq!(found, [(format!("tranche[{}].reassign", number - 1), words)]);
        }
    }
}

#[test]
fn every_plan_ends() {
    let shown = find(&plan(LEVEL), "every plan ends within");
    assert_eq!(shown.rule, "every plan ends within 7300d of the settlement");
    assert_eq!((shown.found.as_str(), shown.keys[0].as_str()), ("1460d", "tranche[7].linear"));

    let longest = LEVEL.replacen("cliff = \"365d\"", "cliff = \"3650d\"", 1);
    let longest = longest.replacen("linear = \"1095d\"", "linear = \"3650d\"", 1);
    assert!(find(&plan(&longest), "every plan ends within").holds);
    let found = broken(&longest, "cliff = \"3650d\"", "cliff = \"3650d 1s\"");
    let words = "tranche 8 (team): its plan ends within 7300d of the settlement: 7300d 1s, at most \
                 7300d: 1s over";
    assert_eq!(found.len(), 2, "the lock is too long as well");
    assert_eq!(found[1], ("tranche[7].linear".to_owned(), words.to_owned()));
}

#[test]
fn a_governor_lets_out_neither_too_much_nor_nothing() {
    let epoch = "an epoch of the governor is neither too short nor too long";
    let share = "insiders together take out at most 5 % of the supply in an epoch";
    assert_broken(
        LEVEL,
        &[
            (
                "epoch = \"7d\"",
                "epoch = \"23h 59m 59s\"",
                "governor.epoch",
                &format!("{epoch}: 23h 59m 59s, 1d to 90d: 1s short"),
            ),
            (
                "epoch = \"7d\"",
                "epoch = \"90d 1s\"",
                "governor.epoch",
                &format!("{epoch}: 90d 1s, 1d to 90d: 1s over"),
            ),
            (
                "share = \"1%\"",
                "share = \"0%\"",
                "governor.share",
                &format!("{share}: 0 HRBR (0 %), more than zero: nothing would ever leave"),
            ),
            (
                "share = \"1%\"",
                "share = \"5.01%\"",
                "governor.share",
                &format!(
                    "{share}: 50,100,000 HRBR (5.01 %), at most 50,000,000 HRBR (5 %): 100,000 \
                     HRBR (0.01 %) over"
                ),
            ),
            // 230,000,000 HRBR, 200,000 of them a week.
            (
                "share = \"1%\"",
                "share = \"0.02%\"",
                "governor.share",
                "the governor lets all of the insiders' tokens out within 7300d: 8050d, at most \
                 7300d: some grants would never be paid",
            ),
        ],
    );
    for (from, to) in [
        ("epoch = \"7d\"", "epoch = \"1d\""),
        ("epoch = \"7d\"", "epoch = \"90d\""),
        ("share = \"1%\"", "share = \"5%\""),
        ("share = \"1%\"", "share = \"0.03%\""),
    ] {
        assert!(broken(LEVEL, from, to).is_empty(), "{to}");
    }
}

#[test]
fn the_treasurys_share_of_the_raise_arrives_slowly() {
    let rule = "the treasury's share of the raise arrives over at least 365d";
    assert_broken(
        LEVEL,
        &[
            (
                "over = \"730d\"",
                "over = \"364d 23h\"",
                "treasury.over",
                &format!("{rule}: 364d 23h, 365d to 7300d: 1h short"),
            ),
            (
                "over = \"730d\"",
                "over = \"7300d 1s\"",
                "treasury.over",
                &format!("{rule}: 7300d 1s, 365d to 7300d: 1s over"),
            ),
        ],
    );
    assert!(broken(LEVEL, "over = \"730d\"", "over = \"365d\"").is_empty());
}
