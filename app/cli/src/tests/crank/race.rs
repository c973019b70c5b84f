//! Two who crank the same launch at the same time.

use groundswell_cluster::{
    crank::{Choice, Crank, Event, Files},
    send::{Mode, Price, Sender},
};
use groundswell_sdk::list::{Dataset, List};
use solana_signer::Signer;

use super::given::{CONTRIBUTORS, Sold, UNIT, cranker, state};
use crate::tests::given::key;

/// The airdrop's list, from its rows.
fn files(sold: &Sold) -> Files {
    let rows = (10..30).map(|number| (key(number).pubkey(), 5_000_000 * UNIT));
    let at = sold.before.lists[0].list.at;
    Files::of([List::new(at, Dataset::new(rows).unwrap()).unwrap()])
}

#[test]
fn two_cranks_turn_by_turn_end_as_one_alone() {
    let sold = Sold::new(CONTRIBUTORS);
    let (alone, together) = (sold.copy(), sold.copy());
    let files = files(&sold);
    let price = Price::default();
    let payer = cranker();
    let make = |sender| Crank::new(sender, sold.launch, &files, Choice::default(), payer.pubkey());
    let sender = Sender::new(&alone, price, Mode::Send);
    let mut one = make(&sender);
    let mut steps = 0;
    one.run(&payer, &mut |event| {
        if let Event::Done { tasks, .. } = event {
            steps += tasks.len();
        }
    })
    .unwrap();

    let sender = Sender::new(&together, price, Mode::Send);
    let (mut first, mut second) = (make(&sender), make(&sender));
    let (mut taken, mut by_another) = ([0, 0], 0);
    loop {
        let mut is_busy = false;
        for (number, crank) in [&mut first, &mut second].into_iter().enumerate() {
            is_busy |= crank
                .step(&payer, &mut |event| match event {
                    Event::Done { tasks, .. } => taken[number] += tasks.len(),
                    Event::ByAnother(_) => by_another += 1,
                    Event::Due(_) => {}
                })
                .unwrap();
        }
        if !is_busy {
            break;
        }
    }

    assert!(first.held_up().is_empty() && second.held_up().is_empty());
    assert_eq!(taken[0] + taken[1], steps, "nothing twice, nothing left out");
    assert!(taken[0] > 0 && taken[1] > 0 && by_another > 0, "{taken:?} {by_another}");
    assert!(state(&together) == state(&alone));
}
