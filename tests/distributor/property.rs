//! Random lists, claimed at random. After every step each vault holds what is still owed and
//! what was given to it, and at the end everything is back with who paid it.
//!
//! INV-8: nobody is paid more than the leaf, and all are paid out of what was funded.
//! INV-9: nothing is clawed back before the end, and nothing claimed after it.
//! INV-10: what the list is does not change.

use crate::run::{Run, Tally, WHO_PAID};
use groundswell_sdk::math::bitmap::pages;
use groundswell_tests::{DistributorError, list::*, stage::address};

const RUNS: u64 = 30;
const ACTIONS: usize = 40;

#[test]
fn inv_8_every_vault_holds_what_is_owed_and_in_the_end_nothing_is_left() {
    let mut all = Tally::default();
    for seed in 0..RUNS {
        let mut run = Run::new(seed);
        for _ in 0..ACTIONS {
            run.act();
            run.check();
        }
        wind_up(&mut run);
        let Tally { paid, paid_together, refused, donated } = run.tally;
        all.paid += paid;
        all.paid_together += paid_together;
        all.refused += refused;
        all.donated += donated;
    }
    // Of the actions, enough of each kind did something.
    println!("{all:?}");
    assert!(all.paid > 100 && all.paid_together > 50 && all.refused > 100 && all.donated > 50);
}

/// After the end: nothing is paid, everything is emptied and closed, by anyone and in any order.
fn wind_up(run: &mut Run) {
    run.stage.warp(ENDS);
    run.list.claim(&mut run.stage, 0).fails_with(DistributorError::Ended);
    let vaults = 0..run.list.keys.vault_count();
    let held: u64 = vaults.clone().map(|number| run.list.vault(&mut run.stage, number)).sum();
    let supply = run.stage.supply(&run.list.keys.mint);

    for number in 0..pages(run.list.keys.count) {
        let close = run.list.keys.close_page(number, address("host"));
        run.stage.call(close, "ClosePage", &[]).succeeds();
    }
    for number in vaults.rev() {
        run.list.close(&mut run.stage).fails_with(DistributorError::NothingToClose);
        let claw = run.clawback(number);
        run.stage.call(claw, "Clawback", &[]).succeeds();
    }
    run.list.close(&mut run.stage).succeeds();

    assert_eq!(run.stage.supply(&run.list.keys.mint), supply - held);
    assert_eq!(WHO_PAID.map(|name| run.stage.lamports(&address(name))), run.before);
}
