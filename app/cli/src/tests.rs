//! The commands that send, on the embedded ledger.

mod given;
mod launch;
mod sale;
