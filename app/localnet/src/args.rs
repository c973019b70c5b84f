//! The command line.

use std::path::PathBuf;

use clap::Parser;

use crate::ports::{RPC_PORT, WS_PORT};

/// A local ledger: JSON-RPC and websocket, this release's programs, wallets with money, and a clock
/// that can run fast
///
/// Nothing leaves this machine, and every key is known to everyone. Ends with Ctrl-C.
#[derive(Clone, Debug, Parser)]
#[command(name = "groundswell-localnet", version)]
pub struct Args {
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
