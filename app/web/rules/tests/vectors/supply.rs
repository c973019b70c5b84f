//! What has become of tranches and of the whole supply, and what vaults have to hold.

use groundswell_math::{
    charter::Kind,
    ladder::Clearing,
    owed::{self, Money},
    phase::Phase,
    schedule::{OPENING_SECONDS, Schedule},
    supply::{Grant, Held, List, Part, Plan, Sale, Stage, Whole},
    window::Step,
};
use serde_json::{Value, json};

use super::text;

pub fn vectors() -> Value {
    json!({ "ofLaunch": of_launch(), "closed": closed(), "sold": sold(), "listed": listed(),
        "granted": granted(), "whole": whole(), "owed": owed() })
}

fn part(of: Part) -> Value {
    json!({ "paid": text(of.paid), "unclaimed": text(of.unclaimed), "locked": text(of.locked),
        "gone": text(of.gone) })
}

fn of_launch() -> Vec<Value> {
    let phases = [Phase::Open, Phase::Settled, Phase::Failed];
    let stages = phases.map(|phase| [(phase, 0, false), (phase, 1, false), (phase, 1, true)]);
    let stages = stages.as_flattened().iter().copied();
    let all = stages.flat_map(|stage| Kind::ALL.map(|kind| (kind, stage)));
    let one = |(kind, (phase, base_held, is_funded)): (Kind, (Phase, u64, bool))| {
        let found = Part::of_launch(kind, 10, Stage { phase, base_held, is_funded });
        json!({ "kind": kind as u8, "amount": "10", "phase": format!("{phase:?}"),
            "baseHeld": text(base_held), "isFunded": is_funded, "part": found.map(part) })
    };
    all.map(one).collect()
}

fn closed() -> Vec<Value> {
    let one = |is_funded| json!({ "amount": "10", "isFunded": is_funded, "part": part(Part::closed(10, is_funded)) });
    [false, true].map(one).to_vec()
}

fn sold() -> Vec<Value> {
    let (price, raise) = (800_000, 750_000);
    let clearing = Clearing {
        price,
        raise,
        tick: 0,
        lower: 0,
        upper: 0,
        numerator: raise,
        denominator: price,
    };
    let outcome = json!({ "price": text(price), "raise": text(raise), "tick": 0, "lower": "0",
        "upper": "0", "numerator": text(raise), "denominator": text(price) });
    let amount = u64::MAX;
    let bought = clearing.tokens(raise, amount).unwrap();
    let one = |(contributors, paid, swept): (u64, u64, u64)| {
        let sale = Sale { for_sale: amount, contributors, clearing, paid, swept };
        json!({ "amount": text(amount), "forSale": text(amount), "clearing": outcome,
            "contributors": text(contributors), "paid": text(paid), "swept": text(swept),
            "part": part(Part::sold(amount, &sale)) })
    };
    let rest = amount - bought;
    [(3, 0, 0), (2, 1_000, 0), (2, 1_000, rest), (0, bought - 2, rest), (0, bought - 2, rest + 2)]
        .map(one)
        .to_vec()
}

fn listed() -> Vec<Value> {
    let of = |unlocks_at, share_bps| Step { unlocks_at, share_bps };
    let steps = [of(10, 2_500), of(20, 10_000)];
    let named: Vec<Value> =
        steps.iter().map(|s| json!({ "at": text(s.unlocks_at), "bps": s.share_bps })).collect();
    let one = |(sum, claimed, at): (u64, u64, i64)| {
        let list = List { sum, claimed: claimed.into(), steps: &steps, ends_at: 30 };
        json!({ "sum": text(sum), "claimed": text(claimed), "steps": named, "endsAt": "30",
            "at": text(at), "part": part(Part::listed(&list, at)) })
    };
    let most = [(u64::MAX, 0, 19), (u64::MAX, 7, 20), (u64::MAX, 7, 30)];
    let few = [9, 10, 19, 20, 29, 30].map(|at| (1_001, 200, at));
    most.into_iter().chain(few).map(one).collect()
}

