//! Calendars to test with.

use groundswell_math::mandate::{Calendar, Span};
use proptest::{
    collection::vec,
    prelude::*,
    test_runner::{Config, RngSeed},
};

/// `cases` runs from one fixed seed: the same mandates on every machine.
pub fn fixed(cases: u32) -> Config {
    let rng_seed = RngSeed::Fixed(20_260_802);
    Config { cases, rng_seed, failure_persistence: None, ..Config::default() }
}

pub const DAY: i64 = 86_400;

/// A year of weeks, each with a tender of two days that freezes for its last hour.
pub const WEEKS: Calendar = Calendar {
    opens_at: 1_000,
    ends_at: 1_000 + 52 * 7 * DAY,
    cycle_seconds: 7 * 86_400,
    tender_seconds: 2 * 86_400,
    freeze_seconds: 3_600,
};

/// Calendars of seconds: too small for `check`, small enough to count through.
pub fn small() -> impl Strategy<Value = Calendar> {
    (-20..20i64, -3..80i64, 1..9u32, 0..9u32, 0..5u32).prop_map(
        |(opens_at, length, cycle_seconds, tender, freeze)| {
            let tender_seconds = tender.min(cycle_seconds);
            let freeze_seconds = freeze.min(tender_seconds);
            let ends_at = opens_at + length;
            Calendar { opens_at, ends_at, cycle_seconds, tender_seconds, freeze_seconds }
        },
    )
}

/// Any calendar, mostly one that `check` refuses.
pub fn any_calendar() -> impl Strategy<Value = Calendar> {
    (moment(), moment(), any::<[u32; 3]>()).prop_map(|(opens_at, ends_at, lengths)| {
        let [cycle_seconds, tender_seconds, freeze_seconds] = lengths;
        Calendar { opens_at, ends_at, cycle_seconds, tender_seconds, freeze_seconds }
    })
}

/// Any moment, often one at the edge.
pub fn moment() -> impl Strategy<Value = i64> {
    let edges = vec![i64::MIN, i64::MIN + 1, -1, 0, 1, i64::MAX - 1, i64::MAX];
    prop_oneof![any::<i64>(), -100..100i64, proptest::sample::select(edges)]
}

/// Spans around a small calendar, some of them empty or the wrong way round.
pub fn spans() -> impl Strategy<Value = Vec<Span>> {
    let span = (-30..100i64, -2..25i64).prop_map(|(from, long)| Span { from, until: from + long });
    vec(span, 0..8)
}
