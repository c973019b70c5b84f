//! What can be put where: M1 to M4 and M6 to M9 of the matrix, for one account of a call.

use anchor_lang::Discriminator;
use groundswell_sdk::{
    buyback_program::state as buyback, distributor_program::state as distributor,
    program::state as launch, vesting_program::state as vesting,
};
use groundswell_tests::{
    ledger::program_id,
    named::{ATTACKER, key_of},
    stage::address,
    tokens::{TOKEN, TOKEN_2022},
};
use solana_account::Account;
use solana_address::Address;
use solana_instruction::Instruction;

use crate::{
    control::{Control, imitation},
    tokens,
};

/// A call that is not the control's.
pub struct Case {
    /// The account it is about, or `remaining`, or `data`.
    pub slot: String,
    /// Which mutation: its number, and what was done.
    pub mutation: String,
    /// The call.
    pub call: Instruction,
    /// Accounts that are put onto the ledger first.
    pub planted: Vec<(Address, Account)>,
}

impl Case {
    /// A call about a slot, with these accounts.
    pub fn new(
        slot: &str,
        mutation: &str,
        call: Instruction,
        planted: Vec<(Address, Account)>,
    ) -> Case {
        Case { slot: slot.into(), mutation: mutation.into(), call, planted }
    }
}

/// Collects the cases of one slot.
pub struct Slot<'c> {
    /// The control.
    pub control: &'c Control,
    /// Which account of its call.
    pub at: usize,
    /// What was collected.
    pub cases: Vec<Case>,
}

impl Slot<'_> {
    /// The call with another address in the slot, which signs if it has to and can.
    pub fn put(&mut self, mutation: &str, address: Address, planted: Option<Account>) {
        let mut call = self.control.call.clone();
        let meta = &mut call.accounts[self.at];
        if meta.pubkey == address && planted.is_none() {
            return;
        }
        meta.pubkey = address;
        meta.is_signer &= key_of(&address).is_some();
        self.add(mutation, call, planted.map(|account| (address, account)));
    }

    fn add(&mut self, mutation: &str, call: Instruction, planted: Option<(Address, Account)>) {
        let planted = planted.into_iter().collect();
        self.cases.push(Case::new(&self.control.slots[self.at], mutation, call, planted));
    }

    /// The address in the slot.
    pub fn address(&self) -> Address {
        self.control.call.accounts[self.at].pubkey
    }
}

/// Every case about the accounts of a call.
pub fn of_accounts(control: &Control) -> Vec<Case> {
    let slots = 0..control.call.accounts.len();
    slots.flat_map(|at| of_slot(Slot { control, at, cases: vec![] })).collect()
}

fn of_slot(mut slot: Slot<'_>) -> Vec<Case> {
    let meta = slot.control.call.accounts[slot.at].clone();
    let account = slot.control.account(slot.at);
    let is_program = account.as_ref().is_some_and(|account| account.executable);
    if !meta.is_signer {
        let wallet = Account { lamports: 1_000_000_000, ..Account::default() };
        slot.put("M1 fresh", address("fresh"), Some(wallet));
    }
    slot.put("M1 none", slot.control.call.program_id, None);
    slot.put("M2", slot.control.twin.accounts[slot.at].pubkey, None);
    let held = account.as_ref().filter(|account| !is_program && !account.data.is_empty());
    if let Some(account) = held {
        let forged = Account { owner: imitation(&TOKEN), ..account.clone() };
        slot.put("M3 elsewhere", address("forged"), Some(forged.clone()));
        slot.put("M3 in place", meta.pubkey, Some(forged));
    }
    if !is_program {
        poses(&mut slot, account.as_ref());
        tokens::of_slot(&mut slot, account.as_ref());
    }
    flags(&mut slot);
    for (other, name) in slot.control.slots.iter().enumerate() {
        let address = slot.control.call.accounts[other].pubkey;
        if other != slot.at {
            slot.put(&format!("M8 {name}"), address, None);
        }
    }
    programs(&mut slot);
    slot.cases
}

/// M4: the account's own bytes, but for the type they say they are.
fn poses(slot: &mut Slot<'_>, account: Option<&Account>) {
    let ours = account.filter(|account| types(&account.owner).is_some());
    let owner = ours.map_or(slot.control.call.program_id, |account| account.owner);
    let mut data = account.map(|account| account.data.clone()).unwrap_or_default();
    if data.len() < 8 {
        data.resize(300, 0);
    }
    let [first, second] = types(&owner).unwrap();
    let other = if data[..8] == *first { second } else { first };
    data[..8].copy_from_slice(other);
    let posing = Account { lamports: 10_000_000, data, owner, ..Account::default() };
    slot.put("M4 elsewhere", address("posing"), Some(posing.clone()));
    if ours.is_some() {
        let at = slot.address();
        slot.put("M4 in place", at, Some(posing));
    }
}

/// M6 and M7.
fn flags(slot: &mut Slot<'_>) {
    let meta = slot.control.call.accounts[slot.at].clone();
    if meta.is_signer {
        let mut unsigned = slot.control.call.clone();
        unsigned.accounts[slot.at].is_signer = false;
        // A signature counts wherever the address stands.
        for other in &mut unsigned.accounts {
            other.is_signer &= other.pubkey != meta.pubkey;
        }
        slot.add("M6 unsigned", unsigned, None);
        slot.put("M6 attacker", address(ATTACKER), None);
    }
    if meta.is_writable {
        let mut call = slot.control.call.clone();
        for other in &mut call.accounts {
            other.is_writable &= other.pubkey != meta.pubkey;
        }
        slot.add("M7", call, None);
    }
}

/// M9: the same code elsewhere, and the other program of the two.
fn programs(slot: &mut Slot<'_>) {
    let program = slot.address();
    if program == TOKEN || program == TOKEN_2022 {
        slot.put("M9 imitation", imitation(&program), None);
        let other = if program == TOKEN { TOKEN_2022 } else { TOKEN };
        slot.put("M9 swapped", other, None);
    } else if program == Address::default() && slot.control.slots[slot.at] == "system_program" {
        slot.put("M9 imitation", imitation(&TOKEN), None);
        slot.put("M9 swapped", TOKEN, None);
    }
}

/// Two types of accounts of a program of ours.
fn types(owner: &Address) -> Option<[&'static [u8]; 2]> {
    let all: [(&str, [&[u8]; 2]); 4] = [
        ("buyback", [buyback::Mandate::DISCRIMINATOR, buyback::Tender::DISCRIMINATOR]),
        (
            "distributor",
            [distributor::Distributor::DISCRIMINATOR, distributor::Page::DISCRIMINATOR],
        ),
        ("launch", [launch::Launch::DISCRIMINATOR, launch::Contribution::DISCRIMINATOR]),
        ("vesting", [vesting::Plan::DISCRIMINATOR, vesting::Grant::DISCRIMINATOR]),
    ];
    all.into_iter().find(|(name, _)| program_id(name) == *owner).map(|(_, types)| types)
}
