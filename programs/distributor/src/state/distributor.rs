//! One list of claims on one mint: its root, when it unlocks, and where the rest goes.

use anchor_lang::{bytemuck, prelude::*};
use groundswell_math::{
    bitmap::PAGE_LEVELS,
    merkle::{self, Node},
    window::{self, MAX_STEPS, Step},
};

use crate::error::DistributorError;

/// Most levels of the tree above the vaults.
const MAX_VAULT_LEVELS: u8 = 4;
/// Most vaults a list is split over.
pub const MAX_VAULTS: usize = 1 << MAX_VAULT_LEVELS;
/// Longest content address (bytes): an IPFS or Arweave URL fits.
pub const CONTENT_BYTES: usize = 96;

/// Where unclaimed tokens go after the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Sink {
    /// They are burned.
    Burn = 0,
    /// To the associated token account of a mandate of the buyback program.
    Buyback = 1,
    /// To the first vault of another list of this mint: the next season's.
    Next = 2,
}

impl Sink {
    /// The sink with this number.
    pub fn from_u8(number: u8) -> Option<Sink> {
        [Sink::Burn, Sink::Buyback, Sink::Next].get(usize::from(number)).copied()
    }
}

/// One list. The account is also the authority of its vaults.
///
/// Nothing that a claim is decided by ever changes: there is no instruction for it.
#[account]
pub struct Distributor {
    /// Who made it. This key has no power over it.
    pub creator: Address,
    /// Who paid the rent of this account, and gets it back.
    pub rent_payer: Address,
    /// What is distributed ..
    pub mint: Address,
    /// .. and the program it belongs to, Token or Token-2022.
    pub token_program: Address,
    /// A mandate or another list, as [`Sink`] says; zero where the rest is burned.
    pub sink_address: Address,
    /// Hash of the tree's root.
    pub root: [u8; 32],
    /// SHA-256 of the list as a canonical CSV.
    pub dataset_sha256: [u8; 32],
    /// Where the list can be had: up to two URLs in UTF-8, filled up with zeros.
    pub content: [[u8; CONTENT_BYTES]; 2],
    /// Where the tokens are, one vault for each part of the list; zero until it is opened.
    pub vaults: [Address; MAX_VAULTS],
    /// Who paid the rent of each vault, and gets it back.
    pub vault_payers: [Address; MAX_VAULTS],
    /// What each vault owes (base units), proven against the root when it was opened.
    pub vault_sums: [u64; MAX_VAULTS],
    /// From when each step counts (unix seconds).
    pub step_times: [i64; MAX_STEPS],
    /// The creator's number for it.
    pub id: u64,
    /// Sum of all leaves (base units).
    pub sum: u64,
    /// First second at which nothing can be claimed (unix seconds).
    pub ends_at: i64,
    /// Counts this account's events.
    pub sequence: u64,
    /// Number of leaves.
    pub count: u32,
    /// Pages that exist.
    pub open_pages: u32,
    /// Share that is unlocked from each step on (bps).
    pub step_shares: [u16; MAX_STEPS],
    /// Vaults that exist, one bit each.
    pub opened_vaults: u16,
    /// Vaults that were seen to hold what they owe, one bit each.
    pub funded_vaults: u16,
    /// Steps in use.
    pub step_count: u8,
    /// Levels of the tree above the vaults.
    pub vault_levels: u8,
    /// A [`Sink`] by number.
    pub sink: u8,
    /// Decimals of the mint.
    pub decimals: u8,
    /// All vaults hold what they owe: claims are paid.
    pub is_active: PodBool,
    /// Of this account's address.
    pub bump: u8,
    /// Unused; keeps the size a multiple of eight.
    pub reserved: [u8; 6],
}

impl Distributor {
    /// First seed of the address; then the mint, the creator, the id.
    pub const SEED: &'static [u8] = b"distributor";
    /// First seed of a vault; then the distributor and the vault's number (u8).
    pub const VAULT_SEED: &'static [u8] = b"vault";

    /// With these the program signs as the distributor.
    pub fn signer_seeds(&self) -> [&[u8]; 5] {
        [
            Self::SEED,
            self.mint.as_ref(),
            self.creator.as_ref(),
            bytemuck::bytes_of(&self.id),
            core::slice::from_ref(&self.bump),
        ]
    }

    /// Hash and sum of the whole list.
    pub fn root(&self) -> Node {
        Node::new(self.root, self.sum)
    }

    /// When it unlocks.
    pub fn steps(&self) -> impl Iterator<Item = Step> {
        let steps = self.step_times.iter().zip(&self.step_shares);
        let steps = steps.map(|(at, share)| Step { unlocks_at: *at, share_bps: *share });
        steps.take(usize::from(self.step_count))
    }

    /// How many steps have unlocked, if claims are paid at `now` (unix seconds).
    pub fn claimable_steps(&self, now: i64) -> Result<u8> {
        require!(self.is_active.get(), DistributorError::NotActive);
        require!(!self.has_ended(now), DistributorError::Ended);
        let steps = window::unlocked(self.steps(), now);
        require!(steps > 0, DistributorError::NotUnlocked);
        Ok(steps)
    }

    /// Whether claims have ended at `now` (unix seconds).
    pub fn has_ended(&self, now: i64) -> bool {
        now >= self.ends_at
    }

