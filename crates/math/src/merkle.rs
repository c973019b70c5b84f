//! Lists as merkle-sum trees: every node commits to a hash and to the sum below it.
//!
//! ```text
//! leaf i = SHA-256(0x00 | owner | i: u32 LE | claimant | amount: u64 LE), sum = amount
//! node   = SHA-256(0x01 | left hash | left sum: u64 LE | right hash | right sum: u64 LE)
//! depth  = ceil(log2(count)); leaves beyond count are 32 zero bytes with sum 0
//! ```
//!
//! `owner` is the account whose list it is (a distributor, a vesting plan, or a launch's
//! allowlist, where `amount` is the wallet's cap), so that a proof for one list proves nothing
//! for another. A wallet may stand on a list several times: each is a leaf of its own.

use solana_sha256_hasher::hashv;

#[cfg(feature = "std")]
mod tree;

#[cfg(feature = "std")]
pub use tree::{Tree, TreeError};

const LEAF: &[u8] = &[0];
const NODE: &[u8] = &[1];
const HASH_BYTES: usize = 32;

/// Bytes of a node: its hash, then its sum (u64, little-endian).
pub const NODE_BYTES: usize = HASH_BYTES + size_of::<u64>();

/// Deepest tree: `u32` leaf numbers.
pub const MAX_DEPTH: u32 = 32;

/// A hash and the sum of the amounts below it, in the bytes that its parent hashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(align(8))]
pub struct Node([u8; NODE_BYTES]);

impl Node {
    /// What stands where a tree has no leaf.
    pub const EMPTY: Node = Node([0; NODE_BYTES]);

    /// A node with this SHA-256 and this sum of the amounts below, in the unit of the list.
    pub fn new(hash: [u8; HASH_BYTES], sum: u64) -> Node {
        let mut bytes = [0; NODE_BYTES];
        let (first, last) = bytes.split_at_mut(HASH_BYTES);
        first.copy_from_slice(&hash);
        last.copy_from_slice(&sum.to_le_bytes());
        Node(bytes)
    }

    /// The node in a proof's bytes.
    pub fn from_bytes(bytes: &[u8; NODE_BYTES]) -> Node {
        Node(*bytes)
    }

    /// Hash, then sum.
    pub fn bytes(&self) -> &[u8; NODE_BYTES] {
        &self.0
    }

    /// SHA-256.
    pub fn hash(&self) -> [u8; HASH_BYTES] {
        self.0.first_chunk().copied().unwrap_or_default()
    }

    /// Sum of the amounts below, in the unit of the list.
    pub fn sum(&self) -> u64 {
        sum_of(&self.0)
    }

    /// The leaf number `index` of `owner`'s list.
    pub fn leaf(owner: &[u8; 32], index: u32, claimant: &[u8; 32], amount: u64) -> Node {
        let parts: [&[u8]; 5] =
            [LEAF, owner, &index.to_le_bytes(), claimant, &amount.to_le_bytes()];
        Node::new(hashv(&parts).to_bytes(), amount)
    }

    /// The parent of two nodes. `None` if their sums exceed `u64`.
    pub fn parent(left: &Node, right: &Node) -> Option<Node> {
        let mut parent = *left;
        parent.join(&right.0, true).then_some(parent)
    }

    /// Makes the node the parent of itself and its sibling. `false` if their sums exceed `u64`.
    #[inline(always)]
    fn join(&mut self, sibling: &[u8; NODE_BYTES], is_left: bool) -> bool {
        let Some(sum) = self.sum().checked_add(sum_of(sibling)) else { return false };
        let (left, right) = if is_left { (&self.0, sibling) } else { (sibling, &self.0) };
        let hash = Hash(hashv(&[NODE, left, right]).to_bytes());
        let (first, last) = self.0.split_at_mut(HASH_BYTES);
        first.copy_from_slice(&hash.0);
        last.copy_from_slice(&sum.to_le_bytes());
        true
    }
}

/// A hash in whole words, which are cheaper to copy.
#[repr(align(8))]
struct Hash([u8; HASH_BYTES]);

fn sum_of(node: &[u8; NODE_BYTES]) -> u64 {
    node.last_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

/// Levels between the leaves and the root of a list of `count`.
pub fn depth(count: u32) -> u32 {
    u32::BITS.saturating_sub(count.saturating_sub(1).leading_zeros())
}

/// Whether `node` is number `position` of the nodes `height` levels above the leaves, in the
/// list of `count` leaves below `root`. At height 0 the node is a leaf.
///
/// `proof` holds the siblings from the node upwards, as [`Node::bytes`], exactly one for each
/// level up to the root. Positions beyond the list are refused, so that a node has one position
/// and one proof.
pub fn verify(
    root: &Node,
    count: u32,
    height: u32,
    node: Node,
    position: u32,
    proof: &[[u8; NODE_BYTES]],
) -> bool {
    let Some(levels) = depth(count).checked_sub(height) else { return false };
    let last = count.saturating_sub(1).checked_shr(height).unwrap_or(0);
    if count == 0 || position > last || u32::try_from(proof.len()) != Ok(levels) {
        return false;
    }
    let mut node = node;
    let mut position = position;
    for sibling in proof {
        if !node.join(sibling, position & 1 == 0) {
            return false;
        }
        position >>= 1;
    }
    node == *root
}

/// A leaf and its number, or a node above it and its place on its level.
pub type Placed = (u32, Node);

/// Whether all `leaves` stand below `root`, each at its number, in a list of `count`.
///
/// Leaves ascend by number, each named once. `proof` holds the nodes that cannot be computed
/// from them, level by level from the leaves upwards, from left to right on each, as
/// [`Node::bytes`]; none is missing and none is left over. `leaves` is overwritten.
pub fn verify_many(
    root: &Node,
    count: u32,
    leaves: &mut [Placed],
    proof: &[[u8; NODE_BYTES]],
) -> bool {
    let ascends = leaves.is_sorted_by(|(a, _), (b, _)| a < b);
    let inside = leaves.last().is_some_and(|(last, _)| *last < count);
    if !ascends || !inside {
        return false;
    }
    let mut rest = proof.iter();
    let mut level = leaves;
    for _ in 0..depth(count) {
        let Some(above) = climb(level, &mut rest) else { return false };
        level = level.get_mut(..above).unwrap_or_default();
    }
    rest.next().is_none() && level.first().is_some_and(|(_, top)| top == root)
}

/// Replaces the nodes of one level by their parents; returns how many there are. `None` if
/// a sibling is missing or a sum exceeds `u64`.
fn climb<'a>(
    level: &mut [Placed],
    proof: &mut impl Iterator<Item = &'a [u8; NODE_BYTES]>,
) -> Option<usize> {
    let mut read = 0usize;
    let mut written = 0usize;
    while let Some((position, mut node)) = level.get(read).copied() {
        read = read.checked_add(1)?;
        let is_left = position & 1 == 0;
        let next = level.get(read).filter(|(next, _)| is_left && *next == position | 1);
        let sibling = match next {
            Some((_, right)) => {
                read = read.checked_add(1)?;
                &right.0
            }
            None => proof.next()?,
        };
        if !node.join(sibling, is_left) {
            return None;
        }
        *level.get_mut(written)? = (position >> 1, node);
        written = written.checked_add(1)?;
    }
    Some(written)
}
