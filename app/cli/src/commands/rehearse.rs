//! `groundswell rehearse`.
use crate::args;
use std::process::ExitCode;
/// x
pub fn run(_args: &args::Rehearse) -> anyhow::Result<ExitCode> {
    Ok(ExitCode::SUCCESS)
}
