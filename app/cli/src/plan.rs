//! What a launch file says, in base units: the one input of `check` and of `rehearse`.

mod airdrop;
mod buyback;
mod grants;

use std::path::PathBuf;

use groundswell_sdk::{
    Address,
    program::{CreateArgs, TrancheArgs},
};

pub use airdrop::{AirdropPlan, ClaimsPlan, LEAD, SinkPlan, Unlock};
pub use buyback::{BuybackPlan, MANDATE_NUMBER};
pub use grants::{
    Deliverable, GOVERNOR_NUMBER, GovernorPlan, GrantsPlan, STREAM_NUMBER, TreasuryPlan,
};

/// A launch as its file describes it.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The file it was read from.
    pub path: PathBuf,
    /// Name of the token.
    pub name: String,
    /// Symbol of the token.
    pub symbol: String,
    /// Where more is said of it; empty if nowhere.
    pub uri: String,
    /// Decimals of the token.
    pub base_decimals: u8,
    /// Base units that are minted: the whole supply.
    pub supply: u64,
    /// Whether the token is a Token-2022 mint with metadata, or a classic one.
    pub token_2022: bool,
    /// What contributors pay with. `None` where the file does not say yet.
    pub quote_mint: Option<Address>,
    /// Its symbol.
    pub quote_symbol: String,
    /// Its decimals.
    pub quote_decimals: u8,
    /// The terms. The gate's key, sum and count are filled in when the launch's address is
    /// known: see [`Plan::gate`].
    pub terms: CreateArgs,
    /// The charter. The destinations of airdrops and granted tranches are their lists' and plans'
    /// addresses, which are known when the mint is.
    pub tranches: Vec<TrancheArgs>,
    /// The airdrops, in the order of the charter.
    pub airdrops: Vec<AirdropPlan>,
    /// The vesting plans, in the order of the charter.
    pub grants: Vec<GrantsPlan>,
    /// What bounds the insiders' plans together.
    pub governor: GovernorPlan,
    /// How the treasury's share of the raise is paid.
    pub treasury: TreasuryPlan,
    /// How the buyback's share of the raise is spent.
    pub buyback: BuybackPlan,
    /// Who may contribute.
    pub gate: GatePlan,
    /// Who contributes in a rehearsal, unless the command line names a CSV.
    pub contributors: Option<ContributorsPlan>,
    /// Who claims airdrops in a rehearsal.
    pub claims: ClaimsPlan,
}

/// Who may contribute.
#[derive(Clone, Debug)]
pub enum GatePlan {
    /// Everyone.
    Open,
    /// These wallets, each up to its cap (quote units).
    Allowlist(Vec<(Address, u64)>),
    /// Wallets this key signs for. A rehearsal signs with a key of its own instead.
    CoSigner(Address),
}

/// Where a rehearsal's contributors come from.
#[derive(Clone, Debug)]
pub enum ContributorsPlan {
    /// A CSV file.
    Csv(PathBuf),
    /// Drawn from a distribution, as `groundswell sample` would.
    Sample(SamplePlan),
}

/// A distribution of contributors.
#[derive(Clone, Debug)]
pub struct SamplePlan {
    /// How many.
    pub wallets: u32,
    /// What they commit together (quote units).
    pub total: u64,
    /// How it is spread, e.g. `pareto:1.16`.
    pub shape: String,
    /// The same seed draws the same contributors.
    pub seed: u64,
}

/// One row of a contributors CSV.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContributorRow {
    /// The wallet's label; a rehearsal signs with a key derived from it.
    pub wallet: Address,
    /// Quote units: positive contributes, negative withdraws.
    pub amount: i128,
    /// The auction tick it bids at; zero at fixed prices.
    pub tick: u8,
    /// Where it stands, for messages (1 is the header).
    pub line: u64,
}
