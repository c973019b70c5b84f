//! M5: token accounts that are not quite the right one.

use groundswell_tests::{
    named::ATTACKER,
    stage::address,
    tokens::{TOKEN, TOKEN_2022},
};
use solana_account::Account;
use solana_address::Address;

use crate::mutations::Slot;

/// Where things are in a token account's data, of either program.
const MINT: usize = 0;
const OWNER: usize = 32;
const DELEGATE: usize = 72;
const STATE: usize = 108;
const DELEGATED: usize = 121;
const CLOSE_AUTHORITY: usize = 129;
const LENGTH: usize = 165;

/// The cases of a slot that holds a token account.
pub fn of_slot(slot: &mut Slot<'_>, account: Option<&Account>) {
    let Some(account) = account.filter(|account| is_token_account(account)) else { return };
    let changed = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut account = account.clone();
        change(&mut account.data);
        Some(account)
    };
    let attacker = address(ATTACKER);
    let put = |data: &mut Vec<u8>, at: usize, bytes: &[u8]| {
        data[at..at + bytes.len()].copy_from_slice(bytes);
    };
    let option = |key: &Address| [&[1, 0, 0, 0], key.as_ref()].concat();

    let elsewhere = address("token account");
    let owned = changed(&|data| put(data, OWNER, attacker.as_ref()));
    slot.put("M5 other owner", elsewhere, owned);
    let minted = changed(&|data| put(data, MINT, address("another mint").as_ref()));
    slot.put("M5 other mint", elsewhere, minted);
    slot.put("M5 not canonical", elsewhere, Some(account.clone()));

    let at = slot.address();
    let delegated = changed(&|data| {
        put(data, DELEGATE, &option(&attacker));
        put(data, DELEGATED, &u64::MAX.to_le_bytes());
    });
    slot.put("M5 delegated", at, delegated);
    let closable = changed(&|data| put(data, CLOSE_AUTHORITY, &option(&attacker)));
    slot.put("M5 closable", at, closable);
    let frozen = changed(&|data| data[STATE] = 2);
    slot.put("M5 frozen", at, frozen);
}

fn is_token_account(account: &Account) -> bool {
    let data = &account.data;
    let is_ours = account.owner == TOKEN || account.owner == TOKEN_2022;
    is_ours && (data.len() == LENGTH || data.get(LENGTH) == Some(&2))
}
