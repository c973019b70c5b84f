//! Fund an airdrop: its tranche goes to its list, to the unit.

use anchor_lang::prelude::*;
use distributor_program::state::Distributor;
use groundswell_math::phase::Phase;
use groundswell_program::{
    at,
    tokens::{Burn, Transfer},
};

use crate::{error::LaunchError, event::AirdropFunded, state::Launch, tokens};

/// Moves the airdrop's tranche number `tranche` into the vaults of its list, each getting what it
/// owes. `list` is the tranche's destination; behind the accounts named here follow the list's
/// vaults in their order. Then anyone can activate the list.
///
/// Nobody can claim from a list that has ended: an airdrop that was not funded by then is
/// burned, and the list need not exist any more.
///
/// Who: anyone. When: `Settled`, once for each airdrop. Errors: `NotSettled`, `NoSuchTranche`,
/// `NotAnAirdrop`, `AlreadyFunded`, `AirdropAccount`, `AirdropMint`, `AirdropSum`,
/// `AirdropVault`, `MintExtension`.
#[derive(Accounts)]
pub struct FundAirdrop {
    #[account(mut)]
    pub launch: Account<Launch>,

    #[account(mut, at::address = launch.base_mint)]
    pub base_mint: UncheckedAccount,
    #[account(mut, at::address = launch.base_vault)]
    pub base_vault: UncheckedAccount,
    /// The destination of the tranche, compared where it is read.
    pub list: UncheckedAccount,

    #[account(at::address = launch.base_token_program)]
    pub base_token_program: UncheckedAccount,
}

impl FundAirdrop {
    /// Accounts, validate, effects, transfers, event.
    pub fn handle(ctx: &mut Context<Self>, tranche: u8) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;
        let mut vaults = ctx.remaining_accounts()?;

        let (amount, burns) = ctx.accounts.validate(tranche, &vaults, now)?;
        let launch = &mut ctx.accounts.launch;
        launch.fund_tranche(tranche, amount)?;
        let event = AirdropFunded {
            launch: *launch.address(),
            list: *ctx.accounts.list.address(),
            amount: if burns { 0 } else { amount },
            burned: if burns { amount } else { 0 },
            time: now,
            sequence: launch.next_sequence()?,
        };
        if burns {
            ctx.accounts.burn(amount);
        } else {
            ctx.accounts.fill(&mut vaults)?;
        }

        emit!(event);
        Ok(())
    }

    /// What leaves, and whether it is burned.
    fn validate(&self, tranche: u8, vaults: &[AccountView], now: i64) -> Result<(u64, bool)> {
        let launch = &self.launch;
        require!(launch.phase(now) == Phase::Settled, LaunchError::NotSettled);
        let tranche = launch.unfunded(tranche)?;
        require!(tranche.is_airdrop(), LaunchError::NotAnAirdrop);
        tokens::require_allowed_mint(self.base_mint.account())?;
        require!(*self.list.address() == tranche.destination, LaunchError::AirdropAccount);
        if now >= launch.airdrops_end_at {
            return Ok((tranche.amount, true));
        }
        let list = Account::<Distributor>::load(*self.list.account())?;
        launch.require_list(&tranche, self.list.address(), &list)?;
        let count = usize::from(list.vault_count().map_err(|_| LaunchError::AirdropVault)?);
        let theirs = vaults.iter().map(AccountView::address).eq(list.vaults.iter().take(count));
        require!(theirs, LaunchError::AirdropAccount);
        Ok((tranche.amount, false))
    }

    fn burn(&mut self, amount: u64) {
        let seeds = self.launch.signer_seeds();
        let burn = Burn {
            program: self.base_token_program.address(),
            from: self.base_vault.cpi_handle_mut().into(),
            mint: self.base_mint.cpi_handle_mut().into(),
            authority: self.launch.cpi_handle(),
        };
        burn.invoke(amount, self.launch.base_decimals, &[&seeds]);
    }

    fn fill(&mut self, vaults: &mut [AccountView]) -> Result<()> {
        let list = Account::<Distributor>::load(*self.list.account())?;
        let seeds = self.launch.signer_seeds();
        for (vault, owed) in vaults.iter_mut().zip(&list.vault_sums) {
            let transfer = Transfer {
                program: self.base_token_program.address(),
                from: self.base_vault.cpi_handle_mut().into(),
                mint: self.base_mint.cpi_handle(),
                to: vault.try_to_cpi_handle_mut()?.into(),
                authority: self.launch.cpi_handle(),
            };
            transfer.invoke(*owed, self.launch.base_decimals, &[&seeds]);
        }
        Ok(())
    }
}
