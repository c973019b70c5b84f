//! Create a plan: a grantor commits to a tranche, before any token is there.
#![allow(unused_variables, reason = "the derive binds the arguments also where it needs none")]

use alloc::vec::Vec;

use anchor_lang::prelude::*;
use anchor_spl::{
    prelude::*,
    token_interface::{Mint, TokenAccount, TokenInterface},
};
use groundswell_math::{
    charter::Kind,
    schedule::Schedule,
    window::{MAX_STEPS, Step},
};
use groundswell_program::tokens;

use crate::{
    error::VestingError,
    state::{Governor, Plan, Policy, ScheduleKind, Sink},
};

/// The plan. Amounts in base units, durations in seconds, shares in bps.
#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Debug)]
#[expect(missing_docs, reason = "each field is the field of Plan of that name")]
pub struct CreatePlanArgs {
    pub id: u64,
    pub total: u64,
    pub largest: u64,
    pub price: u64,
    pub root: [u8; 32],
    pub count: u32,
    pub dataset_sha256: [u8; 32],
    pub tranche_kind: u8,
    /// Zero where the plan states its own time zero.
    pub launch: Address,
    /// Time zero (unix seconds) where no launch gives it; else zero.
    pub starts_at: i64,
    pub start: i64,
    pub cliff: i64,
    pub end: i64,
    /// Steps (seconds since time zero, bps); empty for a linear schedule.
    pub steps: Vec<PlanStep>,
    pub cancel: u8,
    pub reassign: u8,
    pub sink: u8,
    pub sink_address: Address,
    pub needs_disclosure: bool,
    pub attester: Address,
    pub deliver_by: i64,
    pub mark_seconds: i64,
}

/// From `vests_at` (seconds since time zero) on, `share_bps` of every grant has vested, earlier
/// steps included.
#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "said above")]
pub struct PlanStep {
    pub vests_at: i64,
    pub share_bps: u16,
}

/// Commits to a plan at an address that only this grantor can take, and makes its vault.
///
/// Who: the grantor signs; anyone may pay the rent. When: any time. Errors: `ZeroTotal`,
/// `LargestGrant`, `EmptyList`, `UnknownKind`, `UnknownPolicy`, `UnknownSink`, `SinkMissing`,
/// `SinkUnused`, `Clock`, `Attester`, `MintExtension`, `WrongGovernor`, and one for each bound
/// on the schedule (`EndBeforeStart` to `TooLong`).
#[derive(Accounts)]
#[instruction(args: CreatePlanArgs)]
pub struct CreatePlan {
    /// Pays the rent and gets it back.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub grantor: Signer,

    #[account(
        init,
        payer = payer,
        seeds = [
            Plan::SEED,
            mint.address().as_ref(),
            grantor.address().as_ref(),
            &args.id.to_le_bytes(),
        ],
        bump,
    )]
    pub plan: Account<Plan>,
    /// Bounds what leaves the plan, if given.
    #[account(mut)]
    pub governor: Option<Account<Governor>>,

    pub mint: InterfaceAccount<Mint>,
    #[account(
        init,
        payer = payer,
        seeds = [Plan::VAULT_SEED, plan.address().as_ref()],
        bump,
        token::mint = mint,
        token::authority = plan,
        token::token_program = token_program,
    )]
    pub vault: InterfaceAccount<TokenAccount>,

    pub token_program: Interface<'static, TokenInterface>,
    pub system_program: Program<System>,
}

impl CreatePlan {
    /// Accounts, validate, effects.
    pub fn handle(ctx: &mut Context<Self>, args: CreatePlanArgs) -> Result<()> {
        ctx.accounts.validate(&args)?;
        let steps: Vec<Step> = args.steps.iter().map(step).collect();
        schedule(&args, &steps).check().map_err(VestingError::from)?;
        ctx.accounts.record(&args, ctx.bumps.plan)
    }

