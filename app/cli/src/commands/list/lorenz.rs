//! The Lorenz curve of a list, as an SVG of its own.

use anyhow::Result;
use plotters::prelude::*;

use crate::distribution::Distribution;
use crate::report::canvas::{ACCENT, Area, FONT, LINE, MUTED, draw, standalone};

/// More points than there are dots to draw them on.
const POINTS: usize = 400;

/// Draws the curve, below the line on which all wallets have the same.
pub fn svg(distribution: &Distribution) -> Result<String> {
    let points = distribution.lorenz(POINTS);
    let caption = format!("their share of the list; Gini coefficient {:.3}", distribution.gini());
    let chart = draw(|area| draw_curve(area, &points, &caption))?;
    Ok(standalone(&chart))
}

fn draw_curve(area: &Area, points: &[(f64, f64)], caption: &str) -> Result<()> {
    let mut chart = ChartBuilder::on(area)
        .margin_top(12)
        .margin_right(22)
        .x_label_area_size(50)
        .y_label_area_size(56)
        .build_cartesian_2d(0.0..1.0, 0.0..1.0)?;
    let percent = |share: &f64| format!("{:.0} %", share * 100.0);
    chart
        .configure_mesh()
        .x_labels(5)
        .y_labels(5)
        .x_label_formatter(&percent)
        .y_label_formatter(&percent)
        .x_desc("wallets, from the smallest")
        .label_style(FONT.into_font().color(&MUTED))
        .axis_desc_style(FONT.into_font().color(&MUTED))
        .axis_style(LINE)
        .bold_line_style(LINE)
        .light_line_style(TRANSPARENT)
        .draw()?;
    chart.draw_series(LineSeries::new([(0.0, 0.0), (1.0, 1.0)], MUTED.mix(0.6)))?;
    let curve = AreaSeries::new(points.iter().copied(), 0.0, ACCENT.mix(0.2));
    chart.draw_series(curve.border_style(ACCENT.stroke_width(2)))?;
    let (x, y) = chart.backend_coord(&(0.03, 0.95));
    area.draw(&Text::new(caption.to_owned(), (x, y), FONT.into_font().color(&MUTED)))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use groundswell_sdk::{Address, list::Dataset};

    use super::*;

    #[test]
    fn the_chart_needs_no_page() {
        let rows = (1..=9).map(|wallet| (Address::new_from_array([wallet; 32]), 5));
        let distribution = Distribution::of(&Dataset::new(rows).unwrap());

        let svg = svg(&distribution).unwrap();

        assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" "), "{svg}");
        assert!(svg.contains("<style>:root {") && svg.contains("--accent: #"), "{svg}");
        assert!(svg.contains("var(--accent)") && svg.contains("Gini coefficient 0.000"), "{svg}");
        assert!(!svg.contains("box-sizing"), "only the colours");
    }
}
