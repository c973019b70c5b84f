//! Why a journal cannot be used, and what to do.

use std::path::PathBuf;

/// Why a journal cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// It cannot be read.
    #[error("cannot read the journal {}: {why}\nIt holds what the ledger does not: bring back a copy. Only if nothing was sent yet, take it away and begin anew", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why not.
        why: String,
    },
    /// It cannot be written.
    #[error("cannot write the journal {}: {why}\nNothing is sent without it", path.display())]
    Unwritable {
        /// Which.
        path: PathBuf,
        /// Why not.
        why: String,
    },
    /// Another process has it.
    #[error("another run uses the journal {}\nWait until it has ended, or stop it", path.display())]
    InUse {
        /// Which.
        path: PathBuf,
    },
    /// It belongs to something else.
    #[error("the journal {} is of {what}: {found}, not {expected}\n{remedy}", path.display())]
    Other {
        /// Which.
        path: PathBuf,
        /// What differs.
        what: &'static str,
        /// What it says.
        found: String,
        /// What is there.
        expected: String,
        /// What to do.
        remedy: &'static str,
    },
}
