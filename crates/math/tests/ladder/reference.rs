//! Every sale against the model, and what must hold of the sums whatever the rule.

use groundswell_math::ladder::{Rule, total};
use proptest::prelude::*;

use crate::{
    given::{Case, any_case, fixed, realistic},
    model,
};

/// Price, raise and every allocation of the crate, in the model's words.
fn actual(case: &Case) -> model::Outcome {
    let clearing = case.clearing();
    let allocations = case.allocations().into_iter().map(|a| model::Allocation {
        accepted: a.accepted,
        refund: a.refund,
        tokens: a.tokens,
    });
    let marginal = case.expected().marginal;
    let allocations = allocations.collect();
    model::Outcome { price: clearing.price, raise: clearing.raise, marginal, allocations }
}

proptest! {
    #![proptest_config(fixed(5_000))]

    #[test]
    fn allots_to_the_unit_what_the_model_allots(case in any_case()) {
        prop_assert_eq!(actual(&case), case.expected());
    }

    #[test]
    fn allots_to_the_unit_what_the_model_allots_in_realistic_launches(case in realistic()) {
        prop_assert_eq!(actual(&case), case.expected());
    }

    #[test]
    fn cuts_at_the_layer_or_tick_at_which_the_model_cuts(case in any_case()) {
        let clearing = case.clearing();
        match (case.rule, case.expected().marginal) {
            (_, None) => prop_assert_eq!((clearing.tick, clearing.numerator), (0, 0)),
            (Rule::Auction, Some(tick)) => prop_assert_eq!(usize::from(clearing.tick), tick),
            (_, Some(layer)) => {
                let lower = if layer == 0 { 0 } else { case.ticks[layer - 1] };
                let found = (clearing.tick, clearing.lower, clearing.upper);
                prop_assert_eq!(found, (0, lower, case.ticks[layer]));
            }
        }
    }

    #[test]
    fn refunds_the_exact_rest_of_every_deposit(case in any_case()) {
        for (c, a) in case.contributions.iter().zip(case.allocations()) {
            prop_assert_eq!(a.accepted.checked_add(a.refund), Some(c.deposit));
        }
    }

    /// Every division leaves less than one unit behind and the raise is whole: all divisions
    /// together leave at most one unit less than there are contributors.
    #[test]
    fn leaves_less_than_one_unit_per_contributor_behind(case in any_case()) {
        let (raise, accepted) = (case.clearing().raise, case.accepted());
        let contributors = case.contributions.len() as u64;
        prop_assert!(accepted <= raise);
        prop_assert!(raise - accepted <= contributors.saturating_sub(1));
    }

    /// Whoever is paid first, the proceeds never take what belongs to a refund.
    #[test]
    fn certain_proceeds_never_touch_a_refund(case in any_case()) {
        let proceeds = case.clearing().certain_proceeds(case.contributions.len() as u64);
        let refunds: u64 = case.allocations().iter().map(|a| a.refund).sum();

        prop_assert!(proceeds <= case.accepted());
        prop_assert!(refunds <= total(&case.demand()).expect("fits") - proceeds);
    }

    #[test]
    fn the_reserve_left_after_the_last_refund_is_at_most_one_unit_each(case in any_case()) {
        let contributors = case.contributions.len() as u64;
        let proceeds = case.clearing().certain_proceeds(contributors);

        prop_assert!(case.accepted() - proceeds <= contributors);
    }

    #[test]
    fn never_sells_more_than_is_for_sale(case in any_case()) {
        let clearing = case.clearing();
        let sold: u128 = case.allocations().iter().map(|a| u128::from(a.tokens)).sum();
        let raised = clearing.tokens(clearing.raise, case.supply).expect("fits");

        prop_assert!(sold <= u128::from(raised));
        prop_assert!(raised <= case.supply);
    }

    #[test]
    fn raises_the_smaller_of_demand_and_price(case in any_case()) {
        let clearing = case.clearing();
        prop_assert_eq!(clearing.raise, case.deposited().min(clearing.price));
    }
}
