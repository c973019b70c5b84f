//! create: the bounds on the terms, each on its boundary and one beyond.

use groundswell_tests::{Given, LaunchError, World, given::*};

const HOUR: i64 = 3_600;

/// The terms as changed are taken.
fn takes(change: impl Fn(&mut Given)) {
    World::lite(Given::with(change)).create().succeeds();
}

/// The terms as changed are refused, with exactly this error.
fn refuses(error: LaunchError, change: impl Fn(&mut Given)) {
    World::lite(Given::with(change)).create().fails_with(error);
}

fn level(given: &mut Given, levels: &[u64]) {
    given.args.rule = 1;
    given.args.ticks = levels.to_vec();
}

fn auction(given: &mut Given, target: u64, prices: &[u64]) {
    given.args.rule = 2;
    given.args.target = target;
    given.args.ticks = prices.to_vec();
}

#[test]
fn number_of_ticks() {
    let ascending = |n: u64| (1..=n).map(|tick| tick * 1_000).collect::<Vec<_>>();
    takes(|g| level(g, &[50_000]));
    takes(|g| level(g, &ascending(64)));
    refuses(LaunchError::TickCount, |g| level(g, &[]));
    refuses(LaunchError::TickCount, |g| level(g, &ascending(65)));
    refuses(LaunchError::TickCount, |g| auction(g, TARGET, &[]));
    refuses(LaunchError::TickCount, |g| g.args.ticks = vec![1]);
}

#[test]
fn ticks_ascend_from_above_zero() {
    takes(|g| level(g, &[1, 2, 50_000]));
    refuses(LaunchError::TicksAscend, |g| level(g, &[0, 50_000]));
    refuses(LaunchError::TicksAscend, |g| level(g, &[2, 2, 50_000]));
    refuses(LaunchError::TicksAscend, |g| level(g, &[3, 2, 50_000]));
}

#[test]
fn levels_reach_the_wallet_maximum() {
    takes(|g| level(g, &[100, 50_000]));
    refuses(LaunchError::LadderReach, |g| level(g, &[100, 49_999]));
}

#[test]
fn an_auctions_target_is_its_floor() {
    takes(|g| auction(g, 20_000, &[20_000, 30_000]));
    refuses(LaunchError::AuctionFloor, |g| auction(g, 20_001, &[20_000, 30_000]));
}

#[test]
fn raise() {
    takes(|g| g.args.min_raise = 1);
    takes(|g| g.args.min_raise = TARGET);
    refuses(LaunchError::MinRaise, |g| g.args.min_raise = 0);
    refuses(LaunchError::MinRaiseTarget, |g| g.args.min_raise = TARGET + 1);
    refuses(LaunchError::Target, |g| g.args.target = 0);
}

#[test]
fn wallet_limits() {
    takes(|g| (g.args.wallet_min, g.args.wallet_max) = (1, 1));
    takes(|g| g.args.wallet_max = u64::MAX);
    refuses(LaunchError::WalletMin, |g| g.args.wallet_min = 0);
    refuses(LaunchError::WalletMax, |g| (g.args.wallet_min, g.args.wallet_max) = (11, 10));
}

#[test]
fn length_of_the_sale() {
    takes(|g| g.args.closes_at = OPENS + 90 * DAY);
    refuses(LaunchError::DurationMax, |g| g.args.closes_at = OPENS + 90 * DAY + 1);
    takes(|g| (g.args.closes_at, g.args.withdraw_freeze) = (OPENS + HOUR, 600));
    refuses(LaunchError::Duration, |g| g.args.closes_at = OPENS + HOUR - 1);
    refuses(LaunchError::Duration, |g| g.args.closes_at = OPENS - 1);
    refuses(LaunchError::DurationMax, |g| {
        (g.args.opens_at, g.args.closes_at) = (i64::MIN, i64::MAX);
    });
    refuses(LaunchError::Duration, |g| {
        (g.args.opens_at, g.args.closes_at) = (i64::MAX, i64::MIN);
    });
}

#[test]
fn attack_41_withdrawals_freeze_before_the_close() {
    let half = (CLOSES - OPENS) as u32 / 2;
    takes(|g| g.args.withdraw_freeze = 600);
    refuses(LaunchError::Freeze, |g| g.args.withdraw_freeze = 599);
    takes(|g| g.args.withdraw_freeze = half);
    refuses(LaunchError::FreezeMax, |g| g.args.withdraw_freeze = half + 1);
}

#[test]
fn grace_to_settle() {
    takes(|g| g.args.settle_grace = DAY as u32);
    refuses(LaunchError::Grace, |g| g.args.settle_grace = DAY as u32 - 1);
    takes(|g| g.args.settle_grace = 30 * DAY as u32);
    refuses(LaunchError::GraceMax, |g| g.args.settle_grace = 30 * DAY as u32 + 1);
}

#[test]
fn route_of_the_raise() {
    let route = |shares: [u16; 3]| {
        move |g: &mut Given| {
            [g.args.liquidity_bps, g.args.buyback_bps, g.args.treasury_bps] = shares;
        }
    };
    takes(route([2_000, 500, 7_500]));
    takes(route([9_500, 500, 0]));
    refuses(LaunchError::RouteLiquidity, route([1_999, 500, 7_501]));
    refuses(LaunchError::RouteBuyback, route([2_000, 499, 7_501]));
    refuses(LaunchError::RouteSum, route([2_000, 500, 7_499]));
    refuses(LaunchError::RouteSum, route([2_000, 500, 7_501]));
    refuses(LaunchError::RouteSum, route([u16::MAX, u16::MAX, u16::MAX]));
}
