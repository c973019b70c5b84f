//! M11 to M13 of the matrix: other bumps, accounts beyond those named, and instruction data.

use groundswell_tests::stage::address;
use solana_account::Account;
use solana_address::Address;
use solana_instruction::{AccountMeta, Instruction};

use crate::{control::Control, mutations::Case};

/// M11: the address of every account that the call makes, at the next bump that gives one; `made`
/// is what the control makes there.
pub fn of_bumps(control: &Control, made: impl Fn(&Address) -> Option<Account>) -> Vec<Case> {
    let mut cases = vec![];
    for (at, seeds) in &control.made {
        let canonical = control.call.accounts[*at].pubkey;
        let parts: Vec<&[u8]> = seeds.iter().map(Vec::as_slice).collect();
        let with = |bump: u8| {
            let bump = [bump];
            let parts = [&parts[..], &[&bump[..]]].concat();
            Address::create_program_address(&parts, &control.call.program_id).ok()
        };
        let other = (0..=255).rev().filter_map(with).find(|address| *address != canonical).unwrap();
        let mut call = control.call.clone();
        call.accounts[*at].pubkey = other;
        let wallet = Account { lamports: 10_000_000, ..Account::default() };
        let forged = made(&canonical).unwrap();
        for (mutation, planted) in [
            ("M11 vacant", vec![]),
            ("M11 prefunded", vec![(other, wallet)]),
            ("M11 forged", vec![(other, forged)]),
        ] {
            cases.push(Case::new(&control.slots[*at], mutation, call.clone(), planted));
        }
    }
    cases
}

/// M12: accounts beyond those that the instruction names.
pub fn of_remaining(control: &Control, named: usize) -> Vec<Case> {
    let mut cases = vec![];
    let mut add = |mutation: &str, change: &dyn Fn(&mut Vec<AccountMeta>)| {
        let mut call = control.call.clone();
        change(&mut call.accounts);
        if call.accounts != control.call.accounts {
            cases.push(Case::new("remaining", mutation, call, vec![]));
        }
    };
    add("M12 appended", &|metas| metas.push(AccountMeta::new_readonly(address("fresh"), false)));
    add("M12 first again", &|metas| metas.push(metas[0].clone()));
    add("M12 account missing", &|metas| metas.truncate(named - 1));
    if control.call.accounts.len() > named {
        add("M12 last dropped", &|metas| metas.truncate(metas.len() - 1));
        add("M12 all dropped", &|metas| metas.truncate(named));
        add("M12 last again", &|metas| metas.push(metas[metas.len() - 1].clone()));
        add("M12 duplicated", &|metas| {
            let last = metas.len() - 1;
            metas[last] = metas[named].clone();
        });
        add("M12 swapped", &|metas| {
            let last = metas.len() - 1;
            metas.swap(named, last);
        });
    }
    cases
}

/// M13: instruction data that is not what the decoder expects.
pub fn of_data(control: &Control) -> Vec<Case> {
    let case = |mutation: &str, change: &dyn Fn(&mut Vec<u8>)| {
        let mut call: Instruction = control.call.clone();
        change(&mut call.data);
        Case::new("data", mutation, call, vec![])
    };
    vec![
        case("M13 truncated", &|data| data.truncate(data.len() - 1)),
        case("M13 appended", &|data| data.push(0)),
        case("M13 discriminator", &|data| data[..8].fill(0xff)),
        case("M13 empty", &|data| data.clear()),
    ]
}
