//! One instruction about to be sent: tamper with it, then say what must become of it.

use anchor_lang::prelude::ErrorCode;
use groundswell_sdk::{
    buyback_program::BuybackError, distributor_program::DistributorError, program::LaunchError,
    vesting_program::VestingError,
};
use solana_account::Account;
use solana_address::Address;
use solana_instruction::{Instruction, error::InstructionError};
use solana_keypair::Keypair;
use std::{fs, path::Path};

use crate::{
    ledger::{Outcome, program_id},
    stage::Stage,
};

/// A refusal, by whoever refused.
pub trait Refusal {
    /// As the runtime reports it.
    fn error(self) -> InstructionError;
}

impl Refusal for LaunchError {
    fn error(self) -> InstructionError {
        InstructionError::Custom(6_000 + self as u32)
    }
}

impl Refusal for DistributorError {
    fn error(self) -> InstructionError {
        InstructionError::Custom(6_000 + self as u32)
    }
}

impl Refusal for VestingError {
    fn error(self) -> InstructionError {
        InstructionError::Custom(6_000 + self as u32)
    }
}

impl Refusal for BuybackError {
    fn error(self) -> InstructionError {
        InstructionError::Custom(6_000 + self as u32)
    }
}

impl Refusal for ErrorCode {
    fn error(self) -> InstructionError {
        InstructionError::from(u64::from(anchor_lang::prelude::Error::from(self)))
    }
}

impl Refusal for InstructionError {
    fn error(self) -> InstructionError {
        self
    }
}

/// An instruction, who signs it, and the ledger it is sent to.
pub struct Call<'w> {
    pub(crate) stage: &'w mut Stage,
    pub(crate) instruction: Instruction,
    pub(crate) signers: Vec<Keypair>,
    /// The accounts struct, for names of accounts.
    pub(crate) accounts: &'static str,
    /// Sent in the same transaction, before and after.
    pub(crate) before: Vec<Instruction>,
    pub(crate) after: Vec<Instruction>,
}

impl Call<'_> {
    /// Puts another account into the slot of that name.
    pub fn with_account(mut self, field: &str, address: Address) -> Self {
        let slot = self.slot(field);
        self.instruction.accounts[slot].pubkey = address;
        self
    }

    /// Drops the signature of the slot of that name.
    pub fn without_signature(mut self, field: &str) -> Self {
        let slot = self.slot(field);
        self.instruction.accounts[slot].is_signer = false;
        let address = self.instruction.accounts[slot].pubkey;
        self.signers.retain(|key| solana_signer::Signer::pubkey(key) != address);
        self
    }

    /// Has another wallet sign in the slot of that name.
    pub fn signed_by(mut self, field: &str, name: &str) -> Self {
        let key = self.stage.key(name);
        let address = solana_signer::Signer::pubkey(&key);
        self = self.without_signature(field).with_account(field, address);
        let slot = self.slot(field);
        self.instruction.accounts[slot].is_signer = true;
        self.signers.push(key);
        self
    }

    /// The address in the slot of that name.
    pub fn account(&self, field: &str) -> Address {
        self.instruction.accounts[self.slot(field)].pubkey
    }

    /// Sends `instruction` first, in the same transaction.
    pub fn after(mut self, instruction: Instruction) -> Self {
        self.before.push(instruction);
        self
    }

    /// Sends `instruction` next, in the same transaction.
    pub fn then(mut self, instruction: Instruction) -> Self {
        self.after.push(instruction);
        self
    }

    /// Sends it; it must succeed. Returns the compute units of the transaction.
    pub fn succeeds(self) -> u64 {
        let (outcome, _, _) = self.send();
        match outcome.result {
            Ok(()) => outcome.compute_units,
            Err(error) => panic!("refused: {error}\n{}", outcome.logs.join("\n")),
        }
    }

    /// Sends it; whether it succeeded. If not, it must be refused as by [`fails_with`].
    ///
    /// [`fails_with`]: Self::fails_with
    pub fn succeeds_or(self, refusal: impl Refusal) -> bool {
        let expected = refusal.error();
        let (outcome, before, after) = self.send();
        if outcome.result == Ok(()) {
            return true;
        }
        let logs = outcome.logs.join("\n");
        assert_eq!(outcome.result, Err(expected), "{logs}");
        assert_eq!(before, after, "a refused call changed an account\n{logs}");
        false
    }

    /// Sends it; it must be refused with exactly this error, and must have changed nothing.
    pub fn fails_with(self, refusal: impl Refusal) {
        let expected = refusal.error();
        let (outcome, before, after) = self.send();
        let logs = outcome.logs.join("\n");
        assert_eq!(outcome.result, Err(expected), "{logs}");
        assert_eq!(before, after, "a refused call changed an account\n{logs}");
    }

    /// Sends it; returns what came of it and every account it named, before and after.
    fn send(self) -> (Outcome, Vec<Option<Account>>, Vec<Option<Account>>) {
        let mut all = self.before;
        all.push(self.instruction);
        all.extend(self.after);
        // The fee payer is not looked at: it always pays the fee.
        let payer = self.stage.address("payer");
        let named: Vec<Address> = all
            .iter()
            .flat_map(|one| one.accounts.iter().map(|account| account.pubkey))
            .filter(|address| *address != payer)
            .collect();
        let stage = self.stage;
        let look = |stage: &mut Stage| -> Vec<Option<Account>> {
            named.iter().map(|address| stage.ledger.account(address)).collect()
        };
        let before = look(stage);
        let fee_payer = stage.key("payer");
        let mut signers: Vec<&Keypair> = vec![&fee_payer];
        signers.extend(self.signers.iter());
        let outcome = stage.ledger.send(&all, &signers);
        let after = look(stage);
        (outcome, before, after)
    }

    fn program(&self) -> &'static str {
        let mut names = groundswell_programs::ALL.iter().map(|program| program.name);
        let ours = |name: &&str| program_id(name) == self.instruction.program_id;
        names.find(ours).expect("an instruction of one of our programs")
    }

    fn slot(&self, field: &str) -> usize {
        let fields = fields(self.program(), self.accounts);
        fields.iter().position(|name| name == field).unwrap_or_else(|| {
            panic!("{} has no account {field}; it has {fields:?}", self.accounts)
        })
    }
}

/// The accounts of an instruction in their order, read from its source.
pub fn fields(program: &str, accounts: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = folder.join(format!("../programs/{program}/src/instructions"));
    let start = format!("pub struct {accounts} {{");
    for file in fs::read_dir(folder).unwrap() {
        let source = fs::read_to_string(file.unwrap().path()).unwrap();
        let Some((_, body)) = source.split_once(&start) else { continue };
        let (body, _) = body.split_once("\n}").unwrap();
        let field = |line: &str| Some(line.trim().strip_prefix("pub ")?.split_once(':')?.0.into());
        return body.lines().filter_map(field).collect();
    }
    panic!("no instruction declares {accounts}");
}
