//! What holds for the repository as a whole.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop right there")]

mod accounts;
mod errors;
mod programs;
