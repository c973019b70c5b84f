//! audit, of a launch with one planted fault: exactly the check that is about it fails.

mod plans;
mod sale;

use std::mem::offset_of;

use groundswell_cluster::{
    Embedded,
    audit::Verdict,
    deployed::{Deployed, HEADER},
    programs::PROGRAMS,
};
use groundswell_sdk::{
    Address,
    buyback_program::state::{Mandate, Receipt},
    distributor_program::state::{Distributor, Page},
    program::state::{Contribution, Launch},
    vesting_program::state::{Governor, Grant, Plan},
};
use solana_account::Account;
use solana_signer::Signer;

use super::{
    after::{Settled, settled},
    audit::{args, audited, bought_back, launched, open_sale, those},
    given::{self, key},
};
use crate::{
    args::{self, VerifyPrograms},
    commands::{audit, verify},
};

/// What says what an account is.
const DISCRIMINATOR: usize = 8;
/// Where a token account holds its balance, ..
const AMOUNT: usize = 64;
/// .. its owner, its delegate, its state, and who may close it.
const OWNER: usize = 32;
const DELEGATE: usize = 72;
const STATE: usize = 108;
const CLOSE_AUTHORITY: usize = 129;
/// Where a mint holds who can make more, how much there is, and who can freeze.
const MINT_AUTHORITY: usize = 0;
const SUPPLY: usize = 36;
const FREEZE_AUTHORITY: usize = 46;

/// Writes `bytes` into the account at `at`.
fn plant(ledger: &Embedded, at: &Address, offset: usize, bytes: &[u8]) {
    let mut account = ledger.get(at).unwrap();
    account.data[offset..offset + bytes.len()].copy_from_slice(bytes);
    ledger.set(at, account).unwrap();
}

/// Writes a field behind the discriminator.
fn field(ledger: &Embedded, at: &Address, offset: usize, bytes: &[u8]) {
    plant(ledger, at, DISCRIMINATOR + offset, bytes);
}

/// Adds to a number of eight bytes.
fn add(ledger: &Embedded, at: &Address, offset: usize, change: i64) {
    let data = ledger.get(at).unwrap().data;
    let before = u64::from_le_bytes(*data[offset..].first_chunk().unwrap());
    plant(ledger, at, offset, &before.checked_add_signed(change).unwrap().to_le_bytes());
}

fn stranger() -> Address {
    key(200).pubkey()
}

/// A key that is there, as token programs store one.
fn some_stranger() -> Vec<u8> {
    [&1u32.to_le_bytes()[..], stranger().as_ref()].concat()
}

/// That exactly these checks fail, of these.
fn fails(ledger: &Embedded, launch: Address, expected: &[(&str, &str)]) {
    let audited = audited(ledger, launch);
    let failed = those(&audited, Verdict::Failed);
    let failed: Vec<(&str, &str)> = failed.iter().map(|(id, of)| (*id, of.as_str())).collect();
    assert_eq!(failed, expected);
    assert!(!audited.holds(false));
}

fn of_settled(plant: impl FnOnce(&Settled), expected: &[(&str, &str)]) {
    let settled = settled();
    plant(&settled);
    fails(&settled.ledger, settled.launch, expected);
}

#[test]
fn a_vault_that_is_short_by_a_unit() {
    for (vault, of) in [
        (0, "the launch's supply"),
        (1, "the pool's share"),
        (2, "tranche 2 (community-airdrop), vault 0"),
        (3, "tranche 6 (kol)"),
    ] {
        let settled = settled();
        let view = settled.view();
        let vaults = [
            view.keys.at.base_vault,
            view.keys.at.liquidity_vault,
            view.lists[0].list.value.vaults[0],
            view.plans[1].plan.value.vault,
        ];
        add(&settled.ledger, &vaults[vault], AMOUNT, -1);
        fails(&settled.ledger, settled.launch, &[("vault.balance", of)]);
    }
}

#[test]
fn a_contributions_vault_that_is_short_by_a_unit() {
    let (_given, ledger) = open_sale(250_000);
    let launch = launched();
    let vault = groundswell_sdk::pda::LaunchAddresses::of(&given::creator().pubkey(), 0);
    add(&ledger, &vault.quote_vault, AMOUNT, -1);
    fails(&ledger, launch, &[("vault.balance", "contributions")]);
}

#[test]
fn a_vault_that_somebody_else_can_touch() {
    let stranger = some_stranger();
    for (offset, bytes) in [
        (DELEGATE, &stranger[..]),
        (CLOSE_AUTHORITY, &stranger[..]),
        (OWNER, &stranger[4..]),
        (STATE, &[2]),
    ] {
        let planted = |settled: &Settled| {
            let vault = settled.view().plans[2].plan.value.vault;
            plant(&settled.ledger, &vault, offset, bytes);
        };
        of_settled(planted, &[("vault.authority", "tranche 7 (vc)")]);
    }
}

#[test]
fn a_mint_that_somebody_can_make_more_of_or_freeze() {
    for (offset, id) in [(MINT_AUTHORITY, "mint.authority"), (FREEZE_AUTHORITY, "mint.freeze")] {
        let planted = |settled: &Settled| {
            let mint = settled.view().keys.base_mint;
            plant(&settled.ledger, &mint, offset, &some_stranger());
        };
        of_settled(planted, &[(id, "the token")]);
    }
}

#[test]
fn a_supply_that_is_larger_than_the_charter() {
    let planted = |settled: &Settled| {
        add(&settled.ledger, &settled.view().keys.base_mint, SUPPLY, 1);
    };
    of_settled(planted, &[("mint.supply", "the token")]);
}

#[test]
fn a_program_with_one_bit_that_is_not_of_this_release() {
    let settled = settled();
    let program = Deployed::read(&settled.ledger).unwrap().remove(2);
    assert_eq!((program.name, program.address), ("vesting", PROGRAMS[2].address));
    let place = HEADER + program.carried.len() - 1;
    let byte = settled.ledger.get(&program.read_from).unwrap().data[place];
    plant(&settled.ledger, &program.read_from, place, &[byte ^ 1]);

    fails(&settled.ledger, settled.launch, &[("program.bytecode", "program vesting")]);
    let args = VerifyPrograms { strict: false, cluster: given::cluster() };
    let (json, holds) = verify::answer(&settled.ledger, &args).unwrap();
    assert!(!holds);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["programs"][2]["first_difference"], program.carried.len() - 1);
    assert_eq!(json["programs"][1]["is_this_release"], true);
}

#[test]
fn a_program_that_can_be_replaced_is_something_to_know() {
    let settled = settled();
    let program = Deployed::read(&settled.ledger).unwrap().remove(0);
    let authority = [&[1u8][..], stranger().as_ref()].concat();
    plant(&settled.ledger, &program.read_from, 12, &authority);

    let audited = audited(&settled.ledger, settled.launch);

    assert_eq!(those(&audited, Verdict::Failed), []);
    assert_eq!(
        those(&audited, Verdict::Warned),
        [("program.upgrade", "program launch".to_owned())]
    );
    assert!(audited.holds(false) && !audited.holds(true));
    for (strict, expected) in [(false, true), (true, false)] {
        let args = VerifyPrograms { strict, cluster: given::cluster() };
        assert_eq!(verify::answer(&settled.ledger, &args).unwrap().1, expected);
    }
}
