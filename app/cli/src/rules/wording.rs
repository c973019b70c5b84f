//! Each rule in plain words: what it says, in which unit, and which keys decide it.

use groundswell_math::{
    charter::{
        Bound, COMMUNITY_MAX_BPS, COMMUNITY_MIN_BPS, Finding, INSIDER_MAX_BPS, KOL_MAX_BPS,
        KOL_WALLET_MAX_BPS, Kind, LIQUIDITY_MIN_BPS, LOCK_MAX_SECONDS, Limit, VC_MAX_BPS,
        VC_WALLET_MAX_BPS, discount_bps,
    },
    ladder::{MAX_TICKS, Rule},
    terms::{
        AIRDROP_WINDOW_MIN, BUYBACK_WINDOW_MIN, DURATION_MAX, DURATION_MIN, FREEZE_MIN, GRACE_MAX,
        GRACE_MIN, LEAD_MAX, ROUTE_BUYBACK_MIN_BPS, ROUTE_LIQUIDITY_MIN_BPS,
    },
};

use super::{terms, unit::Unit};
use crate::{duration::duration, file, money::percent, plan::Plan};

/// What there is to say about a rule.
pub struct Words {
    /// The rule.
    pub rule: String,
    /// What it counts in.
    pub unit: Unit,
    /// The keys that decide it; the first is the one to change.
    pub keys: Vec<String>,
}

/// The words for a finding.
pub fn words(plan: &Plan, finding: &Finding) -> Words {
    let Finding { bound, index, .. } = *finding;
    let ladder = Ladder::of(plan);
    let at = usize::from(index);
    let same = |rule: &str, unit, keys: &[&str]| say(rule.to_owned(), unit, keys);
    let share = |what: &str, bps, kinds: fn(Kind) -> bool| Words {
        rule: format!("{what} {} of the supply", percent(bps)),
        unit: Unit::Share,
        keys: keys_of(plan, "amount", kinds),
    };
    let time = |what: &str, seconds, keys: &[&str]| {
        say(format!("{what} {}", duration(seconds)), Unit::Time, keys)
    };
    match bound {
        Bound::TrancheSum => Words {
            rule: "the tranches add up to the supply".to_owned(),
            unit: Unit::Tokens,
            keys: [vec!["token.supply".to_owned()], keys_of(plan, "amount", |_| true)].concat(),
        },
        Bound::SaleTranches => Words {
            rule: "one tranche is the community sale".to_owned(),
            unit: Unit::Count,
            keys: keys_of(plan, "kind", |kind| kind == Kind::CommunitySale),
        },
        Bound::CommunityMin => {
            share("sale and airdrop get at least", COMMUNITY_MIN_BPS, Kind::is_community)
        }
        Bound::CommunityMax => {
            share("sale and airdrop get at most", COMMUNITY_MAX_BPS, Kind::is_community)
        }
        Bound::KolMax => share("KOLs get at most", KOL_MAX_BPS, |kind| kind == Kind::Kol),
        Bound::VcMax => share("VCs get at most", VC_MAX_BPS, |kind| kind == Kind::Vc),
        Bound::InsiderMax => {
            share("KOLs, VCs and team get at most", INSIDER_MAX_BPS, Kind::is_insider)
        }
        Bound::LiquidityMin => {
            share("liquidity gets at least", LIQUIDITY_MIN_BPS, |kind| kind == Kind::Liquidity)
        }
        Bound::AirdropMissing => {
            same("unsold tokens have an airdrop to go to", Unit::Tokens, &["sale.unsold"])
        }
        Bound::AirdropWindow => {
            let (name, least) = (tranche_name(plan, at), duration(AIRDROP_WINDOW_MIN));
            let claims =
                "claims stay possible after the sale can last settle, and after the last step, for";
            Words {
                rule: format!("{name}: {claims} {least}"),
                unit: Unit::Time,
                keys: vec![format!("tranche[{at}].claim_for"), format!("tranche[{at}].unlock")],
            }
        }
        Bound::BuybackWindow => time(
            "the mandate buys after the sale can last settle, and after it opens, for at least",
            BUYBACK_WINDOW_MIN,
            &["buyback.lasts"],
        ),
        Bound::KolWallet | Bound::VcWallet => {
            let bps =
                if bound == Bound::KolWallet { KOL_WALLET_MAX_BPS } else { VC_WALLET_MAX_BPS };
            let name = tranche_name(plan, at);
            Words {
                rule: format!("{name}: one wallet gets at most {} of the supply", percent(bps)),
                unit: Unit::Tokens,
                keys: vec![format!("tranche[{at}].grants")],
            }
        }
        Bound::LockMax => {
            let most = duration(LOCK_MAX_SECONDS);
            let rule = match finding.holds() {
                true => format!("no cliff or vesting is longer than {most}"),
                false => format!("{}: cliff and vesting of at most {most}", tranche_name(plan, at)),
            };
            let is_linear =
                plan.tranches.get(at).is_some_and(|t| t.linear_seconds > t.cliff_seconds);
            let keys = if is_linear { ["linear", "cliff"] } else { ["cliff", "linear"] };
            Words { rule, unit: Unit::Time, keys: lock_keys(at, keys) }
        }
        Bound::Cliff => Words {
            rule: lock(plan, at, "cliff"),
            unit: Unit::Time,
            keys: lock_keys(at, ["cliff", "price"]),
        },
        Bound::Linear => Words {
            rule: lock(plan, at, "linear vesting"),
            unit: Unit::Time,
            keys: lock_keys(at, ["linear", "price"]),
        },
        Bound::OpeningValuation => same(
            "even the highest price opens at the promised valuation",
            Unit::Quote,
            &["sale.max_opening_valuation", ladder.price],
        ),
        Bound::TickCount => {
            let rule = match finding.limit {
                Limit::AtLeast(_) => format!("the ladder has a {}", ladder.tick),
                Limit::AtMost(_) => format!("the ladder has at most {MAX_TICKS} {}s", ladder.tick),
                Limit::Exactly(_) => "a pro-rata sale has no ladder".to_owned(),
            };
            say(rule, Unit::Count, &[ladder.ticks, "sale.rule"])
        }
        Bound::TicksAscend => {
            let which = if finding.holds() {
                format!("every {}", ladder.tick)
            } else {
                format!("{} {}", ladder.tick, at.saturating_add(1))
            };
            let rule = format!("{which} is above the one before");
            say(rule, ladder.unit, &[&format!("{}[{at}]", ladder.ticks), ladder.ticks])
        }
        Bound::LadderReach => same(
            "the highest level is not below the wallet maximum",
            Unit::Quote,
            &[ladder.ticks, "sale.wallet_max"],
        ),
        Bound::AuctionFloor => same("the lowest price is the target", Unit::Quote, &[ladder.ticks]),
        Bound::Target => same("the sale has a price", Unit::Quote, &[ladder.price]),
        Bound::MinRaise => same("the raise has a minimum", Unit::Quote, &["sale.min_raise"]),
        Bound::MinRaiseTarget => same(
            "the minimum is reached by selling out at the lowest price",
            Unit::Quote,
            &["sale.min_raise", ladder.price],
        ),
        Bound::WalletMin => same("a wallet has a minimum", Unit::Quote, &["sale.wallet_min"]),
        Bound::WalletMax => same(
            "a wallet's maximum is not below its minimum",
            Unit::Quote,
            &["sale.wallet_max", "sale.wallet_min"],
        ),
        Bound::Duration => {
            time("the sale lasts at least", DURATION_MIN, &["sale.closes_at", "sale.opens_at"])
        }
        Bound::DurationMax => {
            time("the sale lasts at most", DURATION_MAX, &["sale.closes_at", "sale.opens_at"])
        }
        Bound::Freeze => {
            time("withdrawals end before the close, by", FREEZE_MIN, &["sale.withdraw_freeze"])
        }
        Bound::FreezeMax => same(
            "withdrawals are open for half of the sale",
            Unit::Time,
            &["sale.withdraw_freeze", "sale.closes_at"],
        ),
        Bound::Grace => {
            time("there is time to settle, at least", GRACE_MIN, &["sale.settle_grace"])
        }
        Bound::GraceMax => {
            time("what is not settled is paid back within", GRACE_MAX, &["sale.settle_grace"])
        }
        Bound::RouteSum => same(
            "the shares of the raise add up",
            Unit::Percent,
            &["proceeds.liquidity", "proceeds.buyback", "proceeds.treasury"],
        ),
        Bound::RouteLiquidity => say(
            format!("liquidity gets at least {} of the raise", percent(ROUTE_LIQUIDITY_MIN_BPS)),
            Unit::Percent,
            &["proceeds.liquidity"],
        ),
        Bound::RouteBuyback => say(
            format!("the buyback gets at least {} of the raise", percent(ROUTE_BUYBACK_MIN_BPS)),
            Unit::Percent,
            &["proceeds.buyback"],
        ),
        Bound::Lead => same("the sale opens in the future", Unit::Time, &["sale.opens_at"]),
        Bound::LeadMax => time("the sale opens within", LEAD_MAX, &["sale.opens_at"]),
    }
}

