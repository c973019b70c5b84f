//! attack_43: every error a program declares is raised by a test.

use groundswell_sdk::{buyback, distributor, launch, vesting};
use groundswell_tests::{BuybackError, DistributorError, LaunchError, VestingError};
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

/// Those of `names` that no test in `folder` calls a variant of `of`.
fn unraised<'a>(folder: &str, of: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let tests = tests_of(folder);
    let named = |name: &&str| {
        let full = format!("{of}::{name}");
        tests.match_indices(&full).any(|(at, _)| {
            let next = tests[at + full.len()..].chars().next();
            !next.is_some_and(|c| c.is_alphanumeric())
        })
    };
    names.filter(|name| !named(name)).collect()
}

#[test]
fn attack_43_every_error_of_the_launch_program_is_raised() {
    let names = LaunchError::ALL.iter().map(|(_, name, _)| *name);

    let unraised = unraised("launch", "LaunchError", names);

    assert!(unraised.is_empty(), "no test raises {unraised:?}");
}

#[test]
fn attack_43_every_error_of_the_distributor_program_is_raised() {
    let names = DistributorError::ALL.iter().map(|(_, name, _)| *name);

    let unraised = unraised("distributor", "DistributorError", names);

    assert!(unraised.is_empty(), "no test raises {unraised:?}");
}

#[test]
fn attack_43_every_error_of_the_vesting_program_is_raised() {
    let names = VestingError::ALL.iter().map(|(_, name, _)| *name);

    let unraised = unraised("vesting", "VestingError", names);

    assert!(unraised.is_empty(), "no test raises {unraised:?}");
}

#[test]
fn attack_43_every_error_of_the_buyback_program_is_raised() {
    let names = BuybackError::ALL.iter().map(|(_, name, _)| *name);

    let unraised = unraised("buyback", "BuybackError", names);

    assert!(unraised.is_empty(), "no test raises {unraised:?}");
}

#[test]
fn every_code_is_explained_in_its_own_words() {
    for (error, name, words) in LaunchError::ALL {
        assert_eq!(launch::explain(6_000 + *error as u32), Some((*name, *words)));
    }
    assert_eq!(launch::explain(5_999), None);
    assert_eq!(launch::explain(6_000 + LaunchError::ALL.len() as u32), None);
    for (error, name, words) in DistributorError::ALL {
        assert_eq!(distributor::explain(6_000 + *error as u32), Some((*name, *words)));
    }
    assert_eq!(distributor::explain(5_999), None);
    assert_eq!(distributor::explain(6_000 + DistributorError::ALL.len() as u32), None);
    for (error, name, words) in VestingError::ALL {
        assert_eq!(vesting::explain(6_000 + *error as u32), Some((*name, *words)));
    }
    assert_eq!(vesting::explain(5_999), None);
    assert_eq!(vesting::explain(6_000 + VestingError::ALL.len() as u32), None);
    for (error, name, words) in BuybackError::ALL {
        assert_eq!(buyback::explain(6_000 + *error as u32), Some((*name, *words)));
    }
    assert_eq!(buyback::explain(5_999), None);
    assert_eq!(buyback::explain(6_000 + BuybackError::ALL.len() as u32), None);
}
