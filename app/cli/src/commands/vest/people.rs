//! What people of a plan may do with one grant: its recipient discloses it or passes it on, the
//! grantor makes it, grantor or recipient end it, the attester says that a deliverable was missed.

use std::{collections::BTreeMap, fs};

use anyhow::{Context, Result, ensure};
use groundswell_cluster::{config::read_key, send::Call, view};
use groundswell_sdk::{
    Address,
    vesting::{GovernorKeys, PlanKeys, decode_governor, decode_plan},
    vesting_program::{self, state::LINK_BYTES},
};
use sha2::{Digest, Sha256};
use solana_signer::Signer;

use super::found::Found;
use crate::{args, desk, desk::Desk, money::grouped};

/// Posts the hash of a statement and where it can be read, for the recipient who sits here.
pub fn disclose(desk: &Desk, args: &args::Disclose) -> Result<()> {
    let path = args.statement.display();
    let statement = fs::read(&args.statement)
        .with_context(|| format!("cannot read {path}, expected the statement"))?;
    ensure!(
        (1..=LINK_BYTES).contains(&args.link.len()),
        "--link has {} bytes, expected 1 to {LINK_BYTES}",
        args.link.len()
    );
    let sha256: [u8; 32] = Sha256::digest(&statement).into();
    let found = Found::read(desk, &args.of.plan, args.of.recipient)?;
    let wallet = desk.address();
    let post = found.keys.post_disclosure(wallet, wallet, found.at, sha256, &args.link);
    let more = vec![("statement", hex::encode(sha256)), ("link", args.link.clone())];
    found.send(desk, "post_disclosure", post, &[], more)
}

/// Makes a grant of a plan without a list, as its grantor.
pub fn grant(desk: &Desk, args: &args::MakeGrant) -> Result<()> {
    let program = vesting_program::ID;
    let plan = view::required(desk.chain, "plan", &args.plan, &program, decode_plan)?;
    let keys = PlanKeys::of(args.plan, &plan);
    let amount = desk::units(&args.amount, plan.decimals)?;
    let create = keys.create_grant(desk.address(), args.recipient, amount);
    desk.finish(
        &Call::new("create_grant", vec![create]),
        &[],
        vec![
            ("plan", args.plan.to_string()),
            ("grant", keys.grant(&args.recipient).to_string()),
            ("recipient", args.recipient.to_string()),
            ("amount", grouped(amount, plan.decimals)),
        ],
    )
}

/// Ends a grant at what has vested.
pub fn cancel(desk: &Desk, args: &args::OfGrant) -> Result<()> {
    let found = Found::read(desk, &args.plan, args.recipient)?;
    let cancel = found.keys.cancel(desk.address(), found.at);
    found.send(desk, "cancel", cancel, &[], vec![])
}

/// Passes a grant on to another wallet, which signs too.
pub fn reassign(desk: &Desk, args: &args::Reassign) -> Result<()> {
    let to = read_key(&args.to)?;
    let found = Found::read(desk, &args.of.plan, args.of.recipient)?;
    let reassign = found.keys.reassign(desk.address(), to.pubkey(), found.at);
    found.send(desk, "reassign", reassign, &[&to], vec![("to", to.pubkey().to_string())])
}

/// Marks a deliverable as missed, as the attester.
pub fn mark_missed(desk: &Desk, args: &args::OfGrant) -> Result<()> {
    let found = Found::read(desk, &args.plan, args.recipient)?;
    let missed = found.keys.mark_missed(desk.address(), found.at);
    found.send(desk, "mark_missed", missed, &[], vec![])
}

/// Closes plans that were never funded, and each governor that no other plan names.
pub fn give_up(desk: &Desk, args: &args::GiveUp) -> Result<()> {
    let program = vesting_program::ID;
    let (mut calls, mut named) = (vec![], BTreeMap::<Address, u32>::new());
    for address in &args.plans {
        let plan = view::required(desk.chain, "plan", address, &program, decode_plan)?;
        let keys = PlanKeys::of(*address, &plan);
        let close = keys.close_plan(Some(desk.address()));
        calls.push(Call::new(format!("close_plan, {address}"), vec![close]));
        if let Some(governor) = keys.governor {
            let count = named.entry(governor).or_default();
            *count = count.saturating_add(1);
        }
    }
    for (at, plans) in named {
        let governor = view::required(desk.chain, "governor", &at, &program, decode_governor)?;
        if governor.plans == plans && governor.creator == desk.address() {
            let close = GovernorKeys::of(at, &governor).close_governor(Some(desk.address()));
            calls.push(Call::new(format!("close_governor, {at}"), vec![close]));
        }
    }
    desk.sequence(&calls, vec![("plans", args.plans.len().to_string())])
}
