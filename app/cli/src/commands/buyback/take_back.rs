//! `groundswell buyback take-back LAUNCH AMOUNT`.

use std::process::ExitCode;

use anyhow::{Context, Result, ensure};
use groundswell_cluster::{
    send::Call,
    view::{self, LaunchView},
};
use groundswell_sdk::{
    buyback::{MandateKeys, decode_offer},
    buyback_program, pda,
};

use crate::{args, desk, desk::Desk, draft::open, money::grouped};

/// Sends it, or shows what it would do.
pub fn run(args: &args::TakeBack) -> Result<ExitCode> {
    desk::at(&args.cluster, &args.sending, |desk| take_back(desk, args))?;
    Ok(ExitCode::SUCCESS)
}

/// Takes tokens out of an offer of whoever sits here, into the own associated account.
pub fn take_back(desk: &Desk, args: &args::TakeBack) -> Result<()> {
    let view = LaunchView::read(desk.chain, &args.launch)?;
    let mandate = view.mandate.as_ref().context("the launch has no mandate any more")?;
    let keys = MandateKeys::of(mandate.mandate.at, &mandate.mandate.value);
    let owner = desk.address();
    let is_price = args.price > 0 && args.price.is_multiple_of(keys.tick_bps);
    ensure!(
        is_price,
        "--price is {} %, expected a price that an offer can ask: a multiple of {} %",
        grouped(args.price, 2),
        grouped(keys.tick_bps, 2)
    );
    let at = pda::offer(&keys.tender(args.cycle), &owner, keys.tick_of(args.price));
    let offer = view::required(desk.chain, "offer", &at, &buyback_program::ID, decode_offer)?;
    let decimals = view.launch.value.base_decimals;
    let amount = match args.amount.as_str() {
        "all" => offer.amount,
        text => desk::units(text, decimals)?,
    };
    let to = keys.base_account(&owner).0;
    let step = (args.cycle, args.price);
    let take = keys.withdraw_offer(offer.rent_payer, owner, to, step, amount);
    let account = open(&owner, &owner, &keys.base_mint, &keys.base_token_program);
    desk.finish(
        &Call::new("withdraw_offer", vec![account, take]),
        &[],
        vec![
            ("launch", args.launch.to_string()),
            ("offer", at.to_string()),
            ("offered", grouped(offer.amount, decimals)),
            ("amount", grouped(amount, decimals)),
        ],
    )
}
