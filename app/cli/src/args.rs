//! The command line.

mod audit;
mod buyback;
mod cluster;
mod crank;
mod grants;
mod launch;
mod list;
mod vest;

use std::{ffi::OsString, path::PathBuf};

use clap::{Parser, Subcommand};

pub use audit::{Audit, VerifyPrograms};
pub use buyback::{
    Buyback, BuybackCrank, BuybackOffer, BuybackReceipts, BuybackStatus, Keys, Settled, TakeBack,
};
pub use cluster::{Cluster, Output, Sending};
pub use crank::Crank;
pub use grants::{Disclose, GiveUp, MakeGrant, OfGrant, PlanAt, Reassign};
pub use launch::{CallOff, Contribute, Launch, PayOut, Status, Withdraw};
pub use list::{Build, Claim, List, Proof, Stats, Verify};
pub use vest::{Vest, VestBuild, VestStatus, VestWithdraw};

use crate::sample::Shape;

/// Launch a token the community way: check a charter, rehearse its sale.
#[derive(Debug, Parser)]
#[command(name = "groundswell", version, propagate_version = true, arg_required_else_help = true)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the tool can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write a commented launch file to start from
    ///
    /// Makes NAME/launch.toml, which passes `check` and can be rehearsed at once. Replaces
    /// nothing.
    New(New),
    /// Check a launch file against every rule the program enforces
    ///
    /// Prints the launch in plain words, then every rule with what was found, the bound, and
    /// where in the file it stands. Exit code: 0 if all rules are kept, 1 if one is broken, 2 if
    /// the file cannot be read.
    Check(Check),
    /// Draw the contributors of a sale from a distribution
    ///
    /// Writes a CSV: `wallet,amount`, and `price` for an auction. The same options draw the same
    /// rows on every machine; the amounts add up to the total to the last unit.
    Sample(Sample),
    /// Run the whole sale on an embedded ledger, with the real programs
    ///
    /// Creates and seals the launch, sends every contribution as a signed transaction, closes,
    /// settles, pays every claim, hands out the airdrop until its end, and writes a report.
    Rehearse(Rehearse),
    /// Run a local ledger with a launch on it, for trying things out
    ///
    /// JSON-RPC and websocket on this machine, this release's programs, wallets with money, and a
    /// clock that can run fast. Ends with Ctrl-C.
    #[command(disable_help_flag = true)]
    Localnet(Localnet),
    /// Launch for good: make the mint, publish lists and plans, seal the charter
    ///
    /// Takes one step after the other, and can be stopped at any point: run again, it goes on where
    /// the ledger says it is, and does nothing twice. Keeps a journal beside the file: the mint's
    /// key until there is a mint, and signatures.
    Launch(Launch),
    /// Show a launch on a cluster
    Status(Status),
    /// Check a launch on a cluster against its charter
    ///
    /// Reads accounts, and nothing but accounts: programs, authorities, vaults against what is owed,
    /// locks, lists, the governor, the mandate. Writes audit.json and audit.html. Exit code: 0 if
    /// nothing failed, 1 if something did, 2 if it could not be checked.
    Audit(Audit),
    /// Compare the programs on a cluster with this release, byte for byte
    ///
    /// Exit code: 0 if all are the same, 1 if one is not, 2 if they cannot be read.
    Verify(VerifyPrograms),
    /// Call a launch off before its sale opens, as its creator
    ///
    /// The supply then goes where the charter sends that of a failed sale.
    Cancel(CallOff),
    /// Contribute to a sale that is open
    Contribute(Contribute),
    /// Take a contribution back while the sale is open
    Withdraw(Withdraw),
    /// Pay a contributor of a settled sale the tokens, and what was not accepted
    Claim(PayOut),
    /// Pay a contributor of a failed sale back
    Refund(PayOut),
    /// Take every step of a launch that is due and that anyone may take
    ///
    /// Settles, pays everyone out, funds lists, plans and the mandate, claims for those on a list,
    /// holds the tenders, and closes what is over. What is due is what the cluster shows: it can be
    /// stopped at any point and run again, and several may run at once. Exit code: 0 if nothing is
    /// left to do now, 1 if the cluster refuses a step that is due, 2 if it could not run.
    Crank(Crank),
    /// Publish a list of claims, check one, look up a proof
    ///
    /// A list says who may claim how much from a distributor. All its files follow from its CSV
    /// and the distributor's address: losing the rest loses nothing.
    #[command(subcommand, arg_required_else_help = true)]
    List(List),
    /// Publish a plan of locked grants, show what unlocks when, withdraw, disclose, end, pass on
    ///
    /// A plan is one tranche that unlocks over time: who gets how much, at which price, on which
    /// schedule. Its list is published as other lists are.
    #[command(subcommand, arg_required_else_help = true)]
    Vest(Vest),
    /// Show what a mandate will buy, offer it tokens, take the steps that are due
    ///
    /// A mandate spends the buyback's share of a raise in tenders: holders offer tokens at prices
    /// of their own, and the cheapest are bought at one price for all, and burned.
    #[command(subcommand, arg_required_else_help = true)]
    Buyback(Buyback),
}

