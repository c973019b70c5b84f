//! Claim many: several leaves of one page are paid at once; nodes they share are sent once.

use alloc::vec::Vec;

use anchor_lang::prelude::*;
use groundswell_math::merkle::{self, NODE_BYTES, Placed};
use groundswell_program::{at, tokens};

use super::leaf::{LeafArgs, Till};
use crate::{
    error::DistributorError,
    state::{Distributor, Page},
};

/// Most leaves of one call.
const MAX_LEAVES: usize = 16;

/// Pays each leaf as `claim` would. The leaves ascend by number; behind the accounts named here
/// follows, in the same order, the account to pay of each. The proof is that of
/// `groundswell_math::merkle::verify_many`.
///
/// Who: anyone. When: from the first step until the end, once the list is active. Errors:
/// `NoLeaves`, and those of `claim`; one leaf that is refused refuses all.
#[derive(Accounts)]
pub struct ClaimMany {
    #[account(at::address = page.distributor)]
    pub distributor: Account<Distributor>,
    #[account(mut)]
    pub page: Account<Page>,

    #[account(at::address = distributor.mint)]
    pub mint: UncheckedAccount,
    #[account(mut, at::address = page.vault)]
    pub vault: UncheckedAccount,

    #[account(at::address = distributor.token_program)]
    pub token_program: UncheckedAccount,
}

impl ClaimMany {
    /// Accounts, then for all leaves: validate; then for each: effects, transfer, event.
    pub fn handle(
        ctx: &mut Context<Self>,
        leaves: &[LeafArgs],
        proof: &[[u8; NODE_BYTES]],
    ) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;
        let mut accounts = ctx.remaining_accounts()?;

        let (claimants, unlocked) = ctx.accounts.validate(leaves, &accounts, proof, now)?;
        for ((leaf, claimant), to) in leaves.iter().zip(claimants).zip(&mut accounts) {
            let ClaimMany { distributor, page, mint, vault, token_program } = &mut ctx.accounts;
            let event = leaf.record(distributor, page, claimant, unlocked, now)?;
            let mut till = Till { list: distributor, mint, vault, program: token_program };
            till.pay(to.try_to_cpi_handle_mut()?, event.amount);
            emit!(event);
        }
        Ok(())
    }

    /// Whose leaves they are, and how many steps have unlocked.
    fn validate(
        &self,
        leaves: &[LeafArgs],
        accounts: &[AccountView],
        proof: &[[u8; NODE_BYTES]],
        now: i64,
    ) -> Result<(Vec<Address>, u8)> {
        let list = &self.distributor;
        let unlocked = list.claimable_steps(now)?;
        let few = (1..=MAX_LEAVES).contains(&leaves.len()) && leaves.len() == accounts.len();
        let ordered = leaves.is_sorted_by(|a, b| a.index < b.index);
        require!(few && ordered, DistributorError::NoLeaves);
        let allowed = tokens::is_allowed_mint(self.mint.account());
        require!(allowed, DistributorError::MintExtension);
        let mut claimants = Vec::with_capacity(leaves.len());
        let mut placed: Vec<Placed> = Vec::with_capacity(leaves.len());
        for (leaf, to) in leaves.iter().zip(accounts) {
            let found = leaf.read(list, to)?;
            claimants.push(found.claimant);
            placed.push((leaf.index, found.node));
        }
        let listed = merkle::verify_many(&list.root(), list.count, &mut placed, proof);
        require!(listed, DistributorError::ProofMismatch);
        Ok((claimants, unlocked))
    }
}
