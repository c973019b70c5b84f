//! crank
//! ├── a launch that settled ......... is taken to its end, to the unit
//! ├── a launch that failed .......... everyone is paid back, everything is closed
//! ├── killed at every send .......... and started again: ends as the undisturbed one did
//! ├── two cranks, turn by turn ...... end as one alone does
//! ├── nothing due, or run twice ..... sends nothing
//! ├── --dry-run ..................... sends nothing, and says what it would cost
//! ├── one wallet that cannot be paid . holds up nobody else
//! └── a file that is no list of it .. is refused

mod given;
mod race;

use groundswell_cluster::{Chain, Interrupted, interrupted::Fault, send::Mode, view::LaunchView};
use groundswell_sdk::Address;
use solana_signer::Signer;

use super::given::{balance, creator, key, mint, quote_mint};
use crate::{
    commands::crank::crank,
    draft::{TOKEN, TOKEN_2022},
};
use given::{CONTRIBUTORS, Sold, UNIT, cranker};

const TREASURY: Address = Address::from_str_const("HarborTreasuryHarborTreasuryHarborTreasuryH");

#[test]
fn a_launch_that_settled_is_taken_to_its_end() {
    let sold = Sold::new(CONTRIBUTORS);
    let ledger = &sold.ledger;

    assert!(sold.to_the_end(ledger).unwrap());

    let tokens = |number: u8| balance(ledger, &key(number).pubkey(), &mint().pubkey(), &TOKEN_2022);
    let money = |wallet: &Address| balance(ledger, wallet, &quote_mint(), &TOKEN);
    // 15 wallets of 250,000 each for 3,600,000: each is taken for 240,000, and gets 10,000 back.
    for number in CONTRIBUTORS {
        assert_eq!(tokens(number), 30_000_000 * UNIT);
        assert_eq!(money(&key(number).pubkey()), 10_000 * UNIT);
    }
    assert!((10..30).all(|number| tokens(number) == 5_000_000 * UNIT), "the airdrop");
    assert!((50..52).all(|number| tokens(number) == 40_000_000 * UNIT), "the VCs");
    assert!((40..43).all(|number| tokens(number) == 0), "KOLs who never disclosed");
    // The shares are of what is certain before all have claimed, one unit less for each of the 15:
    // 40 % of that and 10 %, each rounded down, are 8 short. The treasury has them.
    assert_eq!(money(&TREASURY), 1_800_000 * UNIT + 8);

    let view = sold.view();
    // Sale, airdrop, VCs and liquidity; what KOLs, team, treasury and buyback were to get is burned.
    assert_eq!(view.base_mint.unwrap().value.supply, (450 + 100 + 80 + 120) * 1_000_000 * UNIT);
    assert_eq!(view.base_vault.unwrap().value, 120_000_000 * UNIT);
    // The pool's 40 %, and the 10 % for which nobody offered anything.
    assert_eq!(view.liquidity_vault.unwrap().value, 1_800_000 * UNIT - 8);
    assert!(view.quote_vault.is_none() && view.lists.is_empty() && view.plans.is_empty());
    assert!(view.stream.is_none());
    let mandate = view.mandate.unwrap();
    assert_eq!(mandate.quote_vault.unwrap().value, 0);
    assert!(mandate.tenders.is_empty() && mandate.receipts.is_empty());
}

#[test]
fn a_launch_that_failed_is_taken_to_its_end() {
    let sold = Sold::new(100..104);
    let ledger = &sold.ledger;

    assert!(sold.to_the_end(ledger).unwrap());

    for number in 100..104 {
        let wallet = key(number).pubkey();
        assert_eq!(balance(ledger, &wallet, &quote_mint(), &TOKEN), 250_000 * UNIT);
    }
    let before = &sold.before;
    let supply = ledger.get(&mint().pubkey()).as_ref().and_then(groundswell_cluster::view::mint);
    assert_eq!(supply.unwrap().supply, 0);
    let mut gone = vec![before.launch.at, before.mandate.as_ref().unwrap().mandate.at];
    gone.extend(before.lists.iter().map(|list| list.list.at));
    gone.extend(
        [before.base_vault, before.quote_vault, before.liquidity_vault].map(|it| it.unwrap().at),
    );
    assert!(gone.iter().all(|at| ledger.get(at).is_none()));
    // Only who made them can give up plans that were never funded.
    assert!(before.plans.iter().all(|plan| ledger.get(&plan.plan.at).is_some()));
}

