//! What a mandate reads of vesting plans.

use anchor_lang::{bytemuck, prelude::*};
use solana_sha256_hasher::hash;
use vesting_program::state::Plan;

/// The plan at an account, if there is one.
pub fn load_plan(account: &AccountView) -> Option<Account<Plan>> {
    Account::<Plan>::load(*account).ok()
}

/// SHA-256 of everything about a plan that its life does not change. Its grantor can close a plan
/// that was never funded and make another one at the same address: then this is another.
pub fn plan_terms(plan: &Plan) -> [u8; 32] {
    let mut terms = *plan;
    terms.rent_payer = Address::default();
    (terms.granted, terms.withdrawn, terms.forfeited, terms.sunk) = (0, 0, 0, 0);
    (terms.sequence, terms.grants) = (0, 0);
    (terms.is_funded, terms.has_started) = (false.into(), false.into());
    if terms.launch != Address::default() {
        terms.starts_at = 0;
    }
    if terms.is_stream() {
        terms.total = 0;
    }
    hash(bytemuck::bytes_of(&terms)).to_bytes()
}
