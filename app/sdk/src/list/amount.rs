//! Amounts as people write them, to base units. Exact: no float is ever involved.

use super::AmountFault;

/// Base units of `text`, an amount of a token with this many decimals: `1500`, `1_500`, `0.25`.
/// No exponents, no thousands separators but `_`; never zero.
pub(crate) fn base_units(text: &str, decimals: u8) -> Result<u64, AmountFault> {
    let is_negative = text.starts_with('-');
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    let fraction_digits = fraction.map(count_digits).transpose()?.unwrap_or(0);
    count_digits(whole)?;
    if is_negative {
        return Err(AmountFault::Negative);
    }
    let Some(missing) = usize::from(decimals).checked_sub(fraction_digits) else {
        return Err(match decimals {
            0 => AmountFault::NotBaseUnits,
            allowed => AmountFault::TooManyDecimals { allowed },
        });
    };
    let digits = whole.bytes().chain(fraction.unwrap_or_default().bytes());
    let digits = digits.filter(u8::is_ascii_digit).map(|digit| digit - b'0');
    let push = |units: u64, digit: u8| units.checked_mul(10)?.checked_add(u64::from(digit));
    match digits.chain(std::iter::repeat_n(0, missing)).try_fold(0, push) {
        Some(0) => Err(AmountFault::Zero),
        Some(units) => Ok(units),
        None => Err(AmountFault::TooLarge),
    }
}

/// How many digits `text` has, if it has nothing else but single `_` between them.
fn count_digits(text: &str) -> Result<usize, AmountFault> {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    match text.split('_').all(is_number) {
        true => Ok(text.bytes().filter(u8::is_ascii_digit).count()),
        false => Err(AmountFault::NotANumber),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_write() {
        for (text, decimals, units) in [
            ("1500", 6, 1_500_000_000),
            ("1_500", 0, 1_500),
            ("0.25", 2, 25),
            ("+3.000_001", 6, 3_000_001),
            ("000000000000000000000000000000000000000000001", 0, 1),
            ("18446744073709551615", 0, u64::MAX),
            ("18446744073709.551615", 6, u64::MAX),
        ] {
            assert_eq!(base_units(text, decimals), Ok(units), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_none() {
        for text in [
            "", " ", "-", "+", ".", "1.", ".5", "1.2.3", "1,000", "1e6", "0x10", "_1", "1_",
            "1__0", "nan", "--1", "1 000", "١", "-x",
        ] {
            assert_eq!(base_units(text, 6), Err(AmountFault::NotANumber), "{text:?}");
        }
        for (text, decimals, fault) in [
            ("-1", 6, AmountFault::Negative),
            ("0", 6, AmountFault::Zero),
            ("0.000000", 6, AmountFault::Zero),
            ("1.5", 0, AmountFault::NotBaseUnits),
            ("1.0000010", 6, AmountFault::TooManyDecimals { allowed: 6 }),
            ("18446744073709551616", 0, AmountFault::TooLarge),
            ("18446744073709.551616", 6, AmountFault::TooLarge),
            ("99999999999999999999999999999999", 18, AmountFault::TooLarge),
        ] {
            assert_eq!(base_units(text, decimals), Err(fault), "{text}");
        }
    }
}
