//! The attacker's program, and scripts for it: calls of ours, one after the other, from within one
//! outer instruction.

use groundswell_programs::Program;
use hostile::script::{ACTOR_SEED, SIGNS, Step, WRITES};
use solana_address::Address;
use solana_instruction::{AccountMeta, Instruction};
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::{
    call::Call,
    ledger::Ledger,
    stage::{Stage, address, key},
};

/// Its bytecode, which no release carries.
pub const HOSTILE: Program = Program {
    name: groundswell_programs::HOSTILE,
    bytecode: include_bytes!("../programs/hostile/hostile.so"),
    source: include_str!("../programs/hostile/hostile.source"),
};

/// Where it lives here.
pub fn program() -> Address {
    address("hostile")
}

/// The address it signs for, and its bump.
pub fn actor() -> (Address, u8) {
    Address::find_program_address(&[ACTOR_SEED], &program())
}

impl Stage {
    /// Puts the attacker's program onto the ledger, and gives its actor lamports.
    pub fn invite(&mut self) {
        let Ledger::Lite(svm) = &mut self.ledger else { panic!("the attacker is on LiteSVM") };
        svm.add_program(program(), HOSTILE.bytecode).unwrap();
        self.ledger.airdrop(&actor().0, 1_000_000_000_000);
    }

    /// A script, sent as one instruction. Whoever must sign it has a name.
    pub fn hostile(&mut self, script: Script, signers: &[&str]) -> Call<'_> {
        let signers: Vec<Keypair> = signers.iter().map(|name| key(name)).collect();
        let keys: Vec<Address> = signers.iter().map(Signer::pubkey).collect();
        let instruction = script.signed_by(&keys);
        let (before, after) = (vec![], vec![]);
        Call { stage: self, instruction, signers, accounts: "", before, after }
    }
}

/// What the attacker's program is to call.
#[derive(Clone, Default)]
pub struct Script {
    /// Every account of all calls, once.
    metas: Vec<AccountMeta>,
    /// The calls as the program reads them.
    data: Vec<u8>,
}

impl Script {
    /// These calls, in their order.
    pub fn of(calls: &[Instruction]) -> Script {
        calls.iter().fold(Script::default(), |script, call| script.then(call))
    }

    /// A script that is run by a hook, where these accounts come first.
    pub fn behind(metas: Vec<AccountMeta>) -> Script {
        Script { metas, data: vec![] }
    }

    /// Every account of all calls, in the order that the script counts them in.
    pub fn accounts(&self) -> &[AccountMeta] {
        &self.metas
    }

    /// The script as the program reads it.
    pub fn bytes(&self) -> &[u8] {
        &self.data
    }

    /// One call more. What the actor is to sign it signs; other signatures are passed on.
    pub fn then(self, call: &Instruction) -> Script {
        let names = |meta: &AccountMeta| meta.is_signer && meta.pubkey == actor().0;
        let bump = if call.accounts.iter().any(names) { actor().1 } else { 0 };
        self.step(call, bump)
    }

    fn step(mut self, call: &Instruction, bump: u8) -> Script {
        let program = self.place(&AccountMeta::new_readonly(call.program_id, false));
        let flags = |meta: &AccountMeta| {
            let writes = if meta.is_writable { WRITES } else { 0 };
            writes + if meta.is_signer { SIGNS } else { 0 }
        };
        let accounts: Vec<[u8; 2]> =
            call.accounts.iter().map(|meta| [self.place(meta), flags(meta)]).collect();
        let step = Step { program, bump, accounts: &accounts, data: &call.data };
        step.write(&mut self.data).unwrap();
        self
    }

    /// The same, one call deeper: the attacker's program calls itself with it, and passes on every
    /// signature that the calls ask for.
    pub fn nested(self) -> Script {
        let Script { metas: accounts, data } = self;
        Script::default().step(&Instruction { program_id: program(), accounts, data }, 0)
    }

    /// The place of an account, which is writable if any call writes it, and signs if any call asks
    /// others than the actor for it.
    fn place(&mut self, meta: &AccountMeta) -> u8 {
        let found = self.metas.iter().position(|known| known.pubkey == meta.pubkey);
        let place = found.unwrap_or_else(|| {
            self.metas.push(AccountMeta::new_readonly(meta.pubkey, false));
            self.metas.len() - 1
        });
        let known = &mut self.metas[place];
        known.is_writable |= meta.is_writable;
        known.is_signer |= meta.is_signer && meta.pubkey != actor().0;
        u8::try_from(place).unwrap()
    }

    /// The instruction, signed by those of its accounts.
    pub fn signed_by(&self, keys: &[Address]) -> Instruction {
        let mut accounts = self.metas.clone();
        for meta in &mut accounts {
            meta.is_signer = keys.contains(&meta.pubkey);
        }
        Instruction { program_id: program(), accounts, data: self.data.clone() }
    }
}
