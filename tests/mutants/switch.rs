//! In the instrumented copy of the sources: which weakened check is in force.
//!
//! `tests/src/bin/mutants.rs` puts this crate into the copy. Nothing of a release contains it.
#![no_std]

#[cfg(not(target_os = "solana"))]
extern crate std;

use core::{
    marker::PhantomData,
    ops::{Deref, DerefMut},
};

use anchor_lang::{
    AnchorAccount, CpiHandle, CpiHandleMut,
    pinocchio::{account::AccountView, address::Address},
    prelude::ProgramError,
};

/// Found in the bytecode by its first bytes; the number behind them is written there.
#[repr(C)]
struct Choice {
    marker: [u8; 16],
    chosen: u32,
}

#[used]
static CHOICE: Choice = Choice { marker: *b"chosen mutant is", chosen: 0 };

/// An address that stands for any.
static ANY: [u8; 32] = *b"any address at all will do here.";

#[cfg(target_os = "solana")]
fn chosen() -> u32 {
    // SAFETY: a valid reference; volatile, so that the compiler does not take the zero for granted.
    unsafe { core::ptr::read_volatile(&CHOICE.chosen) }
}

#[cfg(not(target_os = "solana"))]
fn chosen() -> u32 {
    static CHOSEN: std::sync::OnceLock<u32> = std::sync::OnceLock::new();
    let read = || std::env::var("GROUNDSWELL_MUTANT").map_or(CHOICE.chosen, |n| n.parse().unwrap());
    *CHOSEN.get_or_init(read)
}

/// Whether mutant `id` is in force.
#[inline(never)]
pub fn on(id: u32) -> bool {
    chosen() == id
}

/// `one < other`, as a mutant `one <= other`.
pub fn lt<T: PartialOrd + ?Sized>(id: u32, one: &T, other: &T) -> bool {
    if on(id) { one <= other } else { one < other }
}

/// `one <= other`, as a mutant `one < other`.
pub fn le<T: PartialOrd + ?Sized>(id: u32, one: &T, other: &T) -> bool {
    if on(id) { one < other } else { one <= other }
}

/// `one > other`, as a mutant `one >= other`.
pub fn gt<T: PartialOrd + ?Sized>(id: u32, one: &T, other: &T) -> bool {
    if on(id) { one >= other } else { one > other }
}

/// `one >= other`, as a mutant `one > other`.
pub fn ge<T: PartialOrd + ?Sized>(id: u32, one: &T, other: &T) -> bool {
    if on(id) { one > other } else { one >= other }
}

/// An address that an account must have.
pub trait OrAny: Copy {
    /// As a mutant, any.
    fn or_any(&self, id: u32) -> Self {
        const { assert!(size_of::<Self>() == 32 && align_of::<Self>() == 1) };
        if on(id) {
            // SAFETY: an address is 32 bytes, any bytes.
            unsafe { *(&raw const ANY).cast() }
        } else {
            *self
        }
    }
}

impl<T: Copy> OrAny for T {}

/// Whether that address stands for any.
pub fn is_any(address: &[u8; 32]) -> bool {
    *address == ANY
}

/// An account that must sign; as mutant `ID`, need not.
pub struct Unsigned<A, const ID: u32> {
    view: AccountView,
    of: PhantomData<A>,
}

impl<A: AnchorAccount, const ID: u32> Unsigned<A, ID> {
    /// The account's address.
    pub fn address(&self) -> &Address {
        self.view.address()
    }
}

impl<A: AnchorAccount, const ID: u32> AnchorAccount for Unsigned<A, ID> {
    type Data = AccountView;
    const IS_SIGNER: bool = A::IS_SIGNER;

    fn load(view: AccountView) -> Result<Self, ProgramError> {
        if !on(ID) {
            A::load(view)?;
        }
        Ok(Self { view, of: PhantomData })
    }

    unsafe fn load_mut(view: AccountView) -> Result<Self, ProgramError> {
        if !on(ID) {
            // SAFETY: the caller's promise; what is loaded is dropped at once.
            unsafe { A::load_mut(view) }?;
        }
        Ok(Self { view, of: PhantomData })
    }

    fn account(&self) -> &AccountView {
        &self.view
    }
}

impl<A, const ID: u32> Deref for Unsigned<A, ID> {
    type Target = AccountView;

    fn deref(&self) -> &AccountView {
        &self.view
    }
}

/// An account of a type; as mutant `ID`, whatever is there is taken for one.
pub struct Untyped<A, const ID: u32>(A);

impl<A: AnchorAccount, const ID: u32> AnchorAccount for Untyped<A, ID> {
    type Data = A;
    const MIN_DATA_LEN: usize = A::MIN_DATA_LEN;
    const RELAX_READONLY_CPI_BORROW_FROM_MUT: bool = A::RELAX_READONLY_CPI_BORROW_FROM_MUT;

    fn load(view: AccountView) -> Result<Self, ProgramError> {
        match A::load(view) {
            Err(_) if on(ID) => {
                // SAFETY: the second flag of an account's header says that it may be written. It is
                // set until the account is loaded, as nothing else loads one without a look at it.
                unsafe {
                    let flag = view.account_ptr().cast_mut().cast::<u8>().add(2);
                    let may = flag.replace(1);
                    let loaded = A::load_mut_after_init(view);
                    flag.write(may);
                    loaded.map(Self)
                }
            }
            loaded => loaded.map(Self),
        }
    }

    unsafe fn load_mut(view: AccountView) -> Result<Self, ProgramError> {
        // SAFETY: the caller's promise.
        match unsafe { A::load_mut(view) } {
            // SAFETY: the caller's promise.
            Err(_) if on(ID) => unsafe { A::load_mut_after_init(view) }.map(Self),
            loaded => loaded.map(Self),
        }
    }

    fn account(&self) -> &AccountView {
        self.0.account()
    }

    fn exit(&mut self) -> Result<(), ProgramError> {
        self.0.exit()
    }

    fn cpi_handle(&self) -> CpiHandle<'_> {
        self.0.cpi_handle()
    }

    fn try_cpi_handle_mut(&mut self) -> Result<CpiHandleMut<'_>, ProgramError> {
        self.0.try_cpi_handle_mut()
    }
}

impl<A, const ID: u32> Deref for Untyped<A, ID> {
    type Target = A;

    fn deref(&self) -> &A {
        &self.0
    }
}

impl<A, const ID: u32> DerefMut for Untyped<A, ID> {
    fn deref_mut(&mut self) -> &mut A {
        &mut self.0
    }
}
