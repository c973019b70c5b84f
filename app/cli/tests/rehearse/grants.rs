//! groundswell rehearse, of what vests
//! ├── every plan ......... pays or burns all that it was funded with; each grant as scheduled
//! ├── the governor ....... never lets out more in an epoch than it may
//! ├── the stream ......... pays the treasury's share of the raise, all of it
//! ├── what circulates .... begins with what was sold, ends with all but what waits
//! ├── the page ........... see page
//! ├── no insiders ........ no governor
//! ├── a sale that fails .. gives its plans up, and says so
//! └── what goes wrong .... silent, late and cancelled grants: what is forfeited is burned

use std::collections::BTreeMap;

use serde_json::Value;

use crate::given::{Given, LAUNCH, Ran, Report, rows, units, wallet};

const RPL: u128 = 1_000_000;
const DAY: i64 = 86_400;
/// Kinds of insiders.
const INSIDERS: [&str; 3] = ["kol", "vc", "team"];
/// What the launch file says after the airdrop.
const TRANCHES: &str = r#"
[[tranche]]
kind = "liquidity"
amount = "20%"

[[tranche]]
kind = "buyback"
amount = "2%"

[[tranche]]
kind = "kol"
amount = "3%"
price = 0.02
cliff = "180d"
linear = "180d"

[[tranche]]
kind = "vc"
amount = "8%"
price = 0.0125
cliff = "270d"
linear = "270d"

[[tranche]]
kind = "team"
amount = "12%"
price = 0
cliff = "365d"
linear = "365d"

[[tranche]]
kind = "treasury"
amount = "5%"

[rehearsal]
airdrop_wallets = 20
seed = 4
"#;

/// A launch with plans of every kind.
pub fn launch() -> String {
    let (head, _) = LAUNCH.split_once("[[tranche]]\nkind = \"liquidity\"").unwrap();
    format!("{head}{TRANCHES}")
}

/// A sale that leaves something over, which joins the airdrop.
pub fn rehearsed(launch: &str) -> Ran {
    Given::new(launch, &rows(&[(1, "5000"), (2, "4321.123456")])).rehearse()
}

fn plans(report: &Report) -> &[Value] {
    report.0["vesting"]["plans"].as_array().unwrap()
}

fn seconds(value: &Value) -> i64 {
    value.as_i64().unwrap()
}

/// What a plan's track says it paid, each time.
fn payments(plan: &Value) -> Vec<(i64, u128)> {
    let mut before = 0;
    let payment = |step: &Value| {
        let paid = units(&step["paid"]);
        let more = paid - std::mem::replace(&mut before, paid);
        (seconds(&step["at"]), more)
    };
    plan["track"].as_array().unwrap().iter().map(payment).collect()
}

/// What of `amount` has vested at `at`, by the plan's schedule.
fn vested(plan: &Value, amount: u128, at: i64) -> u128 {
    let schedule = |field: &str| seconds(&plan["schedule"][field]);
    let elapsed = at - seconds(&plan["starts_at"]);
    let (start, end) = (schedule("start"), schedule("end"));
    match elapsed {
        early if early < schedule("cliff") => 0,
        late if late >= end => amount,
        _ => amount * (elapsed - start) as u128 / (end - start) as u128,
    }
}

/// Everything that must be true of any plan, and of any grant of it.
fn check_plans(report: &Report) {
    for plan in plans(report.adds_up()) {
        let amount = |field: &str| units(&plan[field]);
        assert_eq!(amount("funded"), amount("total"), "{plan}");
        assert_eq!(amount("funded"), amount("paid") + amount("burned"), "{plan}");
        let end = seconds(&plan["starts_at"]) + seconds(&plan["schedule"]["end"]);
        let mut sums = [0; 3];
        for grant in plan["grants"].as_array().unwrap() {
            let fields = ["amount", "paid", "forfeited"].map(|field| units(&grant[field]));
            let expected = match grant["fate"].as_str().unwrap() {
                "silent" => 0,
                "paid" => vested(plan, fields[0], end),
                _ => vested(plan, fields[0], seconds(&grant["ended_at"])),
            };
            assert_eq!((fields[1], fields[1] + fields[2]), (expected, fields[0]), "{grant}");
            sums.iter_mut().zip(fields).for_each(|(sum, units)| *sum += units);
        }
        assert_eq!(sums, ["total", "paid", "burned"].map(amount));
        assert_eq!(payments(plan).iter().map(|(_, paid)| paid).sum::<u128>(), amount("paid"));
        // Nobody was ever ahead of the schedule.
        for step in plan["track"].as_array().unwrap() {
            let at_most = vested(plan, amount("total"), seconds(&step["at"]));
            assert!(units(&step["paid"]) <= at_most, "{step}");
        }
        let burns = plan["burns"].as_array().unwrap();
        assert_eq!(burns.last().map_or(0, |last| units(&last["burned"])), amount("burned"));
        assert_eq!(plan["rent"]["kept"], plan["rent"]["returned"]);
    }
}

