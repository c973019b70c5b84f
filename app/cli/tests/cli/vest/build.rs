//! vest build
//! ├── a folder ...... a list's files with a proof for every grant, plan.json, unlocks.svg
//! ├── amounts ....... whole tokens or base units, columns in any order: the same plan
//! ├── the table ..... by steps, and by months of a lock
//! └── again ......... replaces what was built, byte for byte the same from the same rows

use std::{collections::HashMap, fs};

use groundswell_math::merkle::{self, Node};
use groundswell_sdk::{Address, pda};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{LOCK, STEPS, is_well_formed};
use crate::{
    Desk,
    list::{CREATOR, MINT, wallet},
};

#[test]
fn a_plan_is_published_with_a_proof_for_every_grant() {
    let desk = Desk::new();
    let amount = |number: u32| 1_000 + u64::from(number) * 7;
    let row = |number| format!("{},yes,{},4_000_000\n", amount(number), wallet(number));
    let rows: String = (0..300).map(row).collect();
    desk.write("vcs.csv", &format!("amount,disclosure,recipient,price\n{rows}"));
    let out = desk.vest("vcs", 9, &format!("--kind vc {LOCK}")).succeeds();

    let [mint, grantor]: [Address; 2] = [MINT, CREATOR].map(|address| address.parse().unwrap());
    let plan = pda::plan(&mint, &grantor, 9);
    let csv: String = (0..300).map(|n| format!("{},{}\n", wallet(n), amount(n))).collect();
    let csv = format!("address,amount\n{csv}");
    assert_eq!(desk.read("vcs/list.csv"), csv);
    let facts = desk.json("vcs/plan.json");
    let total: u64 = (0..300).map(amount).sum();
    assert_eq!(total, 613_950);
    for (key, value) in [
        ("plan", json!(plan.to_string())),
        ("vault", json!(pda::plan_vault(&plan).to_string())),
        ("mint", json!(MINT)),
        ("grantor", json!(CREATOR)),
        ("id", json!("9")),
        ("decimals", json!(0)),
        ("kind", json!("vc")),
        ("total", json!("613950")),
        ("largest", json!("3093")),
        ("count", json!(300)),
        ("dataset_sha256", json!(hex::encode(Sha256::digest(&csv)))),
        ("price", json!("4000000")),
        ("needs_disclosure", json!(true)),
        (
            "schedule",
            json!({ "shape": "linear", "start": 15_552_000, "cliff": 15_552_000, "end": 31_104_000 }),
        ),
    ] {
        assert_eq!(facts[key], value, "{key}");
    }
    assert_eq!(facts.as_object().unwrap().len(), 15, "and the root");
    for line in ["count       300 grants", "price       4,000,000 quote base units", "asked of all"]
    {
        assert!(out.contains(line), "{line}\n{out}");
    }
    assert!(
        out.contains("largest     3,093 base units; may be 5 % of supply, not checked"),
        "{out}"
    );

    let mut root = [0; 32];
    hex::decode_to_slice(facts["root"].as_str().unwrap(), &mut root).unwrap();
    let root = Node::new(root, total);
    let mut seen = 0;
    for (name, content) in desk.files("vcs/proofs") {
        if name.ends_with("index.json") {
            continue;
        }
        let shard: HashMap<Address, Vec<Value>> = parse_shard(&content);
        for (recipient, leaves) in shard {
            let [leaf] = &leaves[..] else { panic!("{recipient} has one grant") };
            let index = leaf["index"].as_u64().unwrap() as u32;
            assert_eq!(
                (recipient, &leaf["amount"]),
                (wallet(index), &json!(amount(index).to_string()))
            );
            let node = |text: &Value| {
                <[u8; 40]>::try_from(hex::decode(text.as_str().unwrap()).unwrap()).unwrap()
            };
            let proof: Vec<_> = leaf["proof"].as_array().unwrap().iter().map(node).collect();
            let leaf = Node::leaf(plan.as_array(), index, recipient.as_array(), amount(index));
            assert!(merkle::verify(&root, 300, 0, leaf, index, &proof), "{index}");
            seen += 1;
        }
    }
    assert_eq!(seen, 300);

    desk.run("list verify vcs").succeeds();
    desk.run(&format!("list proof vcs {}", wallet(7))).succeeds();
    let said = desk.run("list verify vcs");
    assert!(!said.out.contains("no part of the list"), "{}", said.out);
    let svg = desk.read("vcs/unlocks.svg");
    assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\"") && is_well_formed(&svg));
    assert!(svg.contains("613,950 base units unlock from day 0 to day 360: vc 100 %."), "{svg}");
}

fn parse_shard(content: &[u8]) -> HashMap<Address, Vec<Value>> {
    let shard: HashMap<String, Vec<Value>> = serde_json::from_slice(content).unwrap();
    shard.into_iter().map(|(wallet, leaves)| (wallet.parse().unwrap(), leaves)).collect()
}

