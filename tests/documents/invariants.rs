//! docs/invariants.md
//! ├── has INV-1 to INV-12 and INV-A1 to INV-A8, each once
//! ├── says of each where the code keeps it, in files that exist
//! ├── names only tests that exist
//! └── names every test that is called after an invariant, in its row

use crate::repository::{all_tests, at, quoted, read, rows};

/// Statement, files and tests of each invariant, by id.
fn stated(document: &str) -> Vec<(&str, [&str; 3])> {
    rows(document)
        .into_iter()
        .map(|row| {
            let [id, statement, kept, shown] = row[..] else { panic!("not four cells: {row:?}") };
            (id, [statement, kept, shown])
        })
        .collect()
}

#[test]
fn every_invariant_has_one_row() {
    let document = read("docs/invariants.md");
    let ids: Vec<&str> = stated(&document).into_iter().map(|(id, _)| id).collect();

    let of_parts = (1..=12).map(|number| format!("INV-{number}"));
    let of_all = (1..=8).map(|number| format!("INV-A{number}"));
    assert_eq!(ids, of_parts.chain(of_all).collect::<Vec<_>>());
}

#[test]
fn every_invariant_names_files_and_tests_that_exist() {
    let document = read("docs/invariants.md");
    let tests = all_tests();
    for (id, [statement, kept, shown]) in stated(&document) {
        assert!(!statement.is_empty(), "{id} states nothing");
        let files = quoted(kept);
        assert!(!files.is_empty(), "{id} is kept nowhere");
        for file in files {
            assert!(at(file).is_file(), "{id} names {file}, which does not exist");
        }
        let named = quoted(shown);
        assert!(!named.is_empty(), "no test shows {id}");
        for name in named {
            assert!(tests.contains(name), "{id} names {name}, which is no test");
        }
    }
}

#[test]
fn every_test_called_after_an_invariant_stands_in_its_row() {
    let document = read("docs/invariants.md");
    let stated = stated(&document);
    for test in all_tests() {
        let Some(rest) = test.strip_prefix("inv_") else { continue };
        let id = format!("INV-{}", rest.split('_').next().unwrap().to_uppercase());
        let Some((_, [_, _, shown])) = stated.iter().find(|(one, _)| *one == id) else { continue };
        assert!(quoted(shown).contains(&test.as_str()), "{id} does not name {test}");
    }
}
