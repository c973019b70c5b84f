//! What the tests of `crates/math` reach of it, counted from a trace in the lcov format.
//!
//! Code alone counts: what follows `#[cfg(test)]` is left out, and so is everything outside of
//! `crates/math/src`.

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// Where the figures are kept (from the top of the repository).
pub const SUMMARY: &str = "crates/math/tests/coverage.json";

/// Where the code is (from the top of the repository).
pub const CODE: &str = "crates/math/src";

/// What was run of one file.
#[derive(Default)]
struct Reached {
    /// Whether each line was.
    lines: BTreeMap<usize, bool>,
    /// Whether each side of each branch was; a branch is named by its line and number.
    branches: BTreeMap<(usize, String), bool>,
}

/// The figures of every file, as they are kept: what was reached, of how many, and what was not.
pub fn summary(root: &Path, trace: &str) -> String {
    let mut files = Map::new();
    for (path, reached) in parse(root, trace) {
        let source = fs::read_to_string(root.join(&path)).unwrap();
        let code: Vec<&str> = code(&source).lines().collect();
        let lines: Vec<_> =
            reached.lines.into_iter().filter(|(line, _)| *line <= code.len()).collect();
        let branches: Vec<_> =
            reached.branches.into_iter().filter(|((line, _), _)| *line <= code.len()).collect();
        let missed: BTreeSet<usize> = (lines.iter().filter(|(_, hit)| !hit).map(|(line, _)| *line))
            .chain(branches.iter().filter(|(_, hit)| !hit).map(|((line, _), _)| *line))
            .collect();
        let missed = missed.iter().map(|line| format!("{line}: {}", code[line - 1].trim()));
        let file = json!({
            "lines": [lines.iter().filter(|(_, hit)| *hit).count(), lines.len()],
            "branches": [branches.iter().filter(|(_, hit)| *hit).count(), branches.len()],
            "missed": missed.collect::<Vec<_>>(),
            "source": hash(&source),
        });
        files.insert(path, file);
    }
    let files = files.iter().map(|(path, file)| format!("  {}: {file}", json!(path)));
    format!("{{\n{}\n}}\n", files.collect::<Vec<_>>().join(",\n"))
}

/// The figures as they are kept.
pub fn read(root: &Path) -> Map<String, Value> {
    let text = fs::read_to_string(root.join(SUMMARY)).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// SHA-256, in hex, of a file's code: the figures are those of this code.
pub fn hash(source: &str) -> String {
    Sha256::digest(code(source)).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The part of a source before its tests.
fn code(source: &str) -> &str {
    source.split("#[cfg(test)]").next().unwrap_or(source)
}

/// The records of a trace, by path from the top of the repository.
fn parse(root: &Path, trace: &str) -> BTreeMap<String, Reached> {
    let mut files: BTreeMap<String, Reached> = BTreeMap::new();
    let mut path = None;
    for line in trace.lines() {
        if let Some(file) = line.strip_prefix("SF:") {
            let file = Path::new(file).strip_prefix(root).unwrap_or(Path::new(file));
            path = file.to_str().filter(|path| path.starts_with(CODE)).map(String::from);
        }
        let Some(path) = &path else { continue };
        let reached = files.entry(path.clone()).or_default();
        if let Some(record) = line.strip_prefix("DA:") {
            let (at, count) = record.split_once(',').unwrap();
            let hit = count.split(',').next() != Some("0");
            *reached.lines.entry(at.parse().unwrap()).or_default() |= hit;
        } else if let Some(record) = line.strip_prefix("BRDA:") {
            let (at, rest) = record.split_once(',').unwrap();
            let (side, count) = rest.rsplit_once(',').unwrap();
            let key = (at.parse().unwrap(), side.to_string());
            *reached.branches.entry(key).or_default() |= !["0", "-"].contains(&count);
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_or_side_counts_once_and_is_reached_if_it_ever_was() {
        let trace = "SF:/top/crates/math/src/a.rs\nDA:1,0\nDA:1,3\nDA:2,0\nBRDA:2,0,0,-\n\
                     BRDA:2,0,1,4\nend_of_record\nSF:/elsewhere/b.rs\nDA:1,1\n";

        let files = parse(Path::new("/top"), trace);

        let a = &files["crates/math/src/a.rs"];
        assert_eq!(a.lines, BTreeMap::from([(1, true), (2, false)]));
        let sides = [((2, "0,0".into()), false), ((2, "0,1".into()), true)];
        assert_eq!(a.branches, BTreeMap::from(sides));
        assert_eq!(files.len(), 1);
    }

    #[test]
    fn tests_are_not_code() {
        assert_eq!(code("fn a() {}\n#[cfg(test)]\nmod tests {}\n"), "fn a() {}\n");
        assert_eq!(hash("a\n#[cfg(test)]\nb"), hash("a\n#[cfg(test)]\nc"));
    }
}
