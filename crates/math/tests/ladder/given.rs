//! Sales to test with: small, realistic and at the edge of `u64`, with ticks and targets that
//! often fall exactly on, or one unit beside, a deposit, a layer or a tick's demand.

use groundswell_math::ladder::{Allocation, Change, Clearing, PRO_RATA_TICK, Rule, shift};
use proptest::{
    collection::vec,
    prelude::*,
    test_runner::{Config, RngSeed},
};

use crate::model::{self, Contribution};

/// `cases` runs from one fixed seed: the same sales on every machine.
pub fn fixed(cases: u32) -> Config {
    let rng_seed = RngSeed::Fixed(20_260_729);
    Config { cases, rng_seed, failure_persistence: None, ..Config::default() }
}

/// One sale and those who are in it when it closes.
#[derive(Clone, Debug)]
pub struct Case {
    pub rule: Rule,
    pub supply: u64,
    pub target: u64,
    pub ticks: Vec<u64>,
    pub contributions: Vec<Contribution>,
}

impl Case {
    pub fn deposited(&self) -> u64 {
        self.contributions.iter().map(|c| c.deposit).sum()
    }

    /// The demand that the contributions leave behind, one after the other.
    pub fn demand(&self) -> Vec<u64> {
        let mut demand = vec![0; self.ticks.len()];
        for c in &self.contributions {
            let change = Change { tick: c.tick as u8, before: 0, after: c.deposit };
            shift(self.rule, &self.ticks, &mut demand, change).expect("the ladder takes it");
        }
        demand
    }

    pub fn clearing(&self) -> Clearing {
        Clearing::compute(self.rule, &self.ticks, &self.demand(), self.target)
            .expect("the sale clears")
    }

    pub fn allocations(&self) -> Vec<Allocation> {
        let clearing = self.clearing();
        let allot = |c: &Contribution| clearing.allocation(c.deposit, c.tick as u8, self.supply);
        self.contributions.iter().map(|c| allot(c).expect("it is allotted")).collect()
    }

    /// Quote units accepted from everyone, after each one's rounding.
    pub fn accepted(&self) -> u64 {
        self.allocations().iter().map(|a| a.accepted).sum()
    }

    /// What the specification says.
    pub fn expected(&self) -> model::Outcome {
        let rule = match self.rule {
            Rule::ProRata => model::Rule::ProRata,
            Rule::Level => model::Rule::Level,
            Rule::Auction => model::Rule::Auction,
        };
        let Case { supply, target, ref ticks, .. } = *self;
        model::settle(&model::Sale { rule, supply, target, ticks }, &self.contributions)
    }

    /// The same sale where contribution `of` has another deposit.
    pub fn with_deposit(&self, of: usize, deposit: u64) -> Case {
        let mut case = self.clone();
        case.contributions[of].deposit = deposit;
        case
    }

    /// The same sale where contribution `of` comes from several wallets; the parts come last.
    pub fn split(&self, of: usize, parts: &[u64]) -> Case {
        let mut case = self.clone();
        let whole = case.contributions.remove(of);
        assert_eq!(parts.iter().sum::<u64>(), whole.deposit);
        case.contributions.extend(parts.iter().map(|&deposit| Contribution { deposit, ..whole }));
        case
    }
}

/// A fixed-price sale with these deposits.
pub fn fixed_price(rule: Rule, target: u64, ticks: &[u64], deposits: &[u64]) -> Case {
    let contributions = deposits.iter().map(|&deposit| Contribution { deposit, tick: 0 }).collect();
    let ticks = if rule == Rule::ProRata { vec![PRO_RATA_TICK] } else { ticks.to_vec() };
    Case { rule, supply: 1_000_000, target, ticks, contributions }
}

/// An auction with these bids (deposit, tick).
pub fn auction(ticks: &[u64], bids: &[(u64, usize)]) -> Case {
    let contributions = bids.iter().map(|&(deposit, tick)| Contribution { deposit, tick });
    let (target, ticks) = (ticks[0], ticks.to_vec());
    let contributions = contributions.collect();
    Case { rule: Rule::Auction, supply: 1_000_000, target, ticks, contributions }
}

/// Any sale by any rule.
pub fn any_case() -> impl Strategy<Value = Case> {
    case_of(prop_oneof![Just(Rule::ProRata), Just(Rule::Level), Just(Rule::Auction)])
}

/// Any sale by this rule, with or without contributions.
pub fn case_of(rule: impl Strategy<Value = Rule>) -> impl Strategy<Value = Case> {
    let weight = prop_oneof![6 => 1..=100u64, 2 => 1_000..=1_000_000u64, 1 => Just(0u64)];
    let all = prop_oneof![1..=200u64, 1_000_000..=10u64.pow(14), u64::MAX - 200..=u64::MAX];
    let supply = prop_oneof![1..=1_000u64, 10u64.pow(6)..=10u64.pow(18), u64::MAX - 100..=u64::MAX];
    let marks = prop_oneof![3 => vec(any::<Mark>(), 1..=6), 1 => vec(any::<Mark>(), 1..=63)];
    (rule, supply, all, vec((weight, any::<u8>()), 0..=20), marks, any::<Mark>()).prop_map(
        |(rule, supply, all, weights, marks, aim)| {
            let deposits = divide(all, &weights.iter().map(|(w, _)| *w).collect::<Vec<u64>>());
            if rule == Rule::Auction {
                let chosen: Vec<u8> = weights.iter().map(|(_, tick)| *tick).collect();
                return Case { supply, ..given_auction(all, &deposits, &chosen, &marks, aim) };
            }
            let ticks = level_ticks(&deposits, &marks);
            let target = given_target(all, &deposits, &ticks, aim);
            Case { supply, ..fixed_price(rule, target, &ticks, &deposits) }
        },
    )
}

