//! Sweep: proceeds, unsold tokens and dust move to where the charter says.

use anchor_lang::prelude::*;
use groundswell_math::phase::Phase;
use groundswell_program::{
    at,
    tokens::{Burn, Transfer},
};

use crate::{
    error::LaunchError,
    event::Swept,
    state::{Launch, Proceeds},
    tokens,
};

/// Moves all that is due. After a settled sale: the certain proceeds to their vaults and the
/// unsold tokens to the fire or the airdrop at once, the dust of both once everyone has
/// claimed. Unsold tokens that join the airdrop go to its list's first vault: nobody's claim
/// grows, and they leave to the list's sink with what is not claimed. From the end of the
/// first list on they are burned. After a failed one: the whole supply to the fire or back to the creator. May be
/// called again whenever more is due. The bump is that of the creator's account.
///
/// Who: anyone. When: `Settled`, `Failed`. Errors: `NothingToSweep`, `NotTheOwnersAccount`,
/// `AirdropAccount`, `MintExtension`.
#[derive(Accounts)]
pub struct Sweep {
    #[account(mut)]
    pub launch: Account<Launch>,

    #[account(mut, at::address = launch.base_mint)]
    pub base_mint: UncheckedAccount,
    #[account(mut, at::address = launch.base_vault)]
    pub base_vault: UncheckedAccount,
    /// The creator's associated account, proven where it is paid.
    #[account(mut)]
    pub creator_base: UncheckedAccount,
    /// Where unsold tokens join the airdrop, if there is one; compared where it is paid.
    #[account(mut)]
    pub airdrop_vault: Option<UncheckedAccount>,

    #[account(mut, at::address = launch.quote_vault)]
    pub quote_vault: UncheckedAccount,
    #[account(mut, at::address = launch.liquidity_vault)]
    pub liquidity_vault: UncheckedAccount,
    #[account(mut, at::address = launch.buyback_vault)]
    pub buyback_vault: UncheckedAccount,
    #[account(mut, at::address = launch.treasury_vault)]
    pub treasury_vault: UncheckedAccount,

    #[account(at::address = launch.base_token_program)]
    pub base_token_program: UncheckedAccount,
    pub token_program: Program<Token>,
}

/// What one call moves.
struct Due {
    proceeds: Proceeds,
    burned: u64,
    to_airdrop: u64,
    returned: u64,
}

impl Sweep {
    /// Accounts, validate, effects, transfers, event.
    pub fn handle(ctx: &mut Context<Self>, creator_bump: u8) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        let due = ctx.accounts.validate(now, creator_bump)?;
        let sequence = ctx.accounts.record(&due)?;
        ctx.accounts.move_proceeds(due.proceeds);
        ctx.accounts.move_tokens(&due);

        emit!(Swept {
            launch: *ctx.accounts.launch.address(),
            to_liquidity: due.proceeds.liquidity,
            to_buyback: due.proceeds.buyback,
            to_treasury: due.proceeds.treasury,
            tokens_burned: due.burned,
            tokens_to_airdrop: due.to_airdrop,
            tokens_returned: due.returned,
            time: now,
            sequence,
        });
        Ok(())
    }

    fn validate(&self, now: i64, creator_bump: u8) -> Result<Due> {
        let launch = &self.launch;
        let keep = |choice: u8, amount: u64| if choice == 1 { (0, amount) } else { (amount, 0) };
        let due = if launch.phase(now) == Phase::Failed {
            let (burned, returned) = keep(launch.on_failure, launch.base_held);
            Due { proceeds: Proceeds::default(), burned, to_airdrop: 0, returned }
        } else {
            let joins = launch.unsold == 1 && now < launch.airdrops_end_at;
            if joins {
                self.require_airdrop_vault()?;
            }
            let (burned, to_airdrop) = keep(u8::from(joins), launch.unsold_due()?);
            Due { proceeds: launch.proceeds_due()?, burned, to_airdrop, returned: 0 }
        };
        let nothing =
            due.proceeds.is_zero() && [due.burned, due.to_airdrop, due.returned] == [0; 3];
        require!(!nothing, LaunchError::NothingToSweep);
        if due.returned > 0 {
            tokens::require_associated(
                self.creator_base.account(),
                &launch.creator,
                self.base_mint.address(),
                self.base_token_program.address(),
                creator_bump,
            )?;
        }
        tokens::require_allowed_mint(self.base_mint.account())?;
        Ok(due)
    }

    fn require_airdrop_vault(&self) -> Result<()> {
        let vault = self.airdrop_vault.as_ref().map(|vault| vault.address());
        require!(vault == Some(&self.launch.airdrop_vault), LaunchError::AirdropAccount);
        Ok(())
    }

    fn record(&mut self, due: &Due) -> Result<u64> {
        let launch = &mut self.launch;
        launch.pay_proceeds(due.proceeds)?;
        if launch.is_settled.get() {
            launch.sweep_unsold(due.burned, due.to_airdrop)?;
        }
        launch.release_base(due.burned)?;
        launch.release_base(due.to_airdrop)?;
        launch.release_base(due.returned)?;
        launch.next_sequence()
    }

    fn move_proceeds(&mut self, due: Proceeds) {
        for (vault, amount) in [
            (&mut self.liquidity_vault, due.liquidity),
            (&mut self.buyback_vault, due.buyback),
            (&mut self.treasury_vault, due.treasury),
        ] {
            let from = &mut self.quote_vault;
            tokens::pay_quote(&self.launch, from, vault, &self.token_program, amount);
        }
    }

    fn move_tokens(&mut self, due: &Due) {
        let seeds = self.launch.signer_seeds();
        let decimals = self.launch.base_decimals;
        let program = self.base_token_program.address();
        let burn = Burn {
            program,
            from: self.base_vault.cpi_handle_mut().into(),
            mint: self.base_mint.cpi_handle_mut().into(),
            authority: self.launch.cpi_handle(),
        };
        burn.invoke(due.burned, decimals, &[&seeds]);
        let transfer = Transfer {
            program,
            from: self.base_vault.cpi_handle_mut().into(),
            mint: self.base_mint.cpi_handle(),
            to: self.creator_base.cpi_handle_mut().into(),
            authority: self.launch.cpi_handle(),
        };
        transfer.invoke(due.returned, decimals, &[&seeds]);
        if let Some(vault) = &mut self.airdrop_vault {
            let transfer = Transfer {
                program,
                from: self.base_vault.cpi_handle_mut().into(),
                mint: self.base_mint.cpi_handle(),
                to: vault.cpi_handle_mut().into(),
                authority: self.launch.cpi_handle(),
            };
            transfer.invoke(due.to_airdrop, decimals, &[&seeds]);
        }
    }
}
