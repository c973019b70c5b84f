//! One launch: its terms, its charter, its ladder and its totals.

use anchor_lang::{
    bytemuck::{self, Pod, Zeroable},
    prelude::*,
};
use groundswell_math::{
    charter::{Charter, Kind, Lock, MAX_TRANCHES, Tranche},
    ladder::{Clearing, MAX_TICKS, Rule},
    phase::{Phase, Timeline},
};
use groundswell_program::launch::LIQUIDITY_VAULT_SEED;

use super::TrancheRecord;
use crate::error::LaunchError;

/// Who may contribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Gate {
    /// Everyone.
    Open = 0,
    /// Wallets on a published list, each up to its cap.
    Allowlist = 1,
    /// Wallets for which a named key signs along.
    CoSigner = 2,
}

impl Gate {
    /// The gate with this number.
    pub fn from_u8(number: u8) -> Option<Gate> {
        [Gate::Open, Gate::Allowlist, Gate::CoSigner].get(usize::from(number)).copied()
    }
}

/// A [`Clearing`] as stored, but for its tick; all zeros before the sale is settled.
#[derive(Clone, Copy, IdlType)]
#[repr(C)]
#[expect(missing_docs, reason = "each field is the field of Clearing of that name")]
pub struct ClearingRecord {
    pub price: u64,
    pub raise: u64,
    pub lower: u64,
    pub upper: u64,
    pub numerator: u64,
    pub denominator: u64,
}

// SAFETY: repr(C), six fields of one size, so there is no padding.
unsafe impl Pod for ClearingRecord {}
// SAFETY: as above; all zeros is a valid value of every field.
unsafe impl Zeroable for ClearingRecord {}

/// One launch. The account is also the authority of its vaults.
#[account]
pub struct Launch {
    /// Who drafted it. After `seal` this key has one power left: to cancel before it opens.
    pub creator: Address,
    /// Who paid the rent of this account and of the vaults, and gets it back.
    pub rent_payer: Address,
    /// The token that is launched ..
    pub base_mint: Address,
    /// .. and the program it belongs to, Token or Token-2022.
    pub base_token_program: Address,
    /// What contributors pay with; always of the classic Token program.
    pub quote_mint: Address,
    /// Holds the supply. Zero before `seal`.
    pub base_vault: Address,
    /// Holds contributions until everyone is paid out. Zero before `seal`.
    pub quote_vault: Address,
    /// Holds the pool's share of the raise.
    pub liquidity_vault: Address,
    /// The mandate that buys back ..
    pub mandate: Address,
    /// .. and its vault, which takes the buyback's share of the raise.
    pub buyback_vault: Address,
    /// The stream, a vesting plan of the quote token, that pays the treasury ..
    pub treasury_stream: Address,
    /// .. and its vault, which takes the treasury's share of the raise.
    pub treasury_vault: Address,
    /// Bounds the insiders' plans together; zero where there are none.
    pub governor: Address,
    /// First vault of the first airdrop's list: unsold tokens that join the airdrop go there.
    /// Zero if there is no airdrop.
    pub airdrop_vault: Address,
    /// The root hash of the allowlist, or the co-signer's key; zero for an open sale.
    pub gate_key: Address,
    /// Sum of the allowlist's caps (quote units).
    pub gate_sum: u64,
    /// The creator's number for this launch, part of the address.
    pub id: u64,

    /// R of a fixed price, or of the auction's lowest tick (quote units).
    pub target: u64,
    /// Below this the sale fails (quote units).
    pub min_raise: u64,
    /// Smallest total of a wallet (quote units).
    pub wallet_min: u64,
    /// Largest total of a wallet (quote units).
    pub wallet_max: u64,
    /// The opening valuation the creator promised not to exceed (quote units).
    pub max_opening_fdv: u64,
    /// First second of the sale (unix seconds).
    pub opens_at: i64,
    /// First second after it (unix seconds).
    pub closes_at: i64,

    /// Number of the last event.
    pub sequence: u64,
    /// Contributions that have not been paid out.
    pub contributors: u64,
    /// Contributions less withdrawals (quote units); final once closed.
    pub deposited: u64,
    /// Quote units kept of those who have claimed.
    pub accepted: u64,
    /// Base units paid to those who have claimed.
    pub tokens_paid: u64,
    /// Proceeds that are certain whatever rounding leaves (quote units); set by `settle`.
    pub certain_proceeds: u64,
    /// Quote units moved to the liquidity, buyback and treasury vaults.
    pub proceeds_paid: [u64; 3],
    /// Base units in the vault by the books; donations do not count.
    pub base_held: u64,
    /// Unsold base units burned or added to the airdrop so far.
    pub unsold_swept: u64,
    /// Of those, base units added to the airdrop.
    pub airdrop_added: u64,
    /// Tranches that have left for the list or plan that pays them, one bit for each.
    pub funded_tranches: u64,
    /// From then on an airdrop that was not funded is burned (unix seconds): the first of their
    /// lists has ended.
    pub airdrops_end_at: i64,
    /// Base units for sale. Zero before `seal`.
    pub for_sale: u64,
    /// When it was settled (unix seconds); time zero of every lock.
    pub settled_at: i64,
    /// The outcome.
    pub clearing: ClearingRecord,

