//! `groundswell list`: publish a list of claims, check one, look up a proof.

pub(crate) mod build;
pub(crate) mod claim;
mod comparison;
pub(super) mod folder;
mod lorenz;
pub(crate) mod proof;
pub(super) mod reading;
mod stats;
mod verify;

use std::process::ExitCode;

use crate::{args, money};

/// Does what the subcommand says.
pub fn run(args: &args::List) -> anyhow::Result<ExitCode> {
    match args {
        args::List::Build(args) => build::run(args),
        args::List::Verify(args) => verify::run(args),
        args::List::Proof(args) => proof::run(args),
        args::List::Claim(args) => claim::run(args),
        args::List::Stats(args) => stats::run(args),
    }
}

/// A number of leaves: `1 leaf`, `2,500 leaves`.
fn leaves(number: usize) -> String {
    match number {
        1 => "1 leaf".to_owned(),
        _ => format!("{} leaves", money::group(&number.to_string())),
    }
}
