//! Handing a transaction over until it is sure what became of it.

use solana_transaction::{Transaction, TransactionError};

use super::{Call, Pending, SendError, Sender};
use crate::{
    chain::{ChainError, Status},
    refusal::Refusal,
};

/// It is handed over again after so many waits: what one node lost, another may take.
const WAITS_PER_SEND: u32 = 4;

/// A ledger may stay silent for so many waits before it counts as gone.
const SILENT_WAITS: u32 = 20;

impl Sender<'_> {
    /// Hands a transaction over, again and again, until it is sure what became of it.
    pub(super) fn deliver(
        &self,
        call: &Call,
        transaction: &Transaction,
        pending: &Pending,
    ) -> Result<bool, SendError> {
        // A node that gives no answer may have taken it: whether it did shows. What it refuses, it
        // has not; others may have, where this is not the first time.
        match self.chain.send(transaction) {
            Ok(()) | Err(ChainError::Unreachable { .. }) => {}
            Err(error) => return Err(error.into()),
        }
        self.watch(call, pending, &mut || match self.chain.send(transaction) {
            Err(ChainError::Interrupted) => Err(ChainError::Interrupted),
            _ => Ok(()),
        })
    }

    /// Whether a transaction was taken; `again` hands it over once more.
    pub(super) fn watch(
        &self,
        call: &Call,
        pending: &Pending,
        again: &mut dyn FnMut() -> Result<(), ChainError>,
    ) -> Result<bool, SendError> {
        let mut silent = 0u32;
        for waits in 1u32.. {
            match self.look(pending) {
                Ok(Fate::Taken(Status { error: None, .. })) => return Ok(true),
                Ok(Fate::Taken(Status { error: Some(error), logs })) => {
                    return Err(refusal(call, &error, &logs).into());
                }
                Ok(Fate::Lost) => return Ok(false),
                Ok(Fate::Open) => silent = 0,
                Err(ChainError::Unreachable { .. }) if silent < SILENT_WAITS => {
                    silent = silent.saturating_add(1);
                }
                Err(ChainError::Interrupted) => return Err(ChainError::Interrupted.into()),
                Err(error) => return Err(SendError::unknown(call, pending, error)),
            }
            if waits.is_multiple_of(WAITS_PER_SEND) {
                again()?;
            }
            self.chain.wait();
        }
        Ok(false)
    }

    fn look(&self, pending: &Pending) -> Result<Fate, ChainError> {
        // The height first: what is not there after it was passed, never will be.
        let height = self.chain.height()?;
        Ok(match self.chain.status(&pending.signature)? {
            Some(status) => Fate::Taken(status),
            None if height > pending.last_height => Fate::Lost,
            None => Fate::Open,
        })
    }
}

/// What is known of a transaction that was handed over.
enum Fate {
    /// The ledger took it, for good or bad.
    Taken(Status),
    /// It never will.
    Lost,
    /// It still may.
    Open,
}

fn refusal(call: &Call, error: &TransactionError, logs: &[String]) -> Refusal {
    if logs.is_empty() {
        Refusal::unlogged(call.step.clone(), error, &call.instructions)
    } else {
        Refusal::of(call.step.clone(), error, logs)
    }
}
