//! What the documents say of the code is so: tests they name exist, tables drawn from the sources
//! are what the sources give, links lead somewhere.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop right there")]

mod access;
mod assurance;
mod attacks;
mod coverage;
mod gates;
mod interfaces;
mod invariants;
mod links;
mod mutants;
mod paths;
mod phases;
mod repository;
mod threats;
