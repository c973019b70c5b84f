//! A CSV with a header, one line at a time: every refusal names file and line.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use csv::{ReaderBuilder, StringRecord, Trim};
use groundswell_sdk::Address;

use crate::money::{self, Decimal, MoneyError};

/// A CSV that was read.
pub struct Rows {
    path: PathBuf,
    columns: Vec<String>,
    records: Vec<(u64, StringRecord)>,
}

/// One line of it.
pub struct Row<'a> {
    rows: &'a Rows,
    record: &'a StringRecord,
    /// Where it stands (1 is the header).
    pub line: u64,
}

impl Rows {
    /// Reads `path`, whose header must name the `required` columns, in this order, and may
    /// then name the `optional` ones. Blank lines are skipped.
    pub fn read(path: &Path, required: &[&str], optional: &[&str]) -> anyhow::Result<Self> {
        let bytes = std::fs::read(path)
            .with_context(|| format!("cannot read {}, expected a CSV file", path.display()))?;
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(Trim::All)
            .comment(Some(b'#'))
            .from_reader(bytes);
        let mut records = Vec::new();
        let mut record = StringRecord::new();
        loop {
            let line = reader.position().line();
            match reader.read_record(&mut record) {
                Ok(false) => break,
                Ok(true) => {
                    let line = record.position().map_or(line, csv::Position::line);
                    records.push((line, record.clone()));
                }
                Err(error) => {
                    let line = error.position().map_or(line, csv::Position::line);
                    bail!("{}:{line}: expected UTF-8 text", path.display());
                }
            }
        }
        let mut rows = Rows { path: path.to_owned(), columns: Vec::new(), records };
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
        if self.records.is_empty() {
            bail!("{path}:1: the file is empty, {expected}");
        }
        let (line, header) = self.records.remove(0);
        let found: Vec<&str> = header.iter().collect();
        let fits = found.len() >= required.len() && all.get(..found.len()) == Some(&found);
        if !fits {
            bail!("{path}:{line}: found `{}`, {expected}", names(&found));
        }
        self.columns = found.into_iter().map(str::to_owned).collect();
        Ok(())
    }

    /// Every line behind the header.
    pub fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        self.records.iter().map(|(line, record)| Row { rows: self, record, line: *line })
    }
}

impl Row<'_> {
    /// Refuses a line with more or fewer fields than the header has.
    pub fn check_width(&self) -> anyhow::Result<()> {
        let (found, expected) = (self.record.len(), self.rows.columns.len());
        if found == expected {
            return Ok(());
        }
        let columns = self.rows.columns.join(",");
        Err(self.error(format!("found {found} columns, expected {expected}: `{columns}`")))
    }

    /// What stands in `column`; empty where the header does not have it.
    pub fn text(&self, column: &str) -> &str {
        let place = self.rows.columns.iter().position(|name| name == column);
        place.and_then(|place| self.record.get(place)).unwrap_or_default()
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
