//! The buyback: its calendar, its budget, the tender's prices and its clearing.

use groundswell_math::{
    mandate::{self, Calendar},
    tender::{self, Clearing, Grid, MAX_TICKS, Tick},
};

use crate::slots::{Slots, answer, time, with};

/// In: opens_at, ends_at, cycle_seconds, tender_seconds, freeze_seconds. Out: how many cycles there
/// are.
#[unsafe(no_mangle)]
pub extern "C" fn cycles() -> u32 {
    with(|slots| {
        let cycles = calendar(slots).map(|calendar| [calendar.cycles().into()]);
        answer(slots, cycles)
    })
}

/// In: a calendar. Out: the cycle that `now` is in.
#[unsafe(no_mangle)]
pub extern "C" fn cycle_at(now: i64) -> u32 {
    with(|slots| {
        let cycle = calendar(slots).and_then(|calendar| calendar.cycle_at(now));
        answer(slots, cycle.map(|cycle| [cycle.into()]))
    })
}

/// In: a calendar. Out: opens_at, freezes_at and closes_at of the tender of `cycle`, whether it may
/// be opened at `now`, whether it takes offers then.
#[unsafe(no_mangle)]
pub extern "C" fn tender_of(cycle: u32, now: i64) -> u32 {
    with(|slots| {
        let tender = calendar(slots).and_then(|calendar| calendar.tender_of(cycle));
        let results = tender.map(|of| {
            let [opens, freezes, closes] =
                [of.opens_at, of.freezes_at, of.closes_at].map(i64::cast_unsigned);
            [opens, freezes, closes, of.may_open(now).into(), of.takes_offers(now).into()]
        });
        answer(slots, results)
    })
}

fn calendar(slots: &Slots) -> Option<Calendar> {
    let [opens, ends, cycle, tender, freeze, ..] = *slots;
    Some(Calendar {
        opens_at: time(opens),
        ends_at: time(ends),
        cycle_seconds: u32::try_from(cycle).ok()?,
        tender_seconds: u32::try_from(tender).ok()?,
        freeze_seconds: u32::try_from(freeze).ok()?,
    })
}

/// What the tender of `cycle` may spend (quote units).
#[unsafe(no_mangle)]
pub extern "C" fn budget(
    per_cycle: u64,
    carries: u32,
    cycle: u32,
    spent: u64,
    available: u64,
) -> u32 {
    let budget = mandate::budget(per_cycle, carries != 0, cycle, spent, available, None);
    with(|slots| answer(slots, Some([budget])))
}

/// The tick at which `price_bps` of the reference price is asked.
#[unsafe(no_mangle)]
pub extern "C" fn tick_of(price_bps: u32, tick_bps: u32, ceiling_bps: u32) -> u32 {
    let [price, step, ceiling] = [price_bps, tick_bps, ceiling_bps].map(u16::try_from);
    let tick = price.ok().zip(step.ok()).zip(ceiling.ok());
    let tick = tick.and_then(|((price, step), ceiling)| tender::tick_of(price, step, ceiling).ok());
    with(|slots| answer(slots, tick.map(|tick| [tick.into()])))
}

/// What is asked at `tick`: quote units for `base`.
#[unsafe(no_mangle)]
pub extern "C" fn tick_price(
    quote: u64,
    base: u64,
    tick_bps: u32,
    ceiling_bps: u32,
    tick: u32,
) -> u32 {
    let price = grid(quote, base, tick_bps, ceiling_bps)
        .and_then(|grid| grid.price(u8::try_from(tick).ok()?));
    with(|slots| answer(slots, price.map(|price| [price])))
}

/// In: small and rest of each of `count` ticks. Out: price, bought, spent, tick, then numerator and
/// denominator of the small parts and of the rest.
#[unsafe(no_mangle)]
pub extern "C" fn tender_clearing(
    quote: u64,
    base: u64,
    tick_bps: u32,
    ceiling_bps: u32,
    count: u32,
    budget: u64,
) -> u32 {
    with(|slots| {
        let mut ticks = [Tick::default(); MAX_TICKS];
        for (tick, pair) in ticks.iter_mut().zip(slots.chunks_exact(2)) {
            *tick = Tick { small: pair[0], rest: pair[1] };
        }
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        let cleared = ticks.get(..count).and_then(|ticks| {
            Clearing::compute(&grid(quote, base, tick_bps, ceiling_bps)?, ticks, budget)
        });
        let results = cleared.map(|c| {
            let small = [c.small_numerator, c.small_denominator];
            let rest = [c.rest_numerator, c.rest_denominator];
            [c.price, c.bought, c.spent, c.tick.into(), small[0], small[1], rest[0], rest[1]]
        });
        answer(slots, results)
    })
}

/// In: what [`tender_clearing`] writes. Out: taken, paid, returned of an offer.
#[unsafe(no_mangle)]
pub extern "C" fn fill(offer: u64, tick: u32, small_limit: u64, base: u64) -> u32 {
    with(|slots| {
        let [price, bought, spent, marginal, small, smalls, rest, rests, ..] = *slots;
        let ticks = u8::try_from(marginal).ok().zip(u8::try_from(tick).ok());
        let filled = ticks.and_then(|(marginal, tick)| {
            Clearing {
                price,
                bought,
                spent,
                tick: marginal,
                small_numerator: small,
                small_denominator: smalls,
                rest_numerator: rest,
                rest_denominator: rests,
            }
            .fill(offer, tick, small_limit, base)
        });
        answer(slots, filled.map(|of| [of.taken, of.paid, of.returned]))
    })
}

fn grid(quote: u64, base: u64, tick_bps: u32, ceiling_bps: u32) -> Option<Grid> {
    let (tick_bps, ceiling_bps) = (tick_bps.try_into().ok()?, ceiling_bps.try_into().ok()?);
    Some(Grid { quote, base, tick_bps, ceiling_bps })
}
