//! `groundswell vest withdraw PLAN --url ..`: pays a recipient what has vested, on a cluster.

use anyhow::{Context, Result, ensure};
use groundswell_cluster::{
    send::{Call, fits},
    view,
};
use groundswell_sdk::{Address, launch::decode_launch, math::schedule, program};

use super::found::Found;
use crate::{args::PlanAt, desk::Desk, draft::open, money::grouped};

/// Starts the plan's clock and opens the grant where that is not done, and pays what is due.
pub fn withdraw(desk: &Desk, plan: &PlanAt, recipient: Option<Address>) -> Result<()> {
    let (chain, payer) = (desk.chain, desk.address());
    let Found { keys, plan, at, recipient, amount, entitled, withdrawn, opening } =
        Found::read(desk, plan, recipient)?;
    let (mut started, mut before) = (plan, vec![]);
    if !plan.has_started.get() {
        let launch = view::required(chain, "launch", &plan.launch, &program::ID, decode_launch)?;
        ensure!(
            launch.is_settled.get(),
            "the plan starts when its launch, {}, has settled, and it has not",
            plan.launch
        );
        started.starts_at = launch.settled_at;
        before.push(keys.start());
    }
    before.extend(opening);
    let vested = started.vested(amount, chain.now()?).ok().context("the schedule overflows")?;
    let due = schedule::due(vested, entitled, withdrawn);
    let pay = vec![
        open(&payer, &recipient, &keys.mint, &keys.token_program),
        keys.withdraw(at, &recipient),
    ];
    let together = [before.clone(), pay.clone()].concat();
    let calls = match before.is_empty() || fits(&together, &payer) {
        true => vec![Call::new("withdraw", together)],
        false => vec![Call::new("open_grant", before), Call::new("withdraw", pay)],
    };
    desk.sequence(
        &calls,
        vec![
            ("plan", keys.plan.to_string()),
            ("grant", at.to_string()),
            ("recipient", recipient.to_string()),
            ("due", grouped(due, plan.decimals)),
        ],
    )
}
