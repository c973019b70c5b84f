//! Transactions that build on each other, tried on a copy of the ledger: what they use and cost is
//! known before the first of them is sent.

use groundswell_sdk::Address;
use solana_account::Account;
use solana_signature::Signature;
use solana_transaction::Transaction;

use super::{Call, SendError, Sender, encode};
use crate::{chain::Chain, embedded::Embedded, refusal::Refusal};

/// The payer has so much on the copy: what it lacks is a matter for the caller.
const PLENTY: u64 = 1_000_000_000_000;

/// Where a ledger says what an account's bytes cost.
const RENT: Address = Address::from_str_const("SysvarRent111111111111111111111111111111111");

/// A transaction that went through on a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// Compute units it used.
    pub units: u64,
    /// What it cost its payer, rent and fee.
    pub lamports: u64,
    /// It, in base64, signed by nobody. Its blockhash is one of the ledger's.
    pub unsigned: String,
}

impl Sender<'_> {
    /// Tries these transactions one after the other on a copy of the ledger that has this
    /// release's programs. Nobody signs.
    pub fn try_on_copy(&self, calls: &[Call], payer: &Address) -> Result<Vec<Tried>, SendError> {
        let copy = self.copy(calls, payer)?;
        let hash = self.chain.blockhash()?;
        let mut tried = Vec::with_capacity(calls.len());
        for (number, call) in (1u64..).zip(calls) {
            let there = Sender { chain: &copy, ..*self };
            let units = there.simulate(call, payer, &[])?.units;
            let mut transaction = self.make(call, payer, units, &hash)?;
            let unsigned = encode(&transaction);
            transaction.message.recent_blockhash = copy.blockhash()?.hash;
            // The copy tells transactions apart by their signatures.
            if let Some(first) = transaction.signatures.first_mut() {
                *first = numbered(number);
            }
            let before = copy.lamports(payer)?;
            take(&copy, call, &transaction)?;
            let lamports = before.saturating_sub(copy.lamports(payer)?);
            tried.push(Tried { units, lamports, unsigned });
        }
        Ok(tried)
    }

    fn copy(&self, calls: &[Call], payer: &Address) -> Result<Embedded, SendError> {
        let instructions = calls.iter().flat_map(|call| &call.instructions);
        let mut named: Vec<Address> =
            instructions.flat_map(|it| it.accounts.iter().map(|meta| meta.pubkey)).collect();
        named.push(RENT);
        named.sort_unstable();
        named.dedup();
        let impossible = |why: String| SendError::Unsigned { step: "a trial".into(), why };
        let copy = Embedded::new().map_err(|error| impossible(error.to_string()))?;
        for (at, account) in named.iter().zip(self.chain.accounts(&named)?) {
            // Programs are this release's own, and the clock is set.
            if let Some(account) = account.filter(|account| !account.executable) {
                copy.set(at, account).map_err(|error| impossible(error.to_string()))?;
            }
        }
        let rich = Account { lamports: PLENTY, ..Account::default() };
        copy.set(payer, rich).map_err(|error| impossible(error.to_string()))?;
        copy.warp(self.chain.now()?);
        Ok(copy)
    }
}

fn take(copy: &Embedded, call: &Call, transaction: &Transaction) -> Result<(), SendError> {
    let status = copy.pretend(transaction);
    match status.error {
        None => Ok(()),
        Some(error) => Err(Refusal::of(call.step.clone(), &error, &status.logs).into()),
    }
}

fn numbered(number: u64) -> Signature {
    let mut bytes = [0; 64];
    bytes[..8].copy_from_slice(&number.to_le_bytes());
    Signature::from(bytes)
}
