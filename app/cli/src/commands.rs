//! One file per command.

pub mod audit;
mod base64;
pub mod buyback;
mod call;
pub mod cancel;
mod check;
pub mod contribute;
pub mod crank;
pub mod launch;
pub mod list;
mod localnet;
mod new;
pub mod payout;
mod rehearse;
mod sample;
pub mod status;
pub mod verify;
pub mod vest;
pub mod withdraw;

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
        Command::Launch(args) => launch::run(args),
        Command::Status(args) => status::run(args),
        Command::Audit(args) => audit::run(args),
        Command::Verify(args) => verify::run(args),
        Command::Cancel(args) => cancel::run(args),
        Command::Contribute(args) => contribute::run(args),
        Command::Withdraw(args) => withdraw::run(args),
        Command::Claim(args) => payout::claim(args),
        Command::Refund(args) => payout::refund(args),
        Command::Crank(args) => crank::run(args),
        Command::List(args) => list::run(args),
        Command::Vest(args) => vest::run(args),
        Command::Buyback(args) => buyback::run(args),
    }
}
