//! How an instruction of an Anchor program is put together, and its refusals read.

use anchor_lang::{InstructionData, ToAccountMetas};
use solana_address::Address;
use solana_instruction::Instruction;

pub(crate) const SYSTEM_PROGRAM: Address = Address::new_from_array([0; 32]);
pub(crate) const TOKEN_PROGRAM: Address = spl_token_interface::ID;

/// Where the codes of an Anchor program's own errors begin.
const FIRST_ERROR: u32 = 6_000;

/// An instruction of `program_id`.
pub(crate) fn build(
    program_id: Address,
    accounts: impl ToAccountMetas,
    data: impl InstructionData,
) -> Instruction {
    Instruction { program_id, accounts: accounts.to_account_metas(None), data: data.data() }
}

/// Name and words of the error with this code, among all of a program's.
pub(crate) fn explain<E>(
    code: u32,
    all: &'static [(E, &'static str, &'static str)],
) -> Option<(&'static str, &'static str)> {
    let index = code.checked_sub(FIRST_ERROR)?;
    let (_, name, words) = all.get(usize::try_from(index).ok()?)?;
    Some((name, words))
}
