//! How long insiders are locked, by what they paid.

use groundswell_math::charter::{
    Bound, Kind, LOCK_MAX_SECONDS, Lock, TREASURY_STREAM, discount_bps, required_lock,
};

use crate::given::{DAY, given};

#[test]
fn a_cheaper_price_needs_a_longer_lock() {
    let day = u128::from(DAY);
    for (price, days, shorter) in [
        (u64::MAX, 90, 0),
        (400_001, 90, 0),
        (400_000, 90, 0),
        (399_999, 180, 90),
        (300_000, 180, 90), // 25 %
        (299_999, 270, 180),
        (200_000, 270, 180), // 50 %
        (199_999, 365, 270),
        (0, 365, 270),
    ] {
        let missing = u128::from(days - shorter) * day;
        let expected = [(Bound::Cliff, 3, missing), (Bound::Linear, 3, missing)];
        assert_eq!(given().vc(price, days, days).broken(), [], "{price}");
        assert_eq!(given().vc(price, shorter, shorter).broken(), expected, "{price}");
    }
}

#[test]
fn the_treasury_is_paid_over_a_year() {
    let Lock { cliff_seconds, linear_seconds } = TREASURY_STREAM;
    assert_eq!((cliff_seconds, linear_seconds), (0, 31_536_000));
}

#[test]
fn cliff_and_linear_each_count_to_the_second() {
    let lock = |cliff_seconds, linear_seconds| {
        let lock = Lock { cliff_seconds, linear_seconds };
        given().tranche(Kind::Team, |t| t.lock = lock).broken()
    };
    let required = 90 * DAY;
    assert_eq!(lock(required, required), []);
    assert_eq!(lock(required - 1, LOCK_MAX_SECONDS), [(Bound::Cliff, 4, 1)]);
    assert_eq!(lock(LOCK_MAX_SECONDS, required - 1), [(Bound::Linear, 4, 1)]);
}

#[test]
fn no_lock_is_longer_than_ten_years_and_only_insiders_need_one() {
    for (index, kind) in Kind::ALL.into_iter().enumerate() {
        let lock = |cliff_seconds, linear_seconds| {
            let lock = Lock { cliff_seconds, linear_seconds };
            given().tranche(kind, |t| t.lock = lock).broken()
        };
        let (most, index) = (LOCK_MAX_SECONDS, index as u8);
        assert_eq!(most, 315_360_000);
        assert_eq!(lock(most, most), [], "{kind:?}");
        assert_eq!(lock(most + 1, most), [(Bound::LockMax, index, 1)], "{kind:?}");
        assert_eq!(lock(most, most + 1), [(Bound::LockMax, index, 1)], "{kind:?}");
        assert_eq!(lock(0, 0).is_empty(), !kind.is_insider(), "{kind:?}");
    }
}

#[test]
fn required_locks_at_both_sides_of_each_discount() {
    for (bps, days) in [
        (0, 90),
        (1, 180),
        (2_500, 180),
        (2_501, 270),
        (5_000, 270),
        (5_001, 365),
        (10_000, 365),
        (u16::MAX, 365),
    ] {
        let seconds = days * 86_400;
        let expected = Lock { cliff_seconds: seconds, linear_seconds: seconds };
        assert_eq!(required_lock(bps), expected, "{bps}");
    }
}

#[test]
fn a_discount_a_hair_over_a_boundary_counts_as_over_it() {
    let most = u64::MAX; // 25 % of it is not whole: 1/4 below is 4,611,686,018,427,387,903.75
    for (price, sale_price, bps) in [
        (400_000, 400_000, 0),
        (400_001, 400_000, 0),
        (399_999, 400_000, 1),
        (399_960, 400_000, 1),
        (399_959, 400_000, 2),
        (300_000, 400_000, 2_500),
        (299_999, 400_000, 2_501),
        (200_000, 400_000, 5_000),
        (199_999, 400_000, 5_001),
        (1, 400_000, 10_000),
        (0, 400_000, 10_000),
        (most, most, 0),
        (most - 1, most, 1),
        (most - most / 4, most, 2_500),
        (most - most / 4 - 1, most, 2_501),
        (most / 2 + 1, most, 5_000),
        (most / 2, most, 5_001),
        (0, most, 10_000),
        (most, 1, 0),
        (0, 1, 10_000),
        (0, 0, 10_000), // no sale price to compare with: the strictest
        (most, 0, 10_000),
    ] {
        assert_eq!(discount_bps(price, sale_price), bps, "{price} against {sale_price}");
    }
}
