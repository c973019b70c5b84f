//! `groundswell buyback receipts`: what the tenders of a rehearsal came to, from its report.

use std::{fmt::Write, fs, path::Path, process::ExitCode};

use anyhow::{Context, Result, bail};
use comfy_table::CellAlignment;
use serde_json::Value;

use super::chart;
use crate::{
    args,
    file::MAX_DECIMALS,
    money::{about, grouped, percent},
    output,
    price::Measure,
    table,
    unlocks::calendar::day,
};

/// The cycles of a report, and how their amounts are shown.
pub struct Receipts {
    /// What is bought.
    pub base: String,
    /// What it is paid with.
    pub quote: String,
    /// From base units to tokens, at the sale's price.
    pub measure: Measure,
    /// Quote units for all that was for sale, at which it settled. `None` where the report does not
    /// say.
    pub reference: Option<u64>,
    /// In order.
    pub cycles: Vec<Cycle>,
}

/// One cycle: what the report says of it.
#[derive(Debug, Default)]
pub struct Cycle {
    /// Its number, from 0.
    pub number: u64,
    opens_at: Option<i64>,
    /// What the token cost elsewhere (bps of the sale's price).
    pub market_bps: Option<u64>,
    result: Option<String>,
    budget: Option<u64>,
    /// Quote units.
    pub spent: u64,
    /// One price for all (quote units for all that was for sale); zero where nothing was bought.
    pub price: u64,
    /// Base units, all of which were burned.
    pub bought: u64,
    offers: Option<u64>,
    offered: Option<u64>,
    supply_after: Option<u64>,
}

/// Reads the report, prints its tenders and draws them.
pub fn run(args: &args::BuybackReceipts) -> Result<ExitCode> {
    let receipts = read(&args.report)?;
    if let Some(path) = &args.svg {
        output::write_file(path, &chart::svg(&receipts)?)?;
    }
    output::print(&receipts.describe())?;
    Ok(ExitCode::SUCCESS)
}

fn read(path: &Path) -> Result<Receipts> {
    let shown = path.display();
    let cannot = || format!("cannot read {shown}, expected the report.json of a rehearsal");
    let bytes = fs::read(path).with_context(cannot)?;
    let report: Value = serde_json::from_slice(&bytes).with_context(cannot)?;
    let Some(launch) = report.get("launch").filter(|launch| launch.is_object()) else {
        bail!("{shown} has no `launch`, expected the report.json of a rehearsal");
    };
    let Some(cycles) = report.pointer("/buyback/cycles").and_then(Value::as_array) else {
        bail!(
            "{shown} says nothing of a buyback: its sale failed, or an older release wrote it; \
             rehearse again with --out"
        );
    };
    let text = |key: &str| launch.get(key).and_then(Value::as_str).unwrap_or("tokens").to_owned();
    let decimals = |key: &str| {
        let decimals = number(launch, key).and_then(|number| u8::try_from(number).ok());
        let decimals = decimals.filter(|decimals| *decimals <= MAX_DECIMALS);
        decimals.with_context(|| format!("{shown} lacks `launch.{key}`, or it is no number"))
    };
    let sale = report.get("sale").unwrap_or(&Value::Null);
    let price = sale.get("clearing_price").unwrap_or(&Value::Null);
    let for_sale = number(price, "base").or_else(|| number(sale, "supply")).unwrap_or(0);
    let cycles = cycles.iter().enumerate().map(|(place, value)| {
        cycle(value).with_context(|| {
            format!("{shown}: `buyback.cycles[{place}]` is no cycle that this release knows")
        })
    });
    Ok(Receipts {
        base: text("base_symbol"),
        quote: text("quote_symbol"),
        measure: Measure {
            sale_supply: for_sale,
            base_decimals: decimals("base_decimals")?,
            quote_decimals: decimals("quote_decimals")?,
        },
        reference: number(price, "quote"),
        cycles: cycles.collect::<Result<_>>()?,
    })
}

