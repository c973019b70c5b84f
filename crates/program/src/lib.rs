//! What all programs of groundswell share.
#![no_std]
#![deny(clippy::arithmetic_side_effects, clippy::unwrap_used, clippy::indexing_slicing)]
#![warn(missing_docs)]

mod errors;
pub mod tokens;
