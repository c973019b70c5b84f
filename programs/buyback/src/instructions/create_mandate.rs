//! Create a mandate: a creator commits to how a vault buys, before any money is there.
#![allow(unused_variables, reason = "the derive binds the arguments also where it needs none")]

use anchor_lang::prelude::*;
use anchor_spl::{
    prelude::*,
    token_interface::{Mint, TokenAccount, TokenInterface},
};
use groundswell_program::tokens;

use super::CreateMandateArgs;
use crate::{
    error::BuybackError,
    state::{MAX_PLANS, Mandate, Sink, load_plan, plan_terms},
};

/// Commits to a mandate at an address that only this creator can take, and makes its vaults. No
/// term ever changes, and nobody can take out what comes in.
///
/// `remainder` gets what is left in the end: the vault of `remainder_owner`, a stream of the quote
/// token or another mandate of both tokens whose ceiling is not above this one's. Behind the
/// accounts named here follow the plans around whose unlocks nothing is bought.
///
/// Who: the creator signs; anyone may pay the rent. When: any time before the opening. Errors:
/// `ZeroPerCycle` to `PlanSeconds`, `WrongRemainder`, and one for each bound on prices
/// (`TickZero` to `PriceZero`) and calendar (`CycleLength` to `AllBlackedOut`).
#[derive(Accounts)]
#[instruction(args: CreateMandateArgs)]
pub struct CreateMandate {
    /// Pays the rent and gets it back.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub creator: Signer,

    #[account(
        init,
        payer = payer,
        seeds = [
            Mandate::SEED,
            base_mint.address().as_ref(),
            creator.address().as_ref(),
            &args.id.to_le_bytes(),
        ],
        bump,
    )]
    pub mandate: Account<Mandate>,

    pub base_mint: InterfaceAccount<Mint>,
    pub quote_mint: Account<anchor_spl::Mint>,
    #[account(
        init,
        payer = payer,
        seeds = [Mandate::BASE_VAULT_SEED, mandate.address().as_ref()],
        bump,
        token::mint = base_mint,
        token::authority = mandate,
        token::token_program = base_token_program,
    )]
    pub base_vault: InterfaceAccount<TokenAccount>,
    #[account(
        init,
        payer = payer,
        seeds = [Mandate::QUOTE_VAULT_SEED, mandate.address().as_ref()],
        bump,
        token::mint = quote_mint,
        token::authority = mandate,
    )]
    pub quote_vault: Account<anchor_spl::TokenAccount>,

    /// A vault of `remainder_owner`; compared where that is read.
    pub remainder: UncheckedAccount,
    pub remainder_owner: UncheckedAccount,
    /// Where bought tokens are locked, if they are.
    pub sink_plan: Option<UncheckedAccount>,

    pub base_token_program: Interface<'static, TokenInterface>,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

impl CreateMandate {
    /// Accounts, validate, effects.
    pub fn handle(ctx: &mut Context<Self>, args: CreateMandateArgs) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;
        let plans = ctx.remaining_accounts()?;

        ctx.accounts.validate(&args, now)?;
        args.check_plans(plans.len())?;
        ctx.accounts.record(&args, ctx.bumps.mandate)?;
        ctx.accounts.record_plans(&plans)?;
        ctx.accounts.record_sink()?;
        ctx.accounts.record_remainder()
    }

    fn validate(&self, args: &CreateMandateArgs, now: i64) -> Result<()> {
        require!(self.base_mint.address() != self.quote_mint.address(), BuybackError::SameMint);
        let native = tokens::NATIVE_MINTS.contains(self.base_mint.address());
        require!(!native, BuybackError::NativeMint);
        require!(tokens::is_allowed_mint(self.base_mint.account()), BuybackError::MintExtension);
        let freezes = self.base_mint.freeze_authority().is_some();
        require!(!freezes, BuybackError::FreezeAuthority);
        args.check(now)
    }

    fn record(&mut self, args: &CreateMandateArgs, bump: u8) -> Result<()> {
        let mandate = &mut self.mandate;
        mandate.creator = *self.creator.address();
        mandate.rent_payer = *self.payer.address();
        mandate.base_mint = *self.base_mint.address();
        mandate.base_token_program = *self.base_mint.account().owner();
        mandate.base_decimals = self.base_mint.decimals();
        mandate.quote_mint = *self.quote_mint.address();
        mandate.quote_decimals = self.quote_mint.decimals();
        mandate.base_vault = *self.base_vault.address();
        mandate.quote_vault = *self.quote_vault.address();
        mandate.bump = bump;
        args.record(mandate)
    }

    fn record_plans(&mut self, plans: &[AccountView]) -> Result<()> {
        let mandate = &mut self.mandate;
        require!(plans.len() <= MAX_PLANS, BuybackError::WrongPlan);
        mandate.plan_count = u8::try_from(plans.len()).map_err(|_| BuybackError::WrongPlan)?;
        for (number, account) in plans.iter().enumerate() {
            let terms = mandate.watched_plan(account).ok_or(BuybackError::WrongPlan)?;
            let address = mandate.plans.get_mut(number).ok_or(BuybackError::WrongPlan)?;
            *address = *account.address();
            let watched = mandate.watched_terms.get_mut(number).ok_or(BuybackError::WrongPlan)?;
            *watched = terms;
        }
        Ok(())
    }

    fn record_sink(&mut self) -> Result<()> {
        let mandate = &mut self.mandate;
        let locks = mandate.sink == Sink::Lock as u8;
        require!(locks == self.sink_plan.is_some(), BuybackError::WrongSink);
        let Some(account) = &self.sink_plan else { return Ok(()) };
        let plan = load_plan(account.account()).ok_or(BuybackError::WrongSink)?;
        let ours = plan.mint == mandate.base_mint && !plan.is_stream();
        require!(ours, BuybackError::WrongSink);
        mandate.sink_plan = *account.address();
        mandate.sink_terms = plan_terms(&plan);
        Ok(())
    }

    fn record_remainder(&mut self) -> Result<()> {
        let mandate = &mut self.mandate;
        let (remainder, owner) = (self.remainder.address(), self.remainder_owner.account());
        let terms = mandate.remainder_terms(owner, remainder);
        mandate.remainder_terms = terms.ok_or(BuybackError::WrongRemainder)?;
        mandate.remainder = *remainder;
        mandate.remainder_owner = *owner.address();
        Ok(())
    }
}