    fn validate(&self, args: &CreatePlanArgs) -> Result<()> {
        require!(args.total > 0, VestingError::ZeroTotal);
        require!((1..=args.total).contains(&args.largest), VestingError::LargestGrant);
        let no_list = args.root == [0; 32] && args.dataset_sha256 == [0; 32];
        require!((args.count == 0) == no_list, VestingError::EmptyList);
        require!(Kind::from_u8(args.tranche_kind).is_some(), VestingError::UnknownKind);
        let policies = [args.cancel, args.reassign].map(Policy::from_u8);
        require!(policies.iter().all(Option::is_some), VestingError::UnknownPolicy);
        let is_default = |address: &Address| *address == Address::default();
        let no_sink = is_default(&args.sink_address);
        if Sink::from_u8(args.sink).ok_or(VestingError::UnknownSink)? == Sink::Burn {
            require!(no_sink, VestingError::SinkUnused);
        } else {
            require!(!no_sink, VestingError::SinkMissing);
        }
        let by_launch = !is_default(&args.launch);
        require!(by_launch == (args.starts_at == 0), VestingError::Clock);
        let parts = [!is_default(&args.attester), args.deliver_by > 0, args.mark_seconds > 0];
        let [first, ..] = parts;
        require!(parts == [first; 3], VestingError::Attester);
        let negative = args.deliver_by < 0 || args.mark_seconds < 0 || args.starts_at < 0;
        require!(!negative, VestingError::Clock);
        require!(tokens::is_allowed_mint(self.mint.account()), VestingError::MintExtension);
        if let Some(governor) = &self.governor {
            let same = governor.mint == *self.mint.address();
            require!(same, VestingError::WrongGovernor);
        }
        Ok(())
    }

    fn record(&mut self, args: &CreatePlanArgs, bump: u8) -> Result<()> {
        let plan = &mut self.plan;
        plan.grantor = *self.grantor.address();
        plan.rent_payer = *self.payer.address();
        plan.mint = *self.mint.address();
        plan.token_program = *self.mint.account().owner();
        plan.decimals = self.mint.decimals();
        plan.vault = *self.vault.address();
        if let Some(governor) = &mut self.governor {
            plan.governor = *governor.address();
            governor.add_plan()?;
        }

        plan.id = args.id;
        plan.total = args.total;
        plan.largest = args.largest;
        plan.price = args.price;
        plan.root = args.root;
        plan.count = args.count;
        plan.dataset_sha256 = args.dataset_sha256;
        plan.tranche_kind = args.tranche_kind;
        plan.launch = args.launch;
        plan.starts_at = args.starts_at;
        plan.has_started = (args.starts_at != 0).into();
        plan.cancel = args.cancel;
        plan.reassign = args.reassign;
        plan.sink = args.sink;
        plan.sink_address = args.sink_address;
        plan.needs_disclosure = args.needs_disclosure.into();
        plan.attester = args.attester;
        plan.deliver_by = args.deliver_by;
        plan.mark_seconds = args.mark_seconds;
        plan.bump = bump;
        record_schedule(plan, args)
    }
}

fn record_schedule(plan: &mut Plan, args: &CreatePlanArgs) -> Result<()> {
    let steps: Vec<Step> = args.steps.iter().take(MAX_STEPS).map(step).collect();
    plan.end = schedule(args, &steps).end();
    plan.step_count = u8::try_from(steps.len()).map_err(|_| VestingError::StepCount)?;
    if steps.is_empty() {
        plan.schedule = ScheduleKind::Linear as u8;
        (plan.start, plan.cliff) = (args.start, args.cliff);
        return Ok(());
    }
    plan.schedule = ScheduleKind::Steps as u8;
    for (slot, step) in plan.step_times.iter_mut().zip(&steps) {
        *slot = step.unlocks_at;
    }
    for (slot, step) in plan.step_shares.iter_mut().zip(&steps) {
        *slot = step.share_bps;
    }
    Ok(())
}

fn step(step: &PlanStep) -> Step {
    Step { unlocks_at: step.vests_at, share_bps: step.share_bps }
}

/// The schedule that the arguments mean: by steps, if there are any.
fn schedule<'a>(args: &CreatePlanArgs, steps: &'a [Step]) -> Schedule<'a> {
    if steps.is_empty() {
        let CreatePlanArgs { start, cliff, end, .. } = *args;
        Schedule::Linear { start, cliff, end }
    } else {
        Schedule::Steps(steps)
    }
}
