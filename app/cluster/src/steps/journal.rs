//! What the ledger cannot show of a work in steps: the mint's key before there is a mint, and the
//! signatures. Kept in a file that only its owner can read, and that appears whole or not at all.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use groundswell_sdk::Address;
use serde::{Deserialize, Serialize};
use solana_keypair::Keypair;
use solana_signer::Signer;
use tempfile::NamedTempFile;

use crate::send::Pending;

/// The layout that this release writes.
const VERSION: u32 = 1;

/// The journal of one launch.
pub struct Journal {
    path: PathBuf,
    content: Content,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Content {
    version: u32,
    /// Hash of the first block of the cluster.
    genesis: String,
    creator: String,
    mint: String,
    /// The mint's key, as `solana-keygen` writes it. It has no power once the mint is made.
    mint_key: Vec<u8>,
    /// Hash of all steps; empty before the first is sent.
    fingerprint: String,
    /// A transaction that may be on its way.
    pending: Option<OnItsWay>,
    done: Vec<Entry>,
    is_complete: bool,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct OnItsWay {
    step: String,
    signature: String,
    last_height: u64,
    lamports: u64,
}

/// A step that was done.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What it is called.
    pub step: String,
    /// Of the transaction that did it.
    pub signature: String,
    /// What it cost, rent and fee.
    pub lamports: u64,
}

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

impl Journal {
    /// The journal in a file, or a new one with the mint's key that `make` gives: it is saved
    /// before anyone learns of the key.
    pub fn open(
        path: &Path,
        genesis: String,
        creator: &Address,
        make: impl FnOnce() -> Keypair,
    ) -> Result<Journal, JournalError> {
        if path.exists() {
            return Journal::read(path)?.of(&genesis, creator);
        }
        let key = make();
        let content = Content {
            version: VERSION,
            genesis,
            creator: creator.to_string(),
            mint: key.pubkey().to_string(),
            mint_key: key.to_bytes().to_vec(),
            fingerprint: String::new(),
            pending: None,
            done: vec![],
            is_complete: false,
        };
        let journal = Journal { path: path.to_owned(), content };
        journal.save()?;
        Ok(journal)
    }

    fn read(path: &Path) -> Result<Journal, JournalError> {
        let wrong = |why: String| JournalError::Unreadable { path: path.to_owned(), why };
        let bytes = std::fs::read(path).map_err(|error| wrong(error.to_string()))?;
        let content: Content =
            serde_json::from_slice(&bytes).map_err(|error| wrong(error.to_string()))?;
        if content.version != VERSION {
            return Err(wrong(format!("it has layout {}, not {VERSION}", content.version)));
        }
        let journal = Journal { path: path.to_owned(), content };
        let key = journal.key().map_err(|_| wrong("its `mint_key` is no key".to_owned()))?;
        if key.pubkey().to_string() != journal.content.mint {
            return Err(wrong("its `mint_key` is not the key of `mint`".to_owned()));
        }
        Ok(journal)
    }

    /// Refuses the journal of another cluster or creator.
    fn of(self, genesis: &str, creator: &Address) -> Result<Journal, JournalError> {
        let other = |what, found: &str, expected: &str, remedy| JournalError::Other {
            path: self.path.clone(),
            what,
            found: found.to_owned(),
            expected: expected.to_owned(),
            remedy,
        };
        if self.content.genesis != genesis {
            let remedy = "Name that cluster with --url, or another journal with --journal";
            return Err(other("another cluster", &self.content.genesis, genesis, remedy));
        }
        if self.content.creator != creator.to_string() {
            let remedy = "Name that wallet with --keypair, or another journal with --journal";
            let creator = creator.to_string();
            return Err(other("another creator", &self.content.creator, &creator, remedy));
        }
        Ok(self)
    }

    /// Binds it to these steps, or refuses others than it was begun with.
    pub fn bind(&mut self, fingerprint: String) -> Result<(), JournalError> {
        if self.content.fingerprint.is_empty() {
            self.content.fingerprint = fingerprint;
            return self.save();
        }
        if self.content.fingerprint == fingerprint {
            return Ok(());
        }
        Err(JournalError::Other {
            path: self.path.clone(),
            what: "another launch",
            found: self.content.fingerprint.clone(),
            expected: fingerprint,
            remedy: "The launch file or one of its lists was changed after the launch was begun: \
                     change it back. Or begin another, with another `id` in [sale] and another \
                     --journal; what exists of this one stays as it is",
        })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The mint's key.
    pub fn key(&self) -> Result<Keypair, JournalError> {
        Keypair::try_from(&self.content.mint_key[..]).map_err(|error| JournalError::Unreadable {
            path: self.path.clone(),
            why: error.to_string(),
        })
    }

    /// The steps that were done, as far as this journal has seen them.
    pub fn done(&self) -> &[Entry] {
        &self.content.done
    }

    /// Whether everything was done before.
    pub fn is_complete(&self) -> bool {
        self.content.is_complete
    }

    /// The transaction that may be on its way, and what its step is called.
    pub fn pending(&self) -> Option<(String, Pending)> {
        let OnItsWay { step, signature, last_height, .. } = self.content.pending.as_ref()?;
        let pending = Pending { signature: signature.parse().ok()?, last_height: *last_height };
        Some((step.clone(), pending))
    }

    /// Notes a transaction that is about to leave, and what it is expected to cost.
    pub fn note(
        &mut self,
        step: &str,
        pending: &Pending,
        lamports: u64,
    ) -> Result<(), JournalError> {
        self.content.pending = Some(OnItsWay {
            step: step.to_owned(),
            signature: pending.signature.to_string(),
            last_height: pending.last_height,
            lamports,
        });
        self.save()
    }

    /// Notes what became of it: what it did cost, if that is known better than before.
    pub fn arrived(
        &mut self,
        went_through: bool,
        lamports: Option<u64>,
    ) -> Result<(), JournalError> {
        if let Some(was) = self.content.pending.take().filter(|_| went_through) {
            self.content.done.push(Entry {
                step: was.step,
                signature: was.signature,
                lamports: lamports.unwrap_or(was.lamports),
            });
        }
        self.save()
    }

    /// Notes that everything is done.
    pub fn complete(&mut self) -> Result<(), JournalError> {
        self.content.is_complete = true;
        self.save()
    }

    fn save(&self) -> Result<(), JournalError> {
        let wrong = |why: String| JournalError::Unwritable { path: self.path.clone(), why };
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        // A temporary file can be read by its owner only, and stays so when it is renamed.
        let mut file = NamedTempFile::new_in(folder).map_err(|error| wrong(error.to_string()))?;
        serde_json::to_writer_pretty(&mut file, &self.content)
            .map_err(|error| wrong(error.to_string()))?;
        let written = file.write_all(b"\n").and_then(|()| file.as_file().sync_all());
        written.map_err(|error| wrong(error.to_string()))?;
        file.persist(&self.path).map_err(|error| wrong(error.error.to_string()))?;
        Ok(())
    }
}
