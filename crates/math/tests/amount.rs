//! Multiplication and division against integers without bounds, where digits carry and guesses
//! are off.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop right there")]

use groundswell_math::amount::{mul_div_ceil, mul_div_floor, wide_mul_div_ceil};
use num_bigint::BigUint;
use proptest::{prelude::*, test_runner::RngSeed};

/// Numbers of every length, and those around the digits' edges.
fn number() -> impl Strategy<Value = u64> {
    let edge = (0u32..=63, -2i64..=2).prop_map(|(bit, off)| (1u64 << bit).wrapping_add_signed(off));
    let any_length = (any::<u64>(), 0u32..=63).prop_map(|(bits, shift)| bits >> shift);
    prop_oneof![3 => any_length, 2 => edge, 1 => Just(u64::MAX), 1 => Just(u64::MAX - 1)]
}

fn check(a: u64, b: u64, d: u64) {
    let product = BigUint::from(a) * BigUint::from(b);
    if d == 0 {
        assert_eq!((mul_div_floor(a, b, d), mul_div_ceil(a, b, d)), (None, None));
        assert_eq!(wide_mul_div_ceil(a, b, d), None);
        return;
    }
    let floor = &product / d;
    let ceil = (&product + (d - 1)) / d;
    assert_eq!(mul_div_floor(a, b, d), u64::try_from(&floor).ok(), "{a} * {b} / {d}");
    assert_eq!(mul_div_ceil(a, b, d), u64::try_from(&ceil).ok(), "{a} * {b} / {d}");
    assert_eq!(wide_mul_div_ceil(a, b, d), u128::try_from(&ceil).ok());
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 100_000,
        rng_seed: RngSeed::Fixed(0x6d75_6c64_6976),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn agrees_with_integers_without_bounds(a in number(), b in number(), d in number()) {
        check(a, b, d);
    }

    #[test]
    fn agrees_where_the_quotient_just_fits(a in number(), b in number(), off in 0u64..3) {
        // The smallest divisor whose quotient fits 64 bits, and its neighbours.
        let high = u64::try_from((u128::from(a) * u128::from(b)) >> 64).unwrap();
        check(a, b, high.saturating_add(off));
    }
}

#[test]
fn agrees_on_every_pair_of_edges() {
    let edges: Vec<u64> =
        (0..64).flat_map(|bit| [(1u64 << bit).wrapping_sub(1), 1 << bit, (1 << bit) | 1]).collect();
    for a in &edges {
        for d in &edges {
            for b in [3, u64::from(u32::MAX), 1 << 32, (1 << 32) | 1, u64::MAX / 3, u64::MAX] {
                check(*a, b, *d);
            }
        }
    }
}
