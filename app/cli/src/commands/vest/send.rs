//! `groundswell vest withdraw DIR --url ..`: pays a recipient what has vested, on a cluster.

use anyhow::{Context, Result, ensure};
use groundswell_cluster::{
    send::{Call, fits},
    view,
};
use groundswell_math::merkle::Node;
use groundswell_sdk::{
    Address,
    grants::PlanFacts,
    launch::decode_launch,
    list::Leaf,
    program,
    vesting::{PlanKeys, decode_grant, decode_plan},
    vesting_program,
};

use crate::{desk::Desk, draft::open, money::grouped};

/// Starts the plan's clock and opens the grant where that is not done, and pays what is due.
pub fn withdraw(desk: &Desk, facts: &PlanFacts, leaf: &Leaf, recipient: &Address) -> Result<()> {
    let (chain, program) = (desk.chain, vesting_program::ID);
    let plan = view::required(chain, "plan", &facts.plan, &program, decode_plan)?;
    ensure!(
        plan.root == facts.root,
        "the plan at {} on {} has another list than this folder",
        facts.plan,
        chain.place()
    );
    let keys = PlanKeys::of(facts.plan, &plan);
    let (payer, now) = (desk.address(), chain.now()?);
    let at = keys.grant(recipient);
    let account = chain.account(&at)?;
    let grant = view::decoded(account.as_ref(), &program, decode_grant);
    let mut before = vec![];
    let mut plan_started = plan;
    if !plan.has_started.get() {
        let launch = view::required(chain, "launch", &plan.launch, &program::ID, decode_launch)?;
        ensure!(
            launch.is_settled.get(),
            "the plan starts when its launch, {}, has settled, and it has not",
            plan.launch
        );
        plan_started.starts_at = launch.settled_at;
        before.push(keys.start());
    }
    if grant.is_none() {
        let proof: Vec<Node> = leaf.proof.iter().map(Node::from_bytes).collect();
        before.push(keys.open_grant(payer, *recipient, leaf.index, leaf.amount, &proof));
    }
    let vested = plan_started.vested(leaf.amount, now).ok().context("the schedule overflows")?;
    let due = match &grant {
        Some(grant) => vested.min(grant.entitled).saturating_sub(grant.withdrawn),
        None => vested,
    };
    // Whose it is now: a grant can be passed on.
    let paid = grant.as_ref().map_or(*recipient, |grant| grant.recipient);
    let pay = vec![open(&payer, &paid, &keys.mint, &keys.token_program), keys.withdraw(at, &paid)];
    let together = [before.clone(), pay.clone()].concat();
    let calls = match before.is_empty() || fits(&together, &payer) {
        true => vec![Call::new("withdraw", together)],
        false => vec![Call::new("open_grant", before), Call::new("withdraw", pay)],
    };
    desk.sequence(
        &calls,
        vec![
            ("plan", facts.plan.to_string()),
            ("grant", at.to_string()),
            ("recipient", paid.to_string()),
            ("due", grouped(due, plan.decimals)),
        ],
    )
}
