//! Post a disclosure: a recipient says in public what the grant is for.

use anchor_lang::prelude::*;
use groundswell_program::at;

use crate::{
    error::VestingError,
    event::Disclosed,
    state::{Disclosure, Grant, LINK_BYTES, Plan},
};

/// Posts the hash of a statement and where it can be read. From then on the grant can be
/// withdrawn.
///
/// Who: the recipient; anyone may pay the rent. When: once for each recipient of a grant.
/// Errors: `NoDisclosure`, `AlreadyDisclosed`, `LinkLength`.
#[derive(Accounts)]
pub struct PostDisclosure {
    /// Pays the rent and gets it back with the grant's.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(at::address = grant.recipient)]
    pub recipient: Signer,

    #[account(mut, at::address = grant.plan)]
    pub plan: Account<Plan>,
    #[account(mut)]
    pub grant: Account<Grant>,
    /// A grant that was reassigned keeps the account, and gets new words.
    #[account(
        init_if_needed,
        payer = payer,
        seeds = [Disclosure::SEED, grant.address().as_ref()],
        bump,
    )]
    pub disclosure: Account<Disclosure>,

    pub system_program: Program<System>,
}

impl PostDisclosure {
    /// Accounts, validate, effects, event.
    pub fn handle(ctx: &mut Context<Self>, sha256: [u8; 32], link: &[u8]) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        ctx.accounts.validate(link)?;
        let event = ctx.accounts.record(sha256, link, ctx.bumps.disclosure, now)?;

        emit!(event);
        Ok(())
    }

    fn validate(&self, link: &[u8]) -> Result<()> {
        require!(self.plan.needs_disclosure.get(), VestingError::NoDisclosure);
        require!(!self.grant.is_disclosed.get(), VestingError::AlreadyDisclosed);
        require!((1..=LINK_BYTES).contains(&link.len()), VestingError::LinkLength);
        Ok(())
    }

    fn record(&mut self, sha256: [u8; 32], link: &[u8], bump: u8, now: i64) -> Result<Disclosed> {
        let disclosure = &mut self.disclosure;
        if disclosure.posted_at == 0 {
            disclosure.grant = *self.grant.address();
            disclosure.rent_payer = *self.payer.address();
            disclosure.bump = bump;
        }
        disclosure.sha256 = sha256;
        disclosure.link = [0; LINK_BYTES];
        let slot = disclosure.link.get_mut(..link.len()).ok_or(VestingError::LinkLength)?;
        slot.copy_from_slice(link);
        disclosure.posted_at = now;
        self.grant.is_disclosed = true.into();
        self.grant.has_disclosure = true.into();
        Ok(Disclosed {
            plan: self.grant.plan,
            recipient: self.grant.recipient,
            sha256,
            time: now,
            sequence: self.plan.next_sequence()?,
        })
    }
}
