//! Proofs of a launch's lists and plans, as `docs/list.md` lays them out.

use std::{collections::BTreeMap, fs, io, path::Path};

use groundswell_sdk::{Address, math::merkle::Tree};
use serde_json::{Value, json};

use crate::World;

/// Writes `ADDRESS/proofs/` of each into `folder`.
pub fn write(world: &World, folder: &Path) -> io::Result<()> {
    for list in world.lists() {
        one(&folder.join(list.keys.distributor.to_string()), &list.entries, &list.tree)?;
    }
    for plan in world.plans().iter().filter(|plan| !plan.entries.is_empty()) {
        one(&folder.join(plan.keys.plan.to_string()), &plan.entries, &plan.tree())?;
    }
    Ok(())
}

fn one(folder: &Path, entries: &[(Address, u64)], tree: &Tree) -> io::Result<()> {
    let proofs = folder.join("proofs");
    fs::create_dir_all(&proofs)?;
    let mut shards: BTreeMap<u8, BTreeMap<String, Vec<Value>>> = BTreeMap::new();
    for (index, (wallet, amount)) in (0..).zip(entries) {
        let proof = tree.proof(0, index).unwrap_or_default();
        let proof: Vec<String> = proof.iter().map(|node| hex(node.bytes())).collect();
        let leaf = json!({ "index": index, "amount": amount.to_string(), "proof": proof });
        let shard = shards.entry(wallet.to_bytes()[31]).or_default();
        shard.entry(wallet.to_string()).or_default().push(leaf);
    }
    for shard in 0..=u8::MAX {
        let wallets = shards.remove(&shard).unwrap_or_default();
        fs::write(proofs.join(format!("{shard:02x}.json")), json!(wallets).to_string())?;
    }
    fs::write(proofs.join("index.json"), json!({ "nibbles": 2 }).to_string())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
