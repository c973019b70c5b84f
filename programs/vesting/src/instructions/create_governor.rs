//! Create a governor: how much all insiders of a mint may take out together in one epoch.
#![allow(unused_variables, reason = "the derive binds the arguments also where it needs none")]

use anchor_lang::prelude::*;
use anchor_spl::token_interface::Mint;
use groundswell_math::{
    amount::bps_floor,
    governor::{EPOCH_MAX_SECONDS, EPOCH_MIN_SECONDS, EPOCH_SHARE_MAX_BPS},
};

use crate::{error::VestingError, state::Governor};

/// The governor's terms.
#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy, Debug)]
#[expect(missing_docs, reason = "each field is the field of Governor of that name")]
pub struct CreateGovernorArgs {
    pub id: u64,
    pub epoch_seconds: u32,
    pub limit: u64,
    pub seats: u32,
}

/// Makes a governor at an address that only this creator can take.
///
/// Who: the creator signs; anyone may pay the rent. When: any time. Errors: `EpochLength`,
/// `EpochLimit`, `NoSeat`.
#[derive(Accounts)]
#[instruction(args: CreateGovernorArgs)]
pub struct CreateGovernor {
    /// Pays the rent and gets it back.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub creator: Signer,

    #[account(
        init,
        payer = payer,
        seeds = [
            Governor::SEED,
            mint.address().as_ref(),
            creator.address().as_ref(),
            &args.id.to_le_bytes(),
        ],
        bump,
    )]
    pub governor: Account<Governor>,

    pub mint: InterfaceAccount<Mint>,

    pub system_program: Program<System>,
}

impl CreateGovernor {
    /// Accounts, validate, effects.
    pub fn handle(ctx: &mut Context<Self>, args: CreateGovernorArgs) -> Result<()> {
        ctx.accounts.validate(&args)?;
        ctx.accounts.record(&args, ctx.bumps.governor);
        Ok(())
    }

    fn validate(&self, args: &CreateGovernorArgs) -> Result<()> {
        let lengths = EPOCH_MIN_SECONDS..=EPOCH_MAX_SECONDS;
        require!(lengths.contains(&args.epoch_seconds), VestingError::EpochLength);
        let most = bps_floor(self.mint.supply(), EPOCH_SHARE_MAX_BPS);
        let most = most.ok_or(VestingError::Overflow)?;
        require!((1..=most).contains(&args.limit), VestingError::EpochLimit);
        require!(args.seats > 0, VestingError::NoSeat);
        Ok(())
    }

    fn record(&mut self, args: &CreateGovernorArgs, bump: u8) {
        let governor = &mut self.governor;
        governor.creator = *self.creator.address();
        governor.rent_payer = *self.payer.address();
        governor.mint = *self.mint.address();
        governor.id = args.id;
        governor.epoch_seconds = args.epoch_seconds;
        governor.limit = args.limit;
        governor.seats = args.seats;
        governor.bump = bump;
    }
}
