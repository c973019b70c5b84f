//! A chart of bands that lie on each other over time, with a line over them and a legend. Floats
//! only place dots; every number that is read is exact.

use anyhow::Result;
use plotters::prelude::*;

use super::{
    canvas::{Area, BANDS, CARD, FONT, HEIGHT, INK, LINE, MUTED, WIDTH, draw, middle},
    units::{Token, compact},
};
use crate::unlocks::calendar;

const DAY: i64 = 86_400;
/// Entries of the legend that stand side by side.
pub const LEGEND_COLUMNS: usize = 2;
/// Height of a line of the legend.
pub const LEGEND_LINE: i32 = 20;
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

/// One band: its name, its colour, and how high it is at each moment (base units).
pub struct Band {
    /// What it is of.
    pub name: String,
    /// One of [`BANDS`].
    pub colour: RGBColor,
    /// One for each moment.
    pub heights: Vec<u128>,
}

/// A line over the bands.
pub struct Line {
    /// What it is of.
    pub name: &'static str,
    /// One for each moment (base units).
    pub heights: Vec<u128>,
}

/// What is drawn.
pub struct Stack<'a> {
    /// Moments, ascending; the first is time zero (unix seconds).
    pub moments: Vec<i64>,
    /// The lowest first.
    pub bands: Vec<Band>,
    /// A line over them.
    pub line: Option<Line>,
    /// The highest that anything gets (base units).
    pub top: u128,
    /// What the axis counts.
    pub axis: Axis,
    /// The token.
    pub token: Token<'a>,
}

/// The colour of band number `place`; the last is also that of all above it.
pub fn colour(place: usize) -> RGBColor {
    BANDS.get(place).or(BANDS.last()).copied().unwrap_or(INK)
}

/// A chart as a part of a page, with its own title, description and legend.
pub fn svg(stack: &Stack, title: &str, words: &str) -> Result<String> {
    Ok(titled(&draw(|area| paint(area, stack))?, title, words))
}

/// A chart with what it is called and what it shows.
pub fn titled(chart: &str, title: &str, words: &str) -> String {
    let [title, words] = [title, words].map(escape);
    let text = format!(">\n<title>{title}</title>\n<desc>{words}</desc>\n");
    chart.replacen("<svg ", "<svg role=\"img\" ", 1).replacen(">\n", &text, 1)
}

fn paint(area: &Area, stack: &Stack) -> Result<()> {
    let token = stack.token;
    let entries = legend(stack);
    let lines = entries.len().div_ceil(LEGEND_COLUMNS);
    let from = stack.moments.first().copied().unwrap_or(0);
    let day = |at: i64| (at - from) as f64 / DAY as f64;
    let days: Vec<f64> = stack.moments.iter().map(|at| day(*at)).collect();
    let right = days.last().copied().unwrap_or(0.0).max(1.0);
    let top = token.whole(stack.top).max(f64::MIN_POSITIVE);
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
    let mut sum = vec![0u128; stack.moments.len()];
    let mut sums: Vec<Vec<u128>> = Vec::new();
    for band in &stack.bands {
        sum.iter_mut().zip(&band.heights).for_each(|(sum, units)| *sum += units);
        sums.push(sum.clone());
    }
    for (height, band) in sums.iter().zip(&stack.bands).rev() {
        let points = days.iter().zip(height).map(|(day, units)| (*day, token.whole(*units)));
        let series = AreaSeries::new(points, 0.0, band.colour.filled());
        chart.draw_series(series.border_style(CARD.stroke_width(1)))?;
    }
    if let Some(line) = &stack.line {
        let points = days.iter().zip(&line.heights).map(|(day, units)| (*day, token.whole(*units)));
        chart.draw_series(LineSeries::new(points, INK.stroke_width(2)))?;
    }

    let style = FONT.into_font().color(&MUTED).pos(middle());
    for (at, label) in labels(stack, from) {
        let (x, y) = chart.backend_coord(&(day(at), 0.0));
        area.draw(&Text::new(label, (x, y + 14), style.clone()))?;
    }
    let caption = match stack.axis {
        Axis::Dates => format!("month ({})", token.symbol),
        Axis::Days => format!("days after the start ({})", token.symbol),
    };
    area.draw(&Text::new(caption, (WIDTH as i32 / 2 + 22, HEIGHT as i32 - 10), style))?;
    draw_legend(area, &entries)
}

/// Round places of the axis, each with what is written below it.
fn labels(stack: &Stack, from: i64) -> Vec<(i64, String)> {
    let to = stack.moments.last().copied().unwrap_or(from);
    let every = |count: usize| count.div_ceil(LABELS).max(1);
    match stack.axis {
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
fn legend(stack: &Stack) -> Vec<(String, RGBColor)> {
    let bands = stack.bands.iter().map(|band| (shorten(&band.name), band.colour));
    let line = stack.line.iter().map(|line| (line.name.to_owned(), INK));
    bands.chain(line).collect()
}

fn shorten(name: &str) -> String {
    match name.char_indices().nth(LEGEND_CHARS) {
        Some((end, _)) => format!("{}..", name.get(..end).unwrap_or_default()),
        None => name.to_owned(),
    }
}

/// Names with their colours, at the top.
pub fn draw_legend(area: &Area, entries: &[(String, RGBColor)]) -> Result<()> {
    let width = (WIDTH as i32 - 60) / LEGEND_COLUMNS as i32;
    let style = FONT.into_font().color(&MUTED);
    for (place, (name, colour)) in entries.iter().enumerate() {
        let (column, line) = (place % LEGEND_COLUMNS, place / LEGEND_COLUMNS);
        let (x, y) = (56 + width * column as i32, 8 + LEGEND_LINE * line as i32);
        // A line's is as thin as the line.
        let (above, below) = if [INK, MUTED].contains(colour) { (4, 7) } else { (0, 11) };
        let mark = Rectangle::new([(x, y + above), (x + 11, y + below)], colour.filled());
        area.draw(&mark)?;
        area.draw(&Text::new(name.clone(), (x + 17, y - 3), style.clone()))?;
    }
    Ok(())
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
