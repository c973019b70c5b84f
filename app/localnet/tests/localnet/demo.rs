//! the demo
//! ├── in every phase: the launch is where it should be, and localnet.json names all of it
//! ├── its totals are exact, and the same on two starts
//! ├── takes the contribution of a visitor, which websockets hear of
//! └── of a file whose sale is gated ....... refuses

use std::{fs, mem, path::Path};

use groundswell_localnet::{Args, Facts, Localnet, Phase, key};
use groundswell_sdk::{
    Address,
    launch::{LaunchKeys, decode_contribution, decode_launch},
    list::List,
    math::phase::Phase as Stage,
    pda,
    program::{ContributeArgs, state::Launch},
};
use solana_account_decoder_client_types::UiAccountEncoding;
use solana_commitment_config::CommitmentConfig;
use solana_pubsub_client::pubsub_client::PubsubClient;
use solana_rpc_client::rpc_client::RpcClient;
use solana_rpc_client_api::config::RpcAccountInfoConfig;
use solana_signer::Signer;
use solana_transaction::Transaction;
use tempfile::TempDir;

use crate::given::{args, client, clock, until};

/// A small crowd that pays the minimum all the same.
const CROWD: u32 = 20;

pub fn demo(phase: Phase) -> (Localnet, TempDir) {
    let folder = TempDir::new().unwrap();
    let args = Args { bare: false, phase, contributors: CROWD, speed: 0.0, ..args(&folder) };
    (Localnet::start(&args, &mut |_| {}).unwrap(), folder)
}

pub fn launch(client: &RpcClient, facts: &Facts) -> Launch {
    let at = address(&facts.launch.as_ref().unwrap().address);
    decode_launch(&client.get_account_data(&at).unwrap()).unwrap()
}

pub fn address(text: &str) -> Address {
    text.parse().unwrap()
}

#[test]
fn is_in_the_phase_that_was_asked_for() {
    for (phase, stage) in [
        (Phase::Before, Stage::Sealed),
        (Phase::Sale, Stage::Open),
        (Phase::Ended, Stage::Closed),
        (Phase::Settled, Stage::Settled),
        (Phase::Vesting, Stage::Settled),
        (Phase::Buyback, Stage::Settled),
    ] {
        let (localnet, _folder) = demo(phase);
        let (client, facts) = (client(&localnet.ledger), localnet.facts());

        let found = launch(&client, &facts);

        assert_eq!(found.phase(clock(&client).0), stage, "{phase:?}");
        assert_eq!(found.tokens_paid > 0, phase >= Phase::Vesting, "{phase:?}");
        let named = facts.launch.unwrap();
        let tender = pda::tender(&address(&named.mandate), 0);
        assert_eq!(client.get_account(&tender).is_ok(), phase == Phase::Buyback, "{phase:?}");
        assert_eq!(named.phase, phase.name());
        let at = named.lists.values().chain(named.plans.values());
        for list in at {
            assert!(client.get_account(&address(&list.address)).is_ok());
            assert_list(&localnet.folder().join(&list.folder), &list.address);
        }
        for at in [&named.mint, &named.stream, &named.mandate] {
            assert!(client.get_account(&address(at)).is_ok());
        }
        assert!(localnet.folder().join(&named.file).is_file());
    }
}

/// A published list is of the account that it is said to be of.
fn assert_list(folder: &Path, at: &str) {
    let facts = fs::read(folder.join("list.json")).unwrap();
    let facts: serde_json::Value = serde_json::from_slice(&facts).unwrap();
    assert_eq!(facts["distributor"], at);
    for part in ["list.csv", "tree.bin", "proofs/index.json"] {
        assert!(folder.join(part).is_file(), "{part}");
    }
    let csv = fs::File::open(folder.join("list.csv")).unwrap();
    let dataset = groundswell_sdk::list::Dataset::read(csv, 0).unwrap();
    let list = List::new(address(at), dataset).unwrap();
    assert_eq!(facts["root"], hex(&list.facts().root));
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn has_exact_totals_that_are_the_same_on_two_starts() {
    let starts = [demo(Phase::Sale), demo(Phase::Sale)].map(|(localnet, _folder)| {
        let client = client(&localnet.ledger);
        let found = launch(&client, &localnet.facts());

        let demo = localnet.demo.as_ref().unwrap();
        assert_eq!(found.deposited, demo.contributed());
        assert_eq!(found.contributors, u64::from(CROWD / 2));
        let vault = client.get_token_account_balance(&found.quote_vault).unwrap();
        assert_eq!(vault.amount, found.deposited.to_string());
        let came = demo.crowd().iter().take(CROWD as usize / 2);
        for who in came {
            let at = LaunchKeys::of(&found).contribution(&who.address);
            let data = client.get_account_data(&at).unwrap();
            assert_eq!(decode_contribution(&data).unwrap().amount.get(), who.amount);
            let left = client.get_token_account_balance(&who.quote).unwrap();
            assert_eq!(left.amount, who.amount.to_string());
        }
        assert_eq!(clock(&client).0, found.opens_at + (found.closes_at - found.opens_at) / 2);
        (localnet.facts().launch, found.deposited, demo.crowd().to_vec())
    });
    assert_eq!(starts[0], starts[1]);
}

#[test]
fn takes_a_visitors_contribution_that_websockets_hear_of() {
    let (localnet, _folder) = demo(Phase::Sale);
    let (client, facts) = (client(&localnet.ledger), localnet.facts());
    let before = launch(&client, &facts);
    let keys = LaunchKeys::of(&before);
    let config = RpcAccountInfoConfig {
        commitment: Some(CommitmentConfig::processed()),
        encoding: Some(UiAccountEncoding::Base64),
        ..RpcAccountInfoConfig::default()
    };
    let (subscription, told) =
        PubsubClient::account_subscribe(&facts.ws, &keys.at.launch, Some(config)).unwrap();

    let visitor = key("visitor 1");
    let quote = address(facts.wallets["visitor 1"].quote.as_ref().unwrap());
    let (who, amount) = (visitor.pubkey(), 1_000_000_000);
    let contribution = ContributeArgs { amount, tick: 0, proof: None };
    let contribute = keys.contribute(who, who, quote, None, contribution);
    let hash = client.get_latest_blockhash().unwrap();
    let sent = Transaction::new_signed_with_payer(&[contribute], Some(&who), &[&visitor], hash);
    client.send_transaction(&sent).unwrap();

    let heard = until("the websocket tells", || told.try_recv().ok());
    let heard = decode_launch(&heard.value.data.decode().unwrap()).unwrap();
    assert_eq!(heard.deposited, before.deposited + amount);
    assert_eq!(launch(&client, &facts).contributors, before.contributors + 1);
    localnet.stop().unwrap();
    // To drop it waits for the server to hang up, which it need not do while this process lives.
    mem::forget(subscription);
}

#[test]
fn refuses_a_sale_its_crowd_cannot_take_part_in() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("gated.toml");
    let level = include_str!("../../../../examples/level.toml");
    let gate = format!("{level}\n[sale.gate]\nco_signer = \"{}\"\n", key("gate").pubkey());
    fs::write(&file, gate).unwrap();
    let args = Args { bare: false, file: Some(file), ..args(&folder) };

    let said = Localnet::start(&args, &mut |_| {}).err().unwrap().to_string();
    assert!(said.contains("take its gate out of the file"), "{said}");
}
