//! `groundswell` against the local ledger
//! ├── launch ........ makes the demo's launch on a bare ledger, to the seal; again: nothing to do
//! ├── status ........ finds it
//! ├── contribute .... books a visitor's contribution
//! └── claim ......... pays a contributor of a settled sale

use std::{ffi::OsString, path::Path, process::ExitCode};

use groundswell_localnet::{Facts, Localnet, Phase, key};
use groundswell_sdk::{launch::decode_launch, pda::LaunchAddresses};
use solana_signer::Signer;
use tempfile::TempDir;

use crate::{
    demo::{address, demo, launch},
    given::{args, client},
};

#[test]
fn launch_makes_a_launch_and_does_nothing_twice() {
    let (model, _folder) = demo(Phase::Before);
    let file = model.folder().join("launch/launch.toml");
    let opens_at = model.facts().launch.unwrap().opens_at;
    let folder = TempDir::new().unwrap();
    let bare = Localnet::start(&args(&folder), &mut |_| {}).unwrap();
    bare.ledger.clock().set(opens_at - 86_400).unwrap();
    let file = file.to_str().unwrap();

    assert_eq!(run(&bare, "creator", &["launch", file]), ExitCode::SUCCESS);

    let at = LaunchAddresses::of(&key("creator").pubkey(), 0).launch;
    let made = || client(&bare.ledger).get_account_data(&at).unwrap();
    let before = made();
    assert!(decode_launch(&before).unwrap().is_sealed.get());
    assert_eq!(run(&bare, "creator", &["launch", file]), ExitCode::SUCCESS);
    assert_eq!(made(), before);
}

#[test]
fn status_and_contribute_find_the_sale_that_is_open() {
    let (localnet, _folder) = demo(Phase::Sale);
    let (client, facts) = (client(&localnet.ledger), localnet.facts());
    let (at, before) = (of(&facts), launch(&client, &facts));

    assert_eq!(run(&localnet, "visitor 1", &["status", &at]), ExitCode::SUCCESS);
    assert_eq!(run(&localnet, "visitor 1", &["contribute", &at, "250"]), ExitCode::SUCCESS);

    assert_eq!(launch(&client, &facts).deposited, before.deposited + 250_000_000);
    // Nobody settled it.
    assert_eq!(run(&localnet, "visitor 1", &["claim", &at]), ExitCode::FAILURE);
}

#[test]
fn claim_pays_a_contributor() {
    let (localnet, _folder) = demo(Phase::Settled);
    let (client, facts) = (client(&localnet.ledger), localnet.facts());
    let who = address(&facts.wallets["contributor 1"].address);

    assert_eq!(run(&localnet, "contributor 1", &["claim", &of(&facts)]), ExitCode::SUCCESS);

    let found = launch(&client, &facts);
    let keys = groundswell_sdk::launch::LaunchKeys::of(&found);
    let got = client.get_token_account_balance(&keys.base_account(&who).0).unwrap();
    assert_eq!(got.amount, found.tokens_paid.to_string());
    assert!(found.tokens_paid > 0);
}

fn of(facts: &Facts) -> String {
    facts.launch.as_ref().unwrap().address.clone()
}

/// Runs a command as a wallet of the ledger. Nothing is read from the settings of who runs the tests.
fn run(localnet: &Localnet, wallet: &str, words: &[&str]) -> ExitCode {
    let keypair: &Path = &localnet.wallet(wallet).unwrap().file;
    let (url, keypair) = (localnet.ledger.rpc_url(), keypair.to_str().unwrap());
    let cluster = ["--url", &url, "--keypair", keypair, "--commitment", "processed"];
    let words = ["groundswell"].iter().chain(words).chain(&cluster);
    groundswell::run(words.map(OsString::from))
}
