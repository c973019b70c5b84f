//! The contributors of a sale as a CSV: `wallet,amount`, and `price` for an auction.
//!
//! Amounts are whole quote tokens. A wallet contributes once; a negative amount further down
//! withdraws. Prices are per whole token and must be ticks of the auction.

use std::{
    collections::{HashMap, hash_map::Entry},
    fmt::Write,
    path::Path,
};

use groundswell_math::ladder::Rule;
use groundswell_sdk::Address;

use crate::{
    money,
    plan::{ContributorRow, Plan},
    price::Measure,
    rows::{Row, Rows},
};

/// Reads the contributors of a plan's sale.
pub fn read(path: &Path, plan: &Plan) -> anyhow::Result<Vec<ContributorRow>> {
    let rows = if is_auction(plan) {
        Rows::read(path, &["wallet", "amount", "price"], &[])?
    } else {
        Rows::read(path, &["wallet", "amount"], &["price"])?
    };
    let mut book = Book { plan, totals: HashMap::new(), contributed: 0 };
    rows.iter().map(|row| book.enter(&row)).collect()
}

/// Writes rows as [`read`] takes them; `prices` are the auction's ticks, none at fixed prices.
pub fn write(rows: &[ContributorRow], quote_decimals: u8, prices: &[String]) -> String {
    let mut csv = String::from(if prices.is_empty() { "wallet,amount" } else { WITH_PRICE });
    csv.push('\n');
    for row in rows {
        let sign = if row.amount < 0 { "-" } else { "" };
        let amount = money::plain(row.amount.unsigned_abs(), quote_decimals);
        // Writing to a string cannot fail.
        let _ = match prices.get(usize::from(row.tick)) {
            Some(price) => writeln!(csv, "{},{sign}{amount},{price}", row.wallet),
            None => writeln!(csv, "{},{sign}{amount}", row.wallet),
        };
    }
    csv
}

const WITH_PRICE: &str = "wallet,amount,price";

/// What a plan's auction is bid at, per token; none at fixed prices.
pub fn prices(plan: &Plan) -> Vec<String> {
    if !is_auction(plan) {
        return Vec::new();
    }
    let measure = Measure::of(plan);
    plan.terms.ticks.iter().map(|r| measure.per_token(*r).unwrap_or_default()).collect()
}

fn is_auction(plan: &Plan) -> bool {
    plan.terms.rule == Rule::Auction as u8
}

/// What the lines so far add up to.
struct Book<'a> {
    plan: &'a Plan,
    /// Of each wallet: where it contributed, what it has in the sale, and its tick.
    totals: HashMap<Address, (u64, i128, u8)>,
    /// All contributions (quote units), withdrawn or not.
    contributed: i128,
}

impl Book<'_> {
    fn enter(&mut self, row: &Row) -> anyhow::Result<ContributorRow> {
        row.check_width()?;
        let wallet = row.address("wallet")?;
        let decimals = self.plan.quote_decimals;
        let amount = row.decimal("amount")?.signed_units(decimals);
        let amount = amount.map_err(|error| row.not_money("amount", error))?;
        let tick = match amount {
            0 => return Err(row.error(
                "`amount` is zero, expected an amount to contribute, or a negative one to withdraw",
            )),
            1.. => self.contribute(row, wallet, amount)?,
            _ => self.withdraw(row, wallet, amount)?,
        };
        Ok(ContributorRow { wallet, amount, tick, line: row.line })
    }

    fn contribute(&mut self, row: &Row, wallet: Address, amount: i128) -> anyhow::Result<u8> {
        let tick = tick(row, self.plan)?.unwrap_or_default();
        if let Entry::Occupied(entry) = self.totals.entry(wallet) {
            let (line, ..) = entry.get();
            return Err(row.error(format!(
                "wallet {wallet} contributes on line {line} already, expected one line for what \
                 it puts in"
            )));
        }
        self.totals.insert(wallet, (row.line, amount, tick));
        self.contributed = self.contributed.saturating_add(amount);
        if self.contributed > i128::from(u64::MAX) {
            return Err(row.error("all contributions together exceed what 64 bits hold"));
        }
        Ok(tick)
    }

    fn withdraw(&mut self, row: &Row, wallet: Address, amount: i128) -> anyhow::Result<u8> {
        let plan = self.plan;
        let Some((line, total, bid)) = self.totals.get_mut(&wallet) else {
            return Err(row.error(format!(
                "wallet {wallet} withdraws, expected a line above that puts something in"
            )));
        };
        if tick(row, plan)?.is_some_and(|tick| tick != *bid) {
            return Err(row.error(format!(
                "the price is not the one bid on line {line}, expected the same or none"
            )));
        }
        let left = total.saturating_add(amount);
        if left < 0 {
            let has = money::grouped(total.unsigned_abs(), plan.quote_decimals);
            return Err(
                row.error(format!("wallet {wallet} has {has} in the sale, expected no more"))
            );
        }
        *total = left;
        Ok(*bid)
    }
}

/// The tick of the row's price. `None` where it states none and need not.
fn tick(row: &Row, plan: &Plan) -> anyhow::Result<Option<u8>> {
    let text = row.text("price");
    if !is_auction(plan) {
        return match text {
            "" => Ok(None),
            _ => {
                Err(row.error(format!("`price` is \"{text}\", expected none: the price is fixed")))
            }
        };
    }
    if text.is_empty() && row.text("amount").starts_with('-') {
        return Ok(None);
    }
    let price = row.decimal("price")?;
    let r = Measure::of(plan).whole_sale(&price).map_err(|e| row.not_money("price", e))?;
    let found = plan.terms.ticks.iter().position(|tick| *tick == r);
    match found.and_then(|tick| u8::try_from(tick).ok()) {
        Some(tick) => Ok(Some(tick)),
        None => Err(row.error(format!(
            "`price` is \"{text}\", expected a price of the auction: {}",
            nearest(plan, r)
        ))),
    }
}

/// The auction's prices around `r`, in words.
fn nearest(plan: &Plan, r: u64) -> String {
    let prices = prices(plan);
    let above = plan.terms.ticks.partition_point(|tick| *tick < r);
    let below = above.checked_sub(1).and_then(|below| prices.get(below));
    match (below, prices.get(above)) {
        (Some(below), Some(above)) => format!("the nearest are {below} and {above}"),
        (None, Some(lowest)) => format!("the lowest is {lowest}"),
        (Some(highest), None) => format!("the highest is {highest}"),
        (None, None) => "it has none".to_owned(),
    }
}

#[cfg(test)]
mod tests;
