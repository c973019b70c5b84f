//! audit, of a launch with one planted fault: exactly the check that is about it fails.

use std::mem::offset_of;

use groundswell_cluster::{Embedded, audit::Verdict, deployed::HEADER, programs::PROGRAMS};
use groundswell_sdk::{
    Address,
    buyback_program::state::{Mandate, Receipt},
    distributor_program::state::{Distributor, Page},
    program::state::{Contribution, Launch},
    vesting_program::state::{Governor, Grant, Plan},
};

use super::{
    after::{Settled, settled},
    audit::{args, audited, bought_back, open_sale, those},
    given::key,
};
use crate::{
    args::{self, VerifyPrograms},
    commands::{audit, verify},
};
use groundswell_cluster::deployed::Deployed;
use solana_account::Account;
use solana_signer::Signer;

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
        (3, "tranche 3 (kol)"),
    ] {
        let settled = settled();
        let view = settled.view();
        let vaults = [
            view.keys.at.base_vault,
            view.keys.at.liquidity_vault,
            view.lists[0].list.value.vaults[0],
            view.plans[0].plan.value.vault,
        ];
        add(&settled.ledger, &vaults[vault], AMOUNT, -1);
        fails(&settled.ledger, settled.launch, &[("vault.balance", of)]);
    }
}

#[test]
fn a_contributions_vault_that_is_short_by_a_unit() {
    let (_given, ledger) = open_sale(250_000);
    let launch = super::audit::launched();
    let vault = groundswell_sdk::pda::LaunchAddresses::of(&super::given::creator().pubkey(), 0);
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
            let vault = settled.view().plans[1].plan.value.vault;
            plant(&settled.ledger, &vault, offset, bytes);
        };
        of_settled(planted, &[("vault.authority", "tranche 4 (vc)")]);
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
fn a_lock_that_is_shorter_than_the_charter() {
    let planted = |settled: &Settled| {
        let plan = settled.view().plans[2].plan;
        add(&settled.ledger, &plan.at, DISCRIMINATOR + offset_of!(Plan, end), -1);
    };
    of_settled(planted, &[("plan.lock", "tranche 5 (team)")]);
}

#[test]
fn a_plan_that_does_not_start_with_the_settlement() {
    let planted = |settled: &Settled| {
        let plan = settled.view().plans[0].plan;
        add(&settled.ledger, &plan.at, DISCRIMINATOR + offset_of!(Plan, starts_at), -86_400);
    };
    of_settled(planted, &[("plan.clock", "tranche 3 (kol)")]);
}

#[test]
fn a_plan_of_another_sum_price_sink_or_governor() {
    let cases: [(&str, usize, Vec<u8>); 4] = [
        ("plan.terms", offset_of!(Plan, governor), stranger().to_bytes().to_vec()),
        ("plan.price", offset_of!(Plan, price), 1u64.to_le_bytes().to_vec()),
        ("plan.sink", offset_of!(Plan, sink_address), stranger().to_bytes().to_vec()),
        ("plan.list", offset_of!(Plan, reassign), vec![1]),
    ];
    for (id, offset, bytes) in cases {
        let planted = |settled: &Settled| {
            let plan = settled.view().plans[0].plan;
            field(&settled.ledger, &plan.at, offset, &bytes);
        };
        of_settled(planted, &[(id, "tranche 3 (kol)")]);
    }
}

#[test]
fn a_plan_that_is_gone() {
    let planted = |settled: &Settled| {
        let plan = settled.view().plans[3].plan;
        let account = settled.ledger.get(&plan.at).unwrap();
        settled.ledger.set(&plan.at, Account { owner: stranger(), ..account }).unwrap();
    };
    of_settled(planted, &[("plan.exists", "tranche 7 (treasury)")]);
}

#[test]
fn a_list_of_another_sum() {
    let (_given, ledger) = open_sale(250_000);
    let launch = super::audit::launched();
    let view = groundswell_cluster::view::LaunchView::read(&ledger, &launch).unwrap();
    let list = view.lists[0].list.at;
    for offset in [offset_of!(Distributor, sum), offset_of!(Distributor, vault_sums)] {
        add(&ledger, &list, DISCRIMINATOR + offset, -1);
    }
    fails(&ledger, launch, &[("list.sum", "tranche 2 (community-airdrop)")]);
}

#[test]
fn a_list_that_is_not_the_file_that_was_published() {
    for offset in [offset_of!(Distributor, root), offset_of!(Distributor, dataset_sha256)] {
        let settled = settled();
        let list = settled.view().lists[0].list.at;
        let lists = vec![(1, settled.given.path("airdrop.csv"))];
        let args = args::Audit { lists, ..args(settled.launch) };
        assert!(audit::audit(&settled.ledger, &args).unwrap().holds(true));
        field(&settled.ledger, &list, offset, &[0; 32]);

        let failed = those(&audit::audit(&settled.ledger, &args).unwrap(), Verdict::Failed);

        assert_eq!(failed, [("list.document", "tranche 2 (community-airdrop)".to_owned())]);
    }
}

#[test]
fn a_file_with_one_unit_on_another_wallet() {
    let settled = settled();
    let text = std::fs::read_to_string(settled.given.path("kols.csv")).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines[1] = lines[1].replace("10000000", "10000000.000001");
    lines[2] = lines[2].replace("10000000", "9999999.999999");
    settled.given.write("other.csv", &lines.join("\n"));
    let lists = vec![(2, settled.given.path("other.csv"))];

    let audited = audit::audit(&settled.ledger, &args::Audit { lists, ..args(settled.launch) });

    let failed = those(&audited.unwrap(), Verdict::Failed);
    assert_eq!(failed, [("plan.document", "tranche 3 (kol)".to_owned())]);
}

