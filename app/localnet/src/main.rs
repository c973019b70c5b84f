//! `groundswell-localnet`: a local ledger until Ctrl-C.
#![warn(missing_docs)]

use std::process::ExitCode;

use clap::Parser as _;
use groundswell_localnet::Args;

/// It could not be started, or broke down.
const UNUSABLE: u8 = 2;

fn main() -> ExitCode {
    match groundswell_localnet::serve(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(UNUSABLE)
        }
    }
}
