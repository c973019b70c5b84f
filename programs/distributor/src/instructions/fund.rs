//! Fund: what a vault lacks is moved into it, to the unit.

use anchor_lang::prelude::*;
use groundswell_program::{
    at,
    tokens::{self, Transfer, balance},
};

use crate::{error::DistributorError, event::Funded, state::Distributor};

/// Moves what a vault lacks to hold its part of the list, and counts it as funded; the last
/// vault activates the list.
///
/// Who: anyone who has the tokens. When: until the end. Errors: `Ended`, `NoSuchVault`,
/// `VaultFunded`, `MintExtension`, and the token program's own if the tokens are not there.
#[derive(Accounts)]
pub struct Fund {
    pub funder: Signer,
    /// Any account of the funder's; the token program checks owner and mint.
    #[account(mut)]
    pub funder_tokens: UncheckedAccount,

    #[account(mut)]
    pub distributor: Account<Distributor>,
    #[account(at::address = distributor.mint)]
    pub mint: UncheckedAccount,
    /// The vault of that number, compared where it is paid.
    #[account(mut)]
    pub vault: UncheckedAccount,

    #[account(at::address = distributor.token_program)]
    pub token_program: UncheckedAccount,
}

impl Fund {
    /// Accounts, validate, effects, transfer, event.
    pub fn handle(ctx: &mut Context<Self>, vault: u8) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        let amount = ctx.accounts.validate(vault, now)?;
        let list = &mut ctx.accounts.distributor;
        list.fund_vault(vault)?;
        let event = Funded {
            distributor: *list.address(),
            vault: u64::from(vault),
            amount,
            is_active: u64::from(list.is_active.get()),
            time: now,
            sequence: list.next_sequence()?,
        };
        ctx.accounts.pay(amount);

        emit!(event);
        Ok(())
    }

    /// What is missing, if it may be paid.
    fn validate(&self, vault: u8, now: i64) -> Result<u64> {
        let owed = self.distributor.owed_by_unfunded(vault, self.vault.address(), now)?;
        let allowed = tokens::is_allowed_mint(self.mint.account());
        require!(allowed, DistributorError::MintExtension);
        // What strangers sent counts: the vault holds it for the list.
        let held = balance(self.vault.account())?.min(owed);
        Ok(owed.checked_sub(held).ok_or(DistributorError::Overflow)?)
    }

    fn pay(&mut self, amount: u64) {
        let transfer = Transfer {
            program: self.token_program.address(),
            from: self.funder_tokens.cpi_handle_mut().into(),
            mint: self.mint.cpi_handle(),
            to: self.vault.cpi_handle_mut().into(),
            authority: self.funder.cpi_handle(),
        };
        transfer.invoke(amount, self.distributor.decimals, &[]);
    }
}
