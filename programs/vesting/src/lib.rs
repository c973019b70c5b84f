//! Locked grants: schedules, who may cancel and reassign, disclosure, and the unlock governor.
//!
//! A plan is one funded tranche. Its grants come from a published list or from its grantor; each
//! vests by the plan's schedule, and anyone may crank what has vested to its recipient. What is
//! cancelled or missed goes one way, to the plan's sink. The rules are in `groundswell-math`;
//! this program holds the accounts and moves the tokens. It is useful alone: no launch is needed.
#![no_std]
#![deny(clippy::arithmetic_side_effects, clippy::unwrap_used, clippy::indexing_slicing)]

extern crate alloc;

use alloc::vec::Vec;

use anchor_lang::prelude::*;
use groundswell_math::merkle::NODE_BYTES;

#[warn(missing_docs)]
pub mod error;
#[warn(missing_docs)]
pub mod event;
pub mod instructions;
#[warn(missing_docs)]
pub mod state;

pub use error::VestingError;
pub use instructions::*;

declare_id!("VestingGroundswe11Groundswe11Groundswe11Gro");

#[cfg(not(feature = "no-entrypoint"))]
groundswell_program::contact!("vesting");

/// One line per instruction; each is described on its accounts, where it is written. A program that
/// only reads this one's accounts goes without: it has an entrypoint of its own.
#[cfg(not(all(target_os = "solana", feature = "no-entrypoint")))]
#[program]
pub mod vesting {
    use super::*;

    /// Makes a governor. See [`CreateGovernor`].
    pub fn create_governor(
        ctx: &mut Context<CreateGovernor>,
        args: CreateGovernorArgs,
    ) -> Result<()> {
        CreateGovernor::handle(ctx, args)
    }

    /// Commits to a plan. See [`CreatePlan`].
    pub fn create_plan(ctx: &mut Context<CreatePlan>, args: CreatePlanArgs) -> Result<()> {
        CreatePlan::handle(ctx, args)
    }

    /// Moves what the vault lacks into it. See [`Fund`].
    pub fn fund(ctx: &mut Context<Fund>) -> Result<()> {
        Fund::handle(ctx)
    }

    /// Starts the clock with the launch's settlement. See [`Start`].
    pub fn start(ctx: &mut Context<Start>) -> Result<()> {
        Start::handle(ctx)
    }

    /// Opens a leaf of the plan's list, or the one grant of a stream. See [`OpenGrant`].
    pub fn open_grant(
        ctx: &mut Context<OpenGrant>,
        index: u32,
        amount: u64,
        proof: &[[u8; NODE_BYTES]],
    ) -> Result<()> {
        OpenGrant::handle(ctx, index, amount, proof)
    }

    /// Counts what arrived for a stream. See [`TopUp`].
    pub fn top_up(ctx: &mut Context<TopUp>) -> Result<()> {
        TopUp::handle(ctx)
    }

    /// Makes a grant of a plan without a list. See [`CreateGrant`].
    pub fn create_grant(ctx: &mut Context<CreateGrant>, amount: u64) -> Result<()> {
        CreateGrant::handle(ctx, amount)
    }

    /// Pays what has vested. See [`Withdraw`].
    pub fn withdraw(ctx: &mut Context<Withdraw>, bump: u8) -> Result<()> {
        Withdraw::handle(ctx, bump)
    }

    /// Ends a grant at what has vested. See [`Cancel`].
    pub fn cancel(ctx: &mut Context<Cancel>) -> Result<()> {
        Cancel::handle(ctx)
    }

    /// Gives a grant to another wallet. See [`Reassign`].
    pub fn reassign(ctx: &mut Context<Reassign>) -> Result<()> {
        Reassign::handle(ctx)
    }

    /// Posts what the plan asks the recipient to disclose. See [`PostDisclosure`].
    pub fn post_disclosure(
        ctx: &mut Context<PostDisclosure>,
        sha256: [u8; 32],
        link: Vec<u8>,
    ) -> Result<()> {
        PostDisclosure::handle(ctx, sha256, &link)
    }

    /// Marks a deliverable as missed. See [`MarkMissed`].
    pub fn mark_missed(ctx: &mut Context<MarkMissed>) -> Result<()> {
        MarkMissed::handle(ctx)
    }

    /// Moves what was forfeited to the sink. See [`Forfeit`].
    pub fn forfeit(ctx: &mut Context<Forfeit>, sink_bump: u8) -> Result<()> {
        Forfeit::handle(ctx, sink_bump)
    }

    /// Closes a grant that is paid. See [`CloseGrant`].
    pub fn close_grant(ctx: &mut Context<CloseGrant>) -> Result<()> {
        CloseGrant::handle(ctx)
    }

    /// Closes a plan that holds nothing any more. See [`ClosePlan`].
    pub fn close_plan(ctx: &mut Context<ClosePlan>) -> Result<()> {
        ClosePlan::handle(ctx)
    }

    /// Closes a governor that no plan names. See [`CloseGovernor`].
    pub fn close_governor(ctx: &mut Context<CloseGovernor>) -> Result<()> {
        CloseGovernor::handle(ctx)
    }
}
