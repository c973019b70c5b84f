//! Sends one instruction to the ledger of a control, signed by whoever it says.

use groundswell_tests::{
    named::{FEE_PAYER, key_of, refusal},
    stage::key,
};
use litesvm::LiteSVM;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;
use solana_transaction::{Transaction, TransactionError};
use std::collections::BTreeSet;

use crate::control::Control;

/// Sends it, and says by whom and with what it was refused.
pub fn send(svm: &mut LiteSVM, control: &Control, call: &Instruction) -> Result<(), String> {
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
