//! Who signs, by address, and what a refusal is called.

use anchor_lang::prelude::ErrorCode;
use groundswell_sdk::{buyback, distributor, launch, vesting};
use solana_address::Address;
use solana_instruction::error::InstructionError;
use solana_keypair::Keypair;
use spl_token_interface::error::TokenError;

use crate::{
    call::Refusal,
    hostile,
    ledger::program_id,
    stage::{address, key},
    tokens::{TOKEN, TOKEN_2022},
};

/// Everyone who signs anywhere, and who attacks.
pub const NAMES: [&str; 17] = [
    "creator",
    "rent payer",
    "grantor",
    "host",
    "payer",
    "alice",
    "bob",
    "carol",
    "founder",
    "attester",
    "community",
    "treasurer",
    "cosigner",
    "bank",
    "minter",
    ATTACKER,
    FEE_PAYER,
];

/// Signs for whatever it likes.
pub const ATTACKER: &str = "attacker";
/// Pays for every transaction, and is named by none.
pub const FEE_PAYER: &str = "fee payer";

/// The key of an address, where there is one.
pub fn key_of(address: &Address) -> Option<Keypair> {
    NAMES.iter().find(|name| self::address(name) == *address).map(|name| key(name))
}

/// An error as it is called where it comes from, and that program, if it is not the called one.
pub fn refusal(program: &str, error: &InstructionError, logs: &[String]) -> String {
    let failed = |line: &String| {
        let (id, rest) = line.strip_prefix("Program ")?.split_once(' ')?;
        rest.starts_with("failed: ").then(|| id.to_string())
    };
    let by = logs.iter().find_map(failed).unwrap_or_default();
    let InstructionError::Custom(code) = error else {
        let called = by.is_empty() || by == program_id(program).to_string();
        let name = format!("{error:?}");
        return if called { name } else { format!("{}: {name}", program_name(&by)) };
    };
    if by != program_id(program).to_string() {
        let program = program_name(&by);
        return match TokenError::try_from(*code) {
            Ok(error) if program.starts_with("token") => format!("{program}: {error:?}"),
            _ => format!("{program}: {code}"),
        };
    }
    let explain = match program {
        "buyback" => buyback::explain,
        "distributor" => distributor::explain,
        "launch" => launch::explain,
        _ => vesting::explain,
    };
    let ours = explain(*code).map(|(name, _)| name.to_string());
    ours.or_else(|| anchors(error)).unwrap_or_else(|| code.to_string())
}

/// An error of Anchor's.
fn anchors(error: &InstructionError) -> Option<String> {
    let all = [
        (ErrorCode::ConstraintMut, "ConstraintMut"),
        (ErrorCode::ConstraintAddress, "ConstraintAddress"),
        (ErrorCode::ConstraintExecutable, "ConstraintExecutable"),
        (ErrorCode::ConstraintRentExempt, "ConstraintRentExempt"),
        (ErrorCode::ConstraintSpace, "ConstraintSpace"),
        (ErrorCode::ConstraintZero, "ConstraintZero"),
        (ErrorCode::ConstraintDuplicateMutableAccount, "ConstraintDuplicateMutableAccount"),
    ];
    let mut all = all.into_iter().map(|(code, name)| (code.error(), name));
    all.find(|(code, _)| code == error).map(|(_, name)| name.into())
}

fn program_name(id: &str) -> String {
    let names = [
        (TOKEN, "token"),
        (TOKEN_2022, "token-2022"),
        (Address::default(), "system"),
        (hostile::program(), "hostile"),
    ];
    let named = names.into_iter().find(|(address, _)| address.to_string() == id);
    named.map_or_else(|| id.into(), |(_, name)| name.into())
}
