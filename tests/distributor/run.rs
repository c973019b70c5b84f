//! One random list, a model of what should have become of it, and random actions on both.

use groundswell_sdk::{
    Address,
    distributor_program::state::{Distributor, Sink},
    math::{
        bitmap::{PAGE_LEAVES, page_of, pages},
        merkle::depth,
    },
};
use groundswell_tests::{DistributorError, List, Stage, list::*, stage::address};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use solana_instruction::Instruction;
use std::collections::{BTreeMap, BTreeSet};

const CALLERS: [&str; 3] = ["ann", "ben", "cem"];
const DAY: i64 = 86_400;

/// What came of the actions of all runs.
#[derive(Clone, Copy, Default, Debug)]
pub struct Tally {
    pub paid: u32,
    pub paid_together: u32,
    pub refused: u32,
    pub donated: u32,
}

/// A list, and what should have become of it.
pub struct Run {
    pub list: List,
    pub stage: Stage,
    random: ChaCha8Rng,
    /// Base units that a leaf was paid; none where nothing.
    claimed: BTreeMap<u32, u64>,
    /// Steps that each leaf has claimed.
    steps: BTreeMap<u32, u8>,
    donated: Vec<u64>,
    made: Distributor,
    /// Lamports of those who paid rent, before they did.
    pub before: [u64; 2],
    pub tally: Tally,
}

impl Run {
    pub fn new(seed: u64) -> Run {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        // Every sixth list is of several pages and vaults.
        let large = seed % 6 == 5;
        let count =
            if large { random.random_range(8_193..20_000) } else { random.random_range(1..40) };
        let mut entries = crowd(count);
        for (_, amount) in &mut entries {
            let digits = random.random_range(1..12);
            *amount = random.random_range(1..=10u64.pow(digits));
        }
        let steps: usize = random.random_range(1..=12);
        let mut shares: BTreeSet<u16> = BTreeSet::from([10_000]);
        while shares.len() < steps {
            shares.insert(random.random_range(1..10_000));
        }
        let shares: Vec<u16> = shares.into_iter().collect();
        let list = List::over(entries).with_steps(&shares);
        let list = list.with(|args| args.vault_levels = u8::from(large));

        let mut stage = list.lite();
        let before = set_up(&list, &mut stage);
        let made = list.stored(&mut stage);
        let donated = vec![0; usize::from(list.keys.vault_count())];
        let (claimed, steps, tally) = (BTreeMap::new(), BTreeMap::new(), Tally::default());
        Run { list, stage, random, claimed, steps, donated, made, before, tally }
    }

    fn unlocked(&self) -> u8 {
        let now = self.stage.now;
        self.list.args.steps.iter().filter(|step| step.unlocks_at <= now).count() as u8
    }

    /// What leaf `index` should be paid now, by the rule itself: totals, rounded down.
    fn due(&self, index: u32) -> Result<u64, DistributorError> {
        let unlocked = self.unlocked();
        if unlocked == 0 {
            return Err(DistributorError::NotUnlocked);
        }
        let amount = self.list.entries[index as usize].1;
        let share = self.list.args.steps[usize::from(unlocked) - 1].share_bps;
        let in_all = u128::from(amount) * u128::from(share) / 10_000;
        let paid = self.claimed.get(&index).copied().unwrap_or(0);
        match in_all as u64 - paid {
            0 if self.steps.get(&index) == Some(&unlocked) => Err(DistributorError::AlreadyClaimed),
            0 => Err(DistributorError::NotUnlocked),
            due => Ok(due),
        }
    }

    fn book(&mut self, index: u32, due: u64) {
        *self.claimed.entry(index).or_default() += due;
        self.steps.insert(index, self.unlocked());
    }

    /// Sends it as a caller drawn by lot, who pays for it.
    fn send(&mut self, instructions: &[Instruction]) {
        let caller = CALLERS[self.random.random_range(0..CALLERS.len())];
        let key = self.stage.key(caller);
        let before = self.stage.lamports(&address(caller));
        let outcome = self.stage.ledger.send(instructions, &[&key]);
        assert_eq!(outcome.result, Ok(()), "{}", outcome.logs.join("\n"));
        assert_eq!(before - self.stage.lamports(&address(caller)), 5_000);
    }

    fn claim(&mut self) {
        let index = self.random.random_range(0..self.list.keys.count);
        let (wallet, amount) = self.list.entries[index as usize];
        self.stage.run(&[self.list.open_account(&wallet)], &[]);
        match self.due(index) {
            Ok(due) => {
                let proof = self.list.proof(index);
                self.send(&[self.list.keys.claim(&wallet, index, amount, &proof)]);
                self.book(index, due);
                self.tally.paid += 1;
                let again = self.list.claim_only(&mut self.stage, index);
                again.fails_with(DistributorError::AlreadyClaimed);
            }
            Err(error) => {
                self.list.claim_only(&mut self.stage, index).fails_with(error);
                self.tally.refused += 1;
            }
        }
    }

