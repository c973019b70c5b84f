//! Where accounts live.

use buyback_program::state::{Mandate, Offer, Receipt, Tender};
use distributor_program::state::{Distributor, Page};
use launch_program::state::{Contribution, Launch};
use solana_address::Address;
use spl_associated_token_account_interface::program::ID as ASSOCIATED_TOKEN_PROGRAM;
use vesting_program::state::{Disclosure, Governor, Grant, Plan};

/// A launch and its vaults; fixed by the creator and the creator's number for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LaunchAddresses {
    /// The launch, which is also the authority of the vaults.
    pub launch: Address,
    /// Holds the supply.
    pub base_vault: Address,
    /// Holds contributions.
    pub quote_vault: Address,
    /// Holds the pool's share of the raise.
    pub liquidity_vault: Address,
    /// Holds the buyback's share of the raise.
    pub buyback_vault: Address,
}

impl LaunchAddresses {
    /// The addresses of `creator`'s launch number `id`.
    pub fn of(creator: &Address, id: u64) -> Self {
        let launch = find(&[Launch::SEED, creator.as_ref(), &id.to_le_bytes()]).0;
        let vault = |seed: &[u8]| find(&[seed, launch.as_ref()]).0;
        LaunchAddresses {
            launch,
            base_vault: vault(Launch::BASE_VAULT_SEED),
            quote_vault: vault(Launch::QUOTE_VAULT_SEED),
            liquidity_vault: vault(Launch::LIQUIDITY_VAULT_SEED),
            buyback_vault: vault(Launch::BUYBACK_VAULT_SEED),
        }
    }
}

/// The contribution of `contributor` to `launch`.
pub fn contribution(launch: &Address, contributor: &Address) -> Address {
    find(&[Contribution::SEED, launch.as_ref(), contributor.as_ref()]).0
}

/// `creator`'s list number `id` on `mint`, and the bump of its address.
pub fn distributor(mint: &Address, creator: &Address, id: u64) -> (Address, u8) {
    let seeds = [Distributor::SEED, mint.as_ref(), creator.as_ref(), &id.to_le_bytes()];
    Address::find_program_address(&seeds, &distributor_program::ID)
}

/// Vault number `vault` of a list.
pub fn distributor_vault(distributor: &Address, vault: u8) -> Address {
    let seeds = [Distributor::VAULT_SEED, distributor.as_ref(), &[vault]];
    Address::find_program_address(&seeds, &distributor_program::ID).0
}

/// Page number `page` of a list.
pub fn distributor_page(distributor: &Address, page: u32) -> Address {
    let seeds = [Page::SEED, distributor.as_ref(), &page.to_le_bytes()];
    Address::find_program_address(&seeds, &distributor_program::ID).0
}

/// `grantor`'s plan number `id` of `mint`.
pub fn plan(mint: &Address, grantor: &Address, id: u64) -> Address {
    vesting(&[Plan::SEED, mint.as_ref(), grantor.as_ref(), &id.to_le_bytes()])
}

/// The vault of a plan.
pub fn plan_vault(plan: &Address) -> Address {
    vesting(&[Plan::VAULT_SEED, plan.as_ref()])
}

/// The grant that a plan makes to `wallet`.
pub fn grant(plan: &Address, wallet: &Address) -> Address {
    vesting(&[Grant::SEED, plan.as_ref(), wallet.as_ref()])
}

/// The disclosure of a grant.
pub fn disclosure(grant: &Address) -> Address {
    vesting(&[Disclosure::SEED, grant.as_ref()])
}

/// `creator`'s governor number `id` of `mint`.
pub fn governor(mint: &Address, creator: &Address, id: u64) -> Address {
    vesting(&[Governor::SEED, mint.as_ref(), creator.as_ref(), &id.to_le_bytes()])
}

/// `creator`'s mandate number `id` on `mint`.
pub fn mandate(mint: &Address, creator: &Address, id: u64) -> Address {
    buyback(&[Mandate::SEED, mint.as_ref(), creator.as_ref(), &id.to_le_bytes()])
}

/// Where a mandate holds base tokens.
pub fn mandate_base_vault(mandate: &Address) -> Address {
    buyback(&[Mandate::BASE_VAULT_SEED, mandate.as_ref()])
}

/// Where a mandate holds quote tokens.
pub fn mandate_quote_vault(mandate: &Address) -> Address {
    buyback(&[Mandate::QUOTE_VAULT_SEED, mandate.as_ref()])
}

/// The tender of a mandate's cycle.
pub fn tender(mandate: &Address, cycle: u32) -> Address {
    buyback(&[Tender::SEED, mandate.as_ref(), &cycle.to_le_bytes()])
}

/// The receipt of a mandate's cycle.
pub fn receipt(mandate: &Address, cycle: u32) -> Address {
    buyback(&[Receipt::SEED, mandate.as_ref(), &cycle.to_le_bytes()])
}

/// What `owner` offers at a tick of a tender.
pub fn offer(tender: &Address, owner: &Address, tick: u8) -> Address {
    buyback(&[Offer::SEED, tender.as_ref(), owner.as_ref(), &[tick]])
}

/// `wallet`'s associated token account of `mint`, and the bump of its address.
pub fn associated(wallet: &Address, mint: &Address, token_program: &Address) -> (Address, u8) {
    let seeds = [wallet.as_ref(), token_program.as_ref(), mint.as_ref()];
    Address::find_program_address(&seeds, &ASSOCIATED_TOKEN_PROGRAM)
}

fn find(seeds: &[&[u8]]) -> (Address, u8) {
    Address::find_program_address(seeds, &launch_program::ID)
}

fn buyback(seeds: &[&[u8]]) -> Address {
    Address::find_program_address(seeds, &buyback_program::ID).0
}

fn vesting(seeds: &[&[u8]]) -> Address {
    Address::find_program_address(seeds, &vesting_program::ID).0
}
