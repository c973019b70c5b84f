//! Who claims when, and who for whom: drawn with a seed, so that a rehearsal can be repeated.

use rand_chacha::rand_core::RngCore;

use crate::{plan::ClaimsPlan, sample};

/// Moments of a whole list: moving the ledger's clock costs more than a transaction.
const MOMENTS: u64 = 60;
/// Neighbours on the list that may be claimed for together.
const BLOCK: usize = 8;
/// Three blocks in ten are claimed for by someone who serves all of a block.
const SERVED: (u64, u64) = (3, 10);
/// One claim in four is left for the next step.
const LATE: (u64, u64) = (1, 4);

/// Someone claims for some rows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Visit {
    /// When (unix seconds).
    pub moment: i64,
    /// Who comes first at the same moment.
    order: u64,
    /// Which airdrop.
    pub airdrop: usize,
    /// Who, by number; there may be fewer callers.
    pub caller: usize,
    /// The rows, ascending.
    pub rows: Vec<u32>,
}

/// All claims of a list of `count` rows, in their order, given when each of its steps is the
/// last to have unlocked. Who claims at all has claimed everything in the end.
pub fn visits(
    airdrop: usize,
    count: u32,
    windows: &[(i64, i64)],
    claims: &ClaimsPlan,
) -> Vec<Visit> {
    let mut random = sample::claims_stream(claims.seed, airdrop);
    let mut rows: Vec<(u64, u32)> = (0..count).map(|row| (random.next_u64(), row)).collect();
    rows.sort_unstable();
    let never = u64::from(count) * u64::from(claims.unclaimed_bps) / 10_000;
    let mut rows: Vec<u32> =
        rows.into_iter().map(|(_, row)| row).skip(usize::try_from(never).unwrap_or(0)).collect();
    rows.sort_unstable();

    // Those of a block who claim, together or one by one.
    let block = |row: &u32| usize::try_from(*row).unwrap_or(usize::MAX) / BLOCK;
    let mut calls: Vec<Vec<u32>> = Vec::with_capacity(rows.len());
    for neighbours in rows.chunk_by(|a, b| block(a) == block(b)) {
        if chance(&mut random, SERVED) {
            calls.push(neighbours.to_vec());
        } else {
            calls.extend(neighbours.iter().map(|row| vec![*row]));
        }
    }

    let per_step = (MOMENTS / (windows.len() as u64).max(1)).max(2);
    let mut visits = Vec::with_capacity(calls.len() * windows.len());
    for (number, (from, to)) in windows.iter().enumerate() {
        let is_last = number + 1 == windows.len();
        for rows in &calls {
            if chance(&mut random, LATE) && !is_last {
                continue;
            }
            visits.push(Visit {
                moment: moment(&mut random, *from, *to, per_step),
                order: random.next_u64(),
                airdrop,
                caller: usize::from(random.next_u32() as u16),
                rows: rows.clone(),
            });
        }
    }
    visits.sort_unstable();
    visits
}

/// One of `moments` from the first second of `from..to` to the last, the earlier the likelier.
fn moment(random: &mut impl RngCore, from: i64, to: i64, moments: u64) -> i64 {
    let place = random.next_u64() >> 32;
    // The square of a number between nothing and one: most of them are small.
    let squared = (place * place) >> 32;
    let step = ((squared * moments) >> 32).min(moments - 1);
    let [step, last] = [step, moments - 1].map(|n| i64::try_from(n).unwrap_or(i64::MAX));
    from + (to - 1 - from).max(0) * step / last
}

fn chance(random: &mut impl RngCore, (of, among): (u64, u64)) -> bool {
    random.next_u64() % among < of
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const WINDOWS: [(i64, i64); 3] = [(1_000, 2_000), (2_000, 5_000), (5_000, 9_000)];

    fn drawn(count: u32, unclaimed_bps: u16) -> Vec<Visit> {
        visits(0, count, &WINDOWS, &ClaimsPlan { wallets: 0, unclaimed_bps, seed: 7 })
    }

    #[test]
    fn the_stated_share_never_claims_and_all_others_claim_in_the_last_step() {
        for (count, bps, claim) in [(1, 9_999, 1), (1_000, 1_500, 850), (40, 10_000, 0)] {
            let visits = drawn(count, bps);
            let rows = |from: i64| {
                let visits = visits.iter().filter(|visit| visit.moment >= from);
                visits.flat_map(|visit| visit.rows.clone()).collect::<Vec<_>>()
            };
            let all: BTreeSet<_> = rows(0).into_iter().collect();
            assert_eq!(all.len(), claim, "{count}");
            let last: BTreeSet<_> = rows(5_000).into_iter().collect();
            assert_eq!(last, all);
            assert_eq!(rows(5_000).len(), claim, "each once");
        }
    }

    #[test]
    fn claims_lie_in_their_windows_on_few_moments_in_order() {
        let visits = drawn(2_000, 0);

        let moments: BTreeSet<_> = visits.iter().map(|visit| visit.moment).collect();
        assert!(moments.len() <= usize::try_from(MOMENTS).unwrap(), "{}", moments.len());
        assert_eq!((moments.first(), moments.last()), (Some(&1_000), Some(&8_999)));
        assert!(visits.is_sorted_by_key(|visit| (visit.moment, visit.order)));
    }

    #[test]
    fn some_are_claimed_for_together_and_most_alone() {
        let visits = drawn(2_000, 1_500);

        let alone = visits.iter().filter(|visit| visit.rows.len() == 1).count();
        let together: usize = visits.iter().map(|v| v.rows.len()).filter(|n| *n > 1).sum();
        assert!(alone > together && together > 500, "{alone} {together}");
        for visit in visits {
            let blocks: BTreeSet<_> = visit.rows.iter().map(|row| row / 8).collect();
            assert!(blocks.len() == 1 && visit.rows.is_sorted());
        }
    }

    #[test]
    fn a_seed_draws_the_same() {
        assert_eq!(drawn(100, 1_500), drawn(100, 1_500));
    }
}
