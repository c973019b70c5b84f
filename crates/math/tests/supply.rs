//! What has become of the supply.
//!
//! ```text
//! supply
//! ├── of_launch ... decides alone before the outcome, of a failed sale, and of pool and buyback
//! ├── sold ........ unsold is locked until it is swept, and then nobody's
//! ├── listed ...... step by step, until claims end
//! ├── granted ..... each grant for itself, until none can be opened
//! ├── closed ...... paid if it was funded
//! └── any books ... the four parts add up to the tranche, the five amounts to what was minted
//! ```

use groundswell_math::{
    charter::Kind,
    ladder::Clearing,
    phase::Phase,
    schedule::{OPENING_SECONDS, Schedule},
    supply::{Grant, Held, List, Part, Plan, Sale, Stage, Whole},
    window::Step,
};
use proptest::{
    collection::vec,
    prelude::*,
    test_runner::{Config, RngSeed},
};

const LINE: Schedule = Schedule::Linear { start: 100, cliff: 100, end: 200 };

fn part(paid: u128, unclaimed: u128, locked: u128, gone: u128) -> Part {
    Part { paid, unclaimed, locked, gone }
}

fn sum(part: Part) -> u128 {
    part.paid + part.unclaimed + part.locked + part.gone
}

/// A price of 100 for all, at which this much was raised.
fn raised(raise: u64) -> Clearing {
    Clearing { price: 100, raise, tick: 0, lower: 0, upper: 0, numerator: 0, denominator: 1 }
}

#[test]
fn the_launch_decides_alone_before_the_outcome_and_without_one() {
    let of = |kind, phase, base_held, is_funded| {
        Part::of_launch(kind, 10, Stage { phase, base_held, is_funded })
    };
    let (locked, gone) = (Some(Part::locked(10)), Some(Part::gone(10)));
    for kind in Kind::ALL {
        for phase in [Phase::Draft, Phase::Sealed, Phase::Open, Phase::Closed] {
            assert_eq!(of(kind, phase, 0, false), locked);
        }
        assert_eq!(of(kind, Phase::Failed, 1, false), locked);
        assert_eq!(of(kind, Phase::Failed, 0, false), gone);
    }
    let settled = |kind, is_funded| of(kind, Phase::Settled, 0, is_funded);
    assert_eq!(settled(Kind::Liquidity, false), locked);
    assert_eq!([false, true].map(|funded| settled(Kind::Buyback, funded)), [locked, gone]);
    let airdrop = [false, true].map(|funded| settled(Kind::CommunityAirdrop, funded));
    assert_eq!(airdrop, [locked, None]);
    for kind in [Kind::CommunitySale, Kind::Kol, Kind::Vc, Kind::Team, Kind::Treasury] {
        assert_eq!([false, true].map(|funded| settled(kind, funded)), [None, None]);
    }
}

#[test]
fn what_nobody_bought_is_locked_until_it_is_swept() {
    let sale = Sale { for_sale: 1_000, contributors: 2, clearing: raised(60), paid: 0, swept: 0 };
    assert_eq!(Part::sold(1_000, &sale), part(0, 600, 400, 0));
    let one = Sale { contributors: 1, paid: 250, ..sale };
    assert_eq!(Part::sold(1_000, &one), part(250, 350, 400, 0));
    let swept = Sale { swept: 400, ..one };
    assert_eq!(Part::sold(1_000, &swept), part(250, 350, 0, 400));
    // What rounding left is swept once everyone was paid.
    let all = Sale { contributors: 0, paid: 599, swept: 400, ..sale };
    assert_eq!(Part::sold(1_000, &all), part(599, 0, 1, 400));
    let dust = Sale { swept: 401, ..all };
    assert_eq!(Part::sold(1_000, &dust), part(599, 0, 0, 401));
    // Without a price nothing was sold.
    let free = Sale { clearing: Clearing { price: 0, ..raised(60) }, ..sale };
    assert_eq!(Part::sold(1_000, &free), part(0, 0, 1_000, 0));
}

#[test]
fn a_list_unlocks_by_steps_and_ends() {
    let step = |unlocks_at, share_bps| Step { unlocks_at, share_bps };
    let steps = [step(10, 2_500), step(20, 10_000)];
    let at =
        |claimed, at| Part::listed(&List { sum: 1_000, claimed, steps: &steps, ends_at: 30 }, at);
    assert_eq!(at(0, 9), part(0, 0, 1_000, 0));
    assert_eq!(at(0, 10), part(0, 250, 750, 0));
    assert_eq!(at(100, 19), part(100, 150, 750, 0));
    assert_eq!(at(250, 20), part(250, 750, 0, 0));
    assert_eq!(at(251, 19), part(251, 0, 749, 0));
    assert_eq!(at(400, 29), part(400, 600, 0, 0));
    assert_eq!(at(400, 30), part(400, 0, 0, 600));
    assert_eq!(at(400, i64::MAX), part(400, 0, 0, 600));
}

