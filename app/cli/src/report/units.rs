//! Amounts as a report shows them: exact where there is room, short where there is not.

use crate::money;

/// A token's symbol and decimals.
#[derive(Clone, Copy, Debug)]
pub struct Token<'a> {
    /// What it is called.
    pub symbol: &'a str,
    /// Digits behind the point.
    pub decimals: u8,
}

/// Lamports.
pub const SOL: Token = Token { symbol: "SOL", decimals: 9 };

impl Token<'_> {
    /// The exact amount: `1,234.5 USDC`.
    pub fn exact(&self, units: impl Into<u128>) -> String {
        format!("{} {}", money::grouped(units, self.decimals), self.symbol)
    }

    /// Three digits or four, for headlines and axes: `154.9M USDC`.
    pub fn short(&self, units: impl Into<u128>) -> String {
        format!("{} {}", self.bare(units), self.symbol)
    }

    /// As [`Self::short`], without the symbol.
    pub fn bare(&self, units: impl Into<u128>) -> String {
        compact(self.whole(units))
    }

    /// Whole tokens, only ever for drawing and for short forms.
    pub fn whole(&self, units: impl Into<u128>) -> f64 {
        units.into() as f64 / 10f64.powi(i32::from(self.decimals))
    }
}

/// A number in three digits or four: `0.0075`, `12.5`, `3,000` as `3k`, `154.9M`.
pub fn compact(number: f64) -> String {
    let (scaled, suffix) = match number.abs() {
        n if n >= 999.95e9 => (number / 1e12, "T"),
        n if n >= 999.95e6 => (number / 1e9, "B"),
        n if n >= 999.95e3 => (number / 1e6, "M"),
        n if n >= 999.95 => (number / 1e3, "k"),
        _ => (number, ""),
    };
    let decimals = match scaled.abs() {
        n if n >= 9.995 || n == 0.0 => 1,
        n if n >= 0.9995 => 2,
        // Three digits from the first that counts.
        n => (2 - n.log10().floor() as i32).clamp(1, 18) as usize,
    };
    let text = format!("{scaled:.decimals$}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    format!("{text}{suffix}")
}

/// A part of a whole, as a percentage: `1.94 %`. Nothing of nothing is all of it; only nothing
/// is 0 %, and only all of it is 100 %.
pub fn percent(part: impl Into<u128>, whole: impl Into<u128>) -> String {
    let share = 100.0 * ratio(part, whole);
    match share {
        s if s > 0.0 && s < 0.01 => return "under 0.01 %".to_string(),
        s if s > 99.99 && s < 100.0 => return "over 99.99 %".to_string(),
        _ => {}
    }
    let decimals = if (9.995..99.9).contains(&share) { 1 } else { 2 };
    let text = format!("{share:.decimals$}");
    format!("{} %", text.trim_end_matches('0').trim_end_matches('.'))
}

/// A part of a whole, between 0 and 1. Nothing of nothing is all of it.
pub fn ratio(part: impl Into<u128>, whole: impl Into<u128>) -> f64 {
    match (part.into(), whole.into()) {
        (_, 0) => 1.0,
        (part, whole) => part as f64 / whole as f64,
    }
}

/// A count and what is counted: `1 wallet`, `2,500 wallets`.
pub fn count(number: usize, one: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {one}{plural}", money::group(&number.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_keep_three_digits() {
        for (number, text) in [
            (0.0, "0"),
            (0.0075, "0.0075"),
            (0.000_123_45, "0.000123"),
            (1.0, "1"),
            (12.54, "12.5"),
            (999.0, "999"),
            (3_000.0, "3k"),
            (154_900_000.0, "154.9M"),
            (999_999.0, "1M"),
            (2.5e12, "2.5T"),
        ] {
            assert_eq!(compact(number), text);
        }
    }

    #[test]
    fn shares_keep_what_can_be_seen() {
        assert_eq!(percent(1u64, 3u64), "33.3 %");
        assert_eq!(percent(194u64, 10_000u64), "1.94 %");
        assert_eq!(percent(0u64, 5u64), "0 %");
        assert_eq!(percent(5u64, 5u64), "100 %");
        assert_eq!(percent(0u64, 0u64), "100 %");
        assert_eq!(percent(999_999u64, 1_000_000u64), "over 99.99 %");
        assert_eq!(percent(1u64, 1_000_000u64), "under 0.01 %");
        assert_eq!(percent(9_995u64, 10_000u64), "99.95 %");
    }

    #[test]
    fn amounts_are_exact_where_there_is_room() {
        let usdc = Token { symbol: "USDC", decimals: 6 };
        assert_eq!(usdc.exact(1_234_500_000u64), "1,234.5 USDC");
        assert_eq!(usdc.short(1_234_500_000u64), "1.23k USDC");
        assert_eq!(count(1, "wallet"), "1 wallet");
        assert_eq!(count(2_500, "wallet"), "2,500 wallets");
    }
}
