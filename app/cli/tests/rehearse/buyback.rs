//! groundswell rehearse, of the buyback
//! ├── every tender ....... within budget and ceiling; pays what it buys, and burns it
//! ├── a blackout ......... holds no tender; the page says why
//! ├── the totals ......... add up: what arrived, was spent, was left
//! ├── the tranche ........ is burned at once
//! ├── the page ........... has its charts and receipts, well formed
//! ├── twice .............. the same tenders
//! └── a sale that fails .. null

use serde_json::Value;

use crate::{
    given::{Given, LAUNCH, Ran, Report, rows, units},
    grants,
    page::{charts, is_well_formed},
};

/// What is all of a price (bps).
const WHOLE: u128 = 10_000;
/// A tender of the mandate's seventh cycle is open then: the KOLs' tokens begin to unlock in it.
const IN_A_TENDER: &str = "188d";

/// A launch with a plan of every kind and a tranche for the buyback.
fn rehearsed() -> Ran {
    grants::rehearsed(&grants::launch())
}

fn seconds(value: &Value) -> i64 {
    value.as_i64().unwrap()
}

/// The mint's supply at `at`, but for what tenders bought.
fn supply_without(report: &Report, at: i64) -> u128 {
    let token = |field: &str| units(&report.0["token"][field]);
    let unsold = report.sale("tokens_unsold") - token("added_to_airdrop");
    let airdrops = report.0["airdrops"].as_array().unwrap().iter().map(|one| &one["sink"]);
    let unclaimed = airdrops.filter(|sink| seconds(&sink["left_at"]) <= at);
    let unclaimed: u128 = unclaimed.map(|sink| units(&sink["burned"])).sum();
    let plans = report.0["vesting"]["plans"].as_array().unwrap().iter();
    let burned = |plan: &Value| {
        let burns = plan["burns"].as_array().unwrap().iter().rev();
        let mut burns = burns.filter(|burn| seconds(&burn["at"]) <= at);
        burns.next().map_or(0, |burn| units(&burn["burned"]))
    };
    let forfeited: u128 = plans.map(burned).sum();
    token("supply") - unsold - report.buyback("retired") - unclaimed - forfeited
}

/// Everything that must be true of any cycle.
fn check(report: &Report) {
    report.adds_up();
    let buyback = &report.0["buyback"];
    let [quote, base] = ["quote", "base"].map(|side| units(&buyback["reference"][side]));
    assert_eq!(buyback["reference"], report.0["sale"]["clearing_price"]);
    let ceiling = quote * u128::from(buyback["ceiling_bps"].as_u64().unwrap()) / WHOLE;
    let mut burned = 0;
    for (number, cycle) in report.cycles().iter().enumerate() {
        let amount = |field: &str| units(&cycle[field]);
        assert_eq!(cycle["cycle"], number);
        burned += amount("bought");
        let held = cycle["result"] == "held";
        let at = if held { "closes_at" } else { "opens_at" };
        let supply = supply_without(report, seconds(&cycle[at])) - burned;
        assert_eq!(amount("supply_after"), supply, "{cycle}");
        assert!(amount("spent") <= amount("budget"), "{cycle}");
        assert!(amount("bought") <= amount("offered"), "{cycle}");
        assert_eq!(amount("budget") > 0, held, "{cycle}");
        if cycle["price"].is_null() {
            assert_eq!(["spent", "bought"].map(amount), [0; 2], "{cycle}");
            continue;
        }
        let price = amount("price");
        assert!(0 < price && price <= ceiling && held, "{cycle}");
        // Each offer is paid rounded down: less than a unit is lost for each of them.
        let exact = amount("bought") * price / base;
        let offers = u128::from(cycle["offers"].as_u64().unwrap());
        assert!(amount("spent") <= exact && exact - amount("spent") < offers.max(1), "{cycle}");
    }
    for field in ["spent", "bought"] {
        let sum: u128 = report.cycles().iter().map(|cycle| units(&cycle[field])).sum();
        assert_eq!(report.buyback(field), sum, "{field}");
    }
    let offers = report.cycles().iter().map(|cycle| cycle["offers"].as_u64().unwrap());
    assert_eq!(buyback["offers"], offers.sum::<u64>());
    assert_eq!(buyback["rent"]["kept"], buyback["rent"]["returned"]);
    let moments = report.0["circulating"].as_array().unwrap();
    for moment in &moments[1..] {
        let at = seconds(&moment["at"]);
        let sold = report.cycles().iter().filter(|cycle| seconds(&cycle["closes_at"]) <= at);
        let sold: u128 = sold.map(|cycle| units(&cycle["bought"])).sum();
        assert_eq!(units(&moment["supply"]), supply_without(report, at) - sold, "{moment}");
    }
    let last = moments.last().unwrap();
    let waiting = units(&report.0["token"]["waiting_in_vault"]);
    assert_eq!(units(&last["total"]) + waiting, units(&last["supply"]));
    assert_eq!(last["supply"], report.0["token"]["supply_after"]);
}

