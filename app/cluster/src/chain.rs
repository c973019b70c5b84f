//! What a launch needs of a ledger, whichever it is.

use groundswell_sdk::Address;
use solana_account::Account;
use solana_clock::Clock;
use solana_hash::Hash;
use solana_signature::Signature;
use solana_transaction::{Transaction, TransactionError};

/// A ledger that can be read and sent to.
pub trait Chain {
    /// What it is called in messages: `https://api.devnet.solana.com`, `the embedded ledger`.
    fn place(&self) -> String;

    /// The accounts at these addresses, in their order; `None` where there is none.
    fn accounts(&self, addresses: &[Address]) -> Result<Vec<Option<Account>>, ChainError>;

    /// Every account of `program` that passes all filters, ordered by address.
    fn program_accounts(
        &self,
        program: &Address,
        filters: &[Filter],
    ) -> Result<Vec<(Address, Account)>, ChainError>;

    /// The hash of its first block: no two clusters have the same.
    fn genesis(&self) -> Result<Hash, ChainError>;

    /// Its slot and its time (unix seconds).
    fn clock(&self) -> Result<Clock, ChainError>;

    /// Lamports that keep an account of so many bytes alive.
    fn rent(&self, bytes: usize) -> Result<u64, ChainError>;

    /// What a transaction names to be taken, and until when it is.
    fn blockhash(&self) -> Result<Blockhash, ChainError>;

    /// How many blocks there are: a transaction is taken while this is at most its blockhash's
    /// [`last_height`](Blockhash::last_height).
    fn height(&self) -> Result<u64, ChainError>;

    /// What a transaction would do, and how these accounts would be after it. Signatures are not
    /// looked at.
    fn simulate(
        &self,
        transaction: &Transaction,
        watched: &[Address],
    ) -> Result<Simulated, ChainError>;

    /// Hands a signed transaction over; whether it went through, [`Chain::status`] tells.
    fn send(&self, transaction: &Transaction) -> Result<(), ChainError>;

    /// What became of a transaction; `None` while the ledger does not know it, or not as surely
    /// as the commitment asks for.
    fn status(&self, signature: &Signature) -> Result<Option<Status>, ChainError>;

    /// Lets as much time pass as makes it worth asking again.
    fn wait(&self);

    /// The account at an address; `None` where there is none.
    fn account(&self, address: &Address) -> Result<Option<Account>, ChainError> {
        Ok(self.accounts(&[*address])?.pop().flatten())
    }

    /// Lamports at an address; zero where nothing is.
    fn lamports(&self, address: &Address) -> Result<u64, ChainError> {
        Ok(self.account(address)?.map_or(0, |account| account.lamports))
    }

    /// The time by its clock (unix seconds).
    fn now(&self) -> Result<i64, ChainError> {
        Ok(self.clock()?.unix_timestamp)
    }
}

/// Which of a program's accounts are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// Those of so many bytes.
    Size(usize),
    /// Those that hold these bytes at this place.
    Bytes {
        /// Where the first byte is.
        at: usize,
        /// What stands there.
        bytes: Vec<u8>,
    },
}

impl Filter {
    /// Accounts that hold `address` at this place.
    pub fn address(at: usize, address: &Address) -> Filter {
        Filter::Bytes { at, bytes: address.to_bytes().to_vec() }
    }

    /// Whether an account with this data is meant.
    pub fn admits(&self, data: &[u8]) -> bool {
        match self {
            Filter::Size(size) => data.len() == *size,
            Filter::Bytes { at, bytes } => {
                data.get(*at..).is_some_and(|rest| rest.starts_with(bytes))
            }
        }
    }
}

/// What a transaction names to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blockhash {
    /// It.
    pub hash: Hash,
    /// Above this many blocks no transaction with it is taken any more.
    pub last_height: u64,
}

/// What a transaction would do.
#[derive(Clone, Debug, Default)]
pub struct Simulated {
    /// Why it would be refused, if it would.
    pub error: Option<TransactionError>,
    /// What the programs would log.
    pub logs: Vec<String>,
    /// Compute units it would use.
    pub units: u64,
    /// The accounts that were asked for, as they would be; `None` where none would be.
    pub after: Vec<Option<Account>>,
}

/// What became of a transaction that the ledger knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Why it was refused, if it was.
    pub error: Option<TransactionError>,
    /// What the programs logged; empty where the ledger does not tell.
    pub logs: Vec<String>,
}

/// Why a ledger could not be asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChainError {
    /// No answer.
    #[error("{place} did not answer: {why}\nCheck the connection and --url, and run it again")]
    Unreachable {
        /// Which ledger.
        place: String,
        /// What went wrong.
        why: String,
    },
    /// An answer that is no use.
    #[error("{place} refused the request: {why}")]
    Refused {
        /// Which ledger.
        place: String,
        /// Its words.
        why: String,
    },
    /// The process was stopped: only [`Interrupted`](crate::Interrupted) says so.
    #[error("interrupted")]
    Interrupted,
}
