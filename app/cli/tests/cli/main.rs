//! The binary as its users meet it: exit codes, both streams, and the files it leaves.
#![allow(clippy::unwrap_used)]

mod buyback;
mod check;
mod cluster;
mod list;
mod localnet;
mod new;
mod sample;
mod vest;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

/// A folder of its own, with the commands run in it.
struct Desk {
    folder: TempDir,
}

/// What a command said.
#[derive(Debug)]
struct Said {
    code: i32,
    out: String,
    err: String,
}

impl Desk {
    fn new() -> Self {
        Desk { folder: TempDir::new().unwrap() }
    }

    /// Runs a command; the words are separated by spaces.
    fn run(&self, words: &str) -> Said {
        let output = Command::new(env!("CARGO_BIN_EXE_groundswell"))
            .args(words.split_whitespace())
            .current_dir(self.folder.path())
            .output()
            .unwrap();
        Said {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Puts a copy of an example here, with one part replaced.
    fn example(&self, name: &str, from: &str, to: &str) {
        let text = fs::read_to_string(example(name)).unwrap();
        assert!(text.contains(from), "{from}");
        fs::write(self.path(name), text.replacen(from, to, 1)).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Where in a file a text first stands: `FILE:LINE`.
    fn place(&self, name: &str, text: &str) -> String {
        let line = self.read(name).lines().position(|line| line.contains(text)).unwrap();
        format!("{name}:{}", line + 1)
    }

    /// The names of everything here.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.collect();
        names.sort();
        names
    }
}

impl Said {
    fn succeeds(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (0, ""), "{}", self.out);
        self.out
    }

    /// Could not be done: one message on the error stream, nothing else.
    fn refuses(self, message: &str) {
        assert_eq!((self.code, self.out.as_str()), (2, ""), "{}", self.err);
        let lines: Vec<_> = self.err.lines().collect();
        assert_eq!(lines.len(), 1, "{}", self.err);
        assert!(lines[0].starts_with(&format!("error: {message}")), "{}", self.err);
    }

    /// Was called in a way it cannot be: the usage follows.
    fn shows_usage(self, message: &str) {
        assert_eq!((self.code, self.out.as_str()), (2, ""), "{}", self.err);
        assert!(self.err.contains(message), "{}", self.err);
    }
}

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name)
}
