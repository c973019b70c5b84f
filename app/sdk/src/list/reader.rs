//! A CSV as people publish it, one line at a time.

use std::io::{BufRead, BufReader, Read};

use solana_address::Address;

use super::{
    Dataset, Fault, HEADER, ListError, amount::base_units, dataset::Entries, error::excerpt,
};

/// Most bytes of a line, so that a file without line ends does not fill the memory.
pub(super) const MAX_LINE: u64 = 65_536;
const BOM: &[u8] = b"\xef\xbb\xbf";

/// The list in `source`: the header `address,amount`, then a row per line; `decimals` as in
/// [`Dataset::read`].
pub(super) fn read(source: impl Read, decimals: u8) -> Result<Dataset, ListError> {
    let mut lines = Lines::new(source);
    if !lines.advance()? {
        return Err(ListError::at(1, Fault::NoHeader));
    }
    let header: Vec<_> = (0..lines.width()).map(|column| lines.field(column)).collect();
    let header = header.join(",");
    if header != HEADER {
        return Err(lines.error(Fault::Header { found: excerpt(&header) }));
    }
    let mut entries = Entries::default();
    while lines.advance()? {
        let entry = lines.entry(decimals);
        let entered = entry.and_then(|(wallet, amount)| entries.push(wallet, amount));
        entered.map_err(|fault| lines.error(fault))?;
    }
    let last = lines.row;
    entries.finish().map_err(|fault| ListError::at(last, fault))
}

/// The lines of a source. A row is a line: the parser is given one at a time, so that a message
/// names the right one also behind blank lines and comments.
pub(crate) struct Lines<R> {
    source: BufReader<R>,
    parser: csv_core::Reader,
    /// Lines read.
    line: u64,
    /// The last of them that was a row, or the header.
    pub(crate) row: u64,
    text: Vec<u8>,
    /// The row's fields, one behind the other, and where each ends.
    fields: Vec<u8>,
    ends: Vec<usize>,
}

impl<R: Read> Lines<R> {
    pub(crate) fn new(source: R) -> Self {
        Lines {
            source: BufReader::with_capacity(1 << 16, source),
            parser: csv_core::Reader::new(),
            line: 0,
            row: 0,
            text: Vec::new(),
            fields: Vec::new(),
            ends: Vec::new(),
        }
    }

    /// Goes to the next line that is neither blank nor begins with `#`. False at the end.
    pub(crate) fn advance(&mut self) -> Result<bool, ListError> {
        loop {
            self.text.clear();
            // One byte more than a line may have shows that it has more.
            let mut line = self.source.by_ref().take(MAX_LINE + 1);
            if line.read_until(b'\n', &mut self.text)? == 0 {
                return Ok(false);
            }
            self.line += 1;
            let read = self.split().map_err(|fault| ListError::at(self.line, fault))?;
            if read {
                self.row = self.line;
                return Ok(true);
            }
        }
    }

    /// Splits the line into fields. False if it is none that means something.
    fn split(&mut self) -> Result<bool, Fault> {
        if self.text.len() as u64 > MAX_LINE {
            return Err(Fault::TooLong { most: MAX_LINE });
        }
        let text = match self.line {
            1 => self.text.strip_prefix(BOM).unwrap_or(&self.text),
            _ => &self.text,
        };
        let text = std::str::from_utf8(text).map_err(|_| Fault::NotUtf8)?.trim().as_bytes();
        if text.is_empty() || text.starts_with(b"#") {
            return Ok(false);
        }
        if text.iter().filter(|byte| **byte == b'"').count() % 2 == 1 {
            return Err(Fault::OpenQuote);
        }
        // No line has more fields than bytes and one, and none is longer than its line.
        self.fields.resize(text.len(), 0);
        self.ends.resize(text.len() + 2, 0);
        self.parser.reset();
        let (_, _, written, ended) =
            self.parser.read_record(text, &mut self.fields, &mut self.ends);
        let rest = self.fields.get_mut(written..).unwrap_or_default();
        // No more input: the last field ends here.
        let ends = self.ends.get_mut(ended..).unwrap_or_default();
        let (_, _, _, last) = self.parser.read_record(&[], rest, ends);
        self.ends.truncate(ended + last);
        Ok(true)
    }

    /// Fields of the line.
    pub(crate) fn width(&self) -> usize {
        self.ends.len()
    }

    /// What stands in column `number`, from 0.
    pub(crate) fn field(&self, number: usize) -> &str {
        let end = |number: usize| self.ends.get(number).copied();
        let from = number.checked_sub(1).and_then(end).unwrap_or(0);
        let field = end(number).and_then(|to| self.fields.get(from..to)).unwrap_or_default();
        std::str::from_utf8(field).unwrap_or_default().trim()
    }

    /// The line as an entry.
    fn entry(&self, decimals: u8) -> Result<(Address, u64), Fault> {
        if self.width() != 2 {
            return Err(Fault::Width { found: self.width() });
        }
        let (wallet, amount) = (self.field(0), self.field(1));
        let wallet = wallet.parse().map_err(|_| Fault::Address { found: excerpt(wallet) })?;
        let amount = base_units(amount, decimals)
            .map_err(|fault| Fault::Amount { found: excerpt(amount), fault })?;
        Ok((wallet, amount))
    }

    /// What is wrong with this row.
    fn error(&self, fault: Fault) -> ListError {
        ListError::at(self.row, fault)
    }
}
