//! Contributors by the size of their deposits.

use super::figures::Filled;
use crate::rehearsal::Share;

/// Wider ranges are cut at powers of ten, narrower ones also at three times them.
const DECADES: u32 = 5;
/// More bands than this nobody reads: what is smaller or larger goes into the outermost.
const MOST: usize = 10;

/// Contributors whose deposits lie in one range.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Band {
    /// Smallest deposit (quote units); zero for the lowest band.
    pub from: u64,
    /// First deposit above it; `None` for the highest band.
    pub to: Option<u64>,
    /// How they were filled.
    pub filled: Filled,
    /// What they had in the sale (quote units).
    pub deposited: u128,
    /// What was accepted (quote units).
    pub accepted: u128,
}

/// The bands of all who had something in the sale, from small to large. Empty if nobody had.
/// `decimals` are those of the quote token: bands begin at round numbers of whole tokens.
pub fn bands(shares: &[Share], decimals: u8) -> Vec<Band> {
    let shares = || shares.iter().filter(|share| share.deposited > 0);
    let deposits = || shares().map(|share| share.deposited);
    let (Some(least), Some(most)) = (deposits().min(), deposits().max()) else { return vec![] };

    let cuts = cuts(least, most, decimals);
    let mut bands: Vec<Band> = std::iter::once(0)
        .chain(cuts.iter().copied())
        .zip(cuts.iter().copied().map(Some).chain([None]))
        .map(|(from, to)| Band { from, to, ..Band::default() })
        .collect();
    for share in shares() {
        let place = cuts.partition_point(|cut| *cut <= share.deposited);
        if let Some(band) = bands.get_mut(place) {
            band.filled.count(share);
            band.deposited += u128::from(share.deposited);
            band.accepted += u128::from(share.accepted);
        }
    }
    bands
}

/// Round numbers above `least` and up to `most`.
fn cuts(least: u64, most: u64, decimals: u8) -> Vec<u64> {
    let wide = most.checked_ilog10().unwrap_or(0) - least.checked_ilog10().unwrap_or(0) >= DECADES;
    let steps: &[u64] = if wide { &[1] } else { &[1, 3] };
    let round = |power: u32| {
        let tens = 10u64.checked_pow(power);
        steps.iter().filter_map(move |step| tens.and_then(|tens| tens.checked_mul(*step)))
    };
    let mut cuts: Vec<u64> =
        (0..20).flat_map(round).filter(|cut| *cut > least && *cut <= most).collect();
    // Less than a cent of a dollar is not a size anyone asks for.
    let cent = 10u64.checked_pow(u32::from(decimals.saturating_sub(2))).unwrap_or(1);
    if cuts.last().is_some_and(|last| *last > cent) {
        cuts.retain(|cut| *cut >= cent);
    }
    let excess = cuts.len().saturating_sub(MOST - 1);
    cuts.split_off(excess)
}

#[cfg(test)]
mod tests {
    use super::*;
    use groundswell_sdk::Address;

    fn share(deposited: u64, accepted: u64) -> Share {
        let (wallet, refunded) = (Address::default(), deposited - accepted);
        Share { wallet, tick: 0, deposited, accepted, refunded, tokens: 0 }
    }

    #[test]
    fn everyone_with_a_deposit_is_in_exactly_one_band() {
        let shares: Vec<_> = (0..=50_000).map(|n| share(n * n, n)).collect();

        let bands = bands(&shares, 2);

        let all: usize = bands.iter().map(|band| band.filled.all()).sum();
        assert_eq!(all, shares.len() - 1);
        let deposited: u128 = bands.iter().map(|band| band.deposited).sum();
        assert_eq!(deposited, shares.iter().map(|s| u128::from(s.deposited)).sum());
        assert!(bands.len() <= MOST);
        assert_eq!(bands.first().map(|band| band.from), Some(0));
        assert_eq!(bands.last().map(|band| band.to), Some(None));
    }

    #[test]
    fn a_deposit_at_a_cut_belongs_above_it() {
        let bands = bands(&[share(50, 50), share(99, 99), share(100, 0), share(500, 1)], 0);

        let ranges: Vec<_> = bands.iter().map(|band| (band.from, band.to)).collect();
        assert_eq!(ranges, [(0, Some(100)), (100, Some(300)), (300, None)]);
        let first = bands[0].filled;
        assert_eq!((first.whole, first.in_part, first.not), (2, 0, 0));
        assert_eq!(bands[1].filled.not, 1);
        assert_eq!(bands[2].filled.in_part, 1);
    }

    #[test]
    fn nobody_and_extremes_do_no_harm() {
        assert_eq!(bands(&[share(0, 0)], 6), vec![]);
        assert_eq!(bands(&[share(5, 5)], 6).len(), 1);
        let bands = bands(&[share(1, 1), share(u64::MAX, 0)], 6);
        assert!(bands.len() <= MOST);
        assert_eq!(bands.iter().map(|band| band.filled.all()).sum::<usize>(), 2);
    }
}
