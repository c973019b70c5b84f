//! vest withdraw
//! ├── the instructions .... decode; the proof verifies; the accounts are the program's
//! ├── what is due ......... from the terms; nothing before the cliff, said with the day: 1
//! ├── options ............. payer, governor and token program stand where they belong
//! └── a wallet without .... a grant: 1; a lost shard is no obstacle

use std::fs;

use groundswell_math::merkle::{self, Node};
use groundswell_sdk::{Address, pda, vesting_program};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{DAY, LOCK, START, START_DATE};
use crate::{
    Desk,
    list::{CREATOR, MINT, wallet},
};

const TOKEN: &str = "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA";
const TOKEN_2022: &str = "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb";

impl Desk {
    fn granted() -> Desk {
        let desk = Desk::new();
        desk.plan("kols", 1, "kol", LOCK, &[(1, 100), (2, 300), (3, 200), (4, 50), (5, 1)]);
        desk
    }
}

/// Bytes from base64, by the definition.
fn bytes(text: &Value) -> Vec<u8> {
    const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let text = text.as_str().unwrap();
    assert_eq!(text.len() % 4, 0, "{text}");
    let bits: String = text
        .trim_end_matches('=')
        .chars()
        .map(|digit| format!("{:06b}", DIGITS.find(digit).unwrap()))
        .collect();
    let byte = |bits: &[u8]| u8::from_str_radix(std::str::from_utf8(bits).unwrap(), 2).unwrap();
    bits.as_bytes().chunks_exact(8).map(byte).collect()
}

/// What an Anchor program knows an instruction by.
fn discriminator(name: &str) -> [u8; 8] {
    *Sha256::digest(format!("global:{name}")).first_chunk().unwrap()
}

/// The accounts of an instruction: name, address, signer, writable.
fn accounts(instruction: &Value) -> Vec<(String, String, bool, bool)> {
    let account = |account: &Value| {
        let text = |key: &str| account[key].as_str().unwrap().to_owned();
        let flag = |key: &str| account[key].as_bool().unwrap();
        (text("name"), text("address"), flag("signer"), flag("writable"))
    };
    instruction["accounts"].as_array().unwrap().iter().map(account).collect()
}

fn expect(instruction: &Value, expected: &[(&str, &dyn ToString, bool, bool)]) {
    let expected: Vec<_> = expected
        .iter()
        .map(|(name, address, signer, writable)| {
            ((*name).to_owned(), address.to_string(), *signer, *writable)
        })
        .collect();
    assert_eq!(accounts(instruction), expected);
}

