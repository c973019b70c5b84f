//! Close: what holds nothing any more goes, and its rent goes back to who paid it.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::{TokenAccount, TokenInterface};
use groundswell_math::phase::Phase;

use crate::{
    error::LaunchError,
    event::Closed,
    state::Launch,
    tokens::{self, Burn, Transfer},
};

/// Closes the quote vault once every contributor is paid and the proceeds have moved; after a
/// failed sale, closes every vault and the launch itself. After a settled one the launch
/// stays: its other vaults hold tranches and proceeds.
///
/// What strangers sent to a vault leaves with it: base tokens are burned, quote tokens go to
/// the treasury vault, or to the creator's associated account after a failed sale. The bump
/// is that of this account.
///
/// Who: anyone. When: `Settled`, `Failed`. Errors: `NothingToClose`, `NotTheOwnersAccount`,
/// `MintExtension`.
#[derive(Accounts)]
pub struct Close {
    /// Gets the rent back.
    #[account(mut, address = launch.rent_payer)]
    pub rent_payer: UncheckedAccount,

    #[account(mut)]
    pub launch: Account<Launch>,

    #[account(mut, address = launch.base_mint)]
    pub base_mint: UncheckedAccount,
    #[account(mut, address = launch.base_vault)]
    pub base_vault: InterfaceAccount<TokenAccount>,

    #[account(address = launch.quote_mint)]
    pub quote_mint: UncheckedAccount,
    #[account(mut, address = launch.quote_vault)]
    pub quote_vault: Account<anchor_spl::TokenAccount>,
    /// The creator's associated account, proven where it is paid.
    #[account(mut)]
    pub creator_quote: UncheckedAccount,
    #[account(mut, address = launch.liquidity_vault)]
    pub liquidity_vault: Account<anchor_spl::TokenAccount>,
    #[account(mut, address = launch.buyback_vault)]
    pub buyback_vault: Account<anchor_spl::TokenAccount>,
    #[account(mut, address = launch.treasury_vault)]
    pub treasury_vault: Account<anchor_spl::TokenAccount>,

    #[account(address = launch.base_token_program)]
    pub base_token_program: Interface<'static, TokenInterface>,
    pub token_program: Program<Token>,
}

impl Close {
    /// Accounts, validate, effects, transfers, event.
    pub fn handle(ctx: &mut Context<Self>, creator_bump: u8) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        let failed = ctx.accounts.validate(now)?;
        let mut event = ctx.accounts.record(now, failed)?;
        if failed {
            ctx.accounts.close_everything(&mut event, creator_bump)?;
        } else {
            ctx.accounts.close_quote_vault(&mut event);
        }

        emit!(event);
        Ok(())
    }

    /// Whether the sale failed, if everyone is paid and everything due has moved.
    fn validate(&self, now: i64) -> Result<bool> {
        let launch = &self.launch;
        let failed = match launch.phase(now) {
            Phase::Failed => true,
            Phase::Settled => false,
            _ => return Err(LaunchError::NothingToClose.into()),
        };
        let tokens_wait = if failed { launch.base_held } else { launch.unsold_due()? };
        let empty =
            launch.contributors == 0 && tokens_wait == 0 && launch.proceeds_due()?.is_zero();
        require!(empty, LaunchError::NothingToClose);
        tokens::require_allowed_mint(self.base_mint.account())?;
        Ok(failed)
    }

    fn record(&mut self, now: i64, failed: bool) -> Result<Closed> {
        let sequence = self.launch.next_sequence()?;
        self.launch.is_paid_out = true.into();
        Ok(Closed {
            launch: *self.launch.address(),
            donated_base_burned: 0,
            donated_quote_moved: 0,
            whole: u64::from(failed),
            time: now,
            sequence,
        })
    }

    fn close_quote_vault(&mut self, event: &mut Closed) {
        let seeds = self.launch.signer_seeds();
        let program = self.token_program.address();
        event.donated_quote_moved = self.quote_vault.amount();
        let transfer = Transfer {
            program,
            from: self.quote_vault.cpi_handle_mut().into(),
            mint: self.quote_mint.cpi_handle(),
            to: self.treasury_vault.cpi_handle_mut().into(),
            authority: self.launch.cpi_handle(),
        };
        transfer.invoke(event.donated_quote_moved, self.launch.quote_decimals, &[&seeds]);
        tokens::close_account(
            program,
            self.quote_vault.cpi_handle_mut().into(),
            self.rent_payer.cpi_handle_mut().into(),
            self.launch.cpi_handle(),
            &[&seeds],
        );
    }

    fn close_everything(&mut self, event: &mut Closed, creator_bump: u8) -> Result<()> {
        self.close_quote_vaults(event, creator_bump)?;
        self.close_base_vault(event);
        let rent_payer = *self.rent_payer.account();
        self.launch.close(rent_payer)
    }

    fn close_quote_vaults(&mut self, event: &mut Closed, creator_bump: u8) -> Result<()> {
        let seeds = self.launch.signer_seeds();
        let program = self.token_program.address();
        for vault in [
            &mut self.quote_vault,
            &mut self.liquidity_vault,
            &mut self.buyback_vault,
            &mut self.treasury_vault,
        ] {
            let donated = vault.amount();
            if donated > 0 {
                tokens::require_associated(
                    self.creator_quote.account(),
                    &self.launch.creator,
                    self.quote_mint.address(),
                    program,
                    creator_bump,
                )?;
            }
            let transfer = Transfer {
                program,
                from: vault.cpi_handle_mut().into(),
                mint: self.quote_mint.cpi_handle(),
                to: self.creator_quote.cpi_handle_mut().into(),
                authority: self.launch.cpi_handle(),
            };
            transfer.invoke(donated, self.launch.quote_decimals, &[&seeds]);
            let moved = event.donated_quote_moved.checked_add(donated);
            event.donated_quote_moved = moved.ok_or(LaunchError::Overflow)?;
            tokens::close_account(
                program,
                vault.cpi_handle_mut().into(),
                self.rent_payer.cpi_handle_mut().into(),
                self.launch.cpi_handle(),
                &[&seeds],
            );
        }
        Ok(())
    }

    fn close_base_vault(&mut self, event: &mut Closed) {
        let seeds = self.launch.signer_seeds();
        let program = self.base_token_program.address();
        event.donated_base_burned = self.base_vault.amount();
        let burn = Burn {
            program,
            from: self.base_vault.cpi_handle_mut().into(),
            mint: self.base_mint.cpi_handle_mut().into(),
            authority: self.launch.cpi_handle(),
        };
        burn.invoke(event.donated_base_burned, self.launch.base_decimals, &[&seeds]);
        tokens::close_account(
            program,
            self.base_vault.cpi_handle_mut().into(),
            self.rent_payer.cpi_handle_mut().into(),
            self.launch.cpi_handle(),
            &[&seeds],
        );
    }
}