    fn claim_many(&mut self) {
        let page = self.random.random_range(0..pages(self.list.keys.count));
        let first = page * PAGE_LEAVES;
        let last = (first + PAGE_LEAVES).min(self.list.keys.count);
        let size = self.random.random_range(1..=16);
        let drawn: BTreeSet<u32> =
            (0..size).map(|_| self.random.random_range(first..last)).collect();
        let indices: Vec<u32> = drawn.iter().copied().collect();
        for index in &indices {
            let open = self.list.open_account(&self.list.entries[*index as usize].0);
            self.stage.run(&[open], &[]);
        }
        let due: Result<Vec<u64>, _> = indices.iter().map(|index| self.due(*index)).collect();
        match due {
            Ok(due) => {
                self.list.claim_many(&mut self.stage, &indices).succeeds();
                for (index, due) in indices.iter().zip(due) {
                    self.book(*index, due);
                }
                self.tally.paid_together += 1;
                let again = self.list.claim_many(&mut self.stage, &indices);
                again.fails_with(DistributorError::AlreadyClaimed);
            }
            Err(error) => {
                self.list.claim_many(&mut self.stage, &indices).fails_with(error);
                self.tally.refused += 1;
            }
        }
    }

    /// One random action.
    pub fn act(&mut self) {
        match self.random.random_range(0..10) {
            0..=3 => self.claim(),
            4..=6 => self.claim_many(),
            7 => {
                let ahead = self.random.random_range(1..4 * DAY);
                self.stage.warp((self.stage.now + ahead).min(ENDS - 1));
            }
            8 => {
                let vault = self.random.random_range(0..self.donated.len());
                let amount = self.random.random_range(1..1_000);
                self.list.donate(&mut self.stage, vault as u8, amount);
                self.donated[vault] += amount;
                self.tally.donated += 1;
            }
            _ => {
                let early = || DistributorError::NotEnded;
                let claw = self.clawback(0);
                self.stage.call(claw, "Clawback", &[]).fails_with(early());
                let close = self.list.keys.close_page(0, address("host"));
                self.stage.call(close, "ClosePage", &[]).fails_with(early());
                self.list.close(&mut self.stage).fails_with(early());
                self.tally.refused += 1;
            }
        }
    }

    /// What the host, who paid for the vault, gets back.
    pub fn clawback(&self, vault: u8) -> Instruction {
        self.list.keys.clawback(vault, address("host"), Sink::Burn, Address::default())
    }

    /// Everything that must hold between two actions.
    pub fn check(&mut self) {
        let sums = self.made.vault_sums;
        let (mut paid, mut on_page) = (vec![0; self.donated.len()], BTreeMap::new());
        for (index, amount) in &self.claimed {
            paid[usize::from(self.list.keys.vault_of(*index))] += amount;
            *on_page.entry(page_of(*index)).or_insert(0) += amount;
            assert!(*amount <= self.list.entries[*index as usize].1);
        }
        for (vault, donated) in self.donated.iter().enumerate() {
            let held = self.list.vault(&mut self.stage, vault as u8);
            assert_eq!(held, sums[vault] - paid[vault] + donated);
        }
        for page in 0..pages(self.list.keys.count) {
            let claimed = self.list.page(&mut self.stage, page).claimed;
            assert_eq!(claimed, on_page.get(&page).copied().unwrap_or(0));
        }
        let stored = self.list.stored(&mut self.stage);
        let same = anchor_lang::bytemuck::bytes_of(&stored);
        assert_eq!(same, anchor_lang::bytemuck::bytes_of(&self.made));
    }
}

/// Those who pay rent.
pub const WHO_PAID: [&str; 2] = ["rent payer", "host"];

/// Makes the list and funds it. The host pays for vaults and pages. Returns the lamports that
/// those who paid had before.
fn set_up(list: &List, stage: &mut Stage) -> [u64; 2] {
    let steps = list.args.steps.len();
    let halved = list.keys.vault_levels > 0;
    let count = list.keys.count;
    for name in CALLERS.into_iter().chain(["host"]) {
        stage.endow(name);
    }
    let before = WHO_PAID.map(|name| stage.lamports(&address(name)));
    list.create(stage).succeeds();
    let host = address("host");
    for number in 0..list.keys.vault_count() {
        let height = depth(count).saturating_sub(1);
        let (node, proof) = if halved {
            let proof = list.tree.proof(height, number.into()).unwrap();
            (list.tree.node(height, number.into()).unwrap(), proof)
        } else {
            (list.tree.root(), vec![])
        };
        let open = list.keys.open_vault(host, number, node, &proof);
        stage.call(open, "OpenVault", &["host"]).succeeds();
    }
    for number in 0..pages(count) {
        stage.call(list.keys.open_page(host, number), "OpenPage", &["host"]).succeeds();
        if steps >= 10 {
            list.extend_page(stage, number).succeeds();
        }
    }
    for number in 0..list.keys.vault_count() {
        list.fund(stage, number).succeeds();
    }
    before
}
