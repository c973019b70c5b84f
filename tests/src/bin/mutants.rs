//! Whether every check earns its place: weakens one at a time in the programs or the rules, builds,
//! and expects a test to fail.
//!
//!     cargo run -p groundswell-tests --bin mutants -- [--sample N] [--seed S] [--only PATH]
//!
//! A mutant drops one `require!`, drops one `at::address =`, lets one refusing `if` never refuse, or
//! moves one boundary between "less" and "at most". Each is built and tested in a copy of the
//! repository below `target/mutants`; nothing here is changed. The exit code is 1 if a mutant survives
//! that `docs/mutants.md`, where there is one, does not explain by its name.
#![allow(clippy::unwrap_used, reason = "what cannot be read or run should stop it right there")]

use std::{
    fs,
    ops::Range,
    path::{Path, PathBuf},
    process::{Command, ExitCode, Output},
    time::Instant,
};

use groundswell_tests::mutate::{Mutant, mutants};
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};

const PROGRAMS: [&str; 4] = ["buyback", "distributor", "launch", "vesting"];

/// What became of a mutant.
enum Fate {
    /// It did not build: the compiler refuses it.
    Unbuildable,
    /// This test failed.
    Killed(String),
    /// Every test passed.
    Survived,
}

struct Options {
    sample: Option<usize>,
    seed: u64,
    only: Option<String>,
}

fn main() -> ExitCode {
    let options = options();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut all = all(&root);
    if let Some(only) = &options.only {
        all.retain(|mutant| mutant.file.contains(only.as_str()));
    }
    let found = all.len();
    if let Some(sample) = options.sample {
        shuffle(&mut all, options.seed);
        all.truncate(sample);
    }
    println!("{found} mutants, {} to run, seed {}", all.len(), options.seed);
    let copy = Copy::of(&root);
    let mut survivors = vec![];
    let (mut killed, mut unbuildable) = (0, 0);
    for (number, mutant) in all.iter().enumerate() {
        let started = Instant::now();
        let fate = copy.run(mutant);
        let words = match &fate {
            Fate::Unbuildable => "does not build".to_owned(),
            Fate::Killed(test) => format!("killed by {test}"),
            Fate::Survived => "SURVIVED".to_owned(),
        };
        let seconds = started.elapsed().as_secs();
        println!("{}/{} {mutant}: {words} ({seconds} s)", number + 1, all.len());
        match fate {
            Fate::Unbuildable => unbuildable += 1,
            Fate::Killed(_) => killed += 1,
            Fate::Survived => survivors.push(mutant),
        }
    }
    let explained = fs::read_to_string(root.join("docs/mutants.md")).unwrap_or_default();
    let unexplained: Vec<_> =
        survivors.iter().filter(|mutant| !explained.contains(&mutant.name())).collect();
    println!(
        "{killed} killed, {unbuildable} not buildable, {} survived, {} of them unexplained",
        survivors.len(),
        unexplained.len()
    );
    if unexplained.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn options() -> Options {
    let mut options = Options { sample: None, seed: 1, only: None };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let value = words.next().unwrap_or_else(|| panic!("{word} needs a value"));
        match word.as_str() {
            "--sample" => options.sample = Some(value.parse().expect("--sample takes a number")),
            "--seed" => options.seed = value.parse().expect("--seed takes a number"),
            "--only" => options.only = Some(value),
            _ => panic!("no option {word}: there are --sample, --seed and --only"),
        }
    }
    options
}

/// Every mutant of every source that decides something.
fn all(root: &Path) -> Vec<Mutant> {
    let programs = PROGRAMS.map(|program| format!("programs/{program}/src"));
    let mut files = vec![];
    for folder in programs.iter().map(String::as_str).chain(["crates/math/src"]) {
        collect(&root.join(folder), &mut files);
    }
    files.sort();
    let relative = |file: &PathBuf| file.strip_prefix(root).unwrap().to_string_lossy().to_string();
    files
        .iter()
        .flat_map(|file| mutants(&relative(file), &fs::read_to_string(file).unwrap()))
        .collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The same order for the same seed.
fn shuffle(all: &mut [Mutant], seed: u64) {
    use rand_chacha::rand_core::RngCore;
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    for last in (1..all.len()).rev() {
        all.swap(last, (random.next_u64() % (last as u64 + 1)) as usize);
    }
}

/// The repository, where it may be broken.
struct Copy {
    root: PathBuf,
}

impl Copy {
    /// A copy of what is committed, kept from run to run.
    fn of(root: &Path) -> Copy {
        let place = root.join("target/mutants/copy");
        if !place.exists() {
            let clone =
                Command::new("git").arg("clone").arg("--quiet").arg(root).arg(&place).output();
            assert!(clone.unwrap().status.success(), "git clone failed");
        }
        let copy = Copy { root: place };
        for words in [vec!["fetch", "--quiet"], vec!["reset", "--quiet", "--hard", "origin/HEAD"]] {
            assert!(copy.command("git", &words).status.success(), "git {words:?} failed");
        }
        copy
    }

    fn command(&self, name: &str, words: &[&str]) -> Output {
        Command::new(name).args(words).current_dir(&self.root).output().unwrap()
    }

    /// Breaks it, builds it, tests it, mends it.
    fn run(&self, mutant: &Mutant) -> Fate {
        let file = self.root.join(&mutant.file);
        let source = fs::read_to_string(&file).unwrap();
        let Range { start, end } = mutant.place.clone();
        fs::write(&file, format!("{}{}{}", &source[..start], mutant.becomes, &source[end..]))
            .unwrap();
        let fate = self.build_and_test(mutant);
        fs::write(&file, source).unwrap();
        fate
    }

    fn build_and_test(&self, mutant: &Mutant) -> Fate {
        let program =
            PROGRAMS.iter().find(|name| mutant.file.starts_with(&format!("programs/{name}/")));
        let Some(program) = program else {
            return fate(&self.command(
                "cargo",
                &["test", "-p", "groundswell-math", "--features", "std", "--quiet"],
            ));
        };
        let manifest = format!("programs/{program}/Cargo.toml");
        let built = self.command("cargo", &["build-sbf", "--manifest-path", &manifest]);
        if !built.status.success() {
            return Fate::Unbuildable;
        }
        let so = format!("{program}.so");
        let from = self.root.join("target/deploy").join(&so);
        fs::copy(from, self.root.join("app/programs").join(&so)).unwrap();
        let tests = ["test", "-p", "groundswell-tests", "--test", program, "--test", "journeys"];
        let fate = fate(&self.command("cargo", &tests));
        self.command("git", &["checkout", "--quiet", "--", "app/programs"]);
        fate
    }
}

/// What the output of a test run says.
fn fate(output: &Output) -> Fate {
    if output.status.success() {
        return Fate::Survived;
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let failed =
        text.lines().find_map(|line| line.strip_prefix("test ")?.strip_suffix(" ... FAILED"));
    let quiet =
        || text.lines().find_map(|line| line.strip_prefix("---- ")?.strip_suffix(" stdout ----"));
    match failed.or_else(quiet) {
        Some(test) => Fate::Killed(test.to_owned()),
        None => Fate::Unbuildable,
    }
}
