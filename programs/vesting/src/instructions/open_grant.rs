//! Open a grant: a leaf of the plan's list becomes an account.

use anchor_lang::prelude::*;
use groundswell_math::merkle::{self, NODE_BYTES, Node};

use crate::{
    error::VestingError,
    event::Granted,
    state::{Grant, OPENING_SECONDS, Plan},
};

/// Opens leaf `index` of the plan's list, which gives `recipient` `amount`. The proof holds the
/// siblings from the leaf upwards, each its hash and its sum. A wallet has one grant of a plan:
/// a second leaf of the same wallet cannot be opened, so that no wallet gets more than the
/// plan's largest.
///
/// Of a stream, opens the one grant, which is its recipient's: number 0, of nothing until the
/// stream is topped up, and without a proof. Closed, it can be opened again, should something
/// arrive later.
///
/// Who: anyone, who pays the rent and gets it back. When: once the plan is funded, until 180
/// days after everything has vested; a stream, from time zero on. Errors: `NotFunded`, `NoList`,
/// `OpeningEnded`, `ProofMismatch`, `ZeroAmount`, `GrantTooLarge`, `MoreThanTotal`, `NotStarted`.
#[derive(Accounts)]
pub struct OpenGrant {
    /// May be the recipient.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The wallet that the leaf names.
    pub recipient: UncheckedAccount,

    #[account(mut)]
    pub plan: Account<Plan>,
    #[account(
        init,
        payer = payer,
        seeds = [Grant::SEED, plan.address().as_ref(), recipient.address().as_ref()],
        bump,
    )]
    pub grant: Account<Grant>,

    pub system_program: Program<System>,
}

impl OpenGrant {
    /// Accounts, validate, effects, event.
    pub fn handle(
        ctx: &mut Context<Self>,
        index: u32,
        amount: u64,
        proof: &[[u8; NODE_BYTES]],
    ) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        ctx.accounts.validate(index, amount, proof, now)?;
        let OpenGrant { payer, recipient, plan, grant, .. } = &mut ctx.accounts;
        let (payer, recipient) = (*payer.address(), *recipient.address());
        let event = record(plan, grant, payer, recipient, amount, ctx.bumps.grant, now)?;

        emit!(event);
        Ok(())
    }

    fn validate(
        &self,
        index: u32,
        amount: u64,
        proof: &[[u8; NODE_BYTES]],
        now: i64,
    ) -> Result<()> {
        let plan = &self.plan;
        if plan.is_stream() {
            require!(plan.is_started(), VestingError::NotStarted);
            let theirs = (plan.recipient, 0, 0, 0);
            let named = (*self.recipient.address(), index, amount, proof.len());
            require!(named == theirs, VestingError::ProofMismatch);
            return Ok(());
        }
        require!(plan.has_list(), VestingError::NoList);
        require_opening(plan, now)?;
        let recipient = self.recipient.address().as_array();
        let leaf = Node::leaf(plan.address().as_array(), index, recipient, amount);
        let listed = merkle::verify(&plan.root(), plan.count, 0, leaf, index, proof);
        require!(listed, VestingError::ProofMismatch);
        Ok(())
    }
}

/// Refuses a plan whose grants cannot be opened at `now` (unix seconds).
pub(super) fn require_opening(plan: &Plan, now: i64) -> Result<()> {
    require!(plan.is_funded.get(), VestingError::NotFunded);
    require!(!plan.is_over(now, OPENING_SECONDS), VestingError::OpeningEnded);
    Ok(())
}

/// Books a grant that was made.
pub(super) fn record(
    plan: &mut Account<Plan>,
    grant: &mut Account<Grant>,
    payer: Address,
    recipient: Address,
    amount: u64,
    bump: u8,
    now: i64,
) -> Result<Granted> {
    plan.open_grant(amount)?;
    grant.plan = *plan.address();
    grant.recipient = recipient;
    grant.rent_payer = payer;
    grant.amount = amount;
    grant.entitled = amount;
    grant.bump = bump;
    let sequence = plan.next_sequence()?;
    Ok(Granted { plan: grant.plan, recipient, amount, time: now, sequence })
}
