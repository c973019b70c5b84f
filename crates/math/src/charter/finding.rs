//! One bound, compared: what was found, and what it must be.

/// What a bound compares with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// The value may not be smaller.
    AtLeast(u128),
    /// The value may not be larger.
    AtMost(u128),
    /// The value must be this.
    Exactly(u128),
}

/// The rules a launch is checked against, one per way to break them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is described by the constant or the finding it names")]
pub enum Bound {
    // The charter.
    TrancheSum,
    SaleTranches,
    CommunityMin,
    CommunityMax,
    KolMax,
    VcMax,
    InsiderMax,
    LiquidityMin,
    Cliff,
    Linear,
    LockMax,
    OpeningValuation,
    AirdropMissing,
    AirdropWindow,
    BuybackWindow,
    KolWallet,
    VcWallet,
    // The terms of the sale.
    TickCount,
    TicksAscend,
    LadderReach,
    AuctionFloor,
    Target,
    MinRaise,
    MinRaiseTarget,
    WalletMin,
    WalletMax,
    Duration,
    DurationMax,
    Freeze,
    FreezeMax,
    Grace,
    GraceMax,
    RouteSum,
    RouteLiquidity,
    RouteBuyback,
    Lead,
    LeadMax,
}

/// One bound, compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which rule.
    pub bound: Bound,
    /// Which tranche or tick it speaks of, where the rule holds for each of several.
    pub index: u8,
    /// What was found, in the unit of the rule (base units, quote units, bps, seconds, a count).
    pub actual: u128,
    /// What it was compared with, in the same unit.
    pub limit: Limit,
}

impl Finding {
    /// Whether the rule is kept.
    pub fn holds(&self) -> bool {
        match self.limit {
            Limit::AtLeast(limit) => self.actual >= limit,
            Limit::AtMost(limit) => self.actual <= limit,
            Limit::Exactly(limit) => self.actual == limit,
        }
    }

    /// The number it was compared with.
    pub fn limit(&self) -> u128 {
        match self.limit {
            Limit::AtLeast(limit) | Limit::AtMost(limit) | Limit::Exactly(limit) => limit,
        }
    }

    /// By how much value and limit differ.
    pub fn distance(&self) -> u128 {
        self.actual.abs_diff(self.limit())
    }

    pub(crate) fn new(bound: Bound, actual: u128, limit: Limit) -> Self {
        Finding { bound, index: 0, actual, limit }
    }

    pub(crate) fn at(self, index: usize) -> Self {
        Finding { index: u8::try_from(index).unwrap_or(u8::MAX), ..self }
    }
}
