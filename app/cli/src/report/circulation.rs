//! What of the supply is in hands at a moment, tranche by tranche. Integers only; the page, the
//! JSON and the terminal all have it from here.

use groundswell_math::{amount::wide_mul_div_ceil, charter::Kind};

use super::figures::Figures;
use crate::rehearsal::{BuybackOutcome, CycleOutcome, Tendered};

/// A day (seconds).
pub const DAY: i64 = 86_400;
/// Days after the settlement at which one looks.
const DAYS: [i64; 5] = [30, 90, 180, 365, 730];

/// Moments (unix seconds), and what it was by then (base units), ascending.
type Track = Vec<(i64, u64)>;

/// One tranche of which something gets into hands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its place in the charter.
    pub tranche: usize,
    /// Which it is.
    pub kind: Kind,
    paid: Track,
}

/// A supply that was settled, over time. What waits in vaults does not circulate, whoever it will
/// belong to.
#[derive(Clone, Debug)]
pub struct Circulation {
    /// The tranches, in the order of the charter.
    pub parts: Vec<Part>,
    /// Base units for the pool, which stay in the launch's vault.
    pub waiting: u64,
    /// What contributors got (base units).
    sold: u64,
    /// What was burned when it was settled: unsold tokens and the buyback's tranche (base units).
    at_once: u64,
    /// What was burned later: a track for each list and plan.
    burns: Vec<Track>,
    /// What holders sold to the mandate, which burned it.
    bought: Track,
    /// Base units that were minted.
    minted: u64,
    /// Quote units that buy `for_sale` base units.
    price: u64,
    for_sale: u64,
    settled_at: i64,
}

/// When one looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Right after the settlement.
    Settlement,
    /// So many days after it.
    Days(i64),
    /// When nothing more is paid or burned.
    End,
}

/// One moment; amounts are base units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Which (unix seconds).
    pub at: i64,
    /// What of each part is in hands: what has been paid of it, less what holders sold to the
    /// mandate.
    pub parts: Vec<u128>,
    /// What has been burned.
    pub burned: u128,
    /// What is left of what was minted.
    pub supply: u128,
}

impl Moment {
    /// Everything that is in hands.
    pub fn total(&self) -> u128 {
        self.parts.iter().sum()
    }
}

impl Circulation {
    /// Of a rehearsal. `None` if the sale failed: then nothing ever circulates.
    pub fn of(figures: &Figures) -> Option<Circulation> {
        let outcome = figures.outcome;
        let price = outcome.clearing?.price;
        let settled_at = outcome.launch.settled_at;
        let tranches = outcome.launch.tranches().iter().enumerate();
        let kinds = tranches.filter_map(|(place, tranche)| Some((place, tranche.kind()?)));
        let airdrops = &outcome.airdrops;
        let plans = &outcome.vesting.plans;
        let parts = kinds.filter_map(|(tranche, kind)| {
            let airdrop = airdrops.iter().find(|airdrop| airdrop.tranche == tranche);
            let plan = plans.iter().find(|plan| plan.tranche == tranche);
            let paid = match kind {
                Kind::CommunitySale => vec![(settled_at, outcome.sold())],
                _ => {
                    let airdrop = airdrop.map(|airdrop| airdrop.track.clone());
                    airdrop.or_else(|| plan.map(|plan| plan.track.clone()))?
                }
            };
            Some(Part { tranche, kind, paid })
        });
        let unclaimed = airdrops.iter().map(|airdrop| vec![(airdrop.left_at, airdrop.burned)]);
        let forfeited = plans.iter().map(|plan| plan.burns.clone());
        let buyback = outcome.buyback.as_ref();
        let retired = buyback.map_or(0, |buyback| buyback.retired);
        Some(Circulation {
            parts: parts.collect(),
            waiting: outcome.vaults.base,
            sold: outcome.sold(),
            at_once: outcome.burned.saturating_add(retired),
            burns: unclaimed.chain(forfeited).collect(),
            bought: buyback.map(sold_back).unwrap_or_default(),
            minted: figures.plan.supply,
            price,
            for_sale: outcome.for_sale(),
            settled_at,
        })
    }

