//! The chart of a rehearsal's tenders: what each cycle spent, what it paid, and what the token cost
//! elsewhere.

use anyhow::Result;
use plotters::prelude::*;

use super::receipts::Receipts;
use crate::report::{
    canvas::{ACCENT, Area, FONT, HEIGHT, INK, LINE, MARK, MUTED, WIDTH, draw, middle, standalone},
    units::Token,
};

/// Labels below bars: more would touch.
const LABELS: usize = 12;
/// Height of the upper part, which holds the prices, in the chart's own units.
const UPPER: u32 = 170;

/// The chart as a file of its own.
pub fn svg(receipts: &Receipts) -> Result<String> {
    Ok(standalone(&draw(|area| paint(area, receipts))?))
}

fn paint(area: &Area, receipts: &Receipts) -> Result<()> {
    let (upper, lower) = area.split_vertically(UPPER);
    prices(&upper, receipts)?;
    spent(&lower, receipts)?;
    let style = FONT.into_font().color(&MUTED).pos(middle());
    let caption = |text: String, y: i32| Text::new(text, (WIDTH as i32 / 2 + 22, y), style.clone());
    area.draw(&caption("paid (dots) and elsewhere (line), % of the sale's price".to_owned(), 10))?;
    area.draw(&caption(format!("spent ({})", receipts.quote), UPPER as i32 + 8))?;
    area.draw(&caption("cycle".to_owned(), HEIGHT as i32 - 8))?;
    Ok(())
}

/// What was paid, and what the token cost elsewhere.
fn prices(area: &Area, receipts: &Receipts) -> Result<()> {
    let count = receipts.cycles.len().max(1) as f64;
    let percent = |bps: u64| bps as f64 / 100.0;
    let points = (0..).zip(&receipts.cycles);
    let middle_of = |place: i32| f64::from(place) + 0.5;
    let market: Vec<_> = points
        .clone()
        .filter_map(|(place, cycle)| Some((middle_of(place), percent(cycle.market_bps?))))
        .collect();
    let bought = points.filter(|(_, cycle)| cycle.bought > 0);
    let paid: Vec<_> = bought
        .filter_map(|(place, cycle)| Some((middle_of(place), percent(receipts.bps(cycle.price)?))))
        .collect();
    let top = market.iter().chain(&paid).map(|(_, share)| *share).fold(100.0, f64::max);
    let mut chart = ChartBuilder::on(area)
        .margin_top(22)
        .margin_right(6)
        .x_label_area_size(4)
        .y_label_area_size(56)
        .build_cartesian_2d(0.0..count, 0.0..top * 1.04)?;
    mesh(&mut chart, &|share| format!("{share}"))?;
    chart.draw_series(LineSeries::new(market, INK.stroke_width(2)))?;
    chart.draw_series(paid.into_iter().map(|point| Circle::new(point, 4, MARK.filled())))?;
    Ok(())
}

/// What each cycle spent.
fn spent(area: &Area, receipts: &Receipts) -> Result<()> {
    let quote = Token { symbol: &receipts.quote, decimals: receipts.measure.quote_decimals };
    let bars: Vec<f64> = receipts.cycles.iter().map(|cycle| quote.whole(cycle.spent)).collect();
    let top = bars.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    let mut chart = ChartBuilder::on(area)
        .margin_top(18)
        .margin_right(6)
        .x_label_area_size(34)
        .y_label_area_size(56)
        .build_cartesian_2d(0.0..bars.len().max(1) as f64, 0.0..top * 1.04)?;
    mesh(&mut chart, &|spent| crate::report::units::compact(*spent))?;
    let places = (0..).map(f64::from);
    chart.draw_series(places.clone().zip(&bars).map(|(place, spent)| {
        Rectangle::new([(place + 0.1, 0.0), (place + 0.9, *spent)], ACCENT.filled())
    }))?;
    let style = FONT.into_font().color(&MUTED).pos(middle());
    let step = receipts.cycles.len().div_ceil(LABELS).max(1);
    for (place, cycle) in places.zip(&receipts.cycles).step_by(step) {
        let (x, y) = chart.backend_coord(&(place + 0.5, 0.0));
        let (left, up) = area.get_base_pixel();
        let label = Text::new(cycle.number.to_string(), (x - left, y - up + 12), style.clone());
        area.draw(&label)?;
    }
    Ok(())
}

/// Lines behind a chart, and the labels at its left.
fn mesh(chart: &mut Chart, label: &dyn Fn(&f64) -> String) -> Result<()> {
    chart
        .configure_mesh()
        .disable_x_mesh()
        .disable_x_axis()
        .y_labels(5)
        .y_label_formatter(label)
        .label_style(FONT.into_font().color(&MUTED))
        .axis_style(LINE)
        .bold_line_style(LINE)
        .light_line_style(TRANSPARENT)
        .draw()?;
    Ok(())
}

/// Two axes of numbers.
type Chart<'a, 'b> = ChartContext<
    'a,
    SVGBackend<'b>,
    Cartesian2d<plotters::coord::types::RangedCoordf64, plotters::coord::types::RangedCoordf64>,
>;
