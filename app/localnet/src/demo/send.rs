//! Sends the demo's transactions, over JSON-RPC as everyone does.

use std::time::Duration;

use anyhow::Context;
use groundswell_cluster::{
    Rpc,
    send::{Call, Mode, Price, Sender},
};
use solana_commitment_config::CommitmentConfig;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::Ledger;

/// Between two questions about one transaction.
const PAUSE: Duration = Duration::from_millis(3);

/// A connection to the ledger.
pub struct Hand {
    rpc: Rpc,
}

impl Hand {
    /// One that goes on as soon as a transaction was processed: here that is final.
    pub fn to(ledger: &Ledger) -> Hand {
        let rpc = Rpc::new(&ledger.rpc_url(), CommitmentConfig::processed());
        Hand { rpc: rpc.with_pause(PAUSE) }
    }

    /// The ledger, to be read.
    pub fn rpc(&self) -> &Rpc {
        &self.rpc
    }

    /// Sends one transaction, which the first signer pays for. `whose` says in a message what it
    /// was about.
    pub fn send(
        &self,
        step: &'static str,
        whose: &str,
        instructions: Vec<Instruction>,
        signers: &[&Keypair],
    ) -> anyhow::Result<()> {
        let signers: Vec<&dyn Signer> = signers.iter().map(|key| *key as &dyn Signer).collect();
        let sender = Sender::new(&self.rpc, Price::default(), Mode::Send);
        let sent = sender.send(&Call::new(step, instructions), &signers, &mut |_| Ok(()));
        sent.map(|_| ()).with_context(|| whose.to_owned())
    }
}
