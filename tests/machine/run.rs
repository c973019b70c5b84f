//! Two launches on one ledger, and a standalone plan; every step is booked in the model, and then
//! ledger and model are compared.

use groundswell_sdk::{Address, buyback::MandateKeys, launch::LaunchKeys};
use groundswell_tests::{Given, List, PlanGiven, World, stage::key};
use rand::{Rng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;
use solana_account::Account;
use solana_instruction::{Instruction, error::InstructionError};
use solana_signer::Signer;
use std::collections::{BTreeMap, BTreeSet};

use crate::{
    between::between,
    invariants,
    model::{Books, Effect, Model, Name},
};

pub const WALLETS: [Name; 5] = ["alice", "bob", "carol", "dan", "eve"];
pub const LISTERS: [Name; 2] = ["lister a", "lister b"];
pub const GRANTEES: [Name; 14] = [
    "kol 0",
    "kol 1",
    "kol 2",
    "kol 3",
    "kol 4",
    "vc 0",
    "vc 1",
    "team 0",
    "team 1",
    "team 2",
    "treasurer",
    "ann",
    "ben",
    "cem",
];
pub const OTHERS: [Name; 2] = ["creator", "grantor"];
/// Quote units that every wallet begins with.
pub const PURSE: u64 = 100_000;

/// One launch: where it is, and what should have become of it.
pub struct Side {
    pub keys: LaunchKeys,
    pub given: Given,
    pub model: Model,
    /// Its plans, then its stream, then the standalone plan.
    pub plans: Vec<PlanGiven>,
    pub list: List,
    pub mandate: MandateKeys,
    /// Where grants are, and contributions.
    pub grants: BTreeMap<(usize, Name), Address>,
    pub contributions: BTreeMap<Name, Address>,
    /// Every account that its steps named.
    pub seen: BTreeSet<Address>,
}

/// What is about to be sent.
pub struct Step {
    pub name: Name,
    pub side: usize,
    pub instructions: Vec<Instruction>,
    pub signers: Vec<Name>,
    pub effect: Effect,
    /// How often it is in the transaction.
    pub times: u8,
}

/// Whom or what a step is about, where that is not drawn.
#[derive(Clone, Copy, Default)]
pub struct Aim {
    pub who: Option<Name>,
    pub grant: Option<(usize, Name)>,
    pub cycle: Option<u32>,
    pub leaf: Option<usize>,
}

pub struct Run {
    pub aim: Aim,
    pub world: World,
    pub sides: [Side; 2],
    pub books: Books,
    /// Where each label of the books is.
    pub places: BTreeMap<String, Address>,
    pub random: ChaCha8Rng,
    pub accounts: BTreeMap<Address, Option<Account>>,
    /// Successes and refusals by action.
    pub tally: BTreeMap<Name, [u64; 2]>,
    pub refusals: BTreeMap<String, u64>,
    pub trace: Vec<String>,
    pub phases: [u8; 2],
    pub most_units: u64,
}

impl Run {
    /// Everything that follows is said of this launch.
    pub fn enter(&mut self, side: usize) {
        (self.world.keys, self.world.given) =
            (self.sides[side].keys, self.sides[side].given.clone());
    }

    /// Sends a step, books it, and compares.
    pub fn send(&mut self, step: Step) -> bool {
        let Step { name, side, instructions, signers, effect, times } = step;
        let payer = key("payer");
        let keys: Vec<_> = signers.iter().map(|name| key(name)).collect();
        let all: Vec<_> = [&payer].into_iter().chain(&keys).collect();
        let mut named: BTreeSet<Address> = BTreeSet::from([payer.pubkey()]);
        named.extend(instructions.iter().flat_map(|one| &one.accounts).map(|one| one.pubkey));
        for address in &named {
            let account = self.world.ledger.account(address);
            self.accounts.entry(*address).or_insert(account);
        }
        self.sides[side].seen.extend(&named);
        let outcome = self.world.stage.ledger.send(&instructions, &all);
        let done = outcome.result == Ok(());
        self.trace
            .push(format!("{} {side} {name} {effect:?} {:?}", self.world.now, outcome.result));
        self.tally.entry(name).or_default()[usize::from(!done)] += 1;
        self.most_units = self.most_units.max(outcome.compute_units);
        if let Err(error) = &outcome.result {
            *self.refusals.entry(format!("{error:?}")).or_default() += 1;
            if *error == InstructionError::ProgramFailedToComplete
                || *error == InstructionError::ComputationalBudgetExceeded
            {
                self.fail("INV-A6", format!("{error:?} {:?}", outcome.logs));
            }
        } else {
            let now = self.world.now;
            let (model, books) = (&mut self.sides[side].model, &mut self.books);
            let trace = &self.trace;
            let booked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                (0..times).for_each(|_| model.apply(books, &effect, now));
            }));
            if booked.is_err() {
                panic!("the model cannot book it\n{}", trace.join("\n"));
            }
        }
        let fee = 5_000 * (1 + signers.iter().collect::<BTreeSet<_>>().len() as u64);
        let after: BTreeMap<_, _> =
            self.accounts.keys().map(|at| (*at, self.world.stage.ledger.account(at))).collect();
        let before = std::mem::replace(&mut self.accounts, after);
        let seen = [&self.sides[0].seen, &self.sides[1].seen];
        let checked = between(&before, &self.accounts, seen, side, done, fee, payer.pubkey())
            .and_then(|()| invariants::after(self));
        if let Err((id, words)) = checked {
            self.fail(id, words);
        }
        done
    }

    fn fail(&self, id: &str, words: String) -> ! {
        panic!("{id}: {words}\n{}", self.trace.join("\n"));
    }

    pub fn warp(&mut self, now: i64) {
        self.world.warp(now);
        self.trace.push(format!("{now} warp"));
        if let Err((id, words)) = invariants::after(self) {
            self.fail(id, words);
        }
    }

    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        *of.choose(&mut self.random).unwrap()
    }

    pub fn draw(&mut self, from: u64, until: u64) -> u64 {
        self.random.random_range(from..until.max(from + 1))
    }

    pub fn chance(&mut self, of: f64) -> bool {
        self.random.random_bool(of)
    }
}
