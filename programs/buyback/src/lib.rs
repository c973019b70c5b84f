//! Mandates: vaults of quote tokens that buy a base token back when it is cheap, by tender.
//!
//! A mandate states its calendar, its prices, its budget and what becomes of what it buys, once and
//! for good. In each cycle anyone opens a tender; holders offer tokens at the prices they ask, up to
//! the ceiling; at its close one price clears it, and anyone cranks the rest: sellers are paid, what
//! was bought is burned or locked. There is no oracle, no caller's price and no receiver to choose.
//! The rules are in `groundswell-math`; this program holds the accounts and moves the tokens. It is
//! useful alone: no launch is needed.
#![no_std]
#![deny(clippy::arithmetic_side_effects, clippy::unwrap_used, clippy::indexing_slicing)]

extern crate alloc;

use anchor_lang::prelude::*;

mod disposal;
#[warn(missing_docs)]
pub mod error;
#[warn(missing_docs)]
pub mod event;
pub mod instructions;
#[warn(missing_docs)]
pub mod state;

pub use error::BuybackError;
pub use instructions::*;

declare_id!("BuybackGroundswe11Groundswe11Groundswe11Gro");

#[cfg(not(feature = "no-entrypoint"))]
groundswell_program::contact!("buyback");

/// One line per instruction; each is described on its accounts, where it is written. A program that
/// only reads this one's accounts goes without: it has an entrypoint of its own.
#[cfg(not(all(target_os = "solana", feature = "no-entrypoint")))]
#[program]
pub mod buyback {
    use super::*;

    /// Commits to a mandate. See [`CreateMandate`].
    pub fn create_mandate(ctx: &mut Context<CreateMandate>, args: CreateMandateArgs) -> Result<()> {
        CreateMandate::handle(ctx, args)
    }

    /// Takes the reference price from a launch. See [`Start`].
    pub fn start(ctx: &mut Context<Start>) -> Result<()> {
        Start::handle(ctx)
    }

    /// Counts what arrived. See [`Fund`].
    pub fn fund(ctx: &mut Context<Fund>) -> Result<()> {
        Fund::handle(ctx)
    }

    /// Opens the present cycle's tender. See [`OpenCycle`].
    pub fn open_cycle(ctx: &mut Context<OpenCycle>, cycle: u32) -> Result<()> {
        OpenCycle::handle(ctx, cycle)
    }

    /// Offers tokens at a price. See [`MakeOffer`].
    pub fn make_offer(ctx: &mut Context<MakeOffer>, price_bps: u16, amount: u64) -> Result<()> {
        MakeOffer::handle(ctx, price_bps, amount)
    }

    /// Takes offered tokens back. See [`WithdrawOffer`].
    pub fn withdraw_offer(ctx: &mut Context<WithdrawOffer>, amount: u64) -> Result<()> {
        WithdrawOffer::handle(ctx, amount)
    }

    /// Finds what the budget buys. See [`Clear`].
    pub fn clear(ctx: &mut Context<Clear>) -> Result<()> {
        Clear::handle(ctx)
    }

    /// Pays one offer. See [`Collect`].
    pub fn collect(ctx: &mut Context<Collect>, base_bump: u8, quote_bump: u8) -> Result<()> {
        Collect::handle(ctx, base_bump, quote_bump)
    }

    /// Burns or locks what a tender bought. See [`SinkBought`].
    pub fn sink_bought(ctx: &mut Context<SinkBought>) -> Result<()> {
        SinkBought::handle(ctx)
    }

    /// Burns or locks what others sent here. See [`Retire`].
    pub fn retire(ctx: &mut Context<Retire>, bump: u8) -> Result<()> {
        Retire::handle(ctx, bump)
    }

    /// Moves on what is left in the end. See [`Finish`].
    pub fn finish(ctx: &mut Context<Finish>) -> Result<()> {
        Finish::handle(ctx)
    }

    /// Closes a receipt after the end. See [`CloseReceipt`].
    pub fn close_receipt(ctx: &mut Context<CloseReceipt>) -> Result<()> {
        CloseReceipt::handle(ctx)
    }

    /// Closes a mandate that holds nothing any more. See [`CloseMandate`].
    pub fn close_mandate(ctx: &mut Context<CloseMandate>) -> Result<()> {
        CloseMandate::handle(ctx)
    }
}
