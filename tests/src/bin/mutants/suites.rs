//! The tests that may kill a mutant.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::mpsc,
    time::Duration,
};

use groundswell_tests::mutate::Mutant;

use super::Copy;

/// Suites that try the programs, from the quick to the slow.
const SUITES: [&str; 10] = [
    "distributor",
    "vesting",
    "buyback",
    "launch",
    "journeys",
    "properties",
    "phases",
    "machine",
    "matrix",
    "hostile",
];
/// How long one suite may take; a mutant may make it run forever.
const LIMIT: Duration = Duration::from_secs(300);

/// What is tried, and how.
pub struct Under<'a> {
    /// Folder of the bytecode.
    pub programs: &'a Path,
    /// The number of the mutant that is awake; 0 is none.
    pub mutant: u32,
}

/// Built tests, by suite.
pub struct Suites {
    /// On the bytecode.
    programs: BTreeMap<String, PathBuf>,
    /// Of the rules, instrumented.
    rules: BTreeMap<String, PathBuf>,
}

impl Suites {
    /// Builds the tests of the programs here and those of the rules in the copy.
    pub fn build(root: &Path, copy: &Copy) -> Suites {
        let mut programs = executables(root, &["-p", "groundswell-tests", "--tests"]);
        programs.retain(|name, _| SUITES.contains(&name.as_str()));
        let rules =
            executables(&copy.root, &["-p", "groundswell-math", "--features", "std", "--tests"]);
        Suites { programs, rules }
    }

    /// The first test that fails, in any suite.
    pub fn any_failure(&self, under: &Under) -> Option<String> {
        let rules = self.rules.iter().map(|(name, path)| (name, path, true));
        let programs = self.programs.iter().map(|(name, path)| (name, path, false));
        rules.chain(programs).find_map(|(name, path, rules)| {
            println!("asleep: {name}");
            failure(name, path, under, rules, None)
        })
    }

    /// A test that fails: the recorded one first, then those nearest to the mutant.
    pub fn killer(&self, mutant: &Mutant, under: &Under, known: Option<&String>) -> Option<String> {
        if let Some((suite, test)) = known.and_then(|known| known.split_once("::")) {
            let (of_rules, suite) = match suite.strip_prefix("math/") {
                Some(suite) => (true, suite),
                None => (false, suite),
            };
            let suites = if of_rules { &self.rules } else { &self.programs };
            if let Some(path) = suites.get(suite) {
                let killer = failure(suite, path, under, of_rules, Some(test));
                if killer.is_some() {
                    return killer;
                }
            }
        }
        if mutant.file.starts_with("crates/math") {
            let mut rules = self.rules.iter();
            let killer = rules.find_map(|(name, path)| failure(name, path, under, true, None));
            if killer.is_some() {
                return killer;
            }
        }
        let own = SUITES.iter().filter(|name| mutant.file.contains(&format!("/{name}/")));
        let others = SUITES.iter().filter(|name| !mutant.file.contains(&format!("/{name}/")));
        own.chain(others).find_map(|name| failure(name, &self.programs[*name], under, false, None))
    }
}

/// The first test of a suite that fails, or `test` alone if it does. The rest is not waited for.
fn failure(
    suite: &str,
    path: &Path,
    under: &Under,
    rules: bool,
    test: Option<&str>,
) -> Option<String> {
    let named = |test: &str| {
        let folder = if rules { "math/" } else { "" };
        Some(format!("{folder}{suite}::{test}"))
    };
    let mut command = Command::new(path);
    command.current_dir(env!("CARGO_MANIFEST_DIR")).stdout(Stdio::piped()).stderr(Stdio::null());
    // The rules that tests compare the bytecode with stay as they are.
    if rules {
        command.env("GROUNDSWELL_MUTANT", under.mutant.to_string());
    } else {
        command.env("GROUNDSWELL_PROGRAMS", under.programs);
    }
    if let Some(test) = test {
        command.args(["--exact", test]);
    }
    let mut child = command.spawn().unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    let (lines, read) = mpsc::channel();
    std::thread::spawn(move || {
        for line in output.lines().map_while(Result::ok) {
            if lines.send(line).is_err() {
                return;
            }
        }
    });
    let found = loop {
        match read.recv_timeout(LIMIT) {
            Ok(line) => {
                let words = line.strip_prefix("test ");
                if let Some(test) = words.and_then(|words| words.strip_suffix(" ... FAILED")) {
                    break named(test);
                }
            }
            Err(mpsc::RecvTimeoutError::Timeout) => break named("(does not end)"),
            Err(mpsc::RecvTimeoutError::Disconnected) => {
                let ended = child.wait().unwrap();
                // Not a test that failed, but a process that died.
                break if ended.success() { None } else { named("(ends the process)") };
            }
        }
    };
    let _ = child.kill();
    let _ = child.wait();
    found
}

/// The tests that cargo builds, by name of their target.
fn executables(root: &Path, what: &[&str]) -> BTreeMap<String, PathBuf> {
    let mut build = Command::new("cargo");
    build.args(["test", "--no-run", "--message-format=json-render-diagnostics"]).args(what);
    let output = build.current_dir(root).stderr(Stdio::inherit()).output().unwrap();
    assert!(output.status.success(), "the tests in {} do not build", root.display());
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    let messages = lines.lines().filter_map(|line| serde_json::from_str(line).ok());
    messages
        .filter_map(|message: serde_json::Value| {
            let path = message["executable"].as_str()?;
            let name = message["target"]["name"].as_str()?;
            Some((name.to_owned(), PathBuf::from(path)))
        })
        .collect()
}
