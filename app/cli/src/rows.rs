//! A CSV with a header, one line at a time: every refusal names file and line.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use groundswell_sdk::Address;

use crate::{
    money::{self, Decimal, MoneyError},
    source::Source,
};

/// A CSV that was read.
pub struct Rows {
    path: PathBuf,
    columns: Vec<String>,
    lines: Vec<(u64, Vec<String>)>,
}

/// One line of it.
pub struct Row<'a> {
    rows: &'a Rows,
    fields: &'a [String],
    /// Where it stands (1 is the header).
    pub line: u64,
}

impl Rows {
    /// Reads `path`, whose header must name the `required` columns, in this order, and may
    /// then name the `optional` ones. Skips blank lines and those that begin with `#`.
    ///
    /// A row is a line: the reader is given one at a time, so that a message names the right one
    /// also behind blank lines and comments.
    pub fn read(path: &Path, required: &[&str], optional: &[&str]) -> anyhow::Result<Self> {
        let bytes = std::fs::read(path)
            .with_context(|| format!("cannot read {}, expected a CSV file", path.display()))?;
        let text = Source::new(path, &bytes)?.text();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let numbered = (1..).zip(text.lines().map(str::trim));
        let meant = numbered.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let lines = meant
            .map(|(number, line)| Ok((number, split(line)?)))
            .collect::<Result<Vec<_>, csv::Error>>()
            .with_context(|| format!("cannot read {}, expected a CSV file", path.display()))?;
        let mut rows = Rows { path: path.to_owned(), columns: Vec::new(), lines };
        rows.take_header(required, optional)?;
        Ok(rows)
    }

    fn take_header(&mut self, required: &[&str], optional: &[&str]) -> anyhow::Result<()> {
        let all = [required, optional].concat();
        let names = |columns: &[&str]| columns.join(",");
        let mut expected = format!("expected the header `{}`", names(required));
        if !optional.is_empty() {
            expected = format!("{expected} or `{}`", names(&all));
        }
        let path = self.path.display();
        if self.lines.is_empty() {
            bail!("{path}:1: the file is empty, {expected}");
        }
        let (line, header) = self.lines.remove(0);
        let found: Vec<&str> = header.iter().map(String::as_str).collect();
        let fits = found.len() >= required.len() && all.get(..found.len()) == Some(&found);
        if !fits {
            bail!("{path}:{line}: found `{}`, {expected}", names(&found));
        }
        if self.lines.is_empty() {
            bail!("{path}:{line}: nothing below the header, expected at least one line");
        }
        self.columns = header;
        Ok(())
    }

    /// Every line behind the header.
    pub fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        self.lines.iter().map(|(line, fields)| Row { rows: self, fields, line: *line })
    }
}

impl Row<'_> {
    /// Refuses a line with more or fewer fields than the header has.
    pub fn check_width(&self) -> anyhow::Result<()> {
        let (found, expected) = (self.fields.len(), self.rows.columns.len());
        if found == expected {
            return Ok(());
        }
        let columns = self.rows.columns.join(",");
        let plural = if found == 1 { "" } else { "s" };
        Err(self.error(format!("found {found} column{plural}, expected {expected}: `{columns}`")))
    }

    /// What stands in `column`; empty where the header does not have it.
    pub fn text(&self, column: &str) -> &str {
        let place = self.rows.columns.iter().position(|name| name == column);
        place.and_then(|place| self.fields.get(place)).map_or("", String::as_str)
    }

    /// The address in `column`.
    pub fn address(&self, column: &str) -> anyhow::Result<Address> {
        let text = self.text(column);
        text.parse().map_err(|_| {
            self.error(format!(
                "`{column}` is \"{text}\", expected a Solana address (32 bytes in base58)"
            ))
        })
    }

    /// The number in `column`.
    pub fn decimal(&self, column: &str) -> anyhow::Result<Decimal> {
        Decimal::parse(self.text(column)).map_err(|error| self.not_money(column, error))
    }

    /// The amount in `column`, in base units, not negative.
    pub fn units(&self, column: &str, decimals: u8) -> anyhow::Result<u64> {
        money::parse_units(self.text(column), decimals).map_err(|e| self.not_money(column, e))
    }

    /// Says that the number in `column` is not what it should be.
    pub fn not_money(&self, column: &str, error: MoneyError) -> anyhow::Error {
        self.error(format!("`{column}` is \"{}\", {error}", self.text(column)))
    }

    /// A refusal that names file and line.
    pub fn error(&self, what: impl std::fmt::Display) -> anyhow::Error {
        anyhow::anyhow!("{}:{}: {what}", self.rows.path.display(), self.line)
    }
}

/// The fields of one line.
fn split(line: &str) -> Result<Vec<String>, csv::Error> {
    let mut builder = csv::ReaderBuilder::new();
    builder.has_headers(false).trim(csv::Trim::All).buffer_capacity(line.len().max(1));
    let first = builder.from_reader(line.as_bytes()).into_records().next();
    Ok(first.transpose()?.unwrap_or_default().iter().map(str::to_owned).collect())
}