    /// When the last of it was paid or burned (unix seconds).
    pub fn ends_at(&self) -> i64 {
        let tracks = self.parts.iter().map(|part| &part.paid).chain(&self.burns);
        let tracks = tracks.chain([&self.bought]);
        let last = tracks.filter_map(|track| track.last()).map(|(moment, _)| *moment);
        last.max().unwrap_or(0).max(self.settled_at)
    }

    /// What is in hands at `at` (unix seconds), that second included.
    pub fn at(&self, at: i64) -> Moment {
        let mut parts: Vec<u128> = self.parts.iter().map(|part| by(&part.paid, at)).collect();
        let later: u128 = self.burns.iter().map(|burns| by(burns, at)).sum();
        let bought = self.bought_by(at);
        self.take(&mut parts, bought);
        self.moment(at, parts, later.saturating_add(bought))
    }

    /// What the mandate had bought and burned by `at` (unix seconds), that second included.
    pub fn bought_by(&self, at: i64) -> u128 {
        by(&self.bought, at)
    }

    /// Takes what holders sold from what they hold: who offers took part in the sale, so it is
    /// taken from that first.
    fn take(&self, parts: &mut [u128], mut bought: u128) {
        for of_sale in [true, false] {
            for (part, units) in self.parts.iter().zip(parts.iter_mut()) {
                if (part.kind == Kind::CommunitySale) == of_sale {
                    let taken = bought.min(*units);
                    *units -= taken;
                    bought -= taken;
                }
            }
        }
    }

    /// Right after the settlement: contributors have theirs, and nobody has claimed anything yet,
    /// not even in the same second.
    pub fn opening(&self) -> Moment {
        let sold = |part: &Part| match part.kind {
            Kind::CommunitySale => self.sold.into(),
            _ => 0,
        };
        self.moment(self.settled_at, self.parts.iter().map(sold).collect(), 0)
    }

    fn moment(&self, at: i64, parts: Vec<u128>, burned_later: u128) -> Moment {
        let burned = u128::from(self.at_once).saturating_add(burned_later);
        Moment { at, parts, burned, supply: u128::from(self.minted).saturating_sub(burned) }
    }

    /// The moments that are reported: the settlement, some time after it, the end.
    pub fn moments(&self) -> Vec<(When, Moment)> {
        let ends_at = self.ends_at();
        let after = |days: i64| (When::Days(days), self.settled_at.saturating_add(days * DAY));
        let days = DAYS.map(after).into_iter().filter(|(_, at)| *at < ends_at);
        let mut moments = vec![(When::Settlement, self.opening())];
        moments.extend(days.map(|(when, at)| (when, self.at(at))));
        moments.push((When::End, self.at(ends_at)));
        moments
    }

    /// As many moments, at even distances from the settlement to the end.
    pub fn spread(&self, steps: u32) -> Vec<Moment> {
        let length = self.ends_at().saturating_sub(self.settled_at).max(0);
        let place = |step: u32| {
            let share = i128::from(length) * i128::from(step) / i128::from(steps.max(1));
            self.settled_at.saturating_add(i64::try_from(share).unwrap_or(0))
        };
        let later = (1..=steps).map(|step| self.at(place(step)));
        std::iter::once(self.opening()).chain(later).collect()
    }

    /// What so many base units are worth at the price of the sale (quote units, rounded up).
    pub fn value(&self, units: u128) -> u128 {
        let units = u64::try_from(units).unwrap_or(u64::MAX);
        wide_mul_div_ceil(self.price, units, self.for_sale).unwrap_or(0)
    }

    /// Whole days from the settlement to `at`.
    pub fn day(&self, at: i64) -> i64 {
        at.saturating_sub(self.settled_at).div_euclid(DAY)
    }
}

/// What a mandate had bought after each of its tenders.
fn sold_back(buyback: &BuybackOutcome) -> Track {
    let bought = buyback.held().filter(|(_, tendered)| tendered.bought > 0);
    let sum = |sum: &mut u64, (cycle, tendered): (&CycleOutcome, Tendered)| {
        *sum = sum.saturating_add(tendered.bought);
        Some((cycle.closes_at, *sum))
    };
    bought.scan(0, sum).collect()
}

/// What a track says of `at`.
fn by(track: &[(i64, u64)], at: i64) -> u128 {
    let place = track.partition_point(|(moment, _)| *moment <= at);
    let last = place.checked_sub(1).and_then(|last| track.get(last));
    last.map_or(0, |(_, units)| (*units).into())
}

#[cfg(test)]
mod tests;
