//! Addresses, instructions, accounts and lists of a groundswell launch.
//!
//! Everything here is a pure function of its arguments: nothing is printed, sent or signed.
//! Amounts are base units, times unix seconds, as in [`groundswell_math`].
#![warn(missing_docs)]
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod allowlist;
pub mod launch;
pub mod list;
pub mod pda;

pub use groundswell_math as math;
pub use launch_program as program;
pub use solana_address::Address;
