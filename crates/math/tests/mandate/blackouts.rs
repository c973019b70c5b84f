//! Blackouts: which tenders they meet, and the first that none does.

use groundswell_math::{
    mandate::{Calendar, Span, Tender, around, is_blacked_out, unlocks},
    schedule::Schedule,
    window::Step,
};
use proptest::{collection::vec, prelude::*};

use crate::given::{DAY, WEEKS, any_calendar, fixed, moment, small, spans};

fn span(from: i64, until: i64) -> Span {
    Span { from, until }
}

#[test]
fn spans_meet_if_they_share_a_second() {
    let meets = |from, until| span(from, until).overlaps(span(10, 20));
    assert!(!meets(0, 10));
    assert!(meets(0, 11));
    assert!(meets(19, 30));
    assert!(!meets(20, 30));
    assert!(meets(12, 13) && meets(i64::MIN, i64::MAX));
    assert!(!meets(15, 15) && !meets(16, 14) && !meets(20, 10));
}

#[test]
fn a_tender_is_blacked_out_if_its_first_or_last_second_is() {
    let tender = Tender { opens_at: 10, freezes_at: 15, closes_at: 20 };
    let by = |spans: &[Span]| is_blacked_out(tender, spans.iter().copied());
    assert!(!by(&[]));
    assert!(!by(&[span(0, 10), span(20, 30)]));
    assert!(by(&[span(0, 10), span(10, 11)]));
    assert!(by(&[span(19, 20), span(20, 30)]));
}

#[test]
fn a_blackout_lies_on_both_sides_of_an_unlock() {
    assert_eq!(around(100, 30), span(70, 130));
    assert!(!around(100, 0).overlaps(span(i64::MIN, i64::MAX)));
    assert!(around(100, 1).overlaps(span(100, 101)));
    assert_eq!(around(i64::MIN + 5, 10), span(i64::MIN, i64::MIN + 15));
    assert_eq!(around(i64::MAX - 5, 10), span(i64::MAX - 15, i64::MAX));
}

#[test]
fn a_line_unlocks_at_its_cliff_and_steps_at_each() {
    let line = Schedule::Linear { start: 5, cliff: 7, end: 90 };
    assert_eq!(unlocks(&line).collect::<Vec<_>>(), [7]);
    let steps = [(3, 1_000), (8, 9_000), (9, 10_000)]
        .map(|(unlocks_at, share_bps)| Step { unlocks_at, share_bps });
    assert_eq!(unlocks(&Schedule::Steps(&steps)).collect::<Vec<_>>(), [3, 8, 9]);
    assert_eq!(unlocks(&Schedule::Steps(&[])).count(), 0);
}

#[test]
fn a_month_around_an_unlock_skips_the_weeks_whose_tender_it_meets() {
    let opening = |week: i64| WEEKS.opens_at + week * 7 * DAY;
    // From the first second after the tender of week 2 until the last before that of week 6.
    let free = span(opening(2) + 2 * DAY, opening(6));
    let skipped = |spans: &[Span]| -> Vec<u32> {
        let tender = |week| WEEKS.tender_of(week).expect("a week of the year");
        (0..9).filter(|week| is_blacked_out(tender(*week), spans.iter().copied())).collect()
    };
    assert_eq!(skipped(&[free]), [3, 4, 5]);
    assert_eq!(skipped(&[span(free.from - 1, free.until)]), [2, 3, 4, 5]);
    assert_eq!(skipped(&[span(free.from, free.until + 1)]), [3, 4, 5, 6]);
}

#[test]
fn the_first_free_cycle_is_behind_the_spans_that_meet_those_before() {
    let opening = |week: i64| WEEKS.opens_at + week * 7 * DAY;
    let first = |spans: &[Span]| WEEKS.first_free(spans);
    assert_eq!(first(&[]), Some(0));
    assert_eq!(first(&[span(0, opening(0))]), Some(0));
    assert_eq!(first(&[span(0, opening(0) + 1)]), Some(1));
    assert_eq!(first(&[span(0, opening(1))]), Some(1));
    assert_eq!(first(&[span(0, opening(1) + 1)]), Some(2));
    // Each meets the tender that the one before left free, in whatever order they are given.
    let chain = [span(opening(2), opening(3)), span(0, opening(1)), span(opening(1), opening(2))];
    assert_eq!(first(&chain), Some(3));
    assert_eq!(first(&[span(opening(1), i64::MAX)]), Some(0));
    assert_eq!(first(&[span(0, opening(51))]), Some(51));
    assert_eq!(first(&[span(0, opening(51) + 1)]), None);
    assert_eq!(first(&[span(i64::MIN, i64::MAX)]), None);
}

#[test]
fn many_cycles_are_passed_in_one_jump() {
    let seconds = Calendar {
        opens_at: i64::MIN,
        ends_at: i64::MIN + i64::from(u32::MAX),
        cycle_seconds: 1,
        tender_seconds: 1,
        freeze_seconds: 0,
    };
    let last = i64::MIN + i64::from(u32::MAX) - 1;
    assert_eq!(seconds.first_free(&[span(i64::MIN, last)]), Some(u32::MAX - 1));
    assert_eq!(seconds.first_free(&[span(i64::MIN, last + 1)]), None);
}

proptest! {
    #![proptest_config(fixed(5_000))]

    /// Every cycle tried, every second of its tender looked for in every span.
    #[test]
    fn the_first_free_cycle_is_the_first_that_trying_finds(calendar in small(), spans in spans()) {
        let free = |cycle: &u32| {
            let tender = calendar.tender_of(*cycle).expect("it is one of them");
            let inside = |second| spans.iter().any(|s| s.from <= second && second < s.until);
            let free = !(tender.opens_at..tender.closes_at).any(inside);
            assert_eq!(is_blacked_out(tender, spans.iter().copied()), !free);
            free
        };
        let found: Vec<u32> = (0..calendar.cycles()).filter(free).collect();
        prop_assert_eq!(calendar.first_free(&spans), found.first().copied());
    }

    /// More blackouts never free an earlier cycle.
    #[test]
    fn more_spans_never_free_an_earlier_cycle(
        calendar in small(), spans in spans(), more in spans(),
    ) {
        let both = [&spans[..], &more].concat();
        if let Some(free) = calendar.first_free(&both) {
            prop_assert!(calendar.first_free(&spans).is_some_and(|earlier| earlier <= free));
        }
    }

    #[test]
    fn whatever_the_calendar_and_the_spans_nothing_panics(
        calendar in any_calendar(), ends in vec((moment(), moment()), 0..9), seconds: u32,
    ) {
        let spans: Vec<Span> = ends.iter().map(|(from, until)| span(*from, *until)).collect();
        if let Some(free) = calendar.first_free(&spans) {
            let tender = calendar.tender_of(free);
            prop_assert!(tender.is_some_and(|tender| !is_blacked_out(tender, spans)));
        }
        for (unlock, _) in ends {
            let Span { from, until } = around(unlock, seconds);
            prop_assert!(from <= unlock && unlock <= until);
        }
    }
}
