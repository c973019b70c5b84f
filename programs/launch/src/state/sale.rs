//! The sale's transitions: what each call does to the launch's books.

use anchor_lang::prelude::*;
use groundswell_math::{
    amount::bps_floor,
    ladder::{self, Allocation, Change, Clearing},
};

use super::{ClearingRecord, Launch};
use crate::error::LaunchError;

/// Quote units on their way to the liquidity, buyback and treasury vaults.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Proceeds {
    /// To the pool's vault.
    pub liquidity: u64,
    /// To the buyback's vault.
    pub buyback: u64,
    /// To the treasury's vault.
    pub treasury: u64,
}

impl Proceeds {
    /// Whether nothing moves.
    pub fn is_zero(&self) -> bool {
        *self == Proceeds::default()
    }
}

impl Launch {
    /// Moves one contributor's total on the ladder and in the sum of deposits.
    pub fn change_deposit(&mut self, change: Change) -> Result<()> {
        let rule = self.rule()?;
        let count = usize::from(self.tick_count);
        let ticks = self.ticks.get(..count).ok_or(LaunchError::NoSuchTick)?;
        let demand = self.demand.get_mut(..count).ok_or(LaunchError::NoSuchTick)?;
        ladder::shift(rule, ticks, demand, change).ok_or(LaunchError::Overflow)?;
        let deposited = self.deposited.checked_sub(change.before);
        let deposited = deposited.and_then(|sum| sum.checked_add(change.after));
        self.deposited = deposited.ok_or(LaunchError::Overflow)?;
        Ok(())
    }

    /// Counts a contribution that was opened.
    pub fn add_contributor(&mut self) -> Result<()> {
        let count = self.contributors.checked_add(1).ok_or(LaunchError::Overflow)?;
        self.contributors = count;
        Ok(())
    }

    /// Counts a contribution that is closed.
    pub fn remove_contributor(&mut self) -> Result<()> {
        let count = self.contributors.checked_sub(1).ok_or(LaunchError::Overflow)?;
        self.contributors = count;
        Ok(())
    }

    /// Fixes the price at `now` (unix seconds). O(ticks).
    pub fn settle(&mut self, now: i64) -> Result<Clearing> {
        let clearing = Clearing::compute(self.rule()?, self.ticks(), self.demand(), self.target)
            .ok_or(LaunchError::Overflow)?;
        self.clearing = ClearingRecord {
            price: clearing.price,
            raise: clearing.raise,
            lower: clearing.lower,
            upper: clearing.upper,
            numerator: clearing.numerator,
            denominator: clearing.denominator,
        };
        self.clearing_tick = clearing.tick;
        self.certain_proceeds = clearing.certain_proceeds(self.contributors);
        self.settled_at = now;
        self.is_settled = true.into();
        Ok(clearing)
    }

    /// Books one contributor's payout and returns it.
    pub fn pay_out(&mut self, deposit: u64, tick: u8) -> Result<Allocation> {
        let allocation = self
            .clearing()
            .allocation(deposit, tick, self.for_sale)
            .ok_or(LaunchError::Overflow)?;
        let accepted = self.accepted.checked_add(allocation.accepted);
        let paid = self.tokens_paid.checked_add(allocation.tokens);
        self.accepted = accepted.ok_or(LaunchError::Overflow)?;
        self.tokens_paid = paid.ok_or(LaunchError::Overflow)?;
        self.release_base(allocation.tokens)?;
        self.remove_contributor()?;
        Ok(allocation)
    }

    /// Books base units that leave the vault.
    pub fn release_base(&mut self, amount: u64) -> Result<()> {
        let held = self.base_held.checked_sub(amount).ok_or(LaunchError::Overflow)?;
        self.base_held = held;
        Ok(())
    }

    /// Proceeds that are due and have not moved.
    ///
    /// The shares are of the certain proceeds, so they do not depend on when anyone sweeps;
    /// the treasury also gets what rounding left, once everyone has claimed.
    pub fn proceeds_due(&self) -> Result<Proceeds> {
        if !self.is_settled.get() {
            return Ok(Proceeds::default());
        }
        let everyone_paid = self.contributors == 0;
        let certain = self.certain_proceeds;
        let total = if everyone_paid { self.accepted } else { certain };
        let liquidity = bps_floor(certain, self.liquidity_bps);
        let buyback = bps_floor(certain, self.buyback_bps);
        let (Some(liquidity), Some(buyback)) = (liquidity, buyback) else {
            return Err(LaunchError::Overflow.into());
        };
        let treasury = total.checked_sub(liquidity).and_then(|rest| rest.checked_sub(buyback));
        let treasury = treasury.ok_or(LaunchError::Overflow)?;
        let [paid_liquidity, paid_buyback, paid_treasury] = self.proceeds_paid;
        let less = |owed: u64, paid: u64| owed.checked_sub(paid).ok_or(LaunchError::Overflow);
        Ok(Proceeds {
            liquidity: less(liquidity, paid_liquidity)?,
            buyback: less(buyback, paid_buyback)?,
            treasury: less(treasury, paid_treasury)?,
        })
    }

    /// Books proceeds that move.
    pub fn pay_proceeds(&mut self, due: Proceeds) -> Result<()> {
        let [liquidity, buyback, treasury] = &mut self.proceeds_paid;
        for (paid, amount) in
            [(liquidity, due.liquidity), (buyback, due.buyback), (treasury, due.treasury)]
        {
            *paid = paid.checked_add(amount).ok_or(LaunchError::Overflow)?;
        }
        Ok(())
    }

    /// Unsold base units that are due and have not been swept: what the raise did not buy
    /// and, once everyone has claimed, what rounding left.
    pub fn unsold_due(&self) -> Result<u64> {
        if !self.is_settled.get() {
            return Ok(0);
        }
        let clearing = self.clearing();
        let for_sale = self.for_sale;
        let sold = if self.contributors == 0 {
            self.tokens_paid
        } else {
            clearing.tokens(clearing.raise, for_sale).ok_or(LaunchError::Overflow)?
        };
        let unsold = for_sale.checked_sub(sold);
        let due = unsold.and_then(|unsold| unsold.checked_sub(self.unsold_swept));
        Ok(due.ok_or(LaunchError::Overflow)?)
    }

    /// Books unsold base units as burned or as added to the airdrop.
    pub fn sweep_unsold(&mut self, burned: u64, to_airdrop: u64) -> Result<()> {
        let added = self.airdrop_added.checked_add(to_airdrop);
        self.airdrop_added = added.ok_or(LaunchError::Overflow)?;
        let swept = self.unsold_swept.checked_add(burned);
        let swept = swept.and_then(|sum| sum.checked_add(to_airdrop));
        self.unsold_swept = swept.ok_or(LaunchError::Overflow)?;
        Ok(())
    }
}
