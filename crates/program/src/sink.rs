//! Where tokens that nobody is owed any more may go besides the fire: a mandate of the buyback
//! program.

use anchor_lang::prelude::*;

use crate::{BUYBACK_ID, tokens};

/// What a mandate's account begins with: the first bytes of SHA-256("account:Mandate").
pub const MANDATE_DISCRIMINATOR: [u8; 8] = [113, 216, 98, 159, 185, 63, 55, 18];
/// Where it names what it buys (an address). The buyback program asserts it.
pub const MANDATE_BASE_MINT: usize = 72;

/// Whether `to` is where the mandate at `mandate` takes tokens of `mint`: its associated token
/// account, whose address has this bump. `None` if there is no such mandate, or if it buys another
/// token: it could not retire these.
pub fn mandate_takes(
    mandate: &AccountView,
    to: Option<&AccountView>,
    mint: &Address,
    token_program: &Address,
    bump: u8,
) -> Option<bool> {
    let data = mandate.try_borrow().ok()?;
    let buys = data.get(MANDATE_BASE_MINT..)?.first_chunk::<32>()?;
    let is_mandate = mandate.owned_by(&BUYBACK_ID)
        && data.get(..8)? == MANDATE_DISCRIMINATOR
        && buys == mint.as_array();
    let theirs = |to| tokens::is_associated(to, mandate.address(), mint, token_program, bump);
    is_mandate.then(|| to.is_some_and(theirs))
}
