//! Why a CSV is no list of grants: on which line, in which column, what was found and what to
//! do.

use std::{fmt, io};

use solana_address::Address;

use super::WalletBound;
use crate::list::{AmountFault, error::plural};

/// Why there are no grants.
#[derive(Debug, thiserror::Error)]
pub enum GrantsError {
    /// A line is wrong.
    #[error("line {line}: {fault}")]
    Line {
        /// Which, from 1.
        line: u64,
        /// What is wrong with it.
        fault: GrantFault,
    },
    /// The source could not be read.
    #[error("cannot read: {0}")]
    Io(#[from] io::Error),
}

/// A column of the CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrantColumn {
    /// Who gets it.
    Recipient,
    /// How much.
    Amount,
    /// At which price; may be left out.
    Price,
    /// Whether the recipient discloses; may be left out.
    Disclosure,
}

impl GrantColumn {
    pub(super) const ALL: [GrantColumn; 4] =
        [GrantColumn::Recipient, GrantColumn::Amount, GrantColumn::Price, GrantColumn::Disclosure];

    /// The column with this name, in whatever case. A list's `address` is a recipient.
    pub(super) fn named(name: &str) -> Option<GrantColumn> {
        if name.eq_ignore_ascii_case("address") {
            return Some(GrantColumn::Recipient);
        }
        Self::ALL.into_iter().find(|column| name.eq_ignore_ascii_case(&column.to_string()))
    }
}

impl fmt::Display for GrantColumn {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            GrantColumn::Recipient => "recipient",
            GrantColumn::Amount => "amount",
            GrantColumn::Price => "price",
            GrantColumn::Disclosure => "disclosure",
        })
    }
}

const HEADER: &str =
    "a header with the columns `recipient` and `amount`, and `price` and `disclosure` if wanted";

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GrantFault {
    /// Nothing at all.
    #[error("the file is empty, expected {HEADER}")]
    NoHeader,
    /// A column that means nothing.
    #[error("the header names `{found}`, expected {HEADER}")]
    UnknownColumn {
        /// What stands there.
        found: String,
    },
    /// A column that is not there.
    #[error("the header lacks `{column}`, expected {HEADER}")]
    ColumnMissing {
        /// Which.
        column: GrantColumn,
    },
    /// A column that is there twice.
    #[error("the header names `{column}` twice: leave one out")]
    ColumnTwice {
        /// Which.
        column: GrantColumn,
    },
    /// A header alone.
    #[error("nothing below the header, expected at least one line: a recipient and an amount")]
    NoRows,
    /// Not UTF-8.
    #[error("expected UTF-8 text: save the file as CSV in UTF-8")]
    NotUtf8,
    /// Longer than any row.
    #[error("the line has more than {most} bytes, expected one row per line")]
    TooLong {
        /// Most bytes of a line.
        most: u64,
    },
    /// A quote without its partner.
    #[error("a quote is opened and never closed, expected `\"` in pairs or none")]
    OpenQuote,
    /// Too many fields, or too few.
    #[error("found {found} column{}, expected {expected} as in the header", plural(*.found))]
    Width {
        /// How many there are.
        found: usize,
        /// How many the header has.
        expected: usize,
    },
    /// No address.
    #[error("`recipient` is \"{found}\", expected a Solana address (32 bytes in base58)")]
    Recipient {
        /// What stands there.
        found: String,
    },
    /// No amount.
    #[error("`amount` is \"{found}\", {fault}")]
    Amount {
        /// What stands there.
        found: String,
        /// What is wrong with it.
        fault: AmountFault,
    },
    /// No price.
    #[error("`price` is \"{found}\", {}", price_words(*.fault))]
    Price {
        /// What stands there.
        found: String,
        /// What is wrong with it.
        fault: AmountFault,
    },
    /// Neither yes nor no.
    #[error("`disclosure` is \"{found}\", expected yes, no or nothing")]
    Disclosure {
        /// What stands there.
        found: String,
    },
    /// A second grant for a wallet.
    #[error(
        "{recipient} stands on line {first} already: a wallet has one grant of a plan, so write \
         one line with the sum"
    )]
    RecipientTwice {
        /// Who.
        recipient: Address,
        /// Where it stands first.
        first: u64,
    },
    /// Another price than the rows before.
    #[error(
        "`price` is {found} and on line {first} {price}, in quote base units: a plan has one \
         price, so split them into tranches, with a plan for each"
    )]
    PriceDiffers {
        /// What stands there (quote units).
        found: u64,
        /// Where the other stands.
        first: u64,
        /// The other (quote units).
        price: u64,
    },
    /// Another disclosure than the rows before.
    #[error(
        "`disclosure` is {} and on line {first} {}: a plan asks it of all or of none, so split \
         them into tranches, with a plan for each", yes_no(*.found), yes_no(!*.found)
    )]
    DisclosureDiffers {
        /// What stands there.
        found: bool,
        /// Where the other stands.
        first: u64,
    },
    /// More than one wallet may get.
    #[error(
        "`amount` is {amount} base units, above the {} % of supply that one wallet of this kind \
         may get ({}): lower it", percent(.bound.bps), .bound.most
    )]
    AboveBound {
        /// What stands there (base units).
        amount: u64,
        /// What is allowed.
        bound: WalletBound,
    },
    /// The amounts so far exceed what a list can hold.
    #[error("`amount` brings the sum of all above {}, the most that 64 bits hold", u64::MAX)]
    SumTooLarge,
    /// More rows than leaves can be numbered.
    #[error("the list has more than {} rows, the most that it can have: split it", u32::MAX)]
    TooManyRows,
}

impl GrantFault {
    /// What is wrong with `line`.
    pub(super) fn at(self, line: u64) -> GrantsError {
        GrantsError::Line { line, fault: self }
    }
}

/// What a price should have been.
fn price_words(fault: AmountFault) -> String {
    match fault {
        AmountFault::NotBaseUnits => "expected base units of the quote token, which have no \
             decimals: to read whole quote tokens, say how many decimals that token has"
            .to_owned(),
        AmountFault::Negative => "expected a number that is not negative".to_owned(),
        fault => fault.to_string(),
    }
}

fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

/// A whole number of per cent as such, others with two decimals.
fn percent(bps: u16) -> String {
    match (bps / 100, bps % 100) {
        (whole, 0) => whole.to_string(),
        (whole, rest) => format!("{whole}.{rest:02}"),
    }
}
