//! Allowlists: who may contribute to a gated sale, and how much.

use groundswell_math::merkle::{Node, Tree};
use launch_program::AllowlistProof;
use solana_address::Address;
use std::collections::HashMap;

/// Why a list is none.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum AllowlistError {
    /// The same wallet twice: only one of the two caps could be meant.
    #[error("wallet {0} is listed twice: keep one line")]
    Duplicate(Address),
    /// A wallet that may have nothing.
    #[error("wallet {0} has a cap of zero: leave it out or raise the cap")]
    ZeroCap(Address),
    /// No wallets, too many, or caps that add up to more than 64 bits hold.
    #[error("a list needs at least one wallet, and its caps must add up to less than 2^64")]
    Size,
}

/// A list of wallets and caps (quote units), and the tree that proves them to one launch.
pub struct Allowlist {
    tree: Tree,
    places: HashMap<Address, (u32, u64)>,
}

impl Allowlist {
    /// The allowlist of `launch` over `entries` (wallet, cap in quote units).
    pub fn new(launch: &Address, entries: &[(Address, u64)]) -> Result<Self, AllowlistError> {
        let mut places = HashMap::with_capacity(entries.len());
        for (index, (wallet, cap)) in (0..).zip(entries) {
            if *cap == 0 {
                return Err(AllowlistError::ZeroCap(*wallet));
            }
            if places.insert(*wallet, (index, *cap)).is_some() {
                return Err(AllowlistError::Duplicate(*wallet));
            }
        }
        let leaves: Vec<_> = entries.iter().map(|(w, cap)| (w.to_bytes(), *cap)).collect();
        let tree = Tree::new(launch.as_array(), &leaves).map_err(|_| AllowlistError::Size)?;
        Ok(Allowlist { tree, places })
    }

    /// Root hash and sum of caps: `gate_key` and `gate_sum` of the launch.
    pub fn root(&self) -> Node {
        self.tree.root()
    }

    /// Number of wallets: `gate_count` of the launch.
    pub fn count(&self) -> u32 {
        self.tree.count()
    }

    /// What `wallet` shows the program. `None` if it is not listed.
    pub fn proof(&self, wallet: &Address) -> Option<AllowlistProof> {
        let (index, cap) = *self.places.get(wallet)?;
        let siblings = self.tree.proof(0, index)?;
        let siblings = siblings.iter().map(|node| *node.bytes()).collect();
        Some(AllowlistProof { index, cap, siblings })
    }
}
