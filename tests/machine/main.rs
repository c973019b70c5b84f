//! Two launches at once, with all their lists, plans and mandates, and random steps of everyone. The
//! walk is seeded; a failure prints every step that led to it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop right there")]

mod actions;
mod ending;
mod invariants;
mod model;
mod run;

use std::collections::BTreeMap;

use run::{Run, turns};

const SEEDS: u64 = 12;
const STEPS: usize = 1_200;

fn walk(seed: u64, steps: usize, hostile: bool) -> Run {
    let mut run = Run::new(seed);
    let turns = turns();
    for _ in 0..steps {
        if run.chance(0.93) {
            run.act(hostile);
            continue;
        }
        let now = run.world.now;
        let next = turns.iter().find(|turn| **turn > now).copied();
        let ahead = run.draw(1, 6 * 3_600) as i64;
        let to = if run.chance(0.8) { next.unwrap_or(now + 100 * 86_400) } else { now + ahead };
        run.warp(to);
    }
    run
}

#[test]
fn two_launches_at_once_keep_every_invariant_after_every_step() {
    let mut all: BTreeMap<&str, [u64; 2]> = BTreeMap::new();
    for seed in 0..SEEDS {
        let run = walk(seed, STEPS, false);
        for (name, [done, refused]) in &run.tally {
            let sum = all.entry(name).or_default();
            *sum = [sum[0] + done, sum[1] + refused];
        }
    }
    println!("{all:#?}");
    let never: Vec<_> =
        actions::all().into_iter().filter(|name| all.get(name).is_none_or(|t| t[0] == 0)).collect();
    assert!(never.is_empty(), "never succeeded: {never:?}");
}

#[test]
fn inv_a2_strangers_get_everyone_out_of_any_state() {
    for seed in 100..100 + SEEDS {
        let mut run = walk(seed, (seed as usize - 100) * 90 + 20, false);
        run.end();
        run.inv_a2_nothing_is_left_but_what_waits();
    }
}
