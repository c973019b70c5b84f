//! The supply: what has become of each tranche and of the whole, and what vaults have to hold.

use groundswell_math::{
    charter::Kind,
    ladder::Clearing,
    owed::{self, Money},
    supply::{Grant, Held, List, Part, Plan, Sale, Stage, Whole},
};

use crate::{
    launch::phase_of,
    slots::{Slots, answer, halves, whole, with},
    vesting::{SCHEDULE, schedule, steps},
};

/// Slots of one grant: amount, entitled, withdrawn.
const GRANT: usize = 3;

/// What has become of a tranche where the launch decides it alone: paid, unclaimed, locked, gone.
#[unsafe(no_mangle)]
pub extern "C" fn part_of_launch(
    kind: u32,
    amount: u64,
    phase: u32,
    base_held: u64,
    is_funded: u32,
) -> u32 {
    let stage = phase_of(phase).map(|phase| Stage { phase, base_held, is_funded: is_funded != 0 });
    let kind = u8::try_from(kind).ok().and_then(Kind::from_u8);
    let part = kind.zip(stage).and_then(|(kind, stage)| Part::of_launch(kind, amount, stage));
    with(|slots| answer(slots, part.and_then(parts)))
}

/// What has become of a tranche whose list or plan is not there: paid, unclaimed, locked, gone.
#[unsafe(no_mangle)]
pub extern "C" fn part_closed(amount: u64, is_funded: u32) -> u32 {
    with(|slots| answer(slots, parts(Part::closed(amount, is_funded != 0))))
}

/// In: what [`clearing`](crate::clearing) writes. Out: what has become of the tranche that was sold:
/// paid, unclaimed, locked, gone.
#[unsafe(no_mangle)]
pub extern "C" fn part_sold(
    amount: u64,
    for_sale: u64,
    contributors: u64,
    paid: u64,
    swept: u64,
) -> u32 {
    with(|slots| {
        let [price, raise, tick, lower, upper, numerator, denominator, ..] = *slots;
        let part = u8::try_from(tick).ok().and_then(|tick| {
            let clearing = Clearing { price, raise, tick, lower, upper, numerator, denominator };
            parts(Part::sold(amount, &Sale { for_sale, contributors, clearing, paid, swept }))
        });
        answer(slots, part)
    })
}

/// In: `count` times, then as many shares (bps). Out: what has become of an airdrop `at` a moment:
/// paid, unclaimed, locked, gone.
#[unsafe(no_mangle)]
pub extern "C" fn part_listed(count: u32, sum: u64, claimed: u64, ends_at: i64, at: i64) -> u32 {
    with(|slots| {
        let part = steps(slots, count).and_then(|(all, count)| {
            let steps = all.get(..count)?;
            parts(Part::listed(&List { sum, claimed: claimed.into(), steps, ends_at }, at))
        });
        answer(slots, part)
    })
}

/// In: a schedule, then `count` grants. Out: low and high half of what is due of all of them,
/// `elapsed` seconds after their plan's time zero.
#[unsafe(no_mangle)]
pub extern "C" fn grants_due(count: u32, elapsed: i64) -> u32 {
    with(|slots| {
        let due = schedule(slots, |schedule| {
            let count = usize::try_from(count).ok()?;
            let grants = slots.get(SCHEDULE..)?.get(..count.checked_mul(GRANT)?)?;
            let due = grants.as_chunks().0.iter().map(|[amount, entitled, withdrawn]| {
                let (amount, entitled, withdrawn) = (*amount, *entitled, *withdrawn);
                u128::from(Grant { amount, entitled, withdrawn }.due(&schedule, elapsed))
            });
            Some(due.sum())
        });
        answer(slots, due.map(halves))
    })
}

/// In: a schedule. Out: what has become of a plan of whose grants so much is due: paid, unclaimed,
/// locked, gone.
#[unsafe(no_mangle)]
pub extern "C" fn part_granted(
    total: u64,
    granted: u64,
    withdrawn: u64,
    forfeited: u64,
    due: u64,
    elapsed: i64,
) -> u32 {
    with(|slots| {
        let part = schedule(slots, |schedule| {
            let plan = Plan { schedule, total, granted, withdrawn, forfeited };
            parts(Part::granted(&plan, due.into(), elapsed))
        });
        answer(slots, part)
    })
}

/// In: low and high half of what was minted, of what exists, of what vaults hold, of what the
/// mandate's holds, of what is offered to it, of what is unclaimed, of what is locked. Out, likewise:
/// circulating, unclaimed, locked, waiting, burned.
#[unsafe(no_mangle)]
pub extern "C" fn supply_whole() -> u32 {
    with(|slots| {
        let [minted, exists, vaults, mandate, offered, unclaimed, locked] = wide(slots);
        let held = Held { vaults, mandate, offered };
        let of = Whole::of(minted, exists, &held, unclaimed, locked);
        let [a, b] = halves(of.circulating);
        let [c, d] = halves(of.unclaimed);
        let [e, f] = halves(of.locked);
        let [g, h] = halves(of.waiting);
        let [i, j] = halves(of.burned);
        answer(slots, Some([a, b, c, d, e, f, g, h, i, j]))
    })
}

/// In: low and high half of contributions that were not paid out and of what has moved on. Out: the
/// halves of what is to be in their vault.
#[unsafe(no_mangle)]
pub extern "C" fn owed_contributions(phase: u32, deposited: u64, accepted: u64) -> u32 {
    with(|slots| {
        let [waiting, moved] = wide(slots);
        let money = Money { deposited, waiting, accepted, moved };
        let owed = phase_of(phase).map(|phase| owed::contributions(phase, &money));
        answer(slots, owed.map(halves))
    })
}

/// In: low and high half of what was claimed. Out: those of what is to be in a list's vault.
#[unsafe(no_mangle)]
pub extern "C" fn owed_list(sum: u64, is_funded: u32) -> u32 {
    with(|slots| {
        let [claimed] = wide(slots);
        answer(slots, Some(halves(owed::list(sum, claimed, is_funded != 0))))
    })
}

/// What is to be in a plan's vault.
#[unsafe(no_mangle)]
pub extern "C" fn owed_plan(
    total: u64,
    withdrawn: u64,
    sunk: u64,
    is_funded: u32,
    was_sent: u32,
) -> u32 {
    let (is_funded, was_sent) = (is_funded != 0, was_sent != 0);
    let owed = owed::plan(&owed::Plan { total, withdrawn, sunk, is_funded, was_sent });
    with(|slots| answer(slots, owed.map(|owed| [owed])))
}

/// In: low and high half of what is offered. Out: those of what is to be in the mandate's vault of
/// tokens.
#[unsafe(no_mangle)]
pub extern "C" fn owed_mandate(bought: u64, sunk: u64) -> u32 {
    with(|slots| {
        let [offered] = wide(slots);
        answer(slots, owed::mandate(offered, bought, sunk).map(halves))
    })
}

/// The first numbers of 128 bits, each in two slots.
fn wide<const N: usize>(slots: &Slots) -> [u128; N] {
    let mut numbers = [0; N];
    for (number, pair) in numbers.iter_mut().zip(slots.as_chunks().0) {
        *number = whole(*pair);
    }
    numbers
}

fn parts(of: Part) -> Option<[u64; 4]> {
    let [paid, unclaimed, locked, gone] =
        [of.paid, of.unclaimed, of.locked, of.gone].map(|part| u64::try_from(part).ok());
    Some([paid?, unclaimed?, locked?, gone?])
}
