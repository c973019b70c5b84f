//! Finds one grant of a plan, given by its address or by its folder, on a cluster.

use anyhow::{Context, Result, ensure};
use groundswell_cluster::{send::Call, view};
use groundswell_math::merkle::Node;
use groundswell_sdk::{
    Address,
    vesting::{PlanKeys, decode_grant, decode_plan},
    vesting_program::{
        self,
        state::{Grant, Plan},
    },
};
use solana_instruction::Instruction;
use solana_signer::Signer;

use super::reading::PlanFolder;
use crate::{args::PlanAt, commands::list::proof, desk::Desk, money::grouped};

/// A grant on the ledger, or on its plan's list.
pub struct Found {
    /// The accounts of its plan.
    pub keys: PlanKeys,
    /// Its plan.
    pub plan: Plan,
    /// Its account.
    pub at: Address,
    /// Whose it is now.
    pub recipient: Address,
    /// All of it (base units).
    pub amount: u64,
    /// How much of it can vest at most (base units): less than all once it has ended.
    pub entitled: u64,
    /// What was paid of it (base units).
    pub withdrawn: u64,
    /// Opens it, where only its plan's list has it so far.
    pub opening: Vec<Instruction>,
}

impl Found {
    /// Finds the grant made to `recipient`, by default to who sits at the desk.
    pub fn read(desk: &Desk, plan: &PlanAt, recipient: Option<Address>) -> Result<Found> {
        let recipient = recipient.unwrap_or(desk.address());
        let (address, folder) = match plan {
            PlanAt::Account(address) => (*address, None),
            PlanAt::Folder(dir) => {
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
            let Grant { recipient, amount, entitled, withdrawn, .. } = grant;
            return Ok(Found {
                keys,
                plan,
                at,
                recipient,
                amount,
                entitled,
                withdrawn,
                opening: vec![],
            });
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
        let amount = leaf.amount;
        Ok(Found { keys, plan, at, recipient, amount, entitled: amount, withdrawn: 0, opening })
    }

    /// What is printed of it.
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        vec![
            ("plan", self.keys.plan.to_string()),
            ("grant", self.at.to_string()),
            ("recipient", self.recipient.to_string()),
            ("amount", grouped(self.amount, self.plan.decimals)),
        ]
    }

    /// Sends `instruction`, behind what opens the grant.
    pub fn send(
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
