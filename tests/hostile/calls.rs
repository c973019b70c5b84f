//! Every call of every program that succeeds, on a ledger with the attacker's program.

use groundswell_tests::{
    hostile::{Script, actor},
    named::FEE_PAYER,
    sources::{self, PROGRAMS},
    stage::address,
    tokens::send_lamports,
    verdict::changed,
};
use litesvm::LiteSVM;
use solana_account::Account;
use solana_address::Address;
use solana_instruction::Instruction;
use std::{collections::BTreeMap, sync::OnceLock, thread};

use crate::{
    control::{Control, controls},
    later, relayed,
    send::send,
};

/// One thing that was tried, and what became of it.
pub struct Case {
    /// What was tried.
    pub attack: &'static str,
    /// With which call and, where it matters, with which of its accounts.
    pub name: String,
    /// What became of it.
    pub outcome: String,
}

/// Names, by what became of them.
pub type Outcomes = BTreeMap<String, Vec<String>>;

/// Everything that is tried with the calls of a program.
fn of_program(program: &'static str) -> Vec<Case> {
    let mut all = vec![];
    for listed in sources::instructions(program) {
        for (variant, mut setup) in controls(program, &listed.name) {
            setup.stage.invite();
            let control = Control::new(program, variant, &listed, setup);
            all.extend(relayed::cases(&control));
            all.extend(later::cases(&control));
        }
    }
    all
}

/// All that was tried, in its order.
pub fn all() -> &'static [Case] {
    static ALL: OnceLock<Vec<Case>> = OnceLock::new();
    ALL.get_or_init(|| {
        let running = PROGRAMS.map(|program| thread::spawn(move || of_program(program)));
        running.into_iter().flat_map(|one| one.join().unwrap()).collect()
    })
}

/// What became of an attack on every call of every program.
pub fn outcomes(attack: &str) -> Outcomes {
    let mut outcomes = Outcomes::new();
    for case in all().iter().filter(|case| case.attack == attack) {
        outcomes.entry(case.outcome.clone()).or_default().push(case.name.clone());
    }
    assert!(!outcomes.is_empty(), "{attack} was never tried");
    outcomes
}

/// All that an attack comes to.
pub fn only(attack: &str) -> Vec<String> {
    outcomes(attack).into_keys().collect()
}

/// What an attack should come to.
pub fn expected(lists: &[(&str, &[&str])]) -> Outcomes {
    let listed = |names: &[&str]| names.iter().map(ToString::to_string).collect();
    lists.iter().map(|(outcome, names)| (outcome.to_string(), listed(names))).collect()
}

impl Control {
    /// The script, as one instruction that everyone signs who signs the call.
    pub fn outer(&self, script: &Script) -> Instruction {
        let signing = self.call.accounts.iter().filter(|meta| meta.is_signer);
        script.signed_by(&signing.map(|meta| meta.pubkey).collect::<Vec<_>>())
    }

    /// Sends an instruction to a copy of the ledger; if it is refused, nothing has changed.
    pub fn sent(&self, instruction: &Instruction) -> Result<LiteSVM, String> {
        self.sent_to(&self.svm, instruction)
    }

    /// The same to a copy of any ledger.
    pub fn sent_to(&self, svm: &LiteSVM, instruction: &Instruction) -> Result<LiteSVM, String> {
        let mut after = svm.clone();
        let result = send(&mut after, self, instruction);
        if result.is_err() {
            let changed = changed(svm, &after, &address(FEE_PAYER));
            assert!(changed.is_empty(), "{} was refused and changed {changed:?}", self.name);
        }
        result.map(|()| after)
    }

    /// Accounts that differ between two ledgers.
    pub fn changed(&self, one: &LiteSVM, other: &LiteSVM) -> Vec<Address> {
        changed(one, other, &address(FEE_PAYER))
    }

    /// A case that is named after the call and what follows.
    pub fn case(&self, attack: &'static str, rest: &str, outcome: String) -> Case {
        Case { attack, name: format!("{}{rest}", self.name), outcome }
    }

    /// Lamports from the attacker's own, for every account that the call closes.
    pub fn gifts(&self, after: &LiteSVM) -> Vec<Instruction> {
        let is_gone = |at: &Address| {
            let account: Option<Account> = after.get_account(at);
            self.get(at).is_some() && account.is_none_or(|account| account.lamports == 0)
        };
        let named = self.call.accounts.iter().map(|meta| meta.pubkey);
        let gone = named.filter(is_gone);
        gone.map(|at| send_lamports(&actor().0, &at, 10_000_000)).collect()
    }
}

/// A result as a word.
pub fn word(result: Result<LiteSVM, String>) -> String {
    result.err().unwrap_or_else(|| "succeeds".into())
}
