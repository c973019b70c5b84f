//! Create: someone commits to a list, before any token is there.
#![allow(unused_variables, reason = "the derive binds the arguments also where it needs none")]

use alloc::vec::Vec;

use anchor_lang::prelude::*;
use anchor_spl::token_interface::Mint;
use groundswell_math::{
    merkle,
    window::{self, Step},
};
use groundswell_program::tokens;

use crate::{
    error::DistributorError,
    state::{CONTENT_BYTES, Distributor, Sink, most_vault_levels},
};

/// The list. Amounts in base units, times in unix seconds, shares in bps.
#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Debug)]
#[expect(missing_docs, reason = "each field is the field of Distributor of that name")]
pub struct CreateArgs {
    pub id: u64,
    pub root: [u8; 32],
    pub sum: u64,
    pub count: u32,
    pub depth: u8,
    pub vault_levels: u8,
    pub dataset_sha256: [u8; 32],
    /// URLs in UTF-8; empty where there is none.
    pub content: [Vec<u8>; 2],
    pub steps: Vec<StepArgs>,
    pub ends_at: i64,
    pub sink: u8,
    pub sink_address: Address,
}

/// From `unlocks_at` (unix seconds) on, `share_bps` of every amount is unlocked, earlier steps
/// included.
#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "said above")]
pub struct StepArgs {
    pub unlocks_at: i64,
    pub share_bps: u16,
}

/// Commits to a list at an address that only this creator can take. The address does not
/// depend on the list, so that every leaf can name it.
///
/// Who: the creator signs; anyone may pay the rent. When: any time. Errors: `EmptyList`,
/// `Depth`, `VaultCount`, `ContentLength`, `UnknownSink`, `SinkMissing`, `SinkUnused`,
/// `MintExtension`, `NativeMint`, `StepCount`, `StepsAscend`, `StepsWhole`, `TooShort`, `TooLong`.
#[derive(Accounts)]
#[instruction(args: CreateArgs)]
pub struct Create {
    /// Pays the rent and gets it back.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub creator: Signer,

    #[account(
        init,
        payer = payer,
        seeds = [
            Distributor::SEED,
            mint.address().as_ref(),
            creator.address().as_ref(),
            &args.id.to_le_bytes(),
        ],
        bump,
    )]
    pub distributor: Account<Distributor>,

    pub mint: InterfaceAccount<Mint>,

    pub system_program: Program<System>,
}

impl Create {
    /// Accounts, validate, effects.
    pub fn handle(ctx: &mut Context<Self>, args: CreateArgs) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        ctx.accounts.validate(&args, now)?;
        ctx.accounts.record(&args, ctx.bumps.distributor)
    }

    fn validate(&self, args: &CreateArgs, now: i64) -> Result<()> {
        require!(args.count > 0 && args.sum > 0, DistributorError::EmptyList);
        require!(u32::from(args.depth) == merkle::depth(args.count), DistributorError::Depth);
        let levels = most_vault_levels(args.count);
        require!(args.vault_levels <= levels, DistributorError::VaultCount);
        let short = args.content.iter().all(|content| content.len() <= CONTENT_BYTES);
        require!(short, DistributorError::ContentLength);
        let allowed = tokens::is_allowed_mint(self.mint.account());
        require!(allowed, DistributorError::MintExtension);
        let native = tokens::NATIVE_MINTS.contains(self.mint.address());
        require!(!native, DistributorError::NativeMint);
        self.validate_sink(args)?;

        let step = |s: &StepArgs| Step { unlocks_at: s.unlocks_at, share_bps: s.share_bps };
        let steps: Vec<Step> = args.steps.iter().map(step).collect();
        Ok(window::check(&steps, args.ends_at, now).map_err(DistributorError::from)?)
    }

    fn validate_sink(&self, args: &CreateArgs) -> Result<()> {
        let sink = Sink::from_u8(args.sink).ok_or(DistributorError::UnknownSink)?;
        let none = args.sink_address == Address::default();
        if sink == Sink::Burn {
            require!(none, DistributorError::SinkUnused);
        } else {
            // The program's own address would read as an account that is left out.
            let ours = [*self.distributor.address(), crate::ID].contains(&args.sink_address);
            require!(!none && !ours, DistributorError::SinkMissing);
        }
        Ok(())
    }

    fn record(&mut self, args: &CreateArgs, bump: u8) -> Result<()> {
        let list = &mut self.distributor;
        list.creator = *self.creator.address();
        list.rent_payer = *self.payer.address();
        list.mint = *self.mint.address();
        list.token_program = *self.mint.account().owner();
        list.decimals = self.mint.decimals();

        list.id = args.id;
        list.root = args.root;
        list.sum = args.sum;
        list.count = args.count;
        list.vault_levels = args.vault_levels;
        list.dataset_sha256 = args.dataset_sha256;
        list.ends_at = args.ends_at;
        list.sink = args.sink;
        list.sink_address = args.sink_address;
        list.bump = bump;

        for (slot, content) in list.content.iter_mut().zip(&args.content) {
            let slot = slot.get_mut(..content.len()).ok_or(DistributorError::ContentLength)?;
            slot.copy_from_slice(content);
        }
        for (slot, step) in list.step_times.iter_mut().zip(&args.steps) {
            *slot = step.unlocks_at;
        }
        for (slot, step) in list.step_shares.iter_mut().zip(&args.steps) {
            *slot = step.share_bps;
        }
        list.step_count =
            u8::try_from(args.steps.len()).map_err(|_| DistributorError::StepCount)?;
        Ok(())
    }
}
