//! Two launches on one ledger, and what stands beside them; every step is booked in the model, and
//! then ledger and model are compared.

use groundswell_sdk::Address;
use groundswell_tests::{World, stage::key};
use solana_account::Account;
use solana_instruction::Instruction;
use solana_signer::Signer;
use std::{
    collections::{BTreeMap, BTreeSet},
    mem,
    panic::{AssertUnwindSafe, catch_unwind},
};

use crate::{
    between::{between, inv_a6_an_error_of_its_own},
    invariants,
    machine::{Action, Sent, ahead},
    model::{About, Books, Name},
    side::Side,
    sum::Counts,
};

/// Who contributes, claims and offers.
pub const WALLETS: [Name; 5] = ["alice", "bob", "carol", "dan", "eve"];
/// Who is on the lists.
pub const LISTERS: [Name; 2] = ["lister a", "lister b"];
#[rustfmt::skip]
pub const GRANTEES: [Name; 14] = [
    "kol 0", "kol 1", "kol 2", "kol 3", "kol 4", "vc 0", "vc 1", "team 0", "team 1", "team 2",
    "treasurer", "ann", "ben", "cem",
];
/// Who has a key of the project.
pub const OTHERS: [Name; 2] = ["creator", "grantor"];
/// Quote units that every wallet begins with.
pub const PURSE: u64 = 100_000;

/// Who signs says where their own tokens go; who starts a plan, which: another account may be meant.
const TO_ANY_ACCOUNT: [Name; 6] = [
    "withdraw",
    "take back",
    "start plan",
    "cancel draft",
    "close governor",
    "close governor beside",
];

/// What is about to be sent.
pub struct Step {
    pub name: Name,
    pub side: usize,
    pub instructions: Vec<Instruction>,
    pub signers: Vec<Name>,
    pub about: About,
    /// How often it is in the transaction.
    pub times: u8,
}

/// Instructions, who signs them, and what they are about.
pub type Made = (Vec<Instruction>, Vec<Name>, About);

/// Whom or what a step is about, where that is not drawn.
#[derive(Clone, Copy, Default)]
pub struct Aim {
    pub who: Option<Name>,
    pub grant: Option<(usize, Name)>,
    pub cycle: Option<u32>,
    pub leaf: Option<usize>,
}

/// What a sequence comes to.
pub enum End {
    Nothing,
    OutOfAnyState,
    Hostile,
}

/// Ledger, model, and what was counted.
pub struct Run {
    pub aim: Aim,
    pub world: World,
    pub sides: [Side; 2],
    pub books: Books,
    /// Where each label of the books is.
    pub places: BTreeMap<String, Address>,
    /// The numbers of the action, and how many of them were used.
    pub numbers: (Vec<u32>, usize),
    pub accounts: BTreeMap<Address, Option<Account>>,
    pub counts: Counts,
    pub trace: Vec<String>,
    pub phases: [u8; 2],
    /// Lamports that strangers sent to accounts.
    pub lamports_given: u64,
    /// Whether the lists had ended when strangers began to get everyone out.
    pub late: bool,
}

impl Run {
    /// Nothing has happened.
    pub fn on(world: World, sides: [Side; 2]) -> Run {
        Run {
            aim: Aim::default(),
            world,
            sides,
            books: Books::default(),
            places: BTreeMap::new(),
            numbers: (vec![], 0),
            accounts: BTreeMap::new(),
            counts: Counts::default(),
            trace: vec![],
            phases: [0; 2],
            lamports_given: 0,
            late: false,
        }
    }

    /// Everything that follows is said of this launch.
    pub fn enter(&mut self, side: usize) {
        (self.world.keys, self.world.given) =
            (self.sides[side].keys, self.sides[side].given.clone());
    }

    /// Takes an action as it was drawn.
    pub fn act(&mut self, action: &Action) {
        self.numbers = (action.numbers.clone(), 0);
        match action.name {
            "warp" => return self.warp(ahead(self.world.now, &action.numbers)),
            "warp slot" => return self.warp_slot(u64::from(action.numbers[0])),
            _ => self.enter(action.side),
        }
        if !self.is_promising(action.side, action.name) && self.chance(75) {
            return;
        }
        let Some(mut step) = self.step(action.side, action.name) else { return };
        if action.sent == Sent::Twice {
            step.instructions.extend(step.instructions.clone());
            (step.times, step.name) = (2, "twice at once");
        }
        let first = step.instructions[0].program_id;
        let ours = groundswell_programs::ALL
            .iter()
            .any(|program| groundswell_tests::ledger::program_id(program.name) == first);
        if action.sent == Sent::Swapped && ours {
            return self.swapped(step);
        }
        self.send_as(action.name, step);
    }

    /// One account exchanged for any other that was ever named: it is refused, or makes no
    /// difference.
    fn swapped(&mut self, mut step: Step) {
        let others: Vec<_> = self.accounts.keys().copied().collect();
        let (other, count) = (self.pick(&others), step.instructions[0].accounts.len() as u64);
        let at = self.draw(0, count) as usize;
        let account = &mut step.instructions[0].accounts[at];
        if account.is_signer || TO_ANY_ACCOUNT.contains(&step.name) {
            return;
        }
        account.pubkey = other;
        let name = mem::replace(&mut step.name, "with another account");
        self.send_as(name, step);
    }

