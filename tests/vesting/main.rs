//! The vesting program, instruction by instruction, on the released bytecode.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop right there")]

mod cancel;
mod close;
mod create_plan;
mod disclosure;
mod forfeit;
mod fund;
mod governor;
mod grants;
mod launches;
mod prefunded;
mod property;
mod reassign;
mod stream;
mod withdraw;
