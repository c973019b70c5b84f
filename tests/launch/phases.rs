//! attack_37: at every second around every boundary, exactly the instructions of one phase go
//! through. Each cell runs in a world of its own.

use groundswell_tests::{Call, Given, LaunchError, World, given::*};

type Action = fn(&mut World) -> Call<'_>;

const CONTRIBUTE: Action = |world| world.contribute("bob", 100);
const WITHDRAW: Action = |world| world.withdraw("alice", 100);
const CANCEL: Action = |world| world.cancel();
const SETTLE: Action = |world| world.settle();
const CLAIM: Action = |world| world.claim("alice");
const REFUND: Action = |world| world.refund("alice");
const SWEEP: Action = |world| world.sweep();

/// What each action meets: nothing, or this refusal.
fn expect(now: i64, deposit: u64, settled: bool, expected: [(Action, Option<LaunchError>); 7]) {
    for (index, (action, refusal)) in expected.into_iter().enumerate() {
        let mut world = World::lite(Given::default()).draft().seal_now();
        world.warp(OPENS);
        world.contributions(&[("alice", deposit)]);
        world.fund("bob", 100);
        if settled {
            world.warp(CLOSES);
            world.settle().succeeds();
        }
        world.warp(now);
        println!("action {index} at {now}, deposit {deposit}, settled {settled}");
        match refusal {
            None => _ = action(&mut world).succeeds(),
            Some(error) => action(&mut world).fails_with(error),
        }
    }
}

#[test]
fn before_the_opening_only_cancel() {
    // The clock goes back here, as no cluster's does: the contribution is only there to try.
    for now in [SEALS, OPENS - 1] {
        expect(
            now,
            MIN_RAISE,
            false,
            [
                (CONTRIBUTE, Some(LaunchError::NotOpen)),
                (WITHDRAW, Some(LaunchError::NotOpen)),
                (CANCEL, None),
                (SETTLE, Some(LaunchError::NotClosed)),
                (CLAIM, Some(LaunchError::NotSettled)),
                (REFUND, Some(LaunchError::NotFailed)),
                (SWEEP, Some(LaunchError::NothingToSweep)),
            ],
        );
    }
}

#[test]
fn while_open_contribute_and_withdraw() {
    for now in [OPENS, OPENS + 1, FREEZES - 1] {
        expect(
            now,
            MIN_RAISE,
            false,
            [
                (CONTRIBUTE, None),
                (WITHDRAW, None),
                (CANCEL, Some(LaunchError::AlreadyOpen)),
                (SETTLE, Some(LaunchError::NotClosed)),
                (CLAIM, Some(LaunchError::NotSettled)),
                (REFUND, Some(LaunchError::NotFailed)),
                (SWEEP, Some(LaunchError::NothingToSweep)),
            ],
        );
    }
}

#[test]
fn in_the_freeze_contribute() {
    for now in [FREEZES, CLOSES - 1] {
        expect(
            now,
            MIN_RAISE,
            false,
            [
                (CONTRIBUTE, None),
                (WITHDRAW, Some(LaunchError::WithdrawalsFrozen)),
                (CANCEL, Some(LaunchError::AlreadyOpen)),
                (SETTLE, Some(LaunchError::NotClosed)),
                (CLAIM, Some(LaunchError::NotSettled)),
                (REFUND, Some(LaunchError::NotFailed)),
                (SWEEP, Some(LaunchError::NothingToSweep)),
            ],
        );
    }
}

#[test]
fn once_closed_settle() {
    for now in [CLOSES, CLOSES + 1, GRACE_ENDS - 1] {
        expect(
            now,
            MIN_RAISE,
            false,
            [
                (CONTRIBUTE, Some(LaunchError::NotOpen)),
                (WITHDRAW, Some(LaunchError::NotOpen)),
                (CANCEL, Some(LaunchError::AlreadyOpen)),
                (SETTLE, None),
                (CLAIM, Some(LaunchError::NotSettled)),
                (REFUND, Some(LaunchError::NotFailed)),
                (SWEEP, Some(LaunchError::NothingToSweep)),
            ],
        );
    }
}

#[test]
fn once_failed_refund_and_sweep() {
    for (now, deposit) in [(CLOSES, MIN_RAISE - 1), (GRACE_ENDS, MIN_RAISE), (GRACE_ENDS + 1, 100)]
    {
        expect(
            now,
            deposit,
            false,
            [
                (CONTRIBUTE, Some(LaunchError::NotOpen)),
                (WITHDRAW, Some(LaunchError::NotOpen)),
                (CANCEL, Some(LaunchError::AlreadyOpen)),
                (SETTLE, Some(LaunchError::NotClosed)),
                (CLAIM, Some(LaunchError::NotSettled)),
                (REFUND, None),
                (SWEEP, None),
            ],
        );
    }
}

#[test]
fn once_settled_claim_and_sweep_for_ever() {
    for now in [CLOSES, GRACE_ENDS, i64::MAX] {
        expect(
            now,
            MIN_RAISE,
            true,
            [
                (CONTRIBUTE, Some(LaunchError::NotOpen)),
                (WITHDRAW, Some(LaunchError::NotOpen)),
                (CANCEL, Some(LaunchError::AlreadyOpen)),
                (SETTLE, Some(LaunchError::NotClosed)),
                (CLAIM, None),
                (REFUND, Some(LaunchError::NotFailed)),
                (SWEEP, None),
            ],
        );
    }
}
