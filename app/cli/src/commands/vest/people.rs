//! What people of a plan may do with one grant: its recipient discloses it or passes it on, the
//! grantor makes it, grantor or recipient end it, the attester says that a deliverable was missed.

use std::{collections::BTreeMap, fs};

use anyhow::{Context, Result, ensure};
use groundswell_cluster::{config::read_key, send::Call, view};
use groundswell_math::merkle::Node;
use groundswell_sdk::{
    Address,
    vesting::{GovernorKeys, PlanKeys, decode_governor, decode_grant, decode_plan},
    vesting_program::{
        self,
        state::{Grant, LINK_BYTES, Plan},
    },
};
use sha2::{Digest, Sha256};
use solana_instruction::Instruction;
use solana_signer::Signer;

use super::reading::PlanFolder;
use crate::{args, commands::list::proof, desk, desk::Desk, money::grouped};

/// A grant on the ledger.
struct Found {
    keys: PlanKeys,
    plan: Plan,
    at: Address,
    /// Whose it is now.
    recipient: Address,
    amount: u64,
    /// Opens it, where only its plan's list has it so far.
    opening: Vec<Instruction>,
}

impl Found {
    fn read(desk: &Desk, of: &args::OfGrant) -> Result<Found> {
        let recipient = of.recipient.unwrap_or(desk.address());
        let (address, folder) = match &of.plan {
            args::PlanAt::Account(address) => (*address, None),
            args::PlanAt::Folder(dir) => {
                let folder = PlanFolder::read(dir)?;
                (folder.facts.plan, Some(folder))
            }
        };
        let program = vesting_program::ID;
        let plan = view::required(desk.chain, "plan", &address, &program, decode_plan)?;
        let keys = PlanKeys::of(address, &plan);
        let at = keys.grant(&recipient);
        let account = desk.chain.account(&at)?;
        if let Some(grant) = view::decoded(account.as_ref(), &program, decode_grant) {
            let Grant { recipient, amount, .. } = grant;
            return Ok(Found { keys, plan, at, recipient, amount, opening: vec![] });
        }
        let folder = folder.with_context(|| {
            format!(
                "{recipient} has no open grant of the plan {address} on {}. If it is on the plan's \
                 list, name the list's folder instead of the address: that opens it",
                desk.chain.place()
            )
        })?;
        ensure!(
            plan.root == folder.facts.root,
            "the plan {address} has another list than this folder"
        );
        let leaves = proof::find(&folder.dir, &folder.list, &recipient)?.leaves;
        let leaf = leaves
            .first()
            .with_context(|| format!("{recipient} has no grant of {}", folder.dir.display()))?;
        let nodes: Vec<Node> = leaf.proof.iter().map(Node::from_bytes).collect();
        let opening =
            vec![keys.open_grant(desk.address(), recipient, leaf.index, leaf.amount, &nodes)];
        Ok(Found { keys, plan, at, recipient, amount: leaf.amount, opening })
    }

    fn facts(&self) -> Vec<(&'static str, String)> {
        vec![
            ("plan", self.keys.plan.to_string()),
            ("grant", self.at.to_string()),
            ("recipient", self.recipient.to_string()),
            ("amount", grouped(self.amount, self.plan.decimals)),
        ]
    }

    /// Sends `instruction`, behind what opens the grant.
    fn send(
        mut self,
        desk: &Desk,
        name: &'static str,
        instruction: Instruction,
        others: &[&dyn Signer],
        more: Vec<(&'static str, String)>,
    ) -> Result<()> {
        let facts = [self.facts(), more].concat();
        self.opening.push(instruction);
        desk.finish(&Call::new(name, self.opening), others, facts)
    }
}

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
    let found = Found::read(desk, &args.of)?;
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
    let found = Found::read(desk, args)?;
    let cancel = found.keys.cancel(desk.address(), found.at);
    found.send(desk, "cancel", cancel, &[], vec![])
}

/// Passes a grant on to another wallet, which signs too.
pub fn reassign(desk: &Desk, args: &args::Reassign) -> Result<()> {
    let to = read_key(&args.to)?;
    let found = Found::read(desk, &args.of)?;
    let reassign = found.keys.reassign(desk.address(), to.pubkey(), found.at);
    found.send(desk, "reassign", reassign, &[&to], vec![("to", to.pubkey().to_string())])
}

/// Marks a deliverable as missed, as the attester.
pub fn mark_missed(desk: &Desk, args: &args::OfGrant) -> Result<()> {
    let found = Found::read(desk, args)?;
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
            let close = GovernorKeys::of(at, &governor).close_governor();
            calls.push(Call::new(format!("close_governor, {at}"), vec![close]));
        }
    }
    desk.sequence(&calls, vec![("plans", args.plans.len().to_string())])
}
