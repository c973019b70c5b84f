//! groundswell rehearse, of an airdrop
//! ├── by a list that is given ........ each row what it is given, step by step, to the unit
//! ├── by a list that is drawn ........ the stated share never claims, and is burned
//! ├── with unsold tokens ............. they join it, and leave with what nobody claimed
//! ├── whose rest is bought back ...... goes to the mandate, which burns it
//! ├── of many steps .................. pages of every size
//! ├── of two tranches ................ a list each
//! ├── that nobody claims, or none .... nothing is missing
//! ├── of a sale that fails ........... never funded; closed; the rent is back
//! └── by a list that does not add up . refused before anything runs

use std::fmt::Write;

use serde_json::Value;

use crate::given::{Given, LAUNCH, Report, rows, units, wallet};

const KIND: &str = "kind = \"community-airdrop\"";
const RPL: u128 = 1_000_000;

/// The launch file with lines added to its airdrop.
fn launch(lines: &str) -> String {
    LAUNCH.replacen(KIND, &format!("{KIND}\n{lines}"), 1)
}

/// .. whose list is given, so that nothing is drawn.
fn given(lines: &str, unclaimed: &str) -> String {
    let said = format!("airdrop_unclaimed = \"{unclaimed}\"");
    launch(&format!("list = \"list.csv\"\n{lines}")).replace("airdrop_wallets = 20", &said)
}

/// A list of the wallets from number 100 on.
fn list(amounts: &[&str]) -> String {
    let mut csv = String::from("address,amount\n");
    for (number, amount) in (100..).zip(amounts) {
        writeln!(csv, "{},{amount}", wallet(number)).unwrap();
    }
    csv
}

/// A sale that sells out.
fn crowd() -> String {
    rows(&[(1, "5000"), (2, "5000")])
}

/// The airdrop, once all that must add up was seen to.
fn airdrop(report: &Report, number: usize) -> &Value {
    let airdrop = &report.adds_up().0["airdrops"][number];
    let amount = |field: &str| units(&airdrop[field]);
    let sink = |field: &str| units(&airdrop["sink"][field]);
    let recipients = airdrop["recipients"].as_array().unwrap().iter();
    let (mut listed, mut paid) = (0, 0);
    let mut steps = vec![0; airdrop["steps"].as_array().unwrap().len()];
    for row in recipients {
        let claimed = row["claimed"].as_array().unwrap().iter().map(units);
        let claimed: Vec<u128> = claimed.collect();
        let sum: u128 = claimed.iter().sum();
        assert!(sum == 0 || sum == units(&row["amount"]), "{row}");
        steps.iter_mut().zip(claimed).for_each(|(step, units)| *step += units);
        listed += units(&row["amount"]);
        paid += sum;
    }
    let stated = airdrop["steps"].as_array().unwrap().iter();
    assert_eq!(steps, stated.map(|step| units(&step["claimed"])).collect::<Vec<_>>());
    assert_eq!((amount("sum"), amount("claimed")), (listed, paid));
    assert_eq!(amount("funded"), amount("claimed") + amount("unclaimed"));
    assert_eq!(sink("burned"), amount("unclaimed") + amount("added"));
    assert_eq!(airdrop["rent"]["kept"], airdrop["rent"]["returned"]);
    assert!(units(&airdrop["rent"]["kept"]) > 0);
    let token = |field: &str| units(&report.0["token"][field]);
    assert_eq!(token("supply"), token("supply_after") + token("burned"));
    airdrop
}

