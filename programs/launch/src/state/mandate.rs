//! What a launch asks of the mandate that buys back.

use anchor_lang::prelude::*;
use buyback_program::state::{Mandate, Sink};
use groundswell_math::{charter::Finding, terms::Terms};

use super::Launch;
use crate::error::LaunchError;

impl Launch {
    /// Refuses a mandate, which lives at `at`, that is not where the buyback's share of the raise
    /// of the launch at `launch` belongs.
    ///
    /// What it buys is burned, and what it has not spent in the end deepens the pool: neither
    /// comes back to anyone.
    pub fn require_mandate(&self, at: &Address, mandate: &Mandate, launch: &Address) -> Result<()> {
        let pair = mandate.base_mint == self.base_mint && mandate.quote_mint == self.quote_mint;
        require!(pair, LaunchError::MandateMint);
        require!(mandate.launch == *launch, LaunchError::MandateLaunch);
        require!(mandate.sink == Sink::Burn as u8, LaunchError::MandateSink);
        require!(mandate.remainder_owner == *launch, LaunchError::MandateRemainder);
        let mut buyback = self.tranches().iter().filter(|tranche| tranche.is_buyback());
        let theirs = buyback.all(|tranche| tranche.destination == *at);
        require!(theirs, LaunchError::MandateAccount);
        // Nobody can give up a plan of this launch, and with it a blackout.
        let mut watched = mandate.plans.iter().take(mandate.plan_count.into());
        let granted = |plan: &Address| {
            self.tranches()
                .iter()
                .any(|tranche| tranche.is_granted() && tranche.destination == *plan)
        };
        require!(watched.all(granted), LaunchError::MandatePlan);
        Ok(())
    }

    /// The rule for the time that a mandate has to buy.
    pub fn buyback_findings(&self, mandate: &Mandate, visit: &mut dyn FnMut(Finding)) {
        let (from, to) = (mandate.opens_at, mandate.ends_at);
        Terms::buyback_findings(self.closes_at, self.settle_grace, from, to, visit);
    }

    /// Refuses a sink at `address` that is not the fire, which has none, nor this launch's
    /// mandate.
    pub fn require_sink(&self, address: &Address) -> Result<()> {
        let known = *address == Address::default() || *address == self.mandate;
        require!(known, LaunchError::SinkNotMandate);
        Ok(())
    }
}
