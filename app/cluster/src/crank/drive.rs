//! One who takes every step that is due: sends in batches, reads again, until nothing is left.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use groundswell_sdk::Address;
use solana_compute_budget_interface::ComputeBudgetInstruction;
use solana_instruction::Instruction;
use solana_signer::Signer;

use super::{Choice, Files, Moment, Scene, Task, due, next_moment, task::instructions};
use crate::{
    chain::ChainError,
    refusal::Refusal,
    send::{Call, Confirmed, SendError, Sender, Tried, fits},
    view::ViewError,
};

/// A step that is refused so often, and still due, is left alone.
const ATTEMPTS: u32 = 3;
/// A node may be this many waits behind the one that confirmed.
const PATIENCE: u32 = 60;

/// Takes the steps of one launch. Any number of them may be at work on the same launch.
pub struct Crank<'a> {
    sender: &'a Sender<'a>,
    launch: Address,
    files: &'a Files,
    choice: Choice,
    payer: Address,
    /// Batches of the present round.
    queue: VecDeque<Vec<Task>>,
    existing: BTreeSet<Address>,
    /// Refused and not yet seen to be done: how often, and why the last time.
    refused: BTreeMap<String, (u32, Refusal)>,
    moment: Option<Moment>,
    was_there: bool,
}

/// What happens on the way.
#[derive(Debug)]
pub enum Event<'e> {
    /// So many steps are due.
    Due(usize),
    /// These were taken, by one transaction.
    Done {
        /// Which.
        tasks: &'e [Task],
        /// The transaction.
        confirmed: Confirmed,
    },
    /// Somebody else took this one in the meantime.
    ByAnother(&'e str),
}

/// A step that is due and that the ledger refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldUp {
    /// Which: its name, and what it is about.
    pub step: String,
    /// Why.
    pub refusal: Refusal,
}

