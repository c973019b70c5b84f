//! Nodes above the leaves: provable as what they are, at their height, and never as leaves.

use groundswell_math::merkle::{Node, depth, verify};
use solana_sha256_hasher::hashv;

use crate::given::{List, OWNER, Proof, SIZES, altered, bytes, claimant, each, list, of};

/// Calls `check` with each node of lists of all sizes that has a leaf below: list, height,
/// position, node, proof.
fn each_node(check: impl Fn(&List, u32, u32, Node, Proof)) {
    for list in SIZES.map(list) {
        for height in 0..=depth(list.count) {
            for position in 0..=(list.count - 1) >> height {
                let node = list.tree.node(height, position).unwrap();
                let proof = bytes(&list.tree.proof(height, position).unwrap());
                check(&list, height, position, node, proof);
            }
        }
    }
}

/// Hash and sum of the leaves `from..from + 2^height`, put together from below.
fn subtree(list: &List, height: u32, from: u32) -> Node {
    let Some(below) = height.checked_sub(1) else {
        return if from < list.count { list.leaf(from) } else { Node::EMPTY };
    };
    let [left, right] = [0, 1 << below].map(|off| subtree(list, below, from + off));
    Node::parent(&left, &right).unwrap()
}

#[test]
fn every_node_of_every_height_has_a_proof() {
    each_node(|list, height, position, node, proof| {
        assert_eq!(node, subtree(list, height, position << height));
        assert_eq!(proof.len() as u32, depth(list.count) - height);
        assert!(verify(&list.root, list.count, height, node, position, &proof));
    });
}

#[test]
fn refuses_a_node_changed_or_at_another_place() {
    each_node(|list, height, position, node, proof| {
        let verifies = |height, node, position, proof: &Proof| {
            verify(&list.root, list.count, height, node, position, proof)
        };
        for other in altered(&node) {
            assert!(!verifies(height, other, position, &proof));
        }
        for other in (0..=33).filter(|other| *other != height) {
            assert!(!verifies(other, node, position, &proof));
        }
        assert!(!verifies(u32::MAX, node, position, &proof));
        for other in (0..list.count + 2).filter(|other| *other != position) {
            assert!(!verifies(height, node, other, &proof));
        }
        for level in 0..proof.len() {
            let mut other = proof.clone();
            other.remove(level);
            assert!(!verifies(height, node, position, &other));
            other = proof.clone();
            other[level][39] ^= 1;
            assert!(!verifies(height, node, position, &other));
        }
    });
}

#[test]
fn refuses_a_node_without_a_leaf_below_and_heights_above_the_root() {
    for list in SIZES.map(list) {
        for height in 0..=depth(list.count) {
            let last = (list.count - 1) >> height;
            assert!(list.tree.proof(height, last).is_some());
            assert!(list.tree.proof(height, last + 1).is_none());
        }
        for height in [depth(list.count) + 1, 31, 32, 33, u32::MAX] {
            assert!(list.tree.node(height, 0).is_none());
            assert!(list.tree.proof(height, 0).is_none(), "{height} of {}", list.count);
            assert!(!verify(&list.root, list.count, height, list.root, 0, &[]));
        }
    }
    // Of five leaves, the last pair of eight is empty: its path is true, its place is not there.
    let five = list(5);
    let pair = Node::parent(&Node::EMPTY, &Node::EMPTY).unwrap();
    let proof = bytes(&[five.tree.node(1, 2).unwrap(), five.tree.node(2, 0).unwrap()]);
    assert!(verify(&five.root, 7, 1, pair, 3, &proof));
    assert!(!verify(&five.root, 6, 1, pair, 3, &proof));
    assert!(!verify(&five.root, 5, 1, pair, 3, &proof));
}

/// At the deepest tree too, whose root stands 32 levels above its leaves.
#[test]
fn the_root_of_the_deepest_tree_verifies_at_its_height() {
    let root = Node::new([1; 32], 2);
    assert!(verify(&root, u32::MAX, 32, root, 0, &[]));
    assert!(!verify(&root, u32::MAX, 32, root, 1, &[]));
    assert!(!verify(&root, u32::MAX, 33, root, 0, &[]));
    assert!(!verify(&root, 1 << 31, 32, root, 0, &[]));
}

/// Neither with its true way up nor with any other shorter part of the proof.
#[test]
fn attack_54_an_inner_node_presented_as_a_leaf_never_verifies() {
    each(|list, index, leaf, proof| {
        let (mut node, mut position) = (leaf, index);
        for sibling in &proof {
            let sibling = Node::from_bytes(sibling);
            let pair = if position & 1 == 0 { [node, sibling] } else { [sibling, node] };
            node = Node::parent(&pair[0], &pair[1]).unwrap();
            position >>= 1;
            for shorter in 0..=proof.len() {
                for part in [&proof[..shorter], &proof[proof.len() - shorter..]] {
                    assert!(!list.verifies(node, position, part));
                    assert!(!list.verifies(node, index, part));
                }
            }
        }
        assert_eq!(node, list.root);
    });
}

/// What a parent hashes, and the siblings above that parent.
type Inner = (Vec<u8>, Vec<Node>);

