//! The tests that may kill a mutant.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::mpsc,
    time::Duration,
};

use groundswell_tests::{mutate::Mutant, sources::PROGRAMS};

use super::Copy;

/// Suites that try the programs, from the quick to the slow.
const SUITES: [&str; 10] = [
    "distributor",
    "vesting",
    "buyback",
    "launch",
    "journeys",
    "repository",
    "phases",
    "properties",
    "matrix",
    "hostile",
];
/// The test of the matrix that is asked of one instruction alone.
const CASES: &str = "every_case_ends_as_recorded";

/// How long a suite may say nothing: a mutant may make it run forever. Of the rules, and of the programs.
const LIMITS: [Duration; 2] = [Duration::from_secs(120), Duration::from_secs(300)];

/// What is tried, and how.
pub struct Under<'a> {
    /// Folder of the bytecode.
    pub programs: &'a Path,
    /// The number of the mutant that is awake; 0 is none.
    pub mutant: u32,
    /// Of the matrix, only this `program.instruction`.
    pub instruction: Option<String>,
}

/// The instruction that a file is about.
fn instruction(file: &str) -> Option<String> {
    let (program, name) = file.strip_prefix("programs/")?.split_once("/src/instructions/")?;
    Some(format!("{program}.{}", name.strip_suffix(".rs")?))
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
        // As `cargo test` builds them: naming a package would select other features of its
        // dependencies, and build those again.
        let mut programs = executables(root, &[], |target| target["kind"][0] == "test");
        programs.retain(|name, _| SUITES.contains(&name.as_str()));
        let of_rules = ["-p", "groundswell-math", "--features", "std", "--tests"];
        let rules = executables(&copy.root, &of_rules, |_| true);
        Suites { programs, rules }
    }

    /// Whether this test, as `suite::test`, fails.
    pub fn fails(&self, test: &str, under: &Under) -> bool {
        let Some((suite, test)) = test.split_once("::") else { return false };
        let (rules, suite) = match suite.strip_prefix("math/") {
            Some(suite) => (true, suite),
            None => (false, suite),
        };
        let suites = if rules { &self.rules } else { &self.programs };
        let path = suites.get(suite);
        path.is_some_and(|path| failure(suite, path, under, rules, &["--exact", test]).is_some())
    }

    /// A test that fails: the recorded one first, then those nearest to the mutant.
    pub fn killer(
        &self,
        mutant: &Mutant,
        under: &Under,
        known: Option<&String>,
        near_only: bool,
    ) -> Option<String> {
        let under = &Under { instruction: instruction(&mutant.file), ..*under };
        if let Some(known) = known
            && self.fails(known, under)
        {
            return Some(known.clone());
        }
        if mutant.file.starts_with("crates/math") {
            let near = self.rules.iter().filter(|(name, _)| mutant.file.contains(*name));
            let far = self.rules.iter().filter(|(name, _)| !mutant.file.contains(*name));
            let mut rules = near.chain(far.filter(|_| !near_only));
            let killer = rules.find_map(|(name, path)| failure(name, path, under, true, &[]));
            if killer.is_some() {
                return killer;
            }
        }
        if under.instruction.is_some() {
            let killer = failure("matrix", &self.programs["matrix"], under, false, &[CASES]);
            if killer.is_some() {
                return killer;
            }
        }
        let under = &Under { instruction: None, ..*under };
        // What the crates say is in every program.
        let is_own = |name: &str| match mutant.file.starts_with("crates/") {
            true => PROGRAMS.contains(&name),
            false => mutant.file.contains(&format!("/{name}/")),
        };
        let own = SUITES.iter().filter(|name| is_own(name));
        let others = SUITES.iter().filter(|name| !is_own(name));
        // Tests that are called what the file is called come first.
        let stem = mutant.file.rsplit('/').next().and_then(|name| name.strip_suffix(".rs"));
        let named = stem.map(|stem| vec![stem]).unwrap_or_default();
        let first = own.clone().map(|name| (name, named.as_slice()));
        let rest = own.chain(others.filter(|_| !near_only)).map(|name| (name, [].as_slice()));
        first
            .chain(rest)
            .find_map(|(name, filter)| failure(name, &self.programs[*name], under, false, filter))
    }
}

/// The first test of a suite that fails, among those that `filter` leaves. The rest is not waited
/// for.
fn failure(
    suite: &str,
    path: &Path,
    under: &Under,
    rules: bool,
    filter: &[&str],
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
        if let Some(instruction) = &under.instruction {
            command.env("GROUNDSWELL_INSTRUCTION", instruction);
        }
    }
    command.args(filter);
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
        match read.recv_timeout(LIMITS[usize::from(!rules)]) {
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

/// The tests that cargo builds, of targets that are wanted, by the target's name.
fn executables(
    root: &Path,
    what: &[&str],
    is_wanted: impl Fn(&serde_json::Value) -> bool,
) -> BTreeMap<String, PathBuf> {
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
            is_wanted(&message["target"]).then(|| (name.to_owned(), PathBuf::from(path)))
        })
        .collect()
}
