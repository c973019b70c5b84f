//! Claims from a published list, at one bit per claim and step.
//!
//! A list is a merkle-sum tree: its root's sum is what all leaves add up to, and the list is
//! active once its vaults hold exactly that. Anyone may claim for anyone; tokens only ever go
//! to the associated token account of the leaf's owner. What is not claimed has one way out,
//! fixed when the list is made. The rules are in `groundswell-math`; this program holds the
//! accounts and moves the tokens. It is useful alone: no launch is needed.
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

pub use error::DistributorError;
pub use instructions::*;

declare_id!("DistributorGroundswe11Groundswe11Groundswe1");

#[cfg(not(feature = "no-entrypoint"))]
groundswell_program::contact!("distributor");

/// One line per instruction; each is described on its accounts, where it is written. A program that
/// only reads this one's accounts goes without: it has an entrypoint of its own.
#[cfg(not(all(target_os = "solana", feature = "no-entrypoint")))]
#[program]
pub mod distributor {
    use super::*;

    /// Commits to a list. See [`Create`].
    pub fn create(ctx: &mut Context<Create>, args: CreateArgs) -> Result<()> {
        Create::handle(ctx, args)
    }

    /// Makes the vault for a part of the list. See [`OpenVault`].
    pub fn open_vault(
        ctx: &mut Context<OpenVault>,
        number: u8,
        node: [u8; NODE_BYTES],
        proof: &[[u8; NODE_BYTES]],
    ) -> Result<()> {
        OpenVault::handle(ctx, number, &node, proof)
    }

    /// Makes the page that records the claims of 8,192 leaves. See [`OpenPage`].
    pub fn open_page(ctx: &mut Context<OpenPage>, number: u32) -> Result<()> {
        OpenPage::handle(ctx, number)
    }

    /// Completes a page that is too large for one instruction. See [`ExtendPage`].
    pub fn extend_page(ctx: &mut Context<ExtendPage>) -> Result<()> {
        ExtendPage::handle(ctx)
    }

    /// Moves what a vault lacks into it. See [`Fund`].
    pub fn fund(ctx: &mut Context<Fund>, vault: u8) -> Result<()> {
        Fund::handle(ctx, vault)
    }

    /// Counts a vault that holds its part of the list. See [`Activate`].
    pub fn activate(ctx: &mut Context<Activate>, vault: u8) -> Result<()> {
        Activate::handle(ctx, vault)
    }

    /// Pays one leaf what it has unlocked. See [`Claim`].
    pub fn claim(
        ctx: &mut Context<Claim>,
        leaf: LeafArgs,
        proof: &[[u8; NODE_BYTES]],
    ) -> Result<()> {
        Claim::handle(ctx, leaf, proof)
    }

    /// Pays several leaves of one page with one proof. See [`ClaimMany`].
    pub fn claim_many(
        ctx: &mut Context<ClaimMany>,
        leaves: Vec<LeafArgs>,
        proof: &[[u8; NODE_BYTES]],
    ) -> Result<()> {
        ClaimMany::handle(ctx, &leaves, proof)
    }

    /// Empties a vault into the sink after the end. See [`Clawback`].
    pub fn clawback(ctx: &mut Context<Clawback>, vault: u8, sink_bump: u8) -> Result<()> {
        Clawback::handle(ctx, vault, sink_bump)
    }

    /// Closes a page after the end; its rent goes back to who paid it. See [`ClosePage`].
    pub fn close_page(ctx: &mut Context<ClosePage>) -> Result<()> {
        ClosePage::handle(ctx)
    }

    /// Closes the list once nothing is held any more. See [`Close`].
    pub fn close(ctx: &mut Context<Close>) -> Result<()> {
        Close::handle(ctx)
    }
}
