//! Close: what holds nothing any more goes, and its rent goes back to who paid it.

use anchor_lang::prelude::*;
use groundswell_math::phase::Phase;
use groundswell_program::{
    at,
    tokens::{Burn, balance, close_account},
};

use crate::{error::LaunchError, event::Closed, state::Launch, tokens};

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
    #[account(mut, at::address = launch.rent_payer)]
    pub rent_payer: UncheckedAccount,

    #[account(mut)]
    pub launch: Account<Launch>,

    #[account(mut, at::address = launch.base_mint)]
    pub base_mint: UncheckedAccount,
    #[account(mut, at::address = launch.base_vault)]
    pub base_vault: UncheckedAccount,

    #[account(mut, at::address = launch.quote_vault)]
    pub quote_vault: UncheckedAccount,
    /// The creator's associated account, proven where it is paid.
    #[account(mut)]
    pub creator_quote: UncheckedAccount,
    #[account(mut, at::address = launch.liquidity_vault)]
    pub liquidity_vault: UncheckedAccount,
    #[account(mut, at::address = launch.treasury_vault)]
    pub treasury_vault: UncheckedAccount,

    #[account(at::address = launch.base_token_program)]
    pub base_token_program: UncheckedAccount,
    pub token_program: Program<Token>,
}

impl Close {
    /// Accounts, validate, effects, transfers, event.
    pub fn handle(ctx: &mut Context<Self>, creator_bump: u8) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        let failed = ctx.accounts.validate(now)?;
        let mut event = ctx.accounts.record(now, failed)?;
        if failed {
            ctx.accounts.close_quote_vaults(&mut event, creator_bump)?;
            ctx.accounts.close_base_vault(&mut event)?;
            let rent_payer = *ctx.accounts.rent_payer.account();
            ctx.accounts.launch.close(rent_payer)?;
        } else {
            let moved = empty(
                &mut ctx.accounts.quote_vault,
                &mut ctx.accounts.treasury_vault,
                &mut ctx.accounts.rent_payer,
                &ctx.accounts.launch,
                &ctx.accounts.token_program,
            )?;
            event.donated_quote_moved = moved;
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
        require!(empty && !launch.is_paid_out.get(), LaunchError::NothingToClose);
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

    fn close_quote_vaults(&mut self, event: &mut Closed, creator_bump: u8) -> Result<()> {
        for vault in [&mut self.quote_vault, &mut self.liquidity_vault] {
            let to = &mut self.creator_quote;
            if balance(vault.account())? > 0 {
                tokens::require_associated(
                    to.account(),
                    &self.launch.creator,
                    &self.launch.quote_mint,
                    self.token_program.address(),
                    creator_bump,
                )?;
            }
            let rent_payer = &mut self.rent_payer;
            let moved = empty(vault, to, rent_payer, &self.launch, &self.token_program)?;
            let sum = event.donated_quote_moved.checked_add(moved);
            event.donated_quote_moved = sum.ok_or(LaunchError::Overflow)?;
        }
        Ok(())
    }

    fn close_base_vault(&mut self, event: &mut Closed) -> Result<()> {
        let seeds = self.launch.signer_seeds();
        let program = self.base_token_program.address();
        event.donated_base_burned = balance(self.base_vault.account())?;
        let burn = Burn {
            program,
            from: self.base_vault.cpi_handle_mut().into(),
            mint: self.base_mint.cpi_handle_mut().into(),
            authority: self.launch.cpi_handle(),
        };
        burn.invoke(event.donated_base_burned, self.launch.base_decimals, &[&seeds]);
        close_account(
            program,
            self.base_vault.cpi_handle_mut().into(),
            self.rent_payer.cpi_handle_mut().into(),
            self.launch.cpi_handle(),
            &[&seeds],
        );
        Ok(())
    }
}

/// Moves what a quote vault holds to `to` and closes it. Returns what it held.
fn empty(
    vault: &mut UncheckedAccount,
    to: &mut UncheckedAccount,
    rent_payer: &mut UncheckedAccount,
    launch: &Account<Launch>,
    token_program: &Program<Token>,
) -> Result<u64> {
    let seeds = launch.signer_seeds();
    let amount = balance(vault.account())?;
    tokens::pay_quote(launch, vault, to, token_program, amount);
    close_account(
        token_program.address(),
        vault.cpi_handle_mut().into(),
        rent_payer.cpi_handle_mut().into(),
        launch.cpi_handle(),
        &[&seeds],
    );
    Ok(amount)
}
