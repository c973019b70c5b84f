//! The rules for the mandate that buys back: what the buyback program asks when it is made and
//! when it gets its price, and the launch program when it seals.

use groundswell_math::{
    mandate::{
        CYCLE_MAX, CYCLE_MIN, Calendar, CalendarError, FREEZE_MIN, MANDATE_MAX_SECONDS, TENDER_MIN,
    },
    tender::{Grid, MAX_TICKS, TenderError},
    terms::Terms,
};

use super::{Unit, Verdict, between, verdict};
use crate::{money::percent, plan::Plan, price::Measure};

/// The sale's price (bps).
const SALE: u16 = 10_000;
/// Most of the times in a file, where nothing else bounds them.
const ANY: u64 = u32::MAX as u64;

/// Every rule for the mandate.
pub fn verdicts(plan: &Plan) -> Vec<Verdict> {
    let mut verdicts = vec![];
    let (terms, calendar) = (&plan.terms, plan.buyback.calendar(plan));
    let mut visit = |finding| verdicts.push(verdict(plan, &finding));
    let (from, to) = (calendar.opens_at, calendar.ends_at);
    Terms::buyback_findings(terms.closes_at, terms.settle_grace, from, to, &mut visit);
    verdicts.extend(times(plan, calendar));
    verdicts.extend(around_unlocks(plan));
    verdicts.push(prices(plan));
    verdicts.push(budget(plan));
    verdicts
}

/// When its cycles and tenders are: a row for each bound, and what the program refuses first of
/// them, if anything, among those that fail.
fn times(plan: &Plan, calendar: Calendar) -> Vec<Verdict> {
    let buyback = &plan.buyback;
    let (cycle, tender) = (u64::from(buyback.cycle), u64::from(buyback.tender));
    let bounds = [
        (CalendarError::CycleLength, cycle, u64::from(CYCLE_MIN)..=u64::from(CYCLE_MAX)),
        (CalendarError::TenderLength, tender, u64::from(TENDER_MIN)..=cycle),
        (
            CalendarError::FreezeLength,
            u64::from(buyback.freeze),
            u64::from(FREEZE_MIN)..=u64::from(buyback.tender / 2),
        ),
        (CalendarError::TooShort, u64::from(buyback.lasts), cycle..=ANY),
        (CalendarError::TooLong, u64::from(buyback.lasts), 0..=MANDATE_MAX_SECONDS),
    ];
    let refused = calendar.check().err();
    let row = |(error, found, lengths)| {
        let (rule, keys) = calendar_words(error);
        let row = between(plan, found, lengths);
        let holds = row.holds && refused != Some(error);
        let off = row.off.or_else(|| (!holds).then(|| "refused".to_owned()));
        let bound = match error {
            CalendarError::TooShort => format!("at least {}", Unit::Time.show(plan, cycle.into())),
            CalendarError::TooLong => {
                format!("at most {}", Unit::Time.show(plan, MANDATE_MAX_SECONDS.into()))
            }
            _ => row.bound,
        };
        let keys = keys.iter().map(|key| format!("buyback.{key}")).collect();
        Verdict { rule: rule.to_owned(), keys, bound, off, holds, ..row }
    };
    bounds.into_iter().map(row).collect()
}

/// What an error of the calendar says as a rule, and the keys that decide it.
fn calendar_words(error: CalendarError) -> (&'static str, &'static [&'static str]) {
    match error {
        CalendarError::CycleLength => {
            ("a cycle of the mandate is neither too short nor too long", &["cycle"])
        }
        CalendarError::TenderLength => {
            ("a tender leaves time to offer, and is over with its cycle", &["tender", "cycle"])
        }
        CalendarError::FreezeLength => (
            "offers stand still before a tender closes, for at most half of it",
            &["freeze", "tender"],
        ),
        CalendarError::TooShort => ("the mandate has a whole cycle", &["lasts", "cycle"]),
        CalendarError::TooLong => ("the mandate does not last too long", &["lasts"]),
    }
}

/// How far from unlocks it stays, where it watches any.
fn around_unlocks(plan: &Plan) -> Option<Verdict> {
    let is_watching = !plan.buyback.watched(plan).is_empty();
    is_watching.then(|| Verdict {
        rule: "the blackout around an unlock has an end".to_owned(),
        keys: vec!["buyback.around_unlocks".to_owned()],
        ..between(plan, plan.buyback.around_unlocks.into(), 1..=u64::from(CYCLE_MAX))
    })
}

/// At which prices it buys, at the lowest price of the sale.
fn prices(plan: &Plan) -> Verdict {
    let grid = plan.buyback.grid(plan.terms.target, Measure::of(plan).sale_supply);
    let off = grid.check().err().and_then(|error| price_words(error, &grid));
    let keys = ["buyback.tick", "buyback.ceiling"].map(str::to_owned);
    let first = off.as_ref().map_or("buyback.tick", |(_, key)| *key);
    let others = keys.into_iter().filter(|key| key != first);
    Verdict {
        rule: "the mandate has prices to offer at".to_owned(),
        found: format!(
            "{} up to {}, in steps of {}",
            match grid.count() {
                1 => "1 price".to_owned(),
                count => format!("{count} prices"),
            },
            percent(grid.ceiling_bps),
            percent(grid.tick_bps)
        ),
        bound: format!("1 to {MAX_TICKS} up to {}, none of them zero", percent(SALE)),
        holds: off.is_none(),
        keys: [first.to_owned()].into_iter().chain(others).collect(),
        off: off.map(|(off, _)| off),
    }
}

/// What an error of the grid says, and the key to change. `None` of a sale without a price or
/// without tokens, which other rules refuse.
fn price_words(error: TenderError, grid: &Grid) -> Option<(String, &'static str)> {
    let over = |most: usize| usize::from(grid.count()).saturating_sub(most);
    Some(match error {
        TenderError::QuoteZero | TenderError::BaseZero => return None,
        TenderError::TickZero => ("steps of nothing lead nowhere".to_owned(), "buyback.tick"),
        TenderError::CeilingTooHigh => {
            let over = percent(grid.ceiling_bps.saturating_sub(SALE));
            (format!("{over} above the sale's price"), "buyback.ceiling")
        }
        TenderError::NoTicks | TenderError::AboveCeiling => (
            format!(
                "the lowest price, {}, is above the ceiling: nobody could ever offer",
                percent(grid.tick_bps)
            ),
            "buyback.ceiling",
        ),
        TenderError::TooManyTicks => {
            let over = over(MAX_TICKS);
            (format!("{over} over: larger steps make fewer"), "buyback.tick")
        }
        TenderError::PriceZero | TenderError::OffTick => {
            ("the lowest rounds down to nothing".to_owned(), "buyback.tick")
        }
    })
}

/// What a cycle may spend.
fn budget(plan: &Plan) -> Verdict {
    let budget = plan.buyback.per_cycle(plan);
    let keys = ["buyback.budget", "proceeds.buyback"].map(str::to_owned);
    Verdict {
        rule: "a cycle of the mandate may spend something".to_owned(),
        found: Unit::Quote.show(plan, budget.into()),
        bound: "more than zero".to_owned(),
        off: (budget == 0).then(|| "nothing could ever be bought".to_owned()),
        keys: keys.to_vec(),
        holds: budget > 0,
    }
}