/// Why it stopped.
#[derive(Debug, thiserror::Error)]
pub enum CrankError {
    /// There is no such launch.
    #[error(transparent)]
    View(#[from] ViewError),
    /// A transaction did not go through, or may not have.
    #[error(transparent)]
    Send(#[from] SendError),
    /// The ledger cannot be asked.
    #[error(transparent)]
    Chain(#[from] ChainError),
}

impl CrankError {
    /// Whether it may pass: a ledger that is busy, behind or does not answer can be asked again.
    pub fn is_passing(&self) -> bool {
        let cause = match self {
            CrankError::Chain(cause)
            | CrankError::View(ViewError::Chain(cause))
            | CrankError::Send(SendError::Chain(cause)) => cause,
            CrankError::Send(SendError::Unknown { cause, .. }) => cause,
            CrankError::Send(SendError::Expired { .. }) => return true,
            _ => return false,
        };
        !matches!(cause, ChainError::Interrupted)
    }
}

impl<'a> Crank<'a> {
    /// One for the launch at `launch`, whose transactions `payer` pays for.
    pub fn new(
        sender: &'a Sender<'a>,
        launch: Address,
        files: &'a Files,
        choice: Choice,
        payer: Address,
    ) -> Crank<'a> {
        Crank {
            sender,
            launch,
            files,
            choice,
            payer,
            queue: VecDeque::new(),
            existing: BTreeSet::new(),
            refused: BTreeMap::new(),
            moment: None,
            was_there: false,
        }
    }

    /// Takes one batch of steps. `false` if nothing is due, or nothing that the ledger does not
    /// keep refusing.
    pub fn step(
        &mut self,
        payer: &dyn Signer,
        tell: &mut dyn FnMut(Event),
    ) -> Result<bool, CrankError> {
        if self.queue.is_empty() {
            let tasks = self.plan(tell)?;
            if tasks.is_empty() {
                return Ok(false);
            }
            tell(Event::Due(tasks.len()));
            self.queue = self.pack(tasks);
        }
        let Some(batch) = self.queue.pop_front() else { return Ok(false) };
        self.send(batch, payer, tell)?;
        Ok(true)
    }

    /// Takes every step that is due, until none is.
    pub fn run(
        &mut self,
        payer: &dyn Signer,
        tell: &mut dyn FnMut(Event),
    ) -> Result<(), CrankError> {
        while self.step(payer, tell)? {}
        Ok(())
    }

    /// The transactions that are due now, and what each would use and cost. What is due after them
    /// is not known before they are sent.
    pub fn preview(&mut self) -> Result<Vec<(Call, Tried)>, CrankError> {
        let tasks = self.plan(&mut |_| ())?;
        let batches = self.pack(tasks);
        let calls: Vec<Call> = batches.iter().map(|batch| self.call(batch)).collect();
        if calls.is_empty() {
            return Ok(vec![]);
        }
        let tried = self.sender.try_on_copy(&calls, &self.payer)?;
        Ok(calls.into_iter().zip(tried).collect())
    }

    /// When the next step will be due by itself, by the last look at the ledger.
    pub fn next_moment(&self) -> Option<&Moment> {
        self.moment.as_ref()
    }

    /// What is due and refused.
    pub fn held_up(&self) -> Vec<HeldUp> {
        let held = self
            .refused
            .iter()
            .map(|(step, (_, refusal))| HeldUp { step: step.clone(), refusal: refusal.clone() });
        held.collect()
    }

    /// What was refused gets another chance: time has passed.
    pub fn forgive(&mut self) {
        self.refused.clear();
    }

    /// Every step that is due by what the ledger shows now, but for those that it keeps refusing.
    fn plan(&mut self, tell: &mut dyn FnMut(Event)) -> Result<Vec<Task>, CrankError> {
        let chain = self.sender.chain();
        let mut scene = match Scene::read(chain, &self.launch) {
            // Its last step is its own end.
            Err(ViewError::Missing { .. }) if self.was_there => {
                self.note_done(&[], tell);
                self.moment = None;
                return Ok(vec![]);
            }
            read => read?,
        };
        self.was_there = true;
        // What the steps are does not depend on which accounts exist, but how many fit does.
        let first = due(&scene, self.files, &self.choice, &self.payer);
        scene.look(chain, &first)?;
        let tasks = due(&scene, self.files, &self.choice, &self.payer);
        self.moment = next_moment(&scene, self.files, &self.choice);
        self.existing = scene.existing;
        self.note_done(&tasks, tell);
        let is_open = |task: &Task| {
            let refused = self.refused.get(&task.title());
            refused.is_none_or(|(times, _)| *times < ATTEMPTS)
        };
        Ok(tasks.into_iter().filter(is_open).collect())
    }

    /// What was refused and is not due any more was done by somebody else.
    fn note_done(&mut self, tasks: &[Task], tell: &mut dyn FnMut(Event)) {
        let due: BTreeSet<String> = tasks.iter().map(Task::title).collect();
        self.refused.retain(|step, _| {
            let is_due = due.contains(step);
            if !is_due {
                tell(Event::ByAnother(step));
            }
            is_due
        });
    }

    /// Steps in their order, as many in each transaction as fit a packet.
    fn pack(&self, tasks: Vec<Task>) -> VecDeque<Vec<Task>> {
        let mut batches: VecDeque<Vec<Task>> = VecDeque::new();
        for task in tasks {
            let last = batches.back_mut().filter(|batch| {
                let more = [&batch[..], std::slice::from_ref(&task)].concat();
                let all = instructions(&more, &self.payer, &self.existing);
                // What was refused before goes alone.
                let is_good = !more.iter().any(|task| self.refused.contains_key(&task.title()));
                is_good && fits(&limited(all), &self.payer)
            });
            match last {
                Some(batch) => batch.push(task),
                None => batches.push_back(vec![task]),
            }
        }
        batches
    }

    fn call(&self, batch: &[Task]) -> Call {
        let step = match batch {
            [one] => one.title(),
            [first, .., last] => {
                format!("{} steps, from `{}` to `{}`", batch.len(), first.title(), last.title())
            }
            [] => String::new(),
        };
        Call::new(step, instructions(batch, &self.payer, &self.existing))
    }

    fn send(
        &mut self,
        batch: Vec<Task>,
        payer: &dyn Signer,
        tell: &mut dyn FnMut(Event),
    ) -> Result<(), CrankError> {
        let chain = self.sender.chain();
        let witness = batch.last().map_or(self.launch, |task| task.witness);
        let before = chain.account(&witness)?;
        match self.sender.send(&self.call(&batch), &[payer], &mut |_| Ok(())) {
            Ok(confirmed) => {
                tell(Event::Done { tasks: &batch, confirmed });
                // The next round builds on what this one did.
                for _ in 0..PATIENCE {
                    if chain.account(&witness)? != before {
                        break;
                    }
                    chain.wait();
                }
                Ok(())
            }
            // One of several may have been taken by somebody else, or they are too much together.
            Err(SendError::Refused(_)) if batch.len() > 1 => {
                for task in batch.into_iter().rev() {
                    self.queue.push_front(vec![task]);
                }
                Ok(())
            }
            Err(SendError::Refused(refusal)) => {
                for task in &batch {
                    let times = self.refused.get(&task.title()).map_or(0, |(times, _)| *times);
                    let again = (times.saturating_add(1), refusal.clone());
                    self.refused.insert(task.title(), again);
                    // Leaves that are refused together are tried one by one.
                    if task.name == "claim_many" && times > 0 {
                        self.choice.leaves = 1;
                    }
                }
                chain.wait();
                Ok(())
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// The instructions with a limit and a price before them, as they are sent.
pub(super) fn limited(instructions: Vec<Instruction>) -> Vec<Instruction> {
    let limits = [
        ComputeBudgetInstruction::set_compute_unit_limit(u32::MAX),
        ComputeBudgetInstruction::set_compute_unit_price(u64::MAX),
    ];
    limits.into_iter().chain(instructions).collect()
}
