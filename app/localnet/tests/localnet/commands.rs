//! `groundswell` against the local ledger
//! ├── launch ........ makes the demo's launch on a bare ledger, to the seal; again: nothing to do
//! ├── status ........ finds it
//! ├── contribute .... books a visitor's contribution
//! ├── claim ......... pays a contributor of a settled sale
//! ├── list claim .... pays a visitor its airdrop
//! ├── vest withdraw . pays who has disclosed, and nobody else
//! ├── vest disclose . and then it pays
//! ├── crank ......... settles a sale that is over and pays everyone; again: nothing to do
//! └── audit, verify . find nothing wrong; and with --strict that programs can be replaced

use std::{ffi::OsString, path::Path, process::ExitCode};

use groundswell_localnet::{Facts, Localnet, Phase, key};
use groundswell_sdk::{
    Address,
    launch::{LaunchKeys, decode_launch},
    pda::LaunchAddresses,
};
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
    assert_eq!(tokens(&localnet, &who), found.tokens_paid);
    assert!(found.tokens_paid > 0);
}

#[test]
fn list_claim_pays_a_visitor() {
    let (localnet, _folder) = demo(Phase::Settled);
    let who = key("visitor 1").pubkey();
    let dir = localnet.folder().join("launch/airdrop-1");

    let ran = run(&localnet, "visitor 1", &["list", "claim", dir.to_str().unwrap()]);

    assert_eq!(ran, ExitCode::SUCCESS);
    assert!(tokens(&localnet, &who) > 0);
}

#[test]
fn vest_withdraw_pays_who_has_disclosed() {
    let (localnet, _folder) = demo(Phase::Vesting);
    let dir = localnet.folder().join("launch/kol-6");
    let dir = dir.to_str().unwrap();
    let facts = localnet.facts();
    let kols: Vec<_> = facts.wallets.iter().filter(|(name, _)| name.starts_with("kol 6")).collect();
    assert_eq!(kols.len(), 3);

    let ran = kols.iter().map(|(_, wallet)| {
        let words = ["vest", "withdraw", dir, "--recipient", &wallet.address];
        let is_paid = run(&localnet, "cranker", &words) == ExitCode::SUCCESS;
        assert_eq!(is_paid, tokens(&localnet, &address(&wallet.address)) > 0);
        is_paid
    });
    assert_eq!(ran.filter(|is_paid| *is_paid).count(), 1);
}

#[test]
fn vest_disclose_lets_a_grant_pay() {
    let (localnet, folder) = demo(Phase::Vesting);
    let dir = localnet.folder().join("launch/kol-6");
    let dir = dir.to_str().unwrap();
    let facts = localnet.facts();
    let waits = |wallet: &str| {
        let words = ["vest", "withdraw", dir, "--recipient", wallet];
        run(&localnet, "cranker", &words) == ExitCode::FAILURE
    };
    let kols = facts.wallets.iter().filter(|(name, _)| name.starts_with("kol 6"));
    let (name, kol) = kols.into_iter().find(|(_, wallet)| waits(&wallet.address)).unwrap();
    let statement = folder.path().join("statement.md");
    std::fs::write(&statement, "I was given tokens.\n").unwrap();

    let words = ["vest", "disclose", dir, "--link", "here", "--statement"];
    let words: Vec<&str> = words.into_iter().chain(statement.to_str()).collect();
    assert_eq!(run(&localnet, name, &words), ExitCode::SUCCESS);

    assert!(!waits(&kol.address));
    assert!(tokens(&localnet, &address(&kol.address)) > 0);
}

#[test]
fn crank_takes_a_sale_that_is_over_to_its_end() {
    let (localnet, folder) = demo(Phase::Ended);
    let (client, facts) = (client(&localnet.ledger), localnet.facts());
    let at = of(&facts);
    assert!(launch(&client, &facts).contributors > 0);

    assert_eq!(run(&localnet, "cranker", &["crank", &at]), ExitCode::SUCCESS);

    let cranked = launch(&client, &facts);
    assert!(cranked.is_settled.get());
    assert_eq!(cranked.contributors, 0);
    let who = address(&facts.wallets["contributor 1"].address);
    assert!(tokens(&localnet, &who) > 0);
    let before = client.get_account_data(&address(&at)).unwrap();
    assert_eq!(run(&localnet, "cranker", &["crank", &at]), ExitCode::SUCCESS);
    assert_eq!(client.get_account_data(&address(&at)).unwrap(), before);

    let out = folder.path().join("audit");
    let audit = ["audit", &at, "--out", out.to_str().unwrap()];
    assert_eq!(run(&localnet, "visitor 1", &audit), ExitCode::SUCCESS);
    assert!(out.join("audit.json").exists() && out.join("audit.html").exists());
    let strict: Vec<&str> = audit.into_iter().chain(["--strict"]).collect();
    assert_eq!(run(&localnet, "visitor 1", &strict), ExitCode::FAILURE);
    assert_eq!(run(&localnet, "visitor 1", &["verify"]), ExitCode::SUCCESS);
    assert_eq!(run(&localnet, "visitor 1", &["verify", "--strict"]), ExitCode::FAILURE);
}

/// What a wallet has of the launched token (base units).
fn tokens(localnet: &Localnet, who: &Address) -> u64 {
    let (client, facts) = (client(&localnet.ledger), localnet.facts());
    let keys = LaunchKeys::of(&launch(&client, &facts));
    let account = keys.base_account(who).0;
    let balance = client.get_token_account_balance(&account);
    balance.map_or(0, |balance| balance.amount.parse().unwrap())
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
