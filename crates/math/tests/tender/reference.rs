//! The reference model: the tender by its definition, on integers without bounds and from the
//! plain list of offers. Nothing is walked, summed beforehand or shared with the crate.
//!
//! At price p_i at most `min(C_i, B * S / p_i)` base units can be bought, where C_i is all that
//! is offered up to tick i. The clearing is the cheapest tick where that is the most.

use num_bigint::BigUint;
use proptest::prelude::*;

use crate::given::{Case, Offer, any_case, fixed};

/// What a tender becomes.
#[derive(Debug, PartialEq, Eq)]
pub struct Outcome {
    pub price: u64,
    pub bought: u64,
    pub spent: u64,
    /// Taken and paid, in the order of the offers.
    pub fills: Vec<(u64, u64)>,
}

pub fn settle(case: &Case) -> Outcome {
    let base = big(case.grid.base);
    let asked = |tick: u8| {
        // The price is that share of R, rounded down.
        big(case.grid.quote) * case.grid.tick_bps * (u32::from(tick) + 1) / 10_000u32
    };
    let upto = |tick: u8| sum(case, |offer| offer.tick <= tick);
    let most = |tick: u8| upto(tick).min(big(case.budget) * &base / asked(tick));

    let inhabited = case.offers.iter().filter(|offer| offer.amount > 0).map(|offer| offer.tick);
    let mut candidates: Vec<u8> = inhabited.collect();
    candidates.sort_unstable();
    let best = candidates.iter().map(|tick| most(*tick)).max().unwrap_or_default();
    let cleared = candidates.into_iter().find(|tick| best > big(0) && most(*tick) == best);
    let Some(tick) = cleared else {
        let fills = vec![(0, 0); case.offers.len()];
        return Outcome { price: 0, bought: 0, spent: 0, fills };
    };

    let room = &best - sum(case, |offer| offer.tick < tick);
    let price = asked(tick);
    let fills = case.offers.iter().map(|offer| {
        let taken = match offer.tick.cmp(&tick) {
            std::cmp::Ordering::Less => big(offer.amount),
            std::cmp::Ordering::Greater => big(0),
            std::cmp::Ordering::Equal => shared(case, offer, &room),
        };
        (fits(&taken), fits(&(taken * &price / &base)))
    });
    let fills = fills.collect();
    let spent = fits(&(&best * &price / &base));
    Outcome { price: fits(&price), bought: fits(&best), spent, fills }
}

/// What an offer at the clearing tick gets of the room there: small parts first.
fn shared(case: &Case, offer: &Offer, room: &BigUint) -> BigUint {
    let small = |offer: &Offer| big(offer.amount.min(case.small_limit));
    let beside = |other: &&Offer| other.tick == offer.tick;
    let all_small: BigUint = case.offers.iter().filter(beside).map(small).sum();
    let all = sum(case, |other| other.tick == offer.tick);
    if all == *room {
        big(offer.amount)
    } else if all_small < *room {
        let above = big(offer.amount) - small(offer);
        small(offer) + above * (room - &all_small) / (all - all_small)
    } else {
        small(offer) * room / all_small
    }
}

fn sum(case: &Case, of: impl Fn(&Offer) -> bool) -> BigUint {
    case.offers.iter().filter(|offer| of(offer)).map(|offer| big(offer.amount)).sum()
}

fn big(number: u64) -> BigUint {
    BigUint::from(number)
}

fn fits(number: &BigUint) -> u64 {
    u64::try_from(number).expect("the quantity fits u64")
}

/// Price, sums and every fill of the crate, in the model's words.
pub fn actual(case: &Case) -> Outcome {
    let clearing = case.clearing();
    let fills = case.fills().iter().map(|fill| (fill.taken, fill.paid)).collect();
    let (price, bought, spent) = (clearing.price, clearing.bought, clearing.spent);
    Outcome { price, bought, spent, fills }
}

/// What must hold of the sums, whatever the offers.
pub fn conserves(case: &Case) -> Result<(), TestCaseError> {
    let (clearing, fills) = (case.clearing(), case.fills());
    let taken: u128 = fills.iter().map(|fill| u128::from(fill.taken)).sum();
    let paid: u128 = fills.iter().map(|fill| u128::from(fill.paid)).sum();
    prop_assert!(paid <= u128::from(clearing.spent), "{:?}", case);
    prop_assert!(clearing.spent <= case.budget, "{:?}", case);
    // Only what is divided loses anything, and never a whole unit.
    let dust = u128::from(clearing.bought).checked_sub(taken);
    let here = fills.iter().zip(&case.offers).filter(|(_, offer)| offer.tick == clearing.tick);
    let divided = here.filter(|(fill, _)| fill.returned > 0).count();
    prop_assert!(dust.is_some_and(|dust| dust <= divided.saturating_sub(1) as u128), "{:?}", case);
    for (offer, fill) in case.offers.iter().zip(&fills) {
        prop_assert_eq!(fill.taken.checked_add(fill.returned), Some(offer.amount), "{:?}", case);
    }
    Ok(())
}

proptest! {
    #![proptest_config(fixed(10_000))]

    #[test]
    fn clears_to_the_unit_as_the_model_does(case in any_case()) {
        prop_assert_eq!(case.grid.check(), Ok(()));
        prop_assert_eq!(actual(&case), settle(&case));
    }

    #[test]
    fn pays_within_the_budget_and_returns_the_exact_rest(case in any_case()) {
        conserves(&case)?;
    }

    /// An on-chain program holds these proportions: they are always ones.
    #[test]
    fn denominators_are_never_zero_and_proportions_never_above_one(case in any_case()) {
        let clearing = case.clearing();
        prop_assert!(clearing.small_denominator > 0 && clearing.rest_denominator > 0);
        prop_assert!(clearing.small_numerator <= clearing.small_denominator);
        prop_assert!(clearing.rest_numerator <= clearing.rest_denominator);
        prop_assert_eq!(clearing.price == 0, clearing.bought == 0);
    }
}
