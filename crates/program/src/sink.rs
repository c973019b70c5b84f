//! Where tokens that nobody is owed any more may go besides the fire: a mandate of the buyback
//! program.

use anchor_lang::prelude::*;

use crate::{BUYBACK_ID, tokens};

/// Whether `to` is where the mandate at `mandate` takes tokens of `mint`: its associated token
/// account, whose address has this bump. `None` if there is no such mandate.
pub fn mandate_takes(
    mandate: &AccountView,
    to: Option<&AccountView>,
    mint: &Address,
    token_program: &Address,
    bump: u8,
) -> Option<bool> {
    let theirs = |to| tokens::is_associated(to, mandate.address(), mint, token_program, bump);
    mandate.owned_by(&BUYBACK_ID).then(|| to.is_some_and(theirs))
}
