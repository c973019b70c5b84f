//! Create a plan: a grantor commits to a tranche, before any token is there.
#![allow(unused_variables, reason = "the derive binds the arguments also where it needs none")]

use anchor_lang::prelude::*;
use anchor_spl::{
    prelude::*,
    token_interface::{Mint, TokenAccount, TokenInterface},
};
use groundswell_program::tokens;

use super::CreatePlanArgs;
use crate::{
    error::VestingError,
    state::{Governor, Plan},
};

/// Commits to a plan at an address that only this grantor can take, and makes its vault.
///
/// Who: the grantor signs; anyone may pay the rent. When: any time. Errors: `ZeroTotal`,
/// `LargestGrant`, `EmptyList`, `UnknownKind`, `UnknownPolicy`, `UnknownSink`, `SinkMissing`,
/// `SinkUnused`, `SinkOwn`, `StreamTerms`, `NativeMint`, `Clock`, `Attester`, `MintExtension`,
/// `WrongGovernor`, `NoSeat`, and one for each bound on the schedule (`EndBeforeStart` to
/// `TooLong`).
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
    /// Bounds what leaves the plan, if given. The grantor made it.
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
        let now = Clock::get()?.unix_timestamp;

        ctx.accounts.validate(&args, now)?;
        ctx.accounts.record(&args, ctx.bumps.plan)
    }

    fn validate(&self, args: &CreatePlanArgs, now: i64) -> Result<()> {
        args.check(now)?;
        require!(tokens::is_allowed_mint(self.mint.account()), VestingError::MintExtension);
        let native = tokens::NATIVE_MINTS.contains(self.mint.address());
        require!(!native || args.recipient != Address::default(), VestingError::NativeMint);
        // Named twice in one call, they could never be paid.
        let own = [self.plan.address(), self.mint.address(), self.vault.address(), &crate::ID];
        require!(!own.contains(&&args.sink_address), VestingError::SinkOwn);
        if let Some(governor) = &self.governor {
            // Only their own: a stranger's plans would use up the epoch and keep it from closing.
            let same = governor.mint == *self.mint.address()
                && governor.creator == *self.grantor.address();
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
        plan.recipient = args.recipient;
        plan.needs_disclosure = args.needs_disclosure.into();
        plan.attester = args.attester;
        plan.deliver_by = args.deliver_by;
        plan.mark_seconds = args.mark_seconds;
        plan.bump = bump;
        args.record_schedule(plan)
    }
}
