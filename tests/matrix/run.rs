//! Sends a case to a copy of the control's ledger, and says what became of it.

use groundswell_tests::{named::FEE_PAYER, stage::address, verdict::changed};
use litesvm::LiteSVM;
use solana_address::Address;
use solana_instruction::Instruction;
use std::collections::BTreeSet;

use crate::{control::Control, mutations::Case, send::send};

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
    let fee_payer = address(FEE_PAYER);
    let mut svm = control.svm.clone();
    for (at, account) in &case.planted {
        svm.set_account(*at, account.clone()).unwrap();
    }
    let before = svm.clone();
    let planted = |at: &Address| case.planted.iter().any(|(one, _)| one == at);
    match send(&mut svm, control, &case.call) {
        Err(error) => {
            let changed = changed(&before, &svm, &fee_payer);
            assert!(changed.is_empty(), "{} {} changed {changed:?}", control.name, case.mutation);
            Verdict::Refused(error)
        }
        Ok(()) => {
            let mut others = changed(after, &svm, &fee_payer);
            others.retain(|at| !planted(at));
            let mut touched = changed(&before, &svm, &fee_payer);
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
