//! Bitmaps of claims: a bit for every leaf and step, each where the layout says, none shared.
//!
//! ```text
//! bitmap
//! ├── layout ......... page, byte and bit of leaves and steps, written out by hand
//! ├── a set of bits .. behaves as a HashSet of (leaf, step), for all numbers of steps
//! ├── every bit ...... is independent of every other, and none of a page is unused
//! └── out of range ... step, or page too short: None, and nothing changes
//! ```
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop right there")]

use std::collections::{HashMap, HashSet};

use groundswell_math::bitmap::{Bitmap, PAGE_LEAVES, PAGE_LEVELS, page_bytes, page_of, pages};
use proptest::{prelude::*, sample::select, test_runner::RngSeed};

/// Leaves at the edges of bytes, words, pages and of what can be numbered.
const INDICES: [u32; 9] = [0, 7, 8, 63, 64, 65, 8_191, 8_192, u32::MAX];

fn page(steps: u8) -> Bitmap<Vec<u8>> {
    Bitmap::new(vec![0; page_bytes(steps) as usize], steps)
}

/// The pages of a list, as far as they exist, and their bits as a set.
struct Claims {
    steps: u8,
    pages: HashMap<u32, Vec<u8>>,
    model: HashSet<(u32, u8)>,
}

impl Claims {
    fn new(steps: u8) -> Self {
        Claims { steps, pages: HashMap::new(), model: HashSet::new() }
    }

    fn page(&mut self, index: u32) -> Bitmap<&mut Vec<u8>> {
        let empty = || vec![0; page_bytes(self.steps) as usize];
        let bits = self.pages.entry(page_of(index)).or_insert_with(empty);
        Bitmap::new(bits, self.steps)
    }

    /// Sets a bit and looks at it, at its leaf and at how many bits there are.
    fn set(&mut self, index: u32, step: u8) {
        if step >= self.steps {
            let before = self.pages.clone();
            assert_eq!(self.page(index).set(index, step), None);
            assert_eq!(self.page(index).get(index, step), None);
            self.pages.retain(|page, _| before.contains_key(page));
            assert_eq!(self.pages, before);
            return;
        }
        let before = !self.model.insert((index, step));
        assert_eq!(self.page(index).get(index, step), Some(before));
        assert_eq!(self.page(index).set(index, step), Some(before));
        self.agrees(index);
        let bits: u32 = self.pages.values().flatten().map(|byte| byte.count_ones()).sum();
        assert_eq!(bits as usize, self.model.len());
    }

    fn edges_agree(&mut self) {
        for index in INDICES {
            self.agrees(index);
        }
    }

