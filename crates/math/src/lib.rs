//! The rules of a groundswell launch, as pure functions.
//!
//! Programs, SDK, CLI and web app all call these and nothing else decides about money.
//! Units: amounts are base units (`u64`) of the mint they belong to, shares are basis points
//! ([`amount::BPS`] = 10,000), times are unix seconds (`i64`), durations are seconds.
//! Intermediate products are `u128`; every operation is checked and a result that does not
//! fit is `None` or an error, never a panic and never a wrapped number.
//! Rounding: what a contributor gets is rounded down, what a contributor is refunded is the
//! exact rest of the deposit, and what rounding leaves behind is named where it arises.
#![cfg_attr(not(any(feature = "std", test)), no_std)]
#![cfg_attr(
    not(test),
    deny(clippy::arithmetic_side_effects, clippy::unwrap_used, clippy::indexing_slicing)
)]
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod amount;
pub mod bitmap;
pub mod charter;
pub mod governor;
pub mod ladder;
pub mod mandate;
pub mod merkle;
pub mod mint;
pub mod owed;
pub mod phase;
pub mod schedule;
pub mod supply;
pub mod tender;
pub mod terms;
pub mod window;
