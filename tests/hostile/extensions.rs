//! Every extension that a mint of Token-2022 can have, and mints that carry one.

use solana_account::Account;
use spl_token_2022_interface::{
    extension::{AccountType, ExtensionType},
    state::Mint,
};

/// Where an extended mint says that it is one.
const KIND_AT: usize = 165;

/// All of them: one that a later version adds is among them.
pub fn of_mints() -> Vec<ExtensionType> {
    let known = (1..=u16::MAX).map_while(|kind| ExtensionType::try_from(kind).ok());
    known.filter(|kind| kind.get_account_type() == AccountType::Mint).collect()
}

/// Whether our programs take it.
pub fn is_allowed(kind: &ExtensionType) -> bool {
    matches!(kind, ExtensionType::MetadataPointer | ExtensionType::TokenMetadata)
}

/// The mint with the extension in front of those that it has, its value all zeros: what closing it and
/// making it anew could leave, where that was possible.
pub fn forged(mint: &Account, kind: ExtensionType) -> Account {
    let mut forged = mint.clone();
    let had = forged.data.split_off(forged.data.len().min(KIND_AT + 1));
    forged.data.resize(KIND_AT, 0);
    forged.data.push(AccountType::Mint as u8);
    let value = value_length(kind);
    forged.data.extend_from_slice(&u16::from(kind).to_le_bytes());
    forged.data.extend_from_slice(&u16::try_from(value).unwrap().to_le_bytes());
    forged.data.resize(forged.data.len() + value, 0);
    forged.data.extend_from_slice(&had);
    forged.lamports *= 10;
    forged
}

fn value_length(kind: ExtensionType) -> usize {
    // An update authority, a mint, three texts and a list, all empty.
    let metadata = 32 + 32 + 4 * 4;
    let header = KIND_AT + 1 + 4;
    ExtensionType::try_calculate_account_len::<Mint>(&[kind]).map_or(metadata, |all| all - header)
}
