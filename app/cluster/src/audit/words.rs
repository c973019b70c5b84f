//! Amounts, addresses and tranches in words.

use groundswell_sdk::{
    Address,
    math::charter::Kind,
    program::state::{Launch, TrancheRecord},
};

/// Whole tokens with all their decimals: `1,234.5`. Exact.
pub fn amount(units: u128, decimals: u8) -> String {
    let digits = format!("{units:0>width$}", width = usize::from(decimals).saturating_add(1));
    let (whole, rest) = digits.split_at(digits.len().saturating_sub(decimals.into()));
    let rest = rest.trim_end_matches('0');
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        let behind = whole.len().saturating_sub(place);
        if place > 0 && behind.is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if rest.is_empty() { grouped } else { format!("{grouped}.{rest}") }
}

/// An address that may be nobody's.
pub fn somebody(address: Option<Address>) -> String {
    address.map_or_else(|| "nobody".to_owned(), |address| address.to_string())
}

/// The name of a kind of tranche, as launch files have it.
pub fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::CommunitySale => "community-sale",
        Kind::CommunityAirdrop => "community-airdrop",
        Kind::Kol => "kol",
        Kind::Vc => "vc",
        Kind::Team => "team",
        Kind::Liquidity => "liquidity",
        Kind::Treasury => "treasury",
        Kind::Buyback => "buyback",
    }
}

/// A tranche by its number in the charter, from 1, and its kind.
pub fn tranche(launch: &Launch, index: u8) -> String {
    let kind = launch.tranches().get(usize::from(index)).and_then(TrancheRecord::kind);
    format!("tranche {} ({})", u16::from(index).saturating_add(1), kind.map_or("?", kind_name))
}

/// Seconds in the largest unit that divides them.
pub fn duration(seconds: u128) -> String {
    for (unit, name) in [(86_400, "days"), (3_600, "hours"), (60, "minutes")] {
        if seconds > 0 && seconds.is_multiple_of(unit) {
            return format!("{} {name}", seconds.checked_div(unit).unwrap_or(0));
        }
    }
    format!("{seconds} seconds")
}

/// Bytes in hex.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact() {
        for (units, decimals, text) in [
            (0, 0, "0"),
            (0, 6, "0"),
            (1, 6, "0.000001"),
            (1_234_500_000, 6, "1,234.5"),
            (999, 0, "999"),
            (1_000, 0, "1,000"),
            (u128::from(u64::MAX), 9, "18,446,744,073.709551615"),
        ] {
            assert_eq!(amount(units, decimals), text);
        }
        assert_eq!(duration(90 * 86_400), "90 days");
        assert_eq!(duration(5_400), "90 minutes");
        assert_eq!(duration(61), "61 seconds");
        assert_eq!(duration(0), "0 seconds");
    }
}
