//! The demand on a ladder depends on the final totals only: not on who came first, in how many
//! steps a total was reached, what was withdrawn in between, or where a bid stood before.

use groundswell_math::ladder::{Change, Clearing, Rule, shift};
use proptest::{collection::vec, prelude::*};

use crate::{
    given::{Case, any_case, fixed, part},
    model::Contribution,
};

/// A case, its contributions in another order, and steps on the way: (who, how much, tick).
fn detours() -> impl Strategy<Value = (Case, Vec<Contribution>, Vec<(u8, u16, u8)>)> {
    any_case().prop_flat_map(|case| {
        let shuffled = Just(case.contributions.clone()).prop_shuffle();
        (Just(case), shuffled, vec(any::<(u8, u16, u8)>(), 0..60))
    })
}

/// The demand by its definition, from final totals alone.
fn defined(case: &Case) -> Vec<u64> {
    let at = |k: usize| case.contributions.iter().filter(move |c| c.tick == k);
    let lower = |k: usize| if k == 0 { 0 } else { case.ticks[k - 1] };
    let layer = |c: &Contribution, k: usize| c.deposit.min(case.ticks[k]) - c.deposit.min(lower(k));
    let tick = |k: usize| match case.rule {
        Rule::Auction => at(k).map(|c| c.deposit).sum(),
        _ => case.contributions.iter().map(|c| layer(c, k)).sum(),
    };
    (0..case.ticks.len()).map(tick).collect()
}

/// Moves a wallet to another total and, in an auction, to another tick by way of zero.
fn go(case: &Case, demand: &mut [u64], from: Contribution, to: Contribution) {
    let mut step = |tick: usize, before, after| {
        let change = Change { tick: tick as u8, before, after };
        shift(case.rule, &case.ticks, demand, change).expect("the ladder takes it");
    };
    if from.tick == to.tick {
        step(to.tick, from.deposit, to.deposit);
    } else {
        step(from.tick, from.deposit, 0);
        step(to.tick, 0, to.deposit);
    }
}

proptest! {
    #![proptest_config(fixed(5_000))]

    #[test]
    fn demand_is_what_its_definition_says(case in any_case()) {
        prop_assert_eq!(case.demand(), defined(&case));
    }

    #[test]
    fn demand_is_the_same_in_any_order_and_by_any_way(
        (case, shuffled, detours) in detours(),
    ) {
        let mut demand = vec![0; case.ticks.len()];
        let nothing = Contribution { deposit: 0, tick: 0 };
        let mut held = vec![nothing; shuffled.len()];
        // Room above the final total for everyone, so that no detour leaves u64.
        let room = (u64::MAX - case.deposited()) / (shuffled.len().max(1) as u64);
        let (highest, ticks) = match case.rule {
            Rule::Auction => (u64::MAX, case.ticks.len()),
            _ => (case.ticks[case.ticks.len() - 1], 1),
        };

        for (who, how_much, tick) in detours.into_iter().filter(|_| !shuffled.is_empty()) {
            let who = usize::from(who) % shuffled.len();
            let cap = (shuffled[who].deposit + room).min(highest);
            let to = Contribution { deposit: part(cap, how_much), tick: usize::from(tick) % ticks };
            go(&case, &mut demand, held[who], to);
            held[who] = to;
        }
        for (from, to) in held.iter().zip(&shuffled) {
            go(&case, &mut demand, *from, *to);
        }

        prop_assert_eq!(demand, case.demand());
    }

    #[test]
    fn withdrawing_everything_leaves_an_empty_ladder(case in any_case()) {
        let mut demand = case.demand();
        for c in &case.contributions {
            go(&case, &mut demand, *c, Contribution { deposit: 0, ..*c });
        }
        prop_assert_eq!(demand, vec![0; case.ticks.len()]);
    }

    #[test]
    fn a_change_to_the_same_total_changes_nothing(case in any_case()) {
        let mut demand = case.demand();
        for c in &case.contributions {
            go(&case, &mut demand, *c, *c);
        }
        prop_assert_eq!(demand, case.demand());
    }

    /// As accounts hold them: integers as little-endian bytes.
    #[test]
    fn packed_integers_shift_and_clear_alike(case in any_case()) {
        let ticks: Vec<Packed> = case.ticks.iter().copied().map(Packed::from).collect();
        let mut demand = vec![Packed::from(0); ticks.len()];
        for c in &case.contributions {
            let change = Change { tick: c.tick as u8, before: 0, after: c.deposit };
            shift(case.rule, &ticks, &mut demand, change).expect("the ladder takes it");
        }
        let clearing = Clearing::compute(case.rule, &ticks, &demand, case.target);

        let plain: Vec<u64> = demand.into_iter().map(u64::from).collect();
        prop_assert_eq!(plain, case.demand());
        prop_assert_eq!(clearing, Some(case.clearing()));
    }
}

#[derive(Clone, Copy, Debug)]
struct Packed([u8; 8]);

impl From<u64> for Packed {
    fn from(number: u64) -> Self {
        Packed(number.to_le_bytes())
    }
}

impl From<Packed> for u64 {
    fn from(packed: Packed) -> Self {
        u64::from_le_bytes(packed.0)
    }
}
