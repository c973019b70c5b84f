//! Multiplication before division, with the rounding direction in the name.

/// One whole, in basis points.
pub const BPS: u64 = 10_000;

/// `a * b / d`, rounded down. `None` if `d` is zero or the result exceeds `u64`.
pub fn mul_div_floor(a: u64, b: u64, d: u64) -> Option<u64> {
    Some(mul_div_rem(a, b, d)?.0)
}

/// `a * b / d`, rounded up. `None` if `d` is zero or the result exceeds `u64`.
pub fn mul_div_ceil(a: u64, b: u64, d: u64) -> Option<u64> {
    let (quotient, remainder) = mul_div_rem(a, b, d)?;
    quotient.checked_add(u64::from(remainder != 0))
}

/// `a * b / d`, rounded up, for results that may exceed `u64`. `None` if `d` is zero.
pub fn wide_mul_div_ceil(a: u64, b: u64, d: u64) -> Option<u128> {
    let product = u128::from(a).checked_mul(u128::from(b))?;
    let quotient = product.checked_div(u128::from(d))?;
    let remainder = product.checked_rem(u128::from(d))?;
    quotient.checked_add(u128::from(remainder != 0))
}

/// Quotient and remainder of `a * b / d`. `None` if `d` is zero or the quotient exceeds `u64`.
fn mul_div_rem(a: u64, b: u64, d: u64) -> Option<(u64, u64)> {
    let product = u128::from(a).checked_mul(u128::from(b))?;
    let high = u64::try_from(product >> 64).ok()?;
    let low = u64::try_from(product & u128::from(u64::MAX)).ok()?;
    if high == 0 {
        return Some((low.checked_div(d)?, low.checked_rem(d)?));
    }
    // The quotient fits exactly if the upper half is smaller than the divisor.
    (high < d).then(|| divide_wide(high, low, d))
}

/// Divides `high * 2^64 + low` by `d`, where `high < d`: schoolbook division in digits of 32
/// bits (Knuth, The Art of Computer Programming, volume 2, 4.3.1, algorithm D). On chain a
/// 128-bit division costs some 1,500 compute units, this one about 100.
///
/// Wrapping operations stand where the algorithm works modulo 2^64; none of them loses
/// anything of the result.
fn divide_wide(high: u64, low: u64, d: u64) -> (u64, u64) {
    // Shifted so that the divisor's highest bit is set: then a digit is guessed at most two off.
    let shift = d.leading_zeros();
    let d = d.wrapping_shl(shift);
    let carried = low.wrapping_shr(1).wrapping_shr(63u32.wrapping_sub(shift));
    let top = high.wrapping_shl(shift) | carried;
    let low = low.wrapping_shl(shift);

    let (upper, rest) = next_digit(top, low >> 32, d);
    let (lower, rest) = next_digit(rest, low & DIGIT_MAX, d);
    (upper.wrapping_shl(32) | lower, rest.wrapping_shr(shift))
}

/// Largest digit of 32 bits.
const DIGIT_MAX: u64 = u32::MAX as u64;

/// The next digit of the quotient of `rest` followed by `digit`, and what is then left. `d`
/// has its highest bit set and `rest < d`.
fn next_digit(rest: u64, digit: u64, d: u64) -> (u64, u64) {
    let (d_upper, d_lower) = (d >> 32, d & DIGIT_MAX);
    let mut guess = rest.checked_div(d_upper).unwrap_or(DIGIT_MAX); // d_upper is never zero
    let mut left = rest.wrapping_sub(guess.wrapping_mul(d_upper));
    while guess > DIGIT_MAX || guess.wrapping_mul(d_lower) > (left.wrapping_shl(32) | digit) {
        guess = guess.wrapping_sub(1);
        left = left.wrapping_add(d_upper);
        if left > DIGIT_MAX {
            break;
        }
    }
    let left = (rest.wrapping_shl(32) | digit).wrapping_sub(guess.wrapping_mul(d));
    (guess, left)
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
