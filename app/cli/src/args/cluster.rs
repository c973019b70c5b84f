//! What every command is told that asks a cluster or sends to one, as the Solana command line has
//! it.

use std::path::PathBuf;

use clap::ValueEnum;
use groundswell_sdk::Address;

use super::list::address;

/// Which cluster, who signs, and how.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "Cluster")]
pub struct Cluster {
    /// Cluster: a URL, or localhost, devnet, testnet, mainnet-beta (l, d, t, m)
    /// [default: as `solana config get` has it]
    #[arg(short, long, value_name = "URL_OR_MONIKER")]
    pub url: Option<String>,
    /// File of the key that signs and pays [default: as `solana config get` has it]
    #[arg(short, long, value_name = "FILE")]
    pub keypair: Option<PathBuf>,
    /// How sure is sure: processed, confirmed, finalized [default: as `solana config get` has it]
    #[arg(long, value_name = "LEVEL")]
    pub commitment: Option<String>,
    /// Settings of the Solana command line [default: ~/.config/solana/cli/config.yml]
    #[arg(short = 'C', long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// For people or for machines; amounts are base units and lamports there, as strings
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub output: Output,
}

impl Cluster {
    /// The same, with answers for machines if `is_json`.
    pub fn in_json_if(self, is_json: bool) -> Cluster {
        let output = if is_json { Output::Json } else { self.output };
        Cluster { output, ..self }
    }
}

/// What is done with transactions.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "Transactions")]
pub struct Sending {
    /// Offer this for priority: millionths of a lamport for each compute unit
    #[arg(long, value_name = "MICROLAMPORTS", default_value_t = 0)]
    pub compute_unit_price: u64,
    /// Send nothing: simulate, and show what would change
    #[arg(long)]
    pub dry_run: bool,
    /// Send nothing: print the unsigned transaction in base64, for a multisig or another wallet
    #[arg(long, conflicts_with = "dry_run")]
    pub sign_only: bool,
    /// Whose transaction it is where nothing is sent and the key is elsewhere
    /// [default: the key's of --keypair]
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    pub signer: Option<Address>,
}

/// How answers are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Output {
    /// For people.
    #[default]
    Text,
    /// For machines.
    Json,
}
