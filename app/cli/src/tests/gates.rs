//! contributing where not everyone may, at a price of one's own, or in SOL
//! ├── an allowlist ... takes the published list, and no other
//! ├── a co-signer .... signs along
//! ├── an auction ..... takes bids at its prices only
//! └── wrapped SOL .... is wrapped on the way

use groundswell_cluster::{Embedded, send::Mode};
use groundswell_sdk::{Address, launch::decode_contribution, pda, pda::LaunchAddresses};
use solana_account::Account;
use solana_signer::Signer;

use super::given::{Given, SOL, contribution, creator, desk, fund, key, quote_mint};
use crate::{
    args,
    commands::{contribute::contribute, launch::launch},
};

const UNIT: u64 = 1_000_000;
const WRAPPED_SOL: Address = spl_token_interface::native_mint::ID;

/// The sealed and open launch of a file.
fn open(given: &Given) -> (Embedded, Address) {
    let ledger = given.ledger();
    let wrapped = ledger.get(&quote_mint()).unwrap();
    ledger.set(&WRAPPED_SOL, Account { lamports: SOL, ..wrapped }).unwrap();
    let plan = given.plan();
    launch(&desk(&ledger, creator(), Mode::Send), &plan, &given.args()).unwrap();
    ledger.warp(plan.terms.opens_at);
    fund(&ledger, &key(100).pubkey(), 10_000 * UNIT);
    (ledger, LaunchAddresses::of(&creator().pubkey(), 0).launch)
}

fn args(launch: Address) -> args::Contribute {
    contribution(launch, "100")
}

/// What wallet 100 then has in the sale, and at which tick.
fn deposit(
    ledger: &Embedded,
    launch: &Address,
    args: &args::Contribute,
) -> anyhow::Result<(u64, u8)> {
    contribute(&desk(ledger, key(100), Mode::Send), args)?;
    let at = pda::contribution(launch, &key(100).pubkey());
    let contribution = decode_contribution(&ledger.get(&at).unwrap().data).unwrap();
    Ok((contribution.amount.get(), contribution.tick))
}

#[test]
fn an_allowlist_takes_the_published_list_and_no_other() {
    let given = Given::new();
    let [listed, other] = [100, 101].map(|who| key(who).pubkey());
    given.write("allow.csv", &format!("wallet,cap\n{listed},500\n{other},500\n"));
    given.write("another.csv", &format!("wallet,cap\n{listed},5000\n{other},500\n"));
    given.append("[sale.gate]\nallowlist = \"allow.csv\"\n");
    let (ledger, launch) = open(&given);

    let said = deposit(&ledger, &launch, &args(launch)).unwrap_err().to_string();
    assert_eq!(said, "this sale has an allowlist: name the published CSV with --allowlist");
    let with = |name: &str| args::Contribute { allowlist: Some(given.path(name)), ..args(launch) };
    let said = deposit(&ledger, &launch, &with("another.csv")).unwrap_err().to_string();
    assert!(said.contains("is not the list that this sale commits to"), "{said}");
    assert_eq!(deposit(&ledger, &launch, &with("allow.csv")).unwrap(), (100 * UNIT, 0));
    let stranger = desk(&ledger, key(102), Mode::Send);
    fund(&ledger, &key(102).pubkey(), 1_000 * UNIT);
    let said = contribute(&stranger, &with("allow.csv")).unwrap_err().to_string();
    assert!(said.starts_with(&format!("{} is not on ", key(102).pubkey())), "{said}");
}

#[test]
fn a_co_signer_signs_along() {
    let given = Given::new();
    given.append(&format!("[sale.gate]\nco_signer = \"{}\"\n", key(7).pubkey()));
    for number in [7, 8] {
        let text = serde_json::to_string(&key(number).to_bytes().to_vec()).unwrap();
        given.write(&format!("{number}.json"), &text);
    }
    let (ledger, launch) = open(&given);

    let said = deposit(&ledger, &launch, &args(launch)).unwrap_err().to_string();
    assert!(said.ends_with("signs too: name that key with --co-signer"), "{said}");
    let with = |name: &str| args::Contribute { co_signer: Some(given.path(name)), ..args(launch) };
    let said = deposit(&ledger, &launch, &with("8.json")).unwrap_err().to_string();
    assert!(said.contains("expected that of the sale's co-signer"), "{said}");
    assert_eq!(deposit(&ledger, &launch, &with("7.json")).unwrap(), (100 * UNIT, 0));
}

#[test]
fn an_auction_takes_bids_at_its_prices_only() {
    let given = Given::auction();
    let (ledger, launch) = open(&given);
    let at = |price: &str| args::Contribute { price: Some(price.to_owned()), ..args(launch) };

    let said = deposit(&ledger, &launch, &args(launch)).unwrap_err().to_string();
    assert_eq!(said, "this sale is an auction: say the price you bid with --price");
    let said = deposit(&ledger, &launch, &at("0.0029")).unwrap_err().to_string();
    assert!(said.starts_with("--price is \"0.0029\", expected one of 0.0028, 0.003, "), "{said}");
    assert_eq!(deposit(&ledger, &launch, &at("0.0032")).unwrap(), (100 * UNIT, 2));
}

#[test]
fn sol_is_wrapped_on_the_way() {
    let given = Given::new();
    let text = std::fs::read_to_string(given.path("launch.toml")).unwrap();
    given.write("launch.toml", &text.replace(&quote_mint().to_string(), &WRAPPED_SOL.to_string()));
    let (ledger, launch) = open(&given);
    ledger.endow(&key(100).pubkey(), SOL).unwrap();

    // Six decimals on this ledger: 100 "SOL" are a tenth of one.
    let taken = deposit(&ledger, &launch, &args(launch)).unwrap();

    assert_eq!(taken, (100 * UNIT, 0));
    let (account, _) = pda::associated(&key(100).pubkey(), &WRAPPED_SOL, &crate::draft::TOKEN);
    assert!(ledger.get(&account).is_some());
}
