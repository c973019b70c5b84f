//! The phase of a launch: a function of what was recorded and of the time, nothing else.

/// Where a launch stands. Exactly one phase holds at any second, and time only moves it
/// forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Terms and tranches may still change; no money is in.
    Draft,
    /// Terms are frozen, the supply is in the vault, the sale has not opened.
    Sealed,
    /// Contributions come in.
    Open,
    /// The sale is over and its minimum was reached: anyone may settle.
    Closed,
    /// The price is fixed: allocations and refunds are paid.
    Settled,
    /// Cancelled, under the minimum, or not settled in time: everything goes back.
    Failed,
}

/// What decides the phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// The terms are frozen and the supply is in the vault.
    pub sealed: bool,
    /// The creator called the launch off before it opened.
    pub cancelled: bool,
    /// The clearing was computed.
    pub settled: bool,
    /// First second of the sale (unix seconds).
    pub opens_at: i64,
    /// First second after the sale (unix seconds).
    pub closes_at: i64,
    /// Length of the window at the end of the sale in which nothing can be withdrawn (seconds).
    pub withdraw_freeze: u32,
    /// How long after `closes_at` the sale may still be settled (seconds).
    pub settle_grace: u32,
    /// Contributions less withdrawals, in quote units.
    pub deposited: u64,
    /// Deposits below which the sale fails, in quote units.
    pub min_raise: u64,
}

impl Timeline {
    /// The phase at `now` (unix seconds). Each boundary belongs to the later phase:
    /// at `opens_at` the sale is open, at `closes_at` it is not.
    pub fn phase(&self, now: i64) -> Phase {
        if self.cancelled {
            return Phase::Failed;
        }
        if self.settled {
            return Phase::Settled;
        }
        if !self.sealed {
            return Phase::Draft;
        }
        if now < self.opens_at {
            return Phase::Sealed;
        }
        if now < self.closes_at {
            return Phase::Open;
        }
        if self.deposited < self.min_raise || now >= self.settles_before() {
            return Phase::Failed;
        }
        Phase::Closed
    }

    /// First second at which an unsettled sale has failed.
    pub fn settles_before(&self) -> i64 {
        // A date past the end of time never comes: clamping it changes no decision.
        self.closes_at.saturating_add(i64::from(self.settle_grace))
    }

    /// First second of the sale at which nothing can be withdrawn any more.
    pub fn withdraws_before(&self) -> i64 {
        self.closes_at.saturating_sub(i64::from(self.withdraw_freeze))
    }

    /// Whether contributors may take money back out at `now`.
    pub fn may_withdraw(&self, now: i64) -> bool {
        self.phase(now) == Phase::Open && now < self.withdraws_before()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed() -> Timeline {
        Timeline {
            sealed: true,
            cancelled: false,
            settled: false,
            opens_at: 1_000,
            closes_at: 2_000,
            withdraw_freeze: 300,
            settle_grace: 500,
            deposited: 10,
            min_raise: 10,
        }
    }

    #[test]
    fn every_boundary_belongs_to_the_later_phase() {
        let t = sealed();
        for (now, phase) in [
            (i64::MIN, Phase::Sealed),
            (999, Phase::Sealed),
            (1_000, Phase::Open),
            (1_999, Phase::Open),
            (2_000, Phase::Closed),
            (2_499, Phase::Closed),
            (2_500, Phase::Failed),
            (i64::MAX, Phase::Failed),
        ] {
            assert_eq!(t.phase(now), phase, "at {now}");
        }
    }

    #[test]
    fn one_unit_under_the_minimum_fails_at_the_close() {
        let t = Timeline { deposited: 9, ..sealed() };
        assert_eq!(t.phase(1_999), Phase::Open);
        assert_eq!(t.phase(2_000), Phase::Failed);
    }

    #[test]
    fn settled_and_cancelled_outlast_the_clock() {
        for now in [i64::MIN, 0, 1_500, i64::MAX] {
            assert_eq!(Timeline { settled: true, ..sealed() }.phase(now), Phase::Settled);
            assert_eq!(Timeline { cancelled: true, ..sealed() }.phase(now), Phase::Failed);
            let draft = Timeline { sealed: false, ..sealed() };
            assert_eq!(draft.phase(now), Phase::Draft);
        }
    }

    #[test]
    fn withdrawals_end_where_the_freeze_begins() {
        let t = sealed();
        assert!(!t.may_withdraw(999));
        assert!(t.may_withdraw(1_000));
        assert!(t.may_withdraw(1_699));
        assert!(!t.may_withdraw(1_700));
        assert!(!t.may_withdraw(2_000));
    }

    #[test]
    fn a_close_at_the_end_of_time_never_panics() {
        let t = Timeline { closes_at: i64::MAX, opens_at: i64::MIN, ..sealed() };
        assert_eq!(t.phase(i64::MAX), Phase::Failed);
        assert_eq!(Timeline { closes_at: i64::MIN, ..t }.withdraws_before(), i64::MIN);
    }

    #[test]
    fn time_never_moves_a_phase_back() {
        for deposited in [0, 9, 10] {
            let t = Timeline { deposited, ..sealed() };
            for now in 900..2_700 {
                assert!(t.phase(now) <= t.phase(now + 1), "at {now}");
            }
        }
    }
}
