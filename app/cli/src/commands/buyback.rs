//! `groundswell buyback`: what a mandate will do, an offer to it, the steps that are due, and what
//! the tenders of a rehearsal came to.

mod chart;
mod crank;
pub(crate) mod offer;
mod receipts;
pub(crate) mod send;
mod status;
pub(crate) mod take_back;

use std::{path::Path, process::ExitCode};

use anyhow::{Result, anyhow, bail, ensure};
use groundswell_sdk::{buyback::MandateKeys, program::state::Launch};

use crate::{
    args,
    draft::{self, MandateDraft},
    file,
    mandate::Mandate,
    money,
    plan::Plan,
    rules,
    unlocks::calendar,
};

/// What ends every answer that holds instructions.
const NOTHING_SENT: &str = "Nothing was sent: name a cluster with --url to send it.";

/// Does what the subcommand says.
pub fn run(args: &args::Buyback) -> Result<ExitCode> {
    match args {
        args::Buyback::Status(args) => status::run(args),
        args::Buyback::Offer(args) => offer::run(args),
        args::Buyback::TakeBack(args) => take_back::run(args),
        args::Buyback::Crank(args) => crank::run(args),
        args::Buyback::Receipts(args) => receipts::run(args),
    }
}

/// Reads a launch file whose mandate keeps the rules.
fn read(path: &Path) -> Result<Plan> {
    let (plan, places) = file::read_with_places(path)?;
    let verdicts = rules::of_buyback(&plan);
    let Some(broken) = verdicts.iter().find(|verdict| !verdict.holds) else { return Ok(plan) };
    let line = broken.keys.iter().find_map(|key| places.line(key)).unwrap_or(1);
    let rules::Verdict { rule, found, bound, .. } = broken;
    let path = path.display();
    bail!("{path}:{line}: {rule}: found {found}, expected {bound}; `groundswell check` says more")
}

/// The mandate of a launch that settled as the options say.
fn mandate<'a>(plan: &'a Plan, args: &args::Settled) -> Result<Mandate<'a>> {
    let terms = &plan.terms;
    let last = terms.closes_at.saturating_add(terms.settle_grace.into());
    let settled_at = args.settled.unwrap_or(terms.closes_at);
    ensure!(
        (terms.closes_at..=last).contains(&settled_at),
        "--settled is {}, expected a moment from the sale's close, {}, to the last at which it can \
         settle, {}",
        calendar::moment(settled_at),
        calendar::moment(terms.closes_at),
        calendar::moment(last)
    );
    let Some(text) = &args.raise else {
        return Ok(Mandate::settled(plan, settled_at, terms.target));
    };
    let raise = money::parse_units(text, plan.quote_decimals)
        .map_err(|error| anyhow!("--raise is \"{text}\", {error}"))?;
    let (least, most) = (terms.min_raise, rules::terms(plan).highest_price());
    let [least_shown, most_shown] =
        [least, most].map(|units| money::grouped(units, plan.quote_decimals));
    ensure!(
        (least..=most).contains(&raise),
        "--raise is \"{text}\", expected {least_shown} to {most_shown} {}: below, the sale fails, \
         and no sale raises more",
        plan.quote_symbol
    );
    Ok(Mandate::settled(plan, settled_at, raise))
}

/// The mandate of a launch as a cluster has it: settled when and at what it says.
pub(crate) fn on_chain<'a>(plan: &'a Plan, launch: &Launch) -> Mandate<'a> {
    match launch.is_settled.get() {
        true => Mandate::settled(plan, launch.settled_at, launch.clearing.raise),
        false => Mandate::of(plan),
    }
}

/// Where the mandate's accounts are.
fn keys(plan: &Plan, args: &args::Keys) -> MandateKeys {
    // No instruction that is made here names the quote token.
    let quote_mint = plan.quote_mint.unwrap_or_default();
    let launch = draft::keys(plan, args.creator, args.mint, quote_mint);
    MandateDraft::of(plan, &launch).keys
}

/// Unix seconds.
fn now() -> i64 {
    jiff::Timestamp::now().as_second()
}
