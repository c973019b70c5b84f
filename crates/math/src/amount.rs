//! Multiplication before division, with the rounding direction in the name.

/// One whole, in basis points.
pub const BPS: u64 = 10_000;

/// `a * b / d`, rounded down. `None` if `d` is zero or the result exceeds `u64`.
pub fn mul_div_floor(a: u64, b: u64, d: u64) -> Option<u64> {
    let product = u128::from(a).checked_mul(u128::from(b))?;
    u64::try_from(product.checked_div(u128::from(d))?).ok()
}

/// `a * b / d`, rounded up. `None` if `d` is zero or the result exceeds `u64`.
pub fn mul_div_ceil(a: u64, b: u64, d: u64) -> Option<u64> {
    u64::try_from(wide_mul_div_ceil(a, b, d)?).ok()
}

/// `a * b / d`, rounded up, for results that may exceed `u64`. `None` if `d` is zero.
pub fn wide_mul_div_ceil(a: u64, b: u64, d: u64) -> Option<u128> {
    let product = u128::from(a).checked_mul(u128::from(b))?;
    let quotient = product.checked_div(u128::from(d))?;
    let remainder = product.checked_rem(u128::from(d))?;
    quotient.checked_add(u128::from(remainder != 0))
}

/// The share `bps` of `amount`, rounded down. `None` if the result exceeds `u64`.
pub fn bps_floor(amount: u64, bps: u16) -> Option<u64> {
    mul_div_floor(amount, u64::from(bps), BPS)
}

/// The share `bps` of `amount`, rounded up. `None` if the result exceeds `u64`.
pub fn bps_ceil(amount: u64, bps: u16) -> Option<u64> {
    mul_div_ceil(amount, u64::from(bps), BPS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floor_and_ceil_meet_at_exact_quotients_and_differ_by_one_elsewhere() {
        assert_eq!(mul_div_floor(10, 3, 5), Some(6));
        assert_eq!(mul_div_ceil(10, 3, 5), Some(6));
        assert_eq!(mul_div_floor(10, 3, 4), Some(7));
        assert_eq!(mul_div_ceil(10, 3, 4), Some(8));
    }

    #[test]
    fn extremes_do_not_overflow() {
        assert_eq!(mul_div_floor(u64::MAX, u64::MAX, u64::MAX), Some(u64::MAX));
        assert_eq!(mul_div_ceil(u64::MAX, u64::MAX, u64::MAX), Some(u64::MAX));
        assert_eq!(mul_div_floor(u64::MAX, 2, 1), None);
        assert_eq!(mul_div_ceil(u64::MAX, 2, 1), None);
        assert_eq!(mul_div_floor(1, 1, 0), None);
        assert_eq!(mul_div_ceil(1, 1, 0), None);
        let square = u128::from(u64::MAX).pow(2);
        assert_eq!(wide_mul_div_ceil(u64::MAX, u64::MAX, 1), Some(square));
    }

    #[test]
    fn shares_round_as_named() {
        assert_eq!(bps_floor(9_999, 1), Some(0));
        assert_eq!(bps_ceil(9_999, 1), Some(1));
        assert_eq!(bps_floor(u64::MAX, 10_000), Some(u64::MAX));
    }
}
