//! `groundswell status LAUNCH`: a launch as the cluster has it, each number with the account it was
//! read from.

mod json;
mod text;

use std::process::ExitCode;

use anyhow::Result;
use groundswell_cluster::{
    Chain, Rpc,
    view::{self, LaunchView, Seen},
};
use groundswell_math::phase::Phase;
use groundswell_sdk::{launch::decode_contribution, program::state::Contribution};

use crate::{
    args::{self, Output},
    desk, output,
};

/// A launch, and what one wallet has in it.
pub struct Answer {
    view: LaunchView,
    contribution: Option<Seen<Contribution>>,
}

/// Reads it and prints it.
pub fn run(args: &args::Status) -> Result<ExitCode> {
    let config = desk::config(&args.cluster)?;
    let rpc = Rpc::new(&config.url, config.commitment);
    output::print(&answer(&rpc, args)?)?;
    Ok(ExitCode::SUCCESS)
}

/// What is printed.
pub fn answer(chain: &dyn Chain, args: &args::Status) -> Result<String> {
    let view = LaunchView::read(chain, &args.launch)?;
    let contribution = match &args.wallet {
        None => None,
        Some(wallet) => {
            let at = view.keys.contribution(wallet);
            let account = chain.account(&at)?;
            let program = groundswell_sdk::program::ID;
            let value = view::decoded(account.as_ref(), &program, decode_contribution);
            value.map(|value| Seen { at, value })
        }
    };
    let answer = Answer { view, contribution };
    Ok(match args.cluster.output {
        Output::Text => text::describe(&answer, args.wallet.as_ref()),
        Output::Json => format!("{:#}\n", json::answer(&answer)),
    })
}

/// The name of a phase.
pub fn phase_name(phase: Phase) -> &'static str {
    match phase {
        Phase::Draft => "draft",
        Phase::Sealed => "sealed",
        Phase::Open => "open",
        Phase::Closed => "closed",
        Phase::Settled => "settled",
        Phase::Failed => "failed",
    }
}
