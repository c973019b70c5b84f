//! `groundswell cancel LAUNCH`.

use std::process::ExitCode;

use anyhow::{Result, ensure};
use groundswell_cluster::{send::Call, view};
use groundswell_sdk::launch::LaunchKeys;

use crate::{args, desk, desk::Desk};

/// Sends it, or shows what it would do.
pub fn run(args: &args::CallOff) -> Result<ExitCode> {
    desk::at(&args.cluster, &args.sending, |desk| cancel(desk, args))?;
    Ok(ExitCode::SUCCESS)
}

/// Calls the launch off; whoever sits here made it.
pub fn cancel(desk: &Desk, args: &args::CallOff) -> Result<()> {
    let (_, launch) = view::clock_of(desk.chain, &args.launch)?;
    let keys = LaunchKeys::of(&launch);
    ensure!(
        desk.address() == keys.creator,
        "only the creator can call a launch off: {}, and this is the key of {}",
        keys.creator,
        desk.address()
    );
    let facts = vec![("launch", args.launch.to_string()), ("creator", keys.creator.to_string())];
    desk.finish(&Call::new("cancel", vec![keys.cancel()]), &[], facts)
}
