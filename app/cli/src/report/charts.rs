//! The charts that need axes, as SVG that takes its colours from the page around it.

use std::collections::HashSet;

use anyhow::Result;
use groundswell_math::ladder::Rule;
use plotters::prelude::*;

use super::{
    bands::{Band, bands},
    canvas::{ACCENT, Area, FONT, HEIGHT, INK, LINE, MARK, MUTED, REST, WIDTH, draw, middle},
    figures::{Figures, Step},
    units::compact,
};

/// Labels below bars: more would touch.
const LABELS: usize = 6;

/// Demand, and what was accepted of it: by layer, by price or, where all share alike, by size
/// of deposit.
pub fn demand(figures: &Figures) -> Result<String> {
    let quote = figures.quote();
    let bars: Vec<Bar> = match figures.rule() {
        Rule::ProRata => {
            let bands = bands(&figures.outcome.shares, quote.decimals).into_iter();
            let bar = |band: Band| Bar {
                label: quote.bare(band.from),
                demand: quote.whole(band.deposited),
                accepted: quote.whole(band.accepted),
                cost: None,
            };
            bands.map(bar).collect()
        }
        rule => {
            let name = |step: &Step| match rule {
                Rule::Auction => figures.price(step.from),
                _ => quote.bare(step.from),
            };
            let bar = |step: &Step| Bar {
                label: name(step),
                demand: quote.whole(step.demand),
                accepted: quote.whole(step.accepted),
                cost: (rule == Rule::Auction).then(|| quote.whole(step.from)),
            };
            figures.ladder().iter().map(bar).collect()
        }
    };
    let caption = match figures.rule() {
        Rule::ProRata => "size of deposit, from",
        Rule::Level => "layer of a deposit, from",
        Rule::Auction => "price bid",
    };
    let caption = format!("{caption} ({})", quote.symbol);
    // An auction's lines meet at what the sale costs: that must be in the picture.
    let floor = figures.outcome.launch.target;
    let price = match figures.rule() {
        Rule::Auction => quote.whole(figures.outcome.clearing.map_or(floor, |c| c.price)),
        _ => 0.0,
    };
    draw(|area| draw_bars(area, &bars, price, &caption))
}

struct Bar {
    label: String,
    demand: f64,
    accepted: f64,
    /// What the whole sale costs at an auction's price.
    cost: Option<f64>,
}

fn draw_bars(area: &Area, bars: &[Bar], price: f64, caption: &str) -> Result<()> {
    let heights = bars.iter().map(|bar| bar.demand);
    let top = heights.fold(price * 1.6, f64::max).max(f64::MIN_POSITIVE);
    let count = bars.len() as f64;
    let mut chart = ChartBuilder::on(area)
        .margin_top(8)
        .margin_right(6)
        .x_label_area_size(50)
        .y_label_area_size(56)
        .build_cartesian_2d(0.0..count, 0.0..top * 1.04)?;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .disable_x_axis()
        .y_labels(5)
        .y_label_formatter(&|value| compact(*value))
        .label_style(FONT.into_font().color(&MUTED))
        .axis_style(LINE)
        .bold_line_style(LINE)
        .light_line_style(TRANSPARENT)
        .draw()?;
    let gap = if bars.len() > 24 { 0.06 } else { 0.1 };
    for (index, bar) in bars.iter().enumerate() {
        let (left, right) = (index as f64 + gap, index as f64 + 1.0 - gap);
        let part = |from, to, colour: RGBColor| {
            Rectangle::new([(left, from), (right, to)], colour.filled())
        };
        chart
            .draw_series([part(bar.accepted, bar.demand, REST), part(0.0, bar.accepted, ACCENT)])?;
    }

    let costs = bars.iter().map(|bar| bar.cost).collect::<Option<Vec<f64>>>();
    if let Some(costs) = costs {
        let line = |values: Vec<f64>, colour: RGBColor| {
            LineSeries::new(below(&values, top), colour.stroke_width(2))
        };
        let from_above = bars.iter().rev().scan(0.0, |sum, bar| {
            *sum += bar.demand;
            Some(*sum)
        });
        let mut above: Vec<f64> = from_above.collect();
        above.reverse();
        chart.draw_series(line(above, INK))?;
        chart.draw_series(line(costs, MARK))?;
    }

    let centre = |y: i32| (WIDTH as i32 / 2 + 22, y);
    let bottom = HEIGHT as i32;
    let style = FONT.into_font().color(&MUTED).pos(middle());
    for (index, bar) in bars.iter().enumerate().step_by(bars.len().div_ceil(LABELS).max(1)) {
        let place = index as f64 + if bar.cost.is_some() { 0.5 } else { 0.0 };
        let (x, y) = chart.backend_coord(&(place, 0.0));
        area.draw(&Text::new(bar.label.clone(), (x, y + 14), style.clone()))?;
    }
    area.draw(&Text::new(caption.to_string(), centre(bottom - 10), style))?;
    Ok(())
}

