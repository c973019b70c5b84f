//! One leaf of a claim: who it is, what it is owed, and how it is paid.

use anchor_lang::prelude::*;
use groundswell_math::{bitmap::page_of, merkle::Node};
use groundswell_program::tokens::{self, Transfer};

use crate::{
    error::DistributorError,
    event::Claimed,
    state::{self, Distributor, Page},
};

/// A leaf as a claim names it. Whose it is follows from the account that is paid.
#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeafArgs {
    /// Its number on the list.
    pub index: u32,
    /// What the list gives it in all (base units).
    pub amount: u64,
    /// Of the address of its owner's associated token account.
    pub bump: u8,
}

impl LeafArgs {
    /// The owner of the account to pay, and the leaf that would be theirs. A proof has yet to
    /// show that the list has it.
    #[inline(always)] // saves a claim 75 compute units of copying
    pub(super) fn read(&self, list: &Account<Distributor>, to: &AccountView) -> Result<Found> {
        require!(self.amount > 0, DistributorError::ZeroAmount);
        let owner = tokens::associated_owner(to, &list.mint, &list.token_program, self.bump);
        let claimant = owner.ok_or(DistributorError::NotTheOwnersAccount)?;
        let distributor = list.address().as_array();
        let node = Node::leaf(distributor, self.index, claimant.as_array(), self.amount);
        Ok(Found { claimant, node })
    }

    /// Books what a leaf that was proven has unlocked and not been paid.
    pub(super) fn record(
        &self,
        list: &Account<Distributor>,
        page: &mut Account<Page>,
        claimant: Address,
        unlocked: u8,
        now: i64,
    ) -> Result<Claimed> {
        require!(page_of(self.index) == page.number, DistributorError::AnotherPage);
        let claimed = state::mark(page, self.index, list.step_count, unlocked)?;
        let amount = list.due(self.amount, claimed, unlocked)?;
        require!(claimed < unlocked, DistributorError::AlreadyClaimed);
        require!(amount > 0, DistributorError::NotUnlocked);
        Ok(Claimed {
            distributor: *list.address(),
            claimant,
            index: u64::from(self.index),
            amount,
            steps: u64::from(unlocked),
            time: now,
            sequence: page.pay(amount)?,
        })
    }
}

/// What the account to pay says of a leaf.
pub(super) struct Found {
    pub claimant: Address,
    pub node: Node,
}

/// The accounts that every claim pays from.
pub(super) struct Till<'a> {
    pub list: &'a Account<Distributor>,
    pub mint: &'a UncheckedAccount,
    pub vault: &'a mut UncheckedAccount,
    pub program: &'a UncheckedAccount,
}

impl Till<'_> {
    /// Pays `amount` out of the vault.
    pub fn pay(&mut self, to: CpiHandleMut<'_>, amount: u64) {
        let seeds = self.list.signer_seeds();
        let transfer = Transfer {
            program: self.program.address(),
            from: self.vault.cpi_handle_mut().into(),
            mint: self.mint.cpi_handle(),
            to: to.into(),
            authority: self.list.cpi_handle(),
        };
        transfer.invoke(amount, self.list.decimals, &[&seeds]);
    }
}
