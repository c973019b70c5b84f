//! The encoding that the crate's documentation states once more, the plainest way: recursion over
//! whole trees, integers without bounds, nothing kept.

use num_bigint::BigUint;
use sha2::{Digest, Sha256};

/// Hash and sum.
pub type Node = (Vec<u8>, BigUint);

/// A list's owner and its entries.
pub struct List {
    pub owner: [u8; 32],
    pub entries: Vec<([u8; 32], u64)>,
}

fn sha256(parts: &[&[u8]]) -> Vec<u8> {
    Sha256::digest(parts.concat()).to_vec()
}

/// Hash, then sum in eight bytes, the lowest first.
pub fn encoded((hash, sum): &Node) -> Vec<u8> {
    let mut bytes = sum.to_bytes_le();
    assert!(bytes.len() <= 8, "a sum beyond u64");
    bytes.resize(8, 0);
    [&hash[..], &bytes].concat()
}

pub fn parent(left: Node, right: Node) -> Node {
    (sha256(&[&[1], &encoded(&left), &encoded(&right)]), left.1 + right.1)
}

impl List {
    pub fn depth(&self) -> usize {
        (0..).find(|depth| 1 << depth >= self.entries.len()).unwrap()
    }

    pub fn leaf(&self, index: usize) -> Node {
        let Some((claimant, amount)) = self.entries.get(index) else {
            return (vec![0; 32], BigUint::ZERO);
        };
        let (number, units) = ((index as u32).to_le_bytes(), amount.to_le_bytes());
        (sha256(&[&[0], &self.owner, &number, claimant, &units]), (*amount).into())
    }

    /// The node that stands above the leaves from `position * 2^height` on.
    pub fn node(&self, height: usize, position: usize) -> Node {
        if height == 0 {
            return self.leaf(position);
        }
        let left = self.node(height - 1, 2 * position);
        let right = self.node(height - 1, 2 * position + 1);
        parent(left, right)
    }

    pub fn root(&self) -> Node {
        self.node(self.depth(), 0)
    }

    /// The nodes above none of these leaves whose siblings are above some: from below, from left.
    pub fn proof(&self, indices: &[u32]) -> Vec<Node> {
        let mut proof = vec![];
        for height in 0..self.depth() {
            let above = |position: usize| indices.iter().any(|i| *i as usize >> height == position);
            let nodes = 0..1usize << (self.depth() - height);
            let needed = nodes.filter(|position| !above(*position) && above(position ^ 1));
            proof.extend(needed.map(|position| self.node(height, position)));
        }
        proof
    }
}

/// Page, byte and mask of a claim's bit: counting bits from the first of the page.
pub fn place(steps: u8, index: u32, step: u8) -> (u32, u32, u8) {
    let (page, slot) = (index / 8_192, index % 8_192);
    let bit = slot * u32::from(steps) + u32::from(step);
    (page, bit / 8, 2u8.pow(bit % 8))
}

/// Share of an amount, rounded down.
pub fn share(amount: u64, share_bps: u16) -> BigUint {
    BigUint::from(amount) * share_bps / 10_000u32
}
