//! `groundswell claim LAUNCH` and `groundswell refund LAUNCH`: a contributor is paid out, whoever
//! sends it.

use std::process::ExitCode;

use anyhow::{Result, ensure};
use groundswell_cluster::{send::Call, view};
use groundswell_math::phase::Phase;
use groundswell_sdk::{
    Address,
    launch::{LaunchKeys, decode_contribution},
    program::{self, state::Contribution},
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

/// A wallet's contribution, and where it is.
pub fn contribution(
    desk: &Desk,
    keys: &LaunchKeys,
    wallet: &Address,
) -> Result<(Address, Contribution)> {
    let at = keys.contribution(wallet);
    ensure!(
        desk.chain.account(&at)?.is_some(),
        "{wallet} has no contribution in this launch on {}: it made none, took all of it back, or was \
         paid out already",
        desk.chain.place()
    );
    let found = view::required(desk.chain, "contribution", &at, &program::ID, decode_contribution)?;
    Ok((at, found))
}

/// Pays a contributor to the contributor's own accounts, which are opened where they are missing.
pub fn pay_out(desk: &Desk, args: &args::PayOut, kind: Kind) -> Result<()> {
    let (now, launch) = view::clock_of(desk.chain, &args.launch)?;
    let keys = LaunchKeys::of(&launch);
    let (payer, wallet) = (desk.address(), args.wallet.unwrap_or(desk.address()));
    let (at, contribution) = contribution(desk, &keys, &wallet)?;
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
