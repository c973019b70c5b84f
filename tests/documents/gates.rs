//! What the programs' sources never do
//! ├── attack_08: make or find an account, but for three that belong to one wallet each
//! ├── attack_13: take a sysvar from a caller
//! ├── attack_16, attack_17: call other programs from anywhere but one reviewed file
//! └── attack_18: let anyone else move what a vault holds

use crate::repository::{files, read};

/// Files of the programs whose code, comments aside, has one of `words`.
fn files_with(words: &[&str]) -> Vec<String> {
    let mut paths = files("crates/program/src", ".rs");
    paths.extend(files("programs", ".rs"));
    let has = |path: &String| {
        let source = read(path);
        let mut code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
        code.any(|line| words.iter().any(|word| line.contains(word)))
    };
    paths.into_iter().filter(has).collect()
}

#[test]
fn attack_08_three_accounts_may_be_there_before() {
    let expected = [
        "programs/buyback/src/instructions/make_offer.rs",
        "programs/launch/src/instructions/contribute.rs",
        "programs/vesting/src/instructions/post_disclosure.rs",
    ];

    assert_eq!(files_with(&["init_if_needed"]), expected);
}

#[test]
fn attack_13_no_account_is_a_sysvar() {
    let none: [&str; 0] = [];

    assert_eq!(files_with(&["Sysvar", "sysvar", "load_instruction"]), none);
}

#[test]
fn attack_16_attack_17_other_programs_are_called_from_one_file() {
    // The other one tops up the rent of a page, by the system program, from the payer who signs.
    let expected =
        ["crates/program/src/tokens.rs", "programs/distributor/src/instructions/open_page.rs"];

    assert_eq!(files_with(&["invoke_signed", "CpiContext", "invoke_unchecked"]), expected);
}

#[test]
fn attack_18_no_instruction_of_a_token_program_grants_an_allowance() {
    let source = read("crates/program/src/tokens.rs");
    let bytes = source.lines().filter_map(|line| line.strip_prefix("const ")?.split_once(": u8"));
    let names: Vec<&str> = bytes.map(|(name, _)| name).collect();

    // Those of the token programs that are sent; the last two are arguments of the second.
    let expected = [
        "TRANSFER",
        "SET_AUTHORITY",
        "CLOSE_ACCOUNT",
        "TRANSFER_CHECKED",
        "BURN_CHECKED",
        "AUTHORITY_TO_MINT",
        "NO_KEY",
    ];
    assert_eq!(names, expected);
}
