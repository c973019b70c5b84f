//! close_page, close
//! ├── before the end ............... refuses: NotEnded
//! ├── a page, from the end on ...... goes; its rent is back with who paid it
//! ├── a list that holds something .. refuses: NothingToClose
//! ├── a list that holds nothing .... goes; all rent is back with who paid it
//! └── then ......................... nothing comes back: neither page nor vault nor list

use groundswell_tests::{DistributorError, List, list::*, stage::address, tokens};
use solana_instruction::error::InstructionError;

fn list() -> List {
    List::of(&[("alice", 600), ("bob", 400)])
}

#[test]
fn refuses_before_the_end() {
    let list = list();
    let mut stage = list.open();

    for now in [MADE, STARTS, ENDS - 1] {
        stage.warp(now);
        list.close_page(&mut stage, 0).fails_with(DistributorError::NotEnded);
        list.close(&mut stage).fails_with(DistributorError::NotEnded);
    }

    stage.warp(ENDS);
    list.close_page(&mut stage, 0).succeeds();
    list.clawback(&mut stage, 0).succeeds();
    list.close(&mut stage).succeeds();
}

#[test]
fn a_list_without_vault_or_page_also_waits_for_its_end() {
    let list = list();
    let mut stage = list.stage();
    list.create(&mut stage).succeeds();

    stage.warp(ENDS - 1);
    list.close(&mut stage).fails_with(DistributorError::NotEnded);

    stage.warp(ENDS);
    list.close(&mut stage).succeeds();
}

#[test]
fn refuses_while_something_is_held() {
    let list = list();
    for page_first in [true, false] {
        let mut stage = list.open();
        stage.warp(ENDS);

        let held = || DistributorError::NothingToClose;
        list.close(&mut stage).fails_with(held());
        if page_first {
            list.close_page(&mut stage, 0).succeeds();
            list.close(&mut stage).fails_with(held());
            list.clawback(&mut stage, 0).succeeds();
        } else {
            list.clawback(&mut stage, 0).succeeds();
            list.close(&mut stage).fails_with(held());
            list.close_page(&mut stage, 0).succeeds();
        }

        list.close(&mut stage).succeeds();
        assert!(stage.ledger.account(&list.keys.distributor).is_none());
    }
}

#[test]
fn attack_31_all_rent_is_back_with_who_paid_it() {
    let list = List::over(crowd(8_193)).with_steps(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 10_000]);
    let mut stage = list.lite();
    let wallets = ["rent payer", "host", "first", "second"];
    let [sponsor, host, first, second] = wallets.map(address);
    for name in ["host", "first", "second"] {
        stage.endow(name);
    }
    let before = wallets.map(|name| stage.lamports(&address(name)));
    list.create(&mut stage).succeeds();
    let open = list.keys.open_vault(host, 0, list.tree.root(), &[]);
    stage.call(open, "OpenVault", &["host"]).succeeds();
    for (number, name, opener) in [(0, "first", first), (1, "second", second)] {
        stage.call(list.keys.open_page(opener, number), "OpenPage", &[name]).succeeds();
        stage.call(list.keys.extend_page(number), "ExtendPage", &[]).succeeds();
    }
    for (name, before) in wallets.iter().zip(before) {
        assert!(stage.lamports(&address(name)) < before);
    }

    list.fund(&mut stage, 0).succeeds();
    stage.warp(ENDS);
    let burn = groundswell_sdk::distributor_program::state::Sink::Burn;
    let clawback = list.keys.clawback(0, host, burn, Default::default());
    stage.call(clawback, "Clawback", &[]).succeeds();
    stage.call(list.keys.close_page(0, first), "ClosePage", &[]).succeeds();
    stage.call(list.keys.close_page(1, second), "ClosePage", &[]).succeeds();
    list.close(&mut stage).succeeds();

    assert_eq!(wallets.map(|name| stage.lamports(&address(name))), before);
    assert_eq!(stage.lamports(&sponsor), before[0]);
    let gone = [list.keys.distributor, list.keys.vault(0), list.keys.page(0), list.keys.page(1)];
    assert!(gone.iter().all(|at| stage.ledger.account(at).is_none()));
}

#[test]
fn attack_23_nothing_is_opened_again_after_the_end() {
    let list = list();
    let mut stage = list.open();
    list.claim(&mut stage, 0).succeeds();
    stage.warp(ENDS);
    list.close_page(&mut stage, 0).succeeds();
    list.clawback(&mut stage, 0).succeeds();

    list.open_page(&mut stage, 0).fails_with(DistributorError::Ended);
    list.open_vault(&mut stage, 0).fails_with(DistributorError::Ended);
    let gone = || InstructionError::AccountDataTooSmall;
    list.extend_page(&mut stage, 0).fails_with(gone());
    list.close_page(&mut stage, 0).fails_with(gone());
    list.close(&mut stage).succeeds();
    list.open_page(&mut stage, 0).fails_with(gone());
    list.open_vault(&mut stage, 0).fails_with(gone());
    list.close(&mut stage).fails_with(gone());
    let gone = InstructionError::UninitializedAccount;
    list.claim(&mut stage, 0).fails_with(gone);
}

#[test]
fn attack_23_lamports_do_not_revive_what_was_closed() {
    let list = list();
    let mut stage = list.open();
    list.claim(&mut stage, 0).succeeds();
    stage.warp(ENDS);
    let (payer, keys) = (address("payer"), list.keys);
    let revive = |at| tokens::send_lamports(&payer, &at, 10_000_000_000);

    let gone = || InstructionError::AccountDataTooSmall;
    let again = keys.close_page(0, payer);
    let call = list.close_page(&mut stage, 0).then(revive(keys.page(0)));
    call.then(again).fails_with(gone());
    list.close_page(&mut stage, 0).then(revive(keys.page(0))).succeeds();
    list.close_page(&mut stage, 0).fails_with(gone());
    list.clawback(&mut stage, 0).succeeds();
    let again = keys.close();
    let call = list.close(&mut stage).then(revive(keys.distributor));
    call.then(again).fails_with(gone());
    list.close(&mut stage).then(revive(keys.distributor)).succeeds();
    list.close(&mut stage).fails_with(gone());
    list.claim_only(&mut stage, 1).fails_with(InstructionError::IllegalOwner);
}

#[test]
fn attack_57_a_page_is_not_closed_to_claim_again() {
    let list = list();
    let mut stage = list.open();
    list.claim(&mut stage, 0).succeeds();

    stage.warp(ENDS - 1);
    list.close_page(&mut stage, 0).fails_with(DistributorError::NotEnded);
    list.claim(&mut stage, 0).fails_with(DistributorError::AlreadyClaimed);
    stage.warp(ENDS);
    let (alice, amount) = list.entries[0];
    let open = list.keys.open_page(address("payer"), 0);
    let claim = list.keys.claim(&alice, 0, amount, &list.proof(0));
    let call = list.close_page(&mut stage, 0).then(open).then(claim);
    call.fails_with(DistributorError::Ended);
}
