//! Where unclaimed tokens go
//! ├── burn ................... supply shrinks
//! ├── buyback ................ to the mandate's associated account
//! │   ├── any other account .. refuses: WrongSink
//! │   └── no mandate ......... refuses: SinkNotReady for 180 days; then they are burned
//! └── next list .............. to its first vault, and counts for its funding
//!     ├── any other account .. refuses: WrongSink
//!     └── no list, no vault, another mint: SinkNotReady for 180 days; then they are burned

use anchor_lang::prelude::ErrorCode;
use groundswell_program::BUYBACK_ID;
use groundswell_sdk::{
    Address,
    distributor_program::{CreateArgs, ID, state::Sink},
};
use groundswell_tests::{DistributorError, List, Stage, list::*, mandate, stage::address, tokens};
use solana_account::Account;

const LATER: i64 = ENDS + 300 * 86_400;

fn entries() -> Vec<(Address, u64)> {
    List::of(&[("alice", 600), ("bob", 400)]).entries
}

fn to(sink: Sink, at: Address) -> impl FnOnce(&mut CreateArgs) {
    move |args| {
        args.sink = sink as u8;
        args.sink_address = at;
    }
}

fn to_mandate() -> List {
    List::number(1, entries()).with(to(Sink::Buyback, address("mandate")))
}

/// A double for a mandate. tests/buyback/sink.rs has a real one.
fn make_mandate(stage: &mut Stage, owner: Address) {
    let double = Account { owner, ..mandate::double(&address("mint")) };
    stage.ledger.set_account(address("mandate"), double);
}

/// The list after this one, open until `LATER`.
fn next() -> List {
    List::number(2, entries()).with(|args| args.ends_at = LATER)
}

fn to_next() -> List {
    List::number(1, entries()).with(to(Sink::Next, next().keys.distributor))
}

/// 600 of 1,000 are claimed, and the list has ended.
fn ended(list: &List) -> Stage {
    let mut stage = list.open();
    list.claim(&mut stage, 0).succeeds();
    stage.warp(ENDS);
    stage
}

fn wrong() -> DistributorError {
    DistributorError::WrongSink
}

fn waits() -> DistributorError {
    DistributorError::SinkNotReady
}

/// Refused for 180 days; then burned, without an account that takes tokens.
fn waits_then_burns(list: &List, stage: &mut Stage) {
    for now in [ENDS, WAITED - 1] {
        stage.warp(now);
        list.clawback(stage, 0).fails_with(waits());
    }
    let supply = stage.supply(&list.keys.mint);
    stage.warp(WAITED);
    list.clawback(stage, 0).with_account("sink", ID).fails_with(wrong());
    list.clawback(stage, 0).with_account("sink_tokens", ID).succeeds();
    assert_eq!(stage.supply(&list.keys.mint), supply - 400);
}

#[test]
fn burns_where_the_list_says_so() {
    let list = List::number(1, entries());
    let mut stage = ended(&list);
    let supply = stage.supply(&list.keys.mint);

    // Whatever else is named is not looked at.
    let mallory = list.keys.account_of(&address("mallory")).0;
    stage.run(&[list.open_account(&address("mallory"))], &[]);
    let named = list.keys.clawback(0, address("payer"), Sink::Buyback, address("mallory"));
    assert_eq!(named.accounts[5].pubkey, mallory);
    stage.call(named, "Clawback", &[]).succeeds();

    assert_eq!(stage.supply(&list.keys.mint), supply - 400);
    assert_eq!(stage.balance(&mallory), 0);
}

#[test]
fn a_mandate_is_paid() {
    let list = to_mandate();
    let mut stage = ended(&list);
    make_mandate(&mut stage, BUYBACK_ID);
    let supply = stage.supply(&list.keys.mint);
    list.donate(&mut stage, 0, 7);

    // Its account is not there yet: anyone opens it.
    list.clawback(&mut stage, 0).fails_with(wrong());
    let open = list.open_account(&address("mandate"));
    list.clawback(&mut stage, 0).after(open).succeeds();

    assert_eq!(list.held(&mut stage, "mandate"), 407);
    assert_eq!(stage.supply(&list.keys.mint), supply + 7);
    assert!(stage.ledger.account(&list.keys.vault(0)).is_none());
}

#[test]
fn attack_79_refuses_any_account_but_the_mandates() {
    let list = to_mandate();
    let mut stage = ended(&list);
    make_mandate(&mut stage, BUYBACK_ID);
    stage.run(
        &[list.open_account(&address("mandate")), list.open_account(&address("mallory"))],
        &[],
    );
    let mallory = address("mallory");
    let theirs = list.keys.account_of(&mallory).0;
    let bump = list.keys.account_of(&mallory).1;

    // Also when it could be burned by now, if there were no mandate.
    for now in [ENDS, WAITED] {
        stage.warp(now);
        list.clawback(&mut stage, 0).with_account("sink", mallory).fails_with(wrong());
        list.clawback(&mut stage, 0).with_account("sink_tokens", theirs).fails_with(wrong());
        let mut tampered = list.keys.clawback(0, address("payer"), Sink::Buyback, mallory);
        tampered.data[9] = bump;
        stage.call(tampered.clone(), "Clawback", &[]).fails_with(wrong());
        let call = stage.call(tampered, "Clawback", &[]).with_account("sink", address("mandate"));
        call.fails_with(wrong());
        // Nor none at all.
        for field in ["sink", "sink_tokens"] {
            let none = list.clawback(&mut stage, 0).with_account(field, ID);
            none.fails_with(wrong());
        }
        let own = list.clawback(&mut stage, 0).with_account("sink_tokens", list.keys.vault(0));
        own.fails_with(ErrorCode::ConstraintDuplicateMutableAccount);
    }

    list.clawback(&mut stage, 0).succeeds();
    assert_eq!(list.held(&mut stage, "mandate"), 400);
}

