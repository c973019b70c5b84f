//! The buyback, drawn: prices and spending by cycle, and the supply over time. Floats only place
//! dots; every number that is read is exact.

use anyhow::Result;
use plotters::prelude::*;

use super::words;
use crate::{
    rehearsal::{BuybackOutcome, CycleResult},
    report::{
        canvas::{Area, BANDS, FONT, HEIGHT, LINE, MUTED, REST, WIDTH, draw, middle},
        circulation::{Circulation, DAY},
        figures::Figures,
        stack::{LEGEND_COLUMNS, LEGEND_LINE, draw_legend, titled},
        units::compact,
    },
};

/// What the token costs elsewhere.
const MARKET: RGBColor = BANDS[0];
/// What the mandate pays at most.
const CEILING: RGBColor = BANDS[5];
/// What it paid, spent and burned.
const BOUGHT: RGBColor = BANDS[2];
/// Labels below the axis: more would touch.
const LABELS: usize = 8;
/// Moments at which the supply is drawn.
const STEPS: i64 = 240;

/// Names and colours.
type Legend = Vec<(String, RGBColor)>;

/// The token's price elsewhere, the ceiling, and what each tender that bought paid.
pub fn prices(figures: &Figures, buyback: &BuybackOutcome) -> Result<String> {
    let price = |units: u64| {
        figures.quote().whole(units) / figures.base().whole(buyback.reference_base.max(1))
    };
    let places = || (0i32..).map(f64::from).zip(&buyback.cycles);
    let elsewhere = |(place, cycle): (f64, &crate::rehearsal::CycleOutcome)| {
        (place, price(words::price_at(buyback, cycle.market_bps)))
    };
    let market: Vec<(f64, f64)> = places().map(elsewhere).collect();
    let paid = places().filter_map(|(place, cycle)| match cycle.result {
        CycleResult::Held(tendered) if tendered.bought > 0 => Some((place, price(tendered.price))),
        _ => None,
    });
    let paid: Vec<(f64, f64)> = paid.collect();
    let ceiling = price(words::price_at(buyback, buyback.ceiling_bps.into()));
    let sale = price(buyback.reference_quote);
    let top = market.iter().map(|(_, price)| *price).fold(sale.max(ceiling), f64::max);
    let quote = figures.quote().symbol;
    let axes = Axes {
        count: buyback.cycles.len(),
        top,
        caption: format!("cycle ({quote} for one {})", figures.base().symbol),
        legend: vec![
            ("elsewhere (made up)".to_owned(), MARKET),
            ("ceiling".to_owned(), CEILING),
            ("paid by a tender".to_owned(), BOUGHT),
            ("price of the sale".to_owned(), MUTED),
        ],
    };
    let svg = draw(|area| {
        let mut chart = axes.draw(area)?;
        let level = |at: f64| [(axes.from(), at), (axes.to(), at)];
        chart.draw_series(LineSeries::new(level(sale), MUTED.stroke_width(1)))?;
        chart.draw_series(LineSeries::new(level(ceiling), CEILING.stroke_width(2)))?;
        chart.draw_series(LineSeries::new(market.clone(), MARKET.stroke_width(2)))?;
        chart.draw_series(market.iter().map(|at| Circle::new(*at, 2, MARKET.filled())))?;
        chart.draw_series(paid.iter().map(|at| Circle::new(*at, 5, BOUGHT.filled())))?;
        Ok(())
    })?;
    let said = match words::prices(figures, buyback) {
        Some(prices) => format!("Tenders that bought paid {prices}."),
        None => "No tender bought anything.".to_owned(),
    };
    Ok(titled(&svg, "What the buyback paid", &said))
}

/// What each tender spent of its budget.
pub fn spending(figures: &Figures, buyback: &BuybackOutcome) -> Result<String> {
    let quote = figures.quote();
    let bars = (0i32..).map(f64::from).zip(&buyback.cycles);
    let bars = bars.filter_map(|(place, cycle)| match cycle.result {
        CycleResult::Held(one) => Some((place, quote.whole(one.spent), quote.whole(one.budget))),
        _ => None,
    });
    let bars: Vec<(f64, f64, f64)> = bars.collect();
    let axes = Axes {
        count: buyback.cycles.len(),
        top: bars.iter().map(|(_, _, budget)| *budget).fold(f64::MIN_POSITIVE, f64::max),
        caption: format!("cycle ({})", quote.symbol),
        legend: vec![("spent".to_owned(), BOUGHT), ("left of its budget".to_owned(), REST)],
    };
    let svg = draw(|area| {
        let mut chart = axes.draw(area)?;
        for (place, spent, budget) in &bars {
            let part = |from: f64, to: f64, colour: RGBColor| {
                Rectangle::new([(place - 0.4, from), (place + 0.4, to)], colour.filled())
            };
            chart.draw_series([part(*spent, *budget, REST), part(0.0, *spent, BOUGHT)])?;
        }
        Ok(())
    })?;
    Ok(titled(&svg, "What each cycle spent", &words::totals(figures, buyback)))
}

