//! `groundswell list claim DIR`: pays a listed wallet what has unlocked, whoever sends it.

use std::{path::Path, process::ExitCode};

use anyhow::{Context, Result, ensure};
use groundswell_cluster::{Chain, send::Call, view};
use groundswell_math::{bitmap::page_of, merkle::Node};
use groundswell_sdk::{
    Address,
    distributor::{ListKeys, decode_distributor},
    distributor_program::{self, state::Distributor},
    list::Leaf,
};

use super::{proof, reading};
use crate::{args, desk, desk::Desk, draft::open, money::grouped, output};

/// Sends it, or shows what it would do. Exit code 1 if nothing is due.
pub fn run(args: &args::Claim) -> Result<ExitCode> {
    let (dir, sending) = (&args.dir, &args.sending);
    desk::at(&args.cluster, sending, |desk| {
        let wallet = args.wallet.unwrap_or(desk.address());
        Ok(match claim(desk, dir, &wallet)? {
            true => ExitCode::SUCCESS,
            false => ExitCode::FAILURE,
        })
    })
}

/// Claims every leaf of `wallet` of which something is due. `false` if nothing is.
pub fn claim(desk: &Desk, dir: &Path, wallet: &Address) -> Result<bool> {
    let facts = reading::facts(dir)?;
    let answer = proof::find(dir, &facts, wallet)?;
    let at = facts.distributor;
    let program = distributor_program::ID;
    let list = view::required(desk.chain, "list", &at, &program, decode_distributor)?;
    ensure!(
        list.root().bytes() == facts.root_node().bytes(),
        "the list at {at} on {} is not that of {}: its root differs",
        desk.chain.place(),
        dir.display()
    );
    let keys = ListKeys::of(at, &list);
    let mut calls = vec![];
    let mut sum = 0u64;
    for leaf in &answer.leaves {
        let due = due(desk.chain, &keys, &list, leaf)?;
        if due > 0 {
            sum = sum.saturating_add(due);
            calls.push(call(desk, &keys, wallet, leaf));
        }
    }
    if calls.is_empty() {
        let why = match answer.leaves.is_empty() {
            true => "is not on this list",
            false => "has nothing due: what has unlocked was claimed",
        };
        output::print(&desk.say(&format!("{wallet} {why}.\n")))?;
        return Ok(false);
    }
    desk.sequence(
        &calls,
        vec![
            ("list", at.to_string()),
            ("wallet", wallet.to_string()),
            ("due", grouped(sum, list.decimals)),
        ],
    )?;
    Ok(true)
}

/// What has unlocked of a leaf and was not claimed (base units).
fn due(chain: &dyn Chain, keys: &ListKeys, list: &Distributor, leaf: &Leaf) -> Result<u64> {
    let page = keys.page(page_of(leaf.index));
    let account = chain.account(&page)?;
    let account = account.with_context(|| format!("the list's page at {page} is not open"))?;
    let claimed = view::claimed_steps(&account.data, list.step_count, leaf.index);
    let claimed = claimed.with_context(|| format!("the list's page at {page} lacks bits"))?;
    // What is not claimable for another reason the program says better.
    let unlocked = list.claimable_steps(chain.now()?).unwrap_or(list.step_count);
    Ok(list.due(leaf.amount, claimed, unlocked).unwrap_or(0))
}

fn call(desk: &Desk, keys: &ListKeys, wallet: &Address, leaf: &Leaf) -> Call {
    let proof: Vec<Node> = leaf.proof.iter().map(Node::from_bytes).collect();
    let open = open(&desk.address(), wallet, &keys.mint, &keys.token_program);
    let claim = keys.claim(wallet, leaf.index, leaf.amount, &proof);
    Call::new(format!("claim of leaf {}", leaf.index), vec![open, claim])
}
