//! What a mistyped key was probably meant to be.

/// Changes of a letter between two words that are still the same word.
const CLOSE: usize = 2;

/// The known word closest to `word`, if one is close.
pub fn suggestion<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let word = word.to_lowercase().replace('-', "_");
    let distances = known.iter().map(|candidate| (distance(&word, candidate), *candidate));
    let (changes, closest) = distances.min()?;
    // Of a word of three letters, two changes leave nothing.
    (changes <= CLOSE && changes < word.chars().count().saturating_sub(1)).then_some(closest)
}

/// Letters to insert, remove or replace to turn one word into the other.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (line, letter) in from.chars().enumerate() {
        let mut next = vec![line.saturating_add(1)];
        for ((other, above), diagonal) in to.iter().zip(row.iter().skip(1)).zip(&row) {
            let replaced = diagonal.saturating_add(usize::from(*other != letter));
            let left = next.last().copied().unwrap_or_default();
            next.push(replaced.min(above.saturating_add(1)).min(left.saturating_add(1)));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_word_that_was_meant() {
        let known = ["target", "min_raise", "levels", "seed"];
        assert_eq!(suggestion("targt", &known), Some("target"));
        assert_eq!(suggestion("Target", &known), Some("target"));
        assert_eq!(suggestion("min-raise", &known), Some("min_raise"));
        assert_eq!(suggestion("level", &known), Some("levels"));
        assert_eq!(suggestion("price", &known), None);
        assert_eq!(suggestion("x", &known), None);
        assert_eq!(suggestion("", &[]), None);
    }

    #[test]
    fn counts_changes() {
        for (from, to, changes) in [("", "abc", 3), ("abc", "abc", 0), ("kitten", "sitting", 3)] {
            assert_eq!(distance(from, to), changes);
            assert_eq!(distance(to, from), changes);
        }
    }
}