/// What is left of the supply, and what would be without the buyback.
pub fn supply(
    figures: &Figures,
    buyback: &BuybackOutcome,
    circulation: &Circulation,
) -> Result<String> {
    let base = figures.base();
    let from = figures.outcome.launch.settled_at;
    let length = buyback.ended_at.saturating_sub(from).max(1);
    let even = (0..=STEPS).map(|step| from.saturating_add(length.saturating_mul(step) / STEPS));
    // Where it falls, it falls at once.
    let closes = buyback.cycles.iter().flat_map(|cycle| [cycle.closes_at - 1, cycle.closes_at]);
    let mut moments: Vec<i64> = even.chain(closes).filter(|at| *at >= from).collect();
    moments.sort_unstable();
    moments.dedup();
    let (mut supply, mut without) = (Vec::new(), Vec::new());
    for at in moments {
        let day = at.saturating_sub(from) as f64 / DAY as f64;
        let units = circulation.at(at).supply;
        let more = circulation.bought_by(at).saturating_add(buyback.retired.into());
        supply.push((day, base.whole(units)));
        without.push((day, base.whole(units.saturating_add(more))));
    }
    let high = without.iter().map(|(_, tokens)| *tokens).fold(f64::MIN_POSITIVE, f64::max);
    let low = supply.iter().map(|(_, tokens)| *tokens).fold(high, f64::min);
    let margin = ((high - low) * 0.08).max(high * 1e-6);
    let range = ((low - margin).max(0.0), high + margin);
    let legend = vec![("supply".to_owned(), BOUGHT), ("without the buyback".to_owned(), MUTED)];
    let caption = format!("days after the settlement ({})", base.symbol);
    let svg = draw(|area| {
        let mut chart = ChartBuilder::on(area)
            .margin_top(12 + LEGEND_LINE)
            .margin_right(14)
            .x_label_area_size(50)
            .y_label_area_size(56)
            .build_cartesian_2d(0.0..length as f64 / DAY as f64, range.0..range.1)?;
        chart
            .configure_mesh()
            .disable_x_mesh()
            .x_labels(6)
            .y_labels(5)
            .x_label_formatter(&|value| compact(*value))
            .y_label_formatter(&|value| compact(*value))
            .x_desc(caption.as_str())
            .label_style(FONT.into_font().color(&MUTED))
            .axis_desc_style(FONT.into_font().color(&MUTED))
            .axis_style(LINE)
            .bold_line_style(LINE)
            .light_line_style(TRANSPARENT)
            .draw()?;
        chart.draw_series(LineSeries::new(without, MUTED.stroke_width(1)))?;
        chart.draw_series(LineSeries::new(supply, BOUGHT.stroke_width(2)))?;
        draw_legend(area, &legend)
    })?;
    let said = format!(
        "The buyback burned {}: {} that it bought, {} of its own tranche.",
        base.exact(buyback.bought().saturating_add(buyback.retired)),
        base.exact(buyback.bought()),
        base.exact(buyback.retired)
    );
    Ok(titled(&svg, "The supply, tender by tender", &said))
}

/// A chart over cycles.
struct Axes {
    /// Cycles.
    count: usize,
    /// The highest that anything gets.
    top: f64,
    caption: String,
    legend: Legend,
}

type Drawn<'a, 'b> = ChartContext<
    'a,
    SVGBackend<'b>,
    Cartesian2d<plotters::coord::types::RangedCoordf64, plotters::coord::types::RangedCoordf64>,
>;

impl Axes {
    fn from(&self) -> f64 {
        -0.5
    }

    fn to(&self) -> f64 {
        self.count.max(1) as f64 - 0.5
    }

    fn draw<'a, 'b>(&self, area: &'a Area<'b>) -> Result<Drawn<'a, 'b>> {
        let lines = self.legend.len().div_ceil(LEGEND_COLUMNS);
        let mut chart = ChartBuilder::on(area)
            .margin_top(12 + LEGEND_LINE * lines as i32)
            .margin_right(14)
            .x_label_area_size(50)
            .y_label_area_size(56)
            .build_cartesian_2d(self.from()..self.to(), 0.0..self.top * 1.06)?;
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
        let style = FONT.into_font().color(&MUTED).pos(middle());
        for cycle in (0..self.count).step_by(self.count.div_ceil(LABELS).max(1)) {
            let (x, y) = chart.backend_coord(&(cycle as f64, 0.0));
            area.draw(&Text::new(cycle.to_string(), (x, y + 14), style.clone()))?;
        }
        let centre = (WIDTH as i32 / 2 + 22, HEIGHT as i32 - 10);
        area.draw(&Text::new(self.caption.clone(), centre, style))?;
        draw_legend(area, &self.legend)?;
        Ok(chart)
    }
}
