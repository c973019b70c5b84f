//! `groundswell withdraw LAUNCH AMOUNT`.

use std::process::ExitCode;

use anyhow::Result;
use groundswell_cluster::{send::Call, view};
use groundswell_sdk::launch::LaunchKeys;

use crate::{
    args,
    commands::payout::contribution,
    desk,
    desk::Desk,
    draft::{TOKEN, open},
    money,
};

/// Sends it, or shows what it would do.
pub fn run(args: &args::Withdraw) -> Result<ExitCode> {
    desk::at(&args.cluster, &args.sending, |desk| withdraw(desk, args))?;
    Ok(ExitCode::SUCCESS)
}

/// Withdraws to the signer's own token account.
pub fn withdraw(desk: &Desk, args: &args::Withdraw) -> Result<()> {
    let (_, launch) = view::clock_of(desk.chain, &args.launch)?;
    let keys = LaunchKeys::of(&launch);
    let wallet = desk.address();
    let (at, contribution) = contribution(desk, &keys, &wallet)?;
    let amount = match args.amount.as_str() {
        "all" => contribution.amount.get(),
        text => desk::units(text, launch.quote_decimals)?,
    };
    let to = keys.quote_account(&wallet).0;
    let withdraw = keys.withdraw(wallet, contribution.rent_payer, to, amount);
    let open = open(&wallet, &wallet, &keys.quote_mint, &TOKEN);
    desk.finish(
        &Call::new("withdraw", vec![open, withdraw]),
        &[],
        vec![
            ("launch", args.launch.to_string()),
            ("contributor", wallet.to_string()),
            ("contribution", at.to_string()),
            ("amount", money::grouped(amount, launch.quote_decimals)),
        ],
    )
}
