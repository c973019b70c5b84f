//! The life of one account from phase to phase, and one call that is tried in each.

use groundswell_tests::{
    Stage,
    ledger::{Ledger, Outcome},
    named::{ATTACKER, FEE_PAYER, NAMES, key_of, refusal},
    stage::{address, key},
};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;
use std::collections::{BTreeMap, BTreeSet};

/// What a call that goes through is recorded as.
pub const ACCEPTED: &str = "accepted";

/// What a call meets that names an account which does not exist.
const NOT_THERE: [&str; 2] = ["AccountDataTooSmall", "UninitializedAccount"];

/// A phase of the account that a program is about.
pub struct Phase {
    /// As documents call it.
    pub name: &'static str,
    /// The phase it follows; the first one follows none.
    pub after: &'static str,
    /// When an account is in it.
    pub when: &'static str,
}

/// What takes a ledger from the phase before into the phase of that name.
pub type Enter = Box<dyn Fn(&str, Stage) -> Stage>;
/// The phase that a ledger is in, by what is stored and by the clock.
pub type Seen = Box<dyn Fn(&mut Stage) -> &'static str>;

/// A ledger in the first phase, how it gets to the others, and what is tried.
pub struct Story {
    /// The ledger, before the account is made.
    pub stage: Stage,
    /// Takes it from phase to phase.
    pub enter: Enter,
    /// Says in which phase it is.
    pub seen: Seen,
    /// What the call needs: sent in every phase, whether it is refused or not.
    pub before: Vec<Instruction>,
    /// What is tried.
    pub call: Instruction,
}

/// What became of a call.
pub struct Told {
    /// In each phase, in their order.
    pub outcomes: Vec<String>,
    /// By signer, where the call is accepted: what becomes of it with another's key and signature.
    pub signers: Vec<(Address, BTreeSet<String>)>,
    /// Which account of the call each of its keys is.
    pub call: Instruction,
}

impl Story {
    /// Tries the call in every phase, each on a copy of the ledger.
    pub fn tell(self, program: &str, phases: &[Phase]) -> Told {
        let Story { mut stage, enter, seen, before, call } = self;
        for name in NAMES {
            stage.endow(name);
        }
        let mut reached: BTreeMap<&str, Stage> = BTreeMap::new();
        let mut outcomes = vec![];
        let signing = call.accounts.iter().filter(|meta| meta.is_signer).map(|meta| meta.pubkey);
        let mut signers: Vec<(Address, BTreeSet<String>)> =
            signing.map(|at| (at, BTreeSet::new())).collect();
        for phase in phases {
            let mut stage = match reached.get(phase.after) {
                Some(earlier) => enter(phase.name, copy(earlier)),
                None => copy(&stage),
            };
            for one in &before {
                let _ = send(&mut stage, one);
            }
            assert_eq!(seen(&mut stage), phase.name, "{program}: {:?}", call.data.first());
            let outcome = attempt(&stage, program, &call);
            for (at, others) in &mut signers {
                let missing = attempt(&stage, program, &without(&call, at));
                let other = attempt(&stage, program, &by_another(&call, at));
                if outcome == ACCEPTED {
                    assert_eq!(missing, "MissingRequiredSignature");
                    others.insert(other);
                } else {
                    assert!(missing != ACCEPTED && other != ACCEPTED, "{}: {outcome}", phase.name);
                }
            }
            outcomes.push(outcome);
            reached.insert(phase.name, stage);
        }
        Told { outcomes, signers, call }
    }
}

/// The same ledger once more.
fn copy(stage: &Stage) -> Stage {
    let Ledger::Lite(svm) = &stage.ledger else { panic!("a story is told on LiteSVM") };
    Stage { ledger: Ledger::Lite(svm.clone()), now: stage.now }
}

/// Sends a call to a copy of the ledger; refused, it must have changed nothing.
fn attempt(stage: &Stage, program: &str, call: &Instruction) -> String {
    let mut stage = copy(stage);
    let look = |stage: &mut Stage| {
        let named = call.accounts.iter().map(|meta| stage.ledger.account(&meta.pubkey));
        named.collect::<Vec<_>>()
    };
    let before = look(&mut stage);
    let outcome = send(&mut stage, call);
    match outcome.result {
        Ok(()) => ACCEPTED.into(),
        Err(error) => {
            assert_eq!(before, look(&mut stage), "a refused call changed an account");
            let name = refusal(program, &error, &outcome.logs);
            let absent = before.iter().flatten().count() < before.len();
            assert!(absent || !NOT_THERE.contains(&name.as_str()), "{name}, and all is there");
            name
        }
    }
}

fn send(stage: &mut Stage, call: &Instruction) -> Outcome {
    let signing = call.accounts.iter().filter(|meta| meta.is_signer).map(|meta| meta.pubkey);
    let signing: BTreeSet<Address> = signing.collect();
    let no_key = |at: &Address| panic!("no key of {at}");
    let keys = signing.iter().map(|at| key_of(at).unwrap_or_else(|| no_key(at)));
    let keys: Vec<Keypair> = keys.collect();
    let payer = key(FEE_PAYER);
    let mut all = vec![&payer];
    all.extend(keys.iter().filter(|key| key.pubkey() != payer.pubkey()));
    stage.ledger.send(std::slice::from_ref(call), &all)
}

/// The call where this key does not sign.
fn without(call: &Instruction, signer: &Address) -> Instruction {
    let mut call = call.clone();
    for meta in call.accounts.iter_mut().filter(|meta| meta.pubkey == *signer) {
        meta.is_signer = false;
    }
    call
}

/// The call where the attacker stands and signs in its place.
fn by_another(call: &Instruction, signer: &Address) -> Instruction {
    let mut call = call.clone();
    let signing = |meta: &&mut solana_instruction::AccountMeta| meta.is_signer;
    let named = call.accounts.iter_mut().filter(signing);
    for meta in named.filter(|meta| meta.pubkey == *signer) {
        meta.pubkey = address(ATTACKER);
    }
    call
}
