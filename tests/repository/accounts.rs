//! What tells accounts, instructions and events apart, and what docs/accounts.md says of them.

use anchor_lang::Discriminator;
use buyback::state::{Mandate, Offer, Receipt, Tender};
use groundswell_sdk::{
    buyback_program as buyback, distributor_program as list, program as launch,
    vesting_program as vesting,
};
use launch::state::{Contribution, Launch};
use list::state::{Distributor, Page};
use std::{collections::BTreeMap, fs, path::Path};
use vesting::state::{Disclosure, Governor, Grant, Plan};

/// A name, and the eight bytes that stand for it.
type Named = (&'static str, &'static [u8]);

macro_rules! named {
    ($($path:path),* $(,)?) => {
        [$((stringify!($path), <$path>::DISCRIMINATOR)),*]
    };
}

fn of_the_launch_program() -> Vec<Named> {
    named![
        launch::state::Launch,
        launch::state::Contribution,
        launch::instruction::Create,
        launch::instruction::AddTranche,
        launch::instruction::RemoveTranche,
        launch::instruction::Seal,
        launch::instruction::Cancel,
        launch::instruction::Contribute,
        launch::instruction::Withdraw,
        launch::instruction::Settle,
        launch::instruction::Claim,
        launch::instruction::Refund,
        launch::instruction::Sweep,
        launch::instruction::Close,
        launch::event::Sealed,
        launch::event::Cancelled,
        launch::event::Contributed,
        launch::event::Withdrawn,
        launch::event::Settled,
        launch::event::Claimed,
        launch::event::Refunded,
        launch::event::Swept,
        launch::event::Closed,
    ]
    .to_vec()
}

fn of_the_distributor_program() -> Vec<Named> {
    named![
        list::state::Distributor,
        list::state::Page,
        list::instruction::Create,
        list::instruction::OpenVault,
        list::instruction::OpenPage,
        list::instruction::ExtendPage,
        list::instruction::Fund,
        list::instruction::Activate,
        list::instruction::Claim,
        list::instruction::ClaimMany,
        list::instruction::Clawback,
        list::instruction::ClosePage,
        list::instruction::Close,
        list::event::Funded,
        list::event::Claimed,
        list::event::ClawedBack,
    ]
    .to_vec()
}

fn of_the_vesting_program() -> Vec<Named> {
    named![
        vesting::state::Plan,
        vesting::state::Grant,
        vesting::state::Disclosure,
        vesting::state::Governor,
        vesting::instruction::CreateGovernor,
        vesting::instruction::CreatePlan,
        vesting::instruction::Fund,
        vesting::instruction::Start,
        vesting::instruction::OpenGrant,
        vesting::instruction::CreateGrant,
        vesting::instruction::Withdraw,
        vesting::instruction::Cancel,
        vesting::instruction::Reassign,
        vesting::instruction::PostDisclosure,
        vesting::instruction::MarkMissed,
        vesting::instruction::Forfeit,
        vesting::instruction::CloseGrant,
        vesting::instruction::ClosePlan,
        vesting::instruction::CloseGovernor,
        vesting::event::Funded,
        vesting::event::Granted,
        vesting::event::Withdrawn,
        vesting::event::Cancelled,
        vesting::event::Reassigned,
        vesting::event::Disclosed,
        vesting::event::Forfeited,
    ]
    .to_vec()
}

fn of_the_buyback_program() -> Vec<Named> {
    named![
        buyback::state::Mandate,
        buyback::state::Tender,
        buyback::state::Offer,
        buyback::state::Receipt,
        buyback::instruction::CreateMandate,
        buyback::instruction::Start,
        buyback::instruction::Fund,
        buyback::instruction::OpenCycle,
        buyback::instruction::MakeOffer,
        buyback::instruction::WithdrawOffer,
        buyback::instruction::Clear,
        buyback::instruction::Collect,
        buyback::instruction::SinkBought,
        buyback::instruction::Retire,
        buyback::instruction::Finish,
        buyback::instruction::CloseReceipt,
        buyback::instruction::CloseMandate,
        buyback::event::Funded,
        buyback::event::Opened,
        buyback::event::Offered,
        buyback::event::Withdrawn,
        buyback::event::Cleared,
        buyback::event::Collected,
        buyback::event::Sunk,
        buyback::event::Retired,
        buyback::event::Finished,
    ]
    .to_vec()
}

#[test]
fn attack_05_discriminators_are_eight_bytes_and_distinct() {
    for all in [
        of_the_launch_program(),
        of_the_distributor_program(),
        of_the_vesting_program(),
        of_the_buyback_program(),
    ] {
        for (index, (name, one)) in all.iter().enumerate() {
            assert_eq!(one.len(), 8);
            let before = all[..index].iter().find(|(_, other)| other == one);
            assert_eq!(before, None, "{name} repeats");
        }
    }
}

