//! The rehearsal's ledger: the embedded one, with a meter and one way to send.

use groundswell_cluster::{Chain, Embedded, Refusal, send};
use groundswell_sdk::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;
use solana_transaction::Transaction;

use super::meter::Meter;

/// Where a token account, of either program, holds its balance, and a mint its supply.
const BALANCE_AT: usize = 64;
const SUPPLY_AT: usize = 36;

/// A ledger in this process. Signatures, fees and blockhashes are checked as on a cluster.
pub struct Ledger {
    chain: Embedded,
    meter: Meter,
}

impl Ledger {
    /// A ledger with mainnet's features and this release's programs.
    pub fn new() -> anyhow::Result<Ledger> {
        Ok(Ledger { chain: Embedded::new()?, meter: Meter::default() })
    }

    /// Sets the clock (unix seconds). Costs time in proportion to the accounts there are.
    pub fn warp(&mut self, now: i64) {
        self.chain.warp(now);
    }

    /// The time by the ledger's clock (unix seconds).
    pub fn now(&self) -> i64 {
        self.chain.time()
    }

    /// Sends one transaction, which the first signer pays for. `step` is what it is called in
    /// the report and in messages.
    pub fn send(
        &mut self,
        step: &'static str,
        instructions: &[Instruction],
        signers: &[&Keypair],
    ) -> Result<(), Refusal> {
        let unsent = |words: String| Refusal::unsent(step, words);
        let payer = signers.first().map(Signer::pubkey);
        let hash = self.chain.blockhash().map_err(|error| unsent(error.to_string()))?.hash;
        let mut transaction = Transaction::new_with_payer(instructions, payer.as_ref());
        transaction
            .try_sign(signers, hash)
            .map_err(|error| unsent(format!("it could not be signed: {error}")))?;
        // This ledger would take a larger one; no cluster would.
        let (size, packet) = (send::size(&transaction), send::PACKET);
        if size > packet {
            return Err(unsent(format!(
                "the transaction has {size} bytes, a packet holds {packet}"
            )));
        }
        let status = self.chain.execute(&transaction);
        match status.error {
            None => {
                self.meter.record(step, &status.logs);
                Ok(())
            }
            Some(error) => Err(Refusal::of(step, &error, &status.logs)),
        }
    }

    /// Whether one packet holds these instructions, if `payer` is the only one to sign.
    pub fn fits(instructions: &[Instruction], payer: &Address) -> bool {
        send::fits(instructions, payer)
    }

    /// What was sent so far, and what it cost.
    pub fn meter(&self) -> &Meter {
        &self.meter
    }

    /// The data of an account that exists.
    pub fn data(&self, address: &Address) -> Option<Vec<u8>> {
        self.chain.get(address).map(|account| account.data)
    }

    /// What a token account, of either program, holds; zero if it does not exist.
    pub fn balance(&self, account: &Address) -> u64 {
        self.word(account, BALANCE_AT)
    }

    /// Base units of a mint, of either program.
    pub fn supply(&self, mint: &Address) -> u64 {
        self.word(mint, SUPPLY_AT)
    }

    /// Lamports of an address.
    pub fn lamports(&self, address: &Address) -> u64 {
        self.chain.get(address).map_or(0, |account| account.lamports)
    }

    /// Lamports that keep an account of `bytes` alive.
    pub fn rent(&self, bytes: usize) -> u64 {
        self.chain.rent_of(bytes)
    }

    /// Gives `to` lamports for rent and fees, out of nowhere.
    pub fn endow(&mut self, to: &Address, lamports: u64) -> anyhow::Result<()> {
        Ok(self.chain.endow(to, lamports)?)
    }

    fn word(&self, address: &Address, at: usize) -> u64 {
        let data = self.data(address).unwrap_or_default();
        let bytes = data.get(at..).and_then(<[u8]>::first_chunk);
        bytes.map_or(0, |bytes| u64::from_le_bytes(*bytes))
    }
}
