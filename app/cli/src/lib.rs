//! `groundswell`: launch a token the community way. Check a charter, rehearse its sale.
//!
//! The binary is [`main`]; what else is public is for the local ledger, which makes a launch from a
//! launch file too, and whose tests run commands against it.
//!
//! Every command is the same three steps: read the files into a [`plan::Plan`], let a pure
//! function decide, print.
#![warn(missing_docs)]
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod args;
mod commands;
pub mod contributors;
mod desk;
mod distribution;
pub mod draft;
mod duration;
pub mod file;
pub mod launching;
mod mandate;
pub mod money;
mod output;
pub mod plan;
mod price;
mod progress;
mod rehearsal;
mod report;
mod rows;
pub mod rules;
pub mod sample;
mod source;
mod table;
#[cfg(test)]
mod tests;
mod unlocks;

use std::{ffi::OsString, process::ExitCode};

use clap::Parser as _;

/// Whatever could not be read, understood or written; `1` is left to what was refused.
const UNUSABLE: u8 = 2;

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    run(std::env::args_os())
}

/// Runs a command line; its first word is what this program is called.
pub fn run(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = match args::Args::try_parse_from(words) {
        Ok(args) => args,
        Err(error) => {
            // Help is an error too, and nothing can be done where printing it fails.
            let _ = error.print();
            return u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from);
        }
    };
    commands::run(&args.command).unwrap_or_else(|error| {
        output::complain(&error);
        if desk::is_refusal(&error) { ExitCode::FAILURE } else { ExitCode::from(UNUSABLE) }
    })
}
