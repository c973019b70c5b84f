//! Addresses, instructions, accounts and lists of a groundswell launch, and of its lists.
//!
//! Everything here is a pure function of its arguments: nothing is printed, sent or signed.
//! Amounts are base units, times unix seconds, as in [`groundswell_math`].
#![warn(missing_docs)]
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod allowlist;
pub mod buyback;
mod calls;
pub mod distributor;
pub mod grants;
pub mod launch;
pub mod list;
pub mod pda;
pub mod vesting;

pub use buyback_program;
pub use distributor_program;
pub use groundswell_math as math;
pub use launch_program as program;
pub use solana_address::Address;
pub use vesting_program;
