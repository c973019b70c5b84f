//! What the vectors are made from.

use crate::{
    file::{Check, Entry, Leaf, List, Multiproof, Place, Vectors, Window, hex},
    reference::{self, encoded, parent, place, share},
};

const ABOUT: [&str; 6] = [
    "Written by crates/math/tests/vectors.rs, from a reference that shares no code with the crate.",
    "Hashes, owners and claimants: 32 bytes in hex. Amounts and sums: decimal.",
    "Nodes: 40 bytes in hex, the hash and then the sum (u64, little endian).",
    "proofs: for each leaf its siblings from below. multiproofs: by level from below, from left.",
    "checks: prove leaves (index, claimant, amount) of owner's list below a root, or fail to.",
    "window: shares[i] is unlocked after i steps. bitmap: the bit of a claim is byte & mask.",
];

pub fn vectors() -> Vectors {
    let lists = [1, 2, 3, 5, 8, 9].map(of_count).into_iter().chain([large()]);
    let about = ABOUT.map(String::from).to_vec();
    Vectors { about, lists: lists.map(|l| list(&l)).collect(), bitmap: bitmap(), window: window() }
}

/// Claimants and amounts without a pattern that would hide a mistake in the order of bytes.
fn of_count(count: u8) -> reference::List {
    let claimant =
        |i: u8| std::array::from_fn(|byte| (byte as u8).wrapping_mul(7) ^ (i * 16 + count));
    let amount = |i: u8| u64::from(i) * 0x0001_0203_0405_0607 + u64::from(count);
    let owner = std::array::from_fn(|byte| count.wrapping_add(byte as u8));
    reference::List { owner, entries: (0..count).map(|i| (claimant(i), amount(i))).collect() }
}

/// One claimant stands twice, with one amount; another has nothing. All together have `u64::MAX`.
fn large() -> reference::List {
    let (alice, bob, carol) = ([0xa1; 32], [0xb2; 32], [0xc3; 32]);
    let quarter = u64::MAX / 4;
    let rest = u64::MAX - 2 * quarter;
    let entries = vec![(alice, quarter), (bob, rest), (alice, quarter), (carol, 0)];
    reference::List { owner: [0xee; 32], entries }
}

fn nodes(list: &reference::List, indices: &[u32]) -> Vec<String> {
    list.proof(indices).iter().map(|node| hex(&encoded(node))).collect()
}

fn list(list: &reference::List) -> List {
    let count = list.entries.len() as u32;
    let entry = |(claimant, amount): &([u8; 32], u64)| Entry {
        claimant: hex(claimant),
        amount: amount.to_string(),
    };
    let (hash, sum) = list.root();
    let multiproof = |indices: Vec<u32>| Multiproof { nodes: nodes(list, &indices), indices };
    List {
        owner: hex(&list.owner),
        count,
        entries: list.entries.iter().map(entry).collect(),
        depth: list.depth() as u32,
        leaves: (0..list.entries.len()).map(|index| hex(&list.leaf(index).0)).collect(),
        root_hash: hex(&hash),
        sum: sum.to_string(),
        proofs: (0..count).map(|index| nodes(list, &[index])).collect(),
        multiproofs: choices(count).into_iter().map(multiproof).collect(),
        checks: checks_of(list),
    }
}

/// The first, the last, both, every second, all.
fn choices(count: u32) -> Vec<Vec<u32>> {
    let last = count - 1;
    let all = (0..count).collect();
    let mut choices =
        vec![vec![0], vec![last], vec![0, last], (0..count).step_by(2).collect(), all];
    choices.iter_mut().for_each(Vec::dedup);
    choices.sort();
    choices.dedup();
    choices
}

/// Of the last leaf, and of the first and the last. Three lists are enough for what is refused.
fn checks_of(list: &reference::List) -> Vec<Check> {
    let last = list.entries.len() as u32 - 1;
    let many = if last > 0 { checks(list, &[0, last]) } else { vec![] };
    let all = checks(list, &[last]).into_iter().chain(many).chain([wrapped(list)]);
    all.filter(|check| check.expected || [0, 3, 4].contains(&last)).collect()
}