#[test]
fn a_grant_is_never_in_two_places() {
    let plan = Plan { schedule: LINE, total: 1_000, granted: 600, withdrawn: 50, forfeited: 100 };
    let grant = Grant { amount: 600, entitled: 500, withdrawn: 50 };
    let at = |elapsed| Part::granted(&plan, grant.due(&LINE, elapsed).into(), elapsed);
    assert_eq!(at(99), part(50, 0, 850, 100));
    assert_eq!(at(100), part(50, 0, 850, 100));
    assert_eq!(at(150), part(50, 250 + 200, 400, 100));
    assert_eq!(at(199), part(50, 450 + 396, 4, 100));
    assert_eq!(at(200), part(50, 450 + 400, 0, 100));
    assert_eq!(at(200 + OPENING_SECONDS - 1), part(50, 450 + 400, 0, 100));
    // What nobody opened by then is nobody's.
    assert_eq!(at(200 + OPENING_SECONDS), part(50, 450, 0, 500));
}

#[test]
fn a_tranche_without_its_list_or_plan_was_paid_if_it_was_funded() {
    assert_eq!(Part::closed(10, true), part(10, 0, 0, 0));
    assert_eq!(Part::closed(10, false), part(0, 0, 10, 0));
}

#[test]
fn offers_are_in_hands_and_strangers_gifts_wait() {
    let held = Held { vaults: 500, mandate: 30, offered: 20 };
    let whole = Whole::of(1_000, 900, &held, 100, 400);
    let Whole { circulating, unclaimed, locked, waiting, burned } = whole;
    assert_eq!([circulating, unclaimed, locked, waiting, burned], [390, 100, 400, 10, 100]);
    // The mandate's vault holds what is offered at least; if not, nothing of it is nobody's.
    assert_eq!(Held { mandate: 20, ..held }.total(), 500);
    assert_eq!(Held { mandate: 19, ..held }.total(), 500);
}

fn schedule(steps: &[Step], times: [i64; 3]) -> Schedule<'_> {
    let [start, cliff, end] = times;
    if steps.is_empty() { Schedule::Linear { start, cliff, end } } else { Schedule::Steps(steps) }
}

fn any_steps() -> impl Strategy<Value = Vec<Step>> {
    let step = (any::<i64>(), any::<u16>());
    let step = step.prop_map(|(unlocks_at, share_bps)| Step { unlocks_at, share_bps });
    vec(step, 0..4)
}

proptest! {
    #![proptest_config(Config { cases: 3_000, rng_seed: RngSeed::Fixed(7), ..Config::default() })]

    #[test]
    fn the_parts_of_any_books_add_up(
        amount: u64, paid: u64, swept: u64, claimed: u128, due: u128, price: u64, raise: u64,
        contributors in 0..2u64, granted: u64, forfeited: u64, ends_at: i64, at: i64,
        steps in any_steps(), times: [i64; 3],
    ) {
        let clearing = Clearing { price, ..raised(raise) };
        let sale = Sale { for_sale: amount, contributors, clearing, paid, swept };
        prop_assert_eq!(sum(Part::sold(amount, &sale)), u128::from(amount));
        let list = List { sum: amount, claimed, steps: &steps, ends_at };
        prop_assert_eq!(sum(Part::listed(&list, at)), u128::from(amount));
        let schedule = schedule(&steps, times);
        let plan = Plan { schedule, total: amount, granted, withdrawn: paid, forfeited };
        prop_assert_eq!(sum(Part::granted(&plan, due, at)), u128::from(amount));
    }

    #[test]
    fn the_amounts_of_the_whole_add_up_where_vaults_hold_what_they_owe(
        circulating: u32, unclaimed: u32, locked: u32, waiting: u32, burned: u32, offered: u32,
    ) {
        let [circulating, unclaimed, locked, waiting, burned, offered] =
            [circulating, unclaimed, locked, waiting, burned, offered].map(u128::from);
        let vaults = unclaimed + locked + waiting;
        let exists = circulating + vaults;
        // What is offered lies in a vault and counts as in hands.
        let held = Held { vaults, mandate: offered.min(circulating), offered: offered.min(circulating) };
        let whole = Whole::of(exists + burned, exists, &held, unclaimed, locked);
        prop_assert_eq!(whole, Whole { circulating, unclaimed, locked, waiting, burned });
    }

    #[test]
    fn no_more_is_free_later_than_all_and_nothing_becomes_locked_again(
        total: u64, opened: u64, withdrawn: u64, a in 0..400i64, b in 0..400i64,
    ) {
        let (first, then) = (a.min(b), a.max(b));
        let opened = opened.min(total);
        let withdrawn = withdrawn.min(LINE.vested(opened, first));
        let grant = Grant { amount: opened, entitled: opened, withdrawn };
        let plan = Plan { schedule: LINE, total, granted: opened, withdrawn, forfeited: 0 };
        let at = |elapsed| Part::granted(&plan, grant.due(&LINE, elapsed).into(), elapsed);
        prop_assert!(at(first).locked >= at(then).locked);
        prop_assert!(at(then).paid + at(then).unclaimed <= u128::from(total));
    }
}
