//! A file compared with what it must hold, while that is being written.

use std::{
    fs::File,
    io::{self, BufReader, Read, Write},
    path::Path,
};

use groundswell_sdk::list::{List, Part};

/// What a comparison found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Byte for byte what it must be.
    Same,
    /// The file is not there.
    Lost,
    /// The first byte that is not as it must be, from 0.
    Differs(u64),
    /// It is there and cannot be read.
    Unreadable(String),
}

/// Compares the file at `path` with a part of the list.
pub fn compare(path: &Path, part: Part, list: &List) -> Found {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Found::Lost,
        Err(error) => return Found::Unreadable(error.to_string()),
    };
    let mut comparison = Comparison { file: BufReader::new(file), at: 0, seen: Vec::new() };
    let written = part.write(list, &mut comparison).and_then(|()| comparison.require_end());
    match written {
        Ok(()) => Found::Same,
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Found::Differs(comparison.at),
        Err(error) => Found::Unreadable(error.to_string()),
    }
}

/// Takes what a file must hold; fails with `InvalidData` at the first byte that differs.
struct Comparison<R> {
    file: R,
    /// Bytes that are the same.
    at: u64,
    seen: Vec<u8>,
}

impl<R: Read> Comparison<R> {
    /// Fails if the file goes on.
    fn require_end(&mut self) -> io::Result<()> {
        match self.file.read(&mut [0])? {
            0 => Ok(()),
            _ => Err(io::ErrorKind::InvalidData.into()),
        }
    }
}

impl<R: Read> Write for Comparison<R> {
    fn write(&mut self, expected: &[u8]) -> io::Result<usize> {
        self.seen.clear();
        self.file.by_ref().take(expected.len() as u64).read_to_end(&mut self.seen)?;
        let same = self.seen.iter().zip(expected).take_while(|(seen, byte)| seen == byte).count();
        self.at += same as u64;
        match same == expected.len() {
            true => Ok(same),
            false => Err(io::ErrorKind::InvalidData.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn difference(file: &[u8], expected: &[&[u8]]) -> Option<u64> {
        let mut comparison = Comparison { file, at: 0, seen: Vec::new() };
        let written = expected.iter().try_for_each(|bytes| comparison.write_all(bytes));
        written.and_then(|()| comparison.require_end()).err().map(|_| comparison.at)
    }

    #[test]
    fn the_first_byte_that_differs_is_named() {
        assert_eq!(difference(b"swell", &[b"sw", b"", b"ell"]), None);
        assert_eq!(difference(b"swexl", &[b"sw", b"ell"]), Some(3));
        assert_eq!(difference(b"swel", &[b"sw", b"ell"]), Some(4));
        assert_eq!(difference(b"swells", &[b"sw", b"ell"]), Some(5));
        assert_eq!(difference(b"", &[b"s"]), Some(0));
        assert_eq!(difference(b"", &[]), None);
    }
}
