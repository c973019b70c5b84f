//! Amounts as people write them, to base units and back. Exact: no float is ever involved.

use std::fmt;

/// Digits a number may have in all; more than any amount of 64 bits needs.
const MAX_DIGITS: usize = 38;

/// A number as written: `digits / 10^decimals`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// Whether a minus stands before it.
    pub is_negative: bool,
    /// All its digits, as one integer.
    pub digits: u128,
    /// How many of them stand behind the point.
    pub decimals: u32,
}

/// Why a text is no amount; reads as what was expected instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyError {
    /// Something else than digits and a point.
    NotANumber,
    /// Longer than anything that can be meant.
    TooManyDigits,
    /// Finer than the token's smallest unit.
    TooManyDecimals {
        /// How many the token has.
        allowed: u8,
    },
    /// More base units than 64 bits hold.
    TooLarge {
        /// How many decimals the token has.
        decimals: u8,
    },
    /// A price at which the whole sale costs more quote units than 64 bits hold.
    TooDear {
        /// How many decimals the quote token has.
        decimals: u8,
    },
    /// Below zero.
    Negative,
}

impl fmt::Display for MoneyError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            MoneyError::NotANumber => {
                write!(f, "expected a plain decimal number such as 1500, 1_500 or 0.25")
            }
            MoneyError::TooManyDigits => write!(f, "expected at most {MAX_DIGITS} digits"),
            MoneyError::TooManyDecimals { allowed: 0 } => {
                write!(f, "expected a number without decimals")
            }
            MoneyError::TooManyDecimals { allowed } => {
                let plural = if *allowed == 1 { "" } else { "s" };
                write!(f, "expected at most {allowed} decimal{plural}")
            }
            MoneyError::TooLarge { decimals } => {
                let most = grouped(u64::MAX, *decimals);
                write!(f, "expected at most {most}, all that 64 bits hold")
            }
            MoneyError::TooDear { decimals } => {
                let most = grouped(u64::MAX, *decimals);
                write!(f, "expected a price at which all that is for sale costs at most {most}")
            }
            MoneyError::Negative => write!(f, "expected a number that is not negative"),
        }
    }
}

impl Decimal {
    /// Nothing.
    pub const ZERO: Decimal = Decimal { is_negative: false, digits: 0, decimals: 0 };

    /// Reads `1500`, `1_500`, `0.25`, `-3`. No exponents, no thousands separators but `_`.
    pub fn parse(text: &str) -> Result<Decimal, MoneyError> {
        let (is_negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = match unsigned.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (unsigned, None),
        };
        let mut digits = read_digits(whole)?;
        let decimals = match fraction {
            Some(fraction) => {
                let behind = read_digits(fraction)?;
                digits.push_str(&behind);
                behind.len()
            }
            None => 0,
        };
        let significant = digits.trim_start_matches('0');
        if significant.len() > MAX_DIGITS || decimals > MAX_DIGITS {
            return Err(MoneyError::TooManyDigits);
        }
        Ok(Decimal {
            is_negative,
            digits: if significant.is_empty() { 0 } else { parse_digits(significant)? },
            decimals: u32::try_from(decimals).map_err(|_| MoneyError::NotANumber)?,
        })
    }

    /// Whether it is larger, however each is written.
    pub fn is_above(&self, other: &Decimal) -> bool {
        let whole_and_fraction = |number: &Decimal| {
            // No number has more digits: neither power nor product exceeds 128 bits.
            let unit = 10u128.checked_pow(number.decimals).unwrap_or(u128::MAX);
            let behind = 10u128.checked_pow(38u32.saturating_sub(number.decimals)).unwrap_or(1);
            let fraction = (number.digits % unit).saturating_mul(behind);
            (number.digits / unit, fraction)
        };
        let (mine, theirs) = (whole_and_fraction(self), whole_and_fraction(other));
        match (self.is_negative, other.is_negative) {
            (false, false) => mine > theirs,
            (true, true) => mine < theirs,
            (false, true) => mine.max(theirs) > (0, 0),
            (true, false) => false,
        }
    }

    /// Base units of a token with this many decimals.
    pub fn units(&self, decimals: u8) -> Result<u64, MoneyError> {
        if self.is_negative && self.digits != 0 {
            return Err(MoneyError::Negative);
        }
        let behind = u32::from(decimals).checked_sub(self.decimals);
        let behind = behind.ok_or(MoneyError::TooManyDecimals { allowed: decimals })?;
        10u128
            .checked_pow(behind)
            .and_then(|unit| self.digits.checked_mul(unit))
            .and_then(|units| u64::try_from(units).ok())
            .ok_or(MoneyError::TooLarge { decimals })
    }

    /// Base units, negative if it is.
    pub fn signed_units(&self, decimals: u8) -> Result<i128, MoneyError> {
        let units = i128::from(Decimal { is_negative: false, ..*self }.units(decimals)?);
        Ok(if self.is_negative { -units } else { units })
    }
}

