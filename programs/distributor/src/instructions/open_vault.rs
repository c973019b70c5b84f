//! Open a vault: the account for a part of the list, whose sum is proven.
#![allow(unused_variables, reason = "the derive binds the arguments also where it needs none")]

use anchor_lang::prelude::*;
use anchor_spl::{
    prelude::*,
    token_interface::{Mint, TokenAccount, TokenInterface},
};
use groundswell_math::merkle::{self, NODE_BYTES, Node};
use groundswell_program::at;

use crate::{error::DistributorError, state::Distributor};

/// Makes vault `number`, which will pay the leaves below `node`. The proof shows that
/// node, with its sum, below the root: siblings from the node upwards. The only vault of a list
/// that has one is proven by the root itself.
///
/// Who: anyone, who pays the vault's rent and gets it back. When: until the end. Errors:
/// `Ended`, `NoSuchVault`, `NodeMismatch`, `VaultSums` (the last one).
#[derive(Accounts)]
#[instruction(number: u8)]
pub struct OpenVault {
    #[account(mut)]
    pub payer: Signer,

    #[account(mut)]
    pub distributor: Account<Distributor>,
    #[account(at::address = distributor.mint)]
    pub mint: InterfaceAccount<Mint>,
    #[account(
        init,
        payer = payer,
        seeds = [Distributor::VAULT_SEED, distributor.address().as_ref(), &[number]],
        bump,
        token::mint = mint,
        token::authority = distributor,
        token::token_program = token_program,
    )]
    pub vault: InterfaceAccount<TokenAccount>,

    #[account(at::address = distributor.token_program)]
    pub token_program: Interface<'static, TokenInterface>,
    pub system_program: Program<System>,
}

impl OpenVault {
    /// Accounts, validate, effects.
    pub fn handle(
        ctx: &mut Context<Self>,
        number: u8,
        node: &[u8; NODE_BYTES],
        proof: &[[u8; NODE_BYTES]],
    ) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;

        let node = Node::from_bytes(node);
        ctx.accounts.validate(number, node, proof, now)?;
        let at = *ctx.accounts.vault.address();
        let payer = *ctx.accounts.payer.address();
        ctx.accounts.distributor.open_vault(number, at, payer, node.sum())
    }

    fn validate(&self, number: u8, node: Node, proof: &[[u8; NODE_BYTES]], now: i64) -> Result<()> {
        let list = &self.distributor;
        require!(!list.has_ended(now), DistributorError::Ended);
        require!(number < list.vault_count()?, DistributorError::NoSuchVault);
        let height = list.vault_height()?;
        let position = u32::from(number);
        let proven = merkle::verify(&list.root(), list.count, height, node, position, proof);
        require!(proven, DistributorError::NodeMismatch);
        Ok(())
    }
}
