//! Doing the steps that are not done, one after the other.

use groundswell_sdk::Address;
use solana_account::Account;
use solana_signer::Signer;

use super::{Entry, Journal, JournalError, Step};
use crate::{
    chain::ChainError,
    send::{Call, Confirmed, SendError, Sender, Tried},
};

/// A node may be this many waits behind the one that confirmed.
const PATIENCE: u32 = 60;

/// Steps on their way to the ledger.
pub struct Run<'a> {
    sender: &'a Sender<'a>,
    steps: &'a [Step],
    payer: Address,
}

/// What happens while it runs.
#[derive(Clone, Debug)]
pub enum Event<'a> {
    /// It was not known what became of this transaction of an earlier run; now it is.
    Found {
        /// What its step is called.
        step: &'a str,
        /// Whether it went through.
        went_through: bool,
    },
    /// This step is sent now.
    Sending {
        /// Its number, from 0.
        number: usize,
    },
    /// This step was done.
    Done {
        /// Its number, from 0.
        number: usize,
        /// The transaction.
        confirmed: Confirmed,
        /// What it cost, rent and fee.
        lamports: u64,
    },
}

/// Why it stopped.
#[derive(Debug, thiserror::Error)]
pub enum StepError {
    /// A transaction did not go through.
    #[error(transparent)]
    Send(#[from] SendError),
    /// The journal.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The ledger cannot be asked.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// The node does not show what another has confirmed.
    #[error(
        "`{step}` was confirmed ({signature}), but {place} does not show it yet\nIts node lags behind: run the same command again in a while"
    )]
    Lagging {
        /// What it is called.
        step: String,
        /// Names the transaction.
        signature: String,
        /// Which ledger.
        place: String,
    },
}

impl<'a> Run<'a> {
    /// These steps, whose transactions `payer` pays for.
    pub fn new(sender: &'a Sender<'a>, steps: &'a [Step], payer: Address) -> Run<'a> {
        Run { sender, steps, payer }
    }

    /// Finds out what became of a transaction that was on its way when an earlier run stopped.
    pub fn catch_up(
        &self,
        journal: &mut Journal,
        tell: &mut dyn FnMut(Event),
    ) -> Result<(), StepError> {
        let Some((step, pending)) = journal.pending() else { return Ok(()) };
        let went_through = match self.sender.settle(&Call::new(step.clone(), vec![]), &pending) {
            Ok(went_through) => went_through,
            // What was refused has changed nothing.
            Err(SendError::Refused(_)) => false,
            Err(error) => return Err(error.into()),
        };
        journal.arrived(went_through, None)?;
        tell(Event::Found { step: &step, went_through });
        Ok(())
    }

    /// Which steps the ledger shows as done.
    pub fn done(&self) -> Result<Vec<bool>, ChainError> {
        let at: Vec<Address> = self.steps.iter().map(|step| step.done.at()).collect();
        let seen = self.sender.chain().accounts(&at)?;
        let pairs = self.steps.iter().zip(&seen);
        Ok(pairs.map(|(step, account)| step.done.is_shown_by(account.as_ref())).collect())
    }

    /// What each step that is not done would cost; `None` of those that are. They are tried on a
    /// copy of the ledger, so that what a program would refuse is known before anything is sent.
    pub fn estimate(&self, done: &[bool]) -> Result<Vec<Option<Tried>>, SendError> {
        let open = self.steps.iter().zip(done).filter(|(_, done)| !**done);
        let calls: Vec<Call> = open.map(|(step, _)| step.call()).collect();
        let mut tried = self.sender.try_on_copy(&calls, &self.payer)?.into_iter();
        Ok(done.iter().map(|done| if *done { None } else { tried.next() }).collect())
    }

    /// Does every step that the ledger does not show as done. Each is signed by those of `signers`
    /// that it names, the payer first.
    pub fn go(
        &self,
        journal: &mut Journal,
        estimate: &[Option<Tried>],
        signers: &[&dyn Signer],
        tell: &mut dyn FnMut(Event),
    ) -> Result<(), StepError> {
        for (number, step) in self.steps.iter().enumerate() {
            if step.done.is_shown_by(self.account(step)?.as_ref()) {
                continue;
            }
            tell(Event::Sending { number });
            let call = step.call();
            let expected = estimate.get(number).and_then(Option::as_ref);
            let expected = expected.map_or(0, |tried| tried.lamports);
            let before = self.sender.chain().lamports(&self.payer)?;
            let signed: Vec<_> = signers.iter().copied().filter(|it| names(step, it)).collect();
            let confirmed = self.sender.send(&call, &signed, &mut |pending| {
                let noted = journal.note(&call.step, pending, expected);
                noted.map_err(|error| error.to_string())
            })?;
            self.see(step, &confirmed)?;
            let after = self.sender.chain().lamports(&self.payer)?;
            let lamports = before.saturating_sub(after);
            journal.arrived(true, Some(lamports))?;
            tell(Event::Done { number, confirmed, lamports });
        }
        Ok(journal.complete()?)
    }

    /// What all steps that a journal has seen did cost (lamports).
    pub fn spent(journal: &Journal) -> u64 {
        let lamports = |entry: &Entry| entry.lamports;
        journal.done().iter().map(lamports).fold(0, u64::saturating_add)
    }

    fn account(&self, step: &Step) -> Result<Option<Account>, ChainError> {
        self.sender.chain().account(&step.done.at())
    }

    /// Waits until the ledger shows the step, which was confirmed: the next ones build on it.
    fn see(&self, step: &Step, confirmed: &Confirmed) -> Result<(), StepError> {
        for _ in 0..PATIENCE {
            if step.done.is_shown_by(self.account(step)?.as_ref()) {
                return Ok(());
            }
            self.sender.chain().wait();
        }
        Err(StepError::Lagging {
            step: step.name.to_owned(),
            signature: confirmed.signature.to_string(),
            place: self.sender.chain().place(),
        })
    }
}

/// Whether somebody signs a step.
fn names(step: &Step, signer: &&dyn Signer) -> bool {
    let mut metas = step.instructions.iter().flat_map(|instruction| &instruction.accounts);
    metas.any(|meta| meta.is_signer && meta.pubkey == signer.pubkey())
}
