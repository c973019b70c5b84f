//! The files a list is published as; each follows from the list alone.
//!
//! ```text
//! list.csv            the canonical CSV
//! tree.bin            "GSWTREE1" | distributor | count: u32 LE | depth: u32 LE | nodes
//! proofs/SHARD.json   {"WALLET":[{"index":0,"amount":"1","proof":["hash and sum",..]},..],..}
//! proofs/index.json   the facts, and how many hex digits name a shard
//! list.json           the facts
//! ```
//!
//! The nodes of `tree.bin` are 40 bytes each (hash, sum: u64 LE), the leaves first, the root
//! last; a level of odd length, but for the root's, ends with the empty node of its height.

use std::io::{self, Write};

use groundswell_math::merkle::depth;
use serde::Serialize;
use solana_address::Address;

use super::{Facts, Leaf, List, facts::write_json, wallet};

const TREE_MAGIC: &[u8; 8] = b"GSWTREE1";
/// Most leaves of a shard of ordinary size.
const SHARD_LEAVES: u64 = 100;
/// Fewest digits of a shard's name.
const MIN_NIBBLES: u32 = 2;
/// Most digits: enough for as many leaves as there can be.
const MAX_NIBBLES: u32 = 7;

/// One file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// `list.csv`.
    Csv,
    /// `tree.bin`.
    Tree,
    /// `proofs/SHARD.json`: the proofs of the wallets that end with these hex digits.
    Shard {
        /// The digits, as a number.
        number: u32,
        /// How many there are.
        nibbles: u32,
    },
    /// `proofs/index.json`.
    Index,
    /// `list.json`.
    Facts,
}

impl Part {
    /// The shard of `wallet` on a list of `count` leaves.
    pub fn shard_with(wallet: &Address, count: u32) -> Part {
        let nibbles = nibbles(count);
        Part::Shard { number: shard_of(wallet.as_array(), nibbles), nibbles }
    }

    /// Where it is, from the list's folder on.
    pub fn path(&self) -> String {
        match self {
            Part::Csv => "list.csv".to_owned(),
            Part::Tree => "tree.bin".to_owned(),
            Part::Shard { number, nibbles } => {
                format!("proofs/{number:0width$x}.json", width = *nibbles as usize)
            }
            Part::Index => "proofs/index.json".to_owned(),
            Part::Facts => "list.json".to_owned(),
        }
    }

    /// Writes its content.
    pub fn write(&self, list: &List, out: impl Write) -> io::Result<()> {
        match self {
            Part::Csv => list.dataset().write_csv(out),
            Part::Tree => write_tree(list, out),
            Part::Shard { number, .. } => write_shard(list, *number, out),
            Part::Index => {
                let (facts, nibbles) = (list.facts(), list.nibbles());
                write_json(&Index { facts, nibbles, wallets: list.wallets() }, out)
            }
            Part::Facts => list.facts().write(out),
        }
    }
}

impl List {
    /// Everything to publish; last what says that all the rest is there.
    pub fn parts(&self) -> impl Iterator<Item = Part> + use<> {
        let nibbles = self.nibbles();
        let shards = (0..16u32.pow(nibbles)).map(move |number| Part::Shard { number, nibbles });
        [Part::Csv, Part::Tree].into_iter().chain(shards).chain([Part::Index, Part::Facts])
    }
}

/// How many of an address's last hex digits name its shard, on a list of `count` leaves.
pub fn nibbles(count: u32) -> u32 {
    let is_enough = |nibbles: &u32| 16u64.pow(*nibbles) * SHARD_LEAVES >= u64::from(count);
    (MIN_NIBBLES..MAX_NIBBLES).find(is_enough).unwrap_or(MAX_NIBBLES)
}

/// The last hex digits of an address, as a number.
pub fn shard_of(wallet: &[u8; 32], nibbles: u32) -> u32 {
    let last = wallet.last_chunk().map_or(0, |bytes| u32::from_be_bytes(*bytes));
    last & u32::MAX.checked_shr(32 - 4 * nibbles).unwrap_or(0)
}

#[derive(Serialize)]
struct Index {
    #[serde(flatten)]
    facts: Facts,
    nibbles: u32,
    wallets: u32,
}

fn write_tree(list: &List, mut out: impl Write) -> io::Result<()> {
    let tree = list.tree();
    let depth = depth(tree.count());
    out.write_all(TREE_MAGIC)?;
    out.write_all(list.distributor.as_array())?;
    out.write_all(&tree.count().to_le_bytes())?;
    out.write_all(&depth.to_le_bytes())?;
    for height in 0..=depth {
        let nodes = (0..=u32::MAX).map_while(|position| tree.node(height, position));
        for node in nodes {
            out.write_all(node.bytes())?;
        }
    }
    Ok(())
}

fn write_shard(list: &List, shard: u32, mut out: impl Write) -> io::Result<()> {
    out.write_all(b"{")?;
    let mut before = "\n";
    for indices in list.shard(shard) {
        let Some(first) = indices.first() else { continue };
        let wallet = Address::new_from_array(*wallet(list.dataset().entries(), *first));
        let leaves: Vec<Leaf> = indices.iter().filter_map(|index| list.leaf(*index)).collect();
        write!(out, "{before}\"{wallet}\":")?;
        serde_json::to_writer(&mut out, &leaves)?;
        before = ",\n";
    }
    out.write_all(b"\n}\n")
}
