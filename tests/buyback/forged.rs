//! Accounts that look like the program's
//! ├── the same bytes, owned by another program . refuses: IllegalOwner
//! └── the program's, of another type ........... refuses: InvalidAccountData

use groundswell_tests::{MandateGiven, Stage, mandate::*, stage::address};
use solana_address::Address;
use solana_instruction::error::InstructionError;

/// A tender that is cleared, with one offer to collect.
fn cleared(mandate: &MandateGiven) -> Stage {
    mandate.cleared(5_000, &[("alice", 5_000, 30_000)])
}

/// Puts the same bytes elsewhere, owned by a program of mallory's.
fn forge(stage: &mut Stage, from: Address, name: &str) -> Address {
    let mut account = stage.ledger.account(&from).unwrap();
    account.owner = address("mallory");
    stage.ledger.set_account(address(name), account);
    address(name)
}

#[test]
fn attack_04_the_same_bytes_of_another_program_are_nothing() {
    let mandate = MandateGiven::default();
    let stage = &mut cleared(&mandate);
    for (field, at) in [
        ("mandate", mandate.keys.mandate),
        ("tender", mandate.keys.tender(0)),
        ("receipt", mandate.keys.receipt(0)),
        ("offer", mandate.offer_at("alice", 0, 5_000)),
    ] {
        let forged = forge(stage, at, "forged");
        let call = mandate.collect(stage, "alice", 0, 5_000).with_account(field, forged);
        call.fails_with(InstructionError::IllegalOwner);
    }
    let forged = forge(stage, mandate.keys.mandate, "forged");
    let call = mandate.fund(stage).with_account("mandate", forged);
    call.fails_with(InstructionError::IllegalOwner);
    mandate.collect(stage, "alice", 0, 5_000).succeeds();
}

#[test]
fn attack_05_another_type_is_nothing_either() {
    let mandate = MandateGiven::default();
    let other = MandateGiven::number(2);
    let stage = &mut mandate.opened(5_000);
    other.create(stage).succeeds();
    other.pay_in(stage, 5_000);
    other.open(stage, 0).succeeds();
    mandate.offer(stage, "alice", 0, 5_000, 30_000).succeeds();
    stage.warp(BEGINS + CLOSE);
    mandate.clear(stage, 0).succeeds();
    let tender = other.keys.tender(0);

    // Each is larger than what belongs there.
    for field in ["mandate", "receipt", "offer"] {
        let call = mandate.collect(stage, "alice", 0, 5_000).with_account(field, tender);
        call.fails_with(InstructionError::InvalidAccountData);
    }
    mandate.collect(stage, "alice", 0, 5_000).succeeds();
}
