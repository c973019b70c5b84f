//! The sale: one ladder of ticks, three allocation rules, one clearing.
//!
//! A price is a ratio R / S: R quote units buy the S base units of the whole sale.
//!
//! - **Level** and **ProRata** sell at a fixed R, the target. Ticks are deposit sizes
//!   `0 = b0 < b1 < .. < bn`; layer k holds what every deposit has between `b_k` and `b_k+1`.
//!   Layers below the marginal one are filled whole, the marginal one is shared in
//!   proportion, those above get nothing: small deposits are filled first. ProRata is the
//!   ladder with a single layer, so that all is shared in proportion.
//! - **Auction** ticks are values of R; a deposit bids at one of them. One clearing price for
//!   all: above it filled, at it in proportion, below it refunded.
//!
//! Every division rounds down in the contributor's allocation, and the refund is the exact
//! rest of the deposit. So all contributors together are accepted for less than one quote unit
//! each below the raise; [`Clearing::certain_proceeds`] is what can be paid out before all of
//! them are.

use crate::amount::mul_div_floor;

/// Most ticks a ladder may have: settling stays cheap whatever the number of contributors.
pub const MAX_TICKS: usize = 64;

/// The only tick of a ProRata ladder: one layer that holds every deposit whole.
pub const PRO_RATA_TICK: u64 = u64::MAX;

/// How a sale shares what it has. Stored as its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Rule {
    /// Fixed price; oversubscription is shared in proportion to deposits.
    ProRata = 0,
    /// Fixed price; small deposits are filled first.
    Level = 1,
    /// Bids set one price for all.
    Auction = 2,
}

impl Rule {
    /// The rule with this number.
    pub fn from_u8(number: u8) -> Option<Rule> {
        [Rule::ProRata, Rule::Level, Rule::Auction].get(usize::from(number)).copied()
    }
}

/// What a contributor's total becomes when one call changes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The auction tick bid at; zero for fixed prices.
    pub tick: u8,
    /// Quote units before.
    pub before: u64,
    /// Quote units after.
    pub after: u64,
}

/// Moves one contributor's total on the ladder. O(ticks), and only the ticks it touches.
///
/// `ticks` and `demand` are equally long; `T` is `u64` or a packed form of it. `None` if the
/// tick does not exist (fixed prices have only tick zero) or the demand leaves `u64`; `demand` may then be half written, and the
/// caller gives up the whole transaction.
pub fn shift<T>(rule: Rule, ticks: &[T], demand: &mut [T], change: Change) -> Option<()>
where
    T: Copy + Into<u64> + From<u64>,
{
    let Change { tick, before, after } = change;
    if rule == Rule::Auction {
        let slot = demand.get_mut(usize::from(tick))?;
        let held: u64 = (*slot).into();
        *slot = held.checked_sub(before)?.checked_add(after)?.into();
        return Some(());
    }
    if tick != 0 {
        return None;
    }
    if after > before {
        spread(ticks, demand, before, after, u64::checked_add)
    } else {
        spread(ticks, demand, after, before, u64::checked_sub)
    }
}

/// Changes the demand of every layer by what lies in it between `low` and `high`.
fn spread<T>(
    ticks: &[T],
    demand: &mut [T],
    low: u64,
    high: u64,
    change: impl Fn(u64, u64) -> Option<u64>,
) -> Option<()>
where
    T: Copy + Into<u64> + From<u64>,
{
    let mut bottom = 0;
    for (top, slot) in ticks.iter().zip(demand) {
        let top: u64 = (*top).into();
        if top > low {
            let part = high.min(top).checked_sub(low.max(bottom))?;
            *slot = change((*slot).into(), part)?.into();
        }
        if top >= high {
            return Some(());
        }
        bottom = top;
    }
    None
}

/// The outcome of a sale: enough to compute anyone's allocation, in constant time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clearing {
    /// R at the clearing: quote units that buy the whole sale.
    pub price: u64,
    /// Quote units accepted from all contributors together, before each one's rounding.
    pub raise: u64,
    /// The marginal auction tick; zero for fixed prices, where all deposits are at tick zero.
    pub tick: u8,
    /// At the marginal tick, what lies below this is accepted whole ..
    pub lower: u64,
    /// .. what lies between `lower` and this is accepted in proportion ..
    pub upper: u64,
    /// .. `numerator / denominator`, and what lies above is not.
    pub numerator: u64,
    /// Never zero.
    pub denominator: u64,
}

