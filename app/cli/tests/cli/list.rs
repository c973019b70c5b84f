//! list
//! ├── build .... a folder that verifies, with a proof for every leaf; see also list/refused.rs
//! ├── verify ... see list/verify.rs
//! ├── proof .... from the shard; from list.csv where that is lost or wrong; exit 1 if not listed
//! └── stats .... of a folder and of a CSV, for people and machines, with a picture

mod refused;
mod verify;

use std::{collections::HashMap, fs};

use groundswell_math::merkle::{self, Node};
use groundswell_sdk::Address;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::{Desk, Said};

pub(crate) const MINT: &str = "ExVLQfxMe4qcW3J6NTPyBxwJ7H3Khp4N7yeHLZgpE1EZ";
pub(crate) const CREATOR: &str = "3jYBF9uGrtKi5McF7vzYFkSENqnhULZYyE9g3sMKHAXR";

/// A wallet that is the same on every run.
pub(crate) fn wallet(number: u32) -> Address {
    Address::new_from_array(Sha256::digest(number.to_le_bytes()).into())
}

/// The amount of row `index`: a few large, many small.
fn amount(index: u32) -> u64 {
    1 + 1_000_000_000 / u64::from(index + 1)
}

/// Where the list is that is made from the desk's `rows.csv`.
fn given() -> String {
    format!("--mint {MINT} --creator {CREATOR} --id 7")
}

impl Desk {
    /// Puts a CSV of `count` rows here, where every hundredth is of the same wallet, and builds
    /// the list from it.
    fn list(count: u32) -> Desk {
        let desk = Desk::new();
        let row = |index| {
            let wallet = if index % 100 == 3 { wallet(3) } else { wallet(index) };
            format!("{wallet},{}\n", amount(index))
        };
        let rows: String = (0..count).map(row).collect();
        desk.write("rows.csv", &format!("address,amount\n{rows}"));
        desk.build().succeeds();
        desk
    }

    fn build(&self) -> Said {
        self.run(&format!("list build rows.csv {} --out list", given()))
    }

    pub(crate) fn write(&self, name: &str, content: &str) {
        fs::write(self.path(name), content).unwrap();
    }

    /// Replaces a part of a file; the first time it stands there.
    pub(crate) fn change(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{name}: {from}");
        self.write(name, &text.replacen(from, to, 1));
    }

    pub(crate) fn json(&self, name: &str) -> Value {
        serde_json::from_str(&self.read(name)).unwrap()
    }

    /// Every file below a folder with its content.
    pub(crate) fn files(&self, folder: &str) -> HashMap<String, Vec<u8>> {
        let mut files = HashMap::new();
        for entry in fs::read_dir(self.path(folder)).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{folder}/{}", entry.file_name().into_string().unwrap());
            match entry.file_type().unwrap().is_dir() {
                true => files.extend(self.files(&name)),
                false => drop(files.insert(name, fs::read(entry.path()).unwrap())),
            }
        }
        files
    }
}

#[test]
fn ten_thousand_rows_are_published_with_a_proof_for_each() {
    let count = 10_000;
    let desk = Desk::list(count);
    let facts = desk.json("list/list.json");

    let csv = fs::read(desk.path("list/list.csv")).unwrap();
    assert_eq!(csv, fs::read(desk.path("rows.csv")).unwrap(), "it was canonical before");
    assert_eq!(facts["dataset_sha256"], hex::encode(Sha256::digest(&csv)));
    assert_eq!((&facts["count"], &facts["depth"]), (&10_000.into(), &14.into()));
    let sum: u64 = (0..count).map(amount).sum();
    assert_eq!(facts["sum"], sum);
    let distributor: Address = facts["distributor"].as_str().unwrap().parse().unwrap();
    let [mint, creator] = [MINT, CREATOR].map(|address| address.parse().unwrap());
    assert_eq!(distributor, groundswell_sdk::pda::distributor(&mint, &creator, 7).0);

    let mut root = [0; 32];
    hex::decode_to_slice(facts["root"].as_str().unwrap(), &mut root).unwrap();
    let root = Node::new(root, sum);
    let nibbles = desk.json("list/proofs/index.json")["nibbles"].as_u64().unwrap() as usize;
    let mut seen = vec![false; count as usize];
    for (name, content) in desk.files("list/proofs") {
        if name.ends_with("index.json") {
            continue;
        }
        let shard: HashMap<String, Value> = serde_json::from_slice(&content).unwrap();
        for (wallet, leaves) in shard {
            let wallet: Address = wallet.parse().unwrap();
            let digits = hex::encode(wallet.as_array());
            assert_eq!(name, format!("list/proofs/{}.json", &digits[64 - nibbles..]));
            for leaf in leaves.as_array().unwrap() {
                let index = leaf["index"].as_u64().unwrap() as u32;
                let amount: u64 = leaf["amount"].as_str().unwrap().parse().unwrap();
                assert_eq!(amount, self::amount(index));
                let node = |text: &Value| {
                    <[u8; 40]>::try_from(hex::decode(text.as_str().unwrap()).unwrap()).unwrap()
                };
                let proof: Vec<_> = leaf["proof"].as_array().unwrap().iter().map(node).collect();
                let leaf = Node::leaf(distributor.as_array(), index, wallet.as_array(), amount);
                assert!(merkle::verify(&root, count, 0, leaf, index, &proof), "{index}");
                assert!(!seen[index as usize], "{index} twice");
                seen[index as usize] = true;
            }
        }
    }
    assert!(seen.iter().all(|seen| *seen));
}

