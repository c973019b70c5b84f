//! `groundswell localnet`: hands over to the binary that has the ledger in it. That is a few hundred
//! crates which no other command needs, so it is built apart.

use std::{
    env::consts::EXE_SUFFIX,
    ffi::OsString,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

use anyhow::{Context, bail};

use crate::args;

/// The binary, and the package it is in.
const NAME: &str = "groundswell-localnet";
/// Where its manifest is in a checkout.
const MANIFEST: &str = "app/localnet/Cargo.toml";

/// Runs the local ledger in place of this process.
pub fn run(args: &args::Localnet) -> anyhow::Result<ExitCode> {
    let here = std::env::current_dir().context("the current folder cannot be read")?;
    let beside = std::env::current_exe().ok().and_then(|exe| sibling(&exe));
    let Some(mut command) = beside.map(Command::new).or_else(|| build(&here)) else {
        bail!(
            "the local ledger is a program of its own, {NAME}, and it is not here: install it \
             beside this one with `cargo install --path app/localnet`, or run this inside a \
             checkout of groundswell, where it is built on first use"
        );
    };
    command.args(&args.options);
    hand_over(command)
}

/// The binary beside this one, if it is there.
fn sibling(exe: &Path) -> Option<PathBuf> {
    let path = exe.parent()?.join(format!("{NAME}{EXE_SUFFIX}"));
    path.is_file().then_some(path)
}

/// Has cargo build and run it, if `here` is in a checkout.
fn build(here: &Path) -> Option<Command> {
    let root = here.ancestors().find(|folder| folder.join(MANIFEST).is_file())?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(cargo);
    command.arg("run").arg("--manifest-path").arg(root.join("Cargo.toml"));
    command.args(["--package", NAME, "--"]);
    eprintln!("building {NAME}: the first time this takes some minutes");
    Some(command)
}

/// Ctrl-C then reaches it alone, and its exit code is ours.
#[cfg(unix)]
fn hand_over(mut command: Command) -> anyhow::Result<ExitCode> {
    let error = std::os::unix::process::CommandExt::exec(&mut command);
    Err(error).with_context(|| format!("cannot run {}", command.get_program().display()))
}

#[cfg(not(unix))]
fn hand_over(mut command: Command) -> anyhow::Result<ExitCode> {
    let what = || format!("cannot run {}", command.get_program().display());
    let status = command.status().with_context(what)?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sibling_is_taken_where_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let exe = folder.path().join("groundswell");
        assert_eq!(sibling(&exe), None);
        let beside = folder.path().join(format!("{NAME}{EXE_SUFFIX}"));
        std::fs::write(&beside, "").unwrap();
        assert_eq!(sibling(&exe), Some(beside));
    }

    #[test]
    fn cargo_builds_it_anywhere_in_a_checkout_and_nowhere_else() {
        let folder = tempfile::tempdir().unwrap();
        let inside = folder.path().join("docs/deep");
        std::fs::create_dir_all(&inside).unwrap();
        assert!(build(&inside).is_none());
        std::fs::create_dir_all(folder.path().join("app/localnet")).unwrap();
        std::fs::write(folder.path().join(MANIFEST), "").unwrap();
        let command = build(&inside).unwrap();
        let args: Vec<_> = command.get_args().map(|arg| arg.to_string_lossy()).collect();
        assert_eq!(args[..2], ["run", "--manifest-path"]);
        assert_eq!(args[3..], ["--package", NAME, "--"]);
    }
}
