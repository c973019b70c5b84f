//! The sale: phases, the ladder, its clearing and what one contributor gets.

use groundswell_math::{
    amount::mul_div_floor,
    ladder::{self, Change, Clearing, MAX_TICKS, Rule},
    phase::{Phase, Timeline},
};

use crate::slots::{Slots, answer, time, with};

/// `a * b / d`, rounded down.
#[unsafe(no_mangle)]
pub extern "C" fn product_floor(a: u64, b: u64, d: u64) -> u32 {
    with(|slots| answer(slots, mul_div_floor(a, b, d).map(|result| [result])))
}

/// In: sealed, cancelled, settled, opens_at, closes_at, withdraw_freeze, settle_grace, deposited,
/// min_raise. Out: the phase at `now` by number, whether one may withdraw, withdraws_before,
/// settles_before.
#[unsafe(no_mangle)]
pub extern "C" fn phase(now: i64) -> u32 {
    with(|slots| {
        let timeline = timeline(slots);
        let results = timeline.map(|of| {
            let times = [of.withdraws_before(), of.settles_before()].map(i64::cast_unsigned);
            let may = u64::from(of.may_withdraw(now));
            [of.phase(now) as u64, may, times[0], times[1]]
        });
        answer(slots, results)
    })
}

/// The phase with this number.
pub(crate) fn phase_of(number: u32) -> Option<Phase> {
    let all =
        [Phase::Draft, Phase::Sealed, Phase::Open, Phase::Closed, Phase::Settled, Phase::Failed];
    all.into_iter().find(|phase| *phase as u32 == number)
}

fn timeline(slots: &Slots) -> Option<Timeline> {
    let [sealed, cancelled, settled, opens, closes, freeze, grace, deposited, min_raise, ..] =
        *slots;
    Some(Timeline {
        sealed: sealed != 0,
        cancelled: cancelled != 0,
        settled: settled != 0,
        opens_at: time(opens),
        closes_at: time(closes),
        withdraw_freeze: u32::try_from(freeze).ok()?,
        settle_grace: u32::try_from(grace).ok()?,
        deposited,
        min_raise,
    })
}

/// In: `count` ticks, then as many demands. Out: the demands once a wallet's total went from
/// `before` to `after`.
#[unsafe(no_mangle)]
pub extern "C" fn shift(rule: u32, count: u32, tick: u32, before: u64, after: u64) -> u32 {
    with(|slots| {
        let changed = ladder_of(slots, rule, count).and_then(|(rule, ticks, demand, count)| {
            let mut demand = demand;
            let tick = u8::try_from(tick).ok()?;
            let change = Change { tick, before, after };
            ladder::shift(rule, ticks.get(..count)?, demand.get_mut(..count)?, change)?;
            Some((demand, count))
        });
        let Some((demand, count)) = changed else { return 0 };
        answer(slots, Some(demand));
        count as u32
    })
}

/// In: `count` ticks, then as many demands. Out: price, raise, tick, lower, upper, numerator,
/// denominator.
#[unsafe(no_mangle)]
pub extern "C" fn clearing(rule: u32, count: u32, target: u64) -> u32 {
    with(|slots| {
        let cleared = ladder_of(slots, rule, count).and_then(|(rule, ticks, demand, count)| {
            Clearing::compute(rule, ticks.get(..count)?, demand.get(..count)?, target)
        });
        let results = cleared.map(|c| {
            [c.price, c.raise, c.tick.into(), c.lower, c.upper, c.numerator, c.denominator]
        });
        answer(slots, results)
    })
}

/// In: what [`clearing`] writes. Out: accepted, refund, tokens of a deposit.
#[unsafe(no_mangle)]
pub extern "C" fn allocation(deposit: u64, tick: u32, sale_supply: u64) -> u32 {
    with(|slots| {
        let [price, raise, marginal, lower, upper, numerator, denominator, ..] = *slots;
        let allocated = u8::try_from(marginal).ok().zip(u8::try_from(tick).ok());
        let allocated = allocated.and_then(|(marginal, tick)| {
            Clearing { price, raise, tick: marginal, lower, upper, numerator, denominator }
                .allocation(deposit, tick, sale_supply)
        });
        answer(slots, allocated.map(|of| [of.accepted, of.refund, of.tokens]))
    })
}

type Ladder = (Rule, [u64; MAX_TICKS], [u64; MAX_TICKS], usize);

fn ladder_of(slots: &Slots, rule: u32, count: u32) -> Option<Ladder> {
    let rule = Rule::from_u8(u8::try_from(rule).ok()?)?;
    let count = usize::try_from(count).ok().filter(|count| *count <= MAX_TICKS)?;
    let (mut ticks, mut demand) = ([0; MAX_TICKS], [0; MAX_TICKS]);
    ticks.get_mut(..count)?.copy_from_slice(slots.get(..count)?);
    demand.get_mut(..count)?.copy_from_slice(slots.get(count..count.checked_mul(2)?)?);
    Some((rule, ticks, demand, count))
}
