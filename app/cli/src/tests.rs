//! The commands that send, and those that check, on the embedded ledger.

mod after;
mod audit;
mod faults;
mod given;
mod launch;
mod sale;
