//! `localnet.json`: all that a program needs to find its way around a local ledger. It appears last
//! and whole: where it is, everything it names is.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::Context;
use serde::{Deserialize, Serialize};

/// Its name, in the ledger's folder.
pub const FILE: &str = "localnet.json";

/// What is said of a local ledger. Paths are seen from the folder it is in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// Where JSON-RPC is.
    pub rpc: String,
    /// Where the websocket is.
    pub ws: String,
    /// Seconds of the ledger in a second.
    pub speed: f64,
    /// This release's programs, by name.
    pub programs: BTreeMap<String, ProgramFacts>,
    /// What contributors pay with.
    pub quote: QuoteFacts,
    /// Everyone who has a key, by name.
    pub wallets: BTreeMap<String, WalletFacts>,
    /// The launch, unless there is none.
    pub launch: Option<LaunchFacts>,
}

/// A program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgramFacts {
    /// Its address.
    pub address: String,
    /// The account its bytecode is in.
    pub bytecode: String,
}

/// The quote token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteFacts {
    /// Its mint.
    pub mint: String,
    /// Its decimals.
    pub decimals: u8,
}

/// A wallet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WalletFacts {
    /// Its address.
    pub address: String,
    /// Its key, as Solana's tools keep them.
    pub keypair: String,
    /// Where it keeps quote tokens, if it has any.
    pub quote: Option<String>,
}

/// The launch as it was when the ledger was handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaunchFacts {
    /// Its launch file.
    pub file: String,
    /// How far it had come.
    pub phase: String,
    /// Its address.
    pub address: String,
    /// Mint of its token.
    pub mint: String,
    /// Decimals of its token.
    pub decimals: u8,
    /// When its sale opens (unix seconds).
    pub opens_at: i64,
    /// When it closes (unix seconds).
    pub closes_at: i64,
    /// How many had contributed.
    pub contributors: usize,
    /// What they had contributed together (quote units; a text, for it may exceed what JSON's
    /// numbers hold).
    pub contributed: String,
    /// Its airdrops' lists, by name.
    pub lists: BTreeMap<String, ListFacts>,
    /// Its vesting plans, by name.
    pub plans: BTreeMap<String, ListFacts>,
    /// The plan that pays its treasury.
    pub stream: String,
    /// Its mandate.
    pub mandate: String,
}

/// A published list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListFacts {
    /// Address of the distributor or plan it is of.
    pub address: String,
    /// Its folder, as a web server would serve it.
    pub folder: String,
}

impl Facts {
    /// Reads those of a folder.
    pub fn read(folder: &Path) -> anyhow::Result<Facts> {
        let path = folder.join(FILE);
        let bytes = fs::read(&path).with_context(|| {
            format!("cannot read {}, expected a local ledger that runs", path.display())
        })?;
        serde_json::from_slice(&bytes)
            .with_context(|| format!("{} is of another release: start it anew", path.display()))
    }

    /// Writes them.
    pub(crate) fn write(&self, folder: &Path) -> anyhow::Result<()> {
        let path = folder.join(FILE);
        let what = || format!("cannot write {}", path.display());
        let whole = folder.join(format!(".{FILE}"));
        let text = serde_json::to_string_pretty(self)? + "\n";
        fs::write(&whole, text).with_context(what)?;
        fs::rename(&whole, &path).with_context(what)
    }

    /// Removes those of an earlier start, which are true no more.
    pub(crate) fn remove(folder: &Path) -> anyhow::Result<()> {
        let path = folder.join(FILE);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(error).with_context(|| format!("cannot remove {}", path.display()))
            }
            _ => Ok(()),
        }
    }
}
