//! The charter and the sale of a token launch.
//!
//! A creator drafts a charter, seals it with the whole supply, and from then on no key can
//! change the terms or touch a contributor's money. Anyone may crank every later step.
//! The rules are in `groundswell-math`; this program holds the accounts and moves the tokens.
#![no_std]
#![deny(clippy::arithmetic_side_effects, clippy::unwrap_used, clippy::indexing_slicing)]

extern crate alloc;

use anchor_lang::prelude::*;

#[warn(missing_docs)]
pub mod error;
#[warn(missing_docs)]
pub mod event;
pub mod instructions;
#[warn(missing_docs)]
pub mod state;
mod tokens;

pub use error::LaunchError;
pub use instructions::*;

declare_id!("LaunchGroundswe11Groundswe11Groundswe11Grou");

#[cfg(not(feature = "no-entrypoint"))]
groundswell_program::contact!("launch");

/// One line per instruction; each is described on its accounts, where it is written. A program that
/// only reads this one's accounts goes without: it has an entrypoint of its own.
#[cfg(not(all(target_os = "solana", feature = "no-entrypoint")))]
#[program]
pub mod launch {
    use super::*;

    /// Drafts a launch: the creator states the terms of the sale. See [`Create`].
    pub fn create(ctx: &mut Context<Create>, args: CreateArgs) -> Result<()> {
        Create::handle(ctx, args)
    }

    /// Adds a tranche to a draft. See [`AddTranche`].
    pub fn add_tranche(ctx: &mut Context<AddTranche>, args: TrancheArgs) -> Result<()> {
        AddTranche::handle(ctx, args)
    }

    /// Takes a tranche out of a draft. See [`RemoveTranche`].
    pub fn remove_tranche(ctx: &mut Context<RemoveTranche>, index: u8) -> Result<()> {
        RemoveTranche::handle(ctx, index)
    }

    /// Checks the charter, takes the whole supply and freezes everything. See [`Seal`].
    pub fn seal(ctx: &mut Context<Seal>) -> Result<()> {
        Seal::handle(ctx)
    }

    /// Calls the launch off before it opens. See [`Cancel`].
    pub fn cancel(ctx: &mut Context<Cancel>) -> Result<()> {
        Cancel::handle(ctx)
    }

    /// Puts quote tokens into the sale. See [`Contribute`].
    pub fn contribute(ctx: &mut Context<Contribute>, args: ContributeArgs) -> Result<()> {
        Contribute::handle(ctx, args)
    }

    /// Takes quote tokens back out while the sale is open. See [`Withdraw`].
    pub fn withdraw(ctx: &mut Context<Withdraw>, amount: u64) -> Result<()> {
        Withdraw::handle(ctx, amount)
    }

    /// Fixes the price. See [`Settle`].
    pub fn settle(ctx: &mut Context<Settle>) -> Result<()> {
        Settle::handle(ctx)
    }

    /// Pays one contributor's tokens and refund. See [`Claim`].
    pub fn claim(ctx: &mut Context<Claim>, base_bump: u8, quote_bump: u8) -> Result<()> {
        Claim::handle(ctx, base_bump, quote_bump)
    }

    /// Pays one contributor's deposit back after a failed sale. See [`Refund`].
    pub fn refund(ctx: &mut Context<Refund>, quote_bump: u8) -> Result<()> {
        Refund::handle(ctx, quote_bump)
    }

    /// Moves an airdrop's tranche to its list. See [`FundAirdrop`].
    pub fn fund_airdrop(ctx: &mut Context<FundAirdrop>, tranche: u8) -> Result<()> {
        FundAirdrop::handle(ctx, tranche)
    }

    /// Moves a buyback tranche to the mandate. See [`FundBuyback`].
    pub fn fund_buyback(
        ctx: &mut Context<FundBuyback>,
        tranche: u8,
        mandate_bump: u8,
    ) -> Result<()> {
        FundBuyback::handle(ctx, tranche, mandate_bump)
    }

    /// Moves a granted tranche to its vesting plan. See [`FundPlan`].
    pub fn fund_plan(ctx: &mut Context<FundPlan>, tranche: u8) -> Result<()> {
        FundPlan::handle(ctx, tranche)
    }

    /// Moves proceeds, unsold tokens and dust to where the charter says. See [`Sweep`].
    pub fn sweep(ctx: &mut Context<Sweep>, creator_bump: u8) -> Result<()> {
        Sweep::handle(ctx, creator_bump)
    }

    /// Closes what holds nothing any more; rent goes back to who paid it. See [`Close`].
    pub fn close(ctx: &mut Context<Close>, creator_bump: u8) -> Result<()> {
        Close::handle(ctx, creator_bump)
    }
}
