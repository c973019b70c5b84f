//! Which calendars are refused, and when their cycles and tenders are.

use groundswell_math::mandate::{
    CYCLE_MAX, CYCLE_MIN, Calendar,
    CalendarError::{self, *},
    FREEZE_MIN, MANDATE_MAX_SECONDS, TENDER_MIN, Tender,
};
use proptest::prelude::*;

use crate::given::{DAY, WEEKS, any_calendar, fixed, moment, small};

fn refusal(calendar: Calendar) -> Option<CalendarError> {
    calendar.check().err()
}

#[test]
fn the_limits_are_a_day_90_days_an_hour_ten_minutes_and_ten_years() {
    assert_eq!((CYCLE_MIN, CYCLE_MAX), (86_400, 90 * 86_400));
    assert_eq!((TENDER_MIN, FREEZE_MIN), (60 * 60, 10 * 60));
    assert_eq!(MANDATE_MAX_SECONDS / 86_400, 3_650);
}

#[test]
fn refuses_cycles_shorter_than_a_day_or_longer_than_90() {
    let cycle = |cycle_seconds: u32| {
        let tender_seconds = cycle_seconds.min(WEEKS.tender_seconds);
        refusal(Calendar { cycle_seconds, tender_seconds, ..WEEKS })
    };
    assert_eq!(refusal(WEEKS), None);
    assert_eq!(cycle(CYCLE_MIN), None);
    assert_eq!(cycle(CYCLE_MIN - 1), Some(CycleLength));
    assert_eq!(cycle(CYCLE_MAX), None);
    assert_eq!(cycle(CYCLE_MAX + 1), Some(CycleLength));
    assert_eq!([0, u32::MAX].map(cycle), [Some(CycleLength); 2]);
}

#[test]
fn refuses_tenders_shorter_than_an_hour_or_longer_than_the_cycle() {
    let tender =
        |tender_seconds| refusal(Calendar { tender_seconds, freeze_seconds: FREEZE_MIN, ..WEEKS });
    assert_eq!(tender(TENDER_MIN), None);
    assert_eq!(tender(TENDER_MIN - 1), Some(TenderLength));
    assert_eq!(tender(WEEKS.cycle_seconds), None);
    assert_eq!(tender(WEEKS.cycle_seconds + 1), Some(TenderLength));
}

#[test]
fn refuses_freezes_shorter_than_ten_minutes_or_longer_than_half_the_tender() {
    let freeze = |tender_seconds, freeze_seconds| {
        refusal(Calendar { tender_seconds, freeze_seconds, ..WEEKS })
    };
    assert_eq!(freeze(3_600, FREEZE_MIN), None);
    assert_eq!(freeze(3_600, FREEZE_MIN - 1), Some(FreezeLength));
    assert_eq!(freeze(3_600, 1_800), None);
    assert_eq!(freeze(3_600, 1_801), Some(FreezeLength));
    assert_eq!(freeze(3_601, 1_800), None);
    assert_eq!(freeze(3_601, 1_801), Some(FreezeLength));
    assert_eq!(freeze(3_600, u32::MAX), Some(FreezeLength));
}

#[test]
fn refuses_an_end_without_a_cycle_or_after_more_than_ten_years() {
    let end = |opens_at: i64, length: i64| {
        refusal(Calendar { opens_at, ends_at: opens_at.saturating_add(length), ..WEEKS })
    };
    assert_eq!(end(5, 7 * DAY), None);
    assert_eq!(end(5, 7 * DAY - 1), Some(TooShort));
    assert_eq!([0, -1, -7 * DAY, i64::MIN].map(|length| end(5, length)), [Some(TooShort); 4]);
    assert_eq!(end(-5, 3_650 * DAY), None);
    assert_eq!(end(-5, 3_650 * DAY + 1), Some(TooLong));
    assert_eq!(end(i64::MIN, i64::MAX), Some(TooLong));
    let all = Calendar { opens_at: i64::MIN, ends_at: i64::MAX, ..WEEKS };
    assert_eq!(refusal(all), Some(TooLong));
    assert_eq!(end(i64::MAX - 7 * DAY, 7 * DAY), None);
}

#[test]
fn a_cycle_begins_in_its_own_second_and_its_tender_with_it() {
    let week = 7 * DAY;
    let at = |second| WEEKS.cycle_at(1_000 + second);
    assert_eq!([-1, 0, week - 1, week].map(at), [None, Some(0), Some(0), Some(1)]);
    assert_eq!([52 * week - 1, 52 * week].map(at), [Some(51), None]);
    let opens_at = 1_000 + 3 * week;
    let closes_at = opens_at + 2 * DAY;
    let tender = Tender { opens_at, freezes_at: closes_at - 3_600, closes_at };
    assert_eq!(WEEKS.tender_of(3), Some(tender));
    assert_eq!((WEEKS.tender_of(51).is_some(), WEEKS.tender_of(52)), (true, None));
}

