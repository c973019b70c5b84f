//! Schedules, steps and the governor.

use groundswell_math::{
    governor::Meter,
    schedule::{self, Schedule},
    window::{Step, share, unlocked},
};
use serde_json::{Value, json};

use super::text;

pub fn vectors() -> Value {
    json!({ "linear": linear(), "steps": steps(), "due": due(), "governor": governor() })
}

fn linear() -> Vec<Value> {
    let (start, cliff, end) = (100, 400, 1_100);
    let times = [i64::MIN, 99, 100, 399, 400, 401, 1_099, 1_100, i64::MAX];
    let totals = [0, 1, 999, u64::MAX];
    let pairs = totals.iter().flat_map(|total| times.map(|now| (*total, now)));
    let one = |(total, now): (u64, i64)| {
        let vested = Schedule::Linear { start, cliff, end }.vested(total, now);
        json!({ "total": text(total), "start": text(start), "cliff": text(cliff),
            "end": text(end), "now": text(now), "vested": text(vested) })
    };
    pairs.map(one).collect()
}

fn steps() -> Vec<Value> {
    let of = |unlocks_at, share_bps| Step { unlocks_at, share_bps };
    let steps = [of(-5, 1), of(10, 3_333), of(20, 6_667), of(1_000, 10_000)];
    let listed: Vec<Value> =
        steps.iter().map(|s| json!({ "at": text(s.unlocks_at), "bps": s.share_bps })).collect();
    let one = |(total, now): (u64, i64)| {
        let count = unlocked(steps.into_iter(), now);
        let shares = share(steps.into_iter(), count, total).map(text);
        let vested = text(Schedule::Steps(&steps).vested(total, now));
        json!({ "steps": listed, "total": text(total), "now": text(now), "unlocked": count,
            "share": shares, "vested": vested })
    };
    let times = [-6, -5, 9, 10, 19, 20, 999, 1_000];
    [1, 10_001, u64::MAX].iter().flat_map(|total| times.map(|now| one((*total, now)))).collect()
}

fn due() -> Vec<Value> {
    let all = [(0, 5, 0), (4, 5, 0), (5, 5, 0), (6, 5, 0), (6, 5, 4), (6, 5, 5), (4, 5, 6)];
    let one = |(vested, entitled, withdrawn): (u64, u64, u64)| {
        json!({ "vested": text(vested), "entitled": text(entitled),
            "withdrawn": text(withdrawn), "due": text(schedule::due(vested, entitled, withdrawn)) })
    };
    all.into_iter().chain([(u64::MAX, u64::MAX, 0)]).map(one).collect()
}

fn governor() -> Vec<Value> {
    let all = [(0, 0, 50, -1), (0, 0, 50, 0), (0, 80, 50, 9), (0, 80, 50, 10), (3, 100, 1, 10)];
    let one = |(epoch, left, wanted, elapsed): (u64, u64, u64, i64)| {
        let (granted, meter) = Meter { epoch, left }.take(wanted, 100, 10, elapsed);
        json!({ "epoch": text(epoch), "left": text(left), "wanted": text(wanted),
            "limit": "100", "epochSeconds": 10, "elapsed": text(elapsed),
            "granted": text(granted), "epochAfter": text(meter.epoch),
            "leftAfter": text(meter.left) })
    };
    all.into_iter().map(one).collect()
}
