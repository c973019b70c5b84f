//! What the tests of `crates/math` reach of it: the figures are those of this code, and whatever
//! they do not reach has its reason.

use crate::repository::{at, files, read};
use groundswell_tests::coverage::{self, CODE};
use serde_json::Value;
use std::fmt::Write;

/// What no test reaches, by file and text of the line, and why.
const UNREACHED: [(&str, &str, &str); 1] = [(
    "crates/math/src/mandate.rs",
    "None",
    "the end of the loop of `first_free`: every round leaves a span behind for good, so the last \
     of them finds none and returns; the compiler cannot know",
)];

/// The section of docs/assurance.md.
pub fn section(page: &mut String) {
    *page += "\n## Coverage of the rules (crates/math)\n\n";
    *page += "What its own unit and property tests reach, measured by `just coverage`, that is\n\n";
    *page += "    cargo run -p groundswell-tests --bin coverage\n\n";
    *page += "which needs cargo-llvm-cov and LLVM 22, the compiler's. A branch has two sides, each\n\
              counted; tests are not counted as code.\n\n";
    *page += "| file | lines reached | of | branches reached | of |\n|---|---|---|---|---|\n";
    let mut all = [0; 4];
    for (path, figures) in coverage::read(&at("")) {
        let counts = counts(&figures);
        let [lines, of_lines, branches, of_branches] = counts;
        let name = path.strip_prefix("crates/math/src/").unwrap();
        writeln!(page, "| {name} | {lines} | {of_lines} | {branches} | {of_branches} |").unwrap();
        all = [0, 1, 2, 3].map(|one| all[one] + counts[one]);
    }
    let [lines, of_lines, branches, of_branches] = all;
    writeln!(page, "| all | {lines} | {of_lines} | {branches} | {of_branches} |").unwrap();
    *page += "\n| not reached | why |\n|---|---|\n";
    for (path, text, why) in UNREACHED {
        writeln!(page, "| `{text}` in {} | {why} |", path.rsplit('/').next().unwrap()).unwrap();
    }
}

/// Lines reached, lines, sides of branches reached, sides.
fn counts(figures: &Value) -> [u64; 4] {
    let [lines, branches] = ["lines", "branches"].map(|key| &figures[key]);
    [&lines[0], &lines[1], &branches[0], &branches[1]].map(|count| count.as_u64().unwrap())
}

#[test]
fn the_figures_are_of_this_code() {
    let figures = coverage::read(&at(""));
    let mut sources = files(CODE, ".rs");
    // A list of modules has nothing to run.
    sources.retain(|path| path != "crates/math/src/lib.rs");
    assert_eq!(figures.keys().collect::<Vec<_>>(), sources.iter().collect::<Vec<_>>());
    for (path, figures) in &figures {
        let measured = figures["source"].as_str().unwrap();
        assert_eq!(measured, coverage::hash(&read(path)), "{path}: run `just coverage`");
    }
}

#[test]
fn whatever_is_not_reached_has_its_reason() {
    let mut reasons = UNREACHED.map(|(path, text, _)| (path, text)).to_vec();
    for (path, figures) in coverage::read(&at("")) {
        let [lines, of_lines, branches, of_branches] = counts(&figures);
        let missed = figures["missed"].as_array().unwrap();
        assert_eq!(missed.is_empty(), lines == of_lines && branches == of_branches, "{path}");
        for line in missed {
            let (_, text) = line.as_str().unwrap().split_once(": ").unwrap();
            let at = reasons.iter().position(|reason| *reason == (&path, text));
            reasons.remove(at.unwrap_or_else(|| panic!("{path}: no reason for {line}")));
        }
    }
    assert_eq!(reasons, [], "reached after all");
}
