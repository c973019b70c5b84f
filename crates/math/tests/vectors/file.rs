//! What the file holds. Hashes and nodes are in hex, numbers beyond 53 bits are decimal strings.

use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub struct Vectors {
    pub about: Vec<String>,
    pub lists: Vec<List>,
    pub bitmap: Vec<Place>,
    pub window: Vec<Window>,
}

/// A list, its tree, and what proves its leaves.
#[derive(Serialize, Deserialize)]
pub struct List {
    pub owner: String,
    pub count: u32,
    pub entries: Vec<Entry>,
    pub depth: u32,
    /// Hash of each entry's leaf.
    pub leaves: Vec<String>,
    pub root_hash: String,
    pub sum: String,
    /// Of each leaf, the siblings from it upwards: hash, then sum.
    pub proofs: Vec<Vec<String>>,
    pub multiproofs: Vec<Multiproof>,
    pub checks: Vec<Check>,
}

#[derive(Clone, Serialize, Deserialize)]
pub struct Entry {
    pub claimant: String,
    pub amount: String,
}

#[derive(Serialize, Deserialize)]
pub struct Multiproof {
    pub indices: Vec<u32>,
    pub nodes: Vec<String>,
}

/// A proof of one leaf or more, complete, and whether it is to be accepted.
#[derive(Clone, Serialize, Deserialize)]
pub struct Check {
    pub case: String,
    pub root_hash: String,
    pub sum: String,
    pub count: u32,
    pub owner: String,
    pub leaves: Vec<Leaf>,
    pub nodes: Vec<String>,
    pub expected: bool,
}

#[derive(Clone, Serialize, Deserialize)]
pub struct Leaf {
    pub index: u32,
    pub claimant: String,
    pub amount: String,
}

/// Where the bit of a claim is.
#[derive(Serialize, Deserialize)]
pub struct Place {
    pub steps: u8,
    pub index: u32,
    pub step: u8,
    pub page: u32,
    pub byte: u32,
    pub mask: u8,
}

/// What is unlocked of an amount after none, one, two, .. of the steps.
#[derive(Serialize, Deserialize)]
pub struct Window {
    pub share_bps: Vec<u16>,
    pub amount: String,
    pub shares: Vec<String>,
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub fn bytes<const N: usize>(hex: &str) -> [u8; N] {
    assert_eq!(hex.len(), 2 * N, "{hex}");
    std::array::from_fn(|i| u8::from_str_radix(&hex[2 * i..][..2], 16).unwrap())
}

pub fn number(decimal: &str) -> u64 {
    decimal.parse().unwrap()
}