#[test]
fn the_instructions_are_those_that_pay_the_recipient() {
    let desk = Desk::granted();
    let recipient = wallet(3);
    let at = START + 225 * DAY;
    let words =
        format!("vest withdraw kols --recipient {recipient} --start {START_DATE} --at {at}");
    let answer = desk.answer(&words);

    let [mint, grantor]: [Address; 2] = [MINT, CREATOR].map(|address| address.parse().unwrap());
    let plan = pda::plan(&mint, &grantor, 1);
    let (grant, vault) = (pda::grant(&plan, &recipient), pda::plan_vault(&plan));
    let token: Address = TOKEN.parse().unwrap();
    let (tokens, bump) = pda::associated(&recipient, &mint, &token);
    let system = Address::default();
    // A quarter of 200 tokens.
    assert_eq!((&answer["amount"], &answer["vested"]), (&json!("200000"), &json!("50000")));
    assert_eq!((&answer["index"], &answer["is_sent"]), (&json!(2), &json!(false)));
    assert_eq!(
        (&answer["plan"], &answer["grant"]),
        (&json!(plan.to_string()), &json!(grant.to_string()))
    );
    let [open_account, open_grant, withdraw] = &answer["instructions"].as_array().unwrap()[..]
    else {
        panic!("{answer}")
    };

    assert_eq!(open_account["program"], "ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL");
    assert_eq!(bytes(&open_account["data"]), [1]);
    expect(
        open_account,
        &[
            ("payer", &recipient, true, true),
            ("recipient_tokens", &tokens, false, true),
            ("recipient", &recipient, false, false),
            ("mint", &mint, false, false),
            ("system_program", &system, false, false),
            ("token_program", &TOKEN, false, false),
        ],
    );

    assert_eq!(open_grant["program"], vesting_program::ID.to_string());
    expect(
        open_grant,
        &[
            ("payer", &recipient, true, true),
            ("recipient", &recipient, false, false),
            ("plan", &plan, false, true),
            ("grant", &grant, false, true),
            ("system_program", &system, false, false),
        ],
    );
    let data = bytes(&open_grant["data"]);
    let (head, proof) = data.split_at(8 + 4 + 8 + 4);
    assert_eq!(head[..8], discriminator("open_grant"));
    assert_eq!(head[8..12], 2u32.to_le_bytes());
    assert_eq!(head[12..20], 200_000u64.to_le_bytes());
    assert_eq!(head[20..], 3u32.to_le_bytes(), "five grants are three levels deep");
    let proof: Vec<[u8; 40]> = proof.chunks(40).map(|node| node.try_into().unwrap()).collect();
    let mut root = [0; 32];
    let text = desk.json("kols/plan.json")["root"].clone();
    hex::decode_to_slice(text.as_str().unwrap(), &mut root).unwrap();
    let root = Node::new(root, 651_000);
    let leaf = |amount| Node::leaf(plan.as_array(), 2, recipient.as_array(), amount);
    assert!(merkle::verify(&root, 5, 0, leaf(200_000), 2, &proof));
    assert!(!merkle::verify(&root, 5, 0, leaf(200_001), 2, &proof));

    assert_eq!(withdraw["program"], vesting_program::ID.to_string());
    assert_eq!(bytes(&withdraw["data"]), [&discriminator("withdraw")[..], &[bump]].concat());
    expect(
        withdraw,
        &[
            ("plan", &plan, false, true),
            ("grant", &grant, false, true),
            ("governor", &vesting_program::ID, false, false),
            ("mint", &mint, false, false),
            ("vault", &vault, false, true),
            ("recipient_tokens", &tokens, false, true),
            ("token_program", &TOKEN, false, false),
        ],
    );

    // The same for people.
    let out = desk.run(&words).succeeds();
    for part in [
        "due        50 tokens have vested, less what was withdrawn",
        "1. create_associated_token_account: ",
        "2. open_grant: ",
        "3. withdraw: ",
        "Nothing was sent: name a cluster with --url to send it.",
        "If the plan has a governor, say --governor",
    ] {
        assert!(out.contains(part), "{part}\n{out}");
    }
    for call in [open_account, open_grant, withdraw] {
        assert!(
            out.contains(&format!("   data     {}\n", call["data"].as_str().unwrap())),
            "{out}"
        );
    }
    assert!(!out.contains("disclosure"), "{out}");
}

#[test]
fn options_stand_where_they_belong() {
    let desk = Desk::granted();
    let (payer, governor) = (wallet(90), wallet(91));
    let answer = desk.answer(&format!(
        "vest withdraw kols --recipient {} --payer {payer} --governor {governor} --token-2022",
        wallet(1)
    ));
    assert_eq!((&answer["vested"], &answer["starts_at"]), (&Value::Null, &Value::Null));
    let calls = answer["instructions"].as_array().unwrap();
    for call in &calls[..2] {
        assert_eq!(accounts(call)[0], ("payer".to_owned(), payer.to_string(), true, true));
    }
    assert_eq!(accounts(&calls[2])[2], ("governor".to_owned(), governor.to_string(), false, true));
    assert_eq!(
        (accounts(&calls[0])[5].1.as_str(), accounts(&calls[2])[6].1.as_str()),
        (TOKEN_2022, TOKEN_2022)
    );
    let token_2022: Address = TOKEN_2022.parse().unwrap();
    let (tokens, bump) = pda::associated(&wallet(1), &MINT.parse().unwrap(), &token_2022);
    assert_eq!(accounts(&calls[2])[5].1, tokens.to_string());
    assert_eq!(bytes(&calls[2]["data"]).last(), Some(&bump));
    let out = desk
        .run(&format!("vest withdraw kols --recipient {} --governor {governor}", wallet(1)))
        .succeeds();
    assert!(out.contains("due        not known: --start says when"), "{out}");
    assert!(out.contains("The governor may let out less in this epoch"), "{out}");
}

