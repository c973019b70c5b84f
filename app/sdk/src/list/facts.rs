//! A list in six facts: `list.json`.

use std::io::{self, Write};

use groundswell_math::merkle::{Node, Tree, depth};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use solana_address::Address;

use super::Dataset;

/// What the distributor commits to, and what everything else must agree with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// Whose list it is.
    #[serde(with = "base58")]
    pub distributor: Address,
    /// Hash of the tree's root.
    #[serde(with = "hex::serde")]
    pub root: [u8; 32],
    /// What all amounts add up to (base units).
    pub sum: u64,
    /// Number of leaves.
    pub count: u32,
    /// Levels between the leaves and the root.
    pub depth: u32,
    /// SHA-256 of the canonical CSV.
    #[serde(with = "hex::serde")]
    pub dataset_sha256: [u8; 32],
}

impl Facts {
    pub(super) fn of(distributor: &Address, dataset: &Dataset, tree: &Tree) -> Facts {
        Facts {
            distributor: *distributor,
            root: tree.root().hash(),
            sum: dataset.sum(),
            count: tree.count(),
            depth: depth(tree.count()),
            dataset_sha256: dataset.sha256(),
        }
    }

    /// Hash and sum of the whole list.
    pub fn root_node(&self) -> Node {
        Node::new(self.root, self.sum)
    }

    /// Reads `list.json`: these keys and no others.
    pub fn from_json(json: &[u8]) -> serde_json::Result<Facts> {
        serde_json::from_slice(json)
    }

    /// Writes `list.json`.
    pub fn write(&self, out: impl Write) -> io::Result<()> {
        write_json(self, out)
    }
}

/// Writes one value as JSON that people can read.
pub(crate) fn write_json(value: &impl Serialize, mut out: impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut out, value)?;
    out.write_all(b"\n")
}

pub(crate) mod base58 {
    use super::{Address, Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(address: &Address, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(address)
    }

    pub fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<Address, D::Error> {
        let text = String::deserialize(from)?;
        let expected = || serde::de::Error::custom(format!("\"{text}\" is no Solana address"));
        text.parse().map_err(|_| expected())
    }
}
