//! Wallets with money. Each key is derived from its name: the same on every start and every
//! machine, known to everyone, and worth nothing elsewhere.

use std::{
    fs::{self, OpenOptions},
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::Context;
use groundswell_sdk::Address;
use sha2::{Digest, Sha256};
use solana_account::Account;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::Ledger;

/// Seeds begin with this.
const TAG: &[u8] = b"groundswell localnet";
/// What each has for rent and fees: a million SOL.
const LAMPORTS: u64 = 1_000_000_000_000_000;

/// The key of this name.
pub fn key(name: &str) -> Keypair {
    let seed = Sha256::new().chain_update(TAG).chain_update(name).finalize();
    Keypair::new_from_array(seed.into())
}

/// Someone with lamports and a keypair file.
#[derive(Debug)]
pub struct Wallet {
    /// What it is called: its key is derived from this.
    pub name: String,
    /// Signs for it.
    pub key: Keypair,
    /// The key in Solana's own format.
    pub file: PathBuf,
}

impl Wallet {
    /// The wallet of this name: its key written to `folder`, lamports on `ledger`.
    pub fn open(name: &str, folder: &Path, ledger: &Ledger) -> anyhow::Result<Wallet> {
        let wallet = Wallet {
            name: name.to_owned(),
            key: key(name),
            file: folder.join(format!("{}.json", name.replace(' ', "-"))),
        };
        wallet.save()?;
        let account = Account { lamports: LAMPORTS, ..Account::default() };
        ledger.put(&wallet.address(), account)?;
        Ok(wallet)
    }

    /// Its address.
    pub fn address(&self) -> Address {
        self.key.pubkey()
    }

    /// Written so that only its owner can read it: nothing is lost if others do, but tools refuse
    /// such keys, and rightly.
    fn save(&self) -> anyhow::Result<()> {
        let what = || format!("the key {} cannot be written", self.file.display());
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder).with_context(what)?;
        }
        match fs::remove_file(&self.file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(error).with_context(what);
            }
            _ => {}
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&self.file).with_context(what)?;
        let bytes = serde_json::to_vec(&self.key.to_bytes().to_vec())?;
        file.write_all(&bytes).with_context(what)
    }
}
