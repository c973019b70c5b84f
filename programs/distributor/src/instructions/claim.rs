//! Claim: one leaf is paid what it has unlocked, whoever asks.

use anchor_lang::prelude::*;
use groundswell_math::merkle::{self, NODE_BYTES};
use groundswell_program::{at, tokens};

use super::leaf::{LeafArgs, Till};
use crate::{
    error::DistributorError,
    event::Claimed,
    state::{Distributor, Page},
};

/// Pays a leaf all steps that have unlocked and were not paid, to the associated token account
/// of the leaf's owner. The caller creates that account first, where it does not exist. The
/// proof holds the siblings from the leaf upwards, each its hash and its sum.
///
/// Writes only the page and the vault: claims of different vaults run side by side.
///
/// Who: anyone. When: from the first step until the end, once the list is active. Errors:
/// `NotActive`, `NotUnlocked`, `Ended`, `ZeroAmount`, `NotTheOwnersAccount`, `ProofMismatch`,
/// `AnotherPage`, `PageIncomplete`, `AlreadyClaimed`, `MintExtension`, and the token program's
/// own if the account is frozen.
#[derive(Accounts)]
pub struct Claim {
    #[account(at::address = page.distributor)]
    pub distributor: Account<Distributor>,
    #[account(mut)]
    pub page: Account<Page>,

    #[account(at::address = distributor.mint)]
    pub mint: UncheckedAccount,
    #[account(mut, at::address = page.vault)]
    pub vault: UncheckedAccount,
    /// The owner's associated account, proven together with the leaf.
    #[account(mut)]
    pub claimant_tokens: UncheckedAccount,

    #[account(at::address = distributor.token_program)]
    pub token_program: UncheckedAccount,
}

impl Claim {
    /// Accounts, validate, effects, transfer, event.
    pub fn handle(
        ctx: &mut Context<Self>,
        leaf: LeafArgs,
        proof: &[[u8; NODE_BYTES]],
    ) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        let (claimant, unlocked) = ctx.accounts.validate(&leaf, proof, now)?;
        let Claim { distributor, page, .. } = &mut ctx.accounts;
        let event = leaf.record(distributor, page, claimant, unlocked, now)?;
        ctx.accounts.pay(&event);

        emit!(event);
        Ok(())
    }

    /// Whose leaf it is, and how many steps have unlocked.
    fn validate(
        &self,
        leaf: &LeafArgs,
        proof: &[[u8; NODE_BYTES]],
        now: i64,
    ) -> Result<(Address, u8)> {
        let list = &self.distributor;
        let unlocked = list.claimable_steps(now)?;
        let allowed = tokens::is_allowed_mint(self.mint.account());
        require!(allowed, DistributorError::MintExtension);
        let found = leaf.read(list, self.claimant_tokens.account())?;
        let (root, count) = (list.root(), list.count);
        let listed = merkle::verify(&root, count, 0, found.node, leaf.index, proof);
        require!(listed, DistributorError::ProofMismatch);
        Ok((found.claimant, unlocked))
    }

    fn pay(&mut self, event: &Claimed) {
        let mut till = Till {
            list: &self.distributor,
            mint: &self.mint,
            vault: &mut self.vault,
            program: &self.token_program,
        };
        till.pay(self.claimant_tokens.cpi_handle_mut(), event.amount);
    }
}
