//! In the instrumented copy of the sources: which weakened check is in force.
//!
//! `tests/src/bin/mutants.rs` puts this crate into the copy. Nothing of a release contains it.
#![no_std]

#[cfg(not(target_os = "solana"))]
extern crate std;

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
