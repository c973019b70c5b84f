//! Who gets what, and the bounds that make a launch a community launch.
//!
//! A charter divides a mint's whole supply into tranches. Every bound is checked by the one
//! function [`Charter::findings`]: the program refuses on the first that fails, the CLI prints
//! them all. The numbers are constants here, each with its reason.

mod finding;

pub use finding::{Bound, Finding, Limit};

use crate::amount::{BPS, bps_ceil, bps_floor, mul_div_ceil, wide_mul_div_ceil};

/// Most tranches a charter may have: enough to name every party, few enough to read.
pub const MAX_TRANCHES: usize = 16;

/// The community (sale and airdrop) gets at least this: less is the old model with a new name.
pub const COMMUNITY_MIN_BPS: u16 = 4_000;
/// The community gets at most this: the rest must still fund liquidity and those who build.
pub const COMMUNITY_MAX_BPS: u16 = 6_000;
/// All KOLs together: enough to pay for reach, too little to set the price.
pub const KOL_MAX_BPS: u16 = 1_000;
/// All VCs together: a few small ones, none in control.
pub const VC_MAX_BPS: u16 = 1_500;
/// KOLs, VCs and team together stay under the smallest community share.
pub const INSIDER_MAX_BPS: u16 = 3_500;
/// One KOL's wallet: a tranche of favours to one friend is none.
pub const KOL_WALLET_MAX_BPS: u16 = 100;
/// One VC's wallet: none of them alone can set the price.
pub const VC_WALLET_MAX_BPS: u16 = 500;
/// Tokens for the pool: below this the opening is too thin to leave or enter.
pub const LIQUIDITY_MIN_BPS: u16 = 500;

const DAY: u32 = 86_400;
/// Longest cliff and longest linear part of a lock (seconds): ten years. Longer is a mistake
/// in the units, not a promise.
pub const LOCK_MAX_SECONDS: u32 = 3_650 * DAY;
/// The treasury's share of the raise arrives no faster than evenly over a year: a team that
/// has it all at once need not stay.
pub const TREASURY_STREAM: Lock = Lock { cliff_seconds: 0, linear_seconds: 365 * DAY };

/// What a tranche is for. Stored as its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// Sold to contributors. A charter has exactly one.
    CommunitySale = 0,
    /// Given to a published list.
    CommunityAirdrop = 1,
    /// Key opinion leaders.
    Kol = 2,
    /// Venture investors.
    Vc = 3,
    /// Those who build.
    Team = 4,
    /// Seeds the pool.
    Liquidity = 5,
    /// Paid out over time for the project's needs.
    Treasury = 6,
    /// Held by the buyback vault.
    Buyback = 7,
}

impl Kind {
    /// Every kind, in the order of their numbers.
    pub const ALL: [Kind; 8] = [
        Kind::CommunitySale,
        Kind::CommunityAirdrop,
        Kind::Kol,
        Kind::Vc,
        Kind::Team,
        Kind::Liquidity,
        Kind::Treasury,
        Kind::Buyback,
    ];

    /// The kind with this number.
    pub fn from_u8(number: u8) -> Option<Kind> {
        Self::ALL.get(usize::from(number)).copied()
    }

    /// Whether the tranche counts towards the community's share.
    pub fn is_community(self) -> bool {
        matches!(self, Kind::CommunitySale | Kind::CommunityAirdrop)
    }

    /// Whether the tranche must state its price and be locked.
    pub fn is_insider(self) -> bool {
        matches!(self, Kind::Kol | Kind::Vc | Kind::Team)
    }

    /// Whether the tranche is paid out by a vesting plan.
    pub fn is_granted(self) -> bool {
        self.is_insider() || self == Kind::Treasury
    }

    /// Whether who gets how much must be published before the launch is sealed.
    pub fn is_listed(self) -> bool {
        self.wallet_bound().is_some()
    }

    /// The rule for the largest part of one wallet, and its bound (bps of supply).
    fn wallet_bound(self) -> Option<(Bound, u16)> {
        match self {
            Kind::Kol => Some((Bound::KolWallet, KOL_WALLET_MAX_BPS)),
            Kind::Vc => Some((Bound::VcWallet, VC_WALLET_MAX_BPS)),
            _ => None,
        }
    }

    /// Checks the largest part (base units) that one wallet has of a tranche, where its kind
    /// bounds that; calls `visit` with the finding.
    pub fn wallet_findings(self, largest: u64, supply: u64, visit: &mut dyn FnMut(Finding)) {
        if let Some((bound, bps)) = self.wallet_bound() {
            let most = bps_floor(supply, bps).unwrap_or(0);
            let limit = Limit::AtMost(u128::from(most));
            visit(Finding::new(bound, u128::from(largest), limit));
        }
    }
}

/// How long a tranche stays locked after settlement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lock {
    /// Until then nothing vests (seconds).
    pub cliff_seconds: u32,
    /// After the cliff, evenly over this (seconds).
    pub linear_seconds: u32,
}

/// One part of the supply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tranche {
    /// What it is for.
    pub kind: Kind,
    /// How much of it (base units).
    pub amount: u64,
    /// What insiders paid, in the sale's own measure: the quote units that the whole sale
    /// would cost at their price. Zero is a gift. Ignored for other kinds.
    pub price: u64,
    /// How long it stays locked. Binding for insiders.
    pub lock: Lock,
}