#[test]
fn a_given_list_pays_each_row_step_by_step() {
    let steps = "unlock = [{ after = \"1d\", share = \"33.33%\" }, \
                 { after = \"20d\", share = \"66.67%\" }]";
    // The last two rows are one wallet's.
    let amounts = ["60000", "30000.000001", "9999.999998", "0.000001"];
    let mut csv = list(&amounts[..3]);
    writeln!(csv, "{},{}", wallet(102), amounts[3]).unwrap();

    let ran = Given::new(&given(steps, "0%"), &crowd()).with("list.csv", &csv).rehearse();

    let report = ran.report();
    let airdrop = airdrop(&report, 0);
    assert_eq!(units(&airdrop["claimed"]), 100_000 * RPL);
    assert_eq!(units(&airdrop["sink"]["burned"]), 0);
    assert_eq!(airdrop["drawn"], false);
    let closes = report.0["launch"]["closes_at"].as_i64().unwrap();
    let step = &airdrop["steps"][0];
    assert_eq!(step["unlocks_at"].as_i64().unwrap(), closes + 86_400);
    assert_eq!(
        (step["share_bps"].as_u64(), &airdrop["steps"][1]["share_bps"]),
        (Some(3_333), &10_000.into())
    );
    assert_eq!(airdrop["ends_at"].as_i64().unwrap(), closes + (7 + 90) * 86_400);
    for row in airdrop["recipients"].as_array().unwrap() {
        let (amount, first) = (units(&row["amount"]), units(&row["claimed"][0]));
        assert!([0, amount * 3_333 / 10_000].contains(&first), "{row}");
    }
    assert_eq!(ran.file("airdrop.csv"), csv);
    let printed = ran.printed();
    for words in ["100,000 RPL to 4 rows", "nothing was left", "distributor.claim"] {
        assert!(printed.contains(words), "{words}\n{printed}");
    }
}

#[test]
fn the_stated_share_of_a_drawn_list_never_claims() {
    let text =
        LAUNCH.replace("airdrop_wallets = 20", "airdrop_wallets = 40\nairdrop_unclaimed = \"25%\"");

    let ran = Given::new(&text, &crowd()).rehearse();

    let report = ran.report();
    let airdrop = airdrop(&report, 0);
    assert_eq!((airdrop["count"].as_u64(), airdrop["drawn"].as_bool()), (Some(40), Some(true)));
    assert_eq!(airdrop["steps"][0]["rows"], 30);
    assert_eq!(units(&airdrop["sum"]), 100_000 * RPL);
    let burned = units(&airdrop["unclaimed"]) + report.burned_by_the_buyback();
    assert_eq!(units(&report.0["token"]["burned"]), burned);
    assert!(units(&airdrop["unclaimed"]) > 0);
    // What was drawn can be given.
    let again = Given::new(&given("", "25%"), &crowd());
    let again = again.with("list.csv", ran.file("airdrop.csv")).rehearse().report();
    assert_eq!(again.0["airdrops"][0]["dataset_sha256"], airdrop["dataset_sha256"]);
    assert_eq!(again.0["airdrops"][0]["root"], airdrop["root"]);
    let page = ran.file("report.html");
    for title in ["The airdrop, claim by claim", "What is left of the airdrop", "Step by step"] {
        assert!(page.contains(title), "{title}");
    }
    assert!(page.contains("The airdrop gave 100k RPL to 40 rows of a published list"));
}

#[test]
fn unsold_tokens_join_the_list_and_leave_with_the_rest() {
    let report = Given::new(LAUNCH, &rows(&[(1, "5000")])).rehearse().report();

    let airdrop = airdrop(&report, 0);
    assert_eq!(units(&airdrop["added"]), 200_000 * RPL);
    assert_eq!(report.0["airdrops"][0]["added"], report.0["token"]["added_to_airdrop"]);
    let burned = units(&airdrop["unclaimed"]) + 200_000 * RPL + report.burned_by_the_buyback();
    assert_eq!(units(&report.0["token"]["burned"]), burned);
}

#[test]
fn the_rest_goes_to_the_mandate_which_burns_it() {
    let ran = Given::new(&launch("sink = \"buyback\""), &crowd()).rehearse();
    let report = ran.report();
    let airdrop = airdrop(&report, 0);
    assert_eq!(airdrop["sink"]["kind"], "buyback");
    assert_eq!(airdrop["sink"]["left_at"], airdrop["ends_at"]);
    assert_eq!(airdrop["sink"]["burned"], airdrop["unclaimed"]);
    assert!(ran.file("report.html").contains("went to the mandate, which burned it"));
}

