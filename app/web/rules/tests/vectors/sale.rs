//! Ladders of every rule, under and over the target, with changes, clearings and allocations.

use groundswell_math::{
    amount::mul_div_floor,
    ladder::{Change, Clearing, PRO_RATA_TICK, Rule, shift},
    phase::Timeline,
};
use serde_json::{Value, json};

use super::{text, texts};

const SUPPLY: u64 = 450_000_000_000_003;

pub fn vectors() -> Value {
    json!({ "ladders": ladders(), "phases": phases(), "floors": floors() })
}

fn ladders() -> Vec<Value> {
    let level = [100, 500, 2_000, 10_000];
    let auction = [10_000, 15_000, 22_500, 40_000];
    let deposits = [(0, 70), (0, 499), (0, 2_001), (0, 9_999), (0, 333)];
    let bids = [(0, 6_001), (1, 7_003), (2, 12_007), (3, 9_011), (2, 5)];
    let most = [(0, u64::MAX / 3), (0, u64::MAX / 3), (0, 1)];
    vec![
        ladder(Rule::ProRata, &[PRO_RATA_TICK], 1_000_000, &deposits),
        ladder(Rule::ProRata, &[PRO_RATA_TICK], 7_001, &deposits),
        ladder(Rule::ProRata, &[PRO_RATA_TICK], u64::MAX / 5, &most),
        ladder(Rule::Level, &level, 5_003, &deposits),
        ladder(Rule::Level, &level, 12_902, &deposits),
        ladder(Rule::Level, &level, 401, &deposits),
        ladder(Rule::Auction, &auction, 10_000, &bids),
        ladder(Rule::Auction, &auction, 10_000, bids.get(..2).unwrap()),
        ladder(Rule::Auction, &auction, 10_000, bids.get(..1).unwrap()),
        ladder(Rule::Auction, &[10, 30], 10, &[(1, 20), (0, 5), (1, 9)]),
    ]
}

fn ladder(rule: Rule, ticks: &[u64], target: u64, deposits: &[(u8, u64)]) -> Value {
    let mut demand = vec![0u64; ticks.len()];
    let mut changes = vec![];
    for (tick, after) in deposits {
        let change = Change { tick: *tick, before: 0, after: *after };
        shift(rule, ticks, &mut demand, change).unwrap();
        changes.push(json!({ "tick": tick, "after": text(after), "demand": texts(&demand) }));
    }
    let clearing = Clearing::compute(rule, ticks, &demand, target).unwrap();
    let Clearing { price, raise, tick, lower, upper, numerator, denominator } = clearing;
    let allocations = deposits.iter().map(|(tick, deposit)| {
        let of = clearing.allocation(*deposit, *tick, SUPPLY).unwrap();
        json!({ "tick": tick, "deposit": text(deposit), "accepted": text(of.accepted),
            "refund": text(of.refund), "tokens": text(of.tokens) })
    });
    json!({
        "rule": rule as u8, "ticks": texts(ticks), "target": text(target), "supply": text(SUPPLY),
        "changes": changes, "allocations": allocations.collect::<Vec<_>>(),
        "clearing": { "price": text(price), "raise": text(raise), "tick": tick,
            "lower": text(lower), "upper": text(upper), "numerator": text(numerator),
            "denominator": text(denominator) },
    })
}

fn phases() -> Vec<Value> {
    let plain = Timeline {
        sealed: true,
        cancelled: false,
        settled: false,
        opens_at: 1_000,
        closes_at: 2_000,
        withdraw_freeze: 300,
        settle_grace: 500,
        deposited: 10,
        min_raise: 10,
    };
    let all = [
        plain,
        Timeline { sealed: false, ..plain },
        Timeline { cancelled: true, ..plain },
        Timeline { settled: true, ..plain },
        Timeline { deposited: 9, ..plain },
        Timeline { closes_at: i64::MAX, ..plain },
    ];
    let times = [i64::MIN, 999, 1_000, 1_699, 1_700, 1_999, 2_000, 2_499, 2_500, i64::MAX];
    let pairs = all.iter().flat_map(|of| times.map(|now| (of, now)));
    pairs
        .map(|(of, now)| {
            json!({
                "sealed": of.sealed, "cancelled": of.cancelled, "settled": of.settled,
                "opensAt": text(of.opens_at), "closesAt": text(of.closes_at),
                "withdrawFreeze": of.withdraw_freeze, "settleGrace": of.settle_grace,
                "deposited": text(of.deposited), "minRaise": text(of.min_raise),
                "now": text(now), "phase": format!("{:?}", of.phase(now)),
                "mayWithdraw": of.may_withdraw(now),
                "withdrawsBefore": text(of.withdraws_before()),
                "settlesBefore": text(of.settles_before()),
            })
        })
        .collect()
}

fn floors() -> Vec<Value> {
    let all = [(10, 3, 4), (u64::MAX, u64::MAX, u64::MAX), (u64::MAX, 2, 1), (1, 1, 0), (0, 5, 3)];
    let one = |(a, b, d): (u64, u64, u64)| {
        let result = mul_div_floor(a, b, d).map(text);
        json!({ "a": text(a), "b": text(b), "d": text(d), "result": result })
    };
    all.into_iter().map(one).collect()
}