/// A launch as projects hold them: a supply of up to ten billion tokens of 0 to 18 decimals,
/// as far as `u64` holds them, half of it sold for 5,000 to 5 million of a quote of 6 or 9.
pub fn realistic() -> impl Strategy<Value = Case> {
    let rule = prop_oneof![Just(Rule::ProRata), Just(Rule::Level), Just(Rule::Auction)];
    let quote = prop_oneof![Just(10u64.pow(6)), Just(10u64.pow(9))];
    let deposits = vec((10..=50_000u64, 0..=999_999u64, 0..=5usize), 1..=60);
    (rule, 0..=18u32, 1..=10u64.pow(10), quote, 5_000..=5_000_000u64, deposits).prop_map(
        |(rule, decimals, tokens, unit, target, deposits)| {
            let one = 10u64.pow(decimals);
            let supply = (tokens.min(u64::MAX / one) * one / 2).max(1);
            let target = target * unit;
            let ticks: Vec<u64> = match rule {
                Rule::Auction => [10, 11, 13, 15, 20, 30].map(|p| target / 10 * p).to_vec(),
                _ => [50, 100, 500, 1_000, 5_000, 20_000, 60_000].map(|t| t * unit).to_vec(),
            };
            let amount = |(whole, part, _)| whole * unit + part * (unit / 1_000_000);
            let fixed: Vec<u64> = deposits.iter().copied().map(amount).collect();
            let bids: Vec<_> = fixed.iter().copied().zip(deposits.iter().map(|d| d.2)).collect();
            match rule {
                Rule::Auction => Case { supply, ..auction(&ticks, &bids) },
                _ => Case { supply, ..fixed_price(rule, target, &ticks, &fixed) },
            }
        },
    )
}

/// Where a tick or a target falls: beside what, and which of them or how far.
type Mark = (u8, u16);

fn level_ticks(deposits: &[u64], marks: &[Mark]) -> Vec<u64> {
    let top = deposits.iter().copied().max().unwrap_or(0).max(1);
    let tick = |&(kind, at): &Mark| match deposits.get(usize::from(at) % deposits.len().max(1)) {
        Some(&deposit) if kind % 4 != 0 => beside(deposit, kind),
        _ => part(top, at),
    };
    let mut ticks: Vec<u64> = marks.iter().map(tick).filter(|t| (1..top).contains(t)).collect();
    ticks.push(if marks[0].0 < 200 { top } else { u64::MAX });
    ticks.sort_unstable();
    ticks.dedup();
    ticks
}

fn given_target(all: u64, deposits: &[u64], ticks: &[u64], (kind, at): Mark) -> u64 {
    let tick = ticks[usize::from(at) % ticks.len()];
    let target = match kind % 8 {
        0..=2 => part(all, at).saturating_mul(2),
        3 => beside(all, kind / 8),
        _ => beside(deposits.iter().map(|c| c.min(&tick)).sum(), kind / 8),
    };
    target.max(1)
}

fn given_auction(all: u64, deposits: &[u64], chosen: &[u8], marks: &[Mark], aim: Mark) -> Case {
    let price = |&(kind, at): &Mark| part(all, at).saturating_mul(2) >> (kind % 8);
    let mut ticks: Vec<u64> = marks.iter().map(|mark| price(mark).max(1)).collect();
    ticks.sort_unstable();
    ticks.dedup();
    let at = chosen.iter().map(|tick| usize::from(*tick) % ticks.len());
    let bids: Vec<(u64, usize)> = deposits.iter().copied().zip(at).collect();
    // Half of the time: ticks that their demand meets, or misses by one unit.
    for i in (0..ticks.len()).filter(|_| aim.0.is_multiple_of(2)) {
        let demand = bids.iter().filter(|(_, tick)| *tick >= i).map(|(deposit, _)| deposit).sum();
        let price = beside(demand, aim.0 / 2);
        let below = if i == 0 { 0 } else { ticks[i - 1] };
        if price > below && ticks.get(i + 1).is_none_or(|above| price < *above) {
            ticks[i] = price;
        }
    }
    auction(&ticks, &bids)
}

/// `all` divided in proportion to `weights`, to the unit; the first gets what rounding leaves.
fn divide(all: u64, weights: &[u64]) -> Vec<u64> {
    let sum = weights.iter().copied().map(u128::from).sum::<u128>().max(1);
    let share = |w: &u64| (u128::from(all) * u128::from(*w) / sum) as u64;
    let mut parts: Vec<u64> = weights.iter().map(share).collect();
    let rest = all - parts.iter().sum::<u64>();
    if let Some(first) = parts.first_mut() {
        *first += rest;
    }
    parts
}

/// The share `of / 65,536` of `all`.
pub fn part(all: u64, of: u16) -> u64 {
    ((u128::from(all) * u128::from(of)) >> 16) as u64
}

/// The value, the one below or the one above.
fn beside(value: u64, which: u8) -> u64 {
    match which % 3 {
        0 => value,
        1 => value.saturating_sub(1),
        _ => value.saturating_add(1),
    }
}