    fn agrees(&mut self, index: u32) {
        let steps = self.steps;
        let of_leaf: Vec<bool> = (0..steps).map(|s| self.model.contains(&(index, s))).collect();
        let page = self.page(index);
        let found: Vec<bool> = (0..steps).map(|step| page.get(index, step).unwrap()).collect();
        assert_eq!(found, of_leaf, "{index} of {steps} steps");
        let count = of_leaf.iter().filter(|set| **set).count();
        assert_eq!(page.count(index).map(usize::from), Some(count));
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        rng_seed: RngSeed::Fixed(0x62_6974_6d61_7073),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// One step out of each twelve or so is beyond the list's.
    #[test]
    fn attack_58_bits_behave_as_a_set(
        steps in 1u8..=12,
        sets in prop::collection::vec(
            (prop_oneof![3 => select(&INDICES[..]), 1 => any::<u32>()], 0u8..=12),
            1..60,
        ),
    ) {
        let mut claims = Claims::new(steps);
        for (index, step) in &sets {
            claims.set(*index, *step);
        }
        for (index, _) in sets {
            claims.agrees(index);
        }
        claims.edges_agree();
    }
}

#[test]
fn attack_58_every_edge_and_step_is_independent() {
    for steps in 1..=12 {
        let bits: Vec<(u32, u8)> =
            INDICES.iter().flat_map(|index| (0..steps).map(|step| (*index, step))).collect();
        let mut all = Claims::new(steps);
        for (index, step) in &bits {
            let mut alone = Claims::new(steps);
            alone.set(*index, *step);
            alone.edges_agree();
            all.set(*index, *step);
            all.edges_agree();
        }
        assert_eq!(all.model.len(), bits.len());
        assert_eq!(all.pages.len(), 3);
    }
}

/// One bit after the other fills a page: each changes one byte by one bit, none is hit twice,
/// and at the end none is left.
#[test]
fn attack_58_the_bits_of_a_page_are_all_different_and_all_used() {
    for steps in 1..=12 {
        let mut bits = vec![0u8; page_bytes(steps) as usize];
        let places = (0..PAGE_LEAVES).flat_map(|index| (0..steps).map(move |step| (index, step)));
        for (bit, (index, step)) in places.enumerate() {
            assert_eq!(bits[bit / 8], (1u16 << (bit % 8)) as u8 - 1, "ascending, lowest first");
            assert_eq!(Bitmap::new(&mut bits, steps).set(index, step), Some(false));
            assert_eq!(Bitmap::new(&mut bits, steps).set(index, step), Some(true));
            let filled = ((1u16 << (bit % 8 + 1)) - 1) as u8;
            assert_eq!((bits[bit / 8], bits.get(bit / 8 + 1).unwrap_or(&0)), (filled, &0));
        }
        assert!(bits.iter().all(|byte| *byte == u8::MAX));
    }
}

#[test]
fn attack_58_bits_stand_where_the_layout_says() {
    // steps, leaf, step: page, byte in the page, mask
    let cases = [
        ((1, 0, 0), (0, 0, 0b0000_0001)),
        ((1, 7, 0), (0, 0, 0b1000_0000)),
        ((1, 8, 0), (0, 1, 0b0000_0001)),
        ((1, 8_191, 0), (0, 1_023, 0b1000_0000)),
        ((1, 8_192, 0), (1, 0, 0b0000_0001)),
        ((1, u32::MAX, 0), (524_287, 1_023, 0b1000_0000)),
        ((3, 0, 2), (0, 0, 0b0000_0100)),
        ((3, 2, 1), (0, 0, 0b1000_0000)),
        ((3, 2, 2), (0, 1, 0b0000_0001)),
        ((3, 8_200, 0), (1, 3, 0b0000_0001)),
        ((12, 0, 11), (0, 1, 0b0000_1000)),
        ((12, 1, 0), (0, 1, 0b0001_0000)),
        ((12, 8_191, 11), (0, 12_287, 0b1000_0000)),
    ];
    for ((steps, index, step), (page_number, byte, mask)) in cases {
        let mut bits = vec![0; page_bytes(steps) as usize];
        assert_eq!(page_of(index), page_number);
        assert_eq!(Bitmap::new(&mut bits, steps).set(index, step), Some(false));
        let mut expected = vec![0; bits.len()];
        expected[byte] = mask;
        assert_eq!(bits, expected, "{steps} steps, leaf {index}, step {step}");
    }
}

#[test]
fn attack_58_out_of_range_is_none_and_changes_nothing() {
    for steps in 0..=12 {
        for index in INDICES {
            for step in [steps, steps + 1, 127, 255] {
                let mut bits = vec![0xa5; page_bytes(steps) as usize];
                let mut page = Bitmap::new(&mut bits, steps);
                assert_eq!((page.get(index, step), page.set(index, step)), (None, None));
                assert!(bits.iter().all(|byte| *byte == 0xa5));
            }
        }
    }
}

#[test]
fn attack_58_a_page_too_short_has_no_such_bit() {
    for steps in 1..=12u8 {
        let last = PAGE_LEAVES - 1;
        let mut short = vec![0; page_bytes(steps) as usize - 1];
        let mut page = Bitmap::new(&mut short, steps);
        assert_eq!((page.get(last, steps - 1), page.set(last, steps - 1)), (None, None));
        assert_eq!(page.count(last), None);
        assert!(short.iter().all(|byte| *byte == 0));

        // The first leaf that reaches into the second byte; its bits in the first are there.
        let leaf = u32::from(8 / steps);
        let reaches = 8 % steps != 0 || steps > 8;
        let page = Bitmap::new([0xff], steps);
        assert_eq!(page.count(leaf), None);
        assert_eq!(page.get(leaf, 0), reaches.then_some(true));

        let mut none = Bitmap::new([], steps);
        assert_eq!((none.get(0, 0), none.set(0, 0), none.count(0)), (None, None, None));
    }
}

#[test]
fn pages_hold_every_leaf_once() {
    assert_eq!((PAGE_LEAVES, PAGE_LEVELS, 1 << PAGE_LEVELS), (8_192, 13, PAGE_LEAVES));
    let counts = [0, 1, 8_191, 8_192, 8_193, 16_384, 16_385, u32::MAX];
    assert_eq!(counts.map(pages), [0, 1, 1, 1, 2, 2, 3, 524_288]);
    for count in counts.into_iter().filter(|count| *count > 0) {
        assert_eq!(page_of(count - 1) + 1, pages(count));
    }
    assert_eq!([0, 1, 12, 255].map(page_bytes), [0, 1_024, 12_288, 261_120]);
    assert_eq!(page(255).get(u32::MAX, 254), Some(false));
}
