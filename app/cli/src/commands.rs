//! One file per command.

mod base64;
mod buyback;
mod call;
mod check;
mod list;
mod localnet;
mod new;
mod rehearse;
mod sample;
mod vest;

use std::process::ExitCode;

use crate::args::Command;

/// Runs one command. The exit code says what it found; an error, that it could not run.
pub fn run(command: &Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::New(args) => new::run(args),
        Command::Check(args) => check::run(args),
        Command::Sample(args) => sample::run(args),
        Command::Rehearse(args) => rehearse::run(args),
        Command::Localnet(args) => localnet::run(args),
        Command::List(args) => list::run(args),
        Command::Vest(args) => vest::run(args),
        Command::Buyback(args) => buyback::run(args),
    }
}
