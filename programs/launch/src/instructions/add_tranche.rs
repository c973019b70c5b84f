//! Add a tranche: the creator gives a part of the supply a purpose.

use anchor_lang::prelude::*;
use groundswell_math::{
    charter::{Kind, MAX_TRANCHES},
    phase::Phase,
};
use groundswell_program::at;

use crate::{
    error::LaunchError,
    state::{Launch, TrancheRecord},
};

/// One part of the supply. The bounds are checked by `seal`, when all parts are known.
#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy, Debug)]
#[expect(missing_docs, reason = "each field is the field of TrancheRecord of that name")]
pub struct TrancheArgs {
    pub kind: u8,
    pub amount: u64,
    pub price: u64,
    pub cliff_seconds: u32,
    pub linear_seconds: u32,
    pub destination: Address,
}

/// Adds a tranche at the end.
///
/// Who: the creator. When: `Draft`. Errors: `NotDraft`, `UnknownKind`, `ZeroAmount`,
/// `TooManyTranches`.
#[derive(Accounts)]
pub struct AddTranche {
    #[account(at::address = launch.creator)]
    pub creator: Signer,
    #[account(mut)]
    pub launch: Account<Launch>,
}

impl AddTranche {
    /// Accounts, validate, effects.
    pub fn handle(ctx: &mut Context<Self>, args: TrancheArgs) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        ctx.accounts.validate(&args, now)?;
        ctx.accounts.record(args)
    }

    fn validate(&self, args: &TrancheArgs, now: i64) -> Result<()> {
        require!(self.launch.phase(now) == Phase::Draft, LaunchError::NotDraft);
        require!(Kind::from_u8(args.kind).is_some(), LaunchError::UnknownKind);
        require!(args.amount > 0, LaunchError::ZeroAmount);
        let used = usize::from(self.launch.tranche_count);
        require!(used < MAX_TRANCHES, LaunchError::TooManyTranches);
        Ok(())
    }

    fn record(&mut self, args: TrancheArgs) -> Result<()> {
        let launch = &mut self.launch;
        let count = launch.tranche_count;
        let slot = launch.tranches.get_mut(usize::from(count));
        *slot.ok_or(LaunchError::TooManyTranches)? = TrancheRecord {
            destination: args.destination,
            amount: args.amount,
            price: args.price,
            cliff_seconds: args.cliff_seconds,
            linear_seconds: args.linear_seconds,
            kind: u64::from(args.kind),
        };
        launch.tranche_count = count.checked_add(1).ok_or(LaunchError::TooManyTranches)?;
        Ok(())
    }
}
