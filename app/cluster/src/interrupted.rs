//! A ledger that is cut off around one send: what a test needs to show that nothing is done twice.

use std::cell::Cell;

use groundswell_sdk::Address;
use solana_account::Account;
use solana_clock::Clock;
use solana_hash::Hash;
use solana_signature::Signature;
use solana_transaction::Transaction;

use crate::chain::{Blockhash, Chain, ChainError, Filter, Simulated, Status};

/// What happens at the send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The process stops before the transaction leaves: nothing works from then on.
    KilledBefore,
    /// The process stops when the ledger has the transaction.
    KilledAfter,
    /// The transaction gets lost, the sender is told so, and everything works again.
    LostBefore,
    /// The ledger takes the transaction, the sender is told that it did not answer.
    LostAfter,
    /// The transaction gets lost, and nobody says so.
    Dropped,
}

/// `chain`, but for a fault at one send.
pub struct Interrupted<C> {
    chain: C,
    at: usize,
    fault: Fault,
    sends: Cell<usize>,
    is_dead: Cell<bool>,
}

impl<C: Chain> Interrupted<C> {
    /// `chain` with a fault at send number `at`, counted from 0.
    pub fn new(chain: C, at: usize, fault: Fault) -> Interrupted<C> {
        Interrupted { chain, at, fault, sends: Cell::new(0), is_dead: Cell::new(false) }
    }

    /// How often somebody sent.
    pub fn sends(&self) -> usize {
        self.sends.get()
    }

    /// Whether the process has stopped.
    pub fn is_dead(&self) -> bool {
        self.is_dead.get()
    }

    fn alive(&self) -> Result<&C, ChainError> {
        if self.is_dead.get() { Err(ChainError::Interrupted) } else { Ok(&self.chain) }
    }

    fn die(&self) -> Result<(), ChainError> {
        self.is_dead.set(true);
        Err(ChainError::Interrupted)
    }

    fn lose(&self) -> Result<(), ChainError> {
        let why = "the connection was lost".to_owned();
        Err(ChainError::Unreachable { place: self.chain.place(), why })
    }
}

impl<C: Chain> Chain for Interrupted<C> {
    fn place(&self) -> String {
        self.chain.place()
    }

    fn accounts(&self, addresses: &[Address]) -> Result<Vec<Option<Account>>, ChainError> {
        self.alive()?.accounts(addresses)
    }

    fn program_accounts(
        &self,
        program: &Address,
        filters: &[Filter],
    ) -> Result<Vec<(Address, Account)>, ChainError> {
        self.alive()?.program_accounts(program, filters)
    }

    fn genesis(&self) -> Result<Hash, ChainError> {
        self.alive()?.genesis()
    }

    fn clock(&self) -> Result<Clock, ChainError> {
        self.alive()?.clock()
    }

    fn rent(&self, bytes: usize) -> Result<u64, ChainError> {
        self.alive()?.rent(bytes)
    }

    fn blockhash(&self) -> Result<Blockhash, ChainError> {
        self.alive()?.blockhash()
    }

    fn height(&self) -> Result<u64, ChainError> {
        self.alive()?.height()
    }

    fn simulate(
        &self,
        transaction: &Transaction,
        watched: &[Address],
    ) -> Result<Simulated, ChainError> {
        self.alive()?.simulate(transaction, watched)
    }

    fn send(&self, transaction: &Transaction) -> Result<(), ChainError> {
        let chain = self.alive()?;
        let number = self.sends.get();
        self.sends.set(number.saturating_add(1));
        if number != self.at {
            return chain.send(transaction);
        }
        match self.fault {
            Fault::KilledBefore => self.die(),
            Fault::KilledAfter => chain.send(transaction).and_then(|()| self.die()),
            Fault::LostBefore => self.lose(),
            Fault::LostAfter => chain.send(transaction).and_then(|()| self.lose()),
            Fault::Dropped => Ok(()),
        }
    }

    fn status(&self, signature: &Signature) -> Result<Option<Status>, ChainError> {
        self.alive()?.status(signature)
    }

    fn wait(&self) {
        self.chain.wait();
    }
}

impl<C: Chain + ?Sized> Chain for &C {
    fn place(&self) -> String {
        (**self).place()
    }

    fn accounts(&self, addresses: &[Address]) -> Result<Vec<Option<Account>>, ChainError> {
        (**self).accounts(addresses)
    }

    fn program_accounts(
        &self,
        program: &Address,
        filters: &[Filter],
    ) -> Result<Vec<(Address, Account)>, ChainError> {
        (**self).program_accounts(program, filters)
    }

    fn genesis(&self) -> Result<Hash, ChainError> {
        (**self).genesis()
    }

    fn clock(&self) -> Result<Clock, ChainError> {
        (**self).clock()
    }

    fn rent(&self, bytes: usize) -> Result<u64, ChainError> {
        (**self).rent(bytes)
    }

    fn blockhash(&self) -> Result<Blockhash, ChainError> {
        (**self).blockhash()
    }

    fn height(&self) -> Result<u64, ChainError> {
        (**self).height()
    }

    fn simulate(
        &self,
        transaction: &Transaction,
        watched: &[Address],
    ) -> Result<Simulated, ChainError> {
        (**self).simulate(transaction, watched)
    }

    fn send(&self, transaction: &Transaction) -> Result<(), ChainError> {
        (**self).send(transaction)
    }

    fn status(&self, signature: &Signature) -> Result<Option<Status>, ChainError> {
        (**self).status(signature)
    }

    fn wait(&self) {
        (**self).wait();
    }
}