#[test]
fn a_tender_is_opened_in_the_first_half_of_its_time_for_offers() {
    let tender = Tender { opens_at: 10, freezes_at: 20, closes_at: 25 };
    let may = [9, 10, 14, 15, 19, 24].map(|now| tender.may_open(now));
    assert_eq!(may, [false, true, true, false, false, false]);
    // The odd second belongs to the first half.
    let odd = Tender { freezes_at: 21, ..tender };
    assert_eq!([15, 16].map(|now| odd.may_open(now)), [true, false]);
    let none = Tender { freezes_at: 10, ..tender };
    assert!(!none.may_open(10));
    let extreme = Tender { opens_at: i64::MIN, freezes_at: i64::MAX, closes_at: i64::MAX };
    assert!(extreme.may_open(i64::MIN) && !extreme.may_open(i64::MAX));
}

#[test]
fn offers_are_taken_until_the_freeze() {
    let tender = Tender { opens_at: 10, freezes_at: 20, closes_at: 25 };
    let takes = [9, 10, 19, 20, 24, 25].map(|now| tender.takes_offers(now));
    assert_eq!(takes, [false, true, true, false, false, false]);
    assert_eq!((tender.span().from, tender.span().until), (10, 25));
}

#[test]
fn a_last_part_that_is_no_whole_cycle_has_no_tender() {
    let calendar = |length| Calendar { ends_at: 1_000 + length, ..WEEKS };
    assert_eq!([7, 13, 14, 20].map(|days| calendar(days * DAY).cycles()), [1, 1, 2, 2]);
    assert_eq!(calendar(14 * DAY - 1).cycle_at(1_000 + 7 * DAY), None);
    assert_eq!(calendar(14 * DAY).cycle_at(1_000 + 7 * DAY), Some(1));
}

proptest! {
    #![proptest_config(fixed(3_000))]

    /// Counted through, second by second.
    #[test]
    fn every_second_is_in_the_cycle_that_counting_says(calendar in small()) {
        let cycle = i64::from(calendar.cycle_seconds);
        let mut starts = vec![];
        let mut at = calendar.opens_at;
        while at + cycle <= calendar.ends_at {
            starts.push(at);
            at += cycle;
        }
        prop_assert_eq!(calendar.cycles() as usize, starts.len());
        for now in -30..110 {
            let within = starts.iter().position(|from| (*from..from + cycle).contains(&now));
            prop_assert_eq!(calendar.cycle_at(now).map(|cycle| cycle as usize), within);
        }
        for (k, from) in starts.iter().enumerate() {
            let closes_at = from + i64::from(calendar.tender_seconds);
            let freezes_at = closes_at - i64::from(calendar.freeze_seconds);
            let tender = Tender { opens_at: *from, freezes_at, closes_at };
            prop_assert_eq!(calendar.tender_of(k as u32), Some(tender));
        }
        prop_assert_eq!(calendar.tender_of(starts.len() as u32), None);
    }

    #[test]
    fn in_a_checked_calendar_every_cycle_has_a_tender_within_it(
        opens_at in moment(), length in 1..3_700 * DAY, lengths: [u32; 3], k: u32,
    ) {
        let cycle_seconds = CYCLE_MIN + lengths[0] % (CYCLE_MAX - CYCLE_MIN + 1);
        let tender_seconds = TENDER_MIN + lengths[1] % (cycle_seconds - TENDER_MIN + 1);
        let freeze_seconds = FREEZE_MIN + lengths[2] % (tender_seconds / 2 - FREEZE_MIN + 1);
        let ends_at = opens_at.saturating_add(length);
        let calendar = Calendar { opens_at, ends_at, cycle_seconds, tender_seconds, freeze_seconds };
        match calendar.check() {
            Ok(()) => {
                let k = k % calendar.cycles();
                let tender = calendar.tender_of(k).expect("every cycle has one");
                prop_assert!(tender.opens_at < tender.freezes_at);
                prop_assert!(tender.freezes_at < tender.closes_at);
                prop_assert!(tender.closes_at <= ends_at);
                prop_assert_eq!(calendar.cycle_at(tender.opens_at), Some(k));
                prop_assert_eq!(calendar.cycle_at(tender.closes_at - 1), Some(k));
            }
            Err(refusal) => {
                let whole = ends_at.abs_diff(opens_at) >= u64::from(cycle_seconds);
                prop_assert_eq!(refusal, if whole { TooLong } else { TooShort });
            }
        }
    }

    #[test]
    fn whatever_the_calendar_nothing_panics(
        calendar in any_calendar(), now in moment(), later in moment(), cycle: u32,
    ) {
        let _ = (calendar.check(), calendar.cycles(), calendar.tender_of(cycle));
        let (now, later) = (now.min(later), now.max(later));
        if let (Some(at), Some(then)) = (calendar.cycle_at(now), calendar.cycle_at(later)) {
            prop_assert!(at <= then && then < calendar.cycles());
        }
    }
}
