//! What those who watch are told
//! ├── Funded ...... by fund and by activate, with what was moved
//! ├── Claimed ..... one for each leaf, numbered by its page
//! └── ClawedBack .. with what was burned or sent on

use anchor_lang::{Discriminator, bytemuck};
use groundswell_sdk::distributor_program::event::{Claimed, ClawedBack, Funded};
use groundswell_tests::{List, Stage, list::*, stage::address};
use solana_instruction::Instruction;

fn list() -> List {
    List::of(&[("alice", 600), ("bob", 400)]).with_steps(&[5_000, 10_000])
}

/// What stands in the log after `Program data: `.
fn logged<E: Discriminator + bytemuck::Pod>(event: &E) -> String {
    let bytes = [E::DISCRIMINATOR, bytemuck::bytes_of(event)].concat();
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let four = |three: &[u8]| -> String {
        let bits = three.iter().fold(0, |bits, byte| bits << 8 | u32::from(*byte));
        let bits = bits << (8 * (3 - three.len()));
        let letter = |n: usize| letters[(bits >> (18 - 6 * n) & 63) as usize] as char;
        (0..4).map(|n| if n <= three.len() { letter(n) } else { '=' }).collect()
    };
    bytes.chunks(3).map(four).collect()
}

/// The events of a transaction, as logged.
fn told(stage: &mut Stage, instruction: Instruction, signers: &[&str]) -> Vec<String> {
    let mut keys = vec![stage.key("payer")];
    keys.extend(signers.iter().map(|name| stage.key(name)));
    let outcome = stage.ledger.send(&[instruction], &keys.iter().collect::<Vec<_>>());
    assert_eq!(outcome.result, Ok(()), "{}", outcome.logs.join("\n"));
    let event = |line: &String| line.strip_prefix("Program data: ").map(String::from);
    outcome.logs.iter().filter_map(event).collect()
}

#[test]
fn a_vault_that_is_funded() {
    for donated in [0, 999, 1_000] {
        let list = list();
        let mut stage = list.lite();
        list.make(&mut stage);
        list.donate(&mut stage, 0, donated);
        let creator = address("creator");
        let from = list.keys.account_of(&creator).0;

        let events = if donated == 1_000 {
            told(&mut stage, list.keys.activate(0), &[])
        } else {
            told(&mut stage, list.keys.fund(creator, from, 0), &["creator"])
        };

        let expected = Funded {
            distributor: list.keys.distributor,
            vault: 0,
            amount: 1_000 - donated,
            is_active: 1,
            time: MADE,
            sequence: 1,
        };
        assert_eq!(events, [logged(&expected)]);
    }
}

#[test]
fn every_leaf_that_is_paid() {
    let list = list();
    let mut stage = list.open_lite();
    let (alice, bob) = (address("alice"), address("bob"));
    stage.run(&[list.open_account(&alice), list.open_account(&bob)], &[]);
    let event = |claimant, index, amount, steps, time, sequence| {
        let distributor = list.keys.distributor;
        logged(&Claimed { distributor, claimant, index, amount, steps, time, sequence })
    };

    let one = told(&mut stage, list.keys.claim(&alice, 0, 600, &list.proof(0)), &[]);
    let later = STARTS + 86_400;
    stage.warp(later);
    let both = list.keys.claim_many(&[(alice, 0, 600), (bob, 1, 400)], &[]);
    let both = told(&mut stage, both, &[]);

    assert_eq!(one, [event(alice, 0, 300, 1, STARTS, 1)]);
    assert_eq!(both, [event(alice, 0, 300, 2, later, 2), event(bob, 1, 400, 2, later, 3)]);
}

#[test]
fn a_vault_that_is_clawed_back() {
    let list = list();
    let mut stage = list.open_lite();
    list.claim(&mut stage, 0).succeeds();
    stage.warp(ENDS);
    let burn = groundswell_sdk::distributor_program::state::Sink::Burn;

    let clawback = list.keys.clawback(0, address("payer"), burn, Default::default());
    let events = told(&mut stage, clawback, &[]);

    let expected = ClawedBack {
        distributor: list.keys.distributor,
        vault: 0,
        burned: 700,
        sent_on: 0,
        time: ENDS,
        sequence: 2,
    };
    assert_eq!(events, [logged(&expected)]);
}
