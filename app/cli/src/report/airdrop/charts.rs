//! What was claimed of an airdrop over time, and what was left of it.

use anyhow::Result;
use groundswell_math::amount::bps_floor;
use plotters::prelude::*;

use crate::{
    rehearsal::AirdropOutcome,
    report::{
        canvas::{ACCENT, Area, FONT, LINE, MARK, MUTED, draw},
        figures::Figures,
        units::compact,
    },
};

/// Points of a line: days after the close of the sale, and whole tokens.
type Line = Vec<(f64, f64)>;

/// One chart: an area under `filled`, and a line over it.
struct Picture {
    filled: Line,
    line: Line,
    caption: String,
}

/// What was claimed until when, below what had unlocked.
pub fn claimed(figures: &Figures, airdrop: &AirdropOutcome) -> Result<String> {
    let (base, ends) = (figures.base(), day(figures, airdrop.ends_at));
    let began = day(figures, airdrop.began_at);
    let mut filled = vec![(began, 0)];
    filled.extend(airdrop.track.iter().map(|(moment, claimed)| (day(figures, *moment), *claimed)));
    let last = filled.last().map_or(0, |(_, claimed)| *claimed);
    filled.push((ends, last));

    let mut unlocked = vec![(began, 0)];
    for step in &airdrop.steps {
        let before = unlocked.last().map_or(0, |(_, units)| *units);
        let at = day(figures, step.unlocks_at);
        let units = bps_floor(airdrop.facts.sum, step.share_bps).unwrap_or(0);
        unlocked.extend([(at, before), (at, units)]);
    }
    unlocked.push((ends, airdrop.facts.sum));
    let whole = |line: Vec<(f64, u64)>| -> Line {
        line.into_iter().map(|(day, units)| (day, base.whole(units))).collect()
    };
    let caption = format!("days after the close ({})", base.symbol);
    draw(|area| paint(area, &Picture { filled: whole(filled), line: whole(unlocked), caption }))
}

/// What the vaults held, until it left.
pub fn left(figures: &Figures, airdrop: &AirdropOutcome) -> Result<String> {
    let base = figures.base();
    let held = u128::from(airdrop.funded) + u128::from(airdrop.added);
    let (began, ends) = (day(figures, airdrop.began_at), day(figures, airdrop.ends_at));
    let mut filled = vec![(began, base.whole(held))];
    for (moment, claimed) in &airdrop.track {
        filled.push((day(figures, *moment), base.whole(held - u128::from(*claimed))));
    }
    let rest = base.whole(held - u128::from(airdrop.claimed));
    filled.push((ends, rest));
    let leaves = day(figures, airdrop.left_at);
    // A little of the time after it has left, so that it can be seen to be gone.
    let beyond = leaves + (leaves - began) * 0.04;
    let line = vec![(ends, rest), (leaves, rest), (leaves, 0.0), (beyond, 0.0)];
    let caption = format!("days after the close ({})", base.symbol);
    draw(|area| paint(area, &Picture { filled, line, caption }))
}

/// Days after the close of the sale.
fn day(figures: &Figures, moment: i64) -> f64 {
    (moment - figures.outcome.launch.closes_at) as f64 / 86_400.0
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