/// One unit beside all that `u64` holds, below the root that follows if sums wrap around.
fn wrapped(list: &reference::List) -> Check {
    let (owner, claimant) = (list.owner, list.entries[0].0);
    let leaf = reference::List { owner, entries: vec![(claimant, 1)] }.leaf(0);
    let sibling = (vec![9; 32], u64::MAX.into());
    Check {
        case: "sums that wrap around".into(),
        nodes: vec![hex(&encoded(&sibling))],
        root_hash: hex(&parent(leaf, sibling).0),
        sum: "0".into(),
        count: 2,
        owner: hex(&owner),
        leaves: vec![Leaf { index: 0, claimant: hex(&claimant), amount: "1".into() }],
        expected: false,
    }
}

/// The proof of these leaves, and what is to be refused instead of it.
fn checks(list: &reference::List, indices: &[u32]) -> Vec<Check> {
    let leaf = |index: &u32| {
        let (claimant, amount) = list.entries[*index as usize];
        Leaf { index: *index, claimant: hex(&claimant), amount: amount.to_string() }
    };
    let (hash, sum) = list.root();
    let good = Check {
        case: format!("leaves {indices:?}"),
        root_hash: hex(&hash),
        sum: sum.to_string(),
        count: list.entries.len() as u32,
        owner: hex(&list.owner),
        leaves: indices.iter().map(leaf).collect(),
        nodes: nodes(list, indices),
        expected: true,
    };
    let bad = |case: &str, change: &dyn Fn(&mut Check)| {
        let case = format!("{}, {case}", good.case);
        let mut check = Check { case, expected: false, ..good.clone() };
        change(&mut check);
        check
    };
    let empty = (vec![0; 32], 0u8.into());
    let above = parent(list.root(), empty.clone());
    let mut checks = vec![
        good.clone(),
        bad("a root above", &|check| {
            check.nodes.push(hex(&encoded(&empty)));
            check.root_hash = hex(&above.0);
        }),
        bad("another amount", &|check| check.leaves[0].amount = "12345".into()),
        bad("another claimant", &|check| check.leaves[0].claimant = hex(&[9; 32])),
        bad("another owner", &|check| check.owner = hex(&[9; 32])),
        bad("another root hash", &|check| check.root_hash = hex(&[9; 32])),
        bad("another sum", &|check| check.sum = "12345".into()),
        bad("an index beyond the list", &|check| check.leaves[0].index |= 1 << 31),
        bad("a count of none", &|check| check.count = 0),
        bad("a node too many", &|check| check.nodes.push(hex(&[0; 40]))),
        bad("a leaf twice", &|check| check.leaves.insert(0, check.leaves[0].clone())),
    ];
    if !good.nodes.is_empty() {
        checks.push(bad("a node too few", &|check| _ = check.nodes.pop()));
        checks.push(bad("another node", &|check| check.nodes[0] = hex(&[9; 40])));
        checks.push(bad("sums beyond u64", &|check| check.nodes[0].replace_range(64.., SUM_MAX)));
    }
    if indices.len() > 1 {
        checks.push(bad("leaves out of order", &|check| check.leaves.reverse()));
        checks.push(bad("a leaf left out", &|check| _ = check.leaves.pop()));
    }
    checks
}

const SUM_MAX: &str = "ffffffffffffffff";

fn bitmap() -> Vec<Place> {
    let mut places = vec![];
    for steps in [1, 3, 8, 12] {
        for index in [0, 7, 8, 63, 64, 65, 8_191, 8_192, u32::MAX] {
            for step in [0, steps - 1] {
                let (page, byte, mask) = place(steps, index, step);
                places.push(Place { steps, index, step, page, byte, mask });
            }
        }
    }
    places.dedup_by_key(|place| (place.steps, place.index, place.step));
    places
}

fn window() -> Vec<Window> {
    let mut windows = vec![];
    for share_bps in [vec![10_000], vec![1, 9_999, 10_000], vec![2_500, 3_333, 6_667, 10_000]] {
        for amount in [0, 1, 9_999, 1_000_000_007, u64::MAX - 1, u64::MAX] {
            let unlocked = share_bps.iter().map(|bps| share(amount, *bps).to_string());
            let shares = ["0".into()].into_iter().chain(unlocked).collect();
            windows.push(Window {
                share_bps: share_bps.clone(),
                amount: amount.to_string(),
                shares,
            });
        }
    }
    windows
}
