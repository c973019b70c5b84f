//! Changes to a text, by places of the text as it was.

use std::{cmp::Reverse, ops::Range};

/// Text that goes around or in place of ranges. Ranges that are wrapped nest.
#[derive(Default)]
pub struct Edits {
    wraps: Vec<(Range<usize>, String, String)>,
    swaps: Vec<(Range<usize>, &'static str)>,
}

impl Edits {
    /// Puts `before` and `after` around `range`, inside of what was put around it before.
    pub fn wrap(&mut self, range: Range<usize>, before: String, after: String) {
        self.wraps.push((range, before, after));
    }

    /// Puts `text` in the place of `range`.
    pub fn swap(&mut self, range: Range<usize>, text: &'static str) {
        self.swaps.push((range, text));
    }

    /// The changed text.
    pub fn apply(&self, source: &str) -> String {
        // At one place what ends comes first, inner before outer; then what begins, outer first.
        let mut pieces = vec![];
        for (number, (range, before, after)) in self.wraps.iter().enumerate() {
            let (start, end) = (range.start, range.end);
            pieces.push(((start, 1, Reverse(end), number as i64), start, before.as_str()));
            pieces.push(((end, 0, Reverse(start), -(number as i64)), end, after.as_str()));
        }
        for (range, text) in &self.swaps {
            pieces.push(((range.start, 2, Reverse(0), 0), range.end, *text));
        }
        pieces.sort();
        let mut text = String::with_capacity(source.len() * 2);
        let mut done = 0;
        for ((place, ..), next, piece) in pieces {
            text.push_str(&source[done..place]);
            text.push_str(piece);
            done = next.max(place);
        }
        text.push_str(&source[done..]);
        text
    }
}
