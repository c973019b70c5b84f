//! Progress on stderr, for those who watch; nothing where nobody does.

use std::borrow::Cow;

use indicatif::{ProgressBar, ProgressStyle};

/// A bar for `count` things to do. It stays when it is full.
pub fn bar(words: impl Into<Cow<'static, str>>, count: usize) -> ProgressBar {
    let bar = ProgressBar::new(u64::try_from(count).unwrap_or(u64::MAX));
    // Only a template that does not parse is refused; the plain bar would do.
    if let Ok(style) = ProgressStyle::with_template(
        "{msg:<28} {bar:32.cyan/black.bright} {human_pos:>7} of {human_len:<7} {elapsed:>4}",
    ) {
        bar.set_style(style.progress_chars("━━─"));
    }
    bar.with_message(words)
}
