//! The commands that send, on the embedded ledger.

mod after;
mod crank;
mod given;
mod launch;
mod sale;
