//! Who may get what a mandate leaves: never a wallet, and never a vault that pays more.

use anchor_lang::{bytemuck, prelude::*};
use groundswell_program::launch::liquidity_vault;
use solana_sha256_hasher::hash;
use vesting_program::state::OPENING_SECONDS;

use super::{Mandate, load_plan, plan_terms};

impl Mandate {
    /// The terms of `owner`, if `remainder` is its vault and it may get what is left: the pool's
    /// vault of the launch that gives the reference price, a stream of the quote mint, or another
    /// mandate of both mints that pays no more than this one.
    pub fn remainder_terms(&self, owner: &AccountView, remainder: &Address) -> Option<[u8; 32]> {
        if let Some(plan) = load_plan(owner) {
            let stream = plan.is_stream() && plan.mint == self.quote_mint;
            // A stream that could be closed before this mandate ends would strand what is left.
            let ends = plan.starts_at.checked_add(plan.end)?.checked_add(OPENING_SECONDS)?;
            let stream = stream && (!plan.is_started() || ends >= self.ends_at);
            return (stream && plan.vault == *remainder).then(|| plan_terms(&plan));
        }
        if self.launch != Address::default() && *owner.address() == self.launch {
            // The pool's: what this mandate did not spend deepens it.
            return (liquidity_vault(&self.launch) == *remainder).then_some([0; 32]);
        }
        let other = Account::<Mandate>::load(*owner).ok()?;
        let pair = other.base_mint == self.base_mint && other.quote_mint == self.quote_mint;
        let fits = pair && other.quote_vault == *remainder && other.pays_at_most(self)?;
        fits.then(|| other.terms())
    }

    /// SHA-256 of everything about this mandate that its life does not change.
    fn terms(&self) -> [u8; 32] {
        let mut terms = *self;
        terms.rent_payer = Address::default();
        if terms.launch != Address::default() {
            (terms.reference_quote, terms.reference_base) = (0, 0);
        }
        (terms.funded, terms.spent, terms.held, terms.owed) = (0, 0, 0, 0);
        (terms.bought, terms.sunk, terms.retired, terms.sequence) = (0, 0, 0, 0);
        (terms.next_cycle, terms.receipts, terms.has_tender) = (0, 0, false.into());
        hash(bytemuck::bytes_of(&terms)).to_bytes()
    }

    /// Whether the ceiling is not above that of `other`: by price where both are known, by share
    /// where they wait for the same launch. `None` where they cannot be compared.
    pub fn pays_at_most(&self, other: &Mandate) -> Option<bool> {
        if self.launch != Address::default() && self.launch == other.launch {
            // The highest price is the last multiple of the tick.
            let top =
                |one: &Mandate| u32::from(one.grid().count()).checked_mul(one.tick_bps.into());
            return Some(top(self)? <= top(other)?);
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
