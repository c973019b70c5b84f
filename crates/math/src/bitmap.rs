//! Who has claimed what, at one bit per leaf and step.
//!
//! A list's leaves are kept in pages of [`PAGE_LEAVES`]. On a page each leaf has as many bits as
//! the list has steps, side by side, the first step lowest:
//!
//! ```text
//! bit number   = slot * steps + step          slot = leaf number mod 8,192
//! in the page  = byte (bit number / 8), bit (bit number mod 8), the lowest first
//! ```

/// Leaves on one page.
pub const PAGE_LEAVES: u32 = 8_192;
/// Levels of a list's tree that lie within one page.
pub const PAGE_LEVELS: u32 = PAGE_LEAVES.trailing_zeros();

/// Pages of a list with `count` leaves.
pub fn pages(count: u32) -> u32 {
    count.div_ceil(PAGE_LEAVES)
}

/// The page of leaf `index`.
pub fn page_of(index: u32) -> u32 {
    index / PAGE_LEAVES
}

/// Bytes of the bits of one page.
pub fn page_bytes(steps: u8) -> u32 {
    (PAGE_LEAVES / u8::BITS).saturating_mul(u32::from(steps)) // at most 1,024 * 255: fits
}

/// The bits of one page.
#[derive(Debug)]
pub struct Bitmap<B> {
    bits: B,
    steps: u8,
}

impl<B: AsRef<[u8]>> Bitmap<B> {
    /// The page with these bits, of a list with this many steps.
    pub fn new(bits: B, steps: u8) -> Self {
        Bitmap { bits, steps }
    }

    /// Whether `step` of leaf `index` is set. `None` where there is no such bit.
    pub fn get(&self, index: u32, step: u8) -> Option<bool> {
        let (byte, mask) = self.place(index, step)?;
        Some(self.bits.as_ref().get(byte)? & mask != 0)
    }

    /// Steps of leaf `index` that are set. `None` where the page has no such leaf.
    pub fn count(&self, index: u32) -> Option<u8> {
        (0..self.steps).try_fold(0u8, |sum, step| sum.checked_add(u8::from(self.get(index, step)?)))
    }

    fn place(&self, index: u32, step: u8) -> Option<(usize, u8)> {
        if step >= self.steps {
            return None;
        }
        let slot = index % PAGE_LEAVES;
        let bit = slot.checked_mul(u32::from(self.steps))?.checked_add(u32::from(step))?;
        Some((usize::try_from(bit >> 3).ok()?, 1u8 << (bit & 7)))
    }
}

impl<B: AsRef<[u8]> + AsMut<[u8]>> Bitmap<B> {
    /// Sets `step` of leaf `index`; returns whether it was set before. `None`, and nothing
    /// changed, where there is no such bit.
    pub fn set(&mut self, index: u32, step: u8) -> Option<bool> {
        let (byte, mask) = self.place(index, step)?;
        let byte = self.bits.as_mut().get_mut(byte)?;
        let before = *byte & mask != 0;
        *byte |= mask;
        Some(before)
    }
}