    /// One step of this name on this launch. `None` if there is nothing it could be about.
    pub fn step(&mut self, side: usize, name: Name) -> Option<Step> {
        let made = self.sale(side, name).or_else(|| self.list(side, name));
        let made = made.or_else(|| self.plan(side, name)).or_else(|| self.tender(side, name));
        let made = made.or_else(|| self.beside(side, name)).or_else(|| self.below(side, name));
        let (instructions, signers, about) = made?;
        Some(Step { name, side, instructions, signers, about, times: 1 })
    }

    /// Sends a step, books it, and compares.
    pub fn send(&mut self, step: Step) -> bool {
        self.send_as(step.name, step)
    }

    /// The same, where the step is counted by another name than it is booked by.
    fn send_as(&mut self, booked: Name, step: Step) -> bool {
        let Step { name, side, instructions, signers, about, times } = step;
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
        let done = outcome.result.is_ok();
        let now = self.world.now;
        self.trace.push(format!("{now} {side} {name} ({booked}) {about:?} {:?}", outcome.result));
        self.counts.add(name, &instructions, &outcome);
        self.hold(inv_a6_an_error_of_its_own(&outcome, instructions.len() as u64));
        if done {
            let (model, books) = (&mut self.sides[side].model, &mut self.books);
            let all = || (0..times).for_each(|_| model.apply(books, booked, &about, now));
            if catch_unwind(AssertUnwindSafe(all)).is_err() {
                self.hold(Err(("INV-A8", format!("the model cannot book {booked} {about:?}"))));
            }
            self.sides[side].done.insert((booked, about.plan));
            if booked == "donate lamports" {
                self.lamports_given += u64::from(times) * about.amount as u64;
            }
        }
        let fee = 5_000 * (1 + signers.iter().collect::<BTreeSet<_>>().len() as u64);
        let after: BTreeMap<_, _> =
            self.accounts.keys().map(|at| (*at, self.world.stage.ledger.account(at))).collect();
        let before = mem::replace(&mut self.accounts, after);
        let seen = [&self.sides[0].seen, &self.sides[1].seen];
        let checked = between(&before, &self.accounts, seen, side, done, fee, payer.pubkey());
        self.hold(checked);
        let checked = invariants::after(self);
        self.hold(checked);
        self.note_states();
        done
    }

    /// Stops where something does not hold, and tells how it came to that.
    fn hold(&self, checked: invariants::Checked) {
        if let Err((id, words)) = checked {
            let last = self.trace.iter().rev().take(12).rev().cloned().collect::<Vec<_>>();
            panic!("{id}: {words}\nafter {} steps:\n{}", self.trace.len(), last.join("\n"));
        }
    }

    /// Phase, list, plans and mandate of each launch, as far as they differ in kind.
    fn note_states(&mut self) {
        for side in &self.sides {
            let m = &side.model;
            let list =
                ["fund airdrop", "activate", "clawback", "close list"].map(|name| side.did(name));
            let plan = |n: usize| {
                let plan = &m.plans[n];
                (plan.zero.is_some(), side.funded(n), !plan.grants.is_empty(), side.closed(n))
            };
            let plans: Vec<_> = (0..5).map(plan).collect();
            let tenders = m.tenders.values();
            let waiting = tenders.clone().any(|t| t.spent.is_none());
            let unpaid = tenders.clone().any(|t| t.spent.is_some() && !t.offers.is_empty());
            let mandate = (side.did("price"), side.did("finish"), waiting, unpaid);
            let phase = (m.sale.phase(self.world.now), side.did("close"));
            self.counts.states.insert(format!("{phase:?} {list:?} {plans:?} {mandate:?}"));
        }
    }

    /// Sets the time; slots begin anew.
    pub fn warp(&mut self, now: i64) {
        self.world.warp(now);
        self.after_warp("warp", format!("{now} warp"));
    }

    /// Slots pass and time does not.
    fn warp_slot(&mut self, slot: u64) {
        let now = self.world.now;
        self.world.stage.ledger.set_clock(now, slot);
        self.after_warp("warp slot", format!("{now} warp to slot {slot}"));
    }

    fn after_warp(&mut self, name: Name, words: String) {
        self.trace.push(words);
        self.counts.actions.entry(name).or_default()[0] += 1;
        let checked = invariants::after(self);
        self.hold(checked);
    }

    /// What a sequence comes to.
    pub fn finish(&mut self, end: End) {
        self.numbers = (vec![], 0);
        match end {
            End::Nothing => return,
            End::OutOfAnyState => {
                self.end();
                let checked = self.inv_a2_nothing_is_left_but_what_waits();
                self.hold(checked);
            }
            End::Hostile => self.end(),
        }
        self.hold(self.inv_a1_everyone_has_what_the_terms_gave());
    }

    /// One of these, by the action's next number.
    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.draw(0, of.len() as u64) as usize]
    }

    /// A number by the action's next one; the least, where there is none.
    pub fn draw(&mut self, from: u64, until: u64) -> u64 {
        let (numbers, used) = &mut self.numbers;
        *used += 1;
        let raw = numbers.get((*used - 1) % numbers.len().max(1)).copied().unwrap_or(0);
        // The same number used again is another.
        let raw = raw.rotate_left(7 * (*used as u32 / 8));
        from + u64::from(raw) % until.max(from + 1).saturating_sub(from)
    }

    /// So often as this, by the action's next number.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.draw(0, 100) < percent
    }
}
