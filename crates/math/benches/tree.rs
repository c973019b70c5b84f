//! What a tree costs beyond its hashes, which nothing can save: time of building it to time of
//! hashing alone, and the most memory that a process takes which builds it.
//!
//! ```text
//! cargo bench -p groundswell-math --features std                     1,000,000 leaves
//! cargo bench -p groundswell-math --features std -- --ten-million    and memory of 10,000,000
//! ```
#![allow(clippy::unwrap_used, reason = "a measurement that cannot go on should stop right there")]

use std::{
    env, fs,
    hint::black_box,
    process::{Command, ExitCode},
    time::{Duration, Instant},
};

use groundswell_math::merkle::Tree;
use rayon::prelude::*;
use solana_sha256_hasher::hashv;

const ROUNDS: usize = 21;
const RATIO_MAX: f64 = 1.5;
const OWNER: [u8; 32] = [7; 32];
/// What a leaf and what a node is hashed from.
const LEAF_BYTES: usize = 77;
const NODE_BYTES: usize = 81;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--peak-of") {
        println!("{}", peak_of(arguments[at + 1].parse().unwrap()));
        return ExitCode::SUCCESS;
    }
    let mut good = time(1_000_000) & memory(1_000_000, 400);
    if arguments.iter().any(|argument| argument == "--ten-million") {
        good &= memory(10_000_000, 3_000);
    }
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Compares building with hashing, in turns.
fn time(count: u32) -> bool {
    let entries = entries(count);
    let (mut building, mut hashing) = (vec![], vec![]);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let tree = black_box(Tree::new(&OWNER, black_box(&entries)));
        building.push(start.elapsed());
        drop(tree);

        let start = Instant::now();
        hash::<LEAF_BYTES>(count);
        hash::<NODE_BYTES>(nodes(count));
        hashing.push(start.elapsed());
    }
    let (building, hashing) = (median(building), median(hashing));
    let ratio = building.as_secs_f64() / hashing.as_secs_f64();
    println!(
        "{count} leaves on {} threads: built in {building:.1?}, their hashes alone {hashing:.1?}, \
         ratio {ratio:.2} (at most {RATIO_MAX})",
        rayon::current_num_threads(),
    );
    ratio <= RATIO_MAX
}

/// Hashes `count` different inputs of `BYTES` each.
fn hash<const BYTES: usize>(count: u32) {
    (0..count).into_par_iter().for_each(|number| {
        let mut bytes = [0; BYTES];
        bytes[..4].copy_from_slice(&number.to_le_bytes());
        black_box(hashv(&[black_box(&bytes)]));
    });
}

/// Nodes above the leaves of a tree.
fn nodes(count: u32) -> u32 {
    if count <= 1 { 0 } else { count.div_ceil(2) + nodes(count.div_ceil(2)) }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// Builds in a process of its own and compares its most memory (MB) with `limit`.
fn memory(count: u32, limit: u64) -> bool {
    let mut child = Command::new(env::current_exe().unwrap());
    let output = child.args(["--peak-of", &count.to_string()]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let peak: u64 = String::from_utf8(output.stdout).unwrap().trim().parse().unwrap();
    println!("{count} leaves: {} MB at most (under {limit})", peak / 1_000_000);
    peak < limit * 1_000_000
}

/// The most bytes of memory this process has had when the tree stands (Linux).
fn peak_of(count: u32) -> u64 {
    let tree = Tree::new(&OWNER, &entries(count)).unwrap();
    black_box(&tree);
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() * 1_024
}

fn entries(count: u32) -> Vec<([u8; 32], u64)> {
    let claimant = |number: u32| {
        let mut claimant = [0x5a; 32];
        claimant[..4].copy_from_slice(&number.to_le_bytes());
        claimant
    };
    (0..count).map(|number| (claimant(number), u64::from(number))).collect()
}