#[test]
fn every_plan_pays_or_burns_all_that_it_was_funded_with() {
    let report = rehearsed(&launch()).report();

    check_plans(&report);
    let kinds: Vec<_> = plans(&report).iter().map(|plan| plan["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["kol", "vc", "team", "treasury"]);
    let totals = plans(&report).iter().map(|plan| units(&plan["total"]) / RPL);
    assert_eq!(totals.collect::<Vec<_>>(), [30_000, 80_000, 120_000, 50_000]);
    let kol = &plans(&report)[0];
    assert!(kol["grants"].as_array().unwrap().len() >= 6, "{kol}");
    assert_eq!((&kol["drawn"], &kol["listed"]), (&true.into(), &true.into()));
}

#[test]
fn the_governor_never_lets_out_more_than_it_may() {
    let report = rehearsed(&launch()).report();

    let governor = &report.0["vesting"]["governor"];
    let (limit, epoch) = (units(&governor["limit"]), seconds(&governor["epoch_seconds"]));
    assert_eq!((limit, epoch), (10_000 * RPL, 7 * DAY));
    let mut left: BTreeMap<i64, u128> = BTreeMap::new();
    let insiders = plans(&report).iter().filter(|plan| INSIDERS.iter().any(|k| plan["kind"] == *k));
    for (at, paid) in insiders.flat_map(payments) {
        *left.entry(at.div_euclid(epoch)).or_default() += paid;
    }
    assert!(left.values().all(|units| *units <= limit), "{left:?}");
    assert_eq!(left.values().sum::<u128>(), 230_000 * RPL);
    // Something waited in just as many of them as were spent, and all of it came later.
    let waiting = governor["track"].as_array().unwrap().iter();
    let waiting: Vec<_> =
        waiting.map(|step| (seconds(&step["at"]), units(&step["waiting"]))).collect();
    let spent = waiting.iter().filter(|(_, waiting)| *waiting > 0);
    assert_eq!(governor["spent_epochs"], spent.clone().count());
    assert!(spent.clone().count() > 0, "the launch file spends no epoch");
    for (at, _) in spent {
        assert_eq!(left[&at.div_euclid(epoch)], limit);
    }
    let most = waiting.iter().map(|(_, waiting)| *waiting).max().unwrap();
    assert_eq!(units(&governor["most_waiting"]), most);
}

#[test]
fn the_stream_pays_the_treasurys_share_of_the_raise() {
    let report = rehearsed(&launch()).report();

    let stream = &report.adds_up().0["vesting"]["stream"];
    let treasury = &report.0["proceeds"]["treasury"];
    assert_eq!((&stream["arrived"], &stream["paid"]), (treasury, treasury));
    let settled_at = seconds(&report.0["launch"]["settled_at"]);
    assert_eq!(seconds(&stream["ends_at"]), settled_at + 730 * DAY);
    let track = stream["track"].as_array().unwrap();
    assert_eq!(&track.last().unwrap()["paid"], treasury);
    for step in track {
        let elapsed = (seconds(&step["at"]) - settled_at).min(730 * DAY) as u128;
        assert_eq!(units(&step["paid"]), units(treasury) * elapsed / (730 * DAY) as u128);
    }
}

#[test]
fn what_circulates_begins_with_the_sale_and_ends_with_all_but_what_waits() {
    let report = rehearsed(&launch()).report();

    let moments = report.0["circulating"].as_array().unwrap();
    let days: Vec<_> = moments.iter().map(|moment| seconds(&moment["day"])).collect();
    assert_eq!(days[..6], [0, 30, 90, 180, 365, 730]);
    let price = ["quote", "base"].map(|side| units(&report.0["sale"]["clearing_price"][side]));
    let mut before = 0;
    for moment in moments {
        let amount = |field: &str| units(&moment[field]);
        let parts = moment["by_tranche"].as_array().unwrap().iter();
        assert_eq!(amount("total"), parts.map(|part| units(&part["units"])).sum());
        assert_eq!(amount("supply") + amount("burned"), units(&report.0["token"]["supply"]));
        let value = |units: u128| (units * price[0]).div_ceil(price[1]);
        assert_eq!(amount("circulating_valuation"), value(amount("total")));
        assert_eq!(amount("fully_diluted_valuation"), value(amount("supply")));
        // But for what holders sold, it only grows.
        let sold =
            report.cycles().iter().filter(|c| seconds(&c["closes_at"]) <= seconds(&moment["at"]));
        let ever = amount("total") + sold.map(|cycle| units(&cycle["bought"])).sum::<u128>();
        assert!(ever >= before);
        before = ever;
    }
    let (first, last) = (&moments[0], moments.last().unwrap());
    assert_eq!(units(&first["total"]), report.sale("tokens_sold"));
    let token = |field: &str| units(&report.0["token"][field]);
    assert_eq!(units(&last["supply"]), token("supply_after"));
    assert_eq!(units(&last["total"]), token("supply_after") - token("waiting_in_vault"));
    // Only the pool's tokens wait.
    assert_eq!(token("waiting_in_vault"), 200_000 * RPL);
    let sale = &last["by_tranche"][0];
    let kept = report.sale("tokens_sold") - report.buyback("bought");
    assert_eq!((&sale["kind"], units(&sale["units"])), (&"community-sale".into(), kept));
    for (part, paid) in last["by_tranche"].as_array().unwrap()[2..].iter().zip(plans(&report)) {
        assert_eq!((&part["tranche"], &part["units"]), (&paid["tranche"], &paid["paid"]));
    }
}

#[test]
fn no_insiders_need_no_governor() {
    let (head, _) = LAUNCH.split_once("[[tranche]]\nkind = \"liquidity\"").unwrap();
    let rest = "[[tranche]]\nkind = \"liquidity\"\namount = \"30%\"\n\n[[tranche]]\n\
                kind = \"treasury\"\namount = \"20%\"\ncliff = \"30d\"\nlinear = \"60d\"\n";

    let ran = rehearsed(&format!("{head}{rest}"));

    let report = ran.report();
    check_plans(&report);
    assert_eq!(report.0["vesting"]["governor"], Value::Null);
    let page = ran.file("report.html");
    assert!(page.contains("What unlocks when") && page.contains("Grants: treasury"));
    assert!(!page.contains("What the governor held back") && !page.contains("Insiders ("));
}

#[test]
fn a_sale_that_fails_gives_its_plans_up() {
    let ran = Given::new(&launch(), &rows(&[(1, "100")])).rehearse();

    let report = ran.report();
    assert_eq!(report.adds_up().0["launch"]["phase"], "failed");
    for plan in plans(&report) {
        assert_eq!(["funded", "paid", "burned"].map(|field| units(&plan[field])), [0; 3]);
        assert!(units(&plan["total"]) > 0 && units(&plan["rent"]["kept"]) > 0, "{plan}");
        assert_eq!(plan["starts_at"], Value::Null);
        let grants = plan["grants"].as_array().unwrap();
        assert!(grants.iter().all(|grant| grant["fate"] == "never funded"), "{plan}");
    }
    assert_eq!(report.0["vesting"]["governor"], Value::Null);
    assert_eq!(report.0["vesting"]["stream"], Value::Null);
    assert_eq!(report.0["circulating"], Value::Array(vec![]));
    // Four plans and the stream.
    assert_eq!(report.0["compute_units"]["vesting.close_plan"]["count"], 5);
    assert_eq!(report.0["compute_units"]["vesting.fund"], Value::Null);
    assert!(ran.printed().contains("4 never funded and given up"), "{}", ran.printed());
    let page = ran.file("report.html");
    assert!(page.contains("<h2>Nothing vested</h2>") && !page.contains("Circulating supply"));
    assert!(page.contains("4 vesting plans that waited for it never got a token"));
}

#[test]
fn what_is_forfeited_is_burned() {
    let attester = wallet(201);
    let kol = format!(
        "kind = \"kol\"\ndisclosure = true\ncancel = \"grantor\"\ndeliver_by = \"200d\"\n\
         deliver_window = \"30d\"\nattester = \"{attester}\""
    );
    let ran = rehearsed(&launch().replacen("kind = \"kol\"", &kol, 1));

    let report = ran.report();
    check_plans(&report);
    let grants = plans(&report)[0]["grants"].as_array().unwrap();
    let fates: Vec<_> = grants.iter().map(|grant| grant["fate"].as_str().unwrap()).collect();
    assert_eq!(fates, ["paid", "paid", "paid", "cancelled", "missed", "silent"]);
    let disclosed = grants.iter().map(|grant| !grant["disclosed_at"].is_null());
    assert_eq!(disclosed.collect::<Vec<_>>(), [true, true, true, true, true, false]);
    let page = ran.file("report.html");
    for words in [
        "cancelled on day 270",
        "deliverable missed on day 200",
        "never disclosed",
        "1 never disclosed and got nothing, 1 missed what was to be delivered, 1 was cancelled",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(ran.printed().contains("forfeited, burned"), "{}", ran.printed());
}
