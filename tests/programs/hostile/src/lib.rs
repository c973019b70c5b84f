//! An attacker, for tests only: it calls the programs that its script names, with the accounts,
//! signatures and bytes that the script says, one call after the other.
//!
//! Called as a transfer hook of Token-2022 it finds its script in its last account instead of in
//! the instruction. It checks nothing. What a script looks like is in [`script`].
#![warn(missing_docs)]

pub mod script;

use pinocchio::{
    AccountView, Address, ProgramResult,
    cpi::{Seed, Signer, invoke_signed_with_slice},
    error::ProgramError,
    instruction::{InstructionAccount, InstructionView},
};

use script::{ACTOR_SEED, EXECUTE, SIGNS, Step, WRITES};

#[cfg(target_os = "solana")]
pinocchio::entrypoint!(process);

/// Runs the whole script. A call that fails ends the transaction: the runtime leaves no choice.
///
/// # Errors
/// A script that names no such account, or is cut off.
pub fn process(_program: &Address, accounts: &mut [AccountView], data: &[u8]) -> ProgramResult {
    if !data.starts_with(&EXECUTE) {
        return run(accounts, data);
    }
    let script = accounts.last().ok_or(ProgramError::NotEnoughAccountKeys)?;
    let script = script.try_borrow()?.to_vec();
    run(accounts, &script)
}

fn run(accounts: &[AccountView], mut script: &[u8]) -> ProgramResult {
    while !script.is_empty() {
        let (step, rest) = Step::read(script).ok_or(ProgramError::InvalidInstructionData)?;
        call(accounts, &step)?;
        script = rest;
    }
    Ok(())
}

fn call(accounts: &[AccountView], step: &Step<'_>) -> ProgramResult {
    let missing = ProgramError::NotEnoughAccountKeys;
    let at = |index: u8| accounts.get(usize::from(index)).ok_or(missing.clone());
    let mut metas = Vec::with_capacity(step.accounts.len());
    let mut views = Vec::with_capacity(step.accounts.len());
    for [index, flags] in step.accounts {
        let view = at(*index)?;
        let (writes, signs) = (flags & WRITES != 0, flags & SIGNS != 0);
        metas.push(InstructionAccount::new(view.address(), writes, signs));
        views.push(view);
    }
    let program_id = at(step.program)?.address();
    let instruction = InstructionView { program_id, data: step.data, accounts: &metas };
    let bump = [step.bump];
    let seeds = [Seed::from(ACTOR_SEED), Seed::from(&bump)];
    let actor = [Signer::from(&seeds)];
    // Without a bump the actor signs nothing.
    let signers = if step.bump == 0 { &[] } else { &actor[..] };
    invoke_signed_with_slice(&instruction, &views, signers)
}
