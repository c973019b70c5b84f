//! The command line of `list`.

use std::path::PathBuf;

use clap::Subcommand;
use groundswell_sdk::Address;

use super::cluster::{Cluster, Sending};

/// What can be done with a list.
#[derive(Debug, Subcommand)]
pub enum List {
    /// Make everything to publish a list of claims: tree, proofs, facts
    ///
    /// Reads a CSV with the header `address,amount` and writes a folder that any web server can
    /// serve: list.json (the facts), list.csv (the list in its canonical form), tree.bin (every
    /// node) and proofs/ (what each wallet shows to claim). The folder appears at the end, whole
    /// or not at all. Made again from the same rows it is the same, byte for byte.
    Build(Build),
    /// Make a published list again and compare every file with it
    ///
    /// Works from list.csv and the distributor in list.json alone, so anyone who has these can do
    /// it. Exit code: 0 if all is as it must be, 1 if something is lost or differs, 2 if the
    /// folder cannot be read.
    Verify(Verify),
    /// Show what a wallet can claim, and the proof of it
    ///
    /// Works from the wallet's file in proofs/; if that is lost, from list.csv. Exit code: 0 if
    /// the wallet is listed, 1 if it is not, 2 if the list cannot be read.
    Proof(Proof),
    /// Pay a listed wallet what has unlocked, on a cluster
    ///
    /// Anyone may send it: the tokens go to the wallet's own account. Exit code: 0, 1 if nothing is
    /// due or the program refuses, 2 if the list cannot be read.
    Claim(Claim),
    /// Show how a list spreads its tokens
    ///
    /// Sums, shares of the largest wallets, Gini coefficient, duplicates and dust, and a picture.
    Stats(Stats),
}

/// What `list build` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = BUILD_EXAMPLES)]
pub struct Build {
    /// The CSV: the header `address,amount`, then a row per line
    pub csv: PathBuf,
    /// Mint of the token that is distributed
    #[arg(long, value_parser = address)]
    pub mint: Address,
    /// Wallet that will create the distributor
    #[arg(long, value_parser = address)]
    pub creator: Address,
    /// The creator's number for this list on this mint
    #[arg(long, value_name = "N")]
    pub id: u64,
    /// Folder to write
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Decimals of the token, if amounts are whole tokens [default: they are base units]
    #[arg(long, value_name = "N")]
    pub decimals: Option<u8>,
}

const BUILD_EXAMPLES: &str = "\
Examples:
  groundswell list build season1.csv --mint MINT --creator WALLET --id 1 --out season1
  groundswell list build season1.csv --mint MINT --creator WALLET --id 1 --out season1 --decimals 9
  groundswell list build season1/list.csv --mint MINT --creator WALLET --id 1 --out season1
                                                     (all files again, from the one that matters)";

/// What `list verify` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = VERIFY_EXAMPLES)]
pub struct Verify {
    /// Folder of the list
    pub dir: PathBuf,
    /// Check that the distributor is the one of this mint ..
    #[arg(long, value_parser = address, requires_all = ["creator", "id"])]
    pub mint: Option<Address>,
    /// .. this creator ..
    #[arg(long, value_parser = address, requires_all = ["mint", "id"])]
    pub creator: Option<Address>,
    /// .. and this number
    #[arg(long, value_name = "N", requires_all = ["mint", "creator"])]
    pub id: Option<u64>,
    /// Write lost and differing files again, if list.csv is still the list of list.json
    #[arg(long)]
    pub repair: bool,
}

const VERIFY_EXAMPLES: &str = "\
Examples:
  groundswell list verify season1
  groundswell list verify season1 --mint MINT --creator WALLET --id 1
  groundswell list verify season1 --repair";

/// What `list proof` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = PROOF_EXAMPLES)]
pub struct Proof {
    /// Folder of the list
    pub dir: PathBuf,
    /// Who wants to claim
    #[arg(value_parser = address)]
    pub wallet: Address,
    /// As JSON, for machines
    #[arg(long)]
    pub json: bool,
}

const PROOF_EXAMPLES: &str = "\
Examples:
  groundswell list proof season1 WALLET
  groundswell list proof season1 WALLET --json | jq '.leaves[0].proof'";

/// What `list claim` is told.
#[derive(Debug, clap::Args)]
pub struct Claim {
    /// Folder of the list
    pub dir: PathBuf,
    /// Who is paid [default: the signer]
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    pub wallet: Option<Address>,
    #[command(flatten)]
    pub cluster: Cluster,
    #[command(flatten)]
    pub sending: Sending,
}

/// What `list stats` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = STATS_EXAMPLES)]
pub struct Stats {
    /// Folder of a list, or a CSV as `list build` takes it
    pub list: PathBuf,
    /// Decimals of the token. A CSV's amounts are whole tokens then; a folder's are base units
    /// and only shown as tokens
    #[arg(long, value_name = "N")]
    pub decimals: Option<u8>,
    /// Count leaves below this amount as dust, in whole tokens if --decimals is given, else in
    /// base units [default: one whole token]
    #[arg(long, value_name = "AMOUNT")]
    pub dust: Option<String>,
    /// Draw the Lorenz curve
    #[arg(long, value_name = "FILE")]
    pub svg: Option<PathBuf>,
    /// As JSON, for machines; amounts are base units, as strings
    #[arg(long)]
    pub json: bool,
}

const STATS_EXAMPLES: &str = "\
Examples:
  groundswell list stats season1 --decimals 9
  groundswell list stats season1.csv --decimals 9 --dust 25 --svg lorenz.svg
  groundswell list stats season1 --json | jq .gini";

pub(super) fn address(text: &str) -> Result<Address, String> {
    text.parse().map_err(|_| "expected a Solana address (32 bytes in base58)".to_owned())
}