/// The part of a line through the middles of bars that lies below the top of the chart.
fn below(values: &[f64], top: f64) -> Vec<(f64, f64)> {
    let middles: Vec<_> = (0..).zip(values).map(|(i, v)| (f64::from(i) + 0.5, *v)).collect();
    let mut line = Vec::new();
    for (index, (x, y)) in middles.iter().copied().enumerate() {
        let before = index.checked_sub(1).and_then(|i| middles.get(i)).copied();
        if let Some((x0, y0)) = before.filter(|(_, y0)| (*y0 > top) != (y > top)) {
            line.push((x0 + (x - x0) * (top - y0) / (y - y0), top));
        }
        if y <= top {
            line.push((x, y));
        }
    }
    line
}

/// What came of each deposit. `None` if nothing was accepted.
pub fn allocation(figures: &Figures) -> Option<Result<String>> {
    let quote = figures.quote();
    let shares = figures.outcome.shares.iter().filter(|share| share.deposited > 0);
    let deposit = |units: u64| quote.whole(units);
    let points: Vec<(f64, f64)> =
        shares.map(|share| (deposit(share.deposited), deposit(share.accepted))).collect();
    let accepted = || points.iter().map(|(_, accepted)| *accepted).filter(|a| *a > 0.0);
    let lowest = accepted().fold(f64::MAX, f64::min);
    let highest = accepted().fold(0.0, f64::max);
    let deposits = || points.iter().map(|(deposited, _)| *deposited);
    let (least, most) = (deposits().fold(f64::MAX, f64::min), deposits().fold(0.0, f64::max));
    if highest == 0.0 {
        return None;
    }
    let caption = format!("deposit ({})", quote.symbol);
    // What got nothing has no place on a logarithmic axis: it lies on its floor.
    let floor = lowest * 0.5;
    let ranges = Ranges { x: (least * 0.8, most * 1.25), y: (floor, most * 1.25), caption };
    Some(draw(|area| draw_points(area, &points, &ranges)))
}

struct Ranges {
    x: (f64, f64),
    y: (f64, f64),
    caption: String,
}

fn draw_points(area: &Area, points: &[(f64, f64)], ranges: &Ranges) -> Result<()> {
    let Ranges { x, y, caption } = ranges;
    let mut chart = ChartBuilder::on(area)
        .margin_top(8)
        .margin_right(14)
        .x_label_area_size(50)
        .y_label_area_size(56)
        .build_cartesian_2d(
            (x.0..x.1).log_scale().with_key_points(round_between(x.0, x.1)),
            (y.0..y.1).log_scale().with_key_points(round_between(y.0, y.1)),
        )?;
    chart
        .configure_mesh()
        .x_label_formatter(&|value| compact(*value))
        .y_label_formatter(&|value| compact(*value))
        .x_desc(caption.as_str())
        .label_style(FONT.into_font().color(&MUTED))
        .axis_desc_style(FONT.into_font().color(&MUTED))
        .axis_style(LINE)
        .bold_line_style(LINE)
        .light_line_style(TRANSPARENT)
        .draw()?;
    // All of it: the line on which those lie who were filled whole.
    let (from, to) = (x.0.max(y.0), x.1.min(y.1));
    if from < to {
        chart.draw_series(LineSeries::new([(from, from), (to, to)], MUTED.mix(0.6)))?;
    }
    // Points that fall on one dot are drawn once: a page for thousands of wallets stays small.
    let mut drawn = HashSet::new();
    for (deposited, accepted) in points {
        let place = (*deposited, accepted.max(y.0));
        let (left, top) = chart.backend_coord(&place);
        if drawn.insert((left / 2, top / 2)) {
            let colour = if *accepted > 0.0 { ACCENT } else { MARK };
            chart.draw_series([Circle::new(place, 2, colour.mix(0.75).filled())])?;
        }
    }
    Ok(())
}

/// Round numbers to label a logarithmic axis with: as many as fit.
fn round_between(from: f64, to: f64) -> Vec<f64> {
    let decades = (to / from).log10();
    let steps: &[f64] = match decades {
        d if d < 1.5 => &[1.0, 2.0, 5.0],
        d if d < 3.0 => &[1.0, 3.0],
        _ => &[1.0],
    };
    let powers = from.log10().floor() as i32..=to.log10().ceil() as i32;
    let every = (decades / LABELS as f64).ceil().max(1.0) as usize;
    let powers = powers.step_by(every).map(|power| 10f64.powi(power));
    let numbers = powers.flat_map(|power| steps.iter().map(move |step| step * power));
    numbers.filter(|number| (from..=to).contains(number)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_the_top_of_the_chart() {
        assert_eq!(below(&[1.0, 3.0], 2.0), [(0.5, 1.0), (1.0, 2.0)]);
        assert_eq!(below(&[4.0, 0.0], 2.0), [(1.0, 2.0), (1.5, 0.0)]);
        assert_eq!(below(&[1.0, 2.0], 2.0), [(0.5, 1.0), (1.5, 2.0)]);
        assert_eq!(below(&[3.0, 3.0], 2.0), []);
    }

    #[test]
    fn logarithmic_axes_have_round_labels() {
        assert_eq!(round_between(8.0, 5_000_000.0), [10.0, 100.0, 1e3, 1e4, 1e5, 1e6]);
        assert_eq!(round_between(90.0, 600.0), [100.0, 200.0, 500.0]);
        assert_eq!(round_between(2.0, 200.0), [3.0, 10.0, 30.0, 100.0]);
        assert!(round_between(1e-6, 1e12).len() <= LABELS + 1);
    }
}
