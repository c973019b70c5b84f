//! What a wallet shows to claim, as shards and `proof --json` have it.

use std::collections::HashMap;

use groundswell_math::merkle::{NODE_BYTES, Node, verify};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use solana_address::Address;

use super::Facts;

/// One leaf of a wallet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leaf {
    /// Its number.
    pub index: u32,
    /// Base units; as a string of digits, since JavaScript's numbers are too small.
    #[serde(with = "digits")]
    pub amount: u64,
    /// Its siblings from the leaf upwards, each hash and sum, in hex.
    #[serde(with = "nodes")]
    pub proof: Vec<[u8; NODE_BYTES]>,
}

impl Leaf {
    /// Whether this is `wallet`'s leaf on the list with these facts.
    pub fn is_proven(&self, wallet: &Address, facts: &Facts) -> bool {
        let owner = facts.distributor.as_array();
        let leaf = Node::leaf(owner, self.index, wallet.as_array(), self.amount);
        verify(&facts.root_node(), facts.count, 0, leaf, self.index, &self.proof)
    }
}

/// `wallet`'s leaves in a shard's JSON; none if it is not there.
pub fn leaves_from_shard(json: &[u8], wallet: &Address) -> serde_json::Result<Vec<Leaf>> {
    let mut shard: HashMap<String, Vec<Leaf>> = serde_json::from_slice(json)?;
    Ok(shard.remove(&wallet.to_string()).unwrap_or_default())
}

pub(crate) mod digits {
    use super::*;

    pub fn serialize<S: Serializer>(amount: &u64, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(amount)
    }

    pub fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<u64, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(|_| D::Error::custom(format!("\"{text}\" is no amount")))
    }
}

mod nodes {
    use super::*;

    /// In hex, without an allocation for each: a list has millions of them.
    struct Hex<'a>(&'a [u8; NODE_BYTES]);

    impl Serialize for Hex<'_> {
        fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
            let mut text = [0; NODE_BYTES * 2];
            // Two digits for each byte: there is room, and digits are UTF-8.
            let _ = hex::encode_to_slice(self.0, &mut text);
            to.serialize_str(std::str::from_utf8(&text).unwrap_or_default())
        }
    }

    pub fn serialize<S: Serializer>(proof: &[[u8; NODE_BYTES]], to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(proof.iter().map(Hex))
    }

    pub fn deserialize<'a, D: Deserializer<'a>>(
        from: D,
    ) -> Result<Vec<[u8; NODE_BYTES]>, D::Error> {
        let node = |text: String| {
            let mut node = [0; NODE_BYTES];
            let read = hex::decode_to_slice(&text, &mut node);
            let expected = || D::Error::custom(format!("\"{text}\" are not 40 bytes in hex"));
            read.map(|()| node).map_err(|_| expected())
        };
        Vec::<String>::deserialize(from)?.into_iter().map(node).collect()
    }
}
