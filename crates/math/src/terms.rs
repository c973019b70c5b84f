//! The terms of a sale and their bounds.

use crate::{
    amount::BPS,
    charter::{Bound, Finding, Limit},
    ladder::{MAX_TICKS, Rule},
};

const HOUR: u128 = 3_600;
const DAY: u128 = 24 * HOUR;

/// A sale lasts at least this (seconds): every time zone needs a fair chance to see it.
pub const DURATION_MIN: u128 = HOUR;
/// A sale lasts at most this (seconds): money waits no longer than that for a price.
pub const DURATION_MAX: u128 = 90 * DAY;
/// Withdrawals end at least this long before the close (seconds): demand shown in the last
/// minutes is demand that stays.
pub const FREEZE_MIN: u128 = 600;
/// Anyone may settle for at least this long after the close (seconds).
pub const GRACE_MIN: u128 = DAY;
/// An unsettled sale fails after at most this (seconds): nobody's money is held for longer.
pub const GRACE_MAX: u128 = 30 * DAY;
/// A sealed sale opens within this (seconds).
pub const LEAD_MAX: u128 = 365 * DAY;
/// An airdrop can be claimed for at least this after the last moment at which the sale can
/// settle, and after its last step (seconds): the list is funded then, and nobody should miss it.
pub const AIRDROP_WINDOW_MIN: u128 = 30 * DAY;
/// A mandate buys for at least this after the last moment at which the sale can settle, and after
/// it opens (seconds): what it does not spend deepens the pool, so a short one is no buyback.
pub const BUYBACK_WINDOW_MIN: u128 = 180 * DAY;
/// Share of the raise that goes into the pool, at least (bps).
pub const ROUTE_LIQUIDITY_MIN_BPS: u16 = 2_000;
/// Share of the raise that buys back, at least (bps).
pub const ROUTE_BUYBACK_MIN_BPS: u16 = 500;

/// Where the raise goes, in bps of it. The treasury keeps what rounding leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// To the pool.
    pub liquidity_bps: u16,
    /// To the buyback vault.
    pub buyback_bps: u16,
    /// To the treasury stream.
    pub treasury_bps: u16,
}

/// The terms of a sale.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// How it allocates.
    pub rule: Rule,
    /// R of a fixed price, or of an auction's lowest tick (quote units).
    pub target: u64,
    /// Ticks as the creator gives them: none for ProRata, deposit sizes for Level, values of R
    /// for Auction; ascending.
    pub ticks: &'a [u64],
    /// Below this the sale fails (quote units).
    pub min_raise: u64,
    /// Smallest total of one wallet (quote units).
    pub wallet_min: u64,
    /// Largest total of one wallet (quote units).
    pub wallet_max: u64,
    /// First second of the sale (unix seconds).
    pub opens_at: i64,
    /// First second after it (unix seconds).
    pub closes_at: i64,
    /// Nothing is withdrawn in the last part of the sale (seconds).
    pub withdraw_freeze: u32,
    /// How long after the close anyone may settle (seconds).
    pub settle_grace: u32,
    /// Where the raise goes.
    pub route: Route,
}

