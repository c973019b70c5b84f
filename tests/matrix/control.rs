//! One instruction in a ledger where it succeeds, twice: here, and in a parallel universe.

use groundswell_tests::{
    Stage,
    ledger::Ledger,
    named::NAMES,
    sources::Listed,
    stage::address,
    tokens::{TOKEN, TOKEN_2022},
};
use litesvm::LiteSVM;
use solana_account::Account;
use solana_address::Address;
use solana_instruction::Instruction;

use crate::{controls_buyback, controls_distributor, controls_launch, controls_vesting, inits};

/// A ledger, a call that succeeds on it, and the same call of the parallel universe.
pub struct Setup {
    /// The ledger.
    pub stage: Stage,
    /// The call.
    pub call: Instruction,
    /// Its twin.
    pub twin: Instruction,
}

/// Set-ups of one instruction, each with what is special about it.
pub fn controls(program: &str, instruction: &str) -> Vec<(&'static str, Setup)> {
    match program {
        "launch" => controls_launch::controls(instruction),
        "distributor" => controls_distributor::controls(instruction),
        "vesting" => controls_vesting::controls(instruction),
        _ => controls_buyback::controls(instruction),
    }
}

/// A set-up, and everything the mutations have to know.
pub struct Control {
    /// Its program.
    pub program: &'static str,
    /// `program.instruction`, with what is special about this control.
    pub name: String,
    /// The ledger.
    pub svm: LiteSVM,
    /// The call.
    pub call: Instruction,
    /// Its twin.
    pub twin: Instruction,
    /// A name for every account of the call.
    pub slots: Vec<String>,
    /// Accounts the call makes, with their seeds.
    pub made: Vec<(usize, Vec<Vec<u8>>)>,
}

impl Control {
    /// Puts attackers and their programs onto the ledger of a set-up.
    pub fn new(program: &'static str, variant: &str, listed: &Listed, setup: Setup) -> Control {
        let Setup { mut stage, call, twin } = setup;
        // Nobody's want of lamports is what refuses a case.
        for name in NAMES {
            if stage.lamports(&address(name)) == 0 {
                stage.endow(name);
            }
        }
        let Ledger::Lite(mut svm) = stage.ledger else { panic!("a control runs on LiteSVM") };
        for token in [TOKEN, TOKEN_2022] {
            let elf = svm.accounts_db().try_program_elf_bytes(&token).unwrap().to_vec();
            svm.add_program(imitation(&token), &elf).unwrap();
        }
        let mut slots = listed.slots.clone();
        let rest = call.accounts.len() - slots.len();
        slots.extend((0..rest).map(|number| format!("remaining {number}")));
        assert_eq!(call.accounts.len(), twin.accounts.len(), "a twin has the same accounts");
        let made = listed.made.iter().map(|name| {
            let at = slots.iter().position(|slot| slot == name).unwrap();
            let account = |of: &str| {
                let at = slots.iter().position(|slot| slot == of).unwrap();
                call.accounts[at].pubkey
            };
            let seeds = inits::seeds(program, &listed.name, name, &account);
            let parts: Vec<&[u8]> = seeds.iter().map(Vec::as_slice).collect();
            let canonical = Address::find_program_address(&parts, &call.program_id).0;
            assert_eq!(canonical, call.accounts[at].pubkey, "the seeds of {name}");
            (at, seeds)
        });
        let made = made.collect();
        let name = format!("{program}.{}{variant}", listed.name);
        Control { program, name, svm: *svm, call, twin, slots, made }
    }

    /// The account in a slot as it is before the call.
    pub fn account(&self, slot: usize) -> Option<Account> {
        self.get(&self.call.accounts[slot].pubkey)
    }

    /// An account as it is before the call.
    pub fn get(&self, address: &Address) -> Option<Account> {
        self.svm.get_account(address).filter(|account| account.lamports > 0)
    }
}

/// An attacker's copy of a token program.
pub fn imitation(of: &Address) -> Address {
    address(if *of == TOKEN_2022 { "imitation of token-2022" } else { "imitation of token" })
}
