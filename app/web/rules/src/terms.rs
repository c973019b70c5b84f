//! The terms of the sale: every bound with what was found, and the time that lists and mandates leave.

use groundswell_math::{
    ladder::{MAX_TICKS, Rule},
    terms::{Route, Terms},
};

use crate::{
    charter::Sheet,
    slots::{Slots, time, with},
};

/// In: target, min_raise, wallet_min, wallet_max, opens_at, closes_at, withdraw_freeze, settle_grace,
/// the shares of the raise for the pool, the buyback and the treasury (bps), then `count` ticks. Out:
/// eight slots for each bound of the terms.
#[unsafe(no_mangle)]
pub extern "C" fn terms(rule: u32, count: u32) -> u32 {
    with(|slots| {
        let mut ticks = [0; MAX_TICKS];
        let Some(terms) = terms_of(slots, rule, count, &mut ticks) else { return 0 };
        let mut sheet = Sheet::on(slots);
        terms.findings(&mut |finding| sheet.write(finding));
        sheet.written
    })
}

fn terms_of<'a>(
    slots: &Slots,
    rule: u32,
    count: u32,
    ticks: &'a mut [u64; MAX_TICKS],
) -> Option<Terms<'a>> {
    let [target, min_raise, wallet_min, wallet_max, opens, closes, freeze, grace, route @ ..] =
        slots;
    let [pool, buyback, treasury, listed @ ..] = route;
    let rule = Rule::from_u8(u8::try_from(rule).ok()?)?;
    let ticks = ticks.get_mut(..usize::try_from(count).ok()?)?;
    ticks.copy_from_slice(listed.get(..ticks.len())?);
    Some(Terms {
        rule,
        target: *target,
        // The one tick of a pro-rata sale was made up by the program.
        ticks: if rule == Rule::ProRata { &[] } else { ticks },
        min_raise: *min_raise,
        wallet_min: *wallet_min,
        wallet_max: *wallet_max,
        opens_at: time(*opens),
        closes_at: time(*closes),
        withdraw_freeze: u32::try_from(*freeze).ok()?,
        settle_grace: u32::try_from(*grace).ok()?,
        route: Route {
            liquidity_bps: u16::try_from(*pool).ok()?,
            buyback_bps: u16::try_from(*buyback).ok()?,
            treasury_bps: u16::try_from(*treasury).ok()?,
        },
    })
}

/// How long a list can be claimed from whose last step unlocks at `unlocked_at`, and that ends at
/// `ends_at`: eight slots.
#[unsafe(no_mangle)]
pub extern "C" fn airdrop_window(
    closes_at: i64,
    settle_grace: u32,
    unlocked_at: i64,
    ends_at: i64,
) -> u32 {
    with(|slots| {
        let mut sheet = Sheet::on(slots);
        let mut visit = |finding| sheet.write(finding);
        Terms::airdrop_findings(closes_at, settle_grace, unlocked_at, ends_at, &mut visit);
        sheet.written
    })
}

/// How long a mandate can buy that opens at `opens_at` and ends at `ends_at`: eight slots.
#[unsafe(no_mangle)]
pub extern "C" fn buyback_window(
    closes_at: i64,
    settle_grace: u32,
    opens_at: i64,
    ends_at: i64,
) -> u32 {
    with(|slots| {
        let mut sheet = Sheet::on(slots);
        let mut visit = |finding| sheet.write(finding);
        Terms::buyback_findings(closes_at, settle_grace, opens_at, ends_at, &mut visit);
        sheet.written
    })
}
