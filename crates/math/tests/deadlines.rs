//! The time that lists and mandates of a launch leave, counted from the last moment at which its
//! sale can settle or from their own beginning, each at both sides of its boundary.
//!
//! ```text
//! deadlines
//! ├── an airdrop ends 30 days after that, or later
//! ├── a mandate ends 180 days after that, or later
//! ├── who begins later has as long from then on
//! └── one that ends before it leaves no time, at the ends of time too
//! ```

use groundswell_math::{
    charter::{Bound, Finding, Limit},
    terms::{AIRDROP_WINDOW_MIN, BUYBACK_WINDOW_MIN, Terms},
};

const DAY: i64 = 86_400;
const CLOSES: i64 = 1_000_000;
const GRACE: u32 = 3 * 86_400;
/// The last moment at which the sale can settle.
const LAST: i64 = CLOSES + 3 * DAY;

fn airdrop(closes_at: i64, grace: u32, from: i64, ends_at: i64) -> Finding {
    let mut found = vec![];
    Terms::airdrop_findings(closes_at, grace, from, ends_at, &mut |finding| found.push(finding));
    assert_eq!(found.len(), 1);
    found.remove(0)
}

fn mandate(closes_at: i64, grace: u32, from: i64, ends_at: i64) -> Finding {
    let mut found = vec![];
    Terms::buyback_findings(closes_at, grace, from, ends_at, &mut |finding| found.push(finding));
    assert_eq!(found.len(), 1);
    found.remove(0)
}

#[test]
fn an_airdrop_leaves_its_claimants_thirty_days() {
    assert_eq!(AIRDROP_WINDOW_MIN, 30 * DAY as u128);
    let limit = Limit::AtLeast(30 * DAY as u128);
    let ends = |seconds: i64| airdrop(CLOSES, GRACE, LAST, LAST + seconds);

    let found = ends(30 * DAY - 1);
    let actual = 30 * DAY as u128 - 1;
    assert_eq!(found, Finding { bound: Bound::AirdropWindow, index: 0, actual, limit });
    assert_eq!((found.holds(), found.distance()), (false, 1));
    assert!(ends(30 * DAY).holds());
    assert!(ends(30 * DAY + 1).holds());
}

#[test]
fn a_mandate_has_a_hundred_and_eighty_days_to_buy() {
    assert_eq!(BUYBACK_WINDOW_MIN, 180 * DAY as u128);
    let limit = Limit::AtLeast(180 * DAY as u128);
    let ends = |seconds: i64| mandate(CLOSES, GRACE, LAST, LAST + seconds);

    let found = ends(180 * DAY - 1);
    let actual = 180 * DAY as u128 - 1;
    assert_eq!(found, Finding { bound: Bound::BuybackWindow, index: 0, actual, limit });
    assert_eq!((found.holds(), found.distance()), (false, 1));
    assert!(ends(180 * DAY).holds());
    assert!(ends(180 * DAY + 1).holds());
}

#[test]
fn who_begins_later_has_as_long_from_then_on() {
    for (found, days) in [(airdrop as fn(_, _, _, _) -> _, 30), (mandate, 180)] {
        for (from, counted) in [(LAST - 1, LAST), (LAST, LAST), (LAST + 1, LAST + 1)] {
            let ends = |seconds: i64| found(CLOSES, GRACE, from, counted + days * DAY + seconds);
            assert!(!ends(-1).holds(), "{from}");
            assert!(ends(0).holds(), "{from}");
        }
        assert_eq!(found(CLOSES, GRACE, i64::MAX, i64::MAX).actual, 0);
    }
}

#[test]
fn what_ends_before_the_sale_can_settle_leaves_no_time() {
    for found in [airdrop, mandate] {
        let until = |ends_at: i64| found(CLOSES, GRACE, CLOSES, ends_at).actual;
        assert_eq!([LAST, LAST + 1, CLOSES, CLOSES - 1].map(until), [0, 1, 0, 0]);
        assert_eq!(found(i64::MAX, u32::MAX, i64::MAX, i64::MIN).actual, 0);
        assert_eq!(found(i64::MIN, 0, i64::MIN, i64::MAX).actual, u128::from(u64::MAX));
    }
}