/// What the ladder of a sale is called in its file.
struct Ladder {
    /// The key of its ticks ..
    ticks: &'static str,
    /// .. what one of them is ..
    tick: &'static str,
    /// .. and counts in.
    unit: Unit,
    /// The key of the price.
    price: &'static str,
}

impl Ladder {
    fn of(plan: &Plan) -> Self {
        if plan.terms.rule == Rule::Auction as u8 {
            let ticks = "sale.prices";
            Ladder { ticks, tick: "price", unit: Unit::Price, price: ticks }
        } else {
            Ladder { ticks: "sale.levels", tick: "level", unit: Unit::Quote, price: "sale.target" }
        }
    }
}

/// A tranche by number and kind.
pub fn tranche_name(plan: &Plan, index: usize) -> String {
    let kind = plan.tranches.get(index).and_then(|tranche| Kind::from_u8(tranche.kind));
    let kind = kind.map(file::kind_name).unwrap_or_default();
    format!("tranche {} ({kind})", index.saturating_add(1))
}

fn say(rule: String, unit: Unit, keys: &[&str]) -> Words {
    Words { rule, unit, keys: keys.iter().map(|key| (*key).to_owned()).collect() }
}

fn lock(plan: &Plan, index: usize, part: &str) -> String {
    let name = tranche_name(plan, index);
    let paid = plan.tranches.get(index).map_or(0, |tranche| tranche.price);
    match discount_bps(paid, terms(plan).highest_price()) {
        0 => format!("{name}: {part} for the full price"),
        discount => format!("{name}: {part} for a discount of {}", percent(discount)),
    }
}

/// A key of every tranche of a kind; of all tranches, if there is none.
fn keys_of(plan: &Plan, key: &str, of: impl Fn(Kind) -> bool) -> Vec<String> {
    let tranches = plan.tranches.iter().enumerate();
    let meant = tranches.filter(|(_, tranche)| Kind::from_u8(tranche.kind).is_some_and(&of));
    let keys: Vec<_> = meant.map(|(index, _)| format!("tranche[{index}].{key}")).collect();
    if keys.is_empty() { vec!["tranche".to_owned()] } else { keys }
}

fn lock_keys(index: usize, keys: [&str; 2]) -> Vec<String> {
    keys.iter().map(|key| format!("tranche[{index}].{key}")).collect()
}
