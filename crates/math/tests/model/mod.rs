//! The reference model of a sale: the formulas of `docs/design.md` ("launch") on integers without
//! bounds, computed from the plain list of contributions. Naive on purpose: nothing here is
//! kept up to date, packed or rounded early, and nothing is shared with the crate it judges.

use num_bigint::BigUint;

/// How a sale shares what it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Fixed price; oversubscription is shared in proportion.
    ProRata,
    /// Fixed price; layer by layer, the lowest first.
    Level,
    /// Bids set one price for all.
    Auction,
}

/// A sale's terms, as far as they decide who gets what.
#[derive(Clone, Copy, Debug)]
pub struct Sale<'a> {
    /// How it shares.
    pub rule: Rule,
    /// S: base units for sale.
    pub supply: u64,
    /// R of a fixed price (quote units). An auction's is its first tick, and this is ignored.
    pub target: u64,
    /// `b1 < .. < bn` for Level, `R_0 < .. < R_n` for Auction, ignored for ProRata.
    pub ticks: &'a [u64],
}

/// What one wallet has in the sale when it closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// c: quote units.
    pub deposit: u64,
    /// The tick bid at, counted from the floor. Ignored for fixed prices.
    pub tick: usize,
}

/// What one contribution becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allocation {
    /// Quote units kept.
    pub accepted: u64,
    /// Quote units given back.
    pub refund: u64,
    /// Base units bought.
    pub tokens: u64,
}

/// What a sale becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// R at the clearing: quote units that buy the whole sale.
    pub price: u64,
    /// Quote units accepted from all together, before each one's rounding.
    pub raise: u64,
    /// The layer or tick at which demand is cut. `None` if everything is accepted.
    pub marginal: Option<usize>,
    /// One for each contribution, in their order.
    pub allocations: Vec<Allocation>,
}

/// The outcome of a sale with these contributions.
///
/// # Panics
///
/// If the price is zero, the ticks do not ascend, the layers do not hold the target because
/// deposits are above the last tick, a bid is at no tick, or a result does not fit `u64`.
pub fn settle(sale: &Sale, contributions: &[Contribution]) -> Outcome {
    let (target, all) = (big(sale.target), deposits(contributions, 0));
    let (price, raise, marginal, accepted) = match sale.rule {
        Rule::Auction => auction(sale, contributions),
        _ if all <= target => (target, all, None, whole(contributions)),
        Rule::ProRata => {
            let share = |c: &Contribution| big(c.deposit) * &target / &all;
            (target.clone(), target.clone(), Some(0), contributions.iter().map(share).collect())
        }
        Rule::Level => level(sale, contributions),
    };
    assert!(price > big(0), "a sale without a price");
    let allocations = contributions.iter().zip(accepted).map(|(c, accepted)| Allocation {
        refund: fits(&(big(c.deposit) - &accepted)),
        tokens: fits(&(&accepted * sale.supply / &price)),
        accepted: fits(&accepted),
    });
    let allocations = allocations.collect();
    Outcome { price: fits(&price), raise: fits(&raise), marginal, allocations }
}

/// Price, raise, marginal layer or tick, and what is accepted of each contribution.
type Shares = (BigUint, BigUint, Option<usize>, Vec<BigUint>);

/// More is deposited than the target.
fn level(sale: &Sale, contributions: &[Contribution]) -> Shares {
    assert!(sale.ticks.is_sorted_by(|low, high| low < high), "ticks that do not ascend");
    let target = big(sale.target);
    let mut filled = big(0); // L_0 + .. + L_k-1
    for (k, &upper) in sale.ticks.iter().enumerate() {
        let lower = if k == 0 { 0 } else { sale.ticks[k - 1] }; // b_k
        let layer = |c: &Contribution| big(c.deposit.min(upper)) - big(c.deposit.min(lower));
        let held: BigUint = contributions.iter().map(layer).sum(); // L_k
        if target < &filled + &held {
            let rest = &target - &filled;
            let share = |c: &Contribution| big(c.deposit.min(lower)) + layer(c) * &rest / &held;
            let accepted = contributions.iter().map(share).collect();
            return (target.clone(), target, Some(k), accepted);
        }
        filled += held;
    }
    panic!("a deposit above the last tick")
}

fn auction(sale: &Sale, contributions: &[Contribution]) -> Shares {
    assert!(sale.ticks.is_sorted_by(|low, high| low < high), "ticks that do not ascend");
    assert!(contributions.iter().all(|c| c.tick < sale.ticks.len()), "a bid at no tick");
    let (floor, all) = (big(sale.ticks[0]), deposits(contributions, 0));
    if all <= floor {
        return (floor, all, None, whole(contributions));
    }
    let covered = |&i: &usize| deposits(contributions, i) >= big(sale.ticks[i]);
    let i = (0..sale.ticks.len()).rev().find(covered).expect("the floor is covered");
    let (from_here, above) = (deposits(contributions, i), deposits(contributions, i + 1));
    let price = big(sale.ticks[i]).max(above.clone());
    let accepted = contributions.iter().map(|c| match c.tick.cmp(&i) {
        std::cmp::Ordering::Greater => big(c.deposit),
        std::cmp::Ordering::Less => big(0),
        std::cmp::Ordering::Equal if above >= price => big(0),
        std::cmp::Ordering::Equal => big(c.deposit) * (&price - &above) / (&from_here - &above),
    });
    (price.clone(), price.clone(), Some(i), accepted.collect())
}

/// A(i): all deposits at ticks >= `tick`. D for `tick` zero.
fn deposits(contributions: &[Contribution], tick: usize) -> BigUint {
    contributions.iter().filter(|c| c.tick >= tick).map(|c| big(c.deposit)).sum()
}

fn whole(contributions: &[Contribution]) -> Vec<BigUint> {
    contributions.iter().map(|c| big(c.deposit)).collect()
}

fn big(number: u64) -> BigUint {
    BigUint::from(number)
}

fn fits(number: &BigUint) -> u64 {
    u64::try_from(number).expect("the quantity fits u64")
}