/// The discount of `price` against `sale_price`, in bps of the sale price, rounded up: a
/// discount a hair over a boundary counts as over it. Zero where insiders paid as much.
pub fn discount_bps(price: u64, sale_price: u64) -> u16 {
    let below = sale_price.abs_diff(price.min(sale_price));
    let bps = mul_div_ceil(below, BPS, sale_price).unwrap_or(BPS);
    u16::try_from(bps).unwrap_or(u16::MAX)
}

/// The shortest lock that a discount (bps) allows: cheaper means longer.
///
/// | discount | cliff | then linear |
/// |---|---|---|
/// | none | 90 days | 90 days |
/// | up to 25 % | 180 days | 180 days |
/// | up to 50 % | 270 days | 270 days |
/// | deeper | 365 days | 365 days |
pub fn required_lock(discount_bps: u16) -> Lock {
    let days: u32 = match discount_bps {
        0 => 90,
        1..=2_500 => 180,
        2_501..=5_000 => 270,
        _ => 365,
    };
    let seconds = days.saturating_mul(DAY); // at most 365 * 86,400: fits
    Lock { cliff_seconds: seconds, linear_seconds: seconds }
}

/// A whole supply and what it is divided into.
#[derive(Clone, Copy, Debug)]
pub struct Charter<'a> {
    /// The mint's supply (base units).
    pub supply: u64,
    /// The parts.
    pub tranches: &'a [Tranche],
    /// The highest price the sale can end at: quote units for the whole sale.
    pub highest_price: u64,
    /// The fully diluted valuation the creator promises not to open above (quote units).
    pub max_opening_fdv: u64,
    /// Unsold tokens are to be added to the airdrop, so there must be one.
    pub unsold_to_airdrop: bool,
}

impl Charter<'_> {
    /// Base units in tranches for which `of` holds. A `u128` holds the sum of any tranches.
    pub fn sum(&self, of: impl Fn(Kind) -> bool) -> u128 {
        self.tranches.iter().filter(|t| of(t.kind)).map(|t| u128::from(t.amount)).sum()
    }

    /// Base units for sale.
    pub fn sale_supply(&self) -> u128 {
        self.sum(|kind| kind == Kind::CommunitySale)
    }

    /// Checks every bound, in the order of the docs; calls `visit` with each.
    pub fn findings(&self, visit: &mut dyn FnMut(Finding)) {
        let at_least = |bps| Limit::AtLeast(u128::from(bps_ceil(self.supply, bps).unwrap_or(0)));
        let at_most = |bps| Limit::AtMost(u128::from(bps_floor(self.supply, bps).unwrap_or(0)));
        let sales = self.tranches.iter().filter(|t| t.kind == Kind::CommunitySale).count();
        let community = self.sum(Kind::is_community);
        let everything = self.sum(|_| true);

        for (bound, actual, limit) in [
            (Bound::TrancheSum, everything, Limit::Exactly(u128::from(self.supply))),
            (Bound::SaleTranches, sales as u128, Limit::Exactly(1)),
            (Bound::CommunityMin, community, at_least(COMMUNITY_MIN_BPS)),
            (Bound::CommunityMax, community, at_most(COMMUNITY_MAX_BPS)),
            (Bound::KolMax, self.sum(|k| k == Kind::Kol), at_most(KOL_MAX_BPS)),
            (Bound::VcMax, self.sum(|k| k == Kind::Vc), at_most(VC_MAX_BPS)),
            (Bound::InsiderMax, self.sum(Kind::is_insider), at_most(INSIDER_MAX_BPS)),
            (Bound::LiquidityMin, self.sum(|k| k == Kind::Liquidity), at_least(LIQUIDITY_MIN_BPS)),
        ] {
            visit(Finding::new(bound, actual, limit));
        }
        if self.unsold_to_airdrop {
            let airdrop = self.sum(|k| k == Kind::CommunityAirdrop);
            visit(Finding::new(Bound::AirdropMissing, airdrop, Limit::AtLeast(1)));
        }
        for (index, tranche) in self.tranches.iter().enumerate() {
            self.lock_findings(tranche, &mut |finding| visit(finding.at(index)));
        }
        visit(Finding::new(
            Bound::OpeningValuation,
            self.highest_valuation().unwrap_or(u128::MAX),
            Limit::AtMost(u128::from(self.max_opening_fdv)),
        ));
    }

    /// The fully diluted valuation at the highest price the sale can end at (quote units,
    /// rounded up). `None` without tokens for sale.
    pub fn highest_valuation(&self) -> Option<u128> {
        let for_sale = u64::try_from(self.sale_supply()).ok()?;
        wide_mul_div_ceil(self.highest_price, self.supply, for_sale)
    }

    fn lock_findings(&self, tranche: &Tranche, visit: &mut dyn FnMut(Finding)) {
        let Lock { cliff_seconds, linear_seconds } = tranche.lock;
        let longest = u128::from(cliff_seconds.max(linear_seconds));
        visit(Finding::new(Bound::LockMax, longest, Limit::AtMost(u128::from(LOCK_MAX_SECONDS))));
        if tranche.kind.is_insider() {
            let required = required_lock(discount_bps(tranche.price, self.highest_price));
            let cliff = Limit::AtLeast(u128::from(required.cliff_seconds));
            let linear = Limit::AtLeast(u128::from(required.linear_seconds));
            visit(Finding::new(Bound::Cliff, u128::from(cliff_seconds), cliff));
            visit(Finding::new(Bound::Linear, u128::from(linear_seconds), linear));
        }
    }
}
