//! Sends a case to a copy of the control's ledger, and says what became of it.

use groundswell_tests::{
    named::{FEE_PAYER, key_of, refusal},
    stage::{address, key},
};
use litesvm::LiteSVM;
use solana_account::ReadableAccount;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;
use solana_transaction::{Transaction, TransactionError};
use std::collections::BTreeSet;

use crate::{control::Control, mutations::Case};

/// What became of a case.
pub enum Verdict {
    /// Refused with this error; nothing but the fee has changed.
    Refused(String),
    /// Accepted, and every account ends as after the control.
    Alike,
    /// Accepted, and these accounts end otherwise than after the control.
    Otherwise(Vec<String>),
}

/// Sends the control to a copy of its ledger, where it must succeed, and so must its twin.
pub fn control(control: &Control) -> LiteSVM {
    let mut svm = control.svm.clone();
    if let Err(error) = send(&mut svm, control, &control.twin) {
        panic!("the twin of {} is refused: {error}", control.name);
    }
    let mut svm = control.svm.clone();
    if let Err(error) = send(&mut svm, control, &control.call) {
        panic!("{} is refused: {error}", control.name);
    }
    svm
}

/// Sends a case; `after` is the ledger as the control left it.
pub fn case(control: &Control, after: &LiteSVM, case: &Case) -> Verdict {
    let mut svm = control.svm.clone();
    for (address, account) in &case.planted {
        svm.set_account(*address, account.clone()).unwrap();
    }
    let before = svm.clone();
    let planted = |at: &Address| case.planted.iter().any(|(address, _)| address == at);
    match send(&mut svm, control, &case.call) {
        Err(error) => {
            let changed = changed(&before, &svm);
            assert!(changed.is_empty(), "{} {} changed {changed:?}", control.name, case.mutation);
            Verdict::Refused(error)
        }
        Ok(()) => {
            let mut others = changed(after, &svm);
            others.retain(|address| !planted(address));
            let mut touched = changed(&before, &svm);
            touched.retain(|address| is_of_twin_only(control, address));
            if others.is_empty() && touched.is_empty() {
                return Verdict::Alike;
            }
            let names = others.iter().chain(&touched).map(|address| name(control, address));
            Verdict::Otherwise(names.collect::<BTreeSet<_>>().into_iter().collect())
        }
    }
}

fn is_of_twin_only(control: &Control, address: &Address) -> bool {
    let names = |call: &Instruction| call.accounts.iter().any(|meta| meta.pubkey == *address);
    names(&control.twin) && !names(&control.call)
}

/// What an account is to a control.
fn name(control: &Control, address: &Address) -> String {
    let slot = |call: &Instruction| call.accounts.iter().position(|meta| meta.pubkey == *address);
    if let Some(at) = slot(&control.call) {
        return control.slots[at].clone();
    }
    if let Some(at) = slot(&control.twin) {
        return format!("the other {}", control.slots[at]);
    }
    let names = ["attacker", "fresh"];
    let named = names.into_iter().find(|name| self::address(name) == *address);
    named.map_or_else(|| "another account".into(), String::from)
}

/// Accounts that differ between two ledgers, but for the fee payer and what the runtime keeps.
fn changed(before: &LiteSVM, after: &LiteSVM) -> Vec<Address> {
    let (before, after) = (&before.accounts_db().inner, &after.accounts_db().inner);
    let fee_payer = address(FEE_PAYER);
    let same = |at: &Address| match (before.get(at), after.get(at)) {
        (Some(one), Some(two)) => {
            let (old, new) = (one.data(), two.data());
            let same_bytes = old.as_ptr() == new.as_ptr() || old == new;
            same_bytes
                && one.lamports() == two.lamports()
                && one.owner() == two.owner()
                && one.executable() == two.executable()
        }
        (Some(one), None) | (None, Some(one)) => one.lamports() == 0,
        (None, None) => true,
    };
    let is_kept = |at: &Address| {
        let account = before.get(at).or_else(|| after.get(at));
        account.is_some_and(|account| account.owner().to_string().starts_with("Sysvar"))
    };
    let all: BTreeSet<Address> = before.keys().chain(after.keys()).copied().collect();
    all.into_iter().filter(|at| *at != fee_payer && !same(at) && !is_kept(at)).collect()
}

fn send(svm: &mut LiteSVM, control: &Control, call: &Instruction) -> Result<(), String> {
    let payer = key(FEE_PAYER);
    let signing = call.accounts.iter().filter(|meta| meta.is_signer);
    let signing: BTreeSet<Address> = signing.map(|meta| meta.pubkey).collect();
    let no_key = |at: &Address| panic!("{}: no key of {at}", control.name);
    let keys: Vec<Keypair> =
        signing.iter().map(|at| key_of(at).unwrap_or_else(|| no_key(at))).collect();
    let mut signers: Vec<&Keypair> = vec![&payer];
    signers.extend(keys.iter().filter(|key| key.pubkey() != payer.pubkey()));
    svm.expire_blockhash();
    let hash = svm.latest_blockhash();
    let call = std::slice::from_ref(call);
    let tx = Transaction::new_signed_with_payer(call, Some(&payer.pubkey()), &signers, hash);
    match svm.send_transaction(tx) {
        Ok(_) => Ok(()),
        Err(failed) => Err(match failed.err {
            TransactionError::InstructionError(_, error) => {
                refusal(control.program, &error, &failed.meta.logs)
            }
            other => format!("{other:?}"),
        }),
    }
}
