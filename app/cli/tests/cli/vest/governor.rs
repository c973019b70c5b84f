//! vest status, with a governor
//! ├── each month ... how much may be out by its end, how much waits: as a ledger by the day has it
//! └── the end ...... when everything may be out; said where it takes for ever

use serde_json::Value;

use super::{DAY, START, START_DATE, status::row};
use crate::Desk;

/// What of the steps has vested on a day after the start.
fn vested_on(total: u64, day: i64) -> u64 {
    let steps = [90, 180, 270, 360].iter().filter(|at| **at <= day).count() as u64;
    total * steps / 4
}

/// The day after the start on which a month begins.
fn first_of(month: &Value) -> i64 {
    let name = month["month"].as_str().unwrap();
    let length = match &name[5..] {
        "02" if name[..4].parse::<i64>().unwrap() % 4 == 0 => 29,
        "02" => 28,
        "04" | "06" | "09" | "11" => 30,
        _ => 31,
    };
    (month["until"].as_i64().unwrap() + 1 - START) / DAY - length
}

/// What everyone together has by each day's last second, who take what they can every minute of
/// their epoch: by the book, with a purse per epoch. Steps alone, so that minutes make no
/// difference.
fn ledger(total: u64, limit: u64, epoch_days: i64, days: i64) -> Vec<u64> {
    let (mut taken, mut purse, mut epoch) = (0, 0, -1);
    let mut by_day = Vec::new();
    for day in 0..days {
        let moment = START + day * DAY;
        if moment / (epoch_days * DAY) != epoch {
            (epoch, purse) = (moment / (epoch_days * DAY), limit);
        }
        let now = purse.min(vested_on(total, day) - taken);
        (taken, purse) = (taken + now, purse - now);
        by_day.push(taken);
    }
    by_day
}

#[test]
fn a_governor_bounds_what_may_be_out() {
    let desk = Desk::two_plans();
    let words = format!("vest status vcs --start {START_DATE} --at {START_DATE}");
    for (limit, epoch) in [(100, 7), (700, 30), (1_250, 7), (40, 3)] {
        let governed = format!("{words} --governor-limit {limit} --epoch {epoch}d");
        let answer = desk.answer(&governed);
        let ledger = ledger(5_000_000, limit * 1_000, epoch, 1_500);
        let months = answer["months"].as_array().unwrap();
        assert!(!months.is_empty());
        for month in months {
            let day = (month["until"].as_i64().unwrap() - START) / DAY;
            let ceiling = ledger[day as usize];
            assert_eq!(month["ceiling"], ceiling.to_string(), "{limit} {epoch}: {month}");
            let vested: u64 = month["vested_in_all"].as_str().unwrap().parse().unwrap();
            assert_eq!(month["waiting"], (vested - ceiling).to_string(), "{month}");
            let waits = |day: &i64| vested_on(5_000_000, *day) - ledger[*day as usize];
            let most = (first_of(month).max(0)..=day).map(|day| waits(&day)).max().unwrap();
            assert_eq!(month["most_waiting"], most.to_string(), "{limit} {epoch}: {month}");
            assert_eq!(month["bites"], most > 0, "{month}");
        }
        let out_day = ledger.iter().position(|taken| *taken == 5_000_000).unwrap() as i64;
        let out_at = answer["out_at"].as_i64().unwrap();
        assert_eq!((out_at - START) / DAY, out_day, "{limit} {epoch}");
    }
    let out = desk.run(&format!("{words} --governor-limit 100")).succeeds();
    assert!(out.contains("governor  100 per 7d"), "{out}");
    // From 2027-05-30, a Sunday, a week ends every Wednesday: 100 are out in May, 1,150 wait.
    assert_eq!(row(&out, "2027-05"), ["2027-05", "1,250", "1,250", "100", "1,150", "1,150"]);
    assert!(out.contains("everything may be out on 2028-"), "{out}");
    let out = desk.run(&format!("{words} --governor-limit 1_250")).succeeds();
    assert_eq!(row(&out, "2027-05"), ["2027-05", "1,250", "1,250", "1,250", "-", "-"]);
    let out = desk.run(&format!("{words} --governor-limit 0.001 --epoch 90d")).succeeds();
    assert!(
        out.contains(" still wait on ") && out.contains("0.001 per 90d is too little"),
        "{out}"
    );
}
