//! Lists of grants: who gets how much of a vesting plan, at which price, on which schedule.
//!
//! A [`Grants`] is read from a CSV whose columns are found by name. Its rows are a
//! [`Dataset`], so that with the plan's address they make a
//! [`List`](crate::list::List) with its tree, proofs and files. What a plan commits to beside
//! the list is a [`PlanFacts`].

mod error;
mod facts;
mod reader;
mod schedule;

use std::io::Read;

use groundswell_math::{
    amount::bps_floor,
    charter::{KOL_WALLET_MAX_BPS, Kind, VC_WALLET_MAX_BPS},
};

pub use error::{GrantColumn, GrantFault, GrantsError};
pub use facts::{PlanFacts, PlanOf};
pub use schedule::PlanSchedule;

use crate::list::Dataset;

/// The kinds of tranche that are granted by lists, each by the name it has in files.
pub const PLAN_KINDS: [(&str, Kind); 4] =
    [("kol", Kind::Kol), ("vc", Kind::Vc), ("team", Kind::Team), ("treasury", Kind::Treasury)];

/// The name that a kind of tranche has in files; empty for those that are not granted by lists.
pub fn kind_name(kind: Kind) -> &'static str {
    PLAN_KINDS.iter().find(|(_, known)| *known == kind).map_or("", |(name, _)| name)
}

/// The most that one wallet may get of a tranche of this kind, and what it is a share of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WalletBound {
    /// Share of the supply (bps).
    pub bps: u16,
    /// Base units.
    pub most: u64,
}

impl WalletBound {
    /// The bound on one wallet of `kind` at this supply (base units). `None` where there is none.
    pub fn of(kind: Kind, supply: u64) -> Option<WalletBound> {
        let bps = match kind {
            Kind::Kol => KOL_WALLET_MAX_BPS,
            Kind::Vc => VC_WALLET_MAX_BPS,
            _ => return None,
        };
        Some(WalletBound { bps, most: bps_floor(supply, bps)? })
    }
}

/// How a CSV of grants is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Amounts are base units if 0, else whole tokens with at most so many decimals.
    pub decimals: u8,
    /// Prices are base units of the quote token if 0, else whole quote tokens.
    pub quote_decimals: u8,
    /// What no grant may exceed.
    pub bound: Option<WalletBound>,
}

/// The grants of one plan: at least one, each wallet once, at one price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grants {
    dataset: Dataset,
    largest: u64,
    price: u64,
    needs_disclosure: bool,
}

impl Grants {
    /// Reads a CSV: a header that names `recipient` (or `address`) and `amount` and may name
    /// `price` and `disclosure`, in any order; then a row per line.
    ///
    /// LF and CRLF, a byte order mark, blank lines, lines that begin with `#`, spaces around
    /// fields and quotes are understood, as for lists.
    pub fn read(source: impl Read, reading: Reading) -> Result<Grants, GrantsError> {
        reader::read(source, reading)
    }

    /// The rows, as a list has them.
    pub fn dataset(&self) -> &Dataset {
        &self.dataset
    }

    /// The rows, to make the plan's list of.
    pub fn into_dataset(self) -> Dataset {
        self.dataset
    }

    /// The largest grant (base units).
    pub fn largest(&self) -> u64 {
        self.largest
    }

    /// What the recipients paid: quote units that the whole sale would cost at their price. Zero
    /// is a gift.
    pub fn price(&self) -> u64 {
        self.price
    }

    /// Whether each recipient has to disclose before the first withdrawal.
    pub fn needs_disclosure(&self) -> bool {
        self.needs_disclosure
    }
}

#[cfg(test)]
mod tests;
