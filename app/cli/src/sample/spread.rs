//! A total, spread over wallets by weight and within limits, exact to the unit.

/// A weight times a scale has this many bits behind the point.
const FRACTION_BITS: u32 = 48;

/// No amounts within the limits add up to the total; these are the sums that do.
#[derive(Debug, PartialEq, Eq)]
pub struct OutOfRange {
    /// Everyone at their least.
    pub least: u128,
    /// Everyone at their most.
    pub most: u128,
}

/// Amounts in proportion to `weights` (at most `2^48`), each within its limits (least, most),
/// that add up to `total`.
pub fn spread(total: u64, weights: &[u64], limits: &[(u64, u64)]) -> Result<Vec<u64>, OutOfRange> {
    let at = |scale: u128| {
        weights.iter().zip(limits).map(move |(weight, (least, most))| {
            let amount = scale.saturating_mul(u128::from(*weight)) >> FRACTION_BITS;
            u64::try_from(amount).unwrap_or(u64::MAX).min(*most).max(*least)
        })
    };
    let sum = |scale| at(scale).map(u128::from).sum::<u128>();
    let sum_of = |limit: fn(&(u64, u64)) -> u64| limits.iter().map(|l| u128::from(limit(l))).sum();
    let range = OutOfRange { least: sum_of(|l| l.0), most: sum_of(|l| l.1) };
    let total = u128::from(total);
    let is_ordered = limits.iter().all(|(least, most)| least <= most);
    if total < range.least || total > range.most || !is_ordered {
        return Err(range);
    }

    // The largest scale whose sum does not exceed the total. At the highest, even a weight of
    // one reaches any limit.
    let (mut low, mut high) = (0u128, u128::from(u64::MAX) << FRACTION_BITS);
    while low < high {
        let middle = high - (high - low) / 2;
        if sum(middle) <= total { low = middle } else { high = middle - 1 }
    }
    // One step further, no amount grows by more than one unit, and all together by at least
    // what is still missing: the first few take the step.
    let mut missing = total - sum(low);
    let mut amounts: Vec<u64> = at(low).collect();
    for (amount, next) in amounts.iter_mut().zip(at(low.saturating_add(1))) {
        if missing > 0 && next > *amount {
            *amount = next;
            missing -= 1;
        }
    }
    Ok(amounts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proportion_holds_where_no_limit_does() {
        let free = [(0, u64::MAX); 3];
        assert_eq!(spread(600, &[1 << 48, 2 << 46, 2 << 47], &free), Ok(vec![240, 120, 240]));
        assert_eq!(spread(1, &[1, 1, 1], &free), Ok(vec![1, 0, 0]));
        assert_eq!(spread(u64::MAX, &[7], &[(0, u64::MAX)]), Ok(vec![u64::MAX]));
    }

    #[test]
    fn what_limits_take_or_give_the_others_share() {
        let limits = [(10, 50), (10, 50), (10, 50)];
        let spread = |total, weights: [u64; 3]| spread(total, &weights, &limits);
        assert_eq!(spread(100, [1 << 48, 1, 1]), Ok(vec![50, 25, 25]));
        assert_eq!(spread(40, [1 << 48, 1, 1]), Ok(vec![20, 10, 10]));
        assert_eq!(spread(30, [1, 2, 3]), Ok(vec![10, 10, 10]));
        assert_eq!(spread(150, [1, 2, 3]), Ok(vec![50, 50, 50]));
    }

    #[test]
    fn what_no_amounts_add_up_to_is_refused() {
        let range = Err(OutOfRange { least: 20, most: 60 });
        let limits = [(10, 30), (10, 30)];
        assert_eq!(spread(19, &[1, 1], &limits), range);
        assert_eq!(spread(61, &[1, 1], &limits), range);
        assert_eq!(spread(20, &[1, 1], &limits), Ok(vec![10, 10]));
        assert!(spread(5, &[1], &[(6, 4)]).is_err());
    }
}
