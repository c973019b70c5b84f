//! The chart of what unlocks when: a band for each part, and a line for what a governor may have
//! let out by then. Floats only place dots; every number that is read is exact.

use anyhow::Result;
use plotters::prelude::*;

use super::{
    canvas::{Area, BANDS, CARD, FONT, HEIGHT, INK, LINE, MUTED, WIDTH, draw, middle, standalone},
    units::{Token, compact, percent},
};
use crate::{
    duration::duration,
    file::kind_name,
    unlocks::{Part, Sample, Unlocks, calendar},
};

const DAY: i64 = 86_400;
/// More bands than colours: the last is all that have none of their own.
const MOST_BANDS: usize = BANDS.len();
/// Entries of the legend that stand side by side.
const LEGEND_COLUMNS: usize = 2;
/// Height of a line of the legend.
const LEGEND_LINE: i32 = 20;
/// Most characters of an entry.
const LEGEND_CHARS: usize = 26;
/// Labels below the axis: more would touch.
const LABELS: usize = 6;

/// What the axis counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// Dates of the calendar.
    Dates,
    /// Days since time zero, where that has no date yet.
    Days,
}

/// What is drawn.
pub struct Picture<'a> {
    /// The parts and their governor.
    pub unlocks: &'a Unlocks<'a>,
    /// What the axis counts.
    pub axis: Axis,
    /// The token.
    pub token: Token<'a>,
}

/// One band: its name, and what has vested at each moment.
struct Band {
    name: String,
    vested: Vec<u128>,
}

/// The chart as a part of a page, with its own title, description and legend.
pub fn svg(picture: &Picture) -> Result<String> {
    let unlocks = picture.unlocks;
    let samples = unlocks.samples(&unlocks.moments());
    let bands = bands(unlocks, &samples);
    let chart = draw(|area| paint(area, picture, &samples, &bands))?;
    let text = format!(
        ">\n<title>What unlocks when</title>\n<desc>{}</desc>\n",
        escape(&describe(picture, &samples))
    );
    Ok(chart.replacen("<svg ", "<svg role=\"img\" ", 1).replacen(">\n", &text, 1))
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
        vested: vested(place..place + 1),
    };
    let mut bands: Vec<_> = parts.map(band).collect();
    if count > own {
        bands.push(Band { name: format!("{} others", count - own), vested: vested(own..count) });
    }
    bands
}

fn paint(area: &Area, picture: &Picture, samples: &[Sample], bands: &[Band]) -> Result<()> {
    let Picture { unlocks, token, .. } = picture;
    let entries = legend(bands, unlocks.governor.is_some());
    let lines = entries.len().div_ceil(LEGEND_COLUMNS);
    let day = |at: i64| (at - unlocks.starts_at) as f64 / DAY as f64;
    let days: Vec<f64> = samples.iter().map(|sample| day(sample.at)).collect();
    let right = days.last().copied().unwrap_or(0.0).max(1.0);
    let sum: u128 = unlocks.parts.iter().map(|part| u128::from(part.total)).sum();
    let top = token.whole(sum).max(f64::MIN_POSITIVE);
    let mut chart = ChartBuilder::on(area)
        .margin_top(12 + LEGEND_LINE * lines as i32)
        .margin_right(22)
        .x_label_area_size(50)
        .y_label_area_size(56)
        .build_cartesian_2d(0.0..right, 0.0..top * 1.04)?;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .x_labels(0)
        .y_labels(5)
        .y_label_formatter(&|value| compact(*value))
        .label_style(FONT.into_font().color(&MUTED))
        .axis_style(LINE)
        .bold_line_style(LINE)
        .light_line_style(TRANSPARENT)
        .draw()?;

    // The highest first: each covers the lower part of the one before.
    let mut stack = vec![0u128; samples.len()];
    let mut heights: Vec<Vec<u128>> = Vec::new();
    for band in bands {
        stack.iter_mut().zip(&band.vested).for_each(|(sum, units)| *sum += units);
        heights.push(stack.clone());
    }
    for (height, colour) in heights.iter().zip(BANDS).rev() {
        let points = days.iter().zip(height).map(|(day, units)| (*day, token.whole(*units)));
        let series = AreaSeries::new(points, 0.0, colour.filled());
        chart.draw_series(series.border_style(CARD.stroke_width(1)))?;
    }
    let ceiling = samples.iter().map(|sample| sample.ceiling).collect::<Option<Vec<_>>>();
    if let Some(ceiling) = ceiling.filter(|_| unlocks.governor.is_some()) {
        let points = days.iter().zip(ceiling).map(|(day, units)| (*day, token.whole(units)));
        chart.draw_series(LineSeries::new(points, INK.stroke_width(2)))?;
    }

    let style = FONT.into_font().color(&MUTED).pos(middle());
    for (at, label) in labels(picture, samples) {
        let (x, y) = chart.backend_coord(&(day(at), 0.0));
        area.draw(&Text::new(label, (x, y + 14), style.clone()))?;
    }
    let caption = match picture.axis {
        Axis::Dates => format!("month ({})", token.symbol),
        Axis::Days => format!("days after the start ({})", token.symbol),
    };
    area.draw(&Text::new(caption, (WIDTH as i32 / 2 + 22, HEIGHT as i32 - 10), style))?;
    draw_legend(area, &entries)
}

