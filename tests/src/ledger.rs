//! The two runtimes that the bytecode runs in, behind one interface.
#![allow(deprecated, reason = "program-test 3.1 marks its whole interface unstable")]

use std::{borrow::Cow, fs, path::Path};

use groundswell_programs::{ALL, Program};
use litesvm::LiteSVM;
use solana_account::Account;
use solana_address::Address;
use solana_clock::Clock;
use solana_compute_budget_interface::ComputeBudgetInstruction;
use solana_instruction::{Instruction, error::InstructionError};
use solana_keypair::Keypair;
use solana_program_test::{ProgramTest, ProgramTestContext, tokio::runtime::Runtime};
use solana_signer::Signer;
use solana_transaction::{Transaction, TransactionError};

const LOADER: Address = Address::from_str_const("BPFLoader2111111111111111111111111111111111");

/// Where each program of this release lives.
pub fn program_id(name: &str) -> Address {
    match name {
        "buyback" => groundswell_sdk::buyback_program::ID,
        "distributor" => groundswell_sdk::distributor_program::ID,
        "launch" => groundswell_sdk::program::ID,
        "vesting" => groundswell_sdk::vesting_program::ID,
        _ => panic!("no address is known for program {name}"),
    }
}

/// This release's bytecode; or that of the folder which `GROUNDSWELL_PROGRAMS` names, for trying
/// what tests say of another.
fn bytecode(program: &Program) -> Cow<'static, [u8]> {
    match std::env::var_os("GROUNDSWELL_PROGRAMS") {
        None => program.bytecode.into(),
        Some(folder) => {
            let path = Path::new(&folder).join(program.name).with_extension("so");
            let read = fs::read(&path);
            read.unwrap_or_else(|error| panic!("{}: {error}", path.display())).into()
        }
    }
}

/// What became of a transaction.
pub struct Outcome {
    /// The instruction error, if it failed in one.
    pub result: Result<(), InstructionError>,
    /// Compute units of the whole transaction.
    pub compute_units: u64,
    /// What was logged.
    pub logs: Vec<String>,
}

/// A ledger in this process.
pub enum Ledger {
    /// solana-program-test: a bank, the reference.
    Bank(Box<ProgramTestContext>, Runtime, u32),
    /// LiteSVM: the same runtime without the bank, for thousands of transactions.
    Lite(Box<LiteSVM>),
}

impl Ledger {
    /// A bank with this release's programs.
    pub fn bank() -> Ledger {
        let mut test = ProgramTest::default();
        for program in ALL {
            let account = Account {
                lamports: 10_000_000_000,
                data: bytecode(program).into_owned(),
                owner: LOADER,
                executable: true,
                rent_epoch: 0,
            };
            test.add_account(program_id(program.name), account);
        }
        let runtime = Runtime::new().unwrap();
        let context = runtime.block_on(test.start_with_context());
        Ledger::Bank(Box::new(context), runtime, 0)
    }

    /// LiteSVM with mainnet's features and this release's programs.
    pub fn lite() -> Ledger {
        let mut svm = LiteSVM::new();
        for program in ALL {
            svm.add_program(program_id(program.name), &bytecode(program)).unwrap();
        }
        Ledger::Lite(Box::new(svm))
    }

    /// Sends one transaction, paid for by the first signer.
    pub fn send(&mut self, instructions: &[Instruction], signers: &[&Keypair]) -> Outcome {
        let payer = signers[0].pubkey();
        match self {
            Ledger::Bank(context, runtime, sent) => {
                // A limit that differs makes every transaction another one.
                *sent += 1;
                let limit = ComputeBudgetInstruction::set_compute_unit_limit(1_400_000 - *sent);
                let mut all = vec![limit];
                all.extend_from_slice(instructions);
                let hash = context.last_blockhash;
                let tx = Transaction::new_signed_with_payer(&all, Some(&payer), signers, hash);
                let sending = context.banks_client.process_transaction_with_metadata(tx);
                let done = runtime.block_on(sending).unwrap();
                let metadata = done.metadata.unwrap();
                Outcome {
                    result: done.result.map_err(instruction_error),
                    compute_units: metadata.compute_units_consumed,
                    logs: metadata.log_messages,
                }
            }
            Ledger::Lite(svm) => {
                svm.expire_blockhash();
                let hash = svm.latest_blockhash();
                let tx =
                    Transaction::new_signed_with_payer(instructions, Some(&payer), signers, hash);
                let (result, meta) = match svm.send_transaction(tx) {
                    Ok(meta) => (Ok(()), meta),
                    Err(failed) => (Err(instruction_error(failed.err)), failed.meta),
                };
                let compute_units = meta.compute_units_consumed;
                Outcome { result, compute_units, logs: meta.logs }
            }
        }
    }

    /// An account, if it exists.
    pub fn account(&mut self, address: &Address) -> Option<Account> {
        match self {
            Ledger::Bank(context, runtime, _) => {
                runtime.block_on(context.banks_client.get_account(*address)).unwrap()
            }
            Ledger::Lite(svm) => svm.get_account(address).filter(|a| a.lamports > 0),
        }
    }

    /// Puts an account there, whatever was there before.
    pub fn set_account(&mut self, address: Address, account: Account) {
        match self {
            Ledger::Bank(context, ..) => context.set_account(&address, &account.into()),
            Ledger::Lite(svm) => svm.set_account(address, account).unwrap(),
        }
    }

    /// Sets the clock (unix seconds).
    pub fn set_time(&mut self, unix_timestamp: i64) {
        self.set_clock(unix_timestamp, 1);
    }

    /// Sets the clock (unix seconds) and the slot, each for itself.
    pub fn set_clock(&mut self, unix_timestamp: i64, slot: u64) {
        let clock = Clock { unix_timestamp, slot, ..Clock::default() };
        match self {
            Ledger::Bank(context, ..) => context.set_sysvar(&clock),
            Ledger::Lite(svm) => svm.set_sysvar(&clock),
        }
    }

    /// Lamports for fees, out of nowhere.
    pub fn airdrop(&mut self, to: &Address, lamports: u64) {
        self.set_account(*to, Account { lamports, ..Account::default() });
    }
}

fn instruction_error(error: TransactionError) -> InstructionError {
    match error {
        TransactionError::InstructionError(_, error) => error,
        other => panic!("the transaction never reached the program: {other}"),
    }
}
