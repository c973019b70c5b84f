//! The sale's gate.

use groundswell_sdk::{
    Address,
    allowlist::Allowlist,
    program::{CreateArgs, state::Gate},
};

/// Names an allowlist in the terms.
pub fn name_allowlist(terms: &mut CreateArgs, list: &Allowlist) {
    let root = list.root();
    terms.gate = Gate::Allowlist as u8;
    terms.gate_key = Address::new_from_array(root.hash());
    terms.gate_sum = root.sum();
    terms.gate_count = list.count();
}
