//! Who may get what a mandate leaves: never a wallet, and never a vault that pays more.

use anchor_lang::prelude::*;
use groundswell_program::launch::liquidity_vault;

use super::{Mandate, load_plan, plan_terms};

impl Mandate {
    /// The terms of `owner`, if `remainder` is its vault and it may get what is left: the pool's
    /// vault of the launch that gives the reference price, a stream of the quote mint, or another
    /// mandate of both mints that pays no more than this one.
    pub fn remainder_terms(&self, owner: &AccountView, remainder: &Address) -> Option<[u8; 32]> {
        if let Some(plan) = load_plan(owner) {
            let stream = plan.is_stream() && plan.mint == self.quote_mint;
            return (stream && plan.vault == *remainder).then(|| plan_terms(&plan));
        }
        if self.launch != Address::default() && *owner.address() == self.launch {
            // The pool's: what this mandate did not spend deepens it.
            return (liquidity_vault(&self.launch) == *remainder).then_some([0; 32]);
        }
        let other = Account::<Mandate>::load(*owner).ok()?;
        let pair = other.base_mint == self.base_mint && other.quote_mint == self.quote_mint;
        let fits = pair && other.quote_vault == *remainder && other.pays_at_most(self)?;
        fits.then_some([0; 32])
    }

    /// Whether the ceiling is not above that of `other`: by price where both are known, by share
    /// where they wait for the same launch. `None` where they cannot be compared.
    pub fn pays_at_most(&self, other: &Mandate) -> Option<bool> {
        if self.launch != Address::default() && self.launch == other.launch {
            return Some(self.ceiling_bps <= other.ceiling_bps);
        }
        let ceiling = |mandate: &Mandate| {
            let grid = mandate.grid();
            let last = u8::try_from(grid.count().checked_sub(1)?).ok()?;
            Some((u128::from(grid.price(last)?), u128::from(grid.base)))
        };
        let ((ours, our_base), (theirs, their_base)) = (ceiling(self)?, ceiling(other)?);
        Some(ours.checked_mul(their_base)? <= theirs.checked_mul(our_base)?)
    }
}
