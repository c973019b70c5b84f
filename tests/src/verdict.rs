//! What became of a transaction: which accounts are other ones now, and what an error is called.

use anchor_lang::prelude::ErrorCode;
use groundswell_sdk::{buyback, distributor, launch, vesting};
use litesvm::LiteSVM;
use solana_account::ReadableAccount;
use solana_address::Address;
use solana_instruction::error::InstructionError;
use spl_token_interface::error::TokenError;
use std::collections::BTreeSet;

use crate::{
    call::Refusal,
    hostile,
    ledger::program_id,
    tokens::{TOKEN, TOKEN_2022},
};

/// Accounts that differ between two ledgers, but for `fee_payer` and what the runtime keeps.
pub fn changed(before: &LiteSVM, after: &LiteSVM, fee_payer: &Address) -> Vec<Address> {
    let (before, after) = (&before.accounts_db().inner, &after.accounts_db().inner);
    let same = |at: &Address| match (before.get(at), after.get(at)) {
        (Some(one), Some(two)) => {
            let (old, new) = (one.data(), two.data());
            let same_bytes = old.as_ptr() == new.as_ptr() || old == new;
            same_bytes
                && one.lamports() == two.lamports()
                && one.owner() == two.owner()
                && one.executable() == two.executable()
        }
        (Some(one), None) | (None, Some(one)) => one.lamports() == 0,
        (None, None) => true,
    };
    let is_kept = |at: &Address| {
        let account = before.get(at).or_else(|| after.get(at));
        account.is_some_and(|account| account.owner().to_string().starts_with("Sysvar"))
    };
    let all: BTreeSet<Address> = before.keys().chain(after.keys()).copied().collect();
    all.into_iter().filter(|at| at != fee_payer && !same(at) && !is_kept(at)).collect()
}

/// An error as it is called where it comes from, and that program, if it is not the called one.
pub fn error_name(program: &str, error: &InstructionError, logs: &[String]) -> String {
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
