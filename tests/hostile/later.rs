//! An extension that appears on a mint after it was accepted, at every instruction that takes it
//! ├── MetadataPointer, TokenMetadata ........... succeeds as before
//! ├── any other, whatever it says .............. refused: MintExtension, and nothing moves
//! ├── where no token of the mint moves ......... succeeds, so nothing is held up
//! ├── metadata that is rewritten and grows ..... stops nothing
//! └── a mint that was taken ..................... cannot be closed and made anew

use groundswell_tests::{
    List, Stage,
    list::STARTS,
    stage::address,
    tokens::{TOKEN, TOKEN_2022, send_lamports},
};
use solana_account::Account;
use solana_address::Address;
use solana_instruction::error::InstructionError;
use spl_token_2022_interface::{extension::ExtensionType, instruction as token_2022};
use std::collections::BTreeSet;

use crate::{
    calls::{Case, expected, only, outcomes, word},
    control::Control,
    extensions::{forged, is_allowed, of_mints},
    made,
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
    (
        "InvalidAccountData",
        &[
            "launch.create / quote_mint",
            "launch.seal / quote_mint",
            "launch.seal of token-2022 / quote_mint",
            "buyback.create_mandate / quote_mint",
            "buyback.create_mandate that burns / quote_mint",
            "buyback.create_mandate of token-2022 / quote_mint",
        ],
    ),
    (
        "MintExtension",
        &[
            "launch.create / base_mint",
            "launch.seal of token-2022 / base_mint",
            "launch.claim / base_mint",
            "launch.claim of token-2022 / base_mint",
            "launch.fund_airdrop / base_mint",
            "launch.fund_buyback / base_mint",
            "launch.fund_plan / base_mint",
            "launch.sweep / base_mint",
            "launch.sweep of a failed sale / base_mint",
            "launch.close / base_mint",
            "launch.close of a failed sale / base_mint",
            "distributor.create / mint",
            "distributor.fund / mint",
            "distributor.claim / mint",
            "distributor.claim of token-2022 / mint",
            "distributor.claim_many / mint",
            "distributor.clawback / mint",
            "distributor.clawback to the next list / mint",
            "distributor.clawback that burns / mint",
            "vesting.create_plan of token-2022 / mint",
            "vesting.fund / mint",
            "vesting.fund by nobody / mint",
            "vesting.withdraw / mint",
            "vesting.withdraw without a governor / mint",
            "vesting.withdraw of token-2022 / mint",
            "vesting.forfeit / mint",
            "vesting.forfeit that burns / mint",
            "vesting.close_plan / mint",
            "vesting.close_plan given up / mint",
            "vesting.close_plan of a launch / mint",
            "buyback.create_mandate of token-2022 / base_mint",
            "buyback.make_offer / base_mint",
            "buyback.make_offer again / base_mint",
            "buyback.withdraw_offer / base_mint",
            "buyback.withdraw_offer in part / base_mint",
            "buyback.collect / base_mint",
            "buyback.collect of token-2022 / base_mint",
            "buyback.sink_bought / base_mint",
            "buyback.sink_bought that burns / base_mint",
            "buyback.retire / base_mint",
            "buyback.retire that burns / base_mint",
            "buyback.close_mandate / base_mint",
        ],
    ),
    (
        "succeeds",
        &[
            "distributor.open_vault of token-2022 / mint",
            "vesting.create_governor / mint",
            "buyback.close_mandate / quote_mint",
        ],
    ),
    (
        "token: InvalidMint",
        &[
            "launch.seal / base_mint",
            "distributor.open_vault / mint",
            "vesting.create_plan / mint",
            "buyback.create_mandate / base_mint",
            "buyback.create_mandate that burns / base_mint",
        ],
    ),
];

#[test]
fn attack_88_each_extension_that_appears_later_stops_every_move_of_the_token() {
    assert_eq!(outcomes("refused later"), expected(REFUSED));
}

#[test]
fn attack_88_metadata_that_appears_later_stops_nothing() {
    assert_eq!(only("allowed later"), ["succeeds"]);
}

/// An open list of a mint with metadata, whose authority is the creator.
fn described() -> (List, Stage) {
    let mint = address("described");
    let mut list = List::on(mint, 1, vec![(address("alice"), 600), (address("bob"), 400)]);
    list = list.token_2022();
    let mut stage = list.lite();
    let (kind, creator) = (ExtensionType::TokenMetadata, address("creator"));
    stage.run(&made::mint(kind, &mint, &creator), &["described", "creator"]);
    stage.mint_to("described", &TOKEN_2022, "creator", "creator", 1_000);
    list.activated(&mut stage);
    stage.warp(STARTS);
    (list, stage)
}

#[test]
fn attack_91_metadata_that_is_rewritten_stops_no_claim() {
    let (list, mut stage) = described();
    let (mint, creator) = (list.keys.mint, address("creator"));
    let before = stage.ledger.account(&mint).unwrap().data.len();

    let rewrite = spl_token_metadata_interface::instruction::update_field;
    let uri = spl_token_metadata_interface::state::Field::Uri;
    let rewrite = rewrite(&TOKEN_2022, &mint, &creator, uri, "x".repeat(400));
    let rent = send_lamports(&address("payer"), &mint, 10_000_000);
    stage.run(&[rent, rewrite], &["creator"]);

    assert!(stage.ledger.account(&mint).unwrap().data.len() > before + 300);
    list.claim(&mut stage, 0).succeeds();
    assert_eq!(list.held(&mut stage, "alice"), 600);
}

#[test]
fn attack_88_a_mint_that_was_taken_is_never_closed_nor_made_anew() {
    let (list, mut stage) = described();
    let (mint, creator, program) = (list.keys.mint, address("creator"), &TOKEN_2022);
    let genuine = stage.ledger.account(&mint).unwrap();
    let initialize = token_2022::initialize_mint2(program, &mint, &creator, None, 6).unwrap();
    let delegate = token_2022::initialize_permanent_delegate(program, &mint, &creator).unwrap();
    let close = token_2022::close_account(program, &mint, &creator, &creator, &[]).unwrap();

    // Token-2022's AlreadyInUse.
    stage.call(initialize, "", &[]).fails_with(InstructionError::Custom(6));
    stage.call(delegate, "", &[]).fails_with(InstructionError::Custom(6));
    // Without a close authority it is nothing that can be closed, with a supply or none.
    let mut empty = genuine.clone();
    empty.data[36..44].fill(0);
    for mint_now in [genuine, empty] {
        stage.ledger.set_account(mint, mint_now);
        let refused = stage.call(close.clone(), "", &["creator"]);
        refused.fails_with(InstructionError::InvalidAccountData);
    }
}