/// What is said of one cycle; only its number must be.
fn cycle(value: &Value) -> Option<Cycle> {
    // What a tender came to may stand in the cycle or in its result.
    let held = value.get("result").filter(|result| result.is_object()).unwrap_or(value);
    let of = |key: &str| number(value, key).or_else(|| number(held, key));
    let result = value.get("result").and_then(Value::as_str);
    Some(Cycle {
        number: number(value, "cycle")?,
        opens_at: of("opens_at").and_then(|at| i64::try_from(at).ok()),
        market_bps: of("market_bps"),
        result: result.map(|result| result.replace('_', " ")),
        budget: of("budget"),
        spent: of("spent").unwrap_or(0),
        price: of("price").unwrap_or(0),
        bought: of("bought").unwrap_or(0),
        offers: of("offers"),
        offered: of("offered"),
        supply_after: of("supply_after"),
    })
}

/// A whole number, which a report has as one or, where it is an amount, as a string of digits.
fn number(value: &Value, key: &str) -> Option<u64> {
    let value = value.get(key)?;
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

impl Receipts {
    /// A price in bps of the sale's, rounded down.
    pub fn bps(&self, price: u64) -> Option<u64> {
        let reference = self.reference.filter(|reference| *reference > 0)?;
        u64::try_from(u128::from(price) * 10_000 / u128::from(reference)).ok()
    }

    fn describe(&self) -> String {
        let (base, quote) = (self.measure.base_decimals, self.measure.quote_decimals);
        let shown = |units: Option<u64>, decimals: u8| {
            units.map_or_else(|| "-".to_owned(), |units| about(units, decimals))
        };
        let mut table = table::ruled([
            "cycle",
            "opens",
            "market",
            "result",
            "budget",
            "offers",
            "offered",
            "bought",
            "spent",
            "price",
            "supply after",
        ]);
        for cycle in &self.cycles {
            let price = match cycle.price {
                0 => "-".to_owned(),
                price => self.measure.shown(price),
            };
            table.add_row([
                cycle.number.to_string(),
                cycle.opens_at.map_or_else(|| "-".to_owned(), day),
                cycle.market_bps.map_or_else(|| "-".to_owned(), percent),
                cycle.result.clone().unwrap_or_else(|| "-".to_owned()),
                shown(cycle.budget, quote),
                shown(cycle.offers, 0),
                shown(cycle.offered, base),
                about(cycle.bought, base),
                about(cycle.spent, quote),
                price,
                shown(cycle.supply_after, base),
            ]);
        }
        for column in [0, 2, 4, 5, 6, 7, 8, 9, 10] {
            if let Some(column) = table.column_mut(column) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        let mut text = format!("{table}\n");
        let sum = |of: fn(&Cycle) -> u64| {
            self.cycles.iter().map(|cycle| u128::from(of(cycle))).sum::<u128>()
        };
        let (bought, spent) = (sum(|cycle| cycle.bought), sum(|cycle| cycle.spent));
        let buying = self.cycles.iter().filter(|cycle| cycle.bought > 0).count();
        let average = u64::try_from(spent * u128::from(self.measure.sale_supply) / bought.max(1));
        let average = average.ok().filter(|_| bought > 0).map(|price| {
            let share =
                self.bps(price).map(|bps| format!(", {} of the sale's price", percent(bps)));
            let each = self.measure.shown(price);
            format!(", {each} {} each on average{}", self.quote, share.unwrap_or_default())
        });
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "\n{buying} of {} cycles bought: {} {} for {} {}{}. All of it was burned.\nMarket and \
             offers are drawn: no forecast. Nothing was sent.",
            self.cycles.len(),
            grouped(bought, base),
            self.base,
            grouped(spent, quote),
            self.quote,
            average.unwrap_or_default()
        );
        text
    }
}
