//! The embedded ledger: LiteSVM with this release's programs, a clock, and one way to send.

use anyhow::{Context, anyhow, bail};
use groundswell_programs::ALL;
use groundswell_sdk::{
    Address, buyback, buyback_program, distributor, distributor_program, launch, program, vesting,
    vesting_program,
};
use litesvm::LiteSVM;
use solana_account::Account;
use solana_clock::Clock;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;
use solana_transaction::Transaction;

use super::{meter::Meter, refusal::Refusal};

/// Bytes of a transaction that a cluster takes: one packet.
const PACKET: usize = 1_232;
const SIGNATURE: usize = 64;
/// Where a token account, of either program, holds its balance, and a mint its supply.
const BALANCE_AT: usize = 64;
const SUPPLY_AT: usize = 36;

/// One of this release's programs.
pub struct Known {
    /// What it is called.
    pub name: &'static str,
    /// Where it is.
    pub address: Address,
    /// Name and words of its error with a code.
    pub explain: fn(u32) -> Option<(&'static str, &'static str)>,
}

/// The programs that a launch runs on.
pub const PROGRAMS: [Known; 4] = [
    Known { name: "launch", address: program::ID, explain: launch::explain },
    Known { name: "distributor", address: distributor_program::ID, explain: distributor::explain },
    Known { name: "vesting", address: vesting_program::ID, explain: vesting::explain },
    Known { name: "buyback", address: buyback_program::ID, explain: buyback::explain },
];

/// A ledger in this process. Signatures, fees and blockhashes are checked as on a cluster.
pub struct Ledger {
    svm: LiteSVM,
    meter: Meter,
}

impl Ledger {
    /// A ledger with mainnet's features and this release's programs.
    pub fn new() -> anyhow::Result<Ledger> {
        let mut svm = LiteSVM::new();
        for carried in ALL {
            let Some(known) = PROGRAMS.iter().find(|known| known.name == carried.name) else {
                bail!("this release carries program {}, but no address for it", carried.name);
            };
            svm.add_program(known.address, carried.bytecode)
                .map_err(|error| anyhow!("{error:?}"))
                .with_context(|| format!("the bytecode of program {} is damaged", carried.name))?;
        }
        Ok(Ledger { svm, meter: Meter::default() })
    }

    /// Sets the clock (unix seconds). Costs time in proportion to the accounts there are.
    pub fn warp(&mut self, now: i64) {
        let clock = Clock { unix_timestamp: now, ..self.svm.get_sysvar() };
        self.svm.set_sysvar(&clock);
    }

    /// The time by the ledger's clock (unix seconds).
    pub fn now(&self) -> i64 {
        self.svm.get_sysvar::<Clock>().unix_timestamp
    }

    /// Sends one transaction, which the first signer pays for. `step` is what it is called in
    /// the report and in messages.
    pub fn send(
        &mut self,
        step: &'static str,
        instructions: &[Instruction],
        signers: &[&Keypair],
    ) -> Result<(), Refusal> {
        // A blockhash of its own, so that no two transactions have the same bytes.
        self.svm.expire_blockhash();
        let payer = signers.first().map(Signer::pubkey);
        let hash = self.svm.latest_blockhash();
        let mut transaction = Transaction::new_with_payer(instructions, payer.as_ref());
        transaction
            .try_sign(signers, hash)
            .map_err(|error| Refusal::unsent(step, format!("it could not be signed: {error}")))?;
        // This ledger would take a larger one; no cluster would.
        let size = size(&transaction);
        if size > PACKET {
            let words = format!("the transaction has {size} bytes, a packet holds {PACKET}");
            return Err(Refusal::unsent(step, words));
        }
        match self.svm.send_transaction(transaction) {
            Ok(done) => {
                self.meter.record(step, &done.logs);
                Ok(())
            }
            Err(failed) => Err(Refusal::of(step, failed.err, failed.meta.logs)),
        }
    }

    /// Whether one packet holds these instructions, if `payer` is the only one to sign.
    pub fn fits(instructions: &[Instruction], payer: &Address) -> bool {
        size(&Transaction::new_with_payer(instructions, Some(payer))) <= PACKET
    }

    /// What was sent so far, and what it cost.
    pub fn meter(&self) -> &Meter {
        &self.meter
    }

    /// The data of an account that exists.
    pub fn data(&self, address: &Address) -> Option<Vec<u8>> {
        self.svm.get_account(address).map(|account| account.data)
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
        self.svm.get_balance(address).unwrap_or(0)
    }

    /// Lamports that keep an account of `bytes` alive.
    pub fn rent(&self, bytes: usize) -> u64 {
        self.svm.minimum_balance_for_rent_exemption(bytes)
    }

    /// Gives `to` lamports for rent and fees, out of nowhere.
    pub fn endow(&mut self, to: &Address, lamports: u64) -> anyhow::Result<()> {
        let account = Account { lamports, ..Account::default() };
        self.svm.set_account(*to, account).map_err(|error| anyhow!("{error:?}"))
    }

    fn word(&self, address: &Address, at: usize) -> u64 {
        let data = self.data(address).unwrap_or_default();
        let bytes = data.get(at..).and_then(<[u8]>::first_chunk);
        bytes.map_or(0, |bytes| u64::from_le_bytes(*bytes))
    }
}

/// Bytes of a transaction, signed or not.
fn size(transaction: &Transaction) -> usize {
    1 + SIGNATURE * transaction.signatures.len() + transaction.message_data().len()
}
