//! The one place that signs and sends: limits from a simulation, a fresh blockhash where one ran
//! out, and an answer only when the ledger is sure.

mod budget;
mod error;
mod preview;
mod trial;

use std::borrow::Cow;

use groundswell_sdk::Address;
use solana_instruction::Instruction;
use solana_signature::Signature;
use solana_signer::Signer;
use solana_transaction::Transaction;

pub use budget::{PACKET, Price, fits, size};
pub use error::SendError;
pub use preview::{Change, Preview, encode};
pub use trial::Tried;

use crate::{
    chain::{Blockhash, Chain, ChainError, Simulated},
    refusal::Refusal,
};

/// How often a transaction is made again with a fresh blockhash.
const ATTEMPTS: u32 = 5;
/// It is handed over again after so many waits: what one node lost, another may take.
const WAITS_PER_SEND: u32 = 4;

/// What is done with a transaction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// It is sent.
    #[default]
    Send,
    /// It is simulated: what would change is told.
    DryRun,
    /// It is only made, for others to sign.
    SignOnly,
}

/// A transaction to be.
#[derive(Clone, Debug)]
pub struct Call {
    /// What it is called in messages.
    pub step: Cow<'static, str>,
    /// What it does.
    pub instructions: Vec<Instruction>,
}

impl Call {
    /// A transaction called `step` that does this.
    pub fn new(step: impl Into<Cow<'static, str>>, instructions: Vec<Instruction>) -> Call {
        Call { step: step.into(), instructions }
    }
}

/// A transaction that was signed: enough to find out later what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pending {
    /// Its first signature, which names it.
    pub signature: Signature,
    /// Above this many blocks it is not taken any more.
    pub last_height: u64,
}

/// A transaction that went through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confirmed {
    /// Names it.
    pub signature: Signature,
    /// Compute units that its simulation used.
    pub units: u64,
    /// Lamports for signatures and priority; rent is not in it.
    pub fee: u64,
}

/// What was done with a transaction.
#[derive(Clone, Debug)]
pub enum Sent {
    /// It went through.
    Confirmed(Confirmed),
    /// It would go through.
    Preview(Preview),
    /// It was made: base64 of the unsigned transaction.
    Unsigned(String),
}

/// Sends to a ledger.
#[derive(Clone, Copy)]
pub struct Sender<'a> {
    chain: &'a dyn Chain,
    price: Price,
    mode: Mode,
}

impl<'a> Sender<'a> {
    /// One that sends to `chain` and pays `price` for priority.
    pub fn new(chain: &'a dyn Chain, price: Price, mode: Mode) -> Sender<'a> {
        Sender { chain, price, mode }
    }

    /// The ledger.
    pub fn chain(&self) -> &'a dyn Chain {
        self.chain
    }

    /// What is done with transactions.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Does with a transaction what the mode says. `payer` pays for it; it signs only where it is
    /// sent.
    pub fn run(
        &self,
        call: &Call,
        payer: &Address,
        signers: &[&dyn Signer],
    ) -> Result<Sent, SendError> {
        Ok(match self.mode {
            Mode::Send => Sent::Confirmed(self.send(call, signers, &mut |_| Ok(()))?),
            Mode::DryRun => Sent::Preview(self.preview(call, payer)?),
            Mode::SignOnly => Sent::Unsigned(self.unsigned(call, payer)?),
        })
    }

    /// Sends a transaction, which the first signer pays for, and waits until the ledger is sure of
    /// it. `note` is told of each one that was signed before it leaves, so that whoever is
    /// interrupted can ask for it later; where that fails, nothing is sent.
    pub fn send(
        &self,
        call: &Call,
        signers: &[&dyn Signer],
        note: &mut dyn FnMut(&Pending) -> Result<(), String>,
    ) -> Result<Confirmed, SendError> {
        let payer = signers.first().map(|signer| signer.pubkey());
        let payer = payer.ok_or_else(|| SendError::unsigned(call, "nobody signs it"))?;
        let simulated = self.simulate(call, &payer, &[])?;
        for _ in 0..ATTEMPTS {
            let hash = self.chain.blockhash()?;
            let mut transaction = self.make(call, &payer, simulated.units, &hash)?;
            transaction
                .try_sign(signers, hash.hash)
                .map_err(|error| SendError::unsigned(call, &error.to_string()))?;
            let signature = transaction.signatures.first().copied().unwrap_or_default();
            let pending = Pending { signature, last_height: hash.last_height };
            note(&pending).map_err(|why| SendError::unsigned(call, &why))?;
            if self.deliver(call, &transaction, &pending)? {
                let fee = self.price.fee(transaction.signatures.len(), simulated.units);
                return Ok(Confirmed { signature, units: simulated.units, fee });
            }
        }
        Err(SendError::Expired { step: call.step.clone(), attempts: ATTEMPTS })
    }

