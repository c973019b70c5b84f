//! Create: a creator drafts a launch and states the terms of the sale.
#![allow(unused_variables, reason = "the derive binds the arguments also where it needs none")]

use anchor_lang::prelude::*;
use anchor_spl::token_interface::Mint;
use groundswell_math::{
    ladder::{PRO_RATA_TICK, Rule},
    terms::{Route, Terms},
};

use super::require_all;
use crate::{
    error::LaunchError,
    state::{Gate, Launch},
    tokens,
};

/// Most decimals a mint may have.
const MAX_DECIMALS: u8 = 18;

/// The terms of the sale. Amounts in quote units, times in unix seconds, durations in
/// seconds, shares in bps.
#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Debug)]
#[expect(missing_docs, reason = "each field is the field of Launch or Terms of that name")]
pub struct CreateArgs {
    pub id: u64,
    pub rule: u8,
    pub target: u64,
    pub min_raise: u64,
    pub wallet_min: u64,
    pub wallet_max: u64,
    pub max_opening_fdv: u64,
    pub opens_at: i64,
    pub closes_at: i64,
    pub withdraw_freeze: u32,
    pub settle_grace: u32,
    pub liquidity_bps: u16,
    pub buyback_bps: u16,
    pub treasury_bps: u16,
    pub unsold: u8,
    pub on_failure: u8,
    pub gate: u8,
    pub gate_key: Address,
    pub gate_sum: u64,
    pub gate_count: u32,
    pub ticks: alloc::vec::Vec<u64>,
}

/// Drafts a launch at an address that only this creator can take.
///
/// Who: the creator signs; anyone may pay the rent. When: any time. Errors: `SameMint`,
/// `ForeignMintAuthority`, `FreezeAuthority`, `MintExtension`, `TooManyDecimals`,
/// `UnknownRule`, `UnknownGate`, `EmptyAllowlist`, `UnknownChoice`, and one for each bound on
/// the terms (`TickCount` to `RouteBuyback`).
#[derive(Accounts)]
#[instruction(args: CreateArgs)]
pub struct Create {
    /// Pays the rent of the launch and of its vaults, and gets it back.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub creator: Signer,

    #[account(
        init,
        payer = payer,
        seeds = [Launch::SEED, creator.address().as_ref(), &args.id.to_le_bytes()],
        bump,
    )]
    pub launch: Account<Launch>,

    pub base_mint: InterfaceAccount<Mint>,
    pub quote_mint: Account<anchor_spl::Mint>,

    pub system_program: Program<System>,
}

impl Create {
    /// Accounts, validate, effects.
    pub fn handle(ctx: &mut Context<Self>, args: CreateArgs) -> Result<()> {
        ctx.accounts.validate(&args)?;
        ctx.accounts.record(args, ctx.bumps.launch)
    }

    fn validate(&self, args: &CreateArgs) -> Result<()> {
        require!(self.base_mint.address() != self.quote_mint.address(), LaunchError::SameMint);
        require_launchable(&self.base_mint, self.creator.address())?;
        let decimals = self.base_mint.decimals().max(self.quote_mint.decimals());
        require!(decimals <= MAX_DECIMALS, LaunchError::TooManyDecimals);

        let gate = Gate::from_u8(args.gate).ok_or(LaunchError::UnknownGate)?;
        let listed = gate != Gate::Allowlist || args.gate_count > 0;
        require!(listed, LaunchError::EmptyAllowlist);
        require!(args.unsold <= 1 && args.on_failure <= 1, LaunchError::UnknownChoice);

        let terms = Terms {
            rule: Rule::from_u8(args.rule).ok_or(LaunchError::UnknownRule)?,
            target: args.target,
            ticks: &args.ticks,
            min_raise: args.min_raise,
            wallet_min: args.wallet_min,
            wallet_max: args.wallet_max,
            opens_at: args.opens_at,
            closes_at: args.closes_at,
            withdraw_freeze: args.withdraw_freeze,
            settle_grace: args.settle_grace,
            route: Route {
                liquidity_bps: args.liquidity_bps,
                buyback_bps: args.buyback_bps,
                treasury_bps: args.treasury_bps,
            },
        };
        require_all(|visit| terms.findings(visit))
    }

    fn record(&mut self, args: CreateArgs, bump: u8) -> Result<()> {
        let launch = &mut self.launch;
        launch.creator = *self.creator.address();
        launch.rent_payer = *self.payer.address();
        launch.base_mint = *self.base_mint.address();
        launch.base_token_program = *self.base_mint.account().owner();
        launch.quote_mint = *self.quote_mint.address();
        launch.base_decimals = self.base_mint.decimals();
        launch.quote_decimals = self.quote_mint.decimals();

        launch.id = args.id;
        launch.rule = args.rule;
        launch.target = args.target;
        launch.min_raise = args.min_raise;
        launch.wallet_min = args.wallet_min;
        launch.wallet_max = args.wallet_max;
        launch.max_opening_fdv = args.max_opening_fdv;
        launch.opens_at = args.opens_at;
        launch.closes_at = args.closes_at;
        launch.withdraw_freeze = args.withdraw_freeze;
        launch.settle_grace = args.settle_grace;
        launch.liquidity_bps = args.liquidity_bps;
        launch.buyback_bps = args.buyback_bps;
        launch.treasury_bps = args.treasury_bps;
        launch.unsold = args.unsold;
        launch.on_failure = args.on_failure;
        launch.gate = args.gate;
        launch.gate_key = args.gate_key;
        launch.gate_sum = args.gate_sum;
        launch.gate_count = args.gate_count;
        launch.bump = bump;

        let only = [PRO_RATA_TICK];
        let pro_rata = args.rule == Rule::ProRata as u8;
        let ticks: &[u64] = if pro_rata { &only } else { &args.ticks };
        for (slot, tick) in launch.ticks.iter_mut().zip(ticks) {
            *slot = *tick;
        }
        launch.tick_count = u8::try_from(ticks.len()).map_err(|_| LaunchError::TickCount)?;
        Ok(())
    }
}

/// Refuses a mint that someone other than the creator could inflate, freeze or tax.
pub(super) fn require_launchable(mint: &InterfaceAccount<Mint>, creator: &Address) -> Result<()> {
    let ours = mint.mint_authority().is_none_or(|authority| authority == creator);
    require!(ours, LaunchError::ForeignMintAuthority);
    require!(mint.freeze_authority().is_none(), LaunchError::FreezeAuthority);
    tokens::require_allowed_mint(mint.account())
}
