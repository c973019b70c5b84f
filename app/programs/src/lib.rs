//! The programs this release carries: bytecode, and a hash of the sources it came from.
//!
//! `NAME.so` and `NAME.source` lie beside this crate's manifest. `just programs` refreshes
//! both; a test compares the hashes, and CI rebuilds the bytecode where it can.
#![warn(missing_docs)]

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

/// A program as released.
#[derive(Clone, Copy, Debug)]
pub struct Program {
    /// Its crate, and the name of its files.
    pub name: &'static str,
    /// sBPF bytecode.
    pub bytecode: &'static [u8],
    /// [`source_hash`] of what it was built from, in hex.
    pub source: &'static str,
}

/// The charter and the sale.
pub const LAUNCH: Program = Program {
    name: "launch",
    bytecode: include_bytes!("../launch.so"),
    source: include_str!("../launch.source"),
};

/// Claims from a published list.
pub const DISTRIBUTOR: Program = Program {
    name: "distributor",
    bytecode: include_bytes!("../distributor.so"),
    source: include_str!("../distributor.source"),
};

/// Locked grants.
pub const VESTING: Program = Program {
    name: "vesting",
    bytecode: include_bytes!("../vesting.so"),
    source: include_str!("../vesting.source"),
};

/// Vaults that buy a token back.
pub const BUYBACK: Program = Program {
    name: "buyback",
    bytecode: include_bytes!("../buyback.so"),
    source: include_str!("../buyback.source"),
};

/// Every program of this release.
pub const ALL: &[Program] = &[LAUNCH, DISTRIBUTOR, VESTING, BUYBACK];

/// The attacker that tests load. It is no part of a release: its bytecode lies beside its sources.
pub const HOSTILE: &str = "hostile";

/// What programs are built from besides their own folder: the launch reads lists, plans and
/// mandates, a mandate plans.
const SHARED: &[&str] = &["crates/math", "crates/program"];
const READ_BY_LAUNCH: &[&str] = &["programs/buyback", "programs/distributor", "programs/vesting"];
const READ_BY_BUYBACK: &[&str] = &["programs/vesting"];

/// Where the sources of program `name` are, from the repository's root.
pub fn sources(name: &str) -> String {
    if name == HOSTILE { format!("tests/programs/{name}") } else { format!("programs/{name}") }
}

/// Where its bytecode and their hash are, from the repository's root.
pub fn carried(name: &str) -> String {
    if name == HOSTILE { sources(name) } else { "app/programs".to_owned() }
}

/// SHA-256, in hex, over the sources of program `name` below the repository's `root`: path
/// and content of every file of the program, of the crates it uses and of the compiler's settings,
/// in order of their paths.
///
/// Versions of libraries are not in it: they are pinned in the workspace's lock file.
pub fn source_hash(root: &Path, name: &str) -> io::Result<String> {
    let own = sources(name);
    let shared = if name == HOSTILE { &[] } else { SHARED };
    let read = match name {
        name if name == LAUNCH.name => READ_BY_LAUNCH,
        name if name == BUYBACK.name => READ_BY_BUYBACK,
        _ => &[],
    };
    let folders: Vec<&str> = [own.as_str()].iter().chain(shared).chain(read).copied().collect();
    folders_hash(root, &folders)
}

/// SHA-256, in hex, over manifest and sources of crates in `folders` below `root` and over the
/// compiler's settings, as [`source_hash`] takes it.
pub fn folders_hash(root: &Path, folders: &[&str]) -> io::Result<String> {
    let mut files = vec![root.join(".cargo/config.toml")];
    for member in folders {
        files.push(root.join(member).join("Cargo.toml"));
        collect(&root.join(member).join("src"), &mut files)?;
    }
    files.sort();
    let mut hasher = Sha256::new();
    for file in files {
        let path = file.strip_prefix(root).unwrap_or(&file);
        let content = fs::read(&file)?;
        hasher.update(path.to_string_lossy().replace('\\', "/"));
        hasher.update([0]);
        hasher.update(content.len().to_le_bytes());
        hasher.update(content);
    }
    Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
