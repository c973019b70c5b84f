//! The distributor program, instruction by instruction, on the released bytecode.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop right there")]

mod accounts;
mod activate;
mod bits;
mod claim;
mod claim_many;
mod clawback;
mod close;
mod create;
mod destinations;
mod events;
mod forged;
mod fund;
mod immutable;
mod lists;
mod mints;
mod open_page;
mod open_vault;
mod prefunded;
mod proofs;
mod property;
mod run;
mod sinks;
mod sizes;
mod steps;
mod vaults;
mod window;
