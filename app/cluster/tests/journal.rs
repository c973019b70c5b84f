//! a journal
//! ├── new ................. keeps the key it was made with, and only its owner can read it
//! ├── opened twice at once . refused
//! ├── of another cluster, creator or launch ... refused, with what to do
//! ├── damaged ............. refused
//! └── a transaction on its way ... is remembered until it is known what became of it

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use groundswell_cluster::{send::Pending, steps::Journal};
use groundswell_sdk::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;
use tempfile::TempDir;

const GENESIS: &str = "5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d";

fn key(number: u8) -> Keypair {
    Keypair::new_from_array([number; 32])
}

fn creator() -> Address {
    key(1).pubkey()
}

fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("launch.toml.journal.json");
    (folder, path)
}

fn open(path: &Path) -> Journal {
    Journal::open(path, GENESIS.to_owned(), &creator(), || key(2)).unwrap()
}

fn refusal(path: &Path, genesis: &str, creator: Address) -> String {
    let opened = Journal::open(path, genesis.to_owned(), &creator, || key(3));
    opened.err().unwrap().to_string()
}

#[test]
fn it_keeps_the_key_it_was_made_with() {
    let (_folder, path) = place();
    assert_eq!(open(&path).key().unwrap().pubkey(), key(2).pubkey());

    let again = Journal::open(&path, GENESIS.to_owned(), &creator(), || key(3)).unwrap();

    assert_eq!(again.key().unwrap().pubkey(), key(2).pubkey());
    assert!(!again.is_complete() && again.done().is_empty() && again.pending().is_none());
}

#[cfg(unix)]
#[test]
fn only_its_owner_can_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, path) = place();
    let mut journal = open(&path);
    journal.complete().unwrap();
    let mode = std::fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn two_runs_at_once_are_refused() {
    let (_folder, path) = place();
    let first = open(&path);

    let said = refusal(&path, GENESIS, creator());

    let words = format!("another run uses the journal {}\nWait until", path.display());
    assert!(said.starts_with(&words), "{said}");
    drop(first);
    open(&path);
}

#[test]
fn what_is_of_something_else_is_refused() {
    let (_folder, path) = place();
    open(&path).bind("one".to_owned()).unwrap();

    let said = refusal(&path, "another", creator());
    assert!(said.contains("is of another cluster"), "{said}");
    assert!(said.ends_with("Name that cluster with --url, or another journal with --journal"));
    let said = refusal(&path, GENESIS, key(9).pubkey());
    assert!(said.contains("is of another creator"), "{said}");
    let mut journal = open(&path);
    journal.bind("one".to_owned()).unwrap();
    let said = journal.bind("two".to_owned()).unwrap_err().to_string();
    assert!(said.contains("is of another launch: one, not two"), "{said}");
}

#[test]
fn what_is_damaged_is_refused() {
    let (_folder, path) = place();
    open(&path);
    let good = std::fs::read_to_string(&path).unwrap();
    let other = key(4).to_base58_string();
    for (text, words) in [
        (good.replace("\"version\": 1", "\"version\": 2"), "it has layout 2, not 1"),
        (good.replace(&key(2).to_base58_string(), &other), "its `mint_key` is not the key of"),
        (good.replace(&key(2).to_base58_string(), "0"), "its `mint_key` is no key"),
        (good.replace("\"mint_key\"", "\"key\""), "unknown field `key`"),
        (String::new(), "EOF while parsing"),
    ] {
        std::fs::write(&path, text).unwrap();
        let said = refusal(&path, GENESIS, creator());
        assert!(said.contains("cannot read the journal") && said.contains(words), "{said}");
    }
}

#[test]
fn what_is_on_its_way_is_remembered() {
    let (_folder, path) = place();
    let pending = Pending { signature: Signature::from([7; 64]), last_height: 150 };
    open(&path).note("create", &pending, 5_000).unwrap();
    assert_eq!(open(&path).pending(), Some(("create".to_owned(), pending)));

    open(&path).arrived(true, None).unwrap();
    let journal = open(&path);
    assert_eq!(journal.pending(), None);
    let [done] = journal.done() else { panic!("one step was done") };
    assert_eq!((done.step.as_str(), done.lamports), ("create", 5_000));
    assert_eq!(done.signature, pending.signature.to_string());
    drop(journal);

    open(&path).note("seal", &pending, 5_000).unwrap();
    open(&path).arrived(false, None).unwrap();
    let journal = open(&path);
    assert_eq!((journal.done().len(), journal.pending()), (1, None));
}
