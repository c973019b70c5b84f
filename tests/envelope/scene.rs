//! A moment of a ledger, and every instruction that could be sent to it.

use groundswell_tests::{Stage, ledger::Ledger, stage::key};
use litesvm::LiteSVM;
use solana_account::{Account, AccountSharedData};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;
use solana_transaction::{Transaction, TransactionError};

/// Everyone who ever signs here.
const SIGNERS: [&str; 12] = [
    "payer",
    "creator",
    "rent payer",
    "grantor",
    "host",
    "founder",
    "attester",
    "alice",
    "bob",
    "carol",
    "lister a",
    "mallory",
];

/// An instruction with the accounts and the arguments that are right at some moment.
#[derive(Clone)]
pub struct Control {
    /// Of which program.
    pub program: &'static str,
    /// Its name there.
    pub name: &'static str,
    /// As the SDK builds it.
    pub instruction: Instruction,
}

/// Names an instruction.
pub fn control(program: &'static str, name: &'static str, instruction: Instruction) -> Control {
    Control { program, name, instruction }
}

/// A moment of a ledger.
#[derive(Clone)]
pub struct Scene {
    /// What it is called.
    pub name: &'static str,
    /// What is sent to it.
    pub controls: Vec<Control>,
    svm: Box<LiteSVM>,
}

/// What became of a simulated transaction.
pub struct Outcome {
    /// The error, if there was one.
    pub error: Option<TransactionError>,
    /// Compute units of the transaction.
    pub compute_units: u64,
    /// Which accounts it changes, but for who pays the fee.
    pub changed: Vec<Address>,
    /// What was logged.
    pub logs: Vec<String>,
}

impl Scene {
    /// Keeps the stage as it is now.
    pub fn of(name: &'static str, stage: &Stage, controls: &[Control]) -> Scene {
        let Ledger::Lite(svm) = &stage.ledger else { panic!("scenes are of LiteSVM") };
        let mut svm = svm.clone();
        // Or the ledger knows what made it what it is.
        svm.expire_blockhash();
        Scene { name, controls: controls.to_vec(), svm }
    }

    /// Sends one instruction, with the limit of compute units that one has which states none, and
    /// keeps nothing of it.
    pub fn simulate(&self, instruction: &Instruction) -> Outcome {
        let payer = key("payer");
        let signs =
            |at: &Address| instruction.accounts.iter().any(|a| a.is_signer && a.pubkey == *at);
        let others = SIGNERS[1..].iter().map(|name| key(name));
        let others: Vec<Keypair> = others.filter(|one| signs(&one.pubkey())).collect();
        let signers: Vec<&Keypair> = [&payer].into_iter().chain(&others).collect();
        let tx = Transaction::new_signed_with_payer(
            std::slice::from_ref(instruction),
            Some(&payer.pubkey()),
            &signers,
            self.svm.latest_blockhash(),
        );
        let (error, meta, after) = match self.svm.simulate_transaction(tx) {
            Ok(done) => (None, done.meta, done.post_accounts),
            Err(failed) => (Some(failed.err), failed.meta, vec![]),
        };
        let differs = |(at, now): &(Address, AccountSharedData)| {
            *at != payer.pubkey()
                && self.svm.get_account(at).unwrap_or_default() != Account::from(now.clone())
        };
        let changed = after.into_iter().filter(differs).map(|(at, _)| at).collect();
        Outcome { error, compute_units: meta.compute_units_consumed, changed, logs: meta.logs }
    }
}
