//! An extension that appears on a mint after it was accepted, at every instruction that takes it
//! ├── MetadataPointer, TokenMetadata ........... succeeds as before
//! ├── any other, whatever it says .............. refused: MintExtension, and nothing moves
//! └── where no token of the mint moves ......... succeeds, so nothing is held up

use groundswell_tests::tokens::{TOKEN, TOKEN_2022};
use solana_account::Account;
use solana_address::Address;
use spl_token_2022_interface::extension::ExtensionType;
use std::collections::BTreeSet;

use crate::{
    calls::{Case, expected, only, outcomes, word},
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
    let later = |kinds: Vec<ExtensionType>, at: Address, mint: &Account| {
        let outcome = |kind: &ExtensionType| {
            let mut svm = control.svm.clone();
            svm.set_account(at, forged(mint, *kind)).unwrap();
            word(control.sent_to(&svm, &control.call))
        };
        let outcomes: BTreeSet<String> = kinds.iter().map(outcome).collect();
        outcomes.into_iter().collect::<Vec<_>>().join(", ")
    };
    let mut cases = vec![];
    for (at, mint, slot) in mints {
        let (allowed, refused): (Vec<_>, Vec<_>) = of_mints().into_iter().partition(is_allowed);
        let slot = format!(" / {slot}");
        // A classic mint has no room for any: that it is refused all the same shows where they are read.
        cases.push(control.case("refused later", &slot, later(refused, at, &mint)));
        if mint.owner == TOKEN_2022 {
            cases.push(control.case("allowed later", &slot, later(allowed, at, &mint)));
        }
    }
    cases
}

fn is_mint(account: &Account) -> bool {
    let data = &account.data;
    let is_ours = account.owner == TOKEN || account.owner == TOKEN_2022;
    is_ours && (data.len() == 82 || data.get(165) == Some(&1))
}

/// Calls and their mints, by what becomes of them with each of the extensions that are refused.
const REFUSED: &[(&str, &[&str])] = &[
    ("InvalidAccountData", &["launch.create / quote_mint", "launch.seal / quote_mint", "launch.seal of token-2022 / quote_mint", "buyback.create_mandate / quote_mint", "buyback.create_mandate that burns / quote_mint", "buyback.create_mandate of token-2022 / quote_mint"]),
    ("MintExtension", &["launch.create / base_mint", "launch.seal of token-2022 / base_mint", "launch.claim / base_mint", "launch.claim of token-2022 / base_mint", "launch.fund_airdrop / base_mint", "launch.fund_buyback / base_mint", "launch.fund_plan / base_mint", "launch.sweep / base_mint", "launch.sweep of a failed sale / base_mint", "launch.close / base_mint", "launch.close of a failed sale / base_mint", "distributor.create / mint", "distributor.fund / mint", "distributor.claim / mint", "distributor.claim of token-2022 / mint", "distributor.claim_many / mint", "distributor.clawback / mint", "distributor.clawback to the next list / mint", "distributor.clawback that burns / mint", "vesting.create_plan of token-2022 / mint", "vesting.fund / mint", "vesting.fund by nobody / mint", "vesting.withdraw / mint", "vesting.withdraw without a governor / mint", "vesting.withdraw of token-2022 / mint", "vesting.forfeit / mint", "vesting.forfeit that burns / mint", "vesting.close_plan / mint", "vesting.close_plan given up / mint", "vesting.close_plan of a launch / mint", "buyback.create_mandate of token-2022 / base_mint", "buyback.make_offer / base_mint", "buyback.make_offer again / base_mint", "buyback.withdraw_offer / base_mint", "buyback.withdraw_offer in part / base_mint", "buyback.collect / base_mint", "buyback.collect of token-2022 / base_mint", "buyback.sink_bought / base_mint", "buyback.sink_bought that burns / base_mint", "buyback.retire / base_mint", "buyback.retire that burns / base_mint", "buyback.close_mandate / base_mint"]),
    ("succeeds", &["distributor.open_vault of token-2022 / mint", "vesting.create_governor / mint", "buyback.close_mandate / quote_mint"]),
    ("token: InvalidMint", &["launch.seal / base_mint", "distributor.open_vault / mint", "vesting.create_plan / mint", "buyback.create_mandate / base_mint", "buyback.create_mandate that burns / base_mint"]),
];

#[test]
fn attack_88_each_extension_that_appears_later_stops_every_move_of_the_token() {
    assert_eq!(outcomes("refused later"), expected(REFUSED));
}

#[test]
fn attack_88_metadata_that_appears_later_stops_nothing() {
    assert_eq!(only("allowed later"), ["succeeds"]);
}
