//! The constraint `at::address = owner.field`: an account must be the one that another names.
//!
//! It says what Anchor's own `address =` says and refuses with the same error. That one
//! compares in place, at 180 compute units and 1.4 KB of bytecode each where loads must be
//! aligned; this one asks the runtime to compare, at a fifth of both.

use anchor_lang::{
    AccountConstraint, ErrorCode, Ids,
    accounts::{Slab, SlabSchema},
    bytemuck::{Pod, Zeroable},
    prelude::*,
};
use solana_program_memory::sol_memcmp;

/// The account's address is the given one. Error: `ConstraintAddress`.
pub struct AddressConstraint;

/// One for each kind of account: one for all would meet Anchor's own for boxed accounts.
macro_rules! checks {
    ($([$($generics:tt)*] $account:ty,)*) => {
        $(impl<$($generics)*> AccountConstraint<$account> for AddressConstraint {
            type Value = Address;

            /// Also where the account is made in this very instruction.
            #[inline(always)]
            fn init(account: &mut $account, address: &Address) -> Result<()> {
                Self::check(account, address)
            }

            #[inline(always)]
            fn check(account: &$account, address: &Address) -> Result<()> {
                require!(same(account.account().address().as_array(), address.as_array()), ErrorCode::ConstraintAddress);
                Ok(())
            }
        })*
    };
}

checks! {
    [] UncheckedAccount,
    [] Signer,
    [H: Pod + Zeroable + SlabSchema, T] Slab<H, T>,
    [I: Ids] Interface<'_, I>,
}

/// Whether two addresses are the same.
#[inline(never)]
pub fn same(one: &[u8; 32], other: &[u8; 32]) -> bool {
    // SAFETY: both are as long as the number of bytes to compare.
    unsafe { sol_memcmp(one, other, one.len()) == 0 }
}
