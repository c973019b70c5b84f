//! What a transaction would change, account by account.

use base64::{Engine, engine::general_purpose::STANDARD};
use groundswell_sdk::Address;
use solana_account::Account;
use solana_transaction::Transaction;

use super::Call;
use crate::view::token_amount;

/// What a transaction would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Compute units it would use.
    pub units: u64,
    /// Lamports for signatures and priority.
    pub fee: u64,
    /// The accounts that would not stay as they are.
    pub changes: Vec<Change>,
}

/// One account that would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where it is.
    pub at: Address,
    /// As it is; `None` if it would be made.
    pub before: Option<Account>,
    /// As it would be; `None` if it would be closed.
    pub after: Option<Account>,
}

impl Change {
    /// Lamports more than before, or fewer. The fee is not in it.
    pub fn lamports(&self) -> i128 {
        let of = |it: &Option<Account>| it.as_ref().map_or(0, |it| i128::from(it.lamports));
        of(&self.after) - of(&self.before)
    }

    /// Base units more than before, or fewer; `None` if it is no token account.
    pub fn tokens(&self) -> Option<i128> {
        let of = |it: &Option<Account>| it.as_ref().and_then(token_amount).map(i128::from);
        let (before, after) = (of(&self.before), of(&self.after));
        (before.is_some() || after.is_some()).then(|| after.unwrap_or(0) - before.unwrap_or(0))
    }
}

impl Preview {
    pub(super) fn of(
        units: u64,
        fee: u64,
        watched: Vec<Address>,
        before: Vec<Option<Account>>,
        after: Vec<Option<Account>>,
    ) -> Preview {
        let states = before.into_iter().zip(after);
        let changes = watched.into_iter().zip(states);
        let changes = changes.filter(|(_, (before, after))| !is_same(before, after));
        let change = |(at, (before, after))| Change { at, before, after };
        Preview { units, fee, changes: changes.map(change).collect() }
    }
}

/// The rent epoch says nothing, and ledgers differ in it.
fn is_same(one: &Option<Account>, other: &Option<Account>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => {
            (one.lamports, &one.owner, &one.data) == (other.lamports, &other.owner, &other.data)
        }
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// What a transaction may change: the payer, and every account that is writable in it.
pub(super) fn written(call: &Call, payer: &Address) -> Vec<Address> {
    let metas = call.instructions.iter().flat_map(|instruction| &instruction.accounts);
    let writable = metas.filter(|meta| meta.is_writable).map(|meta| meta.pubkey);
    let mut found = vec![*payer];
    for at in writable {
        if !found.contains(&at) {
            found.push(at);
        }
    }
    found
}

/// A transaction as wallets and multisigs take it: base64 of its bytes.
pub fn encode(transaction: &Transaction) -> String {
    // Plain vectors and arrays: nothing of them can fail to be encoded.
    STANDARD.encode(bincode::serialize(transaction).unwrap_or_default())
}