#[test]
fn every_tender_keeps_to_its_budget_and_its_ceiling_and_burns_what_it_buys() {
    for ran in [rehearsed(), Given::new(LAUNCH, &rows(&[(1, "5000"), (2, "5000")])).rehearse()] {
        let report = ran.report();
        check(&report);
        assert_eq!(report.cycles().len(), 12);
        let bought = |cycle: &&Value| units(&cycle["bought"]) > 0;
        let buying = report.cycles().iter().filter(bought).count();
        assert!(0 < buying && buying < 12, "the launch file shows only one of both");
        assert!(report.buyback("left") > 0);
    }
}

#[test]
fn a_blackout_holds_no_tender() {
    let ran = grants::rehearsed(&grants::launch().replacen("180d", IN_A_TENDER, 1));

    let report = ran.report();
    check(&report);
    let dark: Vec<_> = report.cycles().iter().filter(|c| c["result"] == "blacked out").collect();
    let unlock = seconds(&report.0["launch"]["settled_at"]) + 188 * 86_400;
    let meets = |cycle: &&Value| {
        (seconds(&cycle["opens_at"])..seconds(&cycle["closes_at"])).contains(&unlock)
    };
    assert_eq!(dark.iter().filter(|cycle| meets(cycle)).count(), 1, "{dark:?}");
    assert!(report.cycles().iter().filter(meets).all(|cycle| dark.contains(&cycle)));
    assert!(dark.iter().all(|cycle| cycle["price"].is_null() && cycle["offers"] == 0));
    assert!(ran.file("report.html").contains("1 cycle held none, as insiders' tokens unlocked"));
    assert_eq!(
        ran.file("report.html").matches("blacked out: insiders' tokens unlock").count(),
        dark.len()
    );
}

#[test]
fn its_own_tranche_is_burned_at_once() {
    let report = rehearsed().report();

    let own = 20_000 * 1_000_000;
    assert_eq!(report.adds_up().buyback("retired"), own);
    let first = &report.0["circulating"][0];
    let unsold = report.sale("tokens_unsold") - units(&report.0["token"]["added_to_airdrop"]);
    assert_eq!(units(&first["burned"]), unsold + own);
}

#[test]
fn the_page_and_the_terminal_show_it() {
    let ran = rehearsed();

    let report = ran.report();
    let page = ran.file("report.html");
    for panel in [
        "What the buyback paid",
        "What each cycle spent",
        "The supply, tender by tender",
        "Where the buyback ended",
        "Receipts of the buyback",
    ] {
        assert!(page.contains(&format!("<h2>{panel}</h2>")), "{panel}");
    }
    for chart in ["What the buyback paid", "What each cycle spent", "The supply, tender by tender"]
    {
        assert!(page.contains(&format!("<title>{chart}</title>\n<desc>")), "{chart}");
    }
    for chart in charts(page) {
        assert!(is_well_formed(chart), "{chart}");
    }
    // A bar for each tender that was held, and a row for each cycle.
    let (_, receipts) = page.split_once("<h2>Receipts of the buyback</h2>").unwrap();
    let (receipts, _) = receipts.split_once("</table>").unwrap();
    assert_eq!(receipts.matches("<tr>").count(), 1 + report.cycles().len());
    let held = report.cycles().iter().filter(|cycle| cycle["result"] == "held");
    let silent = held.clone().filter(|cycle| cycle["offers"] == 0).count();
    assert_eq!(receipts.matches("nobody offered below the ceiling").count(), silent);
    let said = format!("{} tenders in 12 cycles", held.count());
    assert!(page.contains("no forecast") && page.contains(&said), "{said}");
    assert!(page.contains("nobody could choose the moment, the price or the seller"));
    let printed = ran.printed();
    for words in [&*said, "bought, burned", "left to the pool"] {
        assert!(printed.contains(words), "{words}\n{printed}");
    }
}

#[test]
fn the_same_launch_buys_the_same() {
    let [first, second] = [rehearsed(), rehearsed()].map(|ran| ran.report().timeless());

    assert_eq!(first["buyback"], second["buyback"]);
    assert_eq!(first, second);
}

#[test]
fn a_sale_that_fails_buys_nothing() {
    let ran = Given::new(&grants::launch(), &rows(&[(1, "100")])).rehearse();

    assert_eq!(ran.report().adds_up().0["buyback"], Value::Null);
    assert_eq!(ran.report().0["compute_units"]["buyback.close_mandate"]["count"], 1);
    assert!(ran.printed().contains("never filled; its mandate is closed"));
    assert!(!ran.file("report.html").contains("Receipts of the buyback"));
}
