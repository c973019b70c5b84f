//! claim
use groundswell_tests::{DistributorError, List, list::*};

#[test]
fn pays_a_listed_wallet() {
    let list = List::of(&[("alice", 600), ("bob", 400)]);
    let mut stage = list.open();
    let cu = list.claim(&mut stage, 0).succeeds();
    assert_eq!(list.held(&mut stage, "alice"), 600);
    assert_eq!(list.vault(&mut stage, 0), 400);
    list.claim(&mut stage, 0).fails_with(DistributorError::AlreadyClaimed);
    eprintln!("{cu}");
}

#[test]
fn cost() {
    let list = List::over(crowd(131_072));
    let mut stage = list.open_lite();
    let wallet = list.entries[77_777].0;
    let open = list.open_account(&wallet);
    stage.run(&[open], &[]);
    eprintln!("{}", list.claim_only(&mut stage, 77_777).succeeds());
}

#[test]
fn levels() {
    let list = List::over(crowd(131_072));
    let mut stage = list.open_lite();
    for index in [0, 131_071, 77_777, 131_070] {
        let wallet = list.entries[index as usize].0;
        let open = list.open_account(&wallet);
        stage.run(&[open], &[]);
        let claim = list.keys.claim(&wallet, index, list.entries[index as usize].1, &list.proof(index));
        let payer = stage.key("payer");
        let out = stage.ledger.send(&[claim], &[&payer]);
        let mut last = 200_000i64;
        for l in &out.logs { if let Some(r) = l.split("consumption: ").nth(1) { let u: i64 = r.split(' ').next().unwrap().parse().unwrap(); eprint!("{} ", last-u); last=u; } }
        eprintln!(" = {}", out.compute_units);
    }
}
