//! One file per instruction: accounts, validate, effects, transfers, event, in this order.

mod add_tranche;
mod cancel;
mod claim;
mod close;
mod contribute;
mod create;
mod fund_airdrop;
mod fund_buyback;
mod fund_plan;
mod refund;
mod remove_tranche;
mod seal;
mod settle;
mod sweep;
mod withdraw;

pub use add_tranche::*;
pub use cancel::*;
pub use claim::*;
pub use close::*;
pub use contribute::*;
pub use create::*;
pub use fund_airdrop::*;
pub use fund_buyback::*;
pub use fund_plan::*;
pub use refund::*;
pub use remove_tranche::*;
pub use seal::*;
pub use settle::*;
pub use sweep::*;
pub use withdraw::*;

use anchor_lang::prelude::*;
use groundswell_math::charter::Finding;

use crate::error::LaunchError;

/// Refuses on the first finding that does not hold, and logs by how much.
fn require_all(check: impl FnOnce(&mut dyn FnMut(Finding))) -> Result<()> {
    let mut first = None;
    check(&mut |finding| {
        if first.is_none() && !finding.holds() {
            first = Some(finding);
        }
    });
    let Some(finding) = first else { return Ok(()) };
    // What does not fit 64 bits is logged as the largest number that does.
    let short = |number: u128| u64::try_from(number).unwrap_or(u64::MAX);
    let (actual, limit) = (short(finding.actual), short(finding.limit()));
    msg!(
        "number {}: {}, bound {}, off by {}",
        finding.index,
        actual,
        limit,
        short(finding.distance())
    );
    Err(LaunchError::from(finding.bound).into())
}
