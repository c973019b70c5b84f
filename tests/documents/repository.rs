//! The repository as these tests read it: files, tests by name, tables of documents.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Folders whose tests documents name as a whole.
pub const NAMED_AS_A_WHOLE: [&str; 4] =
    ["tests/matrix", "tests/properties", "tests/envelope", "tests/phases"];

/// `path`, which counts from the top of the repository.
pub fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

pub fn read(path: &str) -> String {
    fs::read_to_string(at(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Paths of all files below `folder` that end in `ending`, in order.
pub fn files(folder: &str, ending: &str) -> Vec<String> {
    let mut found = vec![];
    let mut waiting = vec![folder.to_string()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(at(&folder)).unwrap() {
            let entry = entry.unwrap();
            let path = format!("{folder}/{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() {
                waiting.push(path);
            } else if path.ends_with(ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The names of all tests in the Rust files below `folders`, but for what is named as a whole.
pub fn tests(folders: &[&str]) -> BTreeSet<String> {
    let paths = folders.iter().flat_map(|folder| files(folder, ".rs"));
    let mut names = BTreeSet::new();
    for path in paths.filter(|path| !NAMED_AS_A_WHOLE.iter().any(|folder| path.starts_with(folder)))
    {
        let source = read(&path);
        let mut is_next = false;
        for line in source.lines().map(str::trim) {
            if line == "#[test]" {
                is_next = true;
            } else if let Some(rest) = line.strip_prefix("fn ") {
                if is_next {
                    names.insert(word(rest).to_string());
                }
                is_next = false;
            }
        }
    }
    names
}

/// What the web page's tests say that it does.
fn titles() -> impl Iterator<Item = String> {
    let paths = ["tests", "e2e"].map(|folder| files(&format!("app/web/{folder}"), ".ts"));
    let lines: Vec<String> = paths.concat().iter().map(|path| read(path)).collect();
    let title =
        |line: &str| Some(line.trim().strip_prefix("it('")?.split_once("',")?.0.to_string());
    lines.into_iter().flat_map(move |source| source.lines().filter_map(title).collect::<Vec<_>>())
}

/// All tests of the repository: of the web page, by their titles.
pub fn all_tests() -> BTreeSet<String> {
    tests(&["app", "crates", "programs", "tests"]).into_iter().chain(titles()).collect()
}

/// What of `text` is one name, from its beginning.
pub fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

/// The cells of every row of every table, without headings.
pub fn rows(document: &str) -> Vec<Vec<&str>> {
    let lines: Vec<&str> = document.lines().collect();
    let is_rule = |line: &&str| line.starts_with("|--");
    let heads = lines.windows(2).filter(|two| is_rule(&two[1])).map(|two| two[0]);
    let heads: BTreeSet<&str> = heads.collect();
    let rows = lines.iter().filter(|line| line.starts_with('|') && !is_rule(line));
    let rows = rows.filter(|line| !heads.contains(**line));
    rows.map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect()).collect()
}

/// What stands between backticks.
pub fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}
