//! The commands that send, and those that check, on the embedded ledger.

mod after;
mod audit;
mod crank;
mod faults;
mod gates;
mod given;
mod launch;
mod people;
mod sale;
