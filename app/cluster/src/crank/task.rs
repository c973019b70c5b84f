//! One step that is due.

use std::{borrow::Cow, collections::BTreeSet};

use groundswell_sdk::{Address, pda};
use solana_instruction::Instruction;
use spl_associated_token_account_interface::instruction::create_associated_token_account_idempotent;

/// One step that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// What its program calls it.
    pub name: &'static str,
    /// What it is about: `tranche 2`, `the contribution of ..`.
    pub whose: Cow<'static, str>,
    /// Token accounts that it pays into: whoever takes the step makes those that are missing.
    pub opens: Vec<Opens>,
    /// What it does.
    pub instruction: Instruction,
    /// An account that is not the same afterwards.
    pub witness: Address,
}

/// An associated token account that has to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opens {
    /// Whose it is.
    pub wallet: Address,
    /// What it holds.
    pub mint: Address,
    /// The program that belongs to.
    pub program: Address,
}

impl Opens {
    /// Where it is.
    pub fn at(&self) -> Address {
        pda::associated(&self.wallet, &self.mint, &self.program).0
    }

    /// Makes it, unless it is there.
    pub fn open(&self, payer: &Address) -> Instruction {
        create_associated_token_account_idempotent(payer, &self.wallet, &self.mint, &self.program)
    }
}

impl Task {
    /// A step that needs no token account.
    pub(super) fn new(
        name: &'static str,
        whose: impl Into<Cow<'static, str>>,
        instruction: Instruction,
        witness: Address,
    ) -> Task {
        Task { name, whose: whose.into(), opens: vec![], instruction, witness }
    }

    /// The same, which pays into these.
    pub(super) fn into_accounts(self, opens: impl IntoIterator<Item = Opens>) -> Task {
        Task { opens: opens.into_iter().collect(), ..self }
    }

    /// Name and subject: `claim, the contribution of ..`.
    pub fn title(&self) -> String {
        format!("{}, {}", self.name, self.whose)
    }
}

/// The instructions of several steps; each account that is not among `existing` is made once.
pub(super) fn instructions(
    tasks: &[Task],
    payer: &Address,
    existing: &BTreeSet<Address>,
) -> Vec<Instruction> {
    let mut made = BTreeSet::new();
    let mut all = vec![];
    for task in tasks {
        for opens in &task.opens {
            let at = opens.at();
            if !existing.contains(&at) && made.insert(at) {
                all.push(opens.open(payer));
            }
        }
        all.push(task.instruction.clone());
    }
    all
}
