//! Files and folders that documents name in backticks exist.

use crate::repository::{NAMED_AS_A_WHOLE, at, files, quoted, read};

/// What begins a path, as opposed to anything else in backticks.
const TOPS: [&str; 6] = ["app/", "crates/", "docs/", "examples/", "programs/", "tests/"];

#[test]
fn every_path_in_backticks_exists() {
    let mut documents = files("docs", ".md");
    documents.extend(["README.md", "SECURITY.md", "CONTRIBUTING.md"].map(String::from));
    for document in documents {
        let text = read(&document);
        for path in text.lines().flat_map(quoted) {
            let is_path = TOPS.iter().any(|top| path.starts_with(top));
            // A path with a name to fill in, or of a folder that others fill.
            let general = path.contains(|c: char| c.is_uppercase() || c == '*')
                || NAMED_AS_A_WHOLE.contains(&path);
            let exists = !is_path || general || at(path.trim_end_matches('/')).exists();
            assert!(exists, "{document} names {path}, which does not exist");
        }
    }
}
