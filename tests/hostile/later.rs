//! An extension that appears on a mint after it was accepted, at every instruction that takes it
//! ├── MetadataPointer, TokenMetadata ........... succeeds as before
//! ├── any other, whatever it says .............. refused: MintExtension, and nothing moves
//! └── where no token of the mint moves ......... succeeds, so nothing is held up

use groundswell_tests::{
    tokens::{TOKEN, TOKEN_2022},
};
use solana_account::Account;
use spl_token_2022_interface::extension::ExtensionType;

use crate::{
    calls::{Case, outcomes, word},
    control::Control,
    extensions::{forged, is_allowed, of_mints},
};

/// Every extension on every mint of one call.
pub fn cases(control: &Control) -> Vec<Case> {
    let metas = control.call.accounts.iter().zip(&control.slots);
    let mints = metas.filter_map(|(meta, slot)| {
        let account = control.get(&meta.pubkey)?;
        is_mint(&account).then_some((meta.pubkey, account, slot))
    });
    let mut cases = vec![];
    for (at, mint, slot) in mints {
        for kind in of_mints() {
            let mut svm = control.svm.clone();
            svm.set_account(at, forged(&mint, kind)).unwrap();
            let outcome = word(control.sent_to(&svm, &control.call));
            let attack = if is_allowed(kind) { "allowed later" } else { "refused later" };
            let program = if mint.owner == TOKEN { "classic" } else { "" };
            cases.push(control.case(attack, &format!(" / {slot} {program} {kind:?}"), outcome));
        }
    }
    cases
}

fn is_mint(account: &Account) -> bool {
    let data = &account.data;
    let is_ours = account.owner == TOKEN || account.owner == TOKEN_2022;
    is_ours && (data.len() == 82 || data.get(165) == Some(&1))
}

#[test]
fn attack_88_later() {
    for attack in ["allowed later", "refused later"] {
        println!("{attack} {:#?}", outcomes(attack));
    }
}
