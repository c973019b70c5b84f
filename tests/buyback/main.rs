//! The buyback program, instruction by instruction, on the released bytecode.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop right there")]

mod attacks;
mod blackouts;
mod collect;
mod create;
mod finish;
mod forged;
mod hostile;
mod launches;
mod mints;
mod offers;
mod only;
mod open;
mod prefunded;
mod property;
mod sink;
