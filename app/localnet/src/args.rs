//! The command line.

use std::path::PathBuf;

use clap::Parser;

use crate::{
    Phase,
    ports::{RPC_PORT, WS_PORT},
};

/// A local ledger with a launch on it: JSON-RPC and websocket, this release's programs, wallets with
/// money, and a clock that can run fast
///
/// Nothing leaves this machine, and every key is known to everyone. Ends with Ctrl-C.
#[derive(Clone, Debug, Parser)]
#[command(name = "groundswell-localnet", version, after_help = EXAMPLES)]
pub struct Args {
    /// The launch file [default: examples/level.toml, which is built in]
    #[arg(value_name = "FILE", conflicts_with = "bare")]
    pub file: Option<PathBuf>,
    /// How far the launch has come
    #[arg(long, value_enum, default_value_t = Phase::Sale, conflicts_with = "bare")]
    pub phase: Phase,
    /// How many contribute to it in all; in the middle of the sale half of them have
    #[arg(long, value_name = "N", default_value_t = 100, conflicts_with = "bare")]
    pub contributors: u32,
    /// No launch: the ledger with programs, wallets and a quote token, at this time
    #[arg(long)]
    pub bare: bool,
    /// Port of JSON-RPC
    #[arg(long, value_name = "PORT", default_value_t = RPC_PORT)]
    pub rpc_port: u16,
    /// Port of the websocket
    #[arg(long, value_name = "PORT", default_value_t = WS_PORT)]
    pub ws_port: u16,
    /// Seconds of the ledger in a second: 60 makes a minute of an hour, 0 stops time
    #[arg(long, value_name = "N", default_value_t = 1.0)]
    pub speed: f64,
    /// Folder for localnet.json and the wallets' keys
    #[arg(long, value_name = "DIR", default_value = "localnet")]
    pub dir: PathBuf,
}

const EXAMPLES: &str = "\
Examples:
  groundswell localnet                             # the middle of a sale, in real time
  groundswell localnet --speed 3600                # an hour in a second: watch it close
  groundswell localnet mytoken/launch.toml --phase settled
  groundswell localnet --phase buyback --dir /tmp/localnet";
