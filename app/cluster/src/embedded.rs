//! A ledger in this process: LiteSVM with this release's programs and a clock that is set.

use std::cell::{Cell, RefCell};

use groundswell_programs::ALL;
use groundswell_sdk::Address;
use litesvm::LiteSVM;
use solana_account::{Account, ReadableAccount};
use solana_clock::Clock;
use solana_hash::Hash;
use solana_signature::Signature;
use solana_transaction::{Transaction, TransactionError};

use crate::{
    chain::{Blockhash, Chain, ChainError, Filter, Simulated, Status},
    programs::PROGRAMS,
};

/// For so many blocks a blockhash is good, as on a cluster.
const BLOCKHASH_BLOCKS: u64 = 150;
/// So many blocks pass while somebody waits.
const WAIT_BLOCKS: u64 = 5;

/// A ledger in this process. Signatures, fees and blockhashes are checked as on a cluster; a
/// transaction is final as soon as it is sent.
pub struct Embedded {
    svm: RefCell<LiteSVM>,
    height: Cell<u64>,
}

/// Why there is no embedded ledger.
#[derive(Debug, thiserror::Error)]
pub enum EmbeddedError {
    /// A program without an address.
    #[error("this release carries program {0}, but no address for it")]
    NoAddress(&'static str),
    /// Bytecode that does not load.
    #[error("the bytecode of program {name} is damaged: {why}")]
    Bytecode {
        /// Whose.
        name: &'static str,
        /// What the loader said.
        why: String,
    },
    /// An account that the ledger does not take.
    #[error("account {at} cannot be set: {why}")]
    Account {
        /// Where.
        at: Address,
        /// What the ledger said.
        why: String,
    },
}

impl Embedded {
    /// A ledger with mainnet's features and this release's programs.
    pub fn new() -> Result<Embedded, EmbeddedError> {
        // What is simulated need not be signed; what is sent is checked in `execute`.
        let mut svm = LiteSVM::new().with_sigverify(false);
        for carried in ALL {
            let known = PROGRAMS.iter().find(|known| known.name == carried.name);
            let known = known.ok_or(EmbeddedError::NoAddress(carried.name))?;
            svm.add_program(known.address, carried.bytecode).map_err(|error| {
                EmbeddedError::Bytecode { name: carried.name, why: format!("{error:?}") }
            })?;
        }
        Ok(Embedded { svm: RefCell::new(svm), height: Cell::new(0) })
    }

    /// Sets the clock (unix seconds). Costs time in proportion to the accounts there are.
    pub fn warp(&self, now: i64) {
        let mut svm = self.svm.borrow_mut();
        let clock = Clock { unix_timestamp: now, ..svm.get_sysvar() };
        svm.set_sysvar(&clock);
    }

    /// The time by its clock (unix seconds).
    pub fn time(&self) -> i64 {
        self.svm.borrow().get_sysvar::<Clock>().unix_timestamp
    }

    /// Lamports that keep an account of so many bytes alive.
    pub fn rent_of(&self, bytes: usize) -> u64 {
        self.svm.borrow().minimum_balance_for_rent_exemption(bytes)
    }

    /// Puts an account there, out of nowhere.
    pub fn set(&self, at: &Address, account: Account) -> Result<(), EmbeddedError> {
        let set = self.svm.borrow_mut().set_account(*at, account);
        set.map_err(|error| EmbeddedError::Account { at: *at, why: format!("{error:?}") })
    }

    /// Gives `to` lamports for rent and fees, out of nowhere.
    pub fn endow(&self, to: &Address, lamports: u64) -> Result<(), EmbeddedError> {
        self.set(to, Account { lamports, ..Account::default() })
    }

    /// Executes a signed transaction, and tells at once what became of it.
    pub fn execute(&self, transaction: &Transaction) -> Status {
        if transaction.verify().is_err() {
            return Status { error: Some(TransactionError::SignatureFailure), logs: vec![] };
        }
        self.pretend(transaction)
    }

    /// Executes a transaction as if everyone had signed it.
    pub fn pretend(&self, transaction: &Transaction) -> Status {
        match self.svm.borrow_mut().send_transaction(transaction.clone()) {
            Ok(done) => Status { error: None, logs: done.logs },
            Err(failed) => Status { error: Some(failed.err), logs: failed.meta.logs },
        }
    }

