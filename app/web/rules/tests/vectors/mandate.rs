//! Calendars, budgets, prices and tenders.

use groundswell_math::{
    mandate::{Calendar, budget},
    tender::{Clearing, Grid, Tick, shift, tick_of},
};
use serde_json::{Value, json};

use super::text;

const GRID: Grid = Grid { quote: 1_000_003, base: 450_000_007, tick_bps: 500, ceiling_bps: 9_000 };
const SMALL: u64 = 1_000;

pub fn vectors() -> Value {
    json!({ "calendar": calendar(), "budget": budgets(), "ticks": ticks(), "tenders": tenders() })
}

fn calendar() -> Vec<Value> {
    let of = Calendar {
        opens_at: 1_000,
        ends_at: 1_000 + 3 * 604_800 + 5,
        cycle_seconds: 604_800,
        tender_seconds: 86_400,
        freeze_seconds: 3_600,
    };
    let times = [999, 1_000, 83_800, 83_801, 605_800, 1_815_399, 1_815_400];
    let one = |now: i64| {
        let cycle = of.cycle_at(now);
        let tender = cycle.and_then(|cycle| of.tender_of(cycle)).map(|tender| {
            json!({ "opensAt": text(tender.opens_at), "freezesAt": text(tender.freezes_at),
                "closesAt": text(tender.closes_at), "mayOpen": tender.may_open(now),
                "takesOffers": tender.takes_offers(now) })
        });
        json!({ "opensAt": text(of.opens_at), "endsAt": text(of.ends_at),
            "cycleSeconds": of.cycle_seconds, "tenderSeconds": of.tender_seconds,
            "freezeSeconds": of.freeze_seconds, "now": text(now), "cycles": of.cycles(),
            "cycle": cycle, "tender": tender })
    };
    times.into_iter().map(one).collect()
}

fn budgets() -> Vec<Value> {
    let all = [(100, false, 4, 350, 80), (100, true, 4, 350, 800), (u64::MAX, true, 9, 1, 7)];
    let one = |(per_cycle, carries, cycle, spent, available): (u64, bool, u32, u64, u64)| {
        let budget = budget(per_cycle, carries, cycle, spent, available, None);
        json!({ "perCycle": text(per_cycle), "carries": carries, "cycle": cycle,
            "spent": text(spent), "available": text(available), "budget": text(budget) })
    };
    all.into_iter().map(one).collect()
}

fn ticks() -> Vec<Value> {
    let one = |bps: u16| {
        let tick = tick_of(bps, GRID.tick_bps, GRID.ceiling_bps).ok();
        let price = tick.and_then(|tick| GRID.price(tick)).map(text);
        json!({ "priceBps": bps, "tickBps": GRID.tick_bps, "ceilingBps": GRID.ceiling_bps,
            "quote": text(GRID.quote), "base": text(GRID.base), "tick": tick, "price": price })
    };
    [0, 500, 750, 4_500, 9_000, 9_500].map(one).to_vec()
}

fn tenders() -> Vec<Value> {
    let offers: [(u8, u64); 5] = [(3, 900), (3, 5_003), (7, 700), (7, 1_001), (9, 40_000)];
    [0u64, 1, 2, 3, 4, 8, 1_000].map(|budget| tender(&offers, budget)).to_vec()
}

fn tender(offers: &[(u8, u64)], budget: u64) -> Value {
    let mut ticks = vec![Tick::default(); GRID.count().into()];
    for (tick, offer) in offers {
        shift(&mut ticks, *tick, SMALL, 0, *offer).unwrap();
    }
    let of = Clearing::compute(&GRID, &ticks, budget).unwrap();
    let fills = offers.iter().map(|(tick, offer)| {
        let fill = of.fill(*offer, *tick, SMALL, GRID.base).unwrap();
        json!({ "tick": tick, "offer": text(offer), "taken": text(fill.taken),
            "paid": text(fill.paid), "returned": text(fill.returned) })
    });
    let pairs =
        ticks.iter().map(|tick| json!({ "small": text(tick.small), "rest": text(tick.rest) }));
    json!({
        "quote": text(GRID.quote), "base": text(GRID.base), "tickBps": GRID.tick_bps,
        "ceilingBps": GRID.ceiling_bps, "smallLimit": text(SMALL), "budget": text(budget),
        "ticks": pairs.collect::<Vec<_>>(), "fills": fills.collect::<Vec<_>>(),
        "clearing": { "price": text(of.price), "bought": text(of.bought), "spent": text(of.spent),
            "tick": of.tick, "smallNumerator": text(of.small_numerator),
            "smallDenominator": text(of.small_denominator),
            "restNumerator": text(of.rest_numerator),
            "restDenominator": text(of.rest_denominator) },
    })
}
