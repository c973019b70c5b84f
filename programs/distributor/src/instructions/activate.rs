//! Activate: a vault that was filled by plain transfers counts as funded.

use anchor_lang::prelude::*;
use groundswell_program::tokens::balance;

use crate::{error::DistributorError, event::Funded, state::Distributor};

/// Counts a vault that holds its part of the list as funded; the last vault activates the
/// list. From then on nothing can leave a vault but by claims, until the end.
///
/// Who: anyone. When: until the end. Errors: `Ended`, `NoSuchVault`, `VaultFunded`,
/// `Underfunded`.
#[derive(Accounts)]
pub struct Activate {
    #[account(mut)]
    pub distributor: Account<Distributor>,
    /// The vault of that number, compared where it is read.
    pub vault: UncheckedAccount,
}

impl Activate {
    /// Accounts, validate, effects, event.
    pub fn handle(ctx: &mut Context<Self>, vault: u8) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        ctx.accounts.validate(vault, now)?;
        let list = &mut ctx.accounts.distributor;
        list.fund_vault(vault)?;

        emit!(Funded {
            distributor: *list.address(),
            vault: u64::from(vault),
            amount: 0,
            is_active: u64::from(list.is_active.get()),
            time: now,
            sequence: list.next_sequence()?,
        });
        Ok(())
    }

    fn validate(&self, vault: u8, now: i64) -> Result<()> {
        let owed = self.distributor.owed_by_unfunded(vault, self.vault.address(), now)?;
        require!(balance(self.vault.account())? >= owed, DistributorError::Underfunded);
        Ok(())
    }
}
