//! What became of a transaction: which accounts are other ones now.

use litesvm::LiteSVM;
use solana_account::ReadableAccount;
use solana_address::Address;
use std::collections::BTreeSet;

/// Accounts that differ between two ledgers, but for `fee_payer` and what the runtime keeps.
pub fn changed(before: &LiteSVM, after: &LiteSVM, fee_payer: &Address) -> Vec<Address> {
    let (before, after) = (&before.accounts_db().inner, &after.accounts_db().inner);
    let same = |at: &Address| match (before.get(at), after.get(at)) {
        (Some(one), Some(two)) => {
            let (old, new) = (one.data(), two.data());
            let same_bytes = old.as_ptr() == new.as_ptr() || old == new;
            same_bytes
                && one.lamports() == two.lamports()
                && one.owner() == two.owner()
                && one.executable() == two.executable()
        }
        (Some(one), None) | (None, Some(one)) => one.lamports() == 0,
        (None, None) => true,
    };
    let is_kept = |at: &Address| {
        let account = before.get(at).or_else(|| after.get(at));
        account.is_some_and(|account| account.owner().to_string().starts_with("Sysvar"))
    };
    let all: BTreeSet<Address> = before.keys().chain(after.keys()).copied().collect();
    all.into_iter().filter(|at| at != fee_payer && !same(at) && !is_kept(at)).collect()
}