impl Terms<'_> {
    /// The highest price the sale can end at: quote units for the whole sale.
    pub fn highest_price(&self) -> u64 {
        match self.rule {
            Rule::Auction => self.ticks.last().copied().unwrap_or(0),
            _ => self.target,
        }
    }

    /// Checks every bound on the terms; calls `visit` with each.
    pub fn findings(&self, visit: &mut dyn FnMut(Finding)) {
        self.ladder_findings(visit);
        self.money_findings(visit);
        self.time_findings(visit);
        self.route_findings(visit);
    }

    /// Checks the time between `now` (unix seconds), when the sale is sealed, and its opening.
    pub fn lead_findings(opens_at: i64, now: i64, visit: &mut dyn FnMut(Finding)) {
        let lead = seconds_between(now, opens_at);
        visit(Finding::new(Bound::Lead, lead, Limit::AtLeast(1)));
        visit(Finding::new(Bound::LeadMax, lead, Limit::AtMost(LEAD_MAX)));
    }

    /// Checks the time an airdrop leaves its claimants: from the last moment at which the sale can
    /// settle, or from `unlocked_at`, when the last step unlocks, if that is later, until
    /// `ends_at`, when its list ends (unix seconds).
    pub fn airdrop_findings(
        closes_at: i64,
        settle_grace: u32,
        unlocked_at: i64,
        ends_at: i64,
        visit: &mut dyn FnMut(Finding),
    ) {
        let window = seconds_open(closes_at, settle_grace, unlocked_at, ends_at);
        visit(Finding::new(Bound::AirdropWindow, window, Limit::AtLeast(AIRDROP_WINDOW_MIN)));
    }

    /// Checks the time a mandate has to buy: from the last moment at which the sale can settle, or
    /// from `opens_at`, when it opens, if that is later, until `ends_at`, when it ends (unix
    /// seconds).
    pub fn buyback_findings(
        closes_at: i64,
        settle_grace: u32,
        opens_at: i64,
        ends_at: i64,
        visit: &mut dyn FnMut(Finding),
    ) {
        let window = seconds_open(closes_at, settle_grace, opens_at, ends_at);
        visit(Finding::new(Bound::BuybackWindow, window, Limit::AtLeast(BUYBACK_WINDOW_MIN)));
    }

    fn ladder_findings(&self, visit: &mut dyn FnMut(Finding)) {
        let count = self.ticks.len() as u128;
        if self.rule == Rule::ProRata {
            visit(Finding::new(Bound::TickCount, count, Limit::Exactly(0)));
            return;
        }
        visit(Finding::new(Bound::TickCount, count, Limit::AtLeast(1)));
        visit(Finding::new(Bound::TickCount, count, Limit::AtMost(MAX_TICKS as u128)));
        let mut below = 0;
        for (index, tick) in self.ticks.iter().enumerate() {
            let above = Limit::AtLeast(u128::from(below).saturating_add(1));
            visit(Finding::new(Bound::TicksAscend, u128::from(*tick), above).at(index));
            below = *tick;
        }
        if self.rule == Rule::Auction {
            let floor = self.ticks.first().copied().unwrap_or(0);
            let target = Limit::Exactly(u128::from(floor));
            visit(Finding::new(Bound::AuctionFloor, u128::from(self.target), target));
        } else {
            let reach = Limit::AtLeast(u128::from(self.wallet_max));
            visit(Finding::new(Bound::LadderReach, u128::from(below), reach));
        }
    }

    fn money_findings(&self, visit: &mut dyn FnMut(Finding)) {
        for (bound, actual, limit) in [
            (Bound::Target, self.target, Limit::AtLeast(1)),
            (Bound::MinRaise, self.min_raise, Limit::AtLeast(1)),
            (Bound::MinRaiseTarget, self.min_raise, Limit::AtMost(u128::from(self.target))),
            (Bound::WalletMin, self.wallet_min, Limit::AtLeast(1)),
            (Bound::WalletMax, self.wallet_max, Limit::AtLeast(u128::from(self.wallet_min))),
        ] {
            visit(Finding::new(bound, u128::from(actual), limit));
        }
    }

    fn time_findings(&self, visit: &mut dyn FnMut(Finding)) {
        let duration = seconds_between(self.opens_at, self.closes_at);
        let half = duration.checked_div(2).unwrap_or(0);
        let freeze = u128::from(self.withdraw_freeze);
        let grace = u128::from(self.settle_grace);
        for (bound, actual, limit) in [
            (Bound::Duration, duration, Limit::AtLeast(DURATION_MIN)),
            (Bound::DurationMax, duration, Limit::AtMost(DURATION_MAX)),
            (Bound::Freeze, freeze, Limit::AtLeast(FREEZE_MIN)),
            // For at least half of the sale a contributor can change their mind.
            (Bound::FreezeMax, freeze, Limit::AtMost(half)),
            (Bound::Grace, grace, Limit::AtLeast(GRACE_MIN)),
            (Bound::GraceMax, grace, Limit::AtMost(GRACE_MAX)),
        ] {
            visit(Finding::new(bound, actual, limit));
        }
    }

    fn route_findings(&self, visit: &mut dyn FnMut(Finding)) {
        let [liquidity, buyback, treasury] =
            [self.route.liquidity_bps, self.route.buyback_bps, self.route.treasury_bps]
                .map(u128::from);
        let sum = liquidity.saturating_add(buyback).saturating_add(treasury);
        let liquidity_min = Limit::AtLeast(u128::from(ROUTE_LIQUIDITY_MIN_BPS));
        let buyback_min = Limit::AtLeast(u128::from(ROUTE_BUYBACK_MIN_BPS));
        visit(Finding::new(Bound::RouteSum, sum, Limit::Exactly(u128::from(BPS))));
        visit(Finding::new(Bound::RouteLiquidity, liquidity, liquidity_min));
        visit(Finding::new(Bound::RouteBuyback, buyback, buyback_min));
    }
}

/// Seconds from the last moment at which a sale can settle, or from `from` if that is later, to
/// `to`; zero if `to` comes first.
fn seconds_open(closes_at: i64, settle_grace: u32, from: i64, to: i64) -> u128 {
    let after_grace = seconds_between(closes_at, to).saturating_sub(u128::from(settle_grace));
    after_grace.min(seconds_between(from, to))
}

/// Seconds from `from` to `to`; zero if `to` comes first.
fn seconds_between(from: i64, to: i64) -> u128 {
    let seconds = i128::from(to).checked_sub(i128::from(from)).unwrap_or(0);
    u128::try_from(seconds).unwrap_or(0)
}
