//! The rules of a launch for the web page: `crates/math` behind plain exports.
//!
//! Nothing is decided here. Each export reads its arguments, calls one function of
//! `groundswell-math` and writes what that returns. Lists and results go through one block of
//! [`Slots`]; an export that writes results returns how many, and zero where the rule has none.
//! Times are unix seconds, amounts base units, as everywhere.
#![cfg_attr(target_arch = "wasm32", no_std)]
#![warn(missing_docs)]

mod charter;
mod claims;
mod launch;
mod mandate;
mod slots;
mod supply;
mod terms;
mod vesting;

pub use charter::*;
pub use claims::*;
pub use launch::*;
pub use mandate::*;
pub use slots::*;
pub use supply::*;
pub use terms::*;
pub use vesting::*;

/// The rules never panic; were one to, the page would be told and not shown a number.
#[cfg(target_arch = "wasm32")]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}