/// Of a line and of steps, with more grants than go across at once.
fn granted() -> Vec<Value> {
    let of = |unlocks_at, share_bps| Step { unlocks_at, share_bps };
    let steps = [of(100, 3_333), of(200, 10_000)];
    let named: Vec<Value> =
        steps.iter().map(|s| json!({ "at": text(s.unlocks_at), "bps": s.share_bps })).collect();
    let line = json!({ "kind": "linear", "start": "100", "cliff": "120", "end": "200" });
    let schedules = [
        (Schedule::Linear { start: 100, cliff: 120, end: 200 }, line),
        (Schedule::Steps(&steps), json!({ "kind": "steps", "steps": named })),
    ];
    let grant = |number: u64| Grant {
        amount: 1_001 + number,
        entitled: if number.is_multiple_of(3) { 400 } else { 1_001 + number },
        withdrawn: number % 5 * 50,
    };
    let sum = |grants: &[Grant], of: fn(&Grant) -> u64| -> u64 { grants.iter().map(of).sum() };
    let at = [99, 119, 120, 150, 199, 200, 199 + OPENING_SECONDS, 200 + OPENING_SECONDS];
    let one = |(schedule, words): &(Schedule, Value), count: u64, elapsed: i64| {
        let grants: Vec<Grant> = (0..count).map(grant).collect();
        let granted = sum(&grants, |grant| grant.amount);
        let withdrawn = sum(&grants, |grant| grant.withdrawn);
        let forfeited = granted - sum(&grants, |grant| grant.entitled);
        let total = granted + 777;
        let due = grants.iter().map(|grant| u128::from(grant.due(schedule, elapsed))).sum();
        let plan = Plan { schedule: *schedule, total, granted, withdrawn, forfeited };
        json!({ "schedule": words, "count": count, "total": text(total), "granted": text(granted),
            "withdrawn": text(withdrawn), "forfeited": text(forfeited), "elapsed": text(elapsed),
            "due": text(due), "part": part(Part::granted(&plan, due, elapsed)) })
    };
    let all = schedules.iter().flat_map(|it| [0, 4, 1_400].map(|count| (it, count)));
    all.flat_map(|(it, count)| at.map(|elapsed| one(it, count, elapsed))).collect()
}

fn whole() -> Vec<Value> {
    let most = u128::from(u64::MAX) * 16;
    let one = |(minted, exists, held, unclaimed, locked): (u128, u128, Held, u128, u128)| {
        let of = Whole::of(minted, exists, &held, unclaimed, locked);
        json!({ "minted": text(minted), "exists": text(exists), "vaults": text(held.vaults),
            "mandate": text(held.mandate), "offered": text(held.offered),
            "unclaimed": text(unclaimed), "locked": text(locked),
            "whole": { "circulating": text(of.circulating), "unclaimed": text(of.unclaimed),
                "locked": text(of.locked), "waiting": text(of.waiting), "burned": text(of.burned) } })
    };
    let held = |vaults, mandate, offered| Held { vaults, mandate, offered };
    [
        (1_000, 1_000, held(1_000, 0, 0), 0, 1_000),
        (1_000, 900, held(500, 30, 20), 100, 400),
        (1_000, 900, held(500, 20, 20), 100, 400),
        (1_000, 900, held(500, 19, 20), 100, 400),
        (most, most - 1, held(most / 2, 1, 0), most / 4, most / 8),
    ]
    .map(one)
    .to_vec()
}

fn owed() -> Value {
    let money = Money { deposited: 1_000, waiting: 400, accepted: 300, moved: 500 };
    let phases = [Phase::Open, Phase::Closed, Phase::Settled, Phase::Failed];
    let contributions = phases.map(|phase| {
        json!({ "phase": format!("{phase:?}"), "deposited": "1000", "waiting": "400",
            "accepted": "300", "moved": "500", "owed": text(owed::contributions(phase, &money)) })
    });
    let lists = [(10, 9, true), (10, 10, true), (10, 11, true), (10, 0, false)];
    let lists = lists.map(|(sum, claimed, is_funded)| {
        json!({ "sum": text(sum), "claimed": text(claimed), "isFunded": is_funded,
            "owed": text(owed::list(sum, claimed, is_funded)) })
    });
    let plans = [(0, 0, false, false), (0, 0, false, true), (3, 7, true, true), (3, 8, true, true)];
    let plans = plans.map(|(withdrawn, sunk, is_funded, was_sent)| {
        let plan = owed::Plan { total: 10, withdrawn, sunk, is_funded, was_sent };
        json!({ "total": "10", "withdrawn": text(withdrawn), "sunk": text(sunk),
            "isFunded": is_funded, "wasSent": was_sent, "owed": owed::plan(&plan).map(text) })
    });
    let mandates = [(5, 3, 3), (5, 3, 2), (5, 3, 4)].map(|(offered, bought, sunk)| {
        json!({ "offered": text(offered), "bought": text(bought), "sunk": text(sunk),
            "owed": owed::mandate(offered, bought, sunk).map(text) })
    });
    json!({ "contributions": contributions, "lists": lists, "plans": plans, "mandates": mandates })
}