/// Round places of the axis, each with what is written below it.
fn labels(picture: &Picture, samples: &[Sample]) -> Vec<(i64, String)> {
    let from = picture.unlocks.starts_at;
    let to = samples.last().map_or(from, |last| last.at);
    let every = |count: usize| count.div_ceil(LABELS).max(1);
    match picture.axis {
        Axis::Dates => {
            let months = calendar::months(from, to);
            let inside: Vec<_> = months.iter().filter(|month| month.from >= from).collect();
            let step = every(inside.len());
            inside.into_iter().step_by(step).map(|month| (month.from, month.name())).collect()
        }
        Axis::Days => {
            // Months of thirty days, as locks are usually stated.
            let months = usize::try_from((to - from) / (30 * DAY)).unwrap_or(0);
            let places = (0..=months).step_by(every(months + 1));
            let label = |month: usize| {
                let days = 30 * i64::try_from(month).unwrap_or(0);
                (from + days * DAY, days.to_string())
            };
            places.map(label).collect()
        }
    }
}

/// Each band's name with its colour, then the line's.
fn legend(bands: &[Band], has_governor: bool) -> Vec<(String, RGBColor)> {
    let bands = bands.iter().zip(BANDS).map(|(band, colour)| (shorten(&band.name), colour));
    let line = ("most that may be out".to_owned(), INK);
    bands.chain(has_governor.then_some(line)).collect()
}

fn shorten(name: &str) -> String {
    match name.char_indices().nth(LEGEND_CHARS) {
        Some((end, _)) => format!("{}..", name.get(..end).unwrap_or_default()),
        None => name.to_owned(),
    }
}

fn draw_legend(area: &Area, entries: &[(String, RGBColor)]) -> Result<()> {
    let width = (WIDTH as i32 - 60) / LEGEND_COLUMNS as i32;
    let style = FONT.into_font().color(&MUTED);
    for (place, (name, colour)) in entries.iter().enumerate() {
        let (column, line) = (place % LEGEND_COLUMNS, place / LEGEND_COLUMNS);
        let (x, y) = (56 + width * column as i32, 8 + LEGEND_LINE * line as i32);
        // The line's is as thin as the line.
        let (above, below) = if *colour == INK { (4, 7) } else { (0, 11) };
        let mark = Rectangle::new([(x, y + above), (x + 11, y + below)], colour.filled());
        area.draw(&mark)?;
        area.draw(&Text::new(name.clone(), (x + 17, y - 3), style.clone()))?;
    }
    Ok(())
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests;
