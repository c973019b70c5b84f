//! The sums of the ticks depend on the final offers only: not on who came first, in how many
//! steps, what was withdrawn in between, or at which tick it stood before.

use groundswell_math::tender::{Clearing, Tick, shift};
use proptest::{collection::vec, prelude::*};

use crate::given::{Case, Offer, any_case, fixed, part};

/// A case, its offers in another order, and steps on the way: (who, how much, tick).
fn detours() -> impl Strategy<Value = (Case, Vec<Offer>, Vec<(u8, u16, u8)>)> {
    any_case().prop_flat_map(|case| {
        let shuffled = Just(case.offers.clone()).prop_shuffle();
        (Just(case), shuffled, vec(any::<(u8, u16, u8)>(), 0..60))
    })
}

/// The sums by their definition.
fn defined(case: &Case) -> Vec<Tick> {
    let tick = |k: u16| {
        let here = case.offers.iter().filter(|offer| u16::from(offer.tick) == k);
        let small = here.clone().map(|offer| offer.amount.min(case.small_limit)).sum();
        Tick { small, rest: here.map(|offer| offer.amount).sum::<u64>() - small }
    };
    (0..case.grid.count()).map(tick).collect()
}

/// Moves a wallet to another amount and, if it differs, to another tick by way of zero.
fn go(case: &Case, ticks: &mut [Tick], from: Offer, to: Offer) {
    let mut step = |tick, before, after| {
        shift(ticks, tick, case.small_limit, before, after).expect("it fits");
    };
    if from.tick == to.tick {
        step(to.tick, from.amount, to.amount);
    } else {
        step(from.tick, from.amount, 0);
        step(to.tick, 0, to.amount);
    }
}

proptest! {
    #![proptest_config(fixed(5_000))]

    #[test]
    fn sums_are_what_their_definition_says(case in any_case()) {
        prop_assert_eq!(case.ticks(), defined(&case));
    }

    #[test]
    fn sums_are_the_same_in_any_order_and_by_any_way((case, shuffled, detours) in detours()) {
        let mut ticks = vec![Tick::default(); usize::from(case.grid.count())];
        let mut held = vec![Offer { amount: 0, tick: 0 }; shuffled.len()];
        // Room above the final amount for everyone, so that no detour leaves u64.
        let room = (u64::MAX - case.offered()) / (shuffled.len().max(1) as u64);
        for (who, how_much, tick) in detours.into_iter().filter(|_| !shuffled.is_empty()) {
            let who = usize::from(who) % shuffled.len();
            let amount = part(shuffled[who].amount + room, how_much);
            let to = Offer { amount, tick: tick % case.grid.count() as u8 };
            go(&case, &mut ticks, held[who], to);
            held[who] = to;
        }
        for (from, to) in held.iter().zip(&shuffled) {
            go(&case, &mut ticks, *from, *to);
        }
        prop_assert_eq!(ticks, case.ticks());
    }

    #[test]
    fn withdrawing_everything_leaves_nothing(case in any_case()) {
        let mut ticks = case.ticks();
        for offer in &case.offers {
            go(&case, &mut ticks, *offer, *offer);
            go(&case, &mut ticks, *offer, Offer { amount: 0, ..*offer });
        }
        prop_assert_eq!(ticks, vec![Tick::default(); usize::from(case.grid.count())]);
    }

    /// As accounts hold them: integers as little-endian bytes.
    #[test]
    fn packed_sums_shift_and_clear_alike(case in any_case()) {
        let mut ticks = vec![Packed::from(Tick::default()); usize::from(case.grid.count())];
        for offer in &case.offers {
            shift(&mut ticks, offer.tick, case.small_limit, 0, offer.amount).expect("it fits");
        }
        let clearing = Clearing::compute(&case.grid, &ticks, case.budget);
        prop_assert_eq!(clearing, Some(case.clearing()));
    }
}

#[derive(Clone, Copy, Debug)]
struct Packed([u8; 8], [u8; 8]);

impl From<Tick> for Packed {
    fn from(tick: Tick) -> Self {
        Packed(tick.small.to_le_bytes(), tick.rest.to_le_bytes())
    }
}

impl From<Packed> for Tick {
    fn from(packed: Packed) -> Self {
        Tick { small: u64::from_le_bytes(packed.0), rest: u64::from_le_bytes(packed.1) }
    }
}
