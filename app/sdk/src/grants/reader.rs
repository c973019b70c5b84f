//! A CSV of grants as people write it, one line at a time.

use std::{collections::HashMap, io::Read};

use solana_address::Address;

use super::{GrantColumn, GrantFault, Grants, GrantsError, Reading};
use crate::list::{
    AmountFault, Dataset, Fault, ListError, amount::base_units, error::excerpt, reader::Lines,
};

/// One line that was understood.
struct Row {
    line: u64,
    recipient: Address,
    /// Base units.
    amount: u64,
    /// Quote units that the whole sale would cost at it.
    price: u64,
    discloses: bool,
}

/// The grants in `source`.
pub(super) fn read(source: impl Read, reading: Reading) -> Result<Grants, GrantsError> {
    let mut lines = Lines::new(source);
    if !lines.advance().map_err(translate)? {
        return Err(GrantFault::NoHeader.at(1));
    }
    let columns = columns(&lines).map_err(|fault| fault.at(lines.row))?;
    let mut rows: Vec<Row> = Vec::new();
    let mut seen = HashMap::new();
    let mut sum = 0u64;
    while lines.advance().map_err(translate)? {
        let line = lines.row;
        let row = row(&lines, &columns, reading).map_err(|fault| fault.at(line))?;
        if let Some(first) = seen.insert(row.recipient, line) {
            return Err(GrantFault::RecipientTwice { recipient: row.recipient, first }.at(line));
        }
        if let Some(first) = rows.first() {
            check_same(first, &row).map_err(|fault| fault.at(line))?;
        }
        sum = sum.checked_add(row.amount).ok_or(GrantFault::SumTooLarge.at(line))?;
        rows.push(row);
    }
    let Some(first) = rows.first() else { return Err(GrantFault::NoRows.at(lines.row)) };
    let (price, needs_disclosure) = (first.price, first.discloses);
    let largest = rows.iter().map(|row| row.amount).max().unwrap_or(0);
    let dataset = Dataset::new(rows.into_iter().map(|row| (row.recipient, row.amount)));
    Ok(Grants { dataset: dataset.map_err(translate)?, largest, price, needs_disclosure })
}

/// Where each column stands.
struct Columns {
    recipient: usize,
    amount: usize,
    price: Option<usize>,
    disclosure: Option<usize>,
    width: usize,
}

fn columns(lines: &Lines<impl Read>) -> Result<Columns, GrantFault> {
    let mut places = [None; GrantColumn::ALL.len()];
    for place in 0..lines.width() {
        let name = lines.field(place);
        let column = GrantColumn::named(name)
            .ok_or_else(|| GrantFault::UnknownColumn { found: excerpt(name) })?;
        let known = places.get_mut(column as usize).and_then(|known| known.replace(place));
        if known.is_some() {
            return Err(GrantFault::ColumnTwice { column });
        }
    }
    let required = |column: GrantColumn| {
        let place = places.get(column as usize).copied().flatten();
        place.ok_or(GrantFault::ColumnMissing { column })
    };
    let [_, _, price, disclosure] = places;
    Ok(Columns {
        recipient: required(GrantColumn::Recipient)?,
        amount: required(GrantColumn::Amount)?,
        price,
        disclosure,
        width: lines.width(),
    })
}

fn row(lines: &Lines<impl Read>, columns: &Columns, reading: Reading) -> Result<Row, GrantFault> {
    let (found, expected) = (lines.width(), columns.width);
    if found != expected {
        return Err(GrantFault::Width { found, expected });
    }
    let recipient = lines.field(columns.recipient);
    let recipient =
        recipient.parse().map_err(|_| GrantFault::Recipient { found: excerpt(recipient) })?;
    let text = lines.field(columns.amount);
    let amount = base_units(text, reading.decimals)
        .map_err(|fault| GrantFault::Amount { found: excerpt(text), fault })?;
    if let Some(bound) = reading.bound.filter(|bound| amount > bound.most) {
        return Err(GrantFault::AboveBound { amount, bound });
    }
    let optional = |column: Option<usize>| column.map_or("", |column| lines.field(column));
    Ok(Row {
        line: lines.row,
        recipient,
        amount,
        price: price(optional(columns.price), reading.quote_decimals)?,
        discloses: disclosure(optional(columns.disclosure))?,
    })
}

/// A price; nothing is a gift.
fn price(text: &str, decimals: u8) -> Result<u64, GrantFault> {
    if text.is_empty() {
        return Ok(0);
    }
    match base_units(text, decimals) {
        Err(AmountFault::Zero) => Ok(0),
        price => price.map_err(|fault| GrantFault::Price { found: excerpt(text), fault }),
    }
}

fn disclosure(text: &str) -> Result<bool, GrantFault> {
    match text.to_ascii_lowercase().as_str() {
        "yes" => Ok(true),
        "no" | "" => Ok(false),
        _ => Err(GrantFault::Disclosure { found: excerpt(text) }),
    }
}

/// Refuses what one plan cannot say of both.
fn check_same(first: &Row, row: &Row) -> Result<(), GrantFault> {
    if row.price != first.price {
        let (first, price) = (first.line, first.price);
        return Err(GrantFault::PriceDiffers { found: row.price, first, price });
    }
    if row.discloses != first.discloses {
        return Err(GrantFault::DisclosureDiffers { found: row.discloses, first: first.line });
    }
    Ok(())
}

/// What the reader of lists refuses, said of grants.
fn translate(error: ListError) -> GrantsError {
    let (line, fault) = match error {
        ListError::Io(error) => return GrantsError::Io(error),
        ListError::Line { line, fault } => (line, fault),
    };
    let fault = match fault {
        Fault::NotUtf8 => GrantFault::NotUtf8,
        Fault::TooLong { most } => GrantFault::TooLong { most },
        Fault::OpenQuote => GrantFault::OpenQuote,
        Fault::SumTooLarge => GrantFault::SumTooLarge,
        Fault::TooManyLeaves => GrantFault::TooManyRows,
        Fault::Address { found } => GrantFault::Recipient { found },
        Fault::Amount { found, fault } => GrantFault::Amount { found, fault },
        Fault::NoHeader | Fault::Header { .. } => GrantFault::NoHeader,
        Fault::NoRows => GrantFault::NoRows,
        Fault::Width { found } => GrantFault::Width { found, expected: 2 },
    };
    fault.at(line)
}
