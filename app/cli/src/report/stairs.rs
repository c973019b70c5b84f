//! A chart of what there was until when: an area that changes at its points and nowhere else, and
//! a line over it.

use anyhow::Result;
use plotters::prelude::*;

use super::{
    canvas::{ACCENT, Area, FONT, LINE, MARK, MUTED, draw},
    units::compact,
};

/// Points of a line: days, and whole tokens.
pub type Line = Vec<(f64, f64)>;

/// One chart: an area under `filled`, and a line over it.
pub struct Picture {
    /// What was there; it stays until the next point.
    pub filled: Line,
    /// What to compare it with.
    pub line: Line,
    /// Below the axis.
    pub caption: String,
}

/// The chart as a part of a page.
pub fn svg(picture: &Picture) -> Result<String> {
    draw(|area| paint(area, picture))
}

fn paint(area: &Area, picture: &Picture) -> Result<()> {
    let Picture { filled, line, caption } = picture;
    let points = || filled.iter().chain(line);
    let right = points().map(|(day, _)| *day).fold(f64::MIN_POSITIVE, f64::max);
    let top = points().map(|(_, tokens)| *tokens).fold(f64::MIN_POSITIVE, f64::max);
    let mut chart = ChartBuilder::on(area)
        .margin_top(8)
        .margin_right(14)
        .x_label_area_size(50)
        .y_label_area_size(56)
        .build_cartesian_2d(0.0..right, 0.0..top * 1.04)?;
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
    // What was there stays until the next claim.
    let stairs = stairs(filled);
    chart.draw_series(AreaSeries::new(stairs.clone(), 0.0, ACCENT.mix(0.25)))?;
    chart.draw_series(LineSeries::new(stairs, ACCENT.stroke_width(2)))?;
    chart.draw_series(LineSeries::new(line.iter().copied(), MARK.stroke_width(2)))?;
    Ok(())
}

/// A line that changes at its points and nowhere else.
fn stairs(line: &[(f64, f64)]) -> Line {
    let mut stairs: Line = Vec::with_capacity(line.len() * 2);
    for (day, tokens) in line {
        if let Some((_, before)) = stairs.last().copied() {
            stairs.push((*day, before));
        }
        stairs.push((*day, *tokens));
    }
    stairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stair_changes_at_its_points_only() {
        let line = [(0.0, 5.0), (1.0, 3.0), (4.0, 3.0)];
        let expected = [(0.0, 5.0), (1.0, 5.0), (1.0, 3.0), (4.0, 3.0), (4.0, 3.0)];
        assert_eq!(stairs(&line), expected);
        assert_eq!(stairs(&[]), []);
    }
}
