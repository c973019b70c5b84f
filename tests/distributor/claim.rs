//! claim
use groundswell_tests::{DistributorError, List, list::*};

#[test]
fn pays_a_listed_wallet() {
    let list = List::of(&[("alice", 600), ("bob", 400)]);
    let mut stage = list.open();
    list.claim(&mut stage, 0).succeeds();
    assert_eq!(list.held(&mut stage, "alice"), 600);
    assert_eq!(list.vault(&mut stage, 0), 400);
    list.claim(&mut stage, 0).fails_with(DistributorError::AlreadyClaimed);
}
