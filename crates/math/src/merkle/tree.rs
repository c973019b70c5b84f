//! Whole trees in memory, for building lists and proofs off chain.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{Node, depth};

/// Why entries make no tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TreeError {
    /// There are none.
    Empty,
    /// There are more than `u32` can number.
    TooMany,
    /// Their amounts add up to more than `u64` holds.
    SumOverflow,
}

/// A tree: every node of it, so that proofs are look-ups.
pub struct Tree {
    /// Leaves first, root last; every level but the root's has an even length.
    levels: Vec<Vec<Node>>,
    count: u32,
}

impl Tree {
    /// The tree over `entries` (claimant, amount) of `owner`'s list, in their order. Uses all
    /// cores.
    pub fn new(owner: &[u8; 32], entries: &[([u8; 32], u64)]) -> Result<Tree, TreeError> {
        let count = u32::try_from(entries.len()).map_err(|_| TreeError::TooMany)?;
        if count == 0 {
            return Err(TreeError::Empty);
        }
        let leaf = |(index, (claimant, amount)): (u32, &([u8; 32], u64))| {
            Node::leaf(owner, index, claimant, *amount)
        };
        let numbered = (0..count).into_par_iter().zip(entries);
        let mut level: Vec<Node> = numbered.map(leaf).collect();
        let mut levels = Vec::with_capacity(depth(count) as usize);
        // The empty subtree's hash changes with the height it stands at.
        let mut empty = Node::EMPTY;
        for _ in 0..depth(count) {
            if level.len() % 2 == 1 {
                level.push(empty);
            }
            let pair = |pair: &[Node]| Node::parent(pair.first()?, pair.last()?);
            let above: Option<Vec<Node>> = level.par_chunks_exact(2).map(pair).collect();
            empty = Node::parent(&empty, &empty).ok_or(TreeError::SumOverflow)?;
            levels.push(std::mem::replace(&mut level, above.ok_or(TreeError::SumOverflow)?));
        }
        levels.push(level);
        Ok(Tree { levels, count })
    }

    /// Hash and sum of the whole list.
    pub fn root(&self) -> Node {
        self.levels.last().and_then(|level| level.first()).copied().unwrap_or(Node::EMPTY)
    }

    /// Number of leaves.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// Node number `position` of those `height` levels above the leaves. `None` beyond the tree.
    pub fn node(&self, height: u32, position: u32) -> Option<Node> {
        self.levels.get(height as usize)?.get(position as usize).copied()
    }

    /// The siblings that prove node `position` of those `height` levels above the leaves, from
    /// it upwards. `None` beyond the list.
    pub fn proof(&self, height: u32, position: u32) -> Option<Vec<Node>> {
        let levels = depth(self.count).checked_sub(height)?;
        let last = self.count.saturating_sub(1).checked_shr(height).unwrap_or(0);
        if position > last {
            return None;
        }
        let sibling = |up: u32| self.node(height.checked_add(up)?, position.checked_shr(up)? ^ 1);
        (0..levels).map(sibling).collect()
    }

    /// The nodes that prove the leaves with these numbers together, in the order of
    /// [`verify_many`](super::verify_many). `None` without numbers or beyond the list.
    pub fn proof_of_many(&self, indices: &BTreeSet<u32>) -> Option<Vec<Node>> {
        if indices.last().is_none_or(|last| *last >= self.count) {
            return None;
        }
        let mut known = indices.clone();
        let mut proof = Vec::new();
        for height in 0..depth(self.count) {
            for position in &known {
                let sibling = position ^ 1;
                if !known.contains(&sibling) {
                    proof.push(self.node(height, sibling)?);
                }
            }
            known = known.iter().map(|position| position >> 1).collect();
        }
        Some(proof)
    }
}