    /// What the steps from `claimed` up to `unlocked` add to a leaf of `amount` (base units).
    pub fn due(&self, amount: u64, claimed: u8, unlocked: u8) -> Result<u64> {
        let until = |steps: u8| window::share(self.steps(), steps, amount);
        let due = until(unlocked).zip(until(claimed)).and_then(|(all, paid)| all.checked_sub(paid));
        Ok(due.ok_or(DistributorError::Overflow)?)
    }

    /// Levels of the tree below one vault.
    pub fn vault_height(&self) -> Result<u32> {
        let height = merkle::depth(self.count).checked_sub(u32::from(self.vault_levels));
        Ok(height.ok_or(DistributorError::VaultCount)?)
    }

    /// Vaults that hold a part of the list.
    pub fn vault_count(&self) -> Result<u8> {
        let last = self.vault_of(self.count.checked_sub(1).ok_or(DistributorError::EmptyList)?)?;
        Ok(last.checked_add(1).ok_or(DistributorError::VaultCount)?)
    }

    /// The vault that pays leaf `index`.
    pub fn vault_of(&self, index: u32) -> Result<u8> {
        let vault = index.checked_shr(self.vault_height()?).unwrap_or(0);
        Ok(u8::try_from(vault).map_err(|_| DistributorError::VaultCount)?)
    }

    /// Whether every vault in use has its bit in `bits`.
    pub fn is_every_vault(&self, bits: u16) -> Result<bool> {
        let count = u32::from(self.vault_count()?);
        Ok(bits.count_ones() == count)
    }

    /// Whether this vault has its bit in `bits`.
    pub fn has_vault(bits: u16, vault: u8) -> bool {
        bits & mask(vault) != 0
    }

    /// Books a vault that was made.
    pub fn open_vault(&mut self, vault: u8, at: Address, payer: Address, sum: u64) -> Result<()> {
        let slot = usize::from(vault);
        let missing = DistributorError::NoSuchVault;
        *self.vaults.get_mut(slot).ok_or(missing)? = at;
        *self.vault_payers.get_mut(slot).ok_or(DistributorError::NoSuchVault)? = payer;
        *self.vault_sums.get_mut(slot).ok_or(DistributorError::NoSuchVault)? = sum;
        self.opened_vaults |= mask(vault);
        // A tree may hide leaves behind its count; then its vaults owe less than it says.
        if self.is_every_vault(self.opened_vaults)? {
            let parts = self.vault_sums.iter().try_fold(0u64, |sum, part| sum.checked_add(*part));
            require!(parts == Some(self.sum), DistributorError::VaultSums);
        }
        Ok(())
    }

    /// Books a vault that holds what it owes; the last one activates the list.
    pub fn fund_vault(&mut self, vault: u8) -> Result<()> {
        self.funded_vaults |= mask(vault);
        self.is_active = self.is_every_vault(self.funded_vaults)?.into();
        Ok(())
    }

    /// Books a vault that was closed.
    pub fn close_vault(&mut self, vault: u8) {
        self.opened_vaults &= !mask(vault);
    }

    /// The address of an open vault.
    pub fn vault(&self, vault: u8) -> Result<&Address> {
        let open = Self::has_vault(self.opened_vaults, vault);
        let vault = self.vaults.get(usize::from(vault)).filter(|_| open);
        Ok(vault.ok_or(DistributorError::NoSuchVault)?)
    }

    /// What vault `vault`, which lives at `at`, has to hold, if it still waits for it at `now`
    /// (base units).
    pub fn owed_by_unfunded(&self, vault: u8, at: &Address, now: i64) -> Result<u64> {
        require!(!self.has_ended(now), DistributorError::Ended);
        require!(self.vault(vault)? == at, DistributorError::NoSuchVault);
        let funded = Self::has_vault(self.funded_vaults, vault);
        require!(!funded, DistributorError::VaultFunded);
        let owed = self.vault_sums.get(usize::from(vault)).copied();
        Ok(owed.ok_or(DistributorError::NoSuchVault)?)
    }

    /// Books a page that was made.
    pub fn add_page(&mut self) -> Result<()> {
        let pages = self.open_pages.checked_add(1).ok_or(DistributorError::Overflow)?;
        self.open_pages = pages;
        Ok(())
    }

    /// Books a page that was closed.
    pub fn remove_page(&mut self) -> Result<()> {
        let pages = self.open_pages.checked_sub(1).ok_or(DistributorError::Overflow)?;
        self.open_pages = pages;
        Ok(())
    }

    /// The number of the event that is about to be emitted.
    pub fn next_sequence(&mut self) -> Result<u64> {
        let next = self.sequence.checked_add(1).ok_or(DistributorError::Overflow)?;
        self.sequence = next;
        Ok(next)
    }
}

/// Most levels above the vaults of a list with `count` leaves: no vault is smaller than a page,
/// so that claims of one page always lock one vault.
pub fn most_vault_levels(count: u32) -> u8 {
    let levels = merkle::depth(count).saturating_sub(PAGE_LEVELS);
    u8::try_from(levels).unwrap_or(MAX_VAULT_LEVELS).min(MAX_VAULT_LEVELS)
}

/// The bit of a vault; none beyond the last.
fn mask(vault: u8) -> u16 {
    1u16.checked_shl(u32::from(vault)).unwrap_or(0)
}
