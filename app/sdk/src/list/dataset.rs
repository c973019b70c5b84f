//! The rows of a list, and the one text they stand for.

use std::io::{self, Read, Write};

use sha2::{Digest, Sha256};
use solana_address::Address;

use super::{AmountFault, Fault, HEADER, ListError, reader};

/// Rows in their order, at least one, each with an amount, which together fit 64 bits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dataset {
    entries: Vec<([u8; 32], u64)>,
    sum: u64,
    sha256: [u8; 32],
}

impl Dataset {
    /// Reads a CSV: the header `address,amount`, then a row per line, and nothing of a line is
    /// kept but its 40 bytes. Amounts are base units if `decimals` is 0, else whole tokens with
    /// at most so many decimals.
    ///
    /// LF and CRLF, a byte order mark, blank lines, lines that begin with `#`, spaces around
    /// fields and quotes are understood.
    pub fn read(source: impl Read, decimals: u8) -> Result<Dataset, ListError> {
        reader::read(source, decimals)
    }

    /// The list of these rows (wallet, base units). Errors name the line of the canonical CSV.
    pub fn new(rows: impl IntoIterator<Item = (Address, u64)>) -> Result<Dataset, ListError> {
        let mut entries = Entries::default();
        let mut last = 1;
        for (line, (wallet, amount)) in (2..).zip(rows) {
            entries.push(wallet, amount).map_err(|fault| ListError::at(line, fault))?;
            last = line;
        }
        entries.finish().map_err(|fault| ListError::at(last, fault))
    }

    /// Wallets and amounts (base units).
    pub fn entries(&self) -> &[([u8; 32], u64)] {
        &self.entries
    }

    /// What the amounts add up to (base units).
    pub fn sum(&self) -> u64 {
        self.sum
    }

    /// SHA-256 of the canonical CSV.
    pub fn sha256(&self) -> [u8; 32] {
        self.sha256
    }

    /// Writes the canonical CSV: the header, then `ADDRESS,BASE_UNITS` for each row, every line
    /// ended by one line feed.
    pub fn write_csv(&self, mut out: impl Write) -> io::Result<()> {
        writeln!(out, "{HEADER}")?;
        self.entries.iter().try_for_each(|entry| write_row(&mut out, entry))
    }
}

fn write_row(out: &mut impl Write, (wallet, amount): &([u8; 32], u64)) -> io::Result<()> {
    writeln!(out, "{},{amount}", Address::new_from_array(*wallet))
}

/// Rows as they come in, checked and hashed on the way.
pub(super) struct Entries {
    rows: Vec<([u8; 32], u64)>,
    sum: u64,
    hasher: Sha256,
    /// Room for the text of one row.
    text: Vec<u8>,
}

impl Default for Entries {
    fn default() -> Self {
        let hasher = Sha256::new().chain_update(HEADER).chain_update("\n");
        Entries { rows: Vec::new(), sum: 0, hasher, text: Vec::new() }
    }
}

impl Entries {
    /// Adds a row at the end.
    pub(super) fn push(&mut self, wallet: Address, amount: u64) -> Result<(), Fault> {
        require_room(self.rows.len())?;
        if amount == 0 {
            return Err(Fault::Amount { found: "0".to_owned(), fault: AmountFault::Zero });
        }
        self.sum = self.sum.checked_add(amount).ok_or(Fault::SumTooLarge)?;
        let entry = (wallet.to_bytes(), amount);
        self.text.clear();
        // Writing to memory cannot fail.
        let _ = write_row(&mut self.text, &entry);
        self.hasher.update(&self.text);
        self.rows.push(entry);
        Ok(())
    }

    /// All rows that came in.
    pub(super) fn finish(self) -> Result<Dataset, Fault> {
        if self.rows.is_empty() {
            return Err(Fault::NoRows);
        }
        Ok(Dataset { entries: self.rows, sum: self.sum, sha256: self.hasher.finalize().into() })
    }
}

/// Refuses another row behind `rows` if it could not be numbered and counted.
pub(super) fn require_room(rows: usize) -> Result<(), Fault> {
    match u32::try_from(rows) {
        Ok(count) if count < u32::MAX => Ok(()),
        _ => Err(Fault::TooManyLeaves),
    }
}
