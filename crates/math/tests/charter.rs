//! The charter's bounds, each at both sides of its boundary: on the limit everything holds, one
//! unit beyond exactly that bound is broken, by exactly that unit.
//!
//! ```text
//! charter
//! ├── shares .... sum, sales, community, KOLs, VCs, insiders, liquidity, airdrop, valuation
//! ├── locks ..... by discount, to the second; discounts in bps, a hair over counts as over
//! ├── wallets ... the largest part of one wallet; which kinds are paid by plans and lists
//! └── here ...... what is named and how it compares; whatever the input, nothing panics
//! ```

use groundswell_math::charter::{Bound, Finding, Kind, Limit, Lock, Tranche};
use proptest::{
    collection::vec,
    prelude::*,
    test_runner::{Config, RngSeed},
};

use crate::given::{Given, given};

#[path = "charter/given.rs"]
mod given;
#[path = "charter/locks.rs"]
mod locks;
#[path = "charter/shares.rs"]
mod shares;
#[path = "charter/wallets.rs"]
mod wallets;

#[test]
fn the_given_charter_keeps_every_bound_and_each_is_named() {
    let mut named: Vec<Bound> = vec![];
    for finding in given().findings() {
        if !named.contains(&finding.bound) {
            named.push(finding.bound);
        }
    }

    assert_eq!(given().broken(), []);
    let expected = [
        Bound::TrancheSum,
        Bound::SaleTranches,
        Bound::CommunityMin,
        Bound::CommunityMax,
        Bound::KolMax,
        Bound::VcMax,
        Bound::InsiderMax,
        Bound::LiquidityMin,
        Bound::AirdropMissing,
        Bound::LockMax,
        Bound::Cliff,
        Bound::Linear,
        Bound::OpeningValuation,
    ];
    assert_eq!(named, expected);
}

#[test]
fn kinds_are_stored_as_their_numbers() {
    for (number, kind) in Kind::ALL.into_iter().enumerate() {
        assert_eq!(kind as usize, number);
        assert_eq!(Kind::from_u8(number as u8), Some(kind));
    }
    assert_eq!(Kind::from_u8(8), None);
    assert_eq!(Kind::from_u8(u8::MAX), None);
}

#[test]
fn findings_compare_in_the_direction_of_their_limit() {
    let held = |actual, limit| {
        let finding = Finding { bound: Bound::Target, index: 0, actual, limit };
        (finding.holds(), finding.distance(), finding.limit())
    };
    assert_eq!([9, 10, 11].map(|n| held(n, Limit::AtLeast(10)).0), [false, true, true]);
    assert_eq!([9, 10, 11].map(|n| held(n, Limit::AtMost(10)).0), [true, true, false]);
    assert_eq!([9, 10, 11].map(|n| held(n, Limit::Exactly(10)).0), [false, true, false]);
    assert_eq!(held(0, Limit::Exactly(u128::MAX)), (false, u128::MAX, u128::MAX));
}

fn any_tranche() -> impl Strategy<Value = Tranche> {
    let number = || prop_oneof![Just(0), Just(u64::MAX), any::<u64>()];
    let seconds = || prop_oneof![Just(0), Just(u32::MAX), any::<u32>()];
    (0..8usize, number(), number(), seconds(), seconds()).prop_map(
        |(kind, amount, price, cliff_seconds, linear_seconds)| {
            let lock = Lock { cliff_seconds, linear_seconds };
            Tranche { kind: Kind::ALL[kind], amount, price, lock }
        },
    )
}

proptest! {
    #![proptest_config(Config {
        rng_seed: RngSeed::Fixed(7), failure_persistence: None, ..Config::with_cases(3_000)
    })]

    /// Also with more tranches than a charter holds, whose indices exceed `u8`.
    #[test]
    fn whatever_the_input_nothing_panics(
        numbers in [(); 3].map(|()| prop_oneof![Just(0), Just(u64::MAX), any::<u64>()]),
        tranches in prop_oneof![20 => vec(any_tranche(), 0..=16), 1 => vec(any_tranche(), 300)],
        unsold_to_airdrop in any::<bool>(),
    ) {
        let [supply, highest_price, max_opening_fdv] = numbers;
        let given =
            Given { supply, tranches, highest_price, max_opening_fdv, unsold_to_airdrop };
        for finding in given.findings() {
            prop_assert!(finding.holds() || finding.distance() > 0);
        }
    }
}
