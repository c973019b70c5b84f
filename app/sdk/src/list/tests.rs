//! list
//! ├── reading ............ see tests/reading.rs
//! ├── the canonical CSV .. its bytes, its hash, and back
//! ├── a wallet's leaves .. by number, by wallet, together: all are proven, none for another
//! ├── shards ............. hold every leaf once, named by the last digits of the wallet
//! └── files .............. read back as what they were written from

mod reading;

use std::collections::BTreeSet;

use groundswell_math::merkle::{Node, verify_many};
use sha2::{Digest, Sha256};

use super::*;

const DISTRIBUTOR: Address = Address::new_from_array([7; 32]);

/// A wallet that is the same on every run.
fn wallet(number: u32) -> Address {
    Address::new_from_array(Sha256::digest(number.to_le_bytes()).into())
}

/// A list of `count` leaves, of which every tenth belongs to the same wallet.
fn list(count: u32) -> List {
    let wallet = |index| if index % 10 == 3 { wallet(3) } else { wallet(index) };
    let rows = (0..count).map(|index| (wallet(index), u64::from(index) + 1));
    List::new(DISTRIBUTOR, Dataset::new(rows).unwrap()).unwrap()
}

fn written(list: &List, part: Part) -> Vec<u8> {
    let mut bytes = Vec::new();
    part.write(list, &mut bytes).unwrap();
    bytes
}

#[test]
fn the_canonical_csv_is_these_bytes_and_their_hash() {
    let list = list(2);
    let csv = written(&list, Part::Csv);

    let [a, b] = [wallet(0), wallet(1)];
    assert_eq!(String::from_utf8(csv.clone()).unwrap(), format!("address,amount\n{a},1\n{b},2\n"));
    assert_eq!(list.dataset().sha256(), <[u8; 32]>::from(Sha256::digest(&csv)));
    assert_eq!(Dataset::read(csv.as_slice(), 0).unwrap(), *list.dataset());
}

#[test]
fn every_leaf_is_found_by_its_wallet_and_proven() {
    for count in [1, 2, 3, 31, 300] {
        let list = list(count);
        let facts = list.facts();
        let mut seen = BTreeSet::new();
        for index in 0..count {
            let wallet = Address::new_from_array(list.dataset().entries()[index as usize].0);
            let leaves = list.leaves(&wallet);
            assert!(leaves.is_sorted_by_key(|leaf| leaf.index));
            for leaf in leaves {
                assert!(leaf.is_proven(&wallet, &facts), "{index} of {count}");
                assert!(!leaf.is_proven(&DISTRIBUTOR, &facts));
                let more = Leaf { amount: leaf.amount + 1, ..leaf.clone() };
                assert!(!more.is_proven(&wallet, &facts));
                seen.insert(leaf.index);
            }
        }
        assert_eq!(seen.len(), count as usize);
        assert!(list.leaf(count).is_none() && list.indices(&DISTRIBUTOR).is_empty());
    }
    assert_eq!(list(31).indices(&wallet(3)), [3, 13, 23]);
    assert_eq!((list(31).wallets(), list(31).facts().count), (29, 31));
}

#[test]
fn several_leaves_are_proven_together() {
    let list = list(31);
    let indices: BTreeSet<u32> = list.indices(&wallet(3)).iter().copied().collect();

    let together = list.multiproof(&indices).unwrap();

    let placed = |(index, wallet, amount): &(u32, Address, u64)| {
        (*index, Node::leaf(DISTRIBUTOR.as_array(), *index, wallet.as_array(), *amount))
    };
    let mut leaves: Vec<_> = together.leaves.iter().map(placed).collect();
    assert_eq!(leaves.len(), 3);
    assert!(verify_many(&list.facts().root_node(), 31, &mut leaves, &together.proof));
    assert!(list.multiproof(&BTreeSet::new()).is_none());
    assert!(list.multiproof(&BTreeSet::from([31])).is_none());
}