#[test]
fn whole_tokens_and_base_units_give_the_same_list() {
    let desk = Desk::new();
    let [a, b] = [wallet(1), wallet(2)];
    desk.write(
        "tokens.csv",
        &format!("\u{feff}Price,Recipient,Amount\r\n0.75,{a},1_000.5\r\n# b\r\n0.75,{b},2"),
    );
    desk.write("units.csv", &format!("recipient,amount,price\n{a},1000500,75\n{b},2000,75\n"));
    let kind = format!("--kind team {STEPS}");

    let out = desk.vest("tokens", 1, &format!("{kind} --decimals 3 --quote-decimals 2")).succeeds();
    desk.vest("units", 1, &kind).succeeds();

    for line in [
        "total       1,002.5 tokens (1,002,500 base units)",
        "largest     1,000.5 tokens (1,000,500 base units); no bound on one wallet",
        "price       0.75 quote tokens for the whole sale",
        "disclosure  not asked",
        "\n 90d               250.625         250.625    25 % \n",
        "\n 360d              250.625         1,002.5   100 % \n",
    ] {
        assert!(out.contains(line), "{line}\n{out}");
    }
    let [mut tokens, units] =
        ["tokens", "units"].map(|name| desk.json(&format!("{name}/plan.json")));
    assert_eq!((&tokens["decimals"], &units["decimals"]), (&json!(3), &json!(0)));
    tokens["decimals"] = json!(0);
    assert_eq!(tokens, units);
    assert_eq!(
        units["schedule"]["steps"][1],
        json!({ "vests_at": 180 * 86_400, "share_bps": 5_000 })
    );
    assert_eq!(desk.read("tokens/list.csv"), desk.read("units/list.csv"));
}

#[test]
fn a_lock_is_shown_from_its_cliff_to_its_end() {
    let desk = Desk::new();
    desk.write("team.csv", &format!("recipient,amount\n{},1_000\n", wallet(1)));
    let out = desk.vest("team", 1, "--kind team --cliff 10d --linear 100d").succeeds();
    let table: Vec<Vec<&str>> = out
        .lines()
        .skip_while(|line| !line.contains("after the start"))
        .skip(2)
        .take_while(|line| !line.contains('─'))
        .map(|line| line.split_whitespace().collect())
        .collect();
    // Nothing at the cliff, then 300 of 1,000 in each 30 of 100 days.
    let expected = [
        ["10d", "0", "0", "0", "%"],
        ["40d", "300", "300", "30", "%"],
        ["70d", "300", "600", "60", "%"],
        ["100d", "300", "900", "90", "%"],
        ["110d", "100", "1,000", "100", "%"],
    ];
    assert_eq!(table, expected);
    assert!(out.contains("price       0, a gift"), "{out}");
    // However long it is, few rows show it.
    let out = desk.vest("team", 1, "--kind team --cliff 0d --linear 7300d").succeeds();
    assert!(out.lines().filter(|line| line.contains(" %")).count() <= 25, "{out}");
}

#[test]
fn one_wallet_of_a_kind_gets_a_bounded_share() {
    for (kind, most) in [("kol", 10_000), ("vc", 50_000)] {
        let desk = Desk::new();
        let options = format!("--kind {kind} {LOCK} --decimals 1 --supply 100_000");
        desk.write("rows.csv", &format!("recipient,amount\n{},{}\n", wallet(1), most / 10));
        let out = desk.vest("rows", 1, &options).succeeds();
        assert!(out.contains(&format!("at most {} % of supply, checked", most / 10_000)), "{out}");
        desk.write("rows.csv", &format!("recipient,amount\n{},{}.1\n", wallet(1), most / 10));
        desk.vest("rows", 1, &options).refuses(&format!(
            "rows.csv:2: `amount` is {} base units, above the {} % of supply that one wallet of \
             this kind may get ({most}): lower it",
            most + 1,
            most / 10_000
        ));
        // Others are bounded by the supply alone.
        desk.vest("rows", 1, &options.replace(kind, "team")).succeeds();
    }
}

#[test]
fn building_again_replaces_what_was_built() {
    let desk = Desk::new();
    let grants: Vec<_> = (0..50).map(|number| (number, 5 + u64::from(number))).collect();
    desk.plan("kols", 1, "kol", LOCK, &grants);
    let before = desk.files("kols");
    assert_eq!(before.len(), 5 + 1 + 256);

    desk.plan("kols", 1, "kol", LOCK, &grants);
    assert_eq!(desk.files("kols"), before);

    desk.plan("kols", 1, "kol", STEPS, &grants[1..]);
    let after = desk.files("kols");
    assert_eq!(after.len(), before.len());
    assert_eq!(desk.json("kols/plan.json")["count"], 49);
    desk.run("list verify kols").succeeds();

    // From its own canonical CSV, in place: amounts are base units there.
    let given = format!("--mint {MINT} --grantor {CREATOR} --id 1 --kind kol {STEPS}");
    desk.run(&format!("vest build kols/list.csv {given} --out kols")).succeeds();
    let again = desk.files("kols");
    for (name, content) in &after {
        let shows_decimals = name.ends_with("plan.json") || name.ends_with("unlocks.svg");
        assert!(shows_decimals || again[name] == *content, "{name}");
    }
    assert_eq!(desk.names(), ["kols", "kols.csv"]);
}

#[test]
fn what_an_interrupted_build_left_is_no_obstacle() {
    let desk = Desk::new();
    fs::create_dir_all(desk.path("kols/.list-x/new")).unwrap();
    desk.plan("kols", 1, "kol", LOCK, &[(1, 5)]);
    assert!(!desk.path("kols/.list-x").exists());
    fs::remove_file(desk.path("kols/plan.json")).unwrap();
    fs::remove_file(desk.path("kols/list.json")).unwrap();
    desk.plan("kols", 1, "kol", LOCK, &[(1, 5)]);
}