fn read_digits(text: &str) -> Result<String, MoneyError> {
    let is_digit = |c: &str| !c.is_empty() && c.bytes().all(|b| b.is_ascii_digit());
    if text.split('_').all(is_digit) {
        Ok(text.replace('_', ""))
    } else {
        Err(MoneyError::NotANumber)
    }
}

fn parse_digits(digits: &str) -> Result<u128, MoneyError> {
    digits.parse().map_err(|_| MoneyError::NotANumber)
}

/// Base units of `text`, an amount of a token with this many decimals.
pub fn parse_units(text: &str, decimals: u8) -> Result<u64, MoneyError> {
    Decimal::parse(text)?.units(decimals)
}

/// Base units as whole tokens, as a file has them: `1500.25`.
pub fn plain(units: impl Into<u128>, decimals: u8) -> String {
    let digits = format!("{:0>1$}", units.into(), usize::from(decimals).saturating_add(1));
    let (whole, fraction) = digits.split_at(digits.len().saturating_sub(usize::from(decimals)));
    match fraction.trim_end_matches('0') {
        "" => whole.to_owned(),
        fraction => format!("{whole}.{fraction}"),
    }
}

/// Base units as whole tokens, as people read them: `1,500.25`.
pub fn grouped(units: impl Into<u128>, decimals: u8) -> String {
    group(&plain(units, decimals))
}

/// As [`grouped`], to the whole token where there are a thousand or more, for people who want
/// to know about how much it is.
pub fn about(units: impl Into<u128>, decimals: u8) -> String {
    let text = grouped(units, decimals);
    match text.split_once('.') {
        Some((whole, _)) if whole.len() > 3 => whole.to_owned(),
        _ => text,
    }
}

/// Sets commas between the thousands of a plain decimal number.
pub fn group(number: &str) -> String {
    let (whole, fraction) = match number.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (number, None),
    };
    let mut text = String::with_capacity(number.len().saturating_mul(2));
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && whole.len().saturating_sub(index) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// A share in bps, as people read it: `12.5 %`.
pub fn percent(bps: impl Into<u128>) -> String {
    format!("{} %", plain(bps, 2))
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
            ("-0", 6, 0),
            ("000000000000000000000000000000000000000000001", 0, 1),
            ("18446744073709551615", 0, u64::MAX),
            ("18446744073709.551615", 6, u64::MAX),
        ] {
            assert_eq!(parse_units(text, decimals), Ok(units), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_none() {
        for text in [
            "", " ", "-", "+", ".", "1.", ".5", "1.2.3", "1,000", "1e6", "0x10", "_1", "1_",
            "1__0", "nan", "inf", "--1", "1 000", "١",
        ] {
            assert_eq!(parse_units(text, 6), Err(MoneyError::NotANumber), "{text:?}");
        }
        assert_eq!(parse_units("-1", 6), Err(MoneyError::Negative));
    }

    #[test]
    fn numbers_compare_however_they_are_written() {
        let is_above = |a, b| Decimal::parse(a).unwrap().is_above(&Decimal::parse(b).unwrap());
        for (large, small) in [
            ("1", "0.99"),
            ("0.1", "0.09999999999999999999999999999999999999"),
            ("99999999999999999999999999999999999999", "1.5"),
            ("0", "-1"),
            ("-1", "-1.5"),
        ] {
            assert!(is_above(large, small) && !is_above(small, large), "{large} {small}");
        }
        assert!(!is_above("0.10", "0.1") && !is_above("0.1", "0.10") && !is_above("0", "-0"));
    }

    #[test]
    fn the_last_decimal_and_the_last_unit_are_the_limit() {
        assert_eq!(parse_units("1.000001", 6), Ok(1_000_001));
        let too_fine = Err(MoneyError::TooManyDecimals { allowed: 6 });
        assert_eq!(parse_units("1.0000010", 6), too_fine);
        let too_large = Err(MoneyError::TooLarge { decimals: 0 });
        assert_eq!(parse_units("18446744073709551616", 0), too_large);
        for text in ["9".repeat(500), format!("0.{}", "0".repeat(500))] {
            assert_eq!(parse_units(&text, 18), Err(MoneyError::TooManyDigits));
        }
    }

    #[test]
    fn what_is_written_reads_back() {
        for decimals in 0..=18 {
            for units in [0, 1, 10, 999, 1_000, 123_456_789_012, u64::MAX] {
                assert_eq!(parse_units(&plain(units, decimals), decimals), Ok(units));
            }
        }
    }

    #[test]
    fn thousands_are_separated() {
        assert_eq!(grouped(0u64, 6), "0");
        assert_eq!(grouped(999u64, 0), "999");
        assert_eq!(grouped(1_000u64, 0), "1,000");
        assert_eq!(grouped(1_234_567_890_000u64, 6), "1,234,567.89");
        assert_eq!(percent(1_250u64), "12.5 %");
    }
}
