//! `groundswell launch FILE`: everything from the mint to the seal, in steps that are done once.

mod progress;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result};
use groundswell_cluster::{
    config::read_key,
    send::{Mode, Tried},
    steps::{Journal, Run},
};
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::{
    args,
    desk::{self, Desk, Who},
    file,
    launching::{Launching, require_affordable, require_ready},
    output,
    plan::Plan,
    rules,
};
use progress::Progress;

/// Reads the file, checks its rules, and launches.
pub fn run(args: &args::Launch) -> Result<ExitCode> {
    let plan = file::read(&args.file)?;
    if let Some(broken) = rules::broken(&plan, &rules::verdicts(&plan)) {
        output::complain(&anyhow::Error::msg(broken));
        return Ok(ExitCode::FAILURE);
    }
    desk::at(&args.cluster, &args.sending, |desk| launch(desk, &plan, args))?;
    Ok(ExitCode::SUCCESS)
}

/// Launches `plan`, or goes on where the ledger says it is.
pub fn launch(desk: &Desk, plan: &Plan, args: &args::Launch) -> Result<()> {
    let creator = desk.address();
    let path = args.journal.clone().unwrap_or_else(|| journal_of(&args.file));
    let given = args.mint_keypair.as_deref().map(read_key).transpose()?;
    let genesis = desk.chain.genesis()?.to_string();
    let mut journal =
        Journal::open(&path, genesis, &creator, || given.unwrap_or_else(Keypair::new))?;
    let mint = journal.key()?;
    let rent = |bytes| Ok(desk.chain.rent(bytes)?);
    let launching = Launching::of(plan, creator, mint.pubkey(), &rent)?;
    let progress = Progress::new(desk, &launching, &path);
    if journal.is_complete() {
        return progress.was_done(&journal);
    }
    require_ready(desk.chain, plan, &launching.keys)?;
    let run = Run::new(&desk.sender, &launching.steps, creator);
    if desk.sender.mode() == Mode::Send {
        run.catch_up(&mut journal, &mut |event| progress.tell(&event))?;
    }
    let done = run.done()?;
    let estimate = run.estimate(&done)?;
    progress.plan(&done, &estimate)?;
    let (Mode::Send, Who::Key(key)) = (desk.sender.mode(), &desk.who) else {
        return progress.only_shown(&estimate);
    };
    require_affordable(desk.chain, &creator, cost(&estimate))?;
    journal.bind(launching.fingerprint())?;
    run.go(&mut journal, &estimate, &[key.as_ref(), &mint], &mut |event| progress.tell(&event))
        .with_context(|| {
            format!("the launch stopped; run the same command to go on ({})", path.display())
        })?;
    progress.finish(&journal)
}

/// What the steps that are left cost (lamports).
pub fn cost(estimate: &[Option<Tried>]) -> u64 {
    let lamports = estimate.iter().flatten().map(|tried| tried.lamports);
    lamports.fold(0, u64::saturating_add)
}

/// `launch.toml` is remembered in `launch.toml.journal.json`.
fn journal_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".journal.json");
    PathBuf::from(name)
}
