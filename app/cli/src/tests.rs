//! The commands that send, on the embedded ledger.

mod after;
mod gates;
mod given;
mod launch;
mod sale;
