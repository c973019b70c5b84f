//! Whole stories on the real bytecode, each ending where an independent model says.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop right there")]

#[allow(dead_code, reason = "shared with the tests of the math, which use all of it")]
#[path = "../../crates/math/tests/model/mod.rs"]
mod model;

mod isolation;
mod outcomes;
