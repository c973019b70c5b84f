//! Claims from lists: proofs, and which steps were claimed.

use groundswell_math::{
    bitmap::{Bitmap, page_bytes, page_of},
    merkle::{self, MAX_DEPTH, NODE_BYTES, Node},
};

use crate::slots::{COUNT, Slots, answer, with};

const WORDS: usize = NODE_BYTES / 8;
const HASH_WORDS: usize = WORDS - 1;

/// In: owner, claimant (four slots each), root (five: hash, sum), then `levels` siblings of five.
/// Out: whether leaf `index` of a list of `count` gives `amount` to the claimant.
#[unsafe(no_mangle)]
pub extern "C" fn proves(count: u32, index: u32, amount: u64, levels: u32) -> u32 {
    with(|slots| {
        let proven = check(slots, count, index, amount, levels);
        answer(slots, proven.map(|proven| [proven.into()]))
    })
}

fn check(slots: &Slots, count: u32, index: u32, amount: u64, levels: u32) -> Option<bool> {
    if levels > MAX_DEPTH {
        return Some(false);
    }
    let owner = hash(slots, 0)?;
    let claimant = hash(slots, HASH_WORDS)?;
    let root = node(slots, 2 * HASH_WORDS)?;
    let mut siblings = [[0; NODE_BYTES]; MAX_DEPTH as usize];
    let levels = usize::try_from(levels).ok()?;
    for (level, sibling) in siblings.iter_mut().enumerate().take(levels) {
        *sibling = *node(slots, 2 * HASH_WORDS + WORDS * (level + 1))?.bytes();
    }
    let leaf = Node::leaf(&owner, index, &claimant, amount);
    Some(merkle::verify(&root, count, 0, leaf, index, siblings.get(..levels)?))
}

fn hash(slots: &Slots, at: usize) -> Option<[u8; 32]> {
    node(slots, at).map(|node| node.hash())
}

fn node(slots: &Slots, at: usize) -> Option<Node> {
    let mut bytes = [0; NODE_BYTES];
    let words = slots.get(at..at.checked_add(WORDS)?)?;
    for (chunk, word) in bytes.chunks_exact_mut(8).zip(words) {
        chunk.copy_from_slice(&word.to_le_bytes());
    }
    Some(Node::from_bytes(&bytes))
}

/// The page of leaf `index`, and the vault that pays it in a list of `count` with this many levels
/// above its vaults.
#[unsafe(no_mangle)]
pub extern "C" fn place(count: u32, vault_levels: u32, index: u32) -> u32 {
    let height = merkle::depth(count).checked_sub(vault_levels);
    let vault = height.map(|height| index.checked_shr(height).unwrap_or(0));
    with(|slots| answer(slots, vault.map(|vault| [page_of(index).into(), vault.into()])))
}

/// In: the bits of a page, eight bytes to a slot. Out: how many of `steps` leaf `index` claimed.
#[unsafe(no_mangle)]
pub extern "C" fn claimed(steps: u32, index: u32) -> u32 {
    with(|slots| {
        let mut bits = [0; COUNT * 8];
        for (chunk, word) in bits.chunks_exact_mut(8).zip(slots.iter()) {
            chunk.copy_from_slice(&word.to_le_bytes());
        }
        let count = u8::try_from(steps).ok().and_then(|steps| {
            let page = bits.get(..usize::try_from(page_bytes(steps)).ok()?)?;
            Bitmap::new(page, steps).count(index)
        });
        answer(slots, count.map(|count| [count.into()]))
    })
}
