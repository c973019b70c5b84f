//! The command line of what people of a plan may do with one grant, on a cluster.

use std::path::PathBuf;

use clap::Args;
use groundswell_sdk::Address;

use super::{
    cluster::{Cluster, Sending},
    list::address,
};

/// Where a plan is.
#[derive(Clone, Debug)]
pub enum PlanAt {
    /// Its account.
    Account(Address),
    /// The folder that `vest build` wrote.
    Folder(PathBuf),
}

impl std::str::FromStr for PlanAt {
    type Err = String;

    fn from_str(text: &str) -> Result<PlanAt, String> {
        let folder = PathBuf::from(text);
        if folder.is_dir() {
            return Ok(PlanAt::Folder(folder));
        }
        address(text).map(PlanAt::Account).map_err(|_| {
            "expected the plan's address, or the folder that `vest build` wrote".to_owned()
        })
    }
}

/// A grant of a plan, and who acts.
#[derive(Clone, Debug, Args)]
pub struct OfGrant {
    /// The plan: its address, or its folder
    #[arg(value_name = "PLAN")]
    pub plan: PlanAt,
    /// The wallet that the grant was made to [default: the signer]
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    pub recipient: Option<Address>,
    #[command(flatten)]
    pub cluster: Cluster,
    #[command(flatten)]
    pub sending: Sending,
}

/// What `vest disclose` is told.
#[derive(Debug, Args)]
#[command(after_help = DISCLOSE_EXAMPLE)]
pub struct Disclose {
    #[command(flatten)]
    pub of: OfGrant,
    /// The statement, as it can be read at the link: its SHA-256 is posted
    #[arg(long, value_name = "FILE")]
    pub statement: PathBuf,
    /// Where everybody can read it, in at most 96 bytes
    #[arg(long, value_name = "URL")]
    pub link: String,
}

const DISCLOSE_EXAMPLE: &str = "\
Example:
  groundswell vest disclose kols --statement statement.md \\
    --link https://example.com/statement.md --url devnet";

/// What `vest grant` is told.
#[derive(Debug, Args)]
pub struct MakeGrant {
    /// The plan: its address
    #[arg(value_name = "PLAN", value_parser = address)]
    pub plan: Address,
    /// The wallet that gets it
    #[arg(value_name = "WALLET", value_parser = address)]
    pub recipient: Address,
    /// How much, in whole tokens
    #[arg(value_name = "AMOUNT", allow_negative_numbers = true)]
    pub amount: String,
    #[command(flatten)]
    pub cluster: Cluster,
    #[command(flatten)]
    pub sending: Sending,
}

/// What `vest give-up` is told.
#[derive(Debug, Args)]
pub struct GiveUp {
    /// The plans: their addresses
    #[arg(value_name = "PLAN", required = true, value_parser = address)]
    pub plans: Vec<Address>,
    #[command(flatten)]
    pub cluster: Cluster,
    #[command(flatten)]
    pub sending: Sending,
}

/// What `vest reassign` is told.
#[derive(Debug, Args)]
pub struct Reassign {
    #[command(flatten)]
    pub of: OfGrant,
    /// File of the key of the wallet that gets it: both sign
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,
}
