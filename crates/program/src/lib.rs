//! What all programs of groundswell share.
#![no_std]
#![deny(clippy::arithmetic_side_effects, clippy::unwrap_used, clippy::indexing_slicing)]
#![warn(missing_docs)]

use anchor_lang::prelude::Address;

pub mod at;
mod contact;
mod errors;
pub mod launch;
pub mod sink;
pub mod tokens;

/// Where the buyback program lives: lists and plans may name its mandates as receivers.
pub const BUYBACK_ID: Address =
    Address::from_str_const("BuybackGroundswe11Groundswe11Groundswe11Gro");
