//! What tells accounts, instructions and events apart, and what docs/accounts.md says of them.

use anchor_lang::Discriminator;
use groundswell_sdk::program::{
    event, instruction,
    state::{Contribution, Launch},
};
use std::{fs, path::Path};

#[test]
fn attack_05_discriminators_are_eight_bytes_and_distinct() {
    let all: Vec<&[u8]> = vec![
        Launch::DISCRIMINATOR,
        Contribution::DISCRIMINATOR,
        instruction::Create::DISCRIMINATOR,
        instruction::AddTranche::DISCRIMINATOR,
        instruction::RemoveTranche::DISCRIMINATOR,
        instruction::Seal::DISCRIMINATOR,
        instruction::Cancel::DISCRIMINATOR,
        instruction::Contribute::DISCRIMINATOR,
        instruction::Withdraw::DISCRIMINATOR,
        instruction::Settle::DISCRIMINATOR,
        instruction::Claim::DISCRIMINATOR,
        instruction::Refund::DISCRIMINATOR,
        instruction::Sweep::DISCRIMINATOR,
        instruction::Close::DISCRIMINATOR,
        event::Sealed::DISCRIMINATOR,
        event::Cancelled::DISCRIMINATOR,
        event::Contributed::DISCRIMINATOR,
        event::Withdrawn::DISCRIMINATOR,
        event::Settled::DISCRIMINATOR,
        event::Claimed::DISCRIMINATOR,
        event::Refunded::DISCRIMINATOR,
        event::Swept::DISCRIMINATOR,
        event::Closed::DISCRIMINATOR,
    ];
    for (index, one) in all.iter().enumerate() {
        assert_eq!(one.len(), 8);
        assert!(!all[..index].contains(one), "number {index} repeats");
    }
}

/// First seed, and the lengths of those behind it.
const SEEDS: [(&[u8], &[usize]); 7] = [
    (Launch::SEED, &[32, 8]),
    (Launch::BASE_VAULT_SEED, &[32]),
    (Launch::QUOTE_VAULT_SEED, &[32]),
    (Launch::LIQUIDITY_VAULT_SEED, &[32]),
    (Launch::BUYBACK_VAULT_SEED, &[32]),
    (Launch::TREASURY_VAULT_SEED, &[32]),
    (Contribution::SEED, &[32, 32]),
];

#[test]
fn attack_06_no_two_seed_schemas_can_meet() {
    // Seeds are joined without separators. All behind the first are of fixed length, so two
    // schemas can only meet if their whole lengths are equal and one name begins the other's.
    for (index, (name, rest)) in SEEDS.iter().enumerate() {
        let length = name.len() + rest.iter().sum::<usize>();
        for (other, other_rest) in &SEEDS[..index] {
            let other_length = other.len() + other_rest.iter().sum::<usize>();
            let prefix = name.starts_with(other) || other.starts_with(name);
            assert!(length != other_length || !prefix, "{name:?} and {other:?}");
        }
    }
}

#[test]
fn docs_describe_every_account_and_its_size() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/accounts.md");
    let docs = fs::read_to_string(docs).unwrap();
    for (name, _) in SEEDS {
        let seed = format!("`\"{}\"", String::from_utf8_lossy(name));
        assert!(docs.contains(&seed), "docs/accounts.md does not name the seed {seed}");
    }
    for (name, size) in
        [("Launch", 8 + size_of::<Launch>()), ("Contribution", 8 + size_of::<Contribution>())]
    {
        let row = format!("| `{name}` | {size} |");
        assert!(docs.contains(&row), "docs/accounts.md should have the row {row}");
    }
}
