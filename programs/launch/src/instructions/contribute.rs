//! Contribute: a wallet puts quote tokens into the sale.

use alloc::vec::Vec;

use anchor_lang::prelude::*;
use groundswell_math::{
    ladder::{Change, Rule},
    merkle::{self, NODE_BYTES, Node},
    phase::Phase,
};
use groundswell_program::{at, tokens::ClassicTransfer};

use crate::{
    error::LaunchError,
    event::Contributed,
    state::{Contribution, Gate, Launch},
};

/// How much, at which price, and the proof an allowlist asks for.
#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Debug)]
pub struct ContributeArgs {
    /// Quote units to add.
    pub amount: u64,
    /// The auction price to bid at; zero at fixed prices.
    pub tick: u8,
    /// Only for sales with an allowlist.
    pub proof: Option<AllowlistProof>,
}

/// Shows that the contributor is on the sale's allowlist.
#[derive(AnchorSerialize, AnchorDeserialize, IdlType, Clone, Debug)]
pub struct AllowlistProof {
    /// The wallet's number on the list.
    pub index: u32,
    /// The most it may have in the sale (quote units).
    pub cap: u64,
    /// Siblings from the leaf upwards, each its hash and its sum.
    pub siblings: Vec<[u8; NODE_BYTES]>,
}

/// Adds to a wallet's total; the first time, opens its contribution.
///
/// Who: the contributor; anyone may pay the rent; with a co-signer gate, the co-signer too.
/// When: `Open`. Errors: `NotOpen`, `ZeroAmount`, `UnderWalletMinimum`, `OverWalletMaximum`,
/// `NotOnAllowlist`, `OverAllowance`, `CoSignerMissing`, `NoSuchTick`, `AnotherTick`,
/// `Overflow`, and the token program's own if the tokens are not there.
#[derive(Accounts)]
pub struct Contribute {
    /// Pays the contribution's rent and gets it back.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub contributor: Signer,
    /// Vouches for the contributor where the sale has a co-signer.
    pub co_signer: Option<Signer>,

    #[account(mut)]
    pub launch: Account<Launch>,
    #[account(
        init_if_needed,
        payer = payer,
        seeds = [
            Contribution::SEED,
            launch.address().as_ref(),
            contributor.address().as_ref(),
        ],
        bump,
    )]
    pub contribution: Account<Contribution>,

    /// Any account of the contributor's; the token program checks owner and mint.
    #[account(mut)]
    pub contributor_quote: UncheckedAccount,
    #[account(mut, at::address = launch.quote_vault)]
    pub quote_vault: UncheckedAccount,

    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

impl Contribute {
    /// Accounts, validate, effects, transfer, event.
    pub fn handle(ctx: &mut Context<Self>, args: ContributeArgs) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        let total = ctx.accounts.validate(&args, now)?;
        let event = ctx.accounts.record(&args, total, ctx.bumps.contribution, now)?;
        ctx.accounts.collect(args.amount);

        emit!(event);
        Ok(())
    }

    /// The wallet's new total, if it may have it.
    fn validate(&self, args: &ContributeArgs, now: i64) -> Result<u64> {
        let launch = &self.launch;
        require!(launch.phase(now) == Phase::Open, LaunchError::NotOpen);
        require!(args.amount > 0, LaunchError::ZeroAmount);
        let total = self.contribution.amount.get().checked_add(args.amount);
        let total = total.ok_or(LaunchError::Overflow)?;
        require!(total >= launch.wallet_min, LaunchError::UnderWalletMinimum);
        require!(total <= launch.wallet_max, LaunchError::OverWalletMaximum);
        self.validate_tick(args.tick)?;
        self.validate_gate(args.proof.as_ref(), total)?;
        Ok(total)
    }

    fn validate_tick(&self, tick: u8) -> Result<()> {
        let ticks = if self.launch.rule()? == Rule::Auction { self.launch.tick_count } else { 1 };
        require!(tick < ticks, LaunchError::NoSuchTick);
        let same = self.contribution.is_new() || self.contribution.tick == tick;
        require!(same, LaunchError::AnotherTick);
        Ok(())
    }

    fn validate_gate(&self, proof: Option<&AllowlistProof>, total: u64) -> Result<()> {
        let launch = &self.launch;
        match Gate::from_u8(launch.gate).ok_or(LaunchError::UnknownGate)? {
            Gate::Open => {}
            Gate::CoSigner => {
                let key = self.co_signer.as_ref().map(|signer| signer.address());
                require!(key == Some(&launch.gate_key), LaunchError::CoSignerMissing);
            }
            Gate::Allowlist => {
                let proof = proof.ok_or(LaunchError::NotOnAllowlist)?;
                let root = Node::new(launch.gate_key.to_bytes(), launch.gate_sum);
                let owner = launch.address().as_array();
                let wallet = self.contributor.address().as_array();
                let leaf = Node::leaf(owner, proof.index, wallet, proof.cap);
                let count = launch.gate_count;
                let listed = merkle::verify(&root, count, 0, leaf, proof.index, &proof.siblings);
                require!(listed, LaunchError::NotOnAllowlist);
                require!(total <= proof.cap, LaunchError::OverAllowance);
            }
        }
        Ok(())
    }

    fn record(
        &mut self,
        args: &ContributeArgs,
        total: u64,
        bump: u8,
        now: i64,
    ) -> Result<Contributed> {
        let launch = &mut self.launch;
        let contribution = &mut self.contribution;
        if contribution.is_new() {
            contribution.launch = *launch.address();
            contribution.contributor = *self.contributor.address();
            contribution.rent_payer = *self.payer.address();
            contribution.tick = args.tick;
            contribution.bump = bump;
            launch.add_contributor()?;
        }
        if launch.gate == Gate::CoSigner as u8 {
            contribution.co_signer = launch.gate_key;
        }
        let before = contribution.amount.get();
        launch.change_deposit(Change { tick: args.tick, before, after: total })?;
        contribution.amount = total.into();
        Ok(Contributed {
            launch: *launch.address(),
            contributor: contribution.contributor,
            amount: args.amount,
            total,
            deposited: launch.deposited,
            time: now,
            sequence: launch.next_sequence()?,
        })
    }

    fn collect(&mut self, amount: u64) {
        let transfer = ClassicTransfer {
            program: &self.token_program,
            from: self.contributor_quote.cpi_handle_mut().into(),
            to: self.quote_vault.cpi_handle_mut().into(),
            authority: self.contributor.cpi_handle(),
        };
        transfer.invoke(amount, &[]);
    }
}
