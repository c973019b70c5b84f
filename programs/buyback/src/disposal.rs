//! Where base tokens end: in the fire, or in a vesting plan as far as it lacks them.

use anchor_lang::prelude::*;
use groundswell_program::tokens::{Burn, Seeds, Transfer, balance};

use crate::{
    error::BuybackError,
    state::{Mandate, Sink, load_plan, plan_terms},
};

/// Where a mint, of either program, says how much of it there is.
const SUPPLY_AT: core::ops::Range<usize> = 36..44;

/// How an amount ends (base units).
#[derive(Clone, Copy)]
pub struct Disposal {
    /// Leaves the supply.
    pub burned: u64,
    /// Goes to the sink plan's vault.
    pub locked: u64,
}

impl Disposal {
    /// How `amount` ends by the mandate's terms. `plan` and `vault` are the sink plan, if there is
    /// one, and its vault. A plan that is funded, gone, or not what it was takes nothing.
    pub fn of(
        mandate: &Mandate,
        amount: u64,
        plan: Option<&AccountView>,
        vault: Option<&AccountView>,
    ) -> Result<Disposal> {
        let burned = Disposal { burned: amount, locked: 0 };
        if mandate.sink == Sink::Burn as u8 {
            return Ok(burned);
        }
        let account = plan.ok_or(BuybackError::WrongSink)?;
        require!(*account.address() == mandate.sink_plan, BuybackError::WrongSink);
        let plan = load_plan(account).filter(|plan| plan_terms(plan) == mandate.sink_terms);
        let Some(plan) = plan.filter(|plan| !plan.is_funded.get()) else {
            return Ok(burned);
        };
        let vault = vault.ok_or(BuybackError::WrongSink)?;
        require!(*vault.address() == plan.vault, BuybackError::WrongSink);
        let held = balance(vault)?.min(plan.total);
        let lacks = plan.total.checked_sub(held).ok_or(BuybackError::Overflow)?;
        let locked = amount.min(lacks);
        let burned = amount.checked_sub(locked).ok_or(BuybackError::Overflow)?;
        Ok(Disposal { burned, locked })
    }

    /// Moves it, out of an account of the mandate's.
    pub fn invoke(
        &self,
        mandate: &Account<Mandate>,
        program: &Address,
        from: &mut UncheckedAccount,
        mint: &mut UncheckedAccount,
        vault: Option<&mut UncheckedAccount>,
    ) {
        let seeds = mandate.signer_seeds();
        let signer: Seeds = &[&seeds];
        let burn = Burn {
            program,
            from: from.cpi_handle_mut().into(),
            mint: mint.cpi_handle_mut().into(),
            authority: mandate.cpi_handle(),
        };
        burn.invoke(self.burned, mandate.base_decimals, signer);
        if let Some(vault) = vault {
            let transfer = Transfer {
                program,
                from: from.cpi_handle_mut().into(),
                mint: mint.cpi_handle(),
                to: vault.cpi_handle_mut().into(),
                authority: mandate.cpi_handle(),
            };
            transfer.invoke(self.locked, mandate.base_decimals, signer);
        }
    }
}

/// Base units of a mint, of either program.
pub fn supply(mint: &AccountView) -> Result<u64> {
    let data = mint.try_borrow()?;
    let bytes = data.get(SUPPLY_AT).and_then(|bytes| bytes.try_into().ok());
    Ok(u64::from_le_bytes(bytes.ok_or(ProgramError::InvalidAccountData)?))
}