#[test]
fn a_list_that_paid_more_than_has_unlocked() {
    let planted = |settled: &Settled| {
        let list = settled.view().lists[0].list.at;
        let page = groundswell_sdk::pda::distributor_page(&list, 0);
        let most = 25_000_000_000_001u64.to_le_bytes();
        field(&settled.ledger, &page, offset_of!(Page, claimed), &most);
    };
    of_settled(planted, &[("list.claims", "tranche 2 (community-airdrop)")]);
}

#[test]
fn a_governor_that_is_too_fast_or_open_to_strangers() {
    let cases: [(&str, usize, Vec<u8>); 4] = [
        (
            "governor.limit",
            offset_of!(Governor, limit),
            50_000_000_000_001u64.to_le_bytes().to_vec(),
        ),
        ("governor.limit", offset_of!(Governor, epoch_seconds), 3_600u32.to_le_bytes().to_vec()),
        ("governor.seats", offset_of!(Governor, seats), 4u32.to_le_bytes().to_vec()),
        ("governor.meter", offset_of!(Governor, left), u64::MAX.to_le_bytes().to_vec()),
    ];
    for (id, offset, bytes) in cases {
        let planted = |settled: &Settled| {
            let governor = settled.view().governor.unwrap().at;
            field(&settled.ledger, &governor, offset, &bytes);
        };
        of_settled(planted, &[(id, "the governor")]);
    }
}

#[test]
fn a_mandate_that_buys_something_else_or_does_not_burn_it() {
    let elsewhere = stranger().to_bytes().to_vec();
    let cases: [(&str, usize, Vec<u8>); 5] = [
        ("mandate.terms", offset_of!(Mandate, base_mint), elsewhere.clone()),
        ("mandate.burn", offset_of!(Mandate, sink), vec![1]),
        ("mandate.remainder", offset_of!(Mandate, remainder_owner), elsewhere.clone()),
        ("mandate.books", offset_of!(Mandate, funded), u64::MAX.to_le_bytes().to_vec()),
        ("mandate.price", offset_of!(Mandate, reference_base), 1u64.to_le_bytes().to_vec()),
    ];
    for (id, offset, bytes) in cases {
        let planted = |settled: &Settled| {
            field(&settled.ledger, &settled.view().launch.value.mandate, offset, &bytes);
        };
        of_settled(planted, &[(id, "the mandate")]);
    }
}

#[test]
fn a_tender_that_spent_more_than_its_budget() {
    let settled = bought_back();
    let receipt = settled.view().mandate.unwrap().receipts[0];
    let above = (receipt.value.budget + 1).to_le_bytes();
    field(&settled.ledger, &receipt.at, offset_of!(Receipt, most_paid), &above);
    fails(&settled.ledger, settled.launch, &[("receipt.budget", "the tender of cycle 0")]);
}

#[test]
fn a_contribution_that_is_larger_than_the_books() {
    let (_given, ledger) = open_sale(250_000);
    let launch = super::audit::launched();
    let at = groundswell_sdk::pda::contribution(&launch, &key(100).pubkey());
    add(&ledger, &at, DISCRIMINATOR + offset_of!(Contribution, amount), 1);
    fails(&ledger, launch, &[("sale.deposits", "contributions")]);
}

#[test]
fn a_ladder_that_the_contributions_do_not_make() {
    let (_given, ledger) = open_sale(250_000);
    let launch = super::audit::launched();
    let demand = DISCRIMINATOR + offset_of!(Launch, demand);
    add(&ledger, &launch, demand, 1);
    add(&ledger, &launch, demand + 8, -1);
    fails(&ledger, launch, &[("sale.demand", "the ladder")]);
}

#[test]
fn books_that_do_not_add_up() {
    let planted = |settled: &Settled| {
        let offset = DISCRIMINATOR + offset_of!(Launch, base_held);
        add(&settled.ledger, &settled.launch, offset, -1);
    };
    of_settled(planted, &[("sale.books", "the supply in the launch's vault")]);
}

#[test]
fn a_grant_that_was_paid_too_early() {
    let settled = settled();
    let plan = settled.view().plans[3].plan;
    let grants = groundswell_cluster::view::grants(&settled.ledger, &plan.at).unwrap();
    assert!(grants.is_empty());
    let at = groundswell_sdk::pda::grant(&plan.at, &stranger());
    let of = groundswell_sdk::vesting::PlanKeys::of(plan.at, &plan.value);
    let creator = super::given::creator().pubkey();
    settled.send(vec![of.create_grant(creator, stranger(), 1_000)]);
    assert!(audited(&settled.ledger, settled.launch).holds(true));
    field(&settled.ledger, &at, offset_of!(Grant, withdrawn), &1u64.to_le_bytes());
    field(&settled.ledger, &plan.at, offset_of!(Plan, withdrawn), &1u64.to_le_bytes());
    fails(&settled.ledger, settled.launch, &[("plan.grants", "tranche 7 (treasury)")]);
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
    let args = VerifyPrograms { strict: false, cluster: super::given::cluster() };
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
        let args = VerifyPrograms { strict, cluster: super::given::cluster() };
        assert_eq!(verify::answer(&settled.ledger, &args).unwrap().1, expected);
    }
}
