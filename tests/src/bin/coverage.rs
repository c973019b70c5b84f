//! Measures what the tests of `crates/math` reach of it, in lines and branches.
//!
//!     cargo run -p groundswell-tests --bin coverage
//!
//! It needs cargo-llvm-cov, and the LLVM tools that the compiler's LLVM goes with: those that
//! `LLVM_COV` and `LLVM_PROFDATA` name, or else `llvm-cov-22` and `llvm-profdata-22`. Counting
//! branches is unstable in this compiler, so it is told to allow that here, and nowhere else.
//! Everything is built below `target/coverage`.
#![allow(clippy::unwrap_used, reason = "what cannot be read or run should stop it right there")]

use std::{
    env, fs,
    path::Path,
    process::{Command, ExitCode},
};

use groundswell_tests::coverage::{SUMMARY, summary};

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap();
    let target = root.join("target/coverage");
    fs::create_dir_all(&target).unwrap();
    let trace = target.join("math.lcov");
    let tool = |name: &str, usual: &str| env::var(name).unwrap_or_else(|_| which(usual));
    let status = Command::new("cargo")
        .current_dir(&root)
        .args(["llvm-cov", "--branch", "-p", "groundswell-math", "--features", "std", "--lcov"])
        .arg("--output-path")
        .arg(&trace)
        .env("LLVM_COV", tool("LLVM_COV", "llvm-cov-22"))
        .env("LLVM_PROFDATA", tool("LLVM_PROFDATA", "llvm-profdata-22"))
        .env("CARGO_TARGET_DIR", &target)
        .env("RUSTC_BOOTSTRAP", "1")
        .status()
        .unwrap();
    if !status.success() {
        return ExitCode::FAILURE;
    }
    let figures = summary(&root, &fs::read_to_string(trace).unwrap());
    fs::write(root.join(SUMMARY), &figures).unwrap();
    print!("{figures}");
    ExitCode::SUCCESS
}

/// Where a tool is.
fn which(name: &str) -> String {
    let folders = env::var_os("PATH").unwrap_or_default();
    let mut places = env::split_paths(&folders).map(|folder| folder.join(name));
    let place = places.find(|place| place.is_file());
    place.map_or_else(|| name.into(), |place| place.to_string_lossy().into_owned())
}
