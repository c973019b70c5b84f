//! groundswell localnet
//! ├── with its own program beside it ....... runs that, with all it was told
//! └── without, outside a checkout .......... exit code 2, and how to get it
#![cfg(unix)]

use std::{fs, os::unix::fs::PermissionsExt, process::Command};

use crate::Desk;

#[test]
fn hands_over_to_the_program_beside_it() {
    let desk = Desk::new();
    // A copy: beside the one that is tested, the real program may have been built.
    let exe = desk.path("groundswell");
    fs::copy(env!("CARGO_BIN_EXE_groundswell"), &exe).unwrap();
    let run = |words: &[&str]| {
        let mut command = Command::new(&exe);
        command.arg("localnet").args(words).current_dir(desk.folder.path()).output().unwrap()
    };

    let alone = run(&["--speed", "60"]);
    assert_eq!(alone.status.code(), Some(2));
    let said = String::from_utf8(alone.stderr).unwrap();
    assert!(said.contains("`cargo install --path app/localnet`"), "{said}");

    let beside = desk.path("groundswell-localnet");
    fs::write(&beside, "#!/bin/sh\necho \"$@\"\nexit 7\n").unwrap();
    fs::set_permissions(&beside, fs::Permissions::from_mode(0o755)).unwrap();
    for words in [&["--speed", "60", "my.toml"][..], &["--help"], &[]] {
        let ran = run(words);
        assert_eq!(ran.status.code(), Some(7));
        assert_eq!(String::from_utf8(ran.stdout).unwrap().trim(), words.join(" "));
    }
}