    /// Deposit sizes of a level sale, prices (R) of an auction.
    pub ticks: [u64; MAX_TICKS],
    /// Quote units at each tick.
    pub demand: [u64; MAX_TICKS],
    /// The charter.
    pub tranches: [TrancheRecord; MAX_TRANCHES],
    /// Wallets on the allowlist.
    pub gate_count: u32,
    /// Nothing is withdrawn in the last part of the sale (seconds).
    pub withdraw_freeze: u32,
    /// How long after the close anyone may settle (seconds).
    pub settle_grace: u32,
    /// Share of the raise for the pool (bps).
    pub liquidity_bps: u16,
    /// Share of the raise for the buyback (bps).
    pub buyback_bps: u16,
    /// Share of the raise for the treasury (bps).
    pub treasury_bps: u16,
    /// Tranches in use.
    pub tranche_count: u8,
    /// Ticks in use.
    pub tick_count: u8,
    /// A [`Rule`] by number.
    pub rule: u8,
    /// A [`Gate`] by number.
    pub gate: u8,
    /// Unsold tokens: 0 burns them, 1 adds them to the airdrop.
    pub unsold: u8,
    /// Tokens of a failed sale: 0 burns them, 1 returns them to the creator.
    pub on_failure: u8,
    /// The terms are frozen.
    pub is_sealed: PodBool,
    /// It was called off.
    pub is_cancelled: PodBool,
    /// The price is fixed.
    pub is_settled: PodBool,
    /// The quote vault was closed: the sale is paid out.
    pub is_paid_out: PodBool,
    /// The clearing's tick.
    pub clearing_tick: u8,
    /// Decimals of the base mint.
    pub base_decimals: u8,
    /// Decimals of the quote mint.
    pub quote_decimals: u8,
    /// Of this account's address.
    pub bump: u8,
}

impl Launch {
    /// First seed of the address; then the creator, then the id.
    pub const SEED: &'static [u8] = b"launch";
    /// First seed of the base vault; then the launch.
    pub const BASE_VAULT_SEED: &'static [u8] = b"base_vault";
    /// First seed of the quote vault; then the launch.
    pub const QUOTE_VAULT_SEED: &'static [u8] = b"quote_vault";
    /// First seed of the vault of the pool's share of the raise; then the launch.
    pub const LIQUIDITY_VAULT_SEED: &'static [u8] = LIQUIDITY_VAULT_SEED;

    /// With these the program signs as the launch.
    pub fn signer_seeds(&self) -> [&[u8]; 4] {
        [
            Self::SEED,
            self.creator.as_ref(),
            bytemuck::bytes_of(&self.id),
            core::slice::from_ref(&self.bump),
        ]
    }

    /// The phase at `now` (unix seconds).
    pub fn phase(&self, now: i64) -> Phase {
        self.timeline().phase(now)
    }

    /// What decides the phase.
    pub fn timeline(&self) -> Timeline {
        Timeline {
            sealed: self.is_sealed.get(),
            cancelled: self.is_cancelled.get(),
            settled: self.is_settled.get(),
            opens_at: self.opens_at,
            closes_at: self.closes_at,
            withdraw_freeze: self.withdraw_freeze,
            settle_grace: self.settle_grace,
            deposited: self.deposited,
            min_raise: self.min_raise,
        }
    }

    /// How the sale allocates.
    pub fn rule(&self) -> Result<Rule> {
        Ok(Rule::from_u8(self.rule).ok_or(LaunchError::UnknownRule)?)
    }

    /// Ticks in use.
    pub fn ticks(&self) -> &[u64] {
        self.ticks.get(..usize::from(self.tick_count)).unwrap_or_default()
    }

    /// Demand at the ticks in use.
    pub fn demand(&self) -> &[u64] {
        self.demand.get(..usize::from(self.tick_count)).unwrap_or_default()
    }

    /// Tranches in use.
    pub fn tranches(&self) -> &[TrancheRecord] {
        self.tranches.get(..usize::from(self.tranche_count)).unwrap_or_default()
    }

    /// The highest price the sale can end at: quote units for the whole sale.
    pub fn highest_price(&self) -> Result<u64> {
        Ok(match self.rule()? {
            Rule::Auction => self.ticks().last().map_or(0, |tick| *tick),
            _ => self.target,
        })
    }

    /// Calls `check` with the charter as the rules read it, over a mint of `supply` base units.
    pub fn with_charter<T>(&self, supply: u64, check: impl FnOnce(Charter) -> T) -> Result<T> {
        let nothing = Lock { cliff_seconds: 0, linear_seconds: 0 };
        let unused = Tranche { kind: Kind::CommunitySale, amount: 0, price: 0, lock: nothing };
        let mut tranches = [unused; MAX_TRANCHES];
        for (slot, record) in tranches.iter_mut().zip(self.tranches()) {
            *slot = record.rules()?;
        }
        Ok(check(Charter {
            supply,
            tranches: tranches.get(..usize::from(self.tranche_count)).unwrap_or_default(),
            highest_price: self.highest_price()?,
            max_opening_fdv: self.max_opening_fdv,
            unsold_to_airdrop: self.unsold == 1,
        }))
    }

    /// The outcome, once settled.
    pub fn clearing(&self) -> Clearing {
        let record = &self.clearing;
        Clearing {
            price: record.price,
            raise: record.raise,
            tick: self.clearing_tick,
            lower: record.lower,
            upper: record.upper,
            numerator: record.numerator,
            denominator: record.denominator,
        }
    }

    /// The number of the event that is about to be emitted.
    pub fn next_sequence(&mut self) -> Result<u64> {
        let next = self.sequence.checked_add(1).ok_or(LaunchError::Overflow)?;
        self.sequence = next;
        Ok(next)
    }
}
