//! `groundswell claim LAUNCH` and `groundswell refund LAUNCH`: a contributor is paid out, whoever
//! sends it.

use std::process::ExitCode;

use anyhow::Result;
use groundswell_cluster::{send::Call, view};
use groundswell_math::phase::Phase;
use groundswell_sdk::{
    launch::{LaunchKeys, decode_contribution},
    program,
};

use crate::{
    args, desk,
    desk::Desk,
    draft::{TOKEN, open},
    money,
};

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Of a sale that settled.
    Claim,
    /// Of a sale that failed.
    Refund,
}

/// Pays a contributor of a settled sale.
pub fn claim(args: &args::PayOut) -> Result<ExitCode> {
    run(args, Kind::Claim)
}

/// Pays a contributor of a failed sale back.
pub fn refund(args: &args::PayOut) -> Result<ExitCode> {
    run(args, Kind::Refund)
}

fn run(args: &args::PayOut, kind: Kind) -> Result<ExitCode> {
    desk::at(&args.cluster, &args.sending, |desk| pay_out(desk, args, kind))?;
    Ok(ExitCode::SUCCESS)
}

/// Pays a contributor to the contributor's own accounts, which are opened where they are missing.
pub fn pay_out(desk: &Desk, args: &args::PayOut, kind: Kind) -> Result<()> {
    let (now, launch) = view::clock_of(desk.chain, &args.launch)?;
    let keys = LaunchKeys::of(&launch);
    let (payer, wallet) = (desk.address(), args.wallet.unwrap_or(desk.address()));
    let at = keys.contribution(&wallet);
    let contribution =
        view::required(desk.chain, "contribution", &at, &program::ID, decode_contribution)?;
    let deposit = contribution.amount.get();
    let mut facts = vec![
        ("launch", args.launch.to_string()),
        ("contributor", wallet.to_string()),
        ("contribution", at.to_string()),
    ];
    let quote = |units: u64| money::grouped(units, launch.quote_decimals);
    let open_quote = open(&payer, &wallet, &keys.quote_mint, &TOKEN);
    let call = match kind {
        Kind::Claim => {
            let allocation = (launch.phase(now) == Phase::Settled)
                .then(|| launch.clearing().allocation(deposit, contribution.tick, launch.for_sale))
                .flatten();
            if let Some(allocation) = allocation {
                facts.extend([
                    ("tokens", money::grouped(allocation.tokens, launch.base_decimals)),
                    ("accepted", quote(allocation.accepted)),
                    ("refund", quote(allocation.refund)),
                ]);
            }
            let open_base = open(&payer, &wallet, &keys.base_mint, &keys.base_token_program);
            let claim = keys.claim(wallet, contribution.rent_payer);
            Call::new("claim", vec![open_base, open_quote, claim])
        }
        Kind::Refund => {
            facts.push(("refund", quote(deposit)));
            Call::new("refund", vec![open_quote, keys.refund(wallet, contribution.rent_payer)])
        }
    };
    desk.finish(&call, &[], facts)
}