/// Every inner node of a tree over `leaves`, whose number is a power of two.
fn inner_nodes(leaves: Vec<Node>, parent: impl Fn(&Node, &Node) -> Node) -> Vec<Inner> {
    let mut levels = vec![leaves];
    while levels[levels.len() - 1].len() > 1 {
        let pairs = levels[levels.len() - 1].chunks(2);
        levels.push(pairs.map(|pair| parent(&pair[0], &pair[1])).collect());
    }
    let inner = |height: usize, position: usize| {
        let children = &levels[height - 1][2 * position..][..2];
        let sibling = |above: usize| levels[above][(position >> (above - height)) ^ 1];
        let siblings = (height..levels.len() - 1).map(sibling).collect();
        (bytes(children).concat(), siblings)
    };
    let heights = 1..levels.len();
    heights
        .flat_map(|h| (0..levels[h].len()).map(move |p| (h, p)))
        .map(|(h, p)| inner(h, p))
        .collect()
}

/// How many inner nodes pass for leaves: `parse` reads what a node was hashed from as an entry,
/// in every way it can, and `accepts` is asked with every part of the way up, at every index.
fn forgeries(
    inner: &[Inner],
    parse: impl Fn(&[u8]) -> Vec<Node>,
    accepts: impl Fn(Node, u32, &[Node]) -> bool,
) -> usize {
    let passes = |(preimage, siblings): &&Inner| {
        parse(preimage).into_iter().any(|leaf| {
            let parts = (0..=siblings.len()).flat_map(|cut| [&siblings[..cut], &siblings[cut..]]);
            parts.into_iter().any(|part| (0..16).any(|index| accepts(leaf, index, part)))
        })
    };
    inner.iter().filter(passes).count()
}

/// The fields at these places of an entry's bytes.
fn array<const N: usize>(bytes: &[u8], from: usize) -> [u8; N] {
    bytes[from..from + N].try_into().unwrap()
}

/// All amounts are zero, so that no sum gives a forged leaf away. The attacker may choose the
/// owner too.
#[test]
fn attack_54_what_an_inner_node_is_hashed_from_never_passes_for_an_entry() {
    let list = of((0..16).map(|i| (claimant(i), 0)).collect());
    let leaves = (0..16).map(|index| list.leaf(index)).collect();
    let inner = inner_nodes(leaves, |left, right| Node::parent(left, right).unwrap());
    let parse = |preimage: &[u8]| {
        let tagged = [&[1], preimage].concat(); // with its domain byte and without, at any offset
        let entry = |entry: &[u8]| {
            let index = u32::from_le_bytes(array(entry, 32));
            let amount = u64::from_le_bytes(array(entry, 68));
            Node::leaf(&array(entry, 0), index, &array(entry, 36), amount)
        };
        tagged.windows(76).map(entry).collect()
    };
    assert_eq!(inner.len(), 15);
    assert_eq!(forgeries(&inner, parse, |leaf, i, part| list.verifies(leaf, i, &bytes(part))), 0);
}

/// The planted twin: the same tree without domain bytes, with indices of 8 bytes and proofs of
/// any length. The same search breaks it at every inner node.
#[test]
fn attack_54_the_search_breaks_a_tree_without_domains_and_lengths() {
    let hash = |parts: &[&[u8]], sum| Node::new(hashv(parts).to_bytes(), sum);
    let leaf = |owner: [u8; 32], index: u64, claimant: [u8; 32], amount: u64| {
        hash(&[&owner, &index.to_le_bytes(), &claimant, &amount.to_le_bytes()], amount)
    };
    let parent =
        |left: &Node, right: &Node| hash(&[left.bytes(), right.bytes()], left.sum() + right.sum());
    let fold = |leaf: Node, index: u32, proof: &[Node]| {
        proof.iter().zip(0..).fold(leaf, |node, (sibling, level)| match index >> level & 1 {
            0 => parent(&node, sibling),
            _ => parent(sibling, &node),
        })
    };
    let leaves: Vec<Node> = (0..16).map(|i| leaf(OWNER, i.into(), claimant(i), 0)).collect();
    let mut level = leaves.clone();
    while level.len() > 1 {
        level = level.chunks(2).map(|pair| parent(&pair[0], &pair[1])).collect();
    }
    let inner = inner_nodes(leaves, parent);
    let parse = |preimage: &[u8]| {
        let index = u64::from_le_bytes(array(preimage, 32));
        let amount = u64::from_le_bytes(array(preimage, 72));
        vec![leaf(array(preimage, 0), index, array(preimage, 40), amount)]
    };
    assert_eq!(forgeries(&inner, parse, |leaf, i, part| fold(leaf, i, part) == level[0]), 15);
}

#[test]
fn attack_54_leaves_and_nodes_are_hashed_in_different_domains() {
    let (left, right) = (Node::new([1; 32], 2), Node::new([3; 32], 4));
    let node = Node::parent(&left, &right).unwrap();
    let untagged: [&[u8]; 4] = [&[1; 32], &2u64.to_le_bytes(), &[3; 32], &4u64.to_le_bytes()];

    let hash = |tag: &[u8]| hashv(&[&[tag], &untagged[..]].concat()).to_bytes();
    assert_eq!(node, Node::new(hash(&[1]), 6));
    assert_ne!(node.hash(), hash(&[0]));
    assert_ne!(node.hash(), hash(&[]));
}
