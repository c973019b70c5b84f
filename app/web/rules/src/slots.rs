//! The memory that page and rules share.

use core::cell::UnsafeCell;

/// How many numbers it holds: the bits of a whole page of claims.
pub const COUNT: usize = 2_048;

/// Numbers in both directions; bytes lie eight to a number, the lowest first.
pub type Slots = [u64; COUNT];

struct Shared(UnsafeCell<Slots>);

// SAFETY: a WebAssembly module without threads has one caller at a time.
unsafe impl Sync for Shared {}

static SHARED: Shared = Shared(UnsafeCell::new([0; COUNT]));

/// Where the page finds the block.
#[unsafe(no_mangle)]
pub extern "C" fn slots() -> *mut u64 {
    SHARED.0.get().cast()
}

/// Calls `rule` with the block.
pub(crate) fn with<T>(rule: impl FnOnce(&mut Slots) -> T) -> T {
    // SAFETY: exports do not call one another, so there is no other reference.
    rule(unsafe { &mut *SHARED.0.get() })
}

/// Writes `results` from the first slot on and returns how many there are; zero for `None`.
pub(crate) fn answer<const N: usize>(slots: &mut Slots, results: Option<[u64; N]>) -> u32 {
    let Some(results) = results else { return 0 };
    for (slot, result) in slots.iter_mut().zip(results) {
        *slot = result;
    }
    N as u32
}

/// Low and high half of a number.
pub(crate) fn halves(number: u128) -> [u64; 2] {
    [number as u64, (number >> 64) as u64]
}

/// A number by its low and high half.
pub(crate) fn whole([low, high]: [u64; 2]) -> u128 {
    (u128::from(high) << 64) | u128::from(low)
}

/// A time in a slot.
pub(crate) fn time(slot: u64) -> i64 {
    slot.cast_signed()
}
