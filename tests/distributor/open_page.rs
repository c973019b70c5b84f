//! open_page, extend_page
//! ├── a page ....................... holds 8,192 leaves, one bit each and step
//! │   ├── up to 9 steps ............ is complete at once
//! │   └── 10 to 12 steps ........... is completed by extend_page, which keeps its bits
//! ├── a complete page .............. extend_page refuses: PageComplete
//! ├── beyond the list .............. refuses: NoSuchPage
//! ├── before its vault ............. refuses: NoSuchVault
//! ├── twice ........................ refuses: the address is taken
//! ├── at the end ................... refuses: Ended
//! └── foreign accounts, signers .... refuses, each by name

use anchor_lang::prelude::ErrorCode;
use groundswell_sdk::math::bitmap::page_bytes;
use groundswell_tests::{DistributorError, List, Stage, list::*, stage::address};
use solana_instruction::error::InstructionError;

const SHARES: [u16; 12] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 10_000];

fn list() -> List {
    List::of(&[("alice", 600), ("bob", 400)])
}

/// A list that unlocks in so many steps.
fn stepped(steps: usize) -> List {
    list().with_steps(&SHARES[12 - steps..])
}

fn with_vault(list: &List) -> Stage {
    let mut stage = list.lite();
    list.create(&mut stage).succeeds();
    list.open_vault(&mut stage, 0).succeeds();
    stage
}

fn size(stage: &mut Stage, list: &List) -> usize {
    stage.ledger.account(&list.keys.page(0)).unwrap().data.len()
}

#[test]
fn records_whose_it_is() {
    let list = list();
    let mut stage = with_vault(&list);

    list.open_page(&mut stage, 0).succeeds();

    let page = list.page(&mut stage, 0);
    assert_eq!((page.distributor, page.vault), (list.keys.distributor, list.keys.vault(0)));
    assert_eq!((page.rent_payer, page.number), (address("payer"), 0));
    assert_eq!((page.claimed, page.sequence), (0, 0));
    assert_eq!(list.stored(&mut stage).open_pages, 1);
    assert!(list.bits(&mut stage, 0).iter().all(|byte| *byte == 0));
}

#[test]
fn is_as_large_as_its_steps_need() {
    for steps in 1..=12usize {
        let list = stepped(steps);
        let mut stage = with_vault(&list);
        let whole = 128 + page_bytes(steps as u8) as usize;
        assert_eq!(whole, 128 + 1_024 * steps);

        list.open_page(&mut stage, 0).succeeds();

        assert_eq!(size(&mut stage, &list), whole.min(10_240));
        if steps >= 10 {
            list.extend_page(&mut stage, 0).succeeds();
        }
        assert_eq!(size(&mut stage, &list), whole);
        list.extend_page(&mut stage, 0).fails_with(DistributorError::PageComplete);
    }
}

#[test]
fn an_extension_keeps_bits_and_adds_zeros() {
    let list = stepped(12);
    let mut stage = with_vault(&list);
    list.open_page(&mut stage, 0).succeeds();
    list.fund(&mut stage, 0).succeeds();
    stage.warp(STARTS + 11 * 86_400);
    list.claim(&mut stage, 1).succeeds();
    let before = list.bits(&mut stage, 0);

    list.extend_page(&mut stage, 0).succeeds();

    let after = list.bits(&mut stage, 0);
    assert_eq!(after[..before.len()], before[..]);
    assert!(after[before.len()..].iter().all(|byte| *byte == 0));
    list.claim(&mut stage, 1).fails_with(DistributorError::AlreadyClaimed);
    list.claim(&mut stage, 0).succeeds();
}

