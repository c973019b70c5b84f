//! the chart
//! ├── words ....... say what it shows: how much, from when to when, what is held back
//! ├── bands ....... each has a colour and a name; too many are one
//! └── the axis .... counts dates, or days where there are none yet

use groundswell_math::{charter::Kind, schedule::Schedule};

use super::*;
use crate::unlocks::Governor;

const TOKEN: Token = Token { symbol: "tokens", decimals: 3 };

fn part(label: &str) -> Part<'static> {
    let schedule = Schedule::Linear { start: 90 * DAY, cliff: 90 * DAY, end: 180 * DAY };
    Part { label: label.to_owned(), kind: Kind::Kol, total: 1_000_500, schedule }
}

fn drawn(count: usize, limit: Option<u64>, axis: Axis) -> String {
    let governor = limit.and_then(|limit| Governor::new(limit, 7 * 86_400));
    let parts = (0..count).map(|number| part(&format!("plan <{number}>"))).collect();
    // 2027-03-01.
    let unlocks = Unlocks { parts, governor, starts_at: 1_803_859_200 };
    file(&Picture { unlocks: &unlocks, axis, token: TOKEN }).unwrap()
}

#[test]
fn it_says_in_words_what_it_shows() {
    let svg = drawn(2, None, Axis::Dates);
    assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "), "{svg}");
    let words = "<title>What unlocks when</title>\n<desc>2,001 tokens unlock from 2027-03-01 \
                 to 2027-08-28: plan &lt;0&gt; (kol) 50 %, plan &lt;1&gt; (kol) 50 %.</desc>";
    assert!(svg.contains(words), "{svg}");
    let svg = drawn(1, Some(500_000), Axis::Dates);
    assert!(svg.contains("A governor lets out at most 500 tokens in 7d: it never "), "{svg}");
    let svg = drawn(1, Some(50_000), Axis::Days);
    let words = "1,000.5 tokens unlock from day 0 to day 180: plan &lt;0&gt; (kol) 100 %. A governor \
                 lets out at most 50 tokens in 7d: it holds back up to ";
    assert!(svg.contains(words) && svg.contains("may be out by day 2"), "{svg}");
    assert!(drawn(1, Some(1), Axis::Days).contains("and something still on day "));
}

#[test]
fn every_band_has_a_colour_and_a_name_that_pages_know() {
    for (count, bands) in [(1, 1), (7, 7), (8, 7), (20, 7)] {
        let svg = drawn(count, Some(50_000), Axis::Dates);
        for band in 1..=7 {
            let colour = format!("var(--band-{band})");
            assert_eq!(svg.contains(&colour), band <= bands, "{count}: {colour}");
            assert!(svg.contains(&format!("--band-{band}: #")), "{band}");
        }
        assert_eq!(svg.contains(&format!("{} others", count.saturating_sub(6))), count > 7);
        assert!(svg.contains("most that may be out") && svg.contains("var(--ink)"));
    }
    assert!(!drawn(2, None, Axis::Dates).contains("may be out"));
}

#[test]
fn the_axis_counts_dates_or_days() {
    let dates = drawn(1, None, Axis::Dates);
    for label in ["2027-03", "2027-08"] {
        assert!(dates.contains(&format!("\n{label}\n")), "{label}\n{dates}");
    }
    let days = drawn(1, None, Axis::Days);
    assert!(days.contains("\n180\n") || days.contains("\n120\n"), "{days}");
    assert!(days.contains("days after the start (tokens)") && !days.contains("2027-"));
}
