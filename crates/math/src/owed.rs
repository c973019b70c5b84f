//! What a vault of a launch has to hold. More may be there, for anyone can send tokens anywhere;
//! less never.

use crate::phase::Phase;

/// What a launch's books say of the money of its contributors (quote units).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Money {
    /// Contributions less withdrawals.
    pub deposited: u64,
    /// All contributions that were not paid out, together.
    pub waiting: u128,
    /// Kept of those who have claimed.
    pub accepted: u64,
    /// Moved on to the pool, the buyback and the treasury.
    pub moved: u128,
}

/// What is to be in the vault of contributions, until the sale is paid out (quote units).
pub fn contributions(phase: Phase, money: &Money) -> u128 {
    match phase {
        Phase::Draft | Phase::Sealed | Phase::Open | Phase::Closed => money.deposited.into(),
        Phase::Failed => money.waiting,
        // Those who have claimed left what was accepted of theirs; some of it has moved on.
        Phase::Settled => {
            money.waiting.saturating_add(money.accepted.into()).saturating_sub(money.moved)
        }
    }
}

/// What is to be in a vault of a list that owes `sum`, of which so much was `claimed` (base units);
/// nothing before it was funded. Of a list that has ended nothing can be said: what is left goes to
/// its sink.
pub fn list(sum: u64, claimed: u128, is_funded: bool) -> u128 {
    if is_funded { u128::from(sum).saturating_sub(claimed) } else { 0 }
}

/// The books of a vesting plan (base units; of a stream quote units).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// All grants together.
    pub total: u64,
    /// What was paid to recipients.
    pub withdrawn: u64,
    /// What left to the sink.
    pub sunk: u64,
    /// The plan has seen its total.
    pub is_funded: bool,
    /// The launch has sent it.
    pub was_sent: bool,
}

/// What is to be in the vault of a plan. `None` if more has left it than there was.
pub fn plan(plan: &Plan) -> Option<u64> {
    match (plan.is_funded, plan.was_sent) {
        (true, _) => plan.total.checked_sub(plan.withdrawn)?.checked_sub(plan.sunk),
        (false, true) => Some(plan.total),
        (false, false) => Some(0),
    }
}

/// What is to be in the vault of tokens of a mandate: what is `offered`, and what was `bought` and
/// not `sunk` (base units). `None` if more was sunk than bought.
pub fn mandate(offered: u128, bought: u64, sunk: u64) -> Option<u128> {
    offered.checked_add(bought.checked_sub(sunk)?.into())
}