#[test]
fn killed_at_every_send_it_ends_as_if_undisturbed() {
    let sold = Sold::new(CONTRIBUTORS);
    let undisturbed = sold.copy();
    let counted = Interrupted::new(&undisturbed, usize::MAX, Fault::Dropped);
    assert!(sold.now(&counted).unwrap());
    let (expected, sends) = (given::state(&undisturbed), counted.sends());
    assert!(sends > 15, "{sends}");

    for at in 0..sends {
        for fault in [Fault::KilledBefore, Fault::KilledAfter] {
            let ledger = sold.copy();
            let killed = sold.now(&Interrupted::new(&ledger, at, fault));
            assert!(killed.is_err(), "{at} {fault:?}");
            assert!(sold.now(&ledger).unwrap());
            assert!(given::state(&ledger) == expected, "{at} {fault:?}");
        }
    }
}

#[test]
fn what_gets_lost_on_the_way_is_sent_again() {
    let sold = Sold::new(CONTRIBUTORS);
    let undisturbed = sold.copy();
    assert!(sold.now(&undisturbed).unwrap());
    let expected = given::state(&undisturbed);
    for at in [0, 3, 9] {
        for fault in [Fault::LostBefore, Fault::LostAfter, Fault::Dropped] {
            let ledger = sold.copy();
            assert!(sold.now(&Interrupted::new(&ledger, at, fault)).unwrap());
            assert!(given::state(&ledger) == expected, "{at} {fault:?}");
        }
    }
}

#[test]
fn where_nothing_is_due_nothing_is_sent() {
    let sold = Sold::new(CONTRIBUTORS);
    assert!(sold.now(&sold.ledger).unwrap());
    let before = given::state(&sold.ledger);

    let again = Interrupted::new(&sold.ledger, usize::MAX, Fault::Dropped);
    assert!(sold.now(&again).unwrap());

    assert_eq!(again.sends(), 0);
    assert!(given::state(&sold.ledger) == before);
}

#[test]
fn a_dry_run_sends_nothing() {
    let sold = Sold::new(CONTRIBUTORS);
    let before = given::state(&sold.ledger);
    for mode in [Mode::DryRun, Mode::SignOnly] {
        let desk = super::given::desk(&sold.ledger, cranker(), mode);
        assert!(crank(&desk, &sold.args(), &mut given::Once).unwrap());
    }
    assert!(given::state(&sold.ledger) == before);
}

#[test]
fn only_the_step_that_is_asked_for_is_taken() {
    let sold = Sold::new(CONTRIBUTORS);
    let args = crate::args::Crank { only: Some("settle".to_owned()), ..sold.args() };
    let chain = Interrupted::new(&sold.ledger, usize::MAX, Fault::Dropped);

    assert!(
        crank(&super::given::desk(&chain, cranker(), Mode::Send), &args, &mut given::Once).unwrap()
    );

    assert_eq!(chain.sends(), 1);
    let launch = sold.view().launch.value;
    assert!(launch.is_settled.get() && launch.contributors == 15);
}

#[test]
fn one_who_cannot_be_paid_holds_up_nobody_else() {
    let sold = Sold::new(CONTRIBUTORS);
    // The third wallet of the list has given its token account away.
    let wallet = key(12).pubkey();
    sold.give_away(&wallet);

    let is_done = sold.now(&sold.ledger).unwrap();

    assert!(!is_done, "its claim is due, and refused");
    let tokens = |wallet| balance(&sold.ledger, &wallet, &mint().pubkey(), &TOKEN_2022);
    assert_eq!(tokens(wallet), 0);
    let others = (10..30).filter(|number| *number != 12);
    assert!(others.map(|number| key(number).pubkey()).all(|it| tokens(it) == 1_250_000 * UNIT));
    assert_eq!(sold.view().launch.value.contributors, 0);
}

#[test]
fn a_file_that_is_no_list_of_the_launch_is_refused() {
    let sold = Sold::new(CONTRIBUTORS);
    let list = vec![sold.given.path("kols.csv")];
    let args = crate::args::Crank { list, ..sold.args() };

    let desk = super::given::desk(&sold.ledger, cranker(), Mode::Send);
    let said = crank(&desk, &args, &mut given::Once).unwrap_err();

    assert!(!sold.view().launch.value.is_settled.get(), "{said}");
    let text = format!("address,amount\n{},1\n", creator().pubkey());
    sold.given.write("other.csv", &text);
    let args = crate::args::Crank { list: vec![sold.given.path("other.csv")], ..sold.args() };
    let said = crank(&desk, &args, &mut given::Once).unwrap_err().to_string();
    assert!(said.contains("other.csv is the list of no airdrop of this launch"), "{said}");
}

/// The launch, as far as a test asks more than once.
fn settled_view(chain: &dyn Chain, at: &Address) -> LaunchView {
    LaunchView::read(chain, at).unwrap()
}
