//! The chart of what unlocks when: a band for each part, and a line for what a governor may have
//! let out by then.

use anyhow::Result;

pub use super::stack::Axis;
use super::{
    canvas::{BANDS, standalone},
    stack::{self, Band, Line, Stack},
    units::{Token, percent},
};
use crate::{
    duration::duration,
    file::kind_name,
    unlocks::{Part, Sample, Unlocks, calendar},
};

const DAY: i64 = 86_400;
/// More bands than colours: the last is all that have none of their own.
const MOST_BANDS: usize = BANDS.len();

/// What is drawn.
pub struct Picture<'a> {
    /// The parts and their governor.
    pub unlocks: &'a Unlocks<'a>,
    /// What the axis counts.
    pub axis: Axis,
    /// The token.
    pub token: Token<'a>,
}

/// The chart as a part of a page, with its own title, description and legend.
pub fn svg(picture: &Picture) -> Result<String> {
    let unlocks = picture.unlocks;
    let samples = unlocks.samples(&unlocks.moments());
    let ceiling = samples.iter().map(|sample| sample.ceiling).collect::<Option<Vec<_>>>();
    let ceiling = ceiling.filter(|_| unlocks.governor.is_some());
    let stack = Stack {
        moments: samples.iter().map(|sample| sample.at).collect(),
        bands: bands(unlocks, &samples),
        line: ceiling.map(|heights| Line { name: "most that may be out", heights }),
        top: unlocks.parts.iter().map(|part| u128::from(part.total)).sum(),
        axis: picture.axis,
        token: picture.token,
    };
    stack::svg(&stack, "What unlocks when", &describe(picture, &samples))
}

/// The chart as a file of its own.
pub fn file(picture: &Picture) -> Result<String> {
    svg(picture).map(|svg| standalone(&svg))
}

/// The same in words, for those who do not see it.
pub fn describe(picture: &Picture, samples: &[Sample]) -> String {
    let Picture { unlocks, token, .. } = picture;
    let totals = unlocks.parts.iter().map(|part| u128::from(part.total));
    let sum: u128 = totals.sum();
    let when = |at: i64| moment(picture, at);
    let part = |part: &Part| {
        let kind = match kind_name(part.kind) {
            kind if kind == part.label => String::new(),
            kind => format!(" ({kind})"),
        };
        format!("{}{kind} {}", part.label, percent(part.total, sum))
    };
    let parts: Vec<_> = unlocks.parts.iter().map(part).collect();
    let mut words = format!(
        "{} unlock from {} to {}: {}.",
        token.exact(sum),
        when(unlocks.starts_at),
        when(unlocks.vested_at()),
        parts.join(", ")
    );
    if let Some(governor) = unlocks.governor {
        let most = unlocks.most_waiting();
        words += &format!(
            " A governor lets out at most {} in {}: ",
            token.exact(governor.limit()),
            duration(governor.epoch_seconds())
        );
        let is_out = samples.last().is_some_and(|last| last.ceiling == Some(sum));
        words += &match (most, is_out) {
            (0, _) => "it never holds anything back.".to_owned(),
            (most, true) => format!(
                "it holds back up to {}, and everything may be out by {}.",
                token.exact(most),
                when(unlocks.out_at())
            ),
            (most, false) => format!(
                "it holds back up to {}, and something still on {}.",
                token.exact(most),
                when(unlocks.out_at())
            ),
        };
    }
    words
}

fn moment(picture: &Picture, at: i64) -> String {
    match picture.axis {
        Axis::Dates => calendar::day(at),
        Axis::Days => format!("day {}", (at - picture.unlocks.starts_at).div_euclid(DAY)),
    }
}

/// A band for each part; where there are too many, one for all of the last.
fn bands(unlocks: &Unlocks, samples: &[Sample]) -> Vec<Band> {
    let vested = |places: std::ops::Range<usize>| {
        let sum = |sample: &Sample| {
            let vested = sample.vested.get(places.clone()).unwrap_or_default();
            vested.iter().map(|units| u128::from(*units)).sum()
        };
        samples.iter().map(sum).collect()
    };
    let count = unlocks.parts.len();
    let own = if count > MOST_BANDS { MOST_BANDS - 1 } else { count };
    let parts = unlocks.parts.iter().enumerate().take(own);
    let band = |(place, part): (usize, &Part)| Band {
        name: part.label.clone(),
        colour: stack::colour(place),
        heights: vested(place..place + 1),
    };
    let mut bands: Vec<_> = parts.map(band).collect();
    if count > own {
        bands.push(Band {
            name: format!("{} others", count - own),
            colour: stack::colour(own),
            heights: vested(own..count),
        });
    }
    bands
}

#[cfg(test)]
mod tests;