#[test]
fn twelve_steps_have_pages_that_are_made_in_two_calls() {
    let step = |n: u32| {
        let share = if n == 11 { "12%" } else { "8%" };
        format!("{{ after = \"{}d\", share = \"{share}\" }}", 5 * n)
    };
    let steps: Vec<_> = (0..12).map(step).collect();
    let text = launch(&format!("unlock = [{}]", steps.join(", ")));

    let report = Given::new(&text, &crowd()).rehearse().report();

    assert_eq!(airdrop(&report, 0)["steps"].as_array().unwrap().len(), 12);
    assert_eq!(report.0["compute_units"]["distributor.extend_page"]["count"], 1);
}

#[test]
fn every_airdrop_has_a_list_of_its_own() {
    let second = "amount = \"5%\"\n\n[[tranche]]\nkind = \"community-airdrop\"\namount = \"5%\"\n\
                  claim_for = \"30d\"\nunlock = [{ after = \"7d\", share = \"100%\" }]\n";
    let text = LAUNCH.replacen("amount = \"10%\"", second, 1);

    let ran = Given::new(&text, &crowd()).rehearse();

    let report = ran.report();
    let [first, second] = [0, 1].map(|number| airdrop(&report, number));
    assert_ne!(first["distributor"], second["distributor"]);
    assert_ne!(ran.file("airdrop.csv"), ran.file("airdrop-2.csv"));
    assert_eq!(units(&first["sum"]) + units(&second["sum"]), 100_000 * RPL);
    assert!(second["ends_at"].as_i64() < first["ends_at"].as_i64());
}

#[test]
fn nobody_needs_to_claim_and_no_launch_needs_an_airdrop() {
    let none = LAUNCH.replace("airdrop_wallets = 20", "airdrop_unclaimed = \"100%\"");
    let report = Given::new(&none, &crowd()).rehearse().report();
    let airdrop = airdrop(&report, 0);
    assert_eq!((units(&airdrop["claimed"]), units(&airdrop["unclaimed"])), (0, 100_000 * RPL));

    let sale = LAUNCH.replace(KIND, "kind = \"treasury\"");
    let sale = sale.replace("unsold = \"airdrop\"", "unsold = \"burn\"");
    let (sale, _) = sale.split_once("[rehearsal]").unwrap();
    let ran = Given::new(sale, &crowd()).rehearse();
    assert_eq!(ran.report().adds_up().0["airdrops"], Value::Array(vec![]));
    assert!(!ran.printed().contains("airdrop") && !ran.printed().contains("distributor"));
}

#[test]
fn the_list_of_a_failed_sale_is_closed() {
    let ran = Given::new(LAUNCH, &rows(&[(1, "100")])).rehearse();

    let report = ran.report();
    let airdrop = airdrop(&report, 0);
    assert_eq!((units(&airdrop["funded"]), units(&airdrop["claimed"])), (0, 0));
    assert_eq!(report.0["compute_units"]["distributor.close"]["count"], 1);
    assert_eq!(report.0["compute_units"]["distributor.activate"], Value::Null);
    assert!(ran.printed().contains("never funded; its list is closed"), "{}", ran.printed());
}

#[test]
fn a_list_that_does_not_add_up_is_refused() {
    let csv = list(&["60000", "39999.5"]);
    let folder = Given::new(&given("", "0%"), &crowd()).with("list.csv", &csv);

    let (words, code) = folder.rehearse().refusal();

    let found = "the list adds up to the tranche: found 99,999.5 RPL, expected exactly 100,000 RPL";
    assert!(words.contains(found) && code == 1, "{words}");
    assert_eq!(folder.files(), ["contributors.csv", "launch.toml", "list.csv"]);
}
