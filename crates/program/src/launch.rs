//! What other programs read of a launch's account, without knowing the rest of it.

use anchor_lang::prelude::*;

/// Where the launch program lives.
pub const LAUNCH_ID: Address =
    Address::from_str_const("LaunchGroundswe11Groundswe11Groundswe11Grou");
/// What a launch's account begins with: the first bytes of SHA-256("account:Launch").
pub const LAUNCH_DISCRIMINATOR: [u8; 8] = [144, 51, 51, 163, 206, 85, 213, 38];
/// Where it names the token that is launched (an address). The launch program asserts this place and
/// those that follow.
pub const BASE_MINT: usize = 72;
/// Where it names what contributors pay with (an address).
pub const QUOTE_MINT: usize = 136;
/// Where it says how many base units are for sale (u64).
pub const FOR_SALE: usize = 672;
/// Where it says when it was settled (unix seconds, i64); zero until then.
pub const SETTLED_AT: usize = 680;
/// Where it says what the whole sale cost at the price it ended at (quote units, u64).
pub const PRICE: usize = 688;
/// Where it says when the sale closes (unix seconds, i64) ..
pub const CLOSES_AT: usize = 552;
/// .. how long it can be settled after that (seconds, u32) ..
pub const SETTLE_GRACE: usize = 2_792;
/// .. and whether it was called off (one byte).
pub const IS_CANCELLED: usize = 2_809;
/// Where it says whether everyone is paid out and no proceeds will follow (one byte).
pub const IS_PAID_OUT: usize = 2_811;

/// First seed of the vault of the pool's share of the raise; then the launch.
pub const LIQUIDITY_VAULT_SEED: &[u8] = b"liquidity_vault";

/// The vault that takes the pool's share of the raise of the launch at `launch`.
pub fn liquidity_vault(launch: &Address) -> Address {
    Address::find_program_address(&[LIQUIDITY_VAULT_SEED, launch.as_ref()], &LAUNCH_ID).0
}

/// When the launch in `account` was settled (unix seconds). `None` if it was not, or if this is no
/// launch.
pub fn settled_at(account: &AccountView) -> Option<i64> {
    let bytes = read(account, SETTLED_AT)?;
    Some(i64::from_le_bytes(bytes)).filter(|at| *at != 0)
}

/// What a launch settled at.
pub struct Settlement {
    /// The token that was launched.
    pub base_mint: Address,
    /// What contributors paid with.
    pub quote_mint: Address,
    /// So many quote units ..
    pub quote: u64,
    /// .. bought so many base units.
    pub base: u64,
}

/// What the launch in `account` settled at. `None` if it did not, or if this is no launch.
pub fn settlement(account: &AccountView) -> Option<Settlement> {
    settled_at(account)?;
    Some(Settlement {
        base_mint: Address::new_from_array(read(account, BASE_MINT)?),
        quote_mint: Address::new_from_array(read(account, QUOTE_MINT)?),
        quote: u64::from_le_bytes(read(account, PRICE)?),
        base: u64::from_le_bytes(read(account, FOR_SALE)?),
    })
}

/// Whether the launch in `account` sends no more proceeds: all are out, or it is gone.
pub fn is_paid_out(account: &AccountView) -> bool {
    !account.owned_by(&LAUNCH_ID) || read(account, IS_PAID_OUT) == Some([1])
}

/// Whether the launch in `account` can never settle any more at `now` (unix seconds), or is gone.
pub fn never_settles(account: &AccountView, now: i64) -> bool {
    if !account.owned_by(&LAUNCH_ID) {
        return true;
    }
    let closes_at = read(account, CLOSES_AT).map(i64::from_le_bytes);
    let grace = read(account, SETTLE_GRACE).map(u32::from_le_bytes);
    let (Some(closes_at), Some(grace)) = (closes_at, grace) else { return false };
    let late = closes_at.checked_add(grace.into()).is_some_and(|latest| now >= latest);
    let cancelled = read(account, IS_CANCELLED) == Some([1]);
    settled_at(account).is_none() && (cancelled || late)
}

/// The bytes of a launch's account from `offset` on. `None` if this is no launch.
fn read<const BYTES: usize>(account: &AccountView, offset: usize) -> Option<[u8; BYTES]> {
    let data = account.try_borrow().ok()?;
    if !account.owned_by(&LAUNCH_ID) || data.get(..8)? != LAUNCH_DISCRIMINATOR {
        return None;
    }
    data.get(offset..)?.first_chunk().copied()
}