#[test]
fn whole_tokens_and_base_units_give_the_same_list() {
    let desk = Desk::new();
    let [a, b] = [wallet(1), wallet(2)];
    desk.write("tokens.csv", &format!("\u{feff}address,amount\r\n{a},1_000.5\r\n\r\n# b\r\n{b},2"));
    desk.write("units.csv", &format!("address,amount\n{a},1000500\n{b},2000\n"));

    let out = desk
        .run(&format!("list build tokens.csv {} --out tokens --decimals 3", given()))
        .succeeds();
    desk.run(&format!("list build units.csv {} --out units", given())).succeeds();

    assert!(out.contains("1,002.5 tokens (1,002,500 base units)"), "{out}");
    assert!(out.contains("2 leaves of 2 wallets") && out.contains("1 of 8,192 leaves"), "{out}");
    assert!(out.contains("list verify tokens --mint ExVLQ"), "{out}");
    assert_eq!(desk.read("tokens/list.csv"), desk.read("units.csv"));
    let moved = |(name, content): (String, Vec<u8>)| (name.replacen("tokens", "units", 1), content);
    let tokens: HashMap<_, _> = desk.files("tokens").into_iter().map(moved).collect();
    assert_eq!(tokens, desk.files("units"));
}

#[test]
fn building_again_replaces_what_was_built() {
    let desk = Desk::list(300);
    let before = desk.files("list");

    desk.build().succeeds();
    assert_eq!(desk.files("list"), before);

    desk.change("rows.csv", "\n", &format!("\n{},5\n", wallet(9_999)));
    desk.build().succeeds();
    assert_ne!(desk.files("list"), before);
    desk.run("list verify list").succeeds();
    // From its own canonical CSV, in place, whatever else is gone.
    let before = desk.files("list");
    for lost in ["list/list.json", "list/tree.bin"] {
        fs::remove_file(desk.path(lost)).unwrap();
    }
    fs::remove_dir_all(desk.path("list/proofs")).unwrap();
    desk.run(&format!("list build list/list.csv {} --out list", given())).succeeds();
    assert_eq!(desk.files("list"), before);
    assert_eq!(desk.names(), ["list", "rows.csv"]);
}

#[test]
fn a_wallet_finds_its_leaves_and_proofs() {
    let desk = Desk::list(300);
    let out = desk.run(&format!("list proof list {}", wallet(3))).succeeds();
    let sum = [3, 103, 203].map(amount).iter().sum::<u64>();
    assert_eq!(sum, 264_517_347, "{out}");
    for part in ["264,517,347 base units in 3 leaves", "\nleaf 103: ", "page 0, slot 203"] {
        assert!(out.contains(part), "{part}\n{out}");
    }
    assert_eq!(out.lines().filter(|line| line.starts_with("  ") && line.len() > 66).count(), 27);

    let out = desk.run(&format!("list proof list {} --json", wallet(3))).succeeds();
    let answer: Value = serde_json::from_str(&out).unwrap();
    let shard = answer["source"].as_str().unwrap();
    assert_eq!(shard, format!("proofs/{:02x}.json", wallet(3).as_array()[31]));
    assert_eq!(answer["leaves"], desk.json(&format!("list/{shard}"))[wallet(3).to_string()]);

    let said = desk.run(&format!("list proof list {MINT}"));
    assert_eq!((said.code, said.err.as_str()), (1, ""));
    let words = format!("{MINT} is not on this list of 300 rows (proofs/");
    assert!(said.out.starts_with(&words), "{}", said.out);
    let said = desk.run(&format!("list proof list {MINT} --json"));
    assert_eq!(said.code, 1);
    let answer: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(answer["leaves"], Value::Array(vec![]));
}

