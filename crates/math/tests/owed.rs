//! What vaults have to hold, at both sides of each boundary.
//!
//! ```text
//! owed
//! ├── contributions .. all deposits until the outcome, then what was not paid out or moved on
//! ├── list ........... nothing before it is funded, then what was not claimed
//! ├── plan ........... nothing, then all of it, then what has not left
//! └── mandate ........ offers, and what was bought and not sunk
//! ```

use groundswell_math::{
    owed::{self, Money, Plan},
    phase::Phase,
};

#[test]
fn contributions_are_owed_until_they_are_paid_out() {
    let money = Money { deposited: 1_000, waiting: 400, accepted: 300, moved: 500 };
    for phase in [Phase::Draft, Phase::Sealed, Phase::Open, Phase::Closed] {
        assert_eq!(owed::contributions(phase, &money), 1_000);
    }
    assert_eq!(owed::contributions(Phase::Failed, &money), 400);
    assert_eq!(owed::contributions(Phase::Settled, &money), 200);
    for (moved, left) in [(0, 700), (699, 1), (700, 0), (701, 0)] {
        let money = Money { moved, ..money };
        assert_eq!(owed::contributions(Phase::Settled, &money), left);
    }
    let most = Money { deposited: u64::MAX, waiting: u128::MAX, accepted: u64::MAX, moved: 0 };
    assert_eq!(owed::contributions(Phase::Settled, &most), u128::MAX);
}

#[test]
fn a_list_owes_what_was_not_claimed_once_it_is_funded() {
    assert_eq!(owed::list(10, 0, false), 0);
    assert_eq!(owed::list(10, 0, true), 10);
    assert_eq!(owed::list(10, 9, true), 1);
    assert_eq!(owed::list(10, 10, true), 0);
    assert_eq!(owed::list(10, 11, true), 0);
}

#[test]
fn a_plan_owes_what_has_not_left_it() {
    let of = |withdrawn, sunk, is_funded, was_sent| {
        owed::plan(&Plan { total: 10, withdrawn, sunk, is_funded, was_sent })
    };
    assert_eq!(of(0, 0, false, false), Some(0));
    assert_eq!(of(0, 0, false, true), Some(10));
    assert_eq!(of(0, 0, true, false), Some(10));
    assert_eq!(of(3, 4, true, true), Some(3));
    assert_eq!(of(3, 7, true, true), Some(0));
    assert_eq!(of(3, 8, true, true), None);
    assert_eq!(of(11, 0, true, true), None);
}

#[test]
fn a_mandate_owes_offers_and_what_it_bought_and_did_not_sink() {
    assert_eq!(owed::mandate(5, 3, 3), Some(5));
    assert_eq!(owed::mandate(5, 3, 2), Some(6));
    assert_eq!(owed::mandate(5, 3, 4), None);
    assert_eq!(owed::mandate(u128::MAX, 1, 0), None);
}