/// What `new` is told.
#[derive(Debug, clap::Args)]
pub struct New {
    /// Folder to make; its last part names the token (letters, digits, - and _)
    pub name: PathBuf,
}

/// What `check` is told.
#[derive(Debug, clap::Args)]
pub struct Check {
    /// The launch file
    pub file: PathBuf,
}

/// What `sample` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = SAMPLE_EXAMPLES)]
pub struct Sample {
    /// Launch file to take decimals, wallet limits, prices and all that is not given here from
    #[arg(long)]
    pub file: Option<PathBuf>,
    /// How many wallets
    #[arg(long, value_name = "N", allow_negative_numbers = true, required_unless_present = "file")]
    pub wallets: Option<u32>,
    /// What they commit together, in whole quote tokens
    #[arg(
        long,
        value_name = "AMOUNT",
        required_unless_present = "file",
        allow_negative_numbers = true
    )]
    pub total: Option<String>,
    /// How it is spread over them: equal, uniform, pareto:ALPHA, lognormal:SIGMA
    /// [default: pareto:1.16, where a fifth of the wallets has four fifths]
    #[arg(long)]
    pub shape: Option<Shape>,
    /// Draws another set of the same kind [default: 1]
    #[arg(long)]
    pub seed: Option<u64>,
    /// Least of one wallet, in whole quote tokens [default: one unit]
    #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
    pub min: Option<String>,
    /// Most of one wallet, in whole quote tokens [default: no limit]
    #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
    pub max: Option<String>,
    /// Decimals of the quote token [default: 6]
    #[arg(long, conflicts_with = "file")]
    pub decimals: Option<u8>,
    /// Prices an auction is bid at, ascending: 0.01,0.0125,0.015
    #[arg(long, value_delimiter = ',', allow_negative_numbers = true, conflicts_with = "file")]
    pub prices: Vec<String>,
    /// Where to write [default: the terminal]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

const SAMPLE_EXAMPLES: &str = "\
Examples:
  groundswell sample --wallets 1000 --total 2500000 --shape pareto:1.16 --seed 7 --out crowd.csv
  groundswell sample --file launch.toml --out crowd.csv
  groundswell sample --file launch.toml --wallets 50 --total 20000 --shape equal";

/// What `localnet` is told: its own program reads it, and has its own --help.
#[derive(Debug, clap::Args)]
pub struct Localnet {
    /// Passed on as it is: --help says what there is
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "OPTIONS")]
    pub options: Vec<OsString>,
}

/// What `rehearse` is told.
#[derive(Debug, clap::Args)]
pub struct Rehearse {
    /// The launch file
    pub file: PathBuf,
    /// Contributors CSV to use instead of what the file's [rehearsal] says
    #[arg(long, value_name = "CSV")]
    pub contributors: Option<PathBuf>,
    /// Folder for report.json, report.html and the CSVs they came from: contributors.csv and
    /// airdrop.csv
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}
