//! Terms that keep every bound and some that break them, wallets, locks, the governor.

use groundswell_math::{
    amount::bps_floor,
    charter::{Finding, Kind, Limit, Lock},
    governor::{EPOCH_MAX_SECONDS, EPOCH_MIN_SECONDS, EPOCH_SHARE_MAX_BPS, drains},
    ladder::Rule,
    schedule::Schedule,
    terms::{Route, Terms},
    window::Step,
};
use serde_json::{Value, json};

use super::text;

const DAY: i64 = 86_400;

pub fn vectors() -> Value {
    let kept = [3_000, 2_000, 5_000];
    let ladders: [(Rule, &[u64]); 3] = [
        (Rule::ProRata, &[800_000]),
        (Rule::Level, &[1_000, 2_000, 5_000]),
        (Rule::Auction, &[800_000, 900_000, 850_000]),
    ];
    let kept = ladders.map(|(rule, ticks)| terms(rule, ticks, kept));
    let broken = terms(Rule::ProRata, &[1], [1_999, 999, 7_001]);
    let all: Vec<Value> = kept.into_iter().chain([broken]).collect();
    json!({ "terms": all, "wallets": wallets(), "windows": windows(), "locks": locks(), "governors": governors() })
}

/// A finding, as the page has it.
pub fn finding(finding: &Finding) -> Value {
    let kind = match finding.limit {
        Limit::AtLeast(_) => "at least",
        Limit::AtMost(_) => "at most",
        Limit::Exactly(_) => "exactly",
    };
    json!({ "bound": format!("{:?}", finding.bound), "index": finding.index,
        "actual": text(finding.actual), "kind": kind, "limit": text(finding.limit()),
        "holds": finding.holds() })
}

fn all(visit: impl FnOnce(&mut dyn FnMut(Finding))) -> Vec<Value> {
    let mut findings = vec![];
    visit(&mut |found| findings.push(finding(&found)));
    findings
}

fn terms(rule: Rule, ticks: &[u64], [pool, buyback, treasury]: [u16; 3]) -> Value {
    let (target, min_raise, wallet_min, wallet_max) = (800_000, 250_000, 100, 5_000);
    let (opens_at, closes_at) = (1_000_000, 1_000_000 + 7 * DAY);
    let (withdraw_freeze, settle_grace) = (86_400, 7 * 86_400);
    let terms = Terms {
        rule,
        target,
        ticks: if rule == Rule::ProRata { &[] } else { ticks },
        min_raise,
        wallet_min,
        wallet_max,
        opens_at,
        closes_at,
        withdraw_freeze,
        settle_grace,
        route: Route { liquidity_bps: pool, buyback_bps: buyback, treasury_bps: treasury },
    };
    json!({ "rule": rule as u8, "target": text(target), "minRaise": text(min_raise),
        "walletMin": text(wallet_min), "walletMax": text(wallet_max), "opensAt": text(opens_at),
        "closesAt": text(closes_at), "withdrawFreeze": withdraw_freeze,
        "settleGrace": settle_grace, "liquidityBps": pool, "buybackBps": buyback,
        "treasuryBps": treasury, "ticks": super::texts(ticks),
        "findings": all(|visit| terms.findings(visit)) })
}

fn wallets() -> Vec<Value> {
    let one = |(kind, largest): (Kind, u64)| {
        json!({ "kind": kind as u8, "largest": text(largest), "supply": "1000",
            "findings": all(|visit| kind.wallet_findings(largest, 1_000, visit)) })
    };
    [(Kind::Kol, 10), (Kind::Kol, 11), (Kind::Vc, 50), (Kind::Vc, 51), (Kind::Team, 1_000)]
        .map(one)
        .to_vec()
}

fn windows() -> Vec<Value> {
    let one = |(from, ends): (i64, i64)| {
        let airdrop = all(|visit| Terms::airdrop_findings(0, 86_400, from, ends, visit));
        let buyback = all(|visit| Terms::buyback_findings(0, 86_400, from, ends, visit));
        json!({ "closesAt": "0", "settleGrace": 86_400, "from": text(from), "endsAt": text(ends),
            "airdrop": airdrop, "buyback": buyback })
    };
    let early = [0, 31 * DAY - 1, 31 * DAY, 1_000 * DAY].map(|ends| (0, ends));
    let late = [(DAY, 31 * DAY), (DAY + 1, 31 * DAY), (900 * DAY, 1_000 * DAY)];
    early.into_iter().chain(late).map(one).collect()
}

fn locks() -> Vec<Value> {
    let of = |unlocks_at, share_bps| Step { unlocks_at, share_bps };
    let steps = [of(20, 5_000), of(30, 10_000)];
    let early = [of(20, 5_001), of(30, 10_000)];
    let line = |start, end| {
        let words = json!({ "kind": "linear", "start": text(start), "cliff": text(start),
            "end": text(end) });
        (Schedule::Linear { start, cliff: start, end }, words)
    };
    let listed = |steps: &[Step]| -> Value {
        let all = steps.iter().map(|s| json!({ "at": text(s.unlocks_at), "bps": s.share_bps }));
        json!({ "kind": "steps", "steps": all.collect::<Vec<_>>() })
    };
    let lock = Lock { cliff_seconds: 10, linear_seconds: 20 };
    let one = |(schedule, words): (Schedule, Value)| {
        let keeps = schedule.keeps(lock) && schedule.check().is_ok();
        json!({ "schedule": words, "cliffSeconds": 10, "linearSeconds": 20, "keeps": keeps })
    };
    let steps = [&steps, &early].map(|of| (Schedule::Steps(of), listed(of)));
    let lines = [line(10, 30), line(9, 30), line(10, 29), line(31, 30)];
    lines.into_iter().chain(steps).map(one).collect()
}

fn governors() -> Vec<Value> {
    let one = |(supply, limit, epoch, insiders): (u64, u64, u32, u64)| {
        json!({ "supply": text(supply), "limit": text(limit), "epochSeconds": epoch,
            "insiders": text(insiders), "most": text(bps_floor(supply, EPOCH_SHARE_MAX_BPS).unwrap()),
            "shortest": text(EPOCH_MIN_SECONDS), "longest": text(EPOCH_MAX_SECONDS),
            "drains": drains(limit, epoch, insiders.into()) })
    };
    [(1_000, 50, 604_800, 350), (1_000, 0, 604_800, 350), (u64::MAX, u64::MAX, 86_400, u64::MAX)]
        .map(one)
        .to_vec()
}
