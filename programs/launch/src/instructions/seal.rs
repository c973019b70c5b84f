//! Seal: the charter is checked, the whole supply comes in, and the terms freeze.

use anchor_lang::prelude::*;
use anchor_spl::{
    prelude::*,
    token_interface::{Mint, TokenAccount, TokenInterface},
};
use distributor_program::state::Distributor;
use groundswell_math::{phase::Phase, terms::Terms};
use groundswell_program::{
    at,
    tokens::{Transfer, revoke_mint_authority},
};

use super::{create::require_launchable, require_all};

use crate::{error::LaunchError, event::Sealed, state::Launch};

/// Checks the charter against the mint, takes the whole supply, gives up the authority to
/// mint and freezes every economic field.
///
/// Behind the accounts named here follows, for each airdrop in the order of the charter, the list
/// it goes to: a distributor of this mint that adds up to the tranche, with all its vaults open.
///
/// Who: the creator; the launch's rent payer pays for the vaults. When: `Draft`. Errors:
/// `NotDraft`, `ForeignMintAuthority`, `FreezeAuthority`, `MintExtension`, one for each bound
/// of the charter (`TrancheSum` to `OpeningValuation`, `AirdropMissing`), `Lead`, `LeadMax`,
/// `AirdropAccount`, `AirdropMint`, `AirdropSum`, `AirdropVault`, `AirdropWindow`,
/// `DestinationTwice`,
/// and the token program's own if the creator does not hold the whole supply.
#[derive(Accounts)]
pub struct Seal {
    #[account(mut, unsafe(dup), at::address = launch.rent_payer)]
    pub rent_payer: Signer,
    #[account(at::address = launch.creator)]
    pub creator: Signer,
    /// Holds the whole supply; the token program checks owner and mint.
    #[account(mut)]
    pub creator_base: UncheckedAccount,

    #[account(mut)]
    pub launch: Account<Launch>,

    #[account(mut, at::address = launch.base_mint)]
    pub base_mint: InterfaceAccount<Mint>,
    #[account(
        init,
        payer = rent_payer,
        seeds = [Launch::BASE_VAULT_SEED, launch.address().as_ref()],
        bump,
        token::mint = base_mint,
        token::authority = launch,
        token::token_program = base_token_program,
    )]
    pub base_vault: InterfaceAccount<TokenAccount>,

    #[account(at::address = launch.quote_mint)]
    pub quote_mint: Account<anchor_spl::Mint>,
    #[account(
        init,
        payer = rent_payer,
        seeds = [Launch::QUOTE_VAULT_SEED, launch.address().as_ref()],
        bump,
        token::mint = quote_mint,
        token::authority = launch,
    )]
    pub quote_vault: Account<anchor_spl::TokenAccount>,
    #[account(
        init,
        payer = rent_payer,
        seeds = [Launch::LIQUIDITY_VAULT_SEED, launch.address().as_ref()],
        bump,
        token::mint = quote_mint,
        token::authority = launch,
    )]
    pub liquidity_vault: Account<anchor_spl::TokenAccount>,
    #[account(
        init,
        payer = rent_payer,
        seeds = [Launch::BUYBACK_VAULT_SEED, launch.address().as_ref()],
        bump,
        token::mint = quote_mint,
        token::authority = launch,
    )]
    pub buyback_vault: Account<anchor_spl::TokenAccount>,
    #[account(
        init,
        payer = rent_payer,
        seeds = [Launch::TREASURY_VAULT_SEED, launch.address().as_ref()],
        bump,
        token::mint = quote_mint,
        token::authority = launch,
    )]
    pub treasury_vault: Account<anchor_spl::TokenAccount>,

    #[account(at::address = launch.base_token_program)]
    pub base_token_program: Interface<'static, TokenInterface>,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

impl Seal {
    /// Accounts, validate, effects, transfers, event.
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;
        let lists = ctx.remaining_accounts()?;

        ctx.accounts.validate(now)?;
        ctx.accounts.check_lists(&lists)?;
        let supply = ctx.accounts.base_mint.supply();
        let sequence = ctx.accounts.record(supply)?;
        ctx.accounts.take(supply);

        let launch = *ctx.accounts.launch.address();
        emit!(Sealed { launch, supply, time: now, sequence });
        Ok(())
    }

    fn validate(&self, now: i64) -> Result<()> {
        require!(self.launch.phase(now) == Phase::Draft, LaunchError::NotDraft);
        require_launchable(&self.base_mint, self.creator.address())?;
        let supply = self.base_mint.supply();
        self.launch
            .with_charter(supply, |charter| require_all(|visit| charter.findings(visit)))??;
        require_all(|visit| Terms::lead_findings(self.launch.opens_at, now, visit))
    }

    /// Checks the list of every airdrop and notes what the launch has to know of it.
    fn check_lists(&mut self, accounts: &[AccountView]) -> Result<()> {
        let launch = &mut self.launch;
        let count = launch.airdrops().count();
        require!(accounts.len() == count, LaunchError::AirdropAccount);
        let distinct = |(n, one): (usize, &AccountView)| {
            accounts.iter().take(n).all(|other| other.address() != one.address())
        };
        require!(accounts.iter().enumerate().all(distinct), LaunchError::DestinationTwice);
        for (number, account) in accounts.iter().enumerate() {
            let list = Account::<Distributor>::load(*account)?;
            let tranche = launch.airdrops().nth(number).ok_or(LaunchError::NoSuchTranche)?;
            launch.require_list(tranche, account.address(), &list)?;
            require_all(|visit| launch.airdrop_findings(&list, visit))?;
            launch.note_list(&list)?;
        }
        Ok(())
    }

    fn record(&mut self, supply: u64) -> Result<u64> {
        let launch = &mut self.launch;
        launch.base_vault = *self.base_vault.address();
        launch.quote_vault = *self.quote_vault.address();
        launch.liquidity_vault = *self.liquidity_vault.address();
        launch.buyback_vault = *self.buyback_vault.address();
        launch.treasury_vault = *self.treasury_vault.address();
        launch.base_held = supply;
        launch.is_sealed = true.into();
        launch.next_sequence()
    }

    fn take(&mut self, supply: u64) {
        let program = self.base_token_program.address();
        let transfer = Transfer {
            program,
            from: self.creator_base.cpi_handle_mut().into(),
            mint: self.base_mint.cpi_handle(),
            to: self.base_vault.cpi_handle_mut().into(),
            authority: self.creator.cpi_handle(),
        };
        transfer.invoke(supply, self.launch.base_decimals, &[]);
        if self.base_mint.mint_authority().is_some() {
            let mint = self.base_mint.cpi_handle_mut().into();
            revoke_mint_authority(program, mint, self.creator.cpi_handle());
        }
    }
}
