//! The distributor program, instruction by instruction, on the released bytecode.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop right there")]

mod claim;
