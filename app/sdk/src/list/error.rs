//! Why a CSV is no list: on which line, in which column, what was found and what expected.

use std::{fmt, io};

use groundswell_math::merkle::TreeError;

use super::HEADER;

/// Most characters of a text that a message repeats.
const EXCERPT: usize = 60;

/// Why there is no list.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    /// A line is wrong.
    #[error("line {line}: {fault}")]
    Line {
        /// Which, from 1.
        line: u64,
        /// What is wrong with it.
        fault: Fault,
    },
    /// The source could not be read.
    #[error("cannot read: {0}")]
    Io(#[from] io::Error),
}

impl ListError {
    /// What is wrong with `line`.
    pub(super) fn at(line: u64, fault: Fault) -> Self {
        ListError::Line { line, fault }
    }

    /// A tree's refusal, said of the last line.
    pub(super) fn of_tree(error: TreeError, line: u64) -> Self {
        let fault = match error {
            TreeError::Empty => Fault::NoRows,
            TreeError::TooMany => Fault::TooManyLeaves,
            TreeError::SumOverflow => Fault::SumTooLarge,
        };
        ListError::at(line, fault)
    }
}

/// A column of the CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Column {
    /// Who may claim.
    Address = 1,
    /// How much.
    Amount = 2,
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let name = match self {
            Column::Address => "address",
            Column::Amount => "amount",
        };
        write!(f, "column {} (`{name}`)", *self as u8)
    }
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Nothing at all.
    #[error("the file is empty, expected the header `{HEADER}`")]
    NoHeader,
    /// Another header.
    #[error("found `{found}`, expected the header `{HEADER}`")]
    Header {
        /// What stands there.
        found: String,
    },
    /// A header alone.
    #[error("nothing below the header, expected at least one line: `ADDRESS,AMOUNT`")]
    NoRows,
    /// Not UTF-8.
    #[error("expected UTF-8 text: save the file as CSV in UTF-8")]
    NotUtf8,
    /// Longer than any row.
    #[error("the line has more than {most} bytes, expected one row per line: `{HEADER}`")]
    TooLong {
        /// Most bytes of a line.
        most: u64,
    },
    /// A quote without its partner.
    #[error("a quote is opened and never closed, expected `\"` in pairs or none")]
    OpenQuote,
    /// Too many columns, or too few.
    #[error("found {found} column{}, expected 2: `{HEADER}`", plural(*.found))]
    Width {
        /// How many there are.
        found: usize,
    },
    /// No address.
    #[error("{} is \"{found}\", expected a Solana address (32 bytes in base58)", Column::Address)]
    Address {
        /// What stands there.
        found: String,
    },
    /// No amount.
    #[error("{} is \"{found}\", {fault}", Column::Amount)]
    Amount {
        /// What stands there.
        found: String,
        /// What is wrong with it.
        fault: AmountFault,
    },
    /// The amounts so far exceed what a list can hold.
    #[error(
        "{} brings the sum of all amounts above {}, the most that 64 bits hold",
        Column::Amount,
        u64::MAX
    )]
    SumTooLarge,
    /// More rows than leaves can be numbered.
    #[error("the list has more than {} rows, the most that it can have: split it", u32::MAX)]
    TooManyLeaves,
}

impl Fault {
    /// The column it is about, if it is about one.
    pub fn column(&self) -> Option<Column> {
        match self {
            Fault::Address { .. } => Some(Column::Address),
            Fault::Amount { .. } | Fault::SumTooLarge => Some(Column::Amount),
            _ => None,
        }
    }
}

/// What is wrong with an amount; reads as what was expected instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmountFault {
    /// Something else than digits and a point.
    #[error("expected a plain number such as 1500 or 1_500")]
    NotANumber,
    /// Below zero.
    #[error("expected a number above zero")]
    Negative,
    /// Nothing to claim.
    #[error("expected a number above zero: leave the line out if there is nothing to claim")]
    Zero,
    /// A point where amounts are base units.
    #[error(
        "expected base units, which have no decimals: to read whole tokens, say how many decimals \
         the token has"
    )]
    NotBaseUnits,
    /// Finer than the token's smallest unit.
    #[error("expected at most {allowed} decimal{}", plural(usize::from(*.allowed)))]
    TooManyDecimals {
        /// How many the token has.
        allowed: u8,
    },
    /// More than 64 bits hold.
    #[error("expected at most {} base units, the most that 64 bits hold", u64::MAX)]
    TooLarge,
}

/// The beginning of what was found, for a message.
pub(crate) fn excerpt(found: &str) -> String {
    match found.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{}...", found.get(..end).unwrap_or_default()),
        None => found.to_owned(),
    }
}

pub(crate) fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}
