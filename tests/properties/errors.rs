//! attack_43: every error a program declares is raised by a test.

use groundswell_sdk::launch::explain;
use groundswell_tests::LaunchError;
use std::{fs, path::Path};

fn tests_of(folder: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let sources = files.map(|path| fs::read_to_string(path).unwrap());
    // Only code counts: a name in the tree at the top of a file raises nothing.
    let code = |source: String| -> Vec<String> {
        source.lines().filter(|line| !line.starts_with("//")).map(String::from).collect()
    };
    sources.flat_map(code).collect::<Vec<_>>().join("\n")
}

#[test]
fn attack_43_every_error_of_the_launch_program_is_raised() {
    let tests = tests_of("launch");
    let named = |name: &str| {
        let full = format!("LaunchError::{name}");
        tests.match_indices(&full).any(|(at, _)| {
            let next = tests[at + full.len()..].chars().next();
            !next.is_some_and(|c| c.is_alphanumeric())
        })
    };

    let unraised: Vec<&str> =
        LaunchError::ALL.iter().map(|(_, name, _)| *name).filter(|name| !named(name)).collect();

    assert!(unraised.is_empty(), "no test raises {unraised:?}");
}

#[test]
fn every_code_is_explained_in_its_own_words() {
    for (error, name, words) in LaunchError::ALL {
        assert_eq!(explain(6_000 + *error as u32), Some((*name, *words)));
    }
    assert_eq!(explain(5_999), None);
    assert_eq!(explain(6_000 + LaunchError::ALL.len() as u32), None);
}
