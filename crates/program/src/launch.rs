//! What other programs read of a launch's account, without knowing the rest of it.

use anchor_lang::prelude::*;

/// Where the launch program lives.
pub const LAUNCH_ID: Address =
    Address::from_str_const("LaunchGroundswe11Groundswe11Groundswe11Grou");
/// What a launch's account begins with: the first bytes of SHA-256("account:Launch").
pub const LAUNCH_DISCRIMINATOR: [u8; 8] = [144, 51, 51, 163, 206, 85, 213, 38];
/// Where it says when it was settled (unix seconds, i64); zero until then. The launch program
/// asserts it.
pub const SETTLED_AT: usize = 576;

/// When the launch in `account` was settled (unix seconds). `None` if it was not, or if this is no
/// launch.
pub fn settled_at(account: &AccountView) -> Option<i64> {
    let data = account.try_borrow().ok()?;
    if !account.owned_by(&LAUNCH_ID) || data.get(..8)? != LAUNCH_DISCRIMINATOR {
        return None;
    }
    let bytes = data.get(SETTLED_AT..)?.first_chunk()?;
    Some(i64::from_le_bytes(*bytes)).filter(|at| *at != 0)
}