#[test]
fn a_mandate_that_does_not_exist_is_waited_for() {
    let list = to_mandate();

    waits_then_burns(&list, &mut ended(&list));

    // Neither does one of another program, nor one that appears in time count as missing.
    let mut stage = ended(&list);
    make_mandate(&mut stage, address("mallory's program"));
    stage.run(&[list.open_account(&address("mandate"))], &[]);
    waits_then_burns(&list, &mut stage);
    let mut stage = ended(&list);
    stage.warp(WAITED - 1);
    make_mandate(&mut stage, BUYBACK_ID);
    let open = list.open_account(&address("mandate"));
    list.clawback(&mut stage, 0).after(open).succeeds();
    assert_eq!(list.held(&mut stage, "mandate"), 400);
}

#[test]
fn attack_64_the_next_list_is_funded_by_what_is_left() {
    let (list, next) = (to_next(), next());
    let mut stage = ended(&list);
    next.make(&mut stage);
    next.donate(&mut stage, 0, 599);
    let supply = stage.supply(&list.keys.mint);

    next.activate(&mut stage, 0).fails_with(DistributorError::Underfunded);
    list.clawback(&mut stage, 0).succeeds();
    next.activate(&mut stage, 0).fails_with(DistributorError::Underfunded);
    let creator = next.held(&mut stage, "creator");
    next.fund(&mut stage, 0).succeeds();

    assert_eq!(next.vault(&mut stage, 0), 1_000);
    assert_eq!(creator - next.held(&mut stage, "creator"), 1);
    assert_eq!(stage.supply(&list.keys.mint), supply);
    next.claim(&mut stage, 0).succeeds();
    next.claim(&mut stage, 1).succeeds();
}

#[test]
fn attack_79_refuses_any_account_but_the_next_lists_first_vault() {
    let (list, next) = (to_next(), next());
    let third = List::number(3, entries()).with(|args| args.ends_at = LATER);
    let mut stage = ended(&list);
    next.make(&mut stage);
    third.make(&mut stage);
    let creator = list.keys.account_of(&list.keys.creator).0;

    for now in [ENDS, WAITED] {
        stage.warp(now);
        for at in [third.keys.vault(0), next.keys.vault(1), creator] {
            list.clawback(&mut stage, 0).with_account("sink_tokens", at).fails_with(wrong());
        }
        for at in [third.keys.distributor, next.keys.page(0), address("mallory")] {
            list.clawback(&mut stage, 0).with_account("sink", at).fails_with(wrong());
        }
    }

    for field in ["sink", "sink_tokens"] {
        list.clawback(&mut stage, 0).with_account(field, ID).fails_with(wrong());
    }
    list.clawback(&mut stage, 0).succeeds();
    assert_eq!(next.vault(&mut stage, 0), 400);
}

#[test]
fn a_next_list_that_cannot_take_it_is_waited_for() {
    let list = to_next();

    waits_then_burns(&list, &mut ended(&list));

    // Made, but without a vault.
    let mut stage = ended(&list);
    next().create(&mut stage).succeeds();
    waits_then_burns(&list, &mut stage);

    // Its vault was clawed back already.
    let mut stage = list.open();
    list.claim(&mut stage, 0).succeeds();
    let short = next().with(|args| args.ends_at = ENDS);
    short.make(&mut stage);
    stage.warp(ENDS);
    short.clawback(&mut stage, 0).succeeds();
    waits_then_burns(&list, &mut stage);

    // Lamports, or an account of another program, where it should be.
    let mut stage = ended(&list);
    stage.ledger.airdrop(&next().keys.distributor, 1_000_000);
    waits_then_burns(&list, &mut stage);
}

#[test]
fn a_next_list_of_another_mint_is_none() {
    let mut other = List::of(&[("alice", 1)]);
    let (mint, creator) = (address("other mint"), address("creator"));
    other.keys.mint = mint;
    other.keys.distributor = groundswell_sdk::pda::distributor(&mint, &creator, 1).0;
    let list = List::number(1, entries()).with(to(Sink::Next, other.keys.distributor));
    let mut stage = ended(&list);
    stage.make_mint("other mint", &tokens::TOKEN, "creator", 1);
    other.args.ends_at = LATER;
    other.create(&mut stage).succeeds();
    other.open_vault(&mut stage, 0).succeeds();

    waits_then_burns(&list, &mut stage);
}

#[test]
fn a_next_list_that_has_ended_passes_it_on() {
    let (list, next) = (to_next(), next().with(|args| args.ends_at = ENDS));
    let mut stage = list.open();
    list.claim(&mut stage, 0).succeeds();
    next.make(&mut stage);
    stage.warp(ENDS);
    let supply = stage.supply(&list.keys.mint);

    list.clawback(&mut stage, 0).succeeds();
    assert_eq!(next.vault(&mut stage, 0), 400);
    next.clawback(&mut stage, 0).succeeds();

    assert_eq!(stage.supply(&list.keys.mint), supply - 400);
}

#[test]
fn attack_32_a_sink_that_can_be_none_holds_nothing_up() {
    let named = |of: fn(&List) -> Address| {
        let list = to_mandate();
        let at = of(&list);
        list.with(|args| args.sink_address = at)
    };
    for list in [
        named(|list| list.keys.mint),
        named(|list| list.keys.vault(0)),
        named(|_| address("payer")),
        named(|list| list.keys.account_of(&address("alice")).0),
    ] {
        let mut stage = ended(&list);

        waits_then_burns(&list, &mut stage);

        list.close_page(&mut stage, 0).succeeds();
        list.close(&mut stage).succeeds();
    }
}
