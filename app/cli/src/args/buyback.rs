//! The command line of `buyback`.

use std::path::PathBuf;

use clap::Subcommand;
use groundswell_sdk::Address;

use super::{
    cluster::{Cluster, Sending},
    list::address,
    vest::{moment, share},
};

/// What can be done with a mandate.
#[derive(Debug, Subcommand)]
pub enum Buyback {
    /// Show a mandate's terms, its cycles and its prices
    ///
    /// Works from the launch file: it knows the terms, not what was offered, bought or burned. Exit
    /// code: 0, or 2 if the file cannot be read or its mandate breaks a rule.
    Status(BuybackStatus),
    /// Offer tokens: with --url on a cluster, else only make the instruction
    ///
    /// Says what the offer means, and refuses what the program would. Exit code: 0, 1 if it is
    /// refused, 2 if the file cannot be read or its mandate breaks a rule.
    Offer(BuybackOffer),
    /// Take an offer back while that is open, whole or in part
    TakeBack(TakeBack),
    /// Take the steps that anyone may take now: with --url on a cluster, else only make them
    ///
    /// On a cluster what is due is what that shows: it is `crank` for the mandate alone. Exit code: 0, 1 if
    /// nothing is due, or on a cluster if it refuses what is, 2 if the file cannot be read or its
    /// mandate breaks a rule.
    Crank(BuybackCrank),
    /// Show what the tenders of a rehearsal came to
    ///
    /// Reads the report.json that `rehearse --out` wrote. Exit code: 0, or 2 if it cannot be read
    /// or says nothing of a buyback.
    Receipts(BuybackReceipts),
}

/// When the launch settled, which moves what its plans unlock.
#[derive(Debug, clap::Args)]
pub struct Settled {
    /// When the sale settled: 2027-03-05, 2027-03-05T15:00:00Z or unix seconds [default: its close]
    #[arg(long, value_name = "DATE", value_parser = moment)]
    pub settled: Option<i64>,
    /// What it raised, in whole quote tokens [default: its target]
    #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
    pub raise: Option<String>,
}

/// What a launch file does not hold.
#[derive(Debug, clap::Args)]
pub struct Keys {
    /// Mint of the token that is bought back
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    pub mint: Address,
    /// Wallet that created launch and mandate
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    pub creator: Address,
}

/// What `buyback status` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = STATUS_EXAMPLES)]
pub struct BuybackStatus {
    /// The launch file
    pub file: PathBuf,
    /// When to look: 2027-03-01, 2027-03-01T15:00:00Z or unix seconds [default: now]
    #[arg(long, value_name = "DATE", value_parser = moment)]
    pub at: Option<i64>,
    #[command(flatten)]
    pub settled: Settled,
    /// As JSON, for machines; amounts are base units, as strings
    #[arg(long)]
    pub json: bool,
}

const STATUS_EXAMPLES: &str = "\
Examples:
  groundswell buyback status launch.toml
  groundswell buyback status launch.toml --at 2027-10-09 --settled 2027-03-06 --json";

/// What `buyback offer` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = OFFER_EXAMPLES)]
pub struct BuybackOffer {
    /// The launch file
    pub file: PathBuf,
    /// In which cycle, from 0; `buyback status` shows them
    #[arg(long, value_name = "N")]
    pub cycle: u32,
    /// The least that is asked, as a share of the sale's price: 85%
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub price: u16,
    /// How much, in whole tokens
    #[arg(long, value_name = "TOKENS", allow_negative_numbers = true)]
    pub amount: String,
    /// Whose tokens they are
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    pub owner: Address,
    /// The owner's token account [default: the associated one]
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    pub from: Option<Address>,
    /// Who pays rent and fees, and gets the rent back [default: the owner]
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    pub payer: Option<Address>,
    #[command(flatten)]
    pub keys: Keys,
    /// When to look: 2027-03-01, 2027-03-01T15:00:00Z or unix seconds [default: now]
    #[arg(long, value_name = "DATE", value_parser = moment)]
    pub at: Option<i64>,
    #[command(flatten)]
    pub settled: Settled,
    /// Make it also while the tender is not open: to prepare it
    #[arg(long)]
    pub force: bool,
    /// As JSON, for machines; amounts are base units, as strings
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub cluster: Cluster,
    #[command(flatten)]
    pub sending: Sending,
}

const OFFER_EXAMPLES: &str = "\
Examples:
  groundswell buyback offer launch.toml --cycle 2 --price 70% --amount 25_000 --owner WALLET \\
    --mint MINT --creator WALLET
  groundswell buyback offer launch.toml --cycle 2 --price 70% --amount 25_000 --owner WALLET \\
    --mint MINT --creator WALLET --at 2027-05-12 --force --json";

/// What `buyback take-back` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = TAKE_BACK_EXAMPLE)]
pub struct TakeBack {
    /// The launch
    #[arg(value_name = "LAUNCH", value_parser = address)]
    pub launch: Address,
    /// How much, in whole tokens, or `all`
    #[arg(value_name = "TOKENS", allow_negative_numbers = true)]
    pub amount: String,
    /// The cycle that was offered in
    #[arg(long, value_name = "N")]
    pub cycle: u32,
    /// The price that was asked, as a share of the sale's
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub price: u16,
    #[command(flatten)]
    pub cluster: Cluster,
    #[command(flatten)]
    pub sending: Sending,
}

const TAKE_BACK_EXAMPLE: &str = "\
Example:
  groundswell buyback take-back LAUNCH all --cycle 2 --price 70% --url devnet";

/// What `buyback crank` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = CRANK_EXAMPLES)]
pub struct BuybackCrank {
    /// The launch file
    pub file: PathBuf,
    /// When to look: 2027-03-01, 2027-03-01T15:00:00Z or unix seconds [default: now]
    #[arg(long, value_name = "DATE", value_parser = moment)]
    pub at: Option<i64>,
    #[command(flatten)]
    pub settled: Settled,
    /// Who pays rent and fees, and paid them when the last tender opened [default: the creator]
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    pub payer: Option<Address>,
    #[command(flatten)]
    pub keys: Keys,
    /// As JSON, for machines
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub cluster: Cluster,
    #[command(flatten)]
    pub sending: Sending,
}

const CRANK_EXAMPLES: &str = "\
Examples:
  groundswell buyback crank launch.toml --at 2027-05-12 --mint MINT --creator WALLET
  groundswell buyback crank launch.toml --mint MINT --creator WALLET --payer WALLET --json";

/// What `buyback receipts` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = RECEIPTS_EXAMPLES)]
pub struct BuybackReceipts {
    /// The report.json of a rehearsal
    pub report: PathBuf,
    /// Draw what was bought, and at which price
    #[arg(long, value_name = "FILE")]
    pub svg: Option<PathBuf>,
}

const RECEIPTS_EXAMPLES: &str = "\
Examples:
  groundswell rehearse launch.toml --out report
  groundswell buyback receipts report/report.json --svg tenders.svg";