#[test]
fn shards_hold_every_leaf_once() {
    let list = list(300);
    let mut leaves = 0;
    for part in list.parts() {
        let Part::Shard { number, .. } = part else { continue };
        for indices in list.shard(number) {
            leaves += indices.len();
            let (wallet, _) = list.dataset().entries()[indices[0] as usize];
            let name = hex::encode(wallet);
            assert_eq!(part.path(), format!("proofs/{}.json", &name[62..]));
            let wallet = Address::new_from_array(wallet);
            assert_eq!(Part::shard_with(&wallet, 300), part);
            let json = written(&list, part);
            assert_eq!(leaves_from_shard(&json, &wallet).unwrap(), list.leaves(&wallet));
            assert_eq!(leaves_from_shard(&json, &DISTRIBUTOR).unwrap(), []);
        }
    }
    assert_eq!(leaves, 300);
}

#[test]
fn shards_grow_in_number_not_in_size() {
    for (count, digits) in
        [(1, 2), (25_600, 2), (25_601, 3), (409_600, 3), (1_000_000, 4), (u32::MAX, 7)]
    {
        assert_eq!(nibbles(count), digits, "{count}");
    }
    let mut wallet = [0; 32];
    wallet[29..].copy_from_slice(&[0xab, 0xcd, 0xef]);
    assert_eq!(shard_of(&wallet, 2), 0xef);
    assert_eq!(shard_of(&wallet, 3), 0xdef);
    assert_eq!(shard_of(&wallet, 7), 0x0ab_cdef);
    let address = Address::new_from_array(wallet);
    assert_eq!(Part::shard_with(&address, 30_000).path(), "proofs/def.json");
}

#[test]
fn shards_are_json_with_amounts_as_strings() {
    let rows = [(wallet(1), u64::MAX)];
    let list = List::new(DISTRIBUTOR, Dataset::new(rows).unwrap()).unwrap();
    let json = written(&list, Part::shard_with(&wallet(1), 1));
    let expected = format!(
        "{{\n\"{}\":[{{\"index\":0,\"amount\":\"18446744073709551615\",\"proof\":[]}}]\n}}\n",
        wallet(1)
    );
    assert_eq!(String::from_utf8(json).unwrap(), expected);
    let empty = written(&list, Part::Shard { number: 0, nibbles: 2 });
    assert_eq!(empty, b"{\n}\n");
}

#[test]
fn the_facts_read_back_and_allow_no_other_keys() {
    let list = list(5);
    let json = written(&list, Part::Facts);
    assert_eq!(Facts::from_json(&json).unwrap(), list.facts());

    let text = String::from_utf8(json).unwrap();
    let keys: Vec<_> = text.split('"').skip(1).step_by(2).filter(|key| key.len() < 20).collect();
    assert_eq!(keys, ["distributor", "root", "sum", "count", "depth", "dataset_sha256"]);
    assert!(text.contains("\"sum\": 15,\n  \"count\": 5,\n  \"depth\": 3,\n"), "{text}");
    for (from, to) in [("\"sum\"", "\"sun\""), (": 15", ": -15"), ("{", "{\"more\": 1,")] {
        assert!(Facts::from_json(text.replacen(from, to, 1).as_bytes()).is_err(), "{to}");
    }
    let index: serde_json::Value = serde_json::from_slice(&written(&list, Part::Index)).unwrap();
    assert_eq!(index["root"], hex::encode(list.facts().root));
    assert_eq!((&index["nibbles"], &index["wallets"]), (&2.into(), &5.into()));
}

#[test]
fn the_tree_file_holds_every_node_in_its_place() {
    for count in [1, 2, 3, 5, 300] {
        let list = list(count);
        let bytes = written(&list, Part::Tree);
        assert_eq!(&bytes[..8], b"GSWTREE1");
        assert_eq!(&bytes[8..40], DISTRIBUTOR.as_array());
        assert_eq!(bytes[40..44], count.to_le_bytes());
        let depth = list.facts().depth;
        assert_eq!(bytes[44..48], depth.to_le_bytes());
        let mut at = 48;
        let mut level = count;
        for height in 0..=depth {
            let nodes = if level == 1 { 1 } else { level.next_multiple_of(2) };
            for position in 0..nodes {
                assert_eq!(
                    bytes[at..at + 40],
                    *list.tree().node(height, position).unwrap().bytes()
                );
                at += 40;
            }
            level = level.div_ceil(2);
        }
        assert_eq!(at, bytes.len());
        assert_eq!(bytes[at - 40..at], *list.facts().root_node().bytes());
    }
}
