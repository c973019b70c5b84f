//! Lists to test with.

use groundswell_math::merkle::{NODE_BYTES, Node, Tree, verify};
use proptest::test_runner::{Config, RngSeed};
use solana_sha256_hasher::hashv;

pub const SIZES: [u32; 12] = [1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 33, 100];
pub const OWNER: [u8; 32] = [7; 32];

pub type Entry = ([u8; 32], u64);
pub type Proof = Vec<[u8; NODE_BYTES]>;

/// `cases` runs from one fixed seed: the same lists on every machine.
pub fn fixed(cases: u32) -> Config {
    let rng_seed = RngSeed::Fixed(20_260_729);
    Config { cases, rng_seed, failure_persistence: None, ..Config::default() }
}

/// The claimant who is called `number`.
pub fn claimant(number: u32) -> [u8; 32] {
    hashv(&[&number.to_be_bytes()]).to_bytes()
}

/// A list with its tree.
pub struct List {
    pub entries: Vec<Entry>,
    pub tree: Tree,
    pub root: Node,
    pub count: u32,
}

/// A list of `count` entries: distinct claimants, and amounts of which some are zero or equal.
pub fn list(count: u32) -> List {
    of((0..count).map(|i| (claimant(i), u64::from(i % 7) * 1_000)).collect())
}

pub fn of(entries: Vec<Entry>) -> List {
    let tree = Tree::new(&OWNER, &entries).unwrap();
    List { root: tree.root(), count: tree.count(), entries, tree }
}

impl List {
    pub fn leaf(&self, index: u32) -> Node {
        let (claimant, amount) = self.entries[index as usize];
        Node::leaf(&OWNER, index, &claimant, amount)
    }

    pub fn proof(&self, index: u32) -> Proof {
        bytes(&self.tree.proof(0, index).unwrap())
    }

    pub fn verifies(&self, leaf: Node, index: u32, proof: &[[u8; NODE_BYTES]]) -> bool {
        verify(&self.root, self.count, 0, leaf, index, proof)
    }
}

/// Calls `check` with each entry of lists of all sizes: list, index, leaf, proof.
pub fn each(check: impl Fn(&List, u32, Node, Proof)) {
    for list in SIZES.map(list) {
        for index in 0..list.count {
            check(&list, index, list.leaf(index), list.proof(index));
        }
    }
}

/// The nodes as a proof carries them.
pub fn bytes(nodes: &[Node]) -> Proof {
    nodes.iter().map(|node| *node.bytes()).collect()
}

/// The node with a sum one unit off, and with another hash.
pub fn altered(node: &Node) -> [Node; 2] {
    let mut hash = node.hash();
    hash[31] ^= 1;
    [Node::new(node.hash(), node.sum() ^ 1), Node::new(hash, node.sum())]
}
