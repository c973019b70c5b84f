//! The mandate.

use groundswell_sdk::{
    buyback::MandateKeys, buyback_program::CreateMandateArgs, launch::LaunchKeys, pda,
};

use crate::plan::{MANDATE_NUMBER, Plan};

/// A mandate to be.
pub struct MandateDraft {
    /// Where its accounts will be.
    pub keys: MandateKeys,
    /// What it is made with.
    pub args: CreateMandateArgs,
}

impl MandateDraft {
    /// The mandate of a launch: what it does not spend goes to the pool.
    pub fn of(plan: &Plan, launch: &LaunchKeys) -> MandateDraft {
        let buyback = &plan.buyback;
        let watched = buyback.watched(plan).into_iter();
        let plans = watched
            .filter_map(|tranche| plan.grants.iter().find(|grants| grants.tranche == tranche))
            .map(|grants| pda::plan(&launch.base_mint, &launch.creator, grants.number()));
        let keys = MandateKeys {
            creator: launch.creator,
            rent_payer: launch.rent_payer,
            base_mint: launch.base_mint,
            base_token_program: launch.base_token_program,
            quote_mint: launch.quote_mint,
            mandate: launch.mandate,
            launch: launch.at.launch,
            remainder: launch.at.liquidity_vault,
            remainder_owner: launch.at.launch,
            sink_plan: None,
            plans: plans.collect(),
            tick_bps: buyback.tick_bps,
            ceiling_bps: buyback.ceiling_bps,
        };
        let calendar = buyback.calendar(plan);
        let args = CreateMandateArgs {
            id: MANDATE_NUMBER,
            launch: launch.at.launch,
            reference_quote: 0,
            reference_base: 0,
            tick_bps: buyback.tick_bps,
            ceiling_bps: buyback.ceiling_bps,
            opens_at: calendar.opens_at,
            ends_at: calendar.ends_at,
            cycle_seconds: calendar.cycle_seconds,
            tender_seconds: calendar.tender_seconds,
            freeze_seconds: calendar.freeze_seconds,
            blackouts: vec![],
            plan_seconds: if keys.plans.is_empty() { 0 } else { buyback.around_unlocks },
            small_limit: buyback.small_limit(plan),
            per_cycle: buyback.per_cycle(plan),
            carries: buyback.carries,
            sink: 0,
        };
        MandateDraft { keys, args }
    }
}
