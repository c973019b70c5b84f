//! The command line of what checks a launch on a cluster.

use std::path::PathBuf;

use groundswell_sdk::Address;

use super::{cluster::Cluster, list::address};

/// What `audit` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = AUDIT_EXAMPLES)]
pub struct Audit {
    /// The launch
    #[arg(value_name = "LAUNCH", value_parser = address)]
    pub launch: Address,
    /// CSV or folder that was published as the list of a tranche, numbered as the charter is
    #[arg(long = "list", value_name = "TRANCHE=CSV", value_parser = listed)]
    pub lists: Vec<(u8, PathBuf)>,
    /// Folder for audit.json and audit.html [default: audits/LAUNCH]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Show every check, also those that passed
    #[arg(long)]
    pub all: bool,
    /// Exit code 1 also for warnings, such as a program that can be replaced
    #[arg(long)]
    pub strict: bool,
    #[command(flatten)]
    pub cluster: Cluster,
}

const AUDIT_EXAMPLES: &str = "\
Examples:
  groundswell audit LAUNCH --url devnet
  groundswell audit LAUNCH --url devnet --list 2=airdrop.csv --list 3=kols.csv --out audit
  groundswell audit LAUNCH --url devnet --strict --output json";

/// What `verify` is told.
#[derive(Debug, clap::Args)]
pub struct VerifyPrograms {
    /// Exit code 1 also for programs that can be replaced
    #[arg(long)]
    pub strict: bool,
    #[command(flatten)]
    pub cluster: Cluster,
}

/// Reads `2=airdrop.csv`; tranches are numbered from 1, and from 0 in programs.
fn listed(text: &str) -> Result<(u8, PathBuf), String> {
    let expected = || "expected a tranche's number and its CSV: 2=airdrop.csv".to_owned();
    let (number, path) = text.split_once('=').ok_or_else(expected)?;
    let number: u8 = number.parse().map_err(|_| expected())?;
    let tranche = number.checked_sub(1).ok_or_else(expected)?;
    if path.is_empty() { Err(expected()) } else { Ok((tranche, PathBuf::from(path))) }
}
