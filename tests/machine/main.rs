//! Two launches at once, with all their lists, plans and mandates, and random steps of everyone. The
//! walk is seeded; a failure prints every step that led to it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop right there")]

mod actions;
mod between;
mod booking;
mod cranks;
mod ended;
mod ending;
mod invariants;
mod model;
mod planted;
mod run;
mod setup;
mod summary;

use serde_json::json;
use std::collections::BTreeMap;

use run::Run;
use setup::turns;

const SEEDS: u64 = 20;
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
        // A sale is over soon enough.
        let sells = run.sides.iter().any(|side| side.model.phase(now) == 1);
        let to = if run.chance(if sells { 0.4 } else { 0.85 }) {
            next.unwrap_or(now + 100 * 86_400)
        } else {
            now + ahead
        };
        run.warp(to);
    }
    run
}

/// What all runs of one test came to.
#[derive(Default)]
struct Sum {
    seeds: u64,
    steps: u64,
    most_units: u64,
    settled: u64,
    failed: u64,
    tally: BTreeMap<&'static str, [u64; 2]>,
    refusals: BTreeMap<String, u64>,
}

impl Sum {
    fn add(&mut self, run: &Run) {
        for (name, [done, refused]) in &run.tally {
            let sum = self.tally.entry(name).or_default();
            *sum = [sum[0] + done, sum[1] + refused];
            self.steps += done + refused;
        }
        for (error, count) in &run.refusals {
            *self.refusals.entry(error.clone()).or_default() += count;
        }
        self.seeds += 1;
        self.most_units = self.most_units.max(run.most_units);
        let settled =
            run.sides.iter().filter(|side| side.model.settled_at.is_some()).count() as u64;
        let failed =
            run.sides.iter().filter(|side| side.model.phase(run.world.now) == 4).count() as u64;
        (self.settled, self.failed) = (self.settled + settled, self.failed + failed);
    }

    fn compare(&self, name: &str) {
        let actions: BTreeMap<_, _> = self
            .tally
            .iter()
            .map(|(name, [done, refused])| (name, json!({ "succeeded": done, "refused": refused })))
            .collect();
        summary::compare(
            name,
            json!({
                "seeds": self.seeds,
                "steps": self.steps,
                "launches_settled": self.settled,
                "launches_failed": self.failed,
                "most_compute_units": self.most_units,
                "actions": actions,
                "kinds_of_refusal": self.refusals.len(),
            }),
        );
    }
}

#[test]
fn two_launches_at_once_keep_every_invariant_after_every_step() {
    let mut sum = Sum::default();
    for seed in 0..SEEDS {
        sum.add(&walk(seed, STEPS, false));
    }

    let done = |name: &&str| sum.tally.get(name).is_some_and(|[done, _]| *done > 0);
    let never: Vec<_> = actions::all().into_iter().filter(|name| !done(name)).collect();
    assert!(never.is_empty(), "never succeeded: {never:?}");
    sum.compare("walks");
}

#[test]
fn inv_a2_strangers_get_everyone_out_of_any_state() {
    let mut sum = Sum::default();
    for seed in 100..100 + SEEDS {
        let mut run = walk(seed, (seed as usize - 100) * 45 + 20, false);
        run.end();
        run.inv_a2_nothing_is_left_but_what_waits();
        run.inv_a1_everyone_has_what_the_terms_gave();
        sum.add(&run);
    }
    sum.compare("endings");
}

#[test]
fn inv_a1_whoever_holds_every_admin_key_takes_nothing_from_anyone() {
    let mut sum = Sum::default();
    for seed in 200..200 + SEEDS {
        let mut run = walk(seed, (seed as usize - 200) * 40 + 100, true);
        run.end();
        run.inv_a1_everyone_has_what_the_terms_gave();
        sum.add(&run);
    }
    sum.compare("hostile");
}
