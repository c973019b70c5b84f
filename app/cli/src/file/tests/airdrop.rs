//! An airdrop
//! ├── with nothing said of it: all at once, for 90 days, the rest burned
//! ├── with everything said: read to the unit and the second
//! ├── with one slip: refused with file, line and expectation
//! └── in a rehearsal: who is drawn, who never claims

use groundswell_sdk::math::window::Step;

use super::*;
use crate::plan::{AirdropPlan, SinkPlan, Unlock};

const PRO_RATA: &str = include_str!("../../../../../examples/pro-rata.toml");
const KIND: &str = "kind = \"community-airdrop\"";
const DAY: u32 = 86_400;

/// The example with lines added to its airdrop, and a list beside it.
fn read_airdrop(lines: &str, list: &str) -> anyhow::Result<(Plan, String)> {
    let text = edited(PRO_RATA, KIND, &format!("{KIND}\n{lines}"));
    // A list leaves nothing to draw.
    let text = match lines.contains("list =") {
        true => text
            .lines()
            .filter(|l| !l.starts_with("airdrop_wallets"))
            .collect::<Vec<_>>()
            .join("\n"),
        false => text,
    };
    read_text(text.as_bytes(), &[("list.csv", list)]).map(|(plan, _)| (plan, text))
}

fn only(plan: &Plan) -> &AirdropPlan {
    let [airdrop] = &plan.airdrops[..] else { panic!("one airdrop") };
    airdrop
}

#[test]
fn what_is_not_said_has_a_default() {
    let (plan, _) = read_airdrop("", "").unwrap();

    let airdrop = only(&plan);
    assert_eq!((airdrop.tranche, airdrop.number, airdrop.claim_for), (1, 1, 90 * DAY));
    assert_eq!(airdrop.unlock, [Unlock { after: 0, share_bps: 10_000 }]);
    assert!(airdrop.list.is_none() && airdrop.sink == SinkPlan::Burn);
    let closes = plan.terms.closes_at;
    assert_eq!(airdrop.steps(&plan), [Step { unlocks_at: closes, share_bps: 10_000 }]);
    assert_eq!(airdrop.ends_at(&plan), closes + i64::from((7 + 90) * DAY));
    assert_eq!((plan.claims.wallets, plan.claims.unclaimed_bps), (800, 1_500));
}

#[test]
fn steps_add_up_and_count_from_the_close() {
    let lines = "list = \"list.csv\"\nclaim_for = \"45d 1s\"\nsink = \"buyback\"\n\
         unlock = [{ after = \"1h\", share = \"10%\" }, { after = \"2d\", share = \"90%\" }]";
    let list =
        format!("\u{feff}# who\r\naddress,amount\r\n{ALICE}, 1_500_000.5\r\n{ALICE},0.000001");

    let (plan, _) = read_airdrop(lines, &list).unwrap();

    let airdrop = only(&plan);
    assert_eq!(airdrop.list.as_ref().unwrap().sum(), 1_500_000_500_001);
    assert_eq!(airdrop.claim_for, 45 * DAY + 1);
    let [first, second] = airdrop.steps(&plan)[..] else { panic!("two steps") };
    let closes = plan.terms.closes_at;
    assert_eq!((first.unlocks_at - closes, first.share_bps), (3_600, 1_000));
    assert_eq!((second.unlocks_at - closes, second.share_bps), (2 * 86_400, 10_000));
    assert_eq!(airdrop.sink, SinkPlan::Buyback);
}

