//! The commands that send, on the embedded ledger.

mod after;
mod given;
mod launch;
mod sale;
