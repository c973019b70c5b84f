//! docs/attacks.md
//! ├── has each of the attacks 1 to 100 once
//! ├── names only tests that exist, or says that a row is open or does not apply
//! └── names every test that is called after an attack, in its row

use crate::repository::{all_tests, quoted, read, rows};
use std::collections::BTreeMap;

/// What stands for a test where there is none.
const EXCUSES: [&str; 2] = ["does not apply: ", "open: "];

/// The last cell of each attack's row.
fn shown(document: &str) -> BTreeMap<u32, &str> {
    let mut shown = BTreeMap::new();
    for row in rows(document) {
        let [number, attack, here, by] = row[..] else { panic!("not four cells: {row:?}") };
        let number: u32 = number.parse().unwrap();
        assert!(!attack.is_empty() && !here.is_empty(), "row {number} says nothing");
        assert_eq!(shown.insert(number, by), None, "row {number} stands twice");
    }
    shown
}

/// The attacks that a test is called after: `attack_05_..`, `attacks_83_to_91_..`.
fn called_after(test: &str) -> Vec<u32> {
    let parts: Vec<&str> = test.split('_').collect();
    if let ["attacks", first, "to", last, ..] = parts[..] {
        return (first.parse().unwrap()..=last.parse().unwrap()).collect();
    }
    let pairs = parts.windows(2).filter(|two| two[0] == "attack");
    pairs.filter_map(|two| two[1].parse().ok()).collect()
}

#[test]
fn every_attack_has_one_row() {
    let document = read("docs/attacks.md");
    let numbers: Vec<u32> = shown(&document).into_keys().collect();

    assert_eq!(numbers, (1..=100).collect::<Vec<_>>());
}

#[test]
fn every_row_names_tests_that_exist_or_says_why_none_does() {
    let document = read("docs/attacks.md");
    let tests = all_tests();
    for (number, by) in shown(&document) {
        let excuse = EXCUSES.iter().find_map(|excuse| by.split_once(excuse));
        let (named, reason) = excuse.unwrap_or((by, ""));
        let named = quoted(named);

        assert!(!named.is_empty() || !reason.is_empty(), "row {number} shows nothing");
        for name in named {
            assert!(tests.contains(name), "row {number} names {name}, which is no test");
        }
    }
}

#[test]
fn every_test_called_after_an_attack_stands_in_its_row() {
    let document = read("docs/attacks.md");
    let shown = shown(&document);
    for test in all_tests() {
        for number in called_after(&test) {
            let by = shown.get(&number).unwrap_or_else(|| panic!("{test}: no row {number}"));
            assert!(quoted(by).contains(&test.as_str()), "row {number} does not name {test}");
        }
    }
}

#[test]
fn names_of_tests_say_which_attacks_they_are_about() {
    assert_eq!(called_after("attack_05_another_type"), [5]);
    assert_eq!(called_after("attack_75_attack_76_no_oracle"), [75, 76]);
    assert_eq!(called_after("attacks_83_to_85_every_other"), [83, 84, 85]);
    assert!(called_after("pays_in_full").is_empty());
}
