//! A whole launch as a ledger has it, each number with the address it was read from.
//!
//! [`LaunchView::read`] is the launch with everything it names. What there may be many of is read
//! by functions of its own: [`contributions`], [`grants`], [`pages`], [`offers`], [`launches_of`].

mod launch;
mod many;
mod token;

use groundswell_sdk::Address;
use solana_account::Account;

pub use launch::{LaunchView, ListView, MandateView, PlanView, clock_of};
pub use many::{
    claimed_steps, contributions, grants, launches_of, offers, pages, receipts, tenders,
};
pub use token::{MintView, TokenView, mint, token, token_amount};

use crate::chain::{Chain, ChainError};

/// A value, and the account it was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen<T> {
    /// The account.
    pub at: Address,
    /// What it holds.
    pub value: T,
}

/// Why there is nothing to see.
#[derive(Debug, thiserror::Error)]
pub enum ViewError {
    /// No account.
    #[error(
        "there is no {what} at {at} on {place}\nCheck the address, and that --url names the cluster it is on"
    )]
    Missing {
        /// What was looked for.
        what: &'static str,
        /// Where.
        at: Address,
        /// On which ledger.
        place: String,
    },
    /// An account of another kind.
    #[error("the account at {at} on {place} is no {what}")]
    Other {
        /// What was looked for.
        what: &'static str,
        /// Where.
        at: Address,
        /// On which ledger.
        place: String,
    },
    /// The ledger cannot be asked.
    #[error(transparent)]
    Chain(#[from] ChainError),
}

/// The account of `program` at `at`, decoded; `None` where there is none or another.
pub fn decoded<T>(
    account: Option<&Account>,
    program: &Address,
    decode: impl Fn(&[u8]) -> Option<T>,
) -> Option<T> {
    // Anybody can make an account that looks alike; only its program can make one that is.
    account.filter(|account| account.owner == *program).and_then(|account| decode(&account.data))
}

/// The account of `program` at `at`, which has to be a `what`.
pub fn required<T>(
    chain: &(impl Chain + ?Sized),
    what: &'static str,
    at: &Address,
    program: &Address,
    decode: impl Fn(&[u8]) -> Option<T>,
) -> Result<T, ViewError> {
    let account = chain.account(at)?;
    let place = || chain.place();
    if account.is_none() {
        return Err(ViewError::Missing { what, at: *at, place: place() });
    }
    let value = decoded(account.as_ref(), program, decode);
    value.ok_or_else(|| ViewError::Other { what, at: *at, place: place() })
}
