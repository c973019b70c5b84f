//! Seal: the charter is checked, the whole supply comes in, and the terms freeze.

use alloc::vec::Vec;

use anchor_lang::prelude::*;
use anchor_spl::{
    prelude::*,
    token_interface::{Mint, TokenAccount, TokenInterface},
};
use buyback_program::state::Mandate;
use distributor_program::state::Distributor;
use groundswell_math::{charter::Kind, phase::Phase, terms::Terms};
use groundswell_program::{
    at,
    tokens::{Transfer, revoke_mint_authority},
};
use vesting_program::state::{Governor, Plan};

use super::{create::require_launchable, require_all};

use crate::{
    error::LaunchError,
    event::Sealed,
    state::{Launch, TrancheRecord},
};

/// Checks the charter against the mint, takes the whole supply, gives up the authority to
/// mint and freezes every economic field.
///
/// Behind the accounts named here follow, in this order:
/// 1. for each airdrop and each granted tranche, in the order of the charter, the list or the
///    vesting plan it goes to: of this mint, adding up to the tranche, with all the list's vaults
///    open, or with at least the tranche's lock;
/// 2. the stream that pays the treasury's share of the raise;
/// 3. the mandate that buys back with its share, which burns what it buys and leaves what it does
///    not spend to the pool;
/// 4. where there are insiders, the governor that bounds their plans together.
///
/// Who: the creator; the launch's rent payer pays for the vaults. When: `Draft`. Errors:
/// `NotDraft`, `ForeignMintAuthority`, `FreezeAuthority`, `MintExtension`, one for each bound
/// of the charter (`TrancheSum` to `OpeningValuation`, `AirdropMissing`), `Lead`, `LeadMax`,
/// `DestinationCount`, `DestinationTwice`, of lists `AirdropAccount`, `AirdropMint`, `AirdropSum`,
/// `AirdropSink`, `AirdropVault`, `AirdropWindow`, of plans `PlanAccount`, `PlanMint`, `PlanKind`,
/// `PlanSum`, `PlanPrice`, `PlanLock`, `PlanList`, `PlanLaunch`, `KolWallet`, `VcWallet`,
/// `StreamAccount`, `StreamLock`, `MandateAccount`, `MandateMint`, `MandateLaunch`, `MandateSink`,
/// `MandateRemainder`, `MandatePlan`, `BuybackWindow`, `SinkNotMandate`, `GovernorAccount`, `GovernorLimit`, `GovernorSeats`, and the
/// token program's own if the creator does not hold the whole supply.
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

    #[account(at::address = launch.base_token_program)]
    pub base_token_program: Interface<'static, TokenInterface>,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

impl Seal {
    /// Accounts, validate, effects, transfers, event.
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;
        let destinations = ctx.remaining_accounts()?;

        ctx.accounts.validate(now)?;
        ctx.accounts.check_destinations(&destinations)?;
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

    /// Checks where every tranche and the treasury's share go, and notes what the launch has to
    /// know of that.
    fn check_destinations(&mut self, accounts: &[AccountView]) -> Result<()> {
        let leaves = |t: &&TrancheRecord| t.is_airdrop() || t.is_granted();
        let leaving: Vec<TrancheRecord> =
            self.launch.tranches().iter().filter(leaves).copied().collect();
        let Some((tranches, rest)) = accounts.split_at_checked(leaving.len()) else {
            return Err(LaunchError::DestinationCount.into());
        };
        let governed = leaving.iter().any(TrancheRecord::is_insider);
        let (stream, mandate, governor) = match (rest, governed) {
            ([stream, mandate], false) => (stream, mandate, None),
            ([stream, mandate, governor], true) => (stream, mandate, Some(governor)),
            _ => return Err(LaunchError::DestinationCount.into()),
        };
        let distinct = |(n, one): (usize, &AccountView)| {
            accounts.iter().take(n).all(|other| other.address() != one.address())
        };
        require!(accounts.iter().enumerate().all(distinct), LaunchError::DestinationTwice);

        self.check_stream(stream)?;
        self.check_mandate(mandate)?;
        let governor_address = governor.map(AccountView::address);
        for (tranche, account) in leaving.iter().zip(tranches) {
            if tranche.is_airdrop() {
                self.check_list(tranche, account)?;
            } else {
                self.check_plan(tranche, account, governor_address)?;
            }
        }
        let Some(governor) = governor else { return Ok(()) };
        self.launch.governor = *governor.address();
        let governor = Account::<Governor>::load(*governor)?;
        self.launch.require_governor(&governor, self.base_mint.supply())
    }

    fn check_list(&mut self, tranche: &TrancheRecord, account: &AccountView) -> Result<()> {
        let list = Account::<Distributor>::load(*account)?;
        let launch = &mut self.launch;
        launch.require_list(tranche, account.address(), &list)?;
        launch.require_sink(&list.sink_address)?;
        require_all(|visit| launch.airdrop_findings(&list, visit))?;
        launch.note_list(&list)
    }

    fn check_plan(
        &self,
        tranche: &TrancheRecord,
        account: &AccountView,
        governor: Option<&Address>,
    ) -> Result<()> {
        let plan = self.load_plan(account)?;
        self.launch.require_plan(tranche, account.address(), &plan)?;
        self.launch.require_sink(&plan.sink_address)?;
        let kind = tranche.kind().ok_or(LaunchError::UnknownKind)?;
        let supply = self.base_mint.supply();
        require_all(|visit| kind.wallet_findings(plan.largest, supply, visit))?;
        let bounded = governor.is_some_and(|governor| *governor == plan.governor);
        require!(bounded || !tranche.is_insider(), LaunchError::GovernorAccount);
        Ok(())
    }

    fn check_stream(&mut self, account: &AccountView) -> Result<()> {
        let stream = self.load_plan(account)?;
        let launch = &mut self.launch;
        launch.require_stream(&stream)?;
        launch.treasury_stream = *account.address();
        launch.treasury_vault = stream.vault;
        Ok(())
    }

    fn check_mandate(&mut self, account: &AccountView) -> Result<()> {
        let mandate = Account::<Mandate>::load(*account)?;
        let launch = &mut self.launch;
        launch.require_mandate(account.address(), &mandate, launch.address())?;
        require_all(|visit| launch.buyback_findings(&mandate, visit))?;
        launch.mandate = *account.address();
        launch.buyback_vault = mandate.quote_vault;
        Ok(())
    }

    /// A plan whose time zero is this launch's settlement: nobody can close it before.
    fn load_plan(&self, account: &AccountView) -> Result<Account<Plan>> {
        let plan = Account::<Plan>::load(*account)?;
        require!(plan.launch == *self.launch.address(), LaunchError::PlanLaunch);
        Ok(plan)
    }

    fn record(&mut self, supply: u64) -> Result<u64> {
        let launch = &mut self.launch;
        launch.base_vault = *self.base_vault.address();
        launch.quote_vault = *self.quote_vault.address();
        launch.liquidity_vault = *self.liquidity_vault.address();
        launch.base_held = supply;
        let mut tranches = launch.tranches().iter();
        let sale = tranches.find(|t| t.kind() == Some(Kind::CommunitySale));
        launch.for_sale = sale.map_or(0, |sale| sale.amount);
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
