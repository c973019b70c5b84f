//! Random plans, and random actions on them. After every step the vault holds what is still owed,
//! and nobody has more or less than the rule gives.

use groundswell_sdk::vesting_program::state::Policy;
use groundswell_tests::{PlanGiven, Stage, VestingError, plan::*, stage::address};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

const NAMES: [&str; 4] = ["ann", "ben", "cem", "dan"];
const RUNS: u64 = 20;
const ACTIONS: usize = 50;

/// What should have become of one grant.
#[derive(Clone, Copy, Default)]
struct Model {
    amount: u64,
    entitled: u64,
    withdrawn: u64,
    cancelled: bool,
}

fn vested(amount: u64, now: i64) -> u64 {
    let elapsed = (now - STARTS).clamp(0, 1_000 * DAY) as u128;
    let counted = u128::from(amount) * elapsed / (1_000 * DAY) as u128;
    if now < CLIFF { 0 } else { counted as u64 }
}

struct Run {
    plan: PlanGiven,
    stage: Stage,
    random: ChaCha8Rng,
    grants: [Model; 4],
    sunk: u64,
    done: u32,
}

impl Run {
    fn new(seed: u64) -> Run {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let digits = random.random_range(1..18);
        let amounts = NAMES.map(|_| random.random_range(1..=10u64.pow(digits)));
        let total = amounts.iter().sum();
        let plan = PlanGiven::default().with(|args| {
            (args.total, args.largest) = (total, total);
            args.cancel = Policy::Either as u8;
        });
        let grants: Vec<_> = NAMES.into_iter().zip(amounts).collect();
        let stage = plan.granted(&grants);
        let grants = amounts.map(|amount| Model { amount, entitled: amount, ..Model::default() });
        Run { plan, stage, random, grants, sunk: 0, done: 0 }
    }

    fn act(&mut self) {
        let now = self.stage.now;
        let at = self.random.random_range(0..NAMES.len());
        let (name, grant) = (NAMES[at], &mut self.grants[at]);
        let stage = &mut self.stage;
        match self.random.random_range(0..10) {
            0..=3 => {
                let due = vested(grant.amount, now).min(grant.entitled) - grant.withdrawn;
                let call = self.plan.withdraw(stage, name);
                if due == 0 {
                    call.fails_with(VestingError::NothingVested);
                } else {
                    call.succeeds();
                    grant.withdrawn += due;
                    self.done += 1;
                }
            }
            4 => {
                let by = if self.random.random_bool(0.5) { "grantor" } else { name };
                let call = self.plan.cancel(stage, by, name);
                let so_far = vested(grant.amount, now);
                if grant.cancelled {
                    call.fails_with(VestingError::AlreadyCancelled);
                } else if so_far == grant.amount {
                    call.fails_with(VestingError::FullyVested);
                } else {
                    call.succeeds();
                    (grant.cancelled, grant.entitled) = (true, so_far);
                }
            }
            5 => {
                let due =
                    self.grants.iter().map(|g| g.amount - g.entitled).sum::<u64>() - self.sunk;
                let call = self.plan.forfeit(stage);
                if due == 0 {
                    call.fails_with(VestingError::NothingForfeited);
                } else {
                    call.succeeds();
                    self.sunk += due;
                }
            }
            _ => {
                let ahead = self.random.random_range(0..100 * DAY);
                stage.warp((now + ahead).min(OVER - 1));
            }
        }
    }

    fn check(&mut self) {
        let stage = &mut self.stage;
        let withdrawn: u64 = self.grants.iter().map(|grant| grant.withdrawn).sum();
        let vault = self.plan.vault(stage);
        assert_eq!(vault, self.plan.args.total - withdrawn - self.sunk);
        let owed: u64 = self.grants.iter().map(|grant| grant.entitled - grant.withdrawn).sum();
        assert!(vault >= owed);
        for (name, grant) in NAMES.iter().zip(&self.grants) {
            assert_eq!(self.plan.held(stage, name), grant.withdrawn);
            assert!(grant.withdrawn <= grant.entitled && grant.entitled <= grant.amount);
        }
    }
}

#[test]
fn inv_the_vault_holds_what_is_owed_and_in_the_end_nothing_is_left() {
    let mut done = 0;
    for seed in 0..RUNS {
        let mut run = Run::new(seed);
        for _ in 0..ACTIONS {
            run.act();
            run.check();
        }
        wind_up(&mut run);
        done += run.done;
    }
    assert!(done > 100, "{done} withdrawals paid");
}

/// After the end: everyone is paid what is owed, and everything is closed.
fn wind_up(run: &mut Run) {
    let (plan, stage) = (&run.plan, &mut run.stage);
    stage.warp(OVER);
    for (name, grant) in NAMES.iter().zip(&run.grants) {
        if grant.withdrawn < grant.entitled {
            plan.withdraw(stage, name).succeeds();
        }
        assert_eq!(plan.held(stage, name), grant.entitled);
        plan.close_grant(stage, name).succeeds();
    }
    if plan.vault(stage) > 0 {
        plan.forfeit(stage).succeeds();
    }
    assert_eq!(plan.vault(stage), 0);
    plan.close_plan(stage).succeeds();
    let payers = ["rent payer", "host"].map(|name| stage.lamports(&address(name)));
    assert_eq!(payers, [1_000_000_000_000; 2]);
}
