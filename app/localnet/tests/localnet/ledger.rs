//! a ledger
//! ├── starts without a network
//! │   ├── and takes transactions, which websockets hear of
//! │   ├── and tells whether one was confirmed
//! │   └── and ends though a websocket is open
//! ├── on a port that is taken .............. refuses, and says which option to use
//! ├── on one port for both ................. refuses
//! └── when it is dropped, or stopped ....... its ports are free

use std::{mem, net::TcpListener};

use groundswell_localnet::{HOST, Ledger, Options, key};
use solana_account::Account;
use solana_commitment_config::CommitmentConfig;
use solana_pubsub_client::pubsub_client::PubsubClient;
use solana_rpc_client_api::config::RpcAccountInfoConfig;
use solana_signer::Signer;
use solana_system_interface::instruction::transfer;
use solana_transaction::Transaction;

use crate::given::{NOW, client, ledger, until};

const SOL: u64 = 1_000_000_000;

#[test]
fn takes_transactions_that_websockets_hear_of() {
    let ledger = ledger();
    let client = client(&ledger);
    let (from, to) = (key("from"), key("to").pubkey());
    let purse = Account { lamports: 10 * SOL, ..Account::default() };
    ledger.put(&from.pubkey(), purse.clone()).unwrap();
    ledger.put(&to, purse).unwrap();
    let config = RpcAccountInfoConfig {
        commitment: Some(CommitmentConfig::processed()),
        ..RpcAccountInfoConfig::default()
    };
    let (subscription, told) =
        PubsubClient::account_subscribe(ledger.ws_url(), &to, Some(config)).unwrap();

    let instruction = transfer(&from.pubkey(), &to, SOL);
    let hash = client.get_latest_blockhash().unwrap();
    let payer = from.pubkey();
    let sent = Transaction::new_signed_with_payer(&[instruction], Some(&payer), &[&from], hash);
    let signature = client.send_transaction(&sent).unwrap();

    let heard = until("the websocket tells", || told.try_recv().ok());
    assert_eq!(heard.value.lamports, 11 * SOL);
    assert_eq!(client.get_balance(&to).unwrap(), 11 * SOL);
    let confirmed = CommitmentConfig::confirmed();
    until("it is confirmed", || {
        client
            .confirm_transaction_with_commitment(&signature, confirmed)
            .unwrap()
            .value
            .then_some(())
    });
    ledger.stop().unwrap();
    // To drop it waits for the server to hang up, which it need not do while this process lives.
    mem::forget(subscription);
}

#[test]
fn refuses_ports_that_are_taken() {
    let options = Options::on_free_ports(NOW).unwrap();
    for (port, option) in [(options.rpc_port, "--rpc-port"), (options.ws_port, "--ws-port")] {
        let taken = TcpListener::bind((HOST, port)).unwrap();
        let said = Ledger::start(options).err().unwrap().to_string();
        assert!(said.starts_with(&format!("port {port}, for ")), "{said}");
        assert!(said.contains("is taken by another program"), "{said}");
        assert!(said.ends_with(&format!("choose a port with {option}")), "{said}");
        drop(taken);
    }
    let same = Options { ws_port: options.rpc_port, ..options };
    let said = Ledger::start(same).err().unwrap().to_string();
    assert!(said.contains("expected two ports"), "{said}");
}

#[test]
fn frees_its_ports_when_it_is_stopped_or_dropped() {
    let options = Options::on_free_ports(NOW).unwrap();
    let is_free = |port| TcpListener::bind((HOST, port)).is_ok();

    let ledger = Ledger::start(options).unwrap();
    assert!(!is_free(options.rpc_port) && !is_free(options.ws_port));
    ledger.stop().unwrap();
    assert!(is_free(options.rpc_port) && is_free(options.ws_port));

    drop(Ledger::start(options).unwrap());
    assert!(is_free(options.rpc_port) && is_free(options.ws_port));
}
