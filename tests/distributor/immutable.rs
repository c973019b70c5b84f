//! What never changes
//! ├── root, sum, steps, end, sink, rent payer .... by no instruction, at no time
//! ├── the whole list ............................. by no claim
//! └── a list that is gone ........................ its creator may use the number again

use anchor_lang::bytemuck;
use groundswell_sdk::{Address, distributor_program::state::Distributor};
use groundswell_tests::{DistributorError, List, Stage, list::*, stage::address};
use solana_instruction::error::InstructionError;

/// The bytes of a list, those that instructions may write set to zero.
fn fixed(list: &List, stage: &mut Stage) -> Vec<u8> {
    let mut stored: Distributor = list.stored(stage);
    stored.vaults = Default::default();
    stored.vault_payers = Default::default();
    stored.vault_sums = Default::default();
    stored.sequence = 0;
    stored.open_pages = 0;
    stored.opened_vaults = 0;
    stored.funded_vaults = 0;
    stored.is_active = false.into();
    bytemuck::bytes_of(&stored).to_vec()
}

#[test]
fn attack_62_no_instruction_changes_what_a_list_is() {
    let list = List::over(crowd(9)).with_steps(&[1_000, 10_000]);
    let mut stage = list.stage();
    list.create(&mut stage).succeeds();
    let made = fixed(&list, &mut stage);
    let same = |stage: &mut Stage| assert_eq!(fixed(&list, stage), made);

    list.open_vault(&mut stage, 0).succeeds();
    same(&mut stage);
    list.open_page(&mut stage, 0).succeeds();
    same(&mut stage);
    list.fund(&mut stage, 0).succeeds();
    same(&mut stage);
    stage.warp(STARTS);
    list.claim(&mut stage, 3).succeeds();
    same(&mut stage);
    stage.run(&[list.open_account(&list.entries[4].0)], &[]);
    list.claim_many(&mut stage, &[4]).succeeds();
    same(&mut stage);
    stage.warp(ENDS);
    list.clawback(&mut stage, 0).succeeds();
    same(&mut stage);
    list.close_page(&mut stage, 0).succeeds();
    same(&mut stage);
}

#[test]
fn attack_62_a_claim_changes_no_byte_of_the_list() {
    let list = List::over(crowd(9));
    let mut stage = list.open();
    let before = stage.ledger.account(&list.keys.distributor);

    list.claim(&mut stage, 0).succeeds();
    stage.run(&[list.open_account(&list.entries[4].0)], &[]);
    list.claim_many(&mut stage, &[4]).succeeds();

    assert_eq!(stage.ledger.account(&list.keys.distributor), before);
}

#[test]
fn attack_62_the_creator_cannot_make_it_anew() {
    let list = List::of(&[("alice", 600), ("bob", 400)]);
    let swapped = List::of(&[("creator", 1_000)]);
    let mut stage = list.open();
    list.claim(&mut stage, 0).succeeds();

    // What the system program answers when an account is in use.
    let taken = || InstructionError::Custom(0);
    for now in [STARTS, ENDS] {
        stage.warp(now);
        let later = List::of(&[("creator", 1_000)]).with(|args| args.ends_at = ENDS + 30 * 86_400);
        swapped.create(&mut stage).fails_with(taken());
        later.create(&mut stage).fails_with(taken());
    }
    list.clawback(&mut stage, 0).succeeds();
    swapped.create(&mut stage).fails_with(taken());
    list.close_page(&mut stage, 0).succeeds();
    swapped.create(&mut stage).fails_with(taken());
}

#[test]
fn attack_62_a_list_that_is_gone_leaves_its_number_and_nothing_else() {
    let list = List::of(&[("alice", 600), ("bob", 400)]);
    let mut stage = list.open();
    list.claim(&mut stage, 0).succeeds();
    stage.warp(ENDS);
    list.clawback(&mut stage, 0).succeeds();
    list.close_page(&mut stage, 0).succeeds();
    list.close(&mut stage).succeeds();
    let held = list.held(&mut stage, "alice");

    let next =
        List::of(&[("alice", 600), ("bob", 300)]).with(|args| args.ends_at = ENDS + 30 * 86_400);
    next.activated(&mut stage);

    // The old proofs are worth nothing; the new list starts with empty pages.
    let alice: Address = address("alice");
    let call = next.claim_with(&mut stage, &alice, 0, 600, &list.proof(0));
    call.fails_with(DistributorError::ProofMismatch);
    assert_eq!(next.page(&mut stage, 0).claimed, 0);
    next.claim(&mut stage, 0).succeeds();
    assert_eq!(next.held(&mut stage, "alice"), held + 600);
}