#[test]
fn a_wallets_proof_survives_its_file() {
    let desk = Desk::list(300);
    let shard = format!("list/proofs/{:02x}.json", wallet(5).as_array()[31]);
    let leaves = |desk: &Desk| {
        let out = desk.run(&format!("list proof list {} --json", wallet(5))).succeeds();
        let answer: Value = serde_json::from_str(&out).unwrap();
        (answer["source"].clone(), answer["leaves"].clone())
    };
    let (_, right) = leaves(&desk);
    let good = desk.read(&shard);
    let other = good.replace(&wallet(5).to_string(), &wallet(6).to_string());
    let more = good.replace(&format!("\"{}\"", amount(5)), &format!("\"{}\"", amount(4)));
    for bad in ["{", "{}", &other, &more] {
        desk.write(&shard, bad);
        assert_eq!(leaves(&desk), ("list.csv".into(), right.clone()), "{bad}");
    }
    fs::remove_dir_all(desk.path("list/proofs")).unwrap();
    assert_eq!(leaves(&desk), ("list.csv".into(), right));
    let out = desk.run(&format!("list proof list {}", wallet(5))).succeeds();
    assert!(out.contains(".json is lost; worked out from list.csv."), "{out}");

    desk.change("list/list.csv", ",200000001", ",200000002");
    let name = shard.as_str();
    desk.run(&format!("list proof list {}", wallet(5)))
        .refuses(&format!("{name} is lost: list/list.csv is not the list of list.json"));
    fs::remove_file(desk.path("list/list.csv")).unwrap();
    desk.run(&format!("list proof list {}", wallet(5)))
        .refuses(&format!("{name} is lost: cannot read list/list.csv, expected a CSV file: "));
    desk.run(&format!("list proof nowhere {MINT}"))
        .refuses("cannot read nowhere/list.json, expected the folder of a published list: ");
    desk.run("list proof list nobody")
        .shows_usage("expected a Solana address (32 bytes in base58)");
}

#[test]
fn figures_are_those_of_the_rows() {
    let desk = Desk::list(1_000);
    let out = desk.run("list stats list --decimals 6 --svg curve.svg").succeeds();
    for line in [
        "count       1,000 leaves of 991 wallets",
        "duplicates  1 wallet has more than one leaf",
        "largest     1,000.000001 tokens",
        "top 1       13.4 % (1,000.000001 tokens, 1 wallet)",
        "top 1 %     39.5 % (",
        "tokens, 10 wallets)",
        "dust        0 leaves below 1 tokens",
        "  10  ████████████████████████████████████████  ",
        "wrote curve.svg",
    ] {
        assert!(out.contains(line), "{line}\n{out}");
    }
    assert!(desk.read("curve.svg").starts_with("<svg xmlns="));

    let figures = |words: &str| -> Value {
        serde_json::from_str(&desk.run(&format!("list stats {words} --json")).succeeds()).unwrap()
    };
    let of_folder = figures("list --dust 1100000");
    assert_eq!(of_folder, figures("rows.csv --dust 1_100_000"), "of the CSV as well");
    let (leaves, below) = (&of_folder["dust"]["leaves"], &of_folder["dust"]["below"]);
    assert_eq!((leaves, below), (&91.into(), &"1100000".into()));
    assert_eq!(of_folder["largest"]["wallet"], wallet(0).to_string());
    assert_eq!(of_folder["sum"], (0..1_000).map(amount).sum::<u64>().to_string());
    assert!(figures("list").get("dust").is_none());
    // A CSV's amounts are tokens if it has decimals, as for `build`.
    assert_eq!(figures("rows.csv --decimals 2")["largest"]["amount"], "100000000100");
    desk.run("list stats list --dust few").refuses("--dust is \"few\", expected a plain decimal");
    desk.run("list stats list --decimals 19").refuses("--decimals is 19, expected 0 to 18");
    desk.run("list stats none.csv").refuses("cannot read none.csv, expected a CSV file: ");
}
