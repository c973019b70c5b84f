//! Published lists: who may claim how much from a distributor, and everything that proves it.
//!
//! A [`Dataset`] is the rows, read from a CSV or given. With the distributor's address it makes
//! a [`List`]: the tree, every proof, and the [`Part`]s that are published as files. All of it
//! follows from the rows and the address, so that whatever is lost can be made again.

pub(crate) mod amount;
mod dataset;
pub(crate) mod error;
pub(crate) mod facts;
pub(crate) mod leaf;
mod parts;
pub(crate) mod reader;

use std::collections::BTreeSet;

use groundswell_math::merkle::{NODE_BYTES, Tree};
use solana_address::Address;

pub use dataset::Dataset;
pub use error::{AmountFault, Column, Fault, ListError};
pub use facts::Facts;
pub use leaf::{Leaf, leaves_from_shard};
pub use parts::{Part, nibbles, shard_of};

/// First line of a list's CSV.
pub const HEADER: &str = "address,amount";

/// A dataset that belongs to a distributor, with its tree.
pub struct List {
    distributor: Address,
    dataset: Dataset,
    tree: Tree,
    /// Leaf numbers, ordered by shard, then wallet, then number.
    by_wallet: Vec<u32>,
    wallets: u32,
}

/// Several leaves and what proves them together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Multiproof {
    /// Number, wallet and amount (base units) of each leaf, ascending by number.
    pub leaves: Vec<(u32, Address, u64)>,
    /// As `groundswell_math::merkle::verify_many` takes it.
    pub proof: Vec<[u8; NODE_BYTES]>,
}

impl List {
    /// The list of `distributor` with these rows. Uses all cores.
    pub fn new(distributor: Address, dataset: Dataset) -> Result<List, ListError> {
        let entries = dataset.entries();
        let last = entries.len() as u64 + 1;
        let tree = Tree::new(distributor.as_array(), entries)
            .map_err(|error| ListError::of_tree(error, last))?;
        let nibbles = nibbles(tree.count());
        let place = |index: &u32| {
            let wallet = wallet(entries, *index);
            (shard_of(wallet, nibbles), wallet, *index)
        };
        let mut by_wallet: Vec<u32> = (0..tree.count()).collect();
        by_wallet.sort_unstable_by(|a, b| place(a).cmp(&place(b)));
        let same = |a: &u32, b: &u32| wallet(entries, *a) == wallet(entries, *b);
        let wallets = by_wallet.chunk_by(same).map(|_| 1u32).sum();
        Ok(List { distributor, dataset, tree, by_wallet, wallets })
    }

    /// What there is to know about it in short.
    pub fn facts(&self) -> Facts {
        Facts::of(&self.distributor, &self.dataset, &self.tree)
    }

    /// Its rows.
    pub fn dataset(&self) -> &Dataset {
        &self.dataset
    }

    /// Its nodes.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// How many different wallets it names.
    pub fn wallets(&self) -> u32 {
        self.wallets
    }

    /// The numbers of `wallet`'s leaves, ascending; none if it is not listed.
    pub fn indices(&self, wallet: &Address) -> &[u32] {
        let shard = shard_of(wallet.as_array(), self.nibbles());
        let wanted = (shard, wallet.as_array());
        let from = self.by_wallet.partition_point(|index| self.place(*index) < wanted);
        let to = self.by_wallet.partition_point(|index| self.place(*index) <= wanted);
        self.by_wallet.get(from..to).unwrap_or_default()
    }

    /// Leaf number `index` with its proof. `None` beyond the list.
    pub fn leaf(&self, index: u32) -> Option<Leaf> {
        let (_, amount) = self.dataset.entries().get(index as usize)?;
        let proof = self.tree.proof(0, index)?;
        let proof = proof.iter().map(|node| *node.bytes()).collect();
        Some(Leaf { index, amount: *amount, proof })
    }

    /// All of `wallet`'s leaves with their proofs.
    pub fn leaves(&self, wallet: &Address) -> Vec<Leaf> {
        self.indices(wallet).iter().filter_map(|index| self.leaf(*index)).collect()
    }

    /// The leaves with these numbers, and what proves them together. `None` without numbers or
    /// beyond the list.
    pub fn multiproof(&self, indices: &BTreeSet<u32>) -> Option<Multiproof> {
        let proof = self.tree.proof_of_many(indices)?;
        let leaf = |index: &u32| {
            let (wallet, amount) = self.dataset.entries().get(*index as usize)?;
            Some((*index, Address::new_from_array(*wallet), *amount))
        };
        Some(Multiproof {
            leaves: indices.iter().map(leaf).collect::<Option<_>>()?,
            proof: proof.iter().map(|node| *node.bytes()).collect(),
        })
    }

    /// Digits of a shard's name.
    pub fn nibbles(&self) -> u32 {
        nibbles(self.tree.count())
    }

    /// The leaf numbers of one shard, those of a wallet side by side.
    fn shard(&self, shard: u32) -> impl Iterator<Item = &[u32]> {
        let from = self.by_wallet.partition_point(|index| self.place(*index).0 < shard);
        let to = self.by_wallet.partition_point(|index| self.place(*index).0 <= shard);
        let inside = self.by_wallet.get(from..to).unwrap_or_default();
        inside.chunk_by(|a, b| self.place(*a) == self.place(*b))
    }

    /// Where a leaf stands in `by_wallet`: its shard, then its wallet.
    fn place(&self, index: u32) -> (u32, &[u8; 32]) {
        let wallet = wallet(self.dataset.entries(), index);
        (shard_of(wallet, self.nibbles()), wallet)
    }
}

/// The wallet of a leaf that is there.
fn wallet(entries: &[([u8; 32], u64)], index: u32) -> &[u8; 32] {
    &entries[index as usize].0
}

#[cfg(test)]
mod tests;