#[test]
fn attack_05_programs_share_discriminators_only_where_they_share_names() {
    let launch: BTreeMap<&[u8], &str> =
        of_the_launch_program().into_iter().map(|(name, one)| (one, name)).collect();

    let shared: Vec<(&str, &str)> = of_the_distributor_program()
        .into_iter()
        .filter_map(|(name, one)| Some((name, *launch.get(one)?)))
        .collect();

    // Anchor hashes the bare name. No account is among these: what owns an account and what
    // emits an event tells whose it is, and Claimed must be read together with its program.
    let expected = [
        ("list::instruction::Create", "launch::instruction::Create"),
        ("list::instruction::Claim", "launch::instruction::Claim"),
        ("list::instruction::Close", "launch::instruction::Close"),
        ("list::event::Claimed", "launch::event::Claimed"),
    ];
    assert_eq!(shared, expected);
}

/// First seed, and the lengths of those behind it, for each kind of account.
type Seeds = [(&'static [u8], &'static [usize])];

const LAUNCH_SEEDS: &Seeds = &[
    (Launch::SEED, &[32, 8]),
    (Launch::BASE_VAULT_SEED, &[32]),
    (Launch::QUOTE_VAULT_SEED, &[32]),
    (Launch::LIQUIDITY_VAULT_SEED, &[32]),
    (Contribution::SEED, &[32, 32]),
];

const DISTRIBUTOR_SEEDS: &Seeds = &[
    (Distributor::SEED, &[32, 32, 8]),
    (Distributor::VAULT_SEED, &[32, 1]),
    (Page::SEED, &[32, 4]),
];

const VESTING_SEEDS: &Seeds = &[
    (Plan::SEED, &[32, 32, 8]),
    (Plan::VAULT_SEED, &[32]),
    (Grant::SEED, &[32, 32]),
    (Disclosure::SEED, &[32]),
    (Governor::SEED, &[32, 32, 8]),
];

const BUYBACK_SEEDS: &Seeds = &[
    (Mandate::SEED, &[32, 32, 8]),
    (Mandate::BASE_VAULT_SEED, &[32]),
    (Mandate::QUOTE_VAULT_SEED, &[32]),
    (Tender::SEED, &[32, 4]),
    (Offer::SEED, &[32, 32, 1]),
    (Receipt::SEED, &[32, 4]),
];

#[test]
fn other_programs_know_a_mandate_by_its_address_and_first_bytes() {
    assert_eq!(groundswell_program::BUYBACK_ID, buyback::ID);
    assert_eq!(groundswell_program::sink::MANDATE_DISCRIMINATOR, Mandate::DISCRIMINATOR);
}

#[test]
fn other_programs_know_a_launch_by_its_address_and_first_bytes() {
    assert_eq!(groundswell_program::launch::LAUNCH_ID, groundswell_sdk::program::ID);
    assert_eq!(groundswell_program::launch::LAUNCH_DISCRIMINATOR, Launch::DISCRIMINATOR);
}

#[test]
fn attack_06_no_two_seed_schemas_can_meet() {
    // Seeds are joined without separators. All behind the first are of fixed length, so two
    // schemas can only meet if their whole lengths are equal and one name begins the other's.
    for seeds in [LAUNCH_SEEDS, DISTRIBUTOR_SEEDS, VESTING_SEEDS, BUYBACK_SEEDS] {
        for (index, (name, rest)) in seeds.iter().enumerate() {
            let length = name.len() + rest.iter().sum::<usize>();
            for (other, other_rest) in &seeds[..index] {
                let other_length = other.len() + other_rest.iter().sum::<usize>();
                let prefix = name.starts_with(other) || other.starts_with(name);
                assert!(length != other_length || !prefix, "{name:?} and {other:?}");
            }
        }
    }
}

#[test]
fn docs_describe_every_account_and_its_size() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/accounts.md");
    let docs = fs::read_to_string(docs).unwrap();
    for (name, _) in LAUNCH_SEEDS.iter().chain(BUYBACK_SEEDS) {
        let seed = format!("`\"{}\"", String::from_utf8_lossy(name));
        assert!(docs.contains(&seed), "docs/accounts.md does not name the seed {seed}");
    }
    for (name, size) in [
        ("Launch", size_of::<Launch>()),
        ("Contribution", size_of::<Contribution>()),
        ("Mandate", size_of::<Mandate>()),
        ("Tender", size_of::<Tender>()),
        ("Offer", size_of::<Offer>()),
        ("Receipt", size_of::<Receipt>()),
    ] {
        let size = 8 + size;
        let row = format!("| `{name}` | {size} |");
        assert!(docs.contains(&row), "docs/accounts.md should have the row {row}");
    }
}
