//! Whether every check earns its place: weakens one at a time, on the bytecode and in the rules,
//! and expects a test to fail.
//!
//!     cargo run -p groundswell-tests --bin mutants -- [--sample N] [--only WORDS] [--write]
//!
//! A mutant lets one `require!` always hold, lets one `at::address =` take any account, lets one
//! refusing `if` never refuse, moves one boundary between "less" and "at most", leaves out one side
//! of an `&&` or `||`, lets one `==` or `!=` always hold, or takes an account for a signer that did
//! not sign, or for one of a type that it is not of. The sources are instrumented and built once,
//! with all mutants asleep, in a copy below `target/mutants`; then one at a time is woken by a
//! number in the bytecode, or for the rules of `crates/math` by an environment variable. A test
//! that kills must pass with every mutant asleep: that is the control.
//!
//! `tests/mutants/killers.json` says which test is tried first. `--write` writes what was found
//! there. The exit code is 1 if a mutant survives that `tests/mutants/survivors.json` does not
//! explain.
#![allow(clippy::unwrap_used, reason = "what cannot be read or run should stop it right there")]

mod copy;
mod suites;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Mutex,
    sync::atomic::{AtomicUsize, Ordering},
    time::Instant,
};

use clap::Parser;
use groundswell_tests::mutate::{Mutant, instrumented};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{RngCore, SeedableRng},
};

use copy::Copy;
use suites::{Suites, Under};

/// What is asked for.
#[derive(Parser)]
struct Options {
    /// Only so many, drawn by the seed
    #[arg(long)]
    sample: Option<usize>,
    /// What draws the sample
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Only mutants whose name contains this
    #[arg(long)]
    only: Option<String>,
    /// Only new mutants: those with neither a recorded killer nor an explanation
    #[arg(long)]
    open: bool,
    /// Only the suite of the mutant's own program or rule: quick, and most fall there
    #[arg(long)]
    near: bool,
    /// Write the killers that were found
    #[arg(long)]
    write: bool,
    /// How many at a time
    #[arg(long, default_value_t = 2)]
    jobs: usize,
}

/// From a mutant's name to the test that kills it, as `suite::test`.
type Killers = BTreeMap<String, String>;

fn main() -> ExitCode {
    let options = Options::parse();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let recorded = root.join("tests/mutants/killers.json");
    let mut killers: Killers = read(&recorded);
    let explained: Killers = read(&root.join("tests/mutants/survivors.json"));

    let sources = instrumented(root);
    let all: Vec<Mutant> = sources.iter().flat_map(|file| file.mutants.clone()).collect();
    let chosen = choose(&all, &options, &[&killers, &explained]);
    println!("{} mutants, {} to run, seed {}", all.len(), chosen.len(), options.seed);

    let copy = Copy::build(root, &sources);
    let suites = Suites::build(root, &copy);
    let asleep = copy.programs("asleep", 0);
    let found = run(&chosen, &options, &copy, &suites, &killers, &recorded);
    let tests: BTreeSet<&String> = found.values().collect();
    println!("{} tests killed; each has to pass with every mutant asleep", tests.len());
    for test in tests {
        let control = Under { programs: &asleep, mutant: 0, instruction: None };
        assert!(!suites.fails(test, &control), "{test} fails with every mutant asleep");
    }
    let survivors: Vec<&Mutant> =
        chosen.iter().filter(|mutant| !found.contains_key(&mutant.name())).collect();
    println!("{} killed, {} survived", found.len(), survivors.len());
    let unexplained = survivors.iter().filter(|mutant| !explained.contains_key(&mutant.name()));
    let unexplained: Vec<_> = unexplained.collect();
    for mutant in &unexplained {
        println!("not explained: {}", mutant.name());
    }
    if options.write {
        killers.retain(|name, _| all.iter().any(|mutant| mutant.name() == *name));
        for mutant in &survivors {
            killers.remove(&mutant.name());
        }
        killers.extend(found);
        write(&recorded, &killers);
    }
    if unexplained.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn read(path: &PathBuf) -> Killers {
    fs::read_to_string(path).map_or_else(
        |_| Killers::new(),
        |text| {
            serde_json::from_str(&text)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        },
    )
}

fn write(path: &Path, killers: &Killers) {
    fs::write(path, serde_json::to_string_pretty(killers).unwrap() + "\n").unwrap();
}

/// The mutants that were asked for.
fn choose(all: &[Mutant], options: &Options, known: &[&Killers]) -> Vec<Mutant> {
    let asked = |mutant: &&Mutant| {
        let name = mutant.name();
        options.only.as_ref().is_none_or(|words| name.contains(words.as_str()))
            && !(options.open && known.iter().any(|names| names.contains_key(&name)))
    };
    let mut chosen: Vec<Mutant> = all.iter().filter(asked).cloned().collect();
    if let Some(sample) = options.sample {
        let mut random = ChaCha8Rng::seed_from_u64(options.seed);
        for last in (1..chosen.len()).rev() {
            chosen.swap(last, (random.next_u64() % (last as u64 + 1)) as usize);
        }
        chosen.truncate(sample);
    }
    chosen
}

/// Wakes one after the other, some at a time; the killers that were found.
fn run(
    chosen: &[Mutant],
    options: &Options,
    copy: &Copy,
    suites: &Suites,
    killers: &Killers,
    recorded: &Path,
) -> Killers {
    let found = Mutex::new(Killers::new());
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for job in 0..options.jobs {
            let (found, next, done) = (&found, &next, &done);
            scope.spawn(move || {
                while let Some(mutant) = chosen.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let started = Instant::now();
                    let programs = copy.programs(&format!("job-{job}"), mutant.id);
                    let under = Under { programs: &programs, mutant: mutant.id, instruction: None };
                    let killer =
                        suites.killer(mutant, &under, killers.get(&mutant.name()), options.near);
                    let words =
                        killer.as_ref().map_or("SURVIVED".into(), |k| format!("killed by {k}"));
                    let number = done.fetch_add(1, Ordering::Relaxed) + 1;
                    let seconds = started.elapsed().as_secs();
                    println!("{number}/{} {mutant}: {words} ({seconds} s)", chosen.len());
                    if let Some(killer) = killer {
                        let mut found = found.lock().unwrap();
                        found.insert(mutant.name(), killer);
                        if options.write {
                            // So that a run that is cut short was not for nothing.
                            let mut all = killers.clone();
                            all.extend(found.clone());
                            write(recorded, &all);
                        }
                    }
                }
            });
        }
    });
    found.into_inner().unwrap()
}
