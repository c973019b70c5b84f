//! Claims from a published list, at one bit per claim and step.
#![no_std]
#![deny(clippy::arithmetic_side_effects, clippy::unwrap_used, clippy::indexing_slicing)]
extern crate alloc;
use anchor_lang::prelude::*;
#[warn(missing_docs)]
pub mod error;
#[warn(missing_docs)]
pub mod state;
pub use error::DistributorError;
declare_id!("DistributorGroundswe11Groundswe11Groundswe1");