#[test]
fn slips_are_refused_with_file_and_line() {
    let step = "{ after = \"1d\", share = \"50%\" }";
    let list = "list = \"list.csv\"";
    let sink = "expected \"burn\" or \"buyback\" (the launch's mandate, which burns it too);";
    for (lines, csv, message) in [
        (
            &*format!("destination = \"{ALICE}\""),
            "",
            "`tranche.destination` has no meaning on an airdrop: its list's address follows from the mint, the creator and the list's number: remove it",
        ),
        (
            "cliff = \"1d\"",
            "",
            "`tranche.cliff` has no meaning on an airdrop, which unlocks as `unlock` says",
        ),
        ("price = 1", "", "`tranche.price` has no meaning here: only kol, vc and team"),
        ("lists = \"x\"", "", "unknown key `lists` in [[tranche]]: did you mean `list`?"),
        ("list = 7", "", "`tranche.list` is 7, expected a path in quotes"),
        (
            "list = \"no.csv\"",
            "",
            "`tranche.list` is unusable: cannot read no.csv, expected a CSV file: ",
        ),
        (
            list,
            "",
            "`tranche.list` is unusable: list.csv:1: the file is empty, expected the header",
        ),
        (
            list,
            "wallet,cap\n",
            "`tranche.list` is unusable: list.csv:1: found `wallet,cap`, expected the header `address,amount`",
        ),
        (
            list,
            "address,amount\n\nme,1",
            "`tranche.list` is unusable: list.csv:3: column 1 (`address`) is \"me\", expected a Solana address",
        ),
        (
            list,
            &format!("address,amount\n{ALICE},0"),
            "`tranche.list` is unusable: list.csv:2: column 2 (`amount`) is \"0\", ",
        ),
        (
            list,
            &format!("address,amount\n{ALICE},1.0000001"),
            "`tranche.list` is unusable: list.csv:2: column 2 (`amount`) is \"1.0000001\", expected at most 6 decimals",
        ),
        ("claim_for = 90", "", "`tranche.claim_for` is 90, expected a length of time in quotes"),
        ("sink = \"me\"", "", &format!("`tranche.sink` is \"me\", {sink}")),
        ("sink = \"buyback:me\"", "", &format!("`tranche.sink` is \"buyback:me\", {sink}")),
        ("sink = \"buyback:11111111111111111111111111111111\"", "", "`tranche.sink` is \"buyback:"),
        (&format!("sink = \"next:{ALICE}\""), "", "`tranche.sink` is \"next:"),
        (
            "unlock = \"now\"",
            "",
            "`tranche.unlock` is no list of tables, expected [{ .. }, { .. }]",
        ),
        ("unlock = [1]", "", "`tranche.unlock` is no list of tables"),
        ("unlock = []", "", "`tranche.unlock` has 0 steps, expected 1 to 12"),
        (
            &format!("unlock = [{}]", [step; 13].join(", ")),
            "",
            "`tranche.unlock` has 13 steps, expected 1 to 12",
        ),
        (
            &format!("unlock = [{step}, {step}]"),
            "",
            "`tranche.unlock.after` does not come after the step before, expected later steps",
        ),
        (
            &format!("unlock = [{step}]"),
            "",
            "`tranche.unlock` adds up to 50 %, expected 100 %: each share is what its step adds",
        ),
        (
            &format!("unlock = [{step}, {{ after = \"2d\", share = \"100%\" }}]"),
            "",
            "`tranche.unlock` adds up to 150 %, expected 100 %",
        ),
        (
            "unlock = [{ after = \"0d\", share = \"0%\" }]",
            "",
            "`tranche.unlock.share` is nothing, expected what this step adds",
        ),
        (
            "unlock = [{ share = \"100%\" }]",
            "",
            "`tranche.unlock` lacks `after`, expected e.g. `after = \"30d\"`",
        ),
        (
            "unlock = [{ after = \"0d\", shares = \"100%\" }]",
            "",
            "unknown key `shares` in `tranche.unlock`: did you mean `share`?",
        ),
    ] {
        let refused = read_airdrop(lines, csv).map(|_| ()).unwrap_err().to_string();
        let line = 2 + PRO_RATA.lines().position(|line| line == KIND).unwrap();
        let expected = format!("launch.toml:{line}: {message}");
        assert!(refused.starts_with(&expected), "{lines}\n  {refused}\n  {expected}");
    }
}

#[test]
fn only_an_airdrop_has_a_list() {
    let refusal = |kind: &str, key: &str| {
        let kind = format!("kind = \"{kind}\"");
        let text = edited(PRO_RATA, &kind, &format!("{kind}\n{key}"));
        read_text(text.as_bytes(), &[]).map(|_| ()).unwrap_err().to_string()
    };
    for key in ["list = \"list.csv\"", "claim_for = \"90d\"", "unlock = []"] {
        let refused = refusal("liquidity", key);
        assert!(refused.contains("has no meaning here: only a community-airdrop has a list"));
    }
    let refused = refusal("liquidity", "sink = \"burn\"");
    assert!(refused.contains("has no meaning here: only airdrops and vesting plans have one"));
}

#[test]
fn a_rehearsal_says_who_claims_where_that_means_something() {
    let list = format!("address,amount\n{ALICE},2000000\n");
    let drawn = "airdrop_wallets = 800           # the airdrop's list is drawn too";
    let given = edited(PRO_RATA, KIND, &format!("{KIND}\nlist = \"list.csv\""));
    let sale = edited(PRO_RATA, KIND, "kind = \"treasury\"");
    for (text, message) in [
        (&given, "`rehearsal.airdrop_wallets` has no meaning where every airdrop has its `list`"),
        (&sale, "`rehearsal.airdrop_wallets` has no meaning without a tranche of kind community"),
        (&edited(PRO_RATA, drawn, "airdrop_wallets = 0"), "`rehearsal.airdrop_wallets` is 0, "),
        (
            &edited(PRO_RATA, drawn, "airdrop_unclaimed = 15"),
            "`rehearsal.airdrop_unclaimed` is 15, expected a share",
        ),
    ] {
        let refused = read_text(text.as_bytes(), &[("list.csv", &list)]).map(|_| ()).unwrap_err();
        assert!(refused.to_string().contains(message), "{refused}");
    }

    let (head, _) = PRO_RATA.split_once("[rehearsal]").unwrap();
    let alone = format!("{head}[rehearsal]\nseed = 9\nairdrop_unclaimed = \"100%\"\n");
    let (plan, _) = read_text(alone.as_bytes(), &[]).unwrap();
    assert!(plan.contributors.is_none());
    assert_eq!((plan.claims.seed, plan.claims.unclaimed_bps), (9, 10_000));
}
