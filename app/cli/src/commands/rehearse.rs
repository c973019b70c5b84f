//! `groundswell rehearse`.
use std::process::ExitCode;
use crate::args;
/// x
pub fn run(_args: &args::Rehearse) -> anyhow::Result<ExitCode> { Ok(ExitCode::SUCCESS) }
