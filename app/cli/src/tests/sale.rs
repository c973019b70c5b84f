//! contribute, withdraw, claim, refund, status
//! ├── a sale that settles ... takes, gives back, pays to the unit
//! ├── a sale that fails ..... pays everyone back
//! └── too early ............. the program's words

use groundswell_cluster::{Embedded, send::Mode};
use groundswell_sdk::{
    Address,
    launch::{LaunchKeys, decode_contribution, decode_launch},
    pda::LaunchAddresses,
};
use serde_json::Value;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::given::{
    Given, balance, cluster, contribution, creator, desk, fund, key, mint, quote_mint,
};
use crate::{
    args::{self, Sending},
    commands::{
        contribute::contribute,
        launch::launch,
        payout::{Kind, pay_out},
        status,
        withdraw::withdraw,
    },
    draft::{TOKEN, TOKEN_2022},
};

const UNIT: u64 = 1_000_000;

/// A sealed launch that has just opened.
fn open_sale() -> (Embedded, Address) {
    let given = Given::new();
    let ledger = given.ledger();
    let plan = given.plan();
    launch(&desk(&ledger, creator(), Mode::Send), &plan, &given.args()).unwrap();
    ledger.warp(plan.terms.opens_at);
    (ledger, LaunchAddresses::of(&creator().pubkey(), 0).launch)
}

fn wallet(number: u8) -> Keypair {
    key(number)
}

fn contributes(ledger: &Embedded, launch: Address, who: u8, amount: &str) -> anyhow::Result<()> {
    let args = contribution(launch, amount);
    contribute(&desk(ledger, wallet(who), Mode::Send), &args)
}

fn withdraws(ledger: &Embedded, launch: Address, who: u8, amount: &str) -> anyhow::Result<()> {
    let (amount, sending) = (amount.to_owned(), Sending::default());
    let args = args::Withdraw { launch, amount, cluster: cluster(), sending };
    withdraw(&desk(ledger, wallet(who), Mode::Send), &args)
}

fn pays(ledger: &Embedded, launch: Address, who: u8, kind: Kind) -> anyhow::Result<()> {
    let wallet = Some(key(who).pubkey());
    let args = args::PayOut { launch, wallet, cluster: cluster(), sending: Sending::default() };
    // A stranger sends it.
    pay_out(&desk(ledger, creator(), Mode::Send), &args, kind)
}

fn quote(ledger: &Embedded, who: u8) -> u64 {
    balance(ledger, &key(who).pubkey(), &quote_mint(), &TOKEN)
}

fn deposit(ledger: &Embedded, launch: &Address, who: u8) -> u64 {
    let at = groundswell_sdk::pda::contribution(launch, &key(who).pubkey());
    let data = ledger.get(&at).map(|account| account.data).unwrap_or_default();
    decode_contribution(&data).map_or(0, |contribution| contribution.amount.get())
}

fn settle(ledger: &Embedded, launch: &Address) {
    let launch = decode_launch(&ledger.get(launch).unwrap().data).unwrap();
    ledger.warp(launch.closes_at);
    let call =
        groundswell_cluster::send::Call::new("settle", vec![LaunchKeys::of(&launch).settle()]);
    desk(ledger, creator(), Mode::Send).carry_out(&call, &[]).unwrap();
}

#[test]
fn a_sale_that_settles_pays_to_the_unit() {
    let (ledger, launch) = open_sale();
    for who in 100..106 {
        fund(&ledger, &key(who).pubkey(), 250_000 * UNIT);
        contributes(&ledger, launch, who, "250_000").unwrap();
    }
    withdraws(&ledger, launch, 100, "50_000.5").unwrap();
    assert_eq!(deposit(&ledger, &launch, 100), 199_999_500_000);
    assert_eq!(quote(&ledger, 100), 50_000_500_000);
    withdraws(&ledger, launch, 101, "all").unwrap();
    assert_eq!((deposit(&ledger, &launch, 101), quote(&ledger, 101)), (0, 250_000 * UNIT));
    contributes(&ledger, launch, 101, "100_000").unwrap();

    settle(&ledger, &launch);
    pays(&ledger, launch, 100, Kind::Claim).unwrap();

    // Not oversubscribed: 0.008 each, all of it accepted.
    let tokens = balance(&ledger, &key(100).pubkey(), &mint().pubkey(), &TOKEN_2022);
    assert_eq!(tokens, 24_999_937_500_000);
    assert_eq!(quote(&ledger, 100), 50_000_500_000);
    let said = pays(&ledger, launch, 100, Kind::Claim).unwrap_err().to_string();
    let none = format!("{} has no contribution in this launch on ", key(100).pubkey());
    assert!(said.starts_with(&none), "{said}");
}

#[test]
fn a_sale_that_fails_pays_everyone_back() {
    let (ledger, launch) = open_sale();
    fund(&ledger, &key(100).pubkey(), 1_000 * UNIT);
    contributes(&ledger, launch, 100, "400").unwrap();
    let said = pays(&ledger, launch, 100, Kind::Refund).unwrap_err();
    assert!(said.to_string().contains("(NotFailed)"), "{said}");
    assert!(crate::desk::is_refusal(&said));
    let sealed = decode_launch(&ledger.get(&launch).unwrap().data).unwrap();
    ledger.warp(sealed.closes_at);

    pays(&ledger, launch, 100, Kind::Refund).unwrap();

    assert_eq!(quote(&ledger, 100), 1_000 * UNIT);
}

#[test]
fn what_the_wallet_lacks_is_said() {
    let (ledger, launch) = open_sale();
    fund(&ledger, &key(100).pubkey(), 100 * UNIT);

    let said = contributes(&ledger, launch, 100, "400").unwrap_err().to_string();

    assert!(said.contains(" has 100 of ") && said.contains(", and contributes 400: "), "{said}");
    let said = contributes(&ledger, launch, 100, "much").unwrap_err();
    let words =
        "the amount is \"much\": expected a plain decimal number such as 1500, 1_500 or 0.25";
    assert_eq!(format!("{said:#}"), words);
    let nobody = contributes(&ledger, key(9).pubkey(), 100, "1").unwrap_err().to_string();
    let at = key(9).pubkey();
    assert!(nobody.starts_with(&format!("there is no launch at {at} on the embedded ledger")));
}

#[test]
fn status_names_the_account_of_every_number() {
    let (ledger, launch) = open_sale();
    fund(&ledger, &key(100).pubkey(), 1_000 * UNIT);
    contributes(&ledger, launch, 100, "400").unwrap();
    let wallet = Some(key(100).pubkey());
    let mut args = args::Status { launch, wallet, cluster: cluster() };

    let json: Value = serde_json::from_str(&status::answer(&ledger, &args).unwrap()).unwrap();
    args.cluster.output = args::Output::Text;
    let text = status::answer(&ledger, &args).unwrap();

    let at = LaunchAddresses::of(&creator().pubkey(), 0);
    assert_eq!((&json["phase"], &json["deposited"]), (&"open".into(), &"400000000".into()));
    assert_eq!(json["quote_vault"]["at"], at.quote_vault.to_string());
    assert_eq!(json["quote_vault"]["amount"], "400000000");
    assert_eq!(json["contribution"]["amount"], "400000000");
    assert_eq!(json["mint_authority"], Value::Null);
    assert!(text.contains("phase         open: withdrawals until 2027-03-05T03:00:00Z"), "{text}");
    assert!(text.contains(&at.base_vault.to_string()), "{text}");
}
