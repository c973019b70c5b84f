//! Work of many transactions that may be interrupted at any point: steps of which the ledger shows
//! which are done, and a journal of what the ledger cannot show.

mod journal;
mod run;

use std::borrow::Cow;

use groundswell_sdk::{Address, launch::decode_launch};
use solana_account::Account;
use solana_instruction::Instruction;

pub use journal::{Entry, Journal, JournalError};
pub use run::{Event, Run, StepError};

use crate::send::Call;

/// One transaction.
#[derive(Clone, Debug)]
pub struct Step {
    /// What its program calls it.
    pub name: &'static str,
    /// What it is about: `the list of the airdrop, number 1`.
    pub whose: Cow<'static, str>,
    /// What it does.
    pub instructions: Vec<Instruction>,
    /// How to see that it is done.
    pub done: Done,
}

impl Step {
    /// What is sent.
    pub fn call(&self) -> Call {
        Call::new(format!("{}, {}", self.name, self.whose), self.instructions.clone())
    }
}

/// What the ledger shows once a step is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// This account exists.
    Exists(Address),
    /// This account has at least so many bytes.
    Bytes(Address, usize),
    /// The launch here has at least so many tranches.
    Tranches(Address, usize),
    /// The launch here is sealed.
    Sealed(Address),
}

impl Done {
    /// Which account shows it.
    pub fn at(&self) -> Address {
        match self {
            Done::Exists(at) | Done::Bytes(at, _) | Done::Tranches(at, _) | Done::Sealed(at) => *at,
        }
    }

    /// Whether it is done, by that account.
    pub fn is_shown_by(&self, account: Option<&Account>) -> bool {
        // Anyone can send lamports to an address; only a step gives it an owner.
        let nobody = Address::default();
        let Some(account) = account.filter(|account| account.owner != nobody) else {
            return false;
        };
        let launch = || decode_launch(&account.data);
        match self {
            Done::Exists(_) => true,
            Done::Bytes(_, bytes) => account.data.len() >= *bytes,
            Done::Tranches(_, count) => {
                launch().is_some_and(|launch| usize::from(launch.tranche_count) >= *count)
            }
            Done::Sealed(_) => launch().is_some_and(|launch| launch.is_sealed.get()),
        }
    }
}