    /// Waits until it is sure what became of a transaction that was handed over before. `false` if
    /// the ledger never took it, and never will.
    pub fn settle(&self, call: &Call, pending: &Pending) -> Result<bool, SendError> {
        self.watch(call, pending, &mut || Ok(()))
    }

    /// What a transaction would change.
    pub fn preview(&self, call: &Call, payer: &Address) -> Result<Preview, SendError> {
        let watched = preview::written(call, payer);
        let before = self.chain.accounts(&watched)?;
        let simulated = self.simulate(call, payer, &watched)?;
        let transaction = self.make(call, payer, simulated.units, &self.chain.blockhash()?)?;
        let fee = self.price.fee(transaction.signatures.len(), simulated.units);
        Ok(Preview::of(simulated.units, fee, watched, before, simulated.after))
    }

    /// A transaction that nobody has signed, in base64. It is simulated too: one that would be
    /// refused is not worth signing.
    pub fn unsigned(&self, call: &Call, payer: &Address) -> Result<String, SendError> {
        let simulated = self.simulate(call, payer, &[])?;
        let transaction = self.make(call, payer, simulated.units, &self.chain.blockhash()?)?;
        Ok(encode(&transaction))
    }

    fn simulate(
        &self,
        call: &Call,
        payer: &Address,
        watched: &[Address],
    ) -> Result<Simulated, SendError> {
        let instructions = budget::unlimited(&call.instructions);
        let transaction = Transaction::new_with_payer(&instructions, Some(payer));
        budget::require_fitting(
            call,
            &Transaction::new_with_payer(&call.instructions, Some(payer)),
        )?;
        let simulated = self.chain.simulate(&transaction, watched)?;
        match &simulated.error {
            None => Ok(simulated),
            Some(error) => Err(Refusal::of(call.step.clone(), error, &simulated.logs).into()),
        }
    }

    fn make(
        &self,
        call: &Call,
        payer: &Address,
        units: u64,
        hash: &Blockhash,
    ) -> Result<Transaction, SendError> {
        let instructions = self.price.with(call, payer, units)?;
        let mut transaction = Transaction::new_with_payer(&instructions, Some(payer));
        transaction.message.recent_blockhash = hash.hash;
        Ok(transaction)
    }

    /// Hands a transaction over, again and again, until it is sure what became of it.
    fn deliver(
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
    fn watch(
        &self,
        call: &Call,
        pending: &Pending,
        again: &mut dyn FnMut() -> Result<(), ChainError>,
    ) -> Result<bool, SendError> {
        let unknown = |error: ChainError| match error {
            ChainError::Interrupted => SendError::Chain(error),
            error => SendError::unknown(call, pending, error),
        };
        for waits in 1u32.. {
            // The height first: what is not there after it was passed, never will be.
            let height = self.chain.height().map_err(unknown)?;
            if let Some(status) = self.chain.status(&pending.signature).map_err(unknown)? {
                return match status.error {
                    None => Ok(true),
                    Some(error) => Err(refusal(call, &error, &status.logs).into()),
                };
            }
            if height > pending.last_height {
                return Ok(false);
            }
            if waits.is_multiple_of(WAITS_PER_SEND) {
                again()?;
            }
            self.chain.wait();
        }
        Ok(false)
    }
}

fn refusal(call: &Call, error: &solana_transaction::TransactionError, logs: &[String]) -> Refusal {
    if logs.is_empty() {
        Refusal::unlogged(call.step.clone(), error, &call.instructions)
    } else {
        Refusal::of(call.step.clone(), error, logs)
    }
}