    /// The account there, without an error that this ledger cannot have.
    pub fn get(&self, address: &Address) -> Option<Account> {
        // What was closed stays in the books without lamports.
        self.svm.borrow().get_account(address).filter(|account| account.lamports > 0)
    }

    /// Every account there is, ordered by address.
    pub fn everything(&self) -> Vec<(Address, Account)> {
        self.select(|_| true)
    }

    fn select(&self, is_meant: impl Fn(&Account) -> bool) -> Vec<(Address, Account)> {
        let svm = self.svm.borrow();
        let all = svm.accounts_db().inner.iter();
        let mut found: Vec<_> = all
            .filter(|(_, account)| account.lamports() > 0)
            .map(|(address, account)| (*address, Account::from(account.clone())))
            .filter(|(_, account)| is_meant(account))
            .collect();
        found.sort_unstable_by_key(|(address, _)| *address);
        found
    }
}

impl Chain for Embedded {
    fn place(&self) -> String {
        "the embedded ledger".to_owned()
    }

    fn accounts(&self, addresses: &[Address]) -> Result<Vec<Option<Account>>, ChainError> {
        Ok(addresses.iter().map(|address| self.get(address)).collect())
    }

    fn program_accounts(
        &self,
        program: &Address,
        filters: &[Filter],
    ) -> Result<Vec<(Address, Account)>, ChainError> {
        let admitted = |data: &[u8]| filters.iter().all(|filter| filter.admits(data));
        Ok(self.select(|account| account.owner == *program && admitted(&account.data)))
    }

    fn genesis(&self) -> Result<Hash, ChainError> {
        Ok(Hash::default())
    }

    fn clock(&self) -> Result<Clock, ChainError> {
        Ok(self.svm.borrow().get_sysvar())
    }

    fn rent(&self, bytes: usize) -> Result<u64, ChainError> {
        Ok(self.rent_of(bytes))
    }

    /// One of its own for everyone who asks, so that no two transactions have the same bytes.
    fn blockhash(&self) -> Result<Blockhash, ChainError> {
        let mut svm = self.svm.borrow_mut();
        svm.expire_blockhash();
        let last_height = self.height.get().saturating_add(BLOCKHASH_BLOCKS);
        Ok(Blockhash { hash: svm.latest_blockhash(), last_height })
    }

    fn height(&self) -> Result<u64, ChainError> {
        Ok(self.height.get())
    }

    fn simulate(
        &self,
        transaction: &Transaction,
        watched: &[Address],
    ) -> Result<Simulated, ChainError> {
        let svm = self.svm.borrow();
        let mut transaction = transaction.clone();
        transaction.message.recent_blockhash = svm.latest_blockhash();
        let done = match svm.simulate_transaction(transaction) {
            Ok(done) => done,
            Err(failed) => {
                return Ok(Simulated {
                    error: Some(failed.err),
                    units: failed.meta.compute_units_consumed,
                    logs: failed.meta.logs,
                    after: vec![],
                });
            }
        };
        let after = |address: &Address| {
            let changed = done.post_accounts.iter().find(|(at, _)| at == address);
            let account = match changed {
                Some((_, account)) => Some(Account::from(account.clone())),
                None => svm.get_account(address),
            };
            account.filter(|account| account.lamports > 0)
        };
        Ok(Simulated {
            error: None,
            units: done.meta.compute_units_consumed,
            after: watched.iter().map(after).collect(),
            logs: done.meta.logs,
        })
    }

    fn send(&self, transaction: &Transaction) -> Result<(), ChainError> {
        let refused = |why: String| ChainError::Refused { place: self.place(), why };
        let status = self.execute(transaction);
        // Those that the ledger does not write down are refused on the spot, as by a cluster.
        let known = transaction.signatures.first().map(|it| self.status(it)).transpose()?.flatten();
        match status.error {
            Some(error) if known.is_none() => Err(refused(error.to_string())),
            _ => Ok(()),
        }
    }

    fn status(&self, signature: &Signature) -> Result<Option<Status>, ChainError> {
        let svm = self.svm.borrow();
        let known = svm.get_transaction(signature);
        Ok(known.map(|result| match result {
            Ok(done) => Status { error: None, logs: done.logs.clone() },
            Err(failed) => {
                Status { error: Some(failed.err.clone()), logs: failed.meta.logs.clone() }
            }
        }))
    }

    fn wait(&self) {
        self.height.set(self.height.get().saturating_add(WAIT_BLOCKS));
    }
}
