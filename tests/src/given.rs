//! A launch with defaults for everything: a test states only what it is about.

use groundswell_sdk::{
    Address,
    math::charter::Kind,
    program::{CreateArgs, TrancheArgs},
};

/// First second of every sale here (unix seconds).
pub const OPENS: i64 = 1_800_000_000;
/// First second after it.
pub const CLOSES: i64 = OPENS + 7 * DAY;
/// First second in which nothing can be withdrawn.
pub const FREEZES: i64 = CLOSES - 3_600;
/// First second at which an unsettled sale has failed.
pub const GRACE_ENDS: i64 = CLOSES + 3 * DAY;
/// First second at which nothing can be claimed from a launch's airdrops.
pub const LISTS_END: i64 = GRACE_ENDS + 90 * DAY;
/// The second at which launches are drafted and sealed.
pub const SEALS: i64 = OPENS - DAY;
/// Seconds.
pub const DAY: i64 = 86_400;
/// Base units in the mint.
pub const SUPPLY: u64 = 1_000_000;
/// Base units for sale.
pub const FOR_SALE: u64 = 400_000;
/// Quote units that buy the whole sale: ten base units a quote unit.
pub const TARGET: u64 = 40_000;
/// Quote units below which the sale fails.
pub const MIN_RAISE: u64 = 10_000;

/// What a launch is made of.
#[derive(Clone)]
pub struct Given {
    /// The terms.
    pub args: CreateArgs,
    /// The charter.
    pub tranches: Vec<TrancheArgs>,
    /// Whether the launched token is a Token-2022 mint.
    pub token_2022: bool,
    /// Decimals of the launched token.
    pub base_decimals: u8,
    /// Base units minted to the creator.
    pub supply: u64,
}

impl Default for Given {
    fn default() -> Self {
        Given {
            args: CreateArgs {
                id: 1,
                rule: 0,
                target: TARGET,
                min_raise: MIN_RAISE,
                wallet_min: 10,
                wallet_max: 50_000,
                max_opening_fdv: 100_000,
                opens_at: OPENS,
                closes_at: CLOSES,
                withdraw_freeze: 3_600,
                settle_grace: 3 * DAY as u32,
                liquidity_bps: 4_000,
                buyback_bps: 1_000,
                treasury_bps: 5_000,
                unsold: 0,
                on_failure: 0,
                gate: 0,
                gate_key: Address::default(),
                gate_sum: 0,
                gate_count: 0,
                ticks: vec![],
            },
            tranches: vec![
                tranche(Kind::CommunitySale, FOR_SALE, 0, 0),
                tranche(Kind::CommunityAirdrop, 100_000, 0, 0),
                tranche(Kind::Kol, 50_000, TARGET, 90),
                tranche(Kind::Vc, 100_000, 30_000, 180),
                tranche(Kind::Team, 150_000, 0, 365),
                tranche(Kind::Liquidity, 100_000, 0, 0),
                tranche(Kind::Treasury, 50_000, 0, 0),
                tranche(Kind::Buyback, 50_000, 0, 0),
            ],
            token_2022: false,
            base_decimals: 6,
            supply: SUPPLY,
        }
    }
}

impl Given {
    /// The defaults, changed.
    pub fn with(change: impl FnOnce(&mut Given)) -> Given {
        let mut given = Given::default();
        change(&mut given);
        given
    }

    /// A level sale with these levels.
    pub fn level(levels: &[u64]) -> Given {
        Given::with(|given| {
            given.args.rule = 1;
            given.args.ticks = levels.to_vec();
        })
    }

    /// An auction with these prices, each for the whole sale.
    pub fn auction(prices: &[u64]) -> Given {
        Given::with(|given| {
            given.args.rule = 2;
            given.args.target = prices[0];
            given.args.ticks = prices.to_vec();
            // The dearest tick times supply over what is for sale.
            given.args.max_opening_fdv = prices.last().unwrap() * SUPPLY / FOR_SALE + 1;
            given.tranches.iter_mut().for_each(|t| {
                t.cliff_seconds = 365 * DAY as u32;
                t.linear_seconds = 365 * DAY as u32;
            });
        })
    }
}

/// A tranche whose cliff and linear part are `days` each.
pub fn tranche(kind: Kind, amount: u64, price: u64, days: u32) -> TrancheArgs {
    TrancheArgs {
        kind: kind as u8,
        amount,
        price,
        cliff_seconds: days * DAY as u32,
        linear_seconds: days * DAY as u32,
        destination: Address::default(),
    }
}
