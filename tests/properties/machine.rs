//! The walks as `proptest-state-machine` has them: what a sequence is made of, how it is drawn, and
//! how one that fails is cut down to the fewest and simplest steps that still fail.

use proptest::{
    collection::vec,
    prelude::*,
    strategy::Union,
    test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner},
};
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest};
use std::{cell::RefCell, collections::BTreeMap, sync::atomic::Ordering};

use crate::{
    kinds,
    model::Name,
    run::{End, Run},
    setup::turns,
    sum::Sum,
};

/// What is drawn once for a sequence.
#[derive(Clone, Debug)]
pub struct Start {
    /// Of each launch: rule, what becomes of the unsold, and of tokens after a failure.
    pub terms: [(u8, u8, u8); 2],
}

/// As much as the generator knows: no outcome of any step, just the clock and what was tried.
#[derive(Clone, Debug)]
pub struct Sketch {
    pub start: Start,
    pub hostile: bool,
    pub now: i64,
    pub tried: [BTreeMap<Name, u32>; 2],
}

/// How a step is sent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sent {
    /// As it is.
    Once,
    /// The same again in the same transaction.
    Twice,
    /// With one account exchanged for another.
    Swapped,
}

/// One step. What it is about is found in the state it meets, by its numbers: so it means something
/// after any other steps were left out.
#[derive(Clone, Debug)]
pub struct Action {
    pub name: Name,
    pub side: usize,
    pub sent: Sent,
    pub numbers: Vec<u32>,
}

/// Where a warp leads: to the next turn of something, or just ahead.
pub fn ahead(now: i64, numbers: &[u32]) -> i64 {
    let next = turns().into_iter().find(|turn| *turn > now).unwrap_or(now + 100 * 86_400);
    let sells = (turns()[0]..turns()[1]).contains(&now);
    let small = numbers[0] % 100 >= if sells { 40 } else { 85 };
    if small { now + 1 + i64::from(numbers[1] % 21_600) } else { next }
}

/// The generator of sequences.
struct Drawn<const HOSTILE: bool>;

impl<const HOSTILE: bool> ReferenceStateMachine for Drawn<HOSTILE> {
    type State = Sketch;
    type Transition = Action;

    fn init_state() -> BoxedStrategy<Sketch> {
        let terms = || (0..3u8, 0..2u8, 0..2u8);
        let sketch = |(one, two)| {
            let start = Start { terms: [one, two] };
            let now = groundswell_tests::given::SEALS;
            Sketch { start, hostile: HOSTILE, now, tried: Default::default() }
        };
        (terms(), terms()).prop_map(sketch).boxed()
    }

    fn transitions(sketch: &Sketch) -> BoxedStrategy<Action> {
        let all = (0..2).flat_map(|side| kinds::ALL.iter().map(move |kind| (kind, side)));
        let weighted: Vec<_> =
            all.map(|(kind, side)| (kind.weight(sketch, side), Just((kind.name, side)))).collect();
        let steps: u32 = weighted.iter().map(|(weight, _)| weight).sum();
        let warp = (steps / 14, Just(("warp", 0)));
        let name = Union::new_weighted(weighted.into_iter().chain([warp]).collect());
        let swapped = if HOSTILE { 15 } else { 2 };
        let sent = prop_oneof![
            90 => Just(Sent::Once),
            3 => Just(Sent::Twice),
            swapped => Just(Sent::Swapped),
        ];
        (name, sent, vec(any::<u32>(), 8))
            .prop_map(|((name, side), sent, numbers)| Action { name, side, sent, numbers })
            .boxed()
    }

    fn apply(mut sketch: Sketch, action: &Action) -> Sketch {
        if action.name == "warp" {
            sketch.now = ahead(sketch.now, &action.numbers);
        }
        let kind = kinds::ALL.iter().find(|kind| kind.name == action.name).unwrap();
        if kind.makes_sense(&sketch, action.side) {
            *sketch.tried[action.side].entry(action.name).or_default() += 1;
        }
        sketch
    }
}

/// What a sequence is run on, and how it ends.
struct Machine<const HOSTILE: bool, const END: u8>;

impl<const HOSTILE: bool, const END: u8> StateMachineTest for Machine<HOSTILE, END> {
    type SystemUnderTest = Run;
    type Reference = Drawn<HOSTILE>;

    fn init_test(sketch: &Sketch) -> Run {
        Run::new(&sketch.start)
    }

    fn apply(mut run: Run, _: &Sketch, action: Action) -> Run {
        run.act(&action);
        run
    }

    fn teardown(mut run: Run, _: Sketch) {
        run.finish(match END {
            0 => End::Nothing,
            1 => End::OutOfAnyState,
            _ => End::Hostile,
        });
        SUM.with_borrow_mut(|sum| sum.add(&run));
    }
}

thread_local! {
    static SUM: RefCell<Sum> = RefCell::default();
}

/// Draws the same sequences on every run, and writes no files.
fn runner(seed: u8, sequences: u32) -> (Config, TestRunner) {
    let config = Config {
        cases: sequences,
        failure_persistence: None,
        max_shrink_iters: 3_000,
        max_shrink_time: 120_000,
        ..Config::default()
    };
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    (config.clone(), TestRunner::new_with_rng(config, random))
}

/// Runs `sequences` of up to `steps` steps from a fixed seed, and sums them up. The first that fails
/// is cut down and printed.
pub fn explore<const HOSTILE: bool, const END: u8>(
    seed: u8,
    sequences: u32,
    steps: std::ops::Range<usize>,
) -> Sum {
    let (config, mut runner) = runner(seed, sequences);
    let began = std::time::Instant::now();
    let outcome = runner.run(&Drawn::<HOSTILE>::sequential_strategy(steps), |drawn| {
        let (sketch, actions, seen) = drawn;
        Machine::<HOSTILE, END>::test_sequential(config.clone(), sketch, actions, seen);
        Ok(())
    });
    if let Err(TestError::Fail(why, (sketch, actions, _))) = outcome {
        let list: Vec<_> = actions.iter().map(|action| format!("{action:?}")).collect();
        panic!(
            "{why}\n{} steps are enough, from {:?}:\n{}",
            list.len(),
            sketch.start,
            list.join("\n")
        );
    }
    let sum = SUM.take();
    println!("seed {seed}: {sequences} sequences, {} steps, {:?}", sum.steps, began.elapsed());
    sum
}

#[test]
fn a_sequence_that_fails_is_cut_down_to_the_steps_it_takes() {
    let (_, mut runner) = runner(4, 1);

    let outcome =
        runner.run(&Drawn::<false>::sequential_strategy(200..300), |(_, actions, seen)| {
            if let Some(seen) = seen {
                seen.fetch_add(actions.len(), Ordering::SeqCst);
            }
            let warped = actions.iter().position(|action| action.name == "warp");
            let later = actions.into_iter().skip(warped.unwrap_or(usize::MAX));
            prop_assert!(!later.into_iter().any(|action| action.name == "contribute"));
            Ok(())
        });

    let Err(TestError::Fail(_, (_, actions, _))) = outcome else { panic!("nothing failed") };
    let names: Vec<_> = actions.iter().map(|action| action.name).collect();
    assert_eq!(names, ["warp", "contribute"]);
}
