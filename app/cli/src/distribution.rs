//! How a list spreads its tokens over wallets. Sums and ranks are exact; shares are `f64`, for
//! people.

use groundswell_sdk::{Address, list::Dataset};

use crate::report::units::ratio;

/// The wallets of a list, each with all its leaves.
pub struct Distribution {
    /// Amounts of leaves (base units), ascending.
    leaves: Vec<u64>,
    /// Amounts of wallets (base units), ascending.
    wallets: Vec<u64>,
    /// Wallets with more than one leaf.
    pub duplicated: usize,
    /// Who has most, and how much (base units).
    pub largest: (Address, u64),
    /// All of it (base units).
    pub sum: u64,
}

/// What the largest wallets have together.
pub struct Top {
    /// How many they are.
    pub wallets: usize,
    /// Base units.
    pub amount: u64,
}

impl Distribution {
    /// Adds up what each wallet has.
    pub fn of(dataset: &Dataset) -> Self {
        let mut entries = dataset.entries().to_vec();
        entries.sort_unstable();
        let mut leaves: Vec<u64> = entries.iter().map(|(_, amount)| *amount).collect();
        leaves.sort_unstable();
        let mut wallets = Vec::new();
        let mut duplicated = 0;
        let mut largest = ([0; 32], 0);
        for leaves in entries.chunk_by(|(a, _), (b, _)| a == b) {
            // No more than the dataset's sum, which fits.
            let amount = leaves.iter().map(|(_, amount)| amount).sum();
            let wallet = leaves.first().map_or([0; 32], |(wallet, _)| *wallet);
            duplicated += usize::from(leaves.len() > 1);
            if amount > largest.1 {
                largest = (wallet, amount);
            }
            wallets.push(amount);
        }
        wallets.sort_unstable();
        let largest = (Address::new_from_array(largest.0), largest.1);
        Distribution { leaves, wallets, duplicated, largest, sum: dataset.sum() }
    }

    /// How many leaves.
    pub fn leaves(&self) -> usize {
        self.leaves.len()
    }

    /// How many wallets.
    pub fn wallets(&self) -> usize {
        self.wallets.len()
    }

    /// What a wallet has on average (base units), rounded down.
    pub fn mean(&self) -> u64 {
        self.sum / (self.wallets.len() as u64).max(1)
    }

    /// What the wallet in the middle has (base units); of two, their mean, rounded down.
    pub fn median(&self) -> u64 {
        let count = self.wallets.len();
        let at = |place: usize| self.wallets.get(place).copied().unwrap_or(0);
        at(count.saturating_sub(1) / 2).midpoint(at(count / 2))
    }

    /// The largest `wallets`, or all if there are fewer.
    pub fn top(&self, wallets: usize) -> Top {
        let wallets = wallets.min(self.wallets.len());
        Top { wallets, amount: self.wallets.iter().rev().take(wallets).sum() }
    }

    /// The largest `percent` of the wallets, at least one.
    pub fn top_percent(&self, percent: usize) -> Top {
        self.top((self.wallets.len() * percent).div_ceil(100))
    }

    /// 0 if all wallets have the same, near 1 if one has all.
    pub fn gini(&self) -> f64 {
        let count = self.wallets.len() as u128;
        let ranked = (1u128..).zip(&self.wallets).map(|(rank, amount)| rank * u128::from(*amount));
        // At most 2^32 ranks and 2^64 units, twice: all fits 128 bits.
        let twice = 2 * ranked.sum::<u128>();
        ratio(twice - (count + 1) * u128::from(self.sum), count * u128::from(self.sum))
    }

    /// Leaves below `amount`, and what they add up to (base units).
    pub fn dust(&self, amount: u64) -> (usize, u64) {
        let below = self.leaves.partition_point(|leaf| *leaf < amount);
        (below, self.leaves.iter().take(below).sum())
    }

    /// What each tenth of the wallets has (base units), from the smallest.
    pub fn tenths(&self) -> [u64; 10] {
        let count = self.wallets.len();
        std::array::from_fn(|tenth| {
            let (from, to) = (tenth * count / 10, (tenth + 1) * count / 10);
            self.wallets.get(from..to).unwrap_or_default().iter().sum()
        })
    }

    /// Points of the Lorenz curve: the smallest so many wallets have so much, both as shares.
    pub fn lorenz(&self, most: usize) -> Vec<(f64, f64)> {
        let count = self.wallets.len();
        let every = count.div_ceil(most.max(1)).max(1);
        let mut points = vec![(0.0, 0.0)];
        let mut sum = 0;
        for (number, amount) in (1usize..).zip(&self.wallets) {
            sum += amount;
            if number % every == 0 || number == count {
                points.push((ratio(number as u64, count as u64), ratio(sum, self.sum)));
            }
        }
        points
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(rows: &[(u8, u64)]) -> Distribution {
        let rows =
            rows.iter().map(|(wallet, amount)| (Address::new_from_array([*wallet; 32]), *amount));
        Distribution::of(&Dataset::new(rows).unwrap())
    }

    #[test]
    fn wallets_are_counted_once_with_all_they_have() {
        let some = of(&[(1, 5), (2, 1), (1, 6), (3, 10)]);
        assert_eq!((some.leaves(), some.wallets(), some.duplicated), (4, 3, 1));
        assert_eq!(some.largest, (Address::new_from_array([1; 32]), 11));
        assert_eq!((some.sum, some.mean(), some.median()), (22, 7, 10));
        assert_eq!(of(&[(1, 5), (2, 8)]).median(), 6);
        assert_eq!(of(&[(1, u64::MAX - 1), (2, 1)]).mean(), u64::MAX / 2);
        assert_eq!(some.dust(6), (2, 6));
        assert_eq!(some.dust(7), (3, 12));
    }

    #[test]
    fn the_largest_have_their_share() {
        let rows: Vec<_> = (1..=200).map(|wallet| (wallet, u64::from(wallet))).collect();
        let some = of(&rows);
        let top = |top: Top| (top.wallets, top.amount);
        assert_eq!(top(some.top(1)), (1, 200));
        assert_eq!(top(some.top(10)), (10, 1_955));
        assert_eq!(top(some.top(1_000)), (200, 20_100));
        assert_eq!(top(some.top_percent(1)), (2, 399));
        assert_eq!(top(of(&[(1, 4), (2, 5)]).top_percent(1)), (1, 5));
        let tenths = some.tenths();
        assert_eq!((tenths[0], tenths[9], tenths.iter().sum()), (210, 3_810, 20_100));
    }

    #[test]
    fn the_gini_coefficient_is_that_of_the_books() {
        assert_eq!(of(&[(1, 7)]).gini(), 0.0);
        assert_eq!(of(&[(1, 7), (2, 7), (3, 7)]).gini(), 0.0);
        assert_eq!(of(&[(1, 1), (2, 2), (3, 3), (4, 4)]).gini(), 0.25);
        assert!((of(&[(1, 1), (2, u64::MAX - 1)]).gini() - 0.5).abs() < 1e-9);
    }

    #[test]
    fn the_lorenz_curve_goes_from_nothing_to_all() {
        let curve = of(&[(1, 1), (2, 3), (3, 4)]).lorenz(100);
        assert_eq!(curve, [(0.0, 0.0), (1.0 / 3.0, 0.125), (2.0 / 3.0, 0.5), (1.0, 1.0)]);
        let rows: Vec<_> = (1..=200).map(|wallet| (wallet, 5)).collect();
        let curve = of(&rows).lorenz(7);
        assert_eq!((curve.len(), curve.last()), (8, Some(&(1.0, 1.0))));
    }
}