#[test]
fn nothing_is_due_before_the_cliff() {
    let desk = Desk::granted();
    let words = |at: i64| {
        let (recipient, start) = (wallet(1), START_DATE);
        format!("vest withdraw kols --recipient {recipient} --start {start} --at {at}")
    };
    let said = desk.run(&words(START + 180 * DAY));
    assert_eq!((said.code, said.err.as_str()), (1, ""));
    let due = "due        nothing before 2027-08-28: until then `withdraw` is refused";
    assert!(said.out.contains(due) && said.out.contains("2. open_grant: "), "{}", said.out);
    // 100,000 base units over 180 days: the first after 155.52 seconds.
    assert_eq!(desk.run(&words(START + 180 * DAY + 155)).code, 1);
    let out = desk.run(&words(START + 180 * DAY + 156)).succeeds();
    assert!(out.contains("due        0.001 tokens have vested"), "{out}");
    assert_eq!(desk.answer(&words(START + 360 * DAY))["vested"], "100000");
}

#[test]
fn a_disclosure_is_asked_for_where_the_plan_does() {
    let desk = Desk::new();
    desk.write("kols.csv", &format!("recipient,amount,disclosure\n{},5,yes\n", wallet(1)));
    desk.vest("kols", 1, &format!("--kind kol {LOCK}")).succeeds();
    let words = format!("vest withdraw kols --recipient {} --start 0 --at {START_DATE}", wallet(1));
    let out = desk.run(&words).succeeds();
    assert!(
        out.contains("This plan asks for a disclosure: until the recipient has posted"),
        "{out}"
    );
    assert_eq!(desk.answer(&words)["needs_disclosure"], true);
}

#[test]
fn a_wallet_without_a_grant_is_told_so() {
    let desk = Desk::granted();
    let said = desk.run(&format!("vest withdraw kols --recipient {MINT}"));
    assert_eq!((said.code, said.err.as_str()), (1, ""));
    assert_eq!(said.out, format!("{MINT} has no grant of kols.\n"));
    let said = desk.run(&format!("vest withdraw kols --recipient {MINT} --json"));
    let answer: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((said.code, answer), (1, json!({ "instructions": [] })));
}

#[test]
fn a_lost_shard_is_no_obstacle() {
    let desk = Desk::granted();
    let words = format!("vest withdraw kols --recipient {} --start 0", wallet(2));
    let before = desk.answer(&words)["instructions"].clone();
    fs::remove_dir_all(desk.path("kols/proofs")).unwrap();
    assert_eq!(desk.answer(&words)["instructions"], before);
    let out = desk.run(&words).succeeds();
    assert!(out.contains("note: proofs/") && out.contains(" is lost; worked out from"), "{out}");
    fs::remove_file(desk.path("kols/plan.json")).unwrap();
    desk.run(&words)
        .refuses("cannot read kols/plan.json, expected the folder of a published plan: ");
}

#[test]
fn a_plan_without_its_folder_needs_a_cluster() {
    let desk = Desk::granted();
    desk.run(&format!("vest withdraw nowhere --recipient {MINT}"))
        .shows_usage("expected the plan's address, or the folder that `vest build` wrote");
    desk.run(&format!("vest withdraw {MINT} --recipient {MINT}"))
        .refuses("a plan's address says something only on a cluster: name one with --url");
    desk.run("vest withdraw kols").shows_usage("--recipient <ADDRESS>");
}
