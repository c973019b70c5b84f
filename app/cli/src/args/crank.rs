//! The command line of `crank`.

use std::path::PathBuf;

use groundswell_cluster::crank::STEPS;
use groundswell_sdk::Address;

use super::{
    cluster::{Cluster, Sending},
    list::address,
};
use crate::duration;

/// What `crank` is told.
#[derive(Debug, Default, clap::Args)]
#[command(after_help = CRANK_EXAMPLES)]
pub struct Crank {
    /// The launch
    #[arg(value_name = "LAUNCH", value_parser = address)]
    pub launch: Address,
    /// Also claim for everyone on this list of an airdrop: its CSV, or its folder
    #[arg(long, value_name = "PATH")]
    pub list: Vec<PathBuf>,
    /// Also open the grants on this list of a plan: its CSV, or its folder
    #[arg(long, value_name = "PATH")]
    pub plan: Vec<PathBuf>,
    /// Also pay out what has vested, at most once in so long for each grant
    #[arg(long, value_name = "EVERY", num_args = 0..=1, require_equals = true,
        default_missing_value = "1d", value_parser = seconds)]
    pub withdrawals: Option<i64>,
    /// Only the steps with this name, such as `claim`
    #[arg(long, value_name = "STEP", value_parser = step)]
    pub only: Option<String>,
    /// Go on: wait for what is due next, until nothing will be (Ctrl-C stops)
    #[arg(long)]
    pub watch: bool,
    #[command(flatten)]
    pub cluster: Cluster,
    #[command(flatten)]
    pub sending: Sending,
}

const CRANK_EXAMPLES: &str = "\
Examples:
  groundswell crank LAUNCH --url devnet --dry-run
  groundswell crank LAUNCH --url devnet --list airdrop --plan kols --plan vcs
  groundswell crank LAUNCH --url devnet --list airdrop --withdrawals=7d --watch
  groundswell crank LAUNCH --url devnet --only settle";

fn step(text: &str) -> Result<String, String> {
    match STEPS.contains(&text) {
        true => Ok(text.to_owned()),
        false => Err(format!("expected one of {}", STEPS.join(", "))),
    }
}

fn seconds(text: &str) -> Result<i64, String> {
    let seconds = duration::parse(text).filter(|seconds| *seconds > 0);
    seconds.map(i64::from).ok_or_else(|| "expected a length of time such as 7d or 12h".to_owned())
}
