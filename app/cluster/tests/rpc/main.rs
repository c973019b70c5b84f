//! a ledger over JSON-RPC
//! ├── reading ......... accounts, program accounts, clock, rent, as the ledger itself has them
//! ├── sending ......... a transaction arrives, is confirmed, and costs what was said
//! ├── a dry run ....... says what would change
//! └── a refusal ....... is in the program's own words

#![allow(clippy::unwrap_used)]

mod server;

use groundswell_cluster::{
    Chain, ChainError, Embedded, Rpc,
    chain::Filter,
    send::{Call, Mode, Price, Sender, Sent},
    view::LaunchView,
};
use groundswell_sdk::{Address, pda, vesting::GovernorKeys, vesting_program::CreateGovernorArgs};
use solana_account::Account;
use solana_commitment_config::CommitmentConfig;
use solana_instruction::{AccountMeta, Instruction};
use solana_keypair::Keypair;
use solana_signer::Signer;

const SOL: u64 = 1_000_000_000;
const NOW: i64 = 1_800_000_000;
const SYSTEM_PROGRAM: Address = Address::new_from_array([0; 32]);
const TOKEN: Address = spl_token_interface::ID;

fn key(number: u8) -> Keypair {
    Keypair::new_from_array([number; 32])
}

fn at(number: u8) -> Address {
    key(number).pubkey()
}

fn account(data: Vec<u8>, owner: Address) -> Account {
    Account { lamports: SOL, data, owner, ..Account::default() }
}

/// A payer with ten SOL, a mint, and three accounts of a program.
fn ledger() -> Embedded {
    let ledger = Embedded::new().unwrap();
    ledger.warp(NOW);
    ledger.endow(&at(1), 10 * SOL).unwrap();
    let mut mint = vec![0; 82];
    (mint[44], mint[45]) = (6, 1);
    ledger.set(&at(2), account(mint, TOKEN)).unwrap();
    for (number, owner) in [(10, 1), (11, 2), (12, 1)] {
        let data = [&[7; 8][..], at(owner).as_ref(), &[number]].concat();
        ledger.set(&at(number), account(data, at(9))).unwrap();
    }
    ledger
}

fn rpc() -> Rpc {
    Rpc::new(&server::serve(ledger), CommitmentConfig::confirmed())
}

fn transfer(lamports: u64) -> Call {
    let accounts = vec![AccountMeta::new(at(1), true), AccountMeta::new(at(3), false)];
    let data = [&2u32.to_le_bytes()[..], &lamports.to_le_bytes()].concat();
    Call::new("pay", vec![Instruction { program_id: SYSTEM_PROGRAM, accounts, data }])
}

#[test]
fn what_is_read_is_what_the_ledger_has() {
    let (rpc, same) = (rpc(), ledger());
    let asked: Vec<Address> = (1..=120).map(at).collect();
    assert_eq!(rpc.accounts(&asked).unwrap(), same.accounts(&asked).unwrap());
    assert_eq!(rpc.account(&at(99)).unwrap(), None);
    assert_eq!(rpc.lamports(&at(1)).unwrap(), 10 * SOL);
    for filters in [vec![], vec![Filter::address(8, &at(1))], vec![Filter::Size(41)]] {
        let found = rpc.program_accounts(&at(9), &filters).unwrap();
        assert_eq!(found, same.program_accounts(&at(9), &filters).unwrap());
    }
    assert_eq!(rpc.program_accounts(&at(9), &[Filter::address(8, &at(1))]).unwrap().len(), 2);
    assert_eq!(rpc.now().unwrap(), NOW);
    assert_eq!(rpc.rent(165).unwrap(), same.rent(165).unwrap());
    assert_eq!(rpc.genesis().unwrap(), same.genesis().unwrap());
    let missing = LaunchView::read(&rpc, &at(5)).err().unwrap().to_string();
    let words = format!("there is no launch at {} on {}", at(5), rpc.place());
    assert!(missing.starts_with(&words), "{missing}");
}

#[test]
fn what_is_sent_arrives_and_costs_what_was_said() {
    let rpc = rpc();
    let sender = Sender::new(&rpc, Price { unit_price: 1_000_000 }, Mode::Send);
    let done = sender.send(&transfer(SOL), &[&key(1)], &mut |_| Ok(())).unwrap();
    assert_eq!(rpc.lamports(&at(3)).unwrap(), SOL);
    assert_eq!(rpc.lamports(&at(1)).unwrap(), 9 * SOL - done.fee);
    let pending = groundswell_cluster::send::Pending { signature: done.signature, last_height: 0 };
    assert!(sender.settle(&transfer(SOL), &pending).unwrap());
}

#[test]
fn a_dry_run_says_what_would_change() {
    let rpc = rpc();
    let sender = Sender::new(&rpc, Price::default(), Mode::DryRun);
    let Sent::Preview(preview) = sender.run(&transfer(SOL), &at(1), &[]).unwrap() else {
        panic!("it was sent")
    };
    let changed: Vec<_> = preview.changes.iter().map(|it| (it.at, it.lamports())).collect();
    let spent = -i128::from(SOL) - i128::from(preview.fee);
    assert_eq!(changed, [(at(1), spent), (at(3), i128::from(SOL))]);
    assert_eq!(rpc.lamports(&at(3)).unwrap(), 0);
}

#[test]
fn a_program_refuses_in_its_own_words() {
    let rpc = rpc();
    let (creator, mint) = (at(1), at(2));
    let governor = pda::governor(&mint, &creator, 1);
    let keys = GovernorKeys { creator, rent_payer: creator, mint, governor };
    // An epoch of no length.
    let args = CreateGovernorArgs { id: 1, epoch_seconds: 0, limit: 1, seats: 1 };
    let call = Call::new("create_governor", vec![keys.create_governor(args)]);

    let sender = Sender::new(&rpc, Price::default(), Mode::Send);
    let said = sender.send(&call, &[&key(1)], &mut |_| Ok(())).unwrap_err().to_string();

    assert!(said.starts_with("the vesting program refused `create_governor`: "), "{said}");
    let other = rpc.send(&solana_transaction::Transaction::default()).unwrap_err();
    assert!(matches!(other, ChainError::Refused { .. }), "{other}");
}
