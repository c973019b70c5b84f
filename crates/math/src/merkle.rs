//! Lists as merkle-sum trees: every node commits to a hash and to the sum below it.
//!
//! ```text
//! leaf i = SHA-256(0x00 | owner | i: u32 LE | claimant | amount: u64 LE), sum = amount
//! node   = SHA-256(0x01 | left hash | left sum: u64 LE | right hash | right sum: u64 LE)
//! depth  = ceil(log2(count)); leaves beyond count are 32 zero bytes with sum 0
//! ```
//!
//! `owner` is the account whose list it is (a launch's allowlist, where `amount` is the
//! wallet's cap), so that a proof for one list proves nothing for another.

use solana_sha256_hasher::hashv;

const LEAF: &[u8] = &[0];
const NODE: &[u8] = &[1];

/// Deepest tree: `u32` leaf numbers.
pub const MAX_DEPTH: u32 = 32;

/// A hash and the sum of the amounts below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// SHA-256.
    pub hash: [u8; 32],
    /// Sum of the amounts below, in the unit of the list.
    pub sum: u64,
}

impl Node {
    /// What stands where a tree has no leaf.
    pub const EMPTY: Node = Node { hash: [0; 32], sum: 0 };

    /// The leaf number `index` of `owner`'s list.
    pub fn leaf(owner: &[u8; 32], index: u32, claimant: &[u8; 32], amount: u64) -> Node {
        let parts: [&[u8]; 5] =
            [LEAF, owner, &index.to_le_bytes(), claimant, &amount.to_le_bytes()];
        Node { hash: hashv(&parts).to_bytes(), sum: amount }
    }

    /// The parent of two nodes. `None` if their sums exceed `u64`.
    pub fn parent(left: &Node, right: &Node) -> Option<Node> {
        let (left_sum, right_sum) = (left.sum.to_le_bytes(), right.sum.to_le_bytes());
        let parts: [&[u8]; 5] = [NODE, &left.hash, &left_sum, &right.hash, &right_sum];
        Some(Node { hash: hashv(&parts).to_bytes(), sum: left.sum.checked_add(right.sum)? })
    }
}

/// Levels between the leaves and the root of a list of `count`.
pub fn depth(count: u32) -> u32 {
    u32::BITS.saturating_sub(count.saturating_sub(1).leading_zeros())
}

/// Whether `leaf` is number `index` of the `count` leaves below `root`.
///
/// `proof` holds the siblings from the leaf upwards, exactly [`depth`] of them. Indices
/// beyond the list are refused, so that a leaf has one index and one proof.
pub fn verify(root: &Node, count: u32, leaf: Node, index: u32, proof: &[Node]) -> bool {
    if index >= count || proof.len() != depth(count) as usize {
        return false;
    }
    let mut node = leaf;
    let mut position = index;
    for sibling in proof {
        let parent = if position & 1 == 0 {
            Node::parent(&node, sibling)
        } else {
            Node::parent(sibling, &node)
        };
        let Some(parent) = parent else { return false };
        node = parent;
        position >>= 1;
    }
    node == *root
}

/// A whole tree in memory, for building lists and proofs off chain.
#[cfg(feature = "std")]
pub struct Tree {
    /// Leaves first, root last; every level but the root's has an even length.
    levels: Vec<Vec<Node>>,
    count: u32,
}

#[cfg(feature = "std")]
impl Tree {
    /// The tree over `entries` (claimant, amount) of `owner`'s list, in their order. `None` if
    /// there are none, more than `u32` can number, or their sum exceeds `u64`.
    pub fn new(owner: &[u8; 32], entries: &[([u8; 32], u64)]) -> Option<Tree> {
        let count = u32::try_from(entries.len()).ok().filter(|count| *count > 0)?;
        let numbered = (0..count).zip(entries);
        let mut level: Vec<Node> = numbered
            .map(|(index, (claimant, amount))| Node::leaf(owner, index, claimant, *amount))
            .collect();
        let mut levels = Vec::new();
        // The empty subtree's hash changes with the height it stands at.
        let mut empty = Node::EMPTY;
        for _ in 0..depth(count) {
            if level.len() % 2 == 1 {
                level.push(empty);
            }
            let above = level
                .chunks_exact(2)
                .map(|pair| Node::parent(pair.first()?, pair.last()?))
                .collect::<Option<Vec<Node>>>()?;
            empty = Node::parent(&empty, &empty)?;
            levels.push(std::mem::replace(&mut level, above));
        }
        levels.push(level);
        Some(Tree { levels, count })
    }

    /// Hash and sum of the whole list.
    pub fn root(&self) -> Node {
        self.levels.last().and_then(|level| level.first()).copied().unwrap_or(Node::EMPTY)
    }

    /// Number of leaves.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// The siblings that prove leaf `index`, from the leaf upwards. `None` beyond the list.
    pub fn proof(&self, index: u32) -> Option<Vec<Node>> {
        if index >= self.count {
            return None;
        }
        let below_root = self.levels.get(..self.levels.len().checked_sub(1)?)?;
        let mut position = index as usize;
        below_root
            .iter()
            .map(|level| {
                let sibling = level.get(position ^ 1).copied();
                position >>= 1;
                sibling
            })
            .collect()
    }
}