/// What one contributor gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allocation {
    /// Quote units kept.
    pub accepted: u64,
    /// Quote units given back: the deposit less `accepted`.
    pub refund: u64,
    /// Base units bought.
    pub tokens: u64,
}

impl Clearing {
    /// The clearing of a ladder. `target` is R of a fixed price (ignored by auctions).
    /// `None` if the ladder is malformed or the demand in all exceeds `u64`.
    pub fn compute<T>(rule: Rule, ticks: &[T], demand: &[T], target: u64) -> Option<Clearing>
    where
        T: Copy + Into<u64>,
    {
        let deposited = total(demand)?;
        match rule {
            Rule::Auction => Self::auction(ticks, demand, deposited),
            _ if deposited <= target => Some(Self::whole(target, deposited)),
            _ => Self::fixed(ticks, demand, target),
        }
    }

    /// Everything is accepted.
    fn whole(price: u64, raise: u64) -> Clearing {
        Clearing {
            price,
            raise,
            tick: 0,
            lower: u64::MAX,
            upper: u64::MAX,
            numerator: 0,
            denominator: 1,
        }
    }

    fn fixed<T: Copy + Into<u64>>(ticks: &[T], demand: &[T], target: u64) -> Option<Clearing> {
        let (mut rest, mut lower) = (target, 0);
        for (upper, held) in ticks.iter().zip(demand) {
            let (upper, held) = ((*upper).into(), (*held).into());
            if rest < held {
                return Some(Clearing {
                    price: target,
                    raise: target,
                    tick: 0,
                    lower,
                    upper,
                    numerator: rest,
                    denominator: held,
                });
            }
            rest = rest.checked_sub(held)?;
            lower = upper;
        }
        None
    }

    fn auction<T: Copy + Into<u64>>(ticks: &[T], bids: &[T], deposited: u64) -> Option<Clearing> {
        let floor: u64 = (*ticks.first()?).into();
        if deposited <= floor {
            return Some(Self::whole(floor, deposited));
        }
        let mut above: u64 = 0;
        for (index, (price, held)) in ticks.iter().zip(bids).enumerate().rev() {
            let (price, held): (u64, u64) = ((*price).into(), (*held).into());
            let from_here = above.checked_add(held)?;
            if from_here >= price {
                // Bids above may alone be worth more than this tick: then they set the price.
                let cleared = price.max(above);
                return Some(Clearing {
                    price: cleared,
                    raise: cleared,
                    tick: u8::try_from(index).ok()?,
                    lower: 0,
                    upper: u64::MAX,
                    numerator: cleared.checked_sub(above)?,
                    denominator: held.max(1),
                });
            }
            above = from_here;
        }
        None
    }

    /// Quote units accepted of a deposit at `tick`, rounded down.
    pub fn accepted(&self, deposit: u64, tick: u8) -> Option<u64> {
        if tick != self.tick {
            return Some(if tick > self.tick { deposit } else { 0 });
        }
        let whole = deposit.min(self.lower);
        let shared = deposit.min(self.upper).checked_sub(whole)?;
        whole.checked_add(mul_div_floor(shared, self.numerator, self.denominator)?)
    }

    /// What a deposit at `tick` gets of a sale of `sale_supply` base units.
    pub fn allocation(&self, deposit: u64, tick: u8, sale_supply: u64) -> Option<Allocation> {
        let accepted = self.accepted(deposit, tick)?;
        let refund = deposit.checked_sub(accepted)?;
        Some(Allocation { accepted, refund, tokens: self.tokens(accepted, sale_supply)? })
    }

    /// Base units that `accepted` quote units buy, rounded down.
    pub fn tokens(&self, accepted: u64, sale_supply: u64) -> Option<u64> {
        mul_div_floor(accepted, sale_supply, self.price)
    }

    /// Quote units that may go to the proceeds before everyone is paid: the raise, less one
    /// unit for each where a division can leave one behind. `contributors` are all who took
    /// part, paid or not: what rounding leaves goes out with their refunds.
    pub fn certain_proceeds(&self, contributors: u64) -> u64 {
        // `numerator` is zero where everything is accepted or refused whole.
        let reserve = if self.numerator == 0 { 0 } else { contributors };
        self.raise.abs_diff(reserve.min(self.raise))
    }
}

/// Demand of all ticks together, in quote units. `None` if it exceeds `u64`.
pub fn total<T: Copy + Into<u64>>(demand: &[T]) -> Option<u64> {
    demand.iter().try_fold(0u64, |sum, held| sum.checked_add((*held).into()))
}
