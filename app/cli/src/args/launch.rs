//! The command line of what is done with a launch on a cluster.

use std::path::PathBuf;

use groundswell_sdk::Address;

use super::{
    cluster::{Cluster, Sending},
    list::address,
};

/// What `launch` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = LAUNCH_EXAMPLES)]
pub struct Launch {
    /// The launch file; [quote] names the mint that contributors pay with
    pub file: PathBuf,
    /// File of the mint's key, for an address of your choice [default: a new key]
    #[arg(long, value_name = "FILE")]
    pub mint_keypair: Option<PathBuf>,
    /// What is remembered between runs [default: FILE.journal.json]
    #[arg(long, value_name = "FILE")]
    pub journal: Option<PathBuf>,
    #[command(flatten)]
    pub cluster: Cluster,
    #[command(flatten)]
    pub sending: Sending,
}

const LAUNCH_EXAMPLES: &str = "\
Examples:
  groundswell launch launch.toml --url devnet --dry-run
  groundswell launch launch.toml --url devnet
  groundswell launch launch.toml --url devnet --compute-unit-price 20000";

/// What `status` is told.
#[derive(Debug, clap::Args)]
pub struct Status {
    /// The launch
    #[arg(value_name = "LAUNCH", value_parser = address)]
    pub launch: Address,
    /// Also what this wallet has in it
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    pub wallet: Option<Address>,
    #[command(flatten)]
    pub cluster: Cluster,
}

/// What `contribute` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = CONTRIBUTE_EXAMPLES)]
pub struct Contribute {
    /// The launch
    #[arg(value_name = "LAUNCH", value_parser = address)]
    pub launch: Address,
    /// How much, in whole quote tokens
    #[arg(value_name = "AMOUNT", allow_negative_numbers = true)]
    pub amount: String,
    /// The price that is bid in an auction, per token
    #[arg(long, value_name = "PRICE", allow_negative_numbers = true)]
    pub price: Option<String>,
    /// The sale's allowlist, if it has one: a CSV with wallet and cap
    #[arg(long, value_name = "CSV")]
    pub allowlist: Option<PathBuf>,
    /// File of the co-signer's key, if the sale has one
    #[arg(long, value_name = "FILE")]
    pub co_signer: Option<PathBuf>,
    #[command(flatten)]
    pub cluster: Cluster,
    #[command(flatten)]
    pub sending: Sending,
}

const CONTRIBUTE_EXAMPLES: &str = "\
Examples:
  groundswell contribute LAUNCH 250 --url devnet
  groundswell contribute LAUNCH 250 --price 0.0125 --url devnet
  groundswell contribute LAUNCH 250 --allowlist allowlist.csv --url devnet --dry-run";

/// What `withdraw` is told.
#[derive(Debug, clap::Args)]
pub struct Withdraw {
    /// The launch
    #[arg(value_name = "LAUNCH", value_parser = address)]
    pub launch: Address,
    /// How much, in whole quote tokens, or `all`
    #[arg(value_name = "AMOUNT", allow_negative_numbers = true)]
    pub amount: String,
    #[command(flatten)]
    pub cluster: Cluster,
    #[command(flatten)]
    pub sending: Sending,
}

/// What `claim` and `refund` are told.
#[derive(Debug, clap::Args)]
pub struct PayOut {
    /// The launch
    #[arg(value_name = "LAUNCH", value_parser = address)]
    pub launch: Address,
    /// Who is paid; anyone may send it [default: the signer]
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    pub wallet: Option<Address>,
    #[command(flatten)]
    pub cluster: Cluster,
    #[command(flatten)]
    pub sending: Sending,
}

/// What `cancel` is told.
#[derive(Debug, clap::Args)]
pub struct CallOff {
    /// The launch
    #[arg(value_name = "LAUNCH", value_parser = address)]
    pub launch: Address,
    #[command(flatten)]
    pub cluster: Cluster,
    #[command(flatten)]
    pub sending: Sending,
}
