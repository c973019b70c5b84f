//! What a cycle may spend: carried or not, and never above what is there or the volume allows.

use groundswell_math::mandate::{VOLUME_MAX_BPS, budget};
use proptest::{collection::vec, prelude::*};

use crate::given::fixed;

const MOST: u64 = u64::MAX;

#[test]
fn without_carrying_every_cycle_has_the_same() {
    for cycle in [0, 1, u32::MAX] {
        for spent in [0, 1, MOST] {
            assert_eq!(budget(100, false, cycle, spent, MOST, None), 100);
        }
    }
}

#[test]
fn with_carrying_what_was_not_spent_adds_up() {
    assert_eq!(budget(100, true, 0, 0, MOST, None), 100);
    assert_eq!(budget(100, true, 3, 0, MOST, None), 400);
    assert_eq!(budget(100, true, 3, 250, MOST, None), 150);
    assert_eq!(budget(100, true, 3, 400, MOST, None), 0);
    assert_eq!(budget(100, true, 3, 401, MOST, None), 0);
    assert_eq!(budget(MOST, true, u32::MAX, MOST, MOST, None), MOST);
    assert_eq!(budget(1, true, u32::MAX, 0, MOST, None), 1 << 32);
    assert_eq!(budget(MOST, true, u32::MAX, 0, 7, None), 7);
}

#[test]
fn never_more_than_is_there_or_a_quarter_of_the_volume() {
    assert_eq!(VOLUME_MAX_BPS, 2_500);
    for carries in [false, true] {
        let at = |available, volume| budget(100, carries, 0, 0, available, volume);
        assert_eq!([99, 100, 101].map(|available| at(available, None)), [99, 100, 100]);
        let volumes = [0, 3, 4, 399, 400, 404, MOST].map(|volume| at(MOST, Some(volume)));
        assert_eq!(volumes, [0, 0, 1, 99, 100, 100, 100]);
        assert_eq!(at(50, Some(399)), 50);
        assert_eq!(at(50, Some(199)), 49);
    }
    assert_eq!(budget(MOST, false, 0, 0, MOST, Some(MOST)), MOST / 4);
}

proptest! {
    #![proptest_config(fixed(5_000))]

    #[test]
    fn is_within_every_limit_and_reaches_one_of_them(
        per_cycle: u64, carries: bool, cycle: u32, spent: u64, available: u64,
        volume in any::<Option<u64>>(),
    ) {
        let found = u128::from(budget(per_cycle, carries, cycle, spent, available, volume));
        let all = u128::from(per_cycle) * (u128::from(cycle) + 1);
        let granted = match carries {
            true => all.saturating_sub(u128::from(spent)),
            false => u128::from(per_cycle),
        };
        let quarter = volume.map_or(u128::MAX, |volume| u128::from(volume) / 4);
        prop_assert_eq!(found, granted.min(quarter).min(u128::from(available)));
    }

    #[test]
    fn never_falls_with_more_granted_there_or_traded_and_never_rises_with_more_spent(
        low: [u64; 4], more: [u64; 4], cycle: u32, later: u32, carries: bool,
    ) {
        let high: [u64; 4] = core::array::from_fn(|i| low[i].saturating_add(more[i]));
        let at = |[per_cycle, spent, available, volume]: [u64; 4], cycle| {
            budget(per_cycle, carries, cycle, spent, available, Some(volume))
        };
        let base = at(low, cycle);
        for i in [0, 2, 3] {
            let mut changed = low;
            changed[i] = high[i];
            prop_assert!(at(changed, cycle) >= base);
        }
        prop_assert!(at([low[0], high[1], low[2], low[3]], cycle) <= base);
        prop_assert!(at(low, cycle.saturating_add(later)) >= base);
    }

    /// Cycles that are skipped or cheap, in any order: by cycle k no more than k + 1 times the
    /// grant is spent, and what a cycle may spend depends on their sum alone.
    #[test]
    fn carrying_depends_on_the_sum_spent_and_never_exceeds_the_grant(
        per_cycle in 0..1_000u64, wishes in vec(prop_oneof![Just(0), 0..3_000u64, Just(MOST)], 1..40),
    ) {
        let mut spent = 0;
        for (cycle, wish) in wishes.iter().enumerate() {
            let granted = per_cycle * (cycle as u64 + 1);
            let may = budget(per_cycle, true, cycle as u32, spent, MOST, None);
            prop_assert_eq!(may, granted - spent);
            spent += may.min(*wish);
            prop_assert!(spent <= granted);
        }
    }
}
