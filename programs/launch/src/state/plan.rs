//! What a launch asks of the vesting plans its tranches and its treasury go to.

use anchor_lang::prelude::*;
use groundswell_math::{
    amount::bps_floor,
    charter::{self, Kind, Tranche},
    governor::{self, EPOCH_SHARE_MAX_BPS},
};
use vesting_program::state::{Governor, Plan, Policy};

use super::{Launch, TrancheRecord};
use crate::error::LaunchError;

impl Launch {
    /// Refuses a plan, which lives at `at`, that is not what `tranche` promises. How much of it
    /// one wallet gets is a rule of the charter's.
    pub fn require_plan(&self, tranche: &TrancheRecord, at: &Address, plan: &Plan) -> Result<()> {
        let Tranche { kind, amount, price, lock } = tranche.rules()?;
        require!(*at == tranche.destination, LaunchError::PlanAccount);
        require!(plan.mint == self.base_mint, LaunchError::PlanMint);
        require!(plan.tranche_kind == kind as u8, LaunchError::PlanKind);
        require!(!plan.is_stream() && plan.total == amount, LaunchError::PlanSum);
        require!(plan.price == price, LaunchError::PlanPrice);
        require!(plan.with_schedule(|schedule| schedule.keeps(lock)), LaunchError::PlanLock);
        // Where wallets are bounded, they are on a list, and nobody but they can change it.
        let fixed = [Policy::Neither, Policy::Recipient].map(|policy| policy as u8);
        let listed = plan.has_list() && fixed.contains(&plan.reassign);
        require!(listed || !kind.is_listed(), LaunchError::PlanList);
        Ok(())
    }

    /// Refuses a plan that is not where the treasury's share of the raise belongs.
    pub fn require_stream(&self, plan: &Plan) -> Result<()> {
        require!(plan.is_stream(), LaunchError::StreamAccount);
        require!(plan.mint == self.quote_mint, LaunchError::PlanMint);
        require!(plan.tranche_kind == Kind::Treasury as u8, LaunchError::PlanKind);
        require!(plan.governor == Address::default(), LaunchError::GovernorAccount);
        let slow = plan.with_schedule(|schedule| schedule.keeps(charter::TREASURY_STREAM));
        require!(slow, LaunchError::StreamLock);
        Ok(())
    }

    /// Refuses a governor that lets out too much or too little, or that others than the launch's
    /// insiders name or could name.
    pub fn require_governor(&self, governor: &Governor, supply: u64) -> Result<()> {
        let insiders = || self.tranches().iter().filter(|tranche| tranche.is_insider());
        let most = bps_floor(supply, EPOCH_SHARE_MAX_BPS).ok_or(LaunchError::Overflow)?;
        require!(governor.mint == self.base_mint, LaunchError::PlanMint);
        let Governor { limit, epoch_seconds, .. } = *governor;
        let all: u128 = insiders().map(|tranche| u128::from(tranche.amount)).sum();
        let fits = limit <= most && governor::drains(limit, epoch_seconds, all);
        require!(fits, LaunchError::GovernorLimit);
        let seats = [governor.seats, governor.taken].map(|seats| usize::try_from(seats).ok());
        require!(seats == [Some(insiders().count()); 2], LaunchError::GovernorSeats);
        Ok(())
    }

    /// The plan in `account`, if it is still what `tranche` was sealed with. It can only be another
    /// or none once somebody had funded it, and it was paid out and closed.
    pub fn sealed_plan(
        &self,
        tranche: &TrancheRecord,
        account: &AccountView,
        launch: &Address,
    ) -> Option<Account<Plan>> {
        let plan = Account::<Plan>::load(*account).ok()?;
        self.require_plan(tranche, account.address(), &plan).ok()?;
        let governed = !tranche.is_insider() || plan.governor == self.governor;
        (governed && plan.launch == *launch).then_some(plan)
    }
}
