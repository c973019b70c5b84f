//! `groundswell`: launch a token the community way. Check a charter, rehearse its sale.
//!
//! Every command is the same three steps: read the files into a [`plan::Plan`], let a pure
//! function decide, print.
#![warn(missing_docs)]
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod args;
mod commands;
mod contributors;
mod desk;
mod distribution;
mod draft;
mod duration;
mod file;
mod launching;
mod mandate;
mod money;
mod output;
mod plan;
mod price;
mod progress;
mod rehearsal;
mod report;
mod rows;
mod rules;
mod sample;
mod source;
mod table;
#[cfg(test)]
mod tests;
mod unlocks;

use std::process::ExitCode;

use clap::Parser as _;

/// Whatever could not be read, understood or written; `1` is left to what was refused.
const UNUSABLE: u8 = 2;

fn main() -> ExitCode {
    let args = args::Args::parse();
    commands::run(&args.command).unwrap_or_else(|error| {
        output::complain(&error);
        if desk::is_refusal(&error) { ExitCode::FAILURE } else { ExitCode::from(UNUSABLE) }
    })
}
