//! The text of a file, and how to speak of a place in it.

use std::{fmt::Display, ops::Range, path::Path};

/// A file that is being read.
pub struct Source<'a> {
    path: &'a Path,
    text: &'a str,
}

impl<'a> Source<'a> {
    /// The text in `bytes`, which must be UTF-8.
    pub fn new(path: &'a Path, bytes: &'a [u8]) -> anyhow::Result<Self> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Source { path, text }),
            Err(error) => {
                let read = bytes.get(..error.valid_up_to()).unwrap_or_default();
                let line = count_lines(read);
                anyhow::bail!("{}:{line}: expected UTF-8 text", path.display())
            }
        }
    }

    /// All of it.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// What stands in `span`, up to the end of its first line.
    pub fn excerpt(&self, span: Range<usize>) -> &'a str {
        let text = self.text.get(span).unwrap_or_default();
        text.lines().next().unwrap_or_default().trim()
    }

    /// The line (from 1) on which `span` begins.
    pub fn line(&self, span: &Range<usize>) -> usize {
        count_lines(self.text.as_bytes().get(..span.start).unwrap_or_default())
    }

    /// A refusal of what stands in `span`.
    pub fn error(&self, span: &Range<usize>, what: impl Display) -> anyhow::Error {
        anyhow::anyhow!("{}:{}: {what}", self.path.display(), self.line(span))
    }

    /// A refusal of what is not TOML.
    pub fn syntax_error(&self, error: &toml::de::Error) -> anyhow::Error {
        let span = error.span().unwrap_or(0..0);
        // Some of the parser's messages go on with hints on lines of their own.
        let message = error.message().replace('\n', "; ");
        match self.excerpt(span.clone()) {
            found if found.is_empty() || message.contains(found) => self.error(&span, message),
            found => self.error(&span, format!("{message}, found `{found}`")),
        }
    }
}

fn count_lines(before: &[u8]) -> usize {
    before.iter().filter(|byte| **byte == b'\n').count().saturating_add(1)
}