#[test]
fn attack_30_whoever_opens_it_pays_for_all_of_it_and_anyone_extends_it() {
    let list = stepped(12);
    let mut stage = with_vault(&list);
    stage.endow("mallory");
    let mallory = address("mallory");
    let before = stage.lamports(&mallory);
    let open = list.keys.open_page(mallory, 0);
    stage.call(open, "OpenPage", &["mallory"]).succeeds();
    let rent = (128 + 12_416) * 6_960;
    assert_eq!(before - stage.lamports(&mallory), rent);
    assert_eq!(stage.lamports(&list.keys.page(0)), rent);

    // Mallory leaves it at that; a stranger does the rest, and it costs nobody anything.
    list.extend_page(&mut stage, 0).succeeds();

    assert_eq!(stage.lamports(&list.keys.page(0)), rent);
    assert_eq!(stage.ledger.account(&list.keys.page(0)).unwrap().data.len(), 12_416);
    list.fund(&mut stage, 0).succeeds();
    stage.warp(ENDS - 1);
    list.claim(&mut stage, 0).succeeds();
}

#[test]
fn refuses_a_page_beyond_the_list() {
    let list = List::over(crowd(8_193));
    let mut stage = with_vault(&list);

    for number in [2, 3, 524_288, u32::MAX] {
        list.open_page(&mut stage, number).fails_with(DistributorError::NoSuchPage);
    }

    list.open_page(&mut stage, 1).succeeds();
    list.open_page(&mut stage, 0).succeeds();
    assert_eq!(list.stored(&mut stage).open_pages, 2);
}

#[test]
fn refuses_before_its_vault_is_open() {
    let list = list();
    let mut stage = list.lite();
    list.create(&mut stage).succeeds();

    list.open_page(&mut stage, 0).fails_with(DistributorError::NoSuchVault);

    list.open_vault(&mut stage, 0).succeeds();
    list.open_page(&mut stage, 0).succeeds();
}

#[test]
fn attack_08_refuses_a_second_time() {
    let list = list();
    let mut stage = list.open();
    list.claim(&mut stage, 0).succeeds();

    // What the system program answers when an account is in use.
    list.open_page(&mut stage, 0).fails_with(InstructionError::Custom(0));

    list.claim(&mut stage, 0).fails_with(DistributorError::AlreadyClaimed);
}

#[test]
fn refuses_from_the_end_on() {
    let list = list();
    let mut stage = with_vault(&list);

    stage.warp(ENDS);
    list.open_page(&mut stage, 0).fails_with(DistributorError::Ended);

    stage.warp(ENDS - 1);
    list.open_page(&mut stage, 0).succeeds();
}

#[test]
fn attack_02_refuses_an_address_that_is_not_derived() {
    let list = list();
    let mut stage = with_vault(&list);
    stage.endow("host");
    let other = List::number(2, list.entries.clone());
    other.create(&mut stage).succeeds();

    let elsewhere = || InstructionError::InvalidSeeds;
    for at in [list.keys.page(1), other.keys.page(0), list.keys.vault(1)] {
        list.open_page(&mut stage, 0).with_account("page", at).fails_with(elsewhere());
    }
    let other = other.keys.distributor;
    list.open_page(&mut stage, 0).with_account("distributor", other).fails_with(elsewhere());
    let hosted = list.keys.open_page(address("host"), 0);
    let call = stage.call(hosted, "OpenPage", &["host"]).without_signature("payer");
    call.fails_with(InstructionError::MissingRequiredSignature);
}

#[test]
fn attack_01_refuses_to_extend_with_foreign_accounts() {
    let list = stepped(12);
    let mut stage = with_vault(&list);
    list.open_page(&mut stage, 0).succeeds();
    let other = List::number(2, list.entries.clone()).with_steps(&SHARES);
    other.make(&mut stage);

    let foreign = || ErrorCode::ConstraintAddress;
    for (field, at) in [("distributor", other.keys.distributor), ("page", other.keys.page(0))] {
        list.extend_page(&mut stage, 0).with_account(field, at).fails_with(foreign());
    }
    list.extend_page(&mut stage, 0).succeeds();
}
